"""Which stretch of time a chart shows, and how a day becomes a place on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

__all__ = ["DAY", "Window", "milliseconds", "window_of"]

DAY = 86_400_000  # milliseconds, the unit of Vega's time scale
_EPOCH = pd.Timestamp("1970-01-01")

_LEAST_DAYS = 14
_MARGIN = 0.02
_AS_OF_REACH = 31  # days beyond the events in which the as-of day is still worth its room
# A single event of decades ago would press all others into one column: the chart then shows the bulk.
_BULK = (0.05, 0.95)
_FAR = 4
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Window:
    """What the chart shows: from ``start`` to ``end`` in milliseconds (UTC).

    ``earlier`` and ``later`` count the events that lie outside, ``cut`` those that reach beyond an edge.
    """

    start: int
    end: int
    earlier: int = 0
    later: int = 0
    cut: int = 0

    def at(self, moment: float, width: float) -> float:
        """How far from the left edge of a chart a moment stands, in the unit of the width."""
        return (moment - self.start) / (self.end - self.start) * width

    @property
    def edges(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """The two ends as moments."""
        return _EPOCH + pd.Timedelta(milliseconds=self.start), _EPOCH + pd.Timedelta(milliseconds=self.end)

    def holds(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Which rows of a frame of dated events the chart shows."""
        first, last = self.edges
        return (frame["date_end"] >= first) & (frame["date_start"] < last)

    @property
    def note(self) -> str:
        """What the chart leaves out, or nothing.

        >>> Window(0, DAY, earlier=2).note
        'not on this chart: 2 earlier'
        >>> Window(0, DAY, cut=1).note
        'cut at the edge of this chart: 1'
        """
        parts = [f"{n} {side}" for n, side in ((self.earlier, "earlier"), (self.later, "later")) if n]
        notes = [f"not on this chart: {', '.join(parts)}"] if parts else []
        if self.cut:
            notes.append(f"cut at the edge of this chart: {self.cut}")
        return "; ".join(notes)


def milliseconds(day: date) -> int:
    """The beginning of a day, in milliseconds since 1970 (UTC).

    >>> milliseconds(date(1970, 1, 2)) == DAY
    True
    """
    return (pd.Timestamp(day) - _EPOCH).days * DAY


def window_of(frame: pd.DataFrame, as_of: date | None = None) -> Window:
    """The stretch that dated events fill: all of them, or the bulk where a few lie far off (those are counted).

    The frame has at least one row and no missing ``date_start`` or ``date_end``.
    """
    starts, ends = frame["date_start"], frame["date_end"]
    first, last = starts.min(), ends.max()
    if len(frame) >= _FEWEST:
        low, high = (starts.sort_values().iloc[round(share * (len(frame) - 1))] for share in _BULK)
        bulk = max((high - low).days, _LEAST_DAYS)
        if (last - first).days > _FAR * bulk:
            first, last = max(first, low - pd.Timedelta(days=bulk)), min(last, high + pd.Timedelta(days=bulk))
    start, end = milliseconds(first), milliseconds(last) + DAY
    if as_of is not None and start - _AS_OF_REACH * DAY <= milliseconds(as_of) <= end + _AS_OF_REACH * DAY:
        start, end = min(start, milliseconds(as_of)), max(end, milliseconds(as_of) + DAY)
    lacking = max(0, _LEAST_DAYS * DAY - (end - start)) // 2
    margin = int((end - start) * _MARGIN) + lacking
    return _counted(Window(start - margin, end + margin), starts, ends)


def _counted(window: Window, starts: pd.Series[pd.Timestamp], ends: pd.Series[pd.Timestamp]) -> Window:
    """The window with what lies outside it and what reaches beyond it counted."""
    first, last = window.edges
    over_first = (starts < first) & (ends >= first)
    over_last = (starts < last) & (ends >= last)
    return Window(
        window.start,
        window.end,
        earlier=int((ends < first).sum()),
        later=int((starts >= last).sum()),
        cut=int((over_first | over_last).sum()),
    )
