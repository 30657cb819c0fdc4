"""The tables as the page carries them: every text once, compressed where it pays."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from timeline.cells import encodable
from timeline.render.embedding import base64_text, data_json
from timeline.table.columns import TABLES, Kind

__all__ = ["Payload", "packed"]

LARGEST_PLAIN = 400_000  # characters; a page of a hundred events stays readable with an editor
_LEVEL = 6  # a tenth larger than at 9, in a third of the time


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
                "columns": {column.name: _column(frame[column.name], places) for column in TABLES[name]},
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


def _column(values: pd.Series, places: dict[str, int]) -> list[int]:
    """The place of each cell's text in ``places``, which grows by the texts that are new; what is missing is empty."""
    codes, different = pd.factorize(values)
    missing = places.setdefault("", len(places))
    kind = str(values.dtype)
    known = [places.setdefault(_text(value, kind), len(places)) for value in different]
    return [known[code] if code >= 0 else missing for code in codes.tolist()]


def _text(value: object, kind: str) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if kind == Kind.SHARE.dtype:
        return f"{value:.2f}"
    return str(value).lower() if kind == Kind.FLAG.dtype else encodable(str(value))
