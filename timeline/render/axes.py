"""The two axes all layers of the timeline chart share: time, and lanes."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from timeline.render.palette import Ink

__all__ = ["Axes", "time_axis"]

# Every tick carries its year, and a day only where the tick is no first of a month.
_DATE_LABEL = "utcdate(datum.value) == 1 ? utcFormat(datum.value, '%b %Y') : utcFormat(datum.value, '%-d %b %Y')"
_TICKS = 8


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

    def x(self, field: str = "x") -> alt.X:
        """Time, always in UTC: days do not move with the reader's time zone."""
        scale = alt.Scale(type="utc", domain=[self.start, self.end], nice=False)
        return alt.X(f"{field}:T", axis=time_axis(self.ink), scale=scale)

    def y(self, field: str = "y") -> alt.Y:
        """Lanes, counted from the top."""
        scale = alt.Scale(domain=[0, self.height], reverse=True, nice=False, zero=False)
        return alt.Y(f"{field}:Q", axis=None, scale=scale)
