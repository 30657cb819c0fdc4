"""The tables as the page carries them: every text once, compressed where it pays."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from timeline.export.cells import encodable
from timeline.render.embedding import base64_text, data_json
from timeline.table.columns import TABLES, Kind

__all__ = ["Payload", "packed"]

LARGEST_PLAIN = 400_000  # characters; a page of a hundred events stays readable with an editor
_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Payload:
    """What stands in the page's data element; ``packing`` is empty for JSON, ``deflate`` for base64 of zlib."""

    text: str
    packing: str


def packed(tables: Mapping[str, pd.DataFrame]) -> Payload:
    """All tables with every cell as ``csv_bytes`` writes it (but for the apostrophe against formulas).

    ``strings`` holds every text once; a column is a list of places in it. The kind of each column goes with it, so
    that the page can write a number as a number.
    """
    places: dict[str, int] = {}
    content = {
        "tables": {
            name: {
                "length": len(frame),
                "kinds": {column.name: column.kind.value for column in TABLES[name]},
                "columns": {
                    column.name: [places.setdefault(cell, len(places)) for cell in _cells(frame[column.name])]
                    for column in TABLES[name]
                },
            }
            for name, frame in tables.items()
        },
        "strings": list(places),
    }
    plain = data_json(content)
    if len(plain) <= LARGEST_PLAIN:
        return Payload(plain, "")
    text = json.dumps(content, separators=(",", ":"), allow_nan=False, ensure_ascii=False)
    return Payload(base64_text(zlib.compress(text.encode("utf-8"), _LEVEL)), "deflate")


def _cells(values: pd.Series) -> list[str]:
    """The cells of a column as text; what is missing is empty."""
    kind = str(values.dtype)
    if kind == Kind.DAY.dtype:
        days = [] if values.empty else values.dt.strftime("%Y-%m-%d")
        return ["" if pd.isna(day) else day for day in days]
    if kind == Kind.SHARE.dtype:
        return ["" if pd.isna(value) else f"{value:.2f}" for value in values]
    if kind == Kind.FLAG.dtype:
        return ["" if pd.isna(value) else str(value).lower() for value in values]
    return ["" if pd.isna(value) else encodable(str(value)) for value in values]
