"""The data inside the page are the tables, cell by cell."""

from __future__ import annotations

import base64
import json
import zlib

import pandas as pd
import pytest

from tests.render.crowds import crowd
from tests.render.frames import sample, sample_changes, sample_leads, tables
from timeline.export import csv_bytes, read_csv
from timeline.render.payload import Payload, packed
from timeline.table import TABLES


def unpacked(payload: Payload) -> dict[str, pd.DataFrame]:
    text = payload.text
    if payload.packing:
        text = zlib.decompress(base64.b64decode(text)).decode("utf-8")
    content = json.loads(text)
    strings = content["strings"]
    return {
        name: pd.DataFrame({column: [strings[place] for place in cells] for column, cells in table["columns"].items()})
        for name, table in content["tables"].items()
    }


@pytest.mark.parametrize(("count", "packing"), [(0, ""), (300, "deflate")])
def test_every_cell_comes_back(count: int, packing: str) -> None:
    made = crowd(count) if count else tables(sample(), changes=sample_changes(), leads=sample_leads())
    payload = packed(made)
    assert payload.packing == packing
    for name, found in unpacked(payload).items():
        written = read_csv(csv_bytes(found), TABLES[name]) if len(found) else made[name]
        pd.testing.assert_frame_equal(written, made[name])


def test_a_text_is_kept_once() -> None:
    made = tables(sample())
    made["mentions"]["quote"] = "The same sentence, over and over."
    assert packed(made).text.count("The same sentence") == 1


def test_plain_data_hold_no_markup() -> None:
    rows = sample()
    rows[0]["title"] = "</script><b>&"
    assert not set("<>&") & set(packed(tables(rows)).text)
