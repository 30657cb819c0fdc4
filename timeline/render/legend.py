"""The key under the chart: how each kind of date and status is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from timeline.render.axes import Axes, inline
from timeline.render.glyphs import CANCELLED_COLOUR, Record
from timeline.render.layers import CIRCLE, DASH, MARK_SIZE, STROKE, STRUCK_CIRCLE

__all__ = ["key"]

_BAR_WIDTH, _BAR_HALF = 26, 0.29


@dataclass(frozen=True, slots=True)
class _Entry:
    """One sign of the key with its words, ``x`` pixels from the left."""

    x: int
    text: str
    fill: float
    shape: str = CIRCLE
    dashed: bool = False
    is_bar: bool = False


_ENTRIES = (
    _Entry(14, "one day", 0.92),
    _Entry(84, "lasts", 0.92, is_bar=True),
    _Entry(160, "some day within, or about", 0.3, is_bar=True),
    _Entry(346, "planned", 0.06),
    _Entry(420, "proposed", 0.06, dashed=True),
    _Entry(500, "cancelled", 0.06, shape=STRUCK_CIRCLE),
)


def key(top: float, axes: Axes) -> list[alt.Chart]:
    """The signs and words of the key, in the lane that begins at ``top``."""
    y = top + 0.75
    # A layer for each sign and its words: they stand at fixed pixels, which no data column can say.
    drawn = [(_sign(number, entry, y, axes), _words(number, entry, y, axes)) for number, entry in enumerate(_ENTRIES)]
    return [layer for pair in drawn for layer in pair]


def _sign(number: int, entry: _Entry, y: float, axes: Axes) -> alt.Chart:
    name = f"key_sign_{number}"
    colour = axes.ink.line if entry.shape == CIRCLE else CANCELLED_COLOUR
    look: dict[str, Any] = {
        "fill": alt.value(colour),
        "stroke": alt.value(colour),
        "fillOpacity": alt.value(entry.fill),
        "strokeWidth": alt.value(STROKE),
    }
    if entry.is_bar:
        left = entry.x - 6
        record: Record = {"y": y - _BAR_HALF, "y2": y + _BAR_HALF}
        bar = inline(name, [record]).mark_rect(cornerRadius=3, opacity=1, aria=False)
        place = {"x": alt.value(left), "x2": alt.value(left + _BAR_WIDTH), "y": axes.y(), "y2": "y2:Q"}
        drawn: alt.Chart = bar.encode(**place, **look)
        return drawn
    dash = alt.value(DASH if entry.dashed else [1, 0])
    point = inline(name, [{"y": y}]).mark_point(size=MARK_SIZE, shape=entry.shape, opacity=1, aria=False)
    sign: alt.Chart = point.encode(x=alt.value(entry.x), y=axes.y(), strokeDash=dash, **look)
    return sign


def _words(number: int, entry: _Entry, y: float, axes: Axes) -> alt.Chart:
    words = inline(f"key_words_{number}", [{"y": y, "text": entry.text}]).mark_text(
        align="left", baseline="middle", fontSize=11, color=axes.ink.line, opacity=0.85
    )
    gap = _BAR_WIDTH if entry.is_bar else 12
    drawn: alt.Chart = words.encode(x=alt.value(entry.x + gap), y=axes.y(), text="text:N")
    return drawn
