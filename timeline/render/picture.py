"""The timeline as a picture, for slides and documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from sys import intern

import pandas as pd
import vl_convert

from timeline.cells import encodable
from timeline.render.drawing import MOST_MARKS, Canvas, draw
from timeline.render.palette import PAPER
from timeline.table.columns import TIMELINE, Column

__all__ = ["Panorama", "png", "svg"]

_UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, and with it SVG, has no place for."""
_WIDTH, _HEIGHT = 1280, 720  # pixels at scale 1: a slide of 16:9


_COUNTED = ["category", "date_start", "date_end", "extent"]
"""What must be known of an event that is only counted: events too many for marks are."""


class Panorama:
    """Gathers the rows of a timeline for its picture, batch by batch: of very many only what it takes to count them."""

    def __init__(self, columns: Sequence[Column] = TIMELINE) -> None:
        self._rows = [pd.DataFrame({column.name: pd.Series([], dtype=column.kind.dtype) for column in columns})]
        self._dated = 0

    def add(self, frame: pd.DataFrame) -> None:
        """Take in some rows of the timeline."""
        self._dated += int(frame["date_start"].notna().sum())
        self._rows.append(frame)
        if self._dated > MOST_MARKS:
            self._rows = [rows if len(rows.columns) == len(_COUNTED) else _counted(rows) for rows in self._rows]

    def frame(self) -> pd.DataFrame:
        """A frame of which ``png`` and ``svg`` make the same picture as of all rows."""
        return pd.concat(self._rows, ignore_index=True)


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[_COUNTED].assign(**{name: [intern(text) for text in rows[name]] for name in ("category", "extent")})


def png(frame: pd.DataFrame, *, title: str = "", scale: float = 2.0, as_of: date | None = None) -> bytes:
    """The chart of a timeline frame as the bytes of a PNG picture, on white, 16:9.

    ``scale`` 1.0 is 1,280 by 720 pixels. Few events are drawn larger, many with fewer words, too many counted by month.
    """
    return bytes(vl_convert.vegalite_to_png(_slide(frame, title, as_of), scale=scale, allowed_base_urls=[]))


def svg(frame: pd.DataFrame, *, title: str = "", as_of: date | None = None) -> str:
    """The same picture as SVG, whose words stay words: found by search, and set in the fonts of who opens it."""
    return str(vl_convert.vegalite_to_svg(_slide(frame, title, as_of), allowed_base_urls=[]))


def _slide(frame: pd.DataFrame, title: str, as_of: date | None) -> dict[str, object]:
    canvas = Canvas(encodable(title), PAPER, _WIDTH, _HEIGHT)
    drawn = _drawable(draw(frame, canvas, as_of=as_of).to_dict())
    assert isinstance(drawn, dict)
    # What cannot be moved runs over no edge: to clip each layer takes most of the time of drawing, and Vega numbers its
    # clips on from drawing to drawing of a process.
    drawn.pop("params", None)
    for layer in drawn["layer"]:
        layer["mark"]["clip"] = False
    return drawn


def _drawable(value: object) -> object:
    """A chart whose words hold nothing that a picture cannot: such a character would end the process that draws it."""
    if isinstance(value, str):
        return _UNDRAWABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_drawable(item) for item in value]
    return {_drawable(key): _drawable(item) for key, item in value.items()} if isinstance(value, dict) else value
