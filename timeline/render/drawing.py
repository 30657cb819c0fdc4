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
from timeline.render.lanes import MOST_LABELS, Layout, arrange
from timeline.render.legend import key
from timeline.render.palette import NOTEBOOK, Ink
from timeline.render.window import Window, milliseconds, window_of

__all__ = ["FONT", "MOST_MARKS", "Canvas", "chart", "draw"]

_LANE = 22  # pixels
MOST_MARKS = 2000  # more than that are a smear: events are then counted by month
FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif"
_TOP_ROWS = 0.4
_AS_OF_ROWS = 1.0
_KEY_ROWS = 1.6
_FEWER_LABELS = 6
_FURNITURE = 90  # pixels for title, notes, axis and padding
_HIGH_LANE, _LOW_LANE, _LOWEST_LANE = 46, 14, 10.5  # pixels: of few events, with words of 11 pixels, and of marks alone


@dataclass(frozen=True, slots=True)
class Canvas:
    """What the chart is drawn on: its title, ink and width in pixels.

    With a ``height`` (pixels, all included) the chart fills it: lanes grow where there are few events, and lose words
    and then height where there are many; without one, it is as high as its lanes.
    """

    title: str
    ink: Ink
    width: int
    height: int | None = None

    @property
    def room(self) -> float:
        """The pixels that lanes may take, beside title and axis."""
        return self.height - _FURNITURE if self.height else float("inf")


def chart(frame: pd.DataFrame, *, title: str = "", as_of: date | None = None) -> alt.LayerChart:
    """The timeline to look at: every dated event is one mark, in the lanes of its category, and says what it is.

    ``frame`` is a timeline table (one row per event). A single day is a point, a span a bar of its true length; faded
    means "on some day in it" or approximate, hollow planned, dashed proposed, grey and struck cancelled. Undated
    events are counted, not drawn; above 2,000 events they are counted by month. Drag to move in time, hold Ctrl
    and turn the wheel to zoom, double-click to return. With ``as_of``, a line divides what was from what is to come.

    >>> from timeline import build
    >>> from timeline.model import Document, Origin
    >>> document = Document(Origin("a", published=date(2025, 7, 28)), "China opened the World AI Forum on Saturday.")
    >>> drawn = chart(build([document]), title="What happened")
    >>> drawn.to_dict()["title"]["text"], "World AI Forum" in drawn.to_json()
    ('What happened', True)
    """
    return draw(frame, Canvas(encodable(title), NOTEBOOK, 900), as_of=as_of)


def draw(frame: pd.DataFrame, canvas: Canvas, *, as_of: date | None) -> alt.LayerChart:
    """The chart on the given canvas."""
    dated = frame[frame["date_start"].notna() & frame["date_end"].notna()].reset_index(drop=True)
    undated = len(frame) - len(dated)
    notes = [f"{counted(undated, 'undated event')} not shown"] if undated else []
    if dated.empty:
        return _finish([layers.sentence("no dated events", canvas.ink)], 3 * _LANE, notes, canvas)
    window = window_of(dated, as_of)
    shown = dated[window.holds(dated)].reset_index(drop=True)
    layout = _layout(shown, window, as_of, canvas) if len(dated) <= MOST_MARKS else None
    if layout is None:
        drawn, height, left = density.drawing(dated, canvas.ink)
        notes.append(f"{counted(len(dated) - left, 'event')}, counted by month")
        if left:
            notes.append(f"{counted(left, 'event')} known only to a longer time not counted")
        return _finish(drawn, height, notes, canvas)
    if window.note:
        notes.append(window.note)
    drawn, rows = _marks(shown, layout, window, as_of, canvas)
    return _finish(drawn, round(rows * _LANE), notes, canvas)


def _layout(shown: pd.DataFrame, window: Window, as_of: date | None, canvas: Canvas) -> Layout | None:
    """The places of the marks, with as many words as leave the lanes room; None where marks alone have none."""
    top = _AS_OF_ROWS if _in_view(as_of, window) else _TOP_ROWS
    for most in range(MOST_LABELS, -1, -_FEWER_LABELS):
        layout = arrange(shown, window, width=canvas.width, top=top, most_labels=most)
        if (layout.height + _KEY_ROWS) * (_LOWEST_LANE if most == 0 else _LOW_LANE) <= canvas.room:
            return layout
    return None


def _in_view(as_of: date | None, window: Window) -> bool:
    return as_of is not None and window.start <= milliseconds(as_of) < window.end


def _marks(
    dated: pd.DataFrame, layout: Layout, window: Window, as_of: date | None, canvas: Canvas
) -> tuple[list[alt.Chart], float]:
    height = layout.height + _KEY_ROWS
    if canvas.height:
        height = max(height, canvas.room / _HIGH_LANE)
    axes = Axes(window.start, window.end, height, canvas.ink)
    drawn = [axes.view(), layers.bands(layout.bands, axes)]
    if as_of is not None and _in_view(as_of, window):
        words = f"as of {When.day(as_of).shown}"
        drawn += layers.as_of_rule(milliseconds(as_of), words, layout.height, axes)
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


def _finish(drawn: list[alt.Chart], height: int, notes: list[str], canvas: Canvas) -> alt.LayerChart:
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
        width=canvas.width,
        height=canvas.height or height,
        title=heading,
        name="timeline",
        background=canvas.ink.background,
    )
    sizing: Literal["fit", "pad"] = "fit" if canvas.height else "pad"
    finished: alt.LayerChart = layered.configure(
        font=FONT,
        padding={"left": 8, "right": 12, "top": 8, "bottom": 8},
        autosize=alt.AutoSizeParams(type=sizing, contains="padding"),
    ).configure_view(stroke=None)
    return finished
