from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from timeline.table.columns import TABLES, TIMELINE, Column, Kind

_EMPTY = {Kind.TEXT: "", Kind.DAY: pd.NaT, Kind.FLAG: pd.NA, Kind.COUNT: pd.NA, Kind.SHARE: pd.NA}

MakeFrame = Callable[..., pd.DataFrame]


def _frame(*rows: dict[str, object], columns: tuple[Column, ...] = TIMELINE) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column.name: pd.Series([row.get(column.name, _EMPTY[column.kind]) for row in rows], dtype=column.kind.dtype)
            for column in columns
        }
    )


@pytest.fixture(scope="session")
def frame() -> MakeFrame:
    """A table with the given cells, all others empty."""
    return _frame


@pytest.fixture
def tables(frame: MakeFrame) -> dict[str, pd.DataFrame]:
    cells = {
        "timeline": {"event_id": "e1", "title": "Summit", "date_start": "2025-07-26", "date_end": "2025-07-28"},
        "mentions": {"mention_id": "m1", "quote": "The summit opened on 26 July.", "trigger_start": 4},
        "changes": {"event_id": "e1", "change": "date moved", "field": "date", "after": "2025-07-26/2025-07-28"},
        "leads": {
            "document_id": "a",
            "quote": "=It rained on 3 May.",
            "date_start": "2025-05-03",
            "edtf": "2025-05-03",
        },
        "problems": {"document_id": "broken.pdf", "severity": "error", "problem": "no text"},
    }
    return {name: frame(cells[name], columns=columns) for name, columns in TABLES.items()}
