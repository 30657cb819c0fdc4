"""The two axes all layers of the timeline chart share: time, and lanes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import altair as alt

from timeline.render.glyphs import Record
from timeline.render.palette import Ink

__all__ = ["OVERHANG", "Axes", "PageAxes", "inline", "moving_view", "time_axis"]

# Every tick carries its year, and a day only where the tick is no first of a month.
_DATE_LABEL = "utcdate(datum.value) == 1 ? utcFormat(datum.value, '%b %Y') : utcFormat(datum.value, '%-d %b %Y')"
_TICKS = 8
OVERHANG = 24  # pixels right of the page's charts, in which half a month's name has room
_ZOOM = "wheel![event.ctrlKey || event.metaKey || event.shiftKey]"


TOOLTIP = (
    alt.Tooltip("title:N", title="title"),  # a tooltip shows the value of this name as its heading
    alt.Tooltip("when:N", title="When"),
    alt.Tooltip("status:N", title="Status"),
    alt.Tooltip("category:N", title="Category"),
    alt.Tooltip("sources:N", title="Reported by"),
    alt.Tooltip("quote:N", title="Quote"),
)
_PAGE_TOOLTIP = (alt.Tooltip("event_id:N"),)  # the page writes its own, from the event


def inline(name: str, records: Iterable[Record]) -> alt.Chart:
    """A named layer over plain records, which no row limit of Altair applies to; a page can give it others."""
    return alt.Chart(alt.InlineData(values=list(records), name=name), name=name)


def moving_view() -> alt.Parameter:
    """Drag to move in time; the wheel zooms only with a key held, so that it still scrolls the page."""
    return alt.selection_interval(name="view", bind="scales", encodings=["x"], zoom=_ZOOM)


def time_axis(ink: Ink, *, most: int = _TICKS, overhang: int | None = None) -> alt.Axis:
    """The axis of time along the top: months with their year, in UTC.

    It has about ``most`` ticks; words that hang over its ends by more than ``overhang`` pixels are left out.
    """
    return alt.Axis(
        orient="top",
        title=None,
        labelExpr=_DATE_LABEL,
        labelOverlap=True,
        labelBound=overhang if overhang is not None else False,
        labelPadding=6,
        tickCount=most,
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

    @property
    def tooltip(self) -> list[alt.Tooltip]:
        """What a mark says when it is pointed at."""
        return list(TOOLTIP)


@dataclass(frozen=True, slots=True)
class PageAxes:
    """The same axes where a page moves them: by the parameters ``first``, ``last`` (milliseconds) and ``rows``."""

    ink: Ink

    @staticmethod
    def stretch() -> list[alt.Parameter]:
        """The stretch of time, which the page sets before it draws."""
        return [alt.param(name="first", value=0), alt.param(name="last", value=1)]

    @classmethod
    def parameters(cls) -> list[alt.Parameter]:
        """The stretch of time, and the height in lanes."""
        return [*cls.stretch(), alt.param(name="rows", value=1)]

    def frame(self, *, most: int = _TICKS) -> alt.Chart:
        """An unseen layer that gives time its ends: Vega-Lite takes those of one layer, and not of bars."""
        ends = [alt.ExprRef("first"), alt.ExprRef("last")]
        scale = alt.Scale(type="utc", nice=False, domain=ends)
        layer = inline("frame", []).mark_point(aria=False)
        drawn: alt.Chart = layer.encode(
            x=alt.X("x:T", axis=time_axis(self.ink, most=most, overhang=OVERHANG), scale=scale)
        )
        return drawn

    def x(self) -> alt.X:
        """Time in UTC, between ``first`` and ``last``."""
        return alt.X("x:T", scale=alt.Scale(type="utc"))

    def y(self, field: str = "y") -> alt.Y:
        """Lanes, counted from the top, down to ``rows``."""
        scale = alt.Scale(domain=[0, alt.ExprRef("rows")], reverse=True, nice=False, zero=False)
        return alt.Y(f"{field}:Q", axis=None, scale=scale)

    @property
    def tooltip(self) -> list[alt.Tooltip]:
        """The event's id: the page says the rest."""
        return list(_PAGE_TOOLTIP)
