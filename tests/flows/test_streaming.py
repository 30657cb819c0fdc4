"""A timeline of any size: what holds everything is written batch by batch, what is for people holds what matters."""

from __future__ import annotations

import csv
import gc
import weakref
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

import flows.foremost
from flows.files import published
from tests.export.made_events import many
from tests.flows.commands import article
from tests.flows.runs import rows, run
from timeline.export import CsvWriter, csv_bytes, parquet_bytes, read_jsonl
from timeline.export.parquet_files import ROW_GROUP, ParquetWriter
from timeline.export.streams import BATCH, batches
from timeline.ledger import open_ledger
from timeline.table import TIMELINE, mention_frame, timeline_frame

COUNT = 2_345


class Thing:
    pass


def test_no_more_than_a_batch_is_held() -> None:
    alive: list[weakref.ref[Thing]] = []

    def things() -> Iterator[Thing]:
        for _ in range(5 * BATCH):
            thing = Thing()
            alive.append(weakref.ref(thing))
            yield thing

    most = 0
    for batch in batches(things()):
        size = len(batch)
        del batch
        gc.collect()
        most = max(most, sum(one() is not None for one in alive))
        assert size == BATCH
    assert most <= BATCH


def test_a_table_is_the_same_file_however_many_rows_come_at_a_time() -> None:
    events = many(COUNT)
    whole = timeline_frame(events)
    by_csv, by_parquet = BytesIO(), BytesIO()
    streams = [CsvWriter(by_csv, list(whole.columns)), ParquetWriter(by_parquet, "timeline")]
    for first in range(0, COUNT, 100):
        for stream in streams:
            stream.write(timeline_frame(events[first : first + 100]))
    for stream in streams:
        stream.close()
    assert by_csv.getvalue() == csv_bytes(whole)
    assert by_parquet.getvalue() == parquet_bytes(whole, "timeline")


def test_parquet_lets_go_of_a_row_group_when_it_is_full() -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    frame = timeline_frame(many(1_000)).assign(title="a title")
    file = BytesIO()
    writer = ParquetWriter(file, "timeline")
    for _ in range(ROW_GROUP // 1_000 + 1):
        writer.write(frame)
    held = file.tell()
    writer.close()
    assert held > ROW_GROUP
    assert pq.ParquetFile(BytesIO(file.getvalue())).metadata.num_row_groups == 2


@pytest.fixture
def crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five events where three are shown."""
    monkeypatch.setattr(flows.foremost, "SHOWN_EVENTS", 3)
    for number, town in enumerate(("Geneva", "Osaka", "Delhi", "Paris", "Toronto")):
        text = f"The World {town} Forum opened in {town} on {number + 3} June 2025.\n"
        article(tmp_path / "articles", f"{town}.txt", text=text, published="2025-07-01")
    run(tmp_path, date(2025, 8, 1))
    return tmp_path


def test_what_holds_everything_holds_everything(crowded: Path) -> None:
    latest = crowded / "outputs" / "latest"
    events = read_jsonl((latest / "timeline.jsonl").read_bytes())
    assert len(rows(crowded)) == len(events) == 5
    assert [row["mention_id"] for row in rows(crowded, "mentions")] == [
        row.mention_id for row in mention_frame(events).itertuples()
    ]
    with open_ledger(crowded / "timeline.db").view() as view:
        assert view.events() == events


def test_what_is_for_people_says_what_it_leaves_out(crowded: Path) -> None:
    latest = crowded / "outputs" / "latest"
    page, summary = ((latest / name).read_text(encoding="utf-8") for name in ("report.html", "summary.md"))
    calendar = (latest / "timeline.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert "Not on this page: 2 rows of timeline.csv, 2 rows of mentions.csv, 2 rows of changes.csv." in page
    assert "Left out: 2 events (2 of less weight" in summary
    assert "left out: 2 events (2 of less weight" in calendar
    assert calendar.count("BEGIN:VEVENT") == 3
    told = published(latest).summary
    assert told.beyond == 2
    assert "3 of 5 events in the report" in "\n".join(told.lines())


def test_what_is_new_is_shown_whatever_its_rank(crowded: Path) -> None:
    article(crowded / "articles", "z.txt", text="The Lagos Water Forum opened on 1 May 2025.\n", published="2025-07-01")
    run(crowded, date(2025, 8, 2))
    [fresh] = [row for row in rows(crowded) if row["changed_on"] == "2025-08-02"]
    calendar = (crowded / "outputs" / "latest" / "timeline.ics").read_text(encoding="utf-8")
    assert fresh["event_id"] in calendar


def test_the_tables_have_all_their_columns_when_they_are_empty(tmp_path: Path) -> None:
    article(tmp_path / "articles", text="Nothing to tell.\n")
    run(tmp_path, date(2025, 8, 1))
    data = (tmp_path / "outputs" / "latest" / "timeline.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(data.splitlines())) == [[column.name for column in TIMELINE]]
