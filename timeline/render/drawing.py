"""The interactive timeline as an Altair chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import altair as alt
import pandas as pd

from timeline.cells import encodable
from timeline.model import When
from timeline.render import density, layers
from timeline.render.axes import Axes
from timeline.render.glyphs import Record, counted, label_record, mark_record
from timeline.render.lanes import Layout, arrange
from timeline.render.legend import key
from timeline.render.palette import NOTEBOOK, Ink
from timeline.render.window import Window, milliseconds, window_of

__all__ = ["FONT", "LANE", "MOST_MARKS", "NARROWEST", "chart", "draw"]

LANE = 22  # pixels
MOST_MARKS = 2000  # more than that are a smear: events are then counted by month
NARROWEST = 760  # pixels; lanes are packed for it
FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif"
_TOP_ROWS = 0.4
_AS_OF_ROWS = 1.0
_KEY_ROWS = 1.6


@dataclass(frozen=True, slots=True)
class _Canvas:
    """What the chart is drawn on: its title, ink and width (pixels or ``container``)."""

    title: str
    ink: Ink
    width: int | Literal["container"]

    @property
    def least_width(self) -> int:
        """The pixels that are sure to be there."""
        return self.width if isinstance(self.width, int) else NARROWEST


def chart(frame: pd.DataFrame, *, title: str = "", as_of: date | None = None) -> alt.LayerChart:
    """The timeline to look at: every dated event is one mark, in the lanes of its category, and says what it is.

    ``frame`` is a timeline table (one row per event). A single day is a point, a span a bar of its true length; faded
    means "on some day in it" or approximate, hollow planned, dashed proposed, grey and struck cancelled. Undated
    events are counted, not drawn; above 2,000 events they are counted by month. Drag to move in time, hold Ctrl
    and turn the wheel to zoom, double-click to return. With ``as_of``, a line divides what was from what is to come.
    """
    return draw(frame, title=title, as_of=as_of, ink=NOTEBOOK, width=900)


def draw(
    frame: pd.DataFrame, *, title: str, as_of: date | None, ink: Ink, width: int | Literal["container"]
) -> alt.LayerChart:
    """The chart in the given ink; ``width`` is pixels or ``container`` (which must then have ``NARROWEST`` pixels)."""
    canvas = _Canvas(encodable(title), ink, width)
    dated = frame[frame["date_start"].notna() & frame["date_end"].notna()].reset_index(drop=True)
    undated = len(frame) - len(dated)
    notes = [f"{counted(undated, 'undated event')} not shown"] if undated else []
    if dated.empty:
        return _finish([layers.sentence("no dated events", ink)], 3 * LANE, notes, canvas)
    if len(dated) > MOST_MARKS:
        notes.append(f"{counted(len(dated), 'event')}, counted by month")
        drawn, height = density.drawing(dated, ink)
        return _finish(drawn, height, notes, canvas)
    window = window_of(dated, as_of)
    if window.note:
        notes.append(window.note)
    shown = dated[window.holds(dated)].reset_index(drop=True)
    drawn, rows = _marks(shown, window, as_of, canvas)
    return _finish(drawn, round(rows * LANE), notes, canvas)


def _marks(dated: pd.DataFrame, window: Window, as_of: date | None, canvas: _Canvas) -> tuple[list[alt.Chart], float]:
    marked = as_of if as_of is not None and window.start <= milliseconds(as_of) < window.end else None
    layout = arrange(dated, window, width=canvas.least_width, top=_TOP_ROWS if marked is None else _AS_OF_ROWS)
    height = layout.height + _KEY_ROWS
    axes = Axes(window.start, window.end, height, canvas.ink)
    drawn = [axes.view(), layers.bands(layout.bands, axes)]
    if marked is not None:
        words = f"as of {When.day(marked).shown}"
        drawn += layers.as_of_rule(milliseconds(marked), words, layout.height, axes)
    drawn += [*layers.headings(layout.bands, axes), *_events(dated, layout, window, axes), *key(layout.height, axes)]
    return drawn, height


def _events(dated: pd.DataFrame, layout: Layout, window: Window, axes: Axes) -> list[alt.Chart]:
    events = dated.to_dict("records")
    days: list[Record] = []
    spans: list[Record] = []
    for item in layout.items:
        (days if item.is_day else spans).append(mark_record(events[item.row], item, window))
    words = [record for record in map(label_record, layout.items) if record is not None]
    return [
        layers.strikes(spans, axes),
        *layers.spans(spans, axes),
        *layers.days(days, axes),
        *layers.labels(words, axes),
    ]


def _finish(drawn: list[alt.Chart], height: int, notes: list[str], canvas: _Canvas) -> alt.LayerChart:
    heading = alt.TitleParams(
        text=canvas.title,
        subtitle="; ".join(notes),
        anchor="start",
        color=canvas.ink.line,
        subtitleColor=canvas.ink.line,
        fontSize=17,
        subtitleFontSize=11,
        subtitlePadding=6,
        offset=12,
    )
    layered = alt.LayerChart(layer=drawn).properties(
        width=canvas.width, height=height, title=heading, name="timeline", background=canvas.ink.background
    )
    sizing: Literal["fit-x", "pad"] = "fit-x" if canvas.width == "container" else "pad"
    finished: alt.LayerChart = layered.configure(
        font=FONT,
        padding={"left": 8, "right": 12, "top": 8, "bottom": 8},
        autosize=alt.AutoSizeParams(type=sizing, contains="padding"),
    ).configure_view(stroke=None)
    return finished
