"""The two axes all layers of the timeline chart share: time, and lanes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import altair as alt

from timeline.render.glyphs import Record
from timeline.render.palette import Ink

__all__ = ["Axes", "inline", "moving_view", "time_axis"]

# Every tick carries its year, and a day only where the tick is no first of a month.
_DATE_LABEL = "utcdate(datum.value) == 1 ? utcFormat(datum.value, '%b %Y') : utcFormat(datum.value, '%-d %b %Y')"
_TICKS = 8
_ZOOM = "wheel![event.ctrlKey || event.metaKey || event.shiftKey]"


def inline(name: str, records: Iterable[Record]) -> alt.Chart:
    """A named layer over plain records, which no row limit of Altair applies to."""
    return alt.Chart(alt.InlineData(values=list(records)), name=name)


def moving_view() -> alt.Parameter:
    """Drag to move in time; the wheel zooms only with a key held, so that it still scrolls the page."""
    return alt.selection_interval(name="view", bind="scales", encodings=["x"], zoom=_ZOOM)


def time_axis(ink: Ink) -> alt.Axis:
    """The axis of time along the top: months with their year, in UTC."""
    return alt.Axis(
        orient="top",
        title=None,
        labelExpr=_DATE_LABEL,
        labelOverlap=True,
        labelPadding=6,
        tickCount=_TICKS,
        labelColor=ink.line,
        tickColor=ink.line,
        tickOpacity=0.3,
        gridColor=ink.line,
        gridOpacity=0.14,
        domain=False,
    )


@dataclass(frozen=True, slots=True)
class Axes:
    """The stretch of time in view (milliseconds since 1970), the height in lanes, and the ink."""

    start: int
    end: int
    height: float
    ink: Ink

    def x(self) -> alt.X:
        """Time, always in UTC, so that days do not move with the reader's time zone.

        The layers share one scale, which spans all they hold: nothing outside ``start`` to ``end`` may be in them.
        """
        return alt.X("x:T", axis=time_axis(self.ink), scale=alt.Scale(type="utc", nice=False))

    def view(self) -> alt.Chart:
        """An unseen layer that holds the ends of the stretch in view, and by which it is moved and zoomed."""
        ends = inline("view_layer", [{"x": self.start}, {"x": self.end}]).mark_rule(opacity=0, aria=False)
        drawn: alt.Chart = ends.encode(x=self.x()).add_params(moving_view())
        return drawn

    def y(self, field: str = "y") -> alt.Y:
        """Lanes, counted from the top."""
        scale = alt.Scale(domain=[0, self.height], reverse=True, nice=False, zero=False)
        return alt.Y(f"{field}:Q", axis=None, scale=scale)
