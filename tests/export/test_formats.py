from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import Package, system
from lxml import etree

from flows.export_cli import FormatName
from tests.export.made_events import AS_OF, HOSTILE, content, event, many
from timeline.errors import ConfigurationError, SourceError
from timeline.export import (
    FORMATS,
    Content,
    atom_bytes,
    files_of,
    ics_bytes,
    jsonl_bytes,
    markdown_bytes,
    parquet_bytes,
    read_jsonl,
    timelinejs_bytes,
    write_files,
)
from timeline.export.feeds import ENTRIES
from timeline.export.summaries import SHOWN
from timeline.model import Change, Status, When
from timeline.table import TABLES, timeline_frame

MANY = 10_000
PACKAGE = "datapackage.json"


def test_the_command_knows_every_format() -> None:
    assert list(FormatName) == list(FORMATS)


def test_no_two_formats_share_a_file() -> None:
    assert len({form.file for form in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_timeline_without_events_is_a_file_too(name: str) -> None:
    data = FORMATS[name].make(content(()))
    assert (name, data) == ("jsonl", b"") or len(data) > 0


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_events_give_the_same_bytes(name: str) -> None:
    assert FORMATS[name].make(content(many(7))) == FORMATS[name].make(content(many(7)))


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.is_text])
def test_text_is_utf_8(name: str) -> None:
    made = [event(number, text=text) for number, text in enumerate((*HOSTILE, "half \ud83d of it"), start=1)]
    assert FORMATS[name].make(content(made)).decode()


@pytest.mark.slow
def test_ten_thousand_events_are_no_burden() -> None:
    made = content(many(MANY), [Change(f"{number:012x}", "new") for number in range(1, MANY + 1)])
    assert read_jsonl(jsonl_bytes(made.events)) == made.events
    assert ics_bytes(made).count(b"BEGIN:VEVENT") == MANY // 5
    assert len(json.loads(timelinejs_bytes(made))["events"]) == MANY * 4 // 5
    assert len(etree.fromstring(atom_bytes(made)).findall("{*}entry")) == ENTRIES
    assert f"and {MANY - SHOWN:,} more" in markdown_bytes(made).decode()


def test_what_a_calendar_leaves_out_is_counted_in_it() -> None:
    data = ics_bytes(content(many(5))).replace(b"\r\n ", b"").decode()
    assert "left out: 4 events (2 on an unknown day of a longer time" in data
    assert "1 undated" in data
    assert "1 with an approximate date" in data


def test_a_calendar_entry_keeps_its_id_and_bears_the_day_it_is_given() -> None:
    [one] = many(1)
    later = content([replace(one, title="Renamed", status=Status.CANCELLED)], as_of=AS_OF.replace(day=9))
    data = ics_bytes(later)
    assert b"UID:000000000001@timeline-of-events" in data
    assert b"DTSTAMP:20250809T000000Z" in data
    assert b"STATUS:CANCELLED" in data


def test_slides_that_have_no_partial_date_are_counted() -> None:
    two_years = When.year(2025)
    across = replace(two_years, end=two_years.end.replace(year=2026))
    data = json.loads(timelinejs_bytes(content([event(1, date_of=across), event(2)])))
    assert data["events"] == []
    assert "2 events (1 on an unknown day in several years, 1 undated)" in data["title"]["text"]["text"]


def test_a_feed_begins_with_the_newest_change_and_counts_what_is_beyond() -> None:
    made = [replace(event(number), changed_on=AS_OF.replace(day=1 + number % 2)) for number in range(1, ENTRIES + 3)]
    feed = etree.fromstring(atom_bytes(content(made)))
    assert feed.find("{*}updated").text.startswith("2025-08-02")
    assert feed.find("{*}entry/{*}updated").text.startswith("2025-08-02")
    assert "2 earlier changes are not in this feed" in feed.find("{*}subtitle").text


def test_a_summary_says_what_changed_what_comes_and_what_was_not_heard_of() -> None:
    ahead = event(1, date_of=When.day(AS_OF.replace(day=20)), status=Status.PLANNED, text="The fair")
    passed = event(2, date_of=When.month(2025, 6), status=Status.PLANNED, text="The launch")
    changes = [Change(passed.id, "date moved", "date", "2025-05", "2025-06"), Change("gone", "withdrawn")]
    text = markdown_bytes(content([passed, ahead], changes)).decode()
    sections = {part.splitlines()[0]: part for part in text.split("\n## ")[1:]}
    assert list(sections) == ["What changed", "Coming up", "Date passed, no report", "Events by month"]
    assert "- date moved (2025-05 → 2025-06): sometime in June 2025: **The launch**" in sections["What changed"]
    assert "- withdrawn: 1 event" in sections["What changed"]
    assert "20 August 2025: **The fair** (planned)" in sections["Coming up"]
    assert "The launch" in sections["Date passed, no report"]
    assert "### June 2025" in sections["Events by month"]


def test_a_summary_of_a_long_month_shows_the_events_that_matter_most() -> None:
    made = [event(number, date_of=When.month(2025, 7)) for number in range(SHOWN + 5, 0, -1)]
    text = markdown_bytes(content(made)).decode()
    assert f"World AI Forum {SHOWN}**" in text
    assert f"World AI Forum {SHOWN + 1}**" not in text
    assert "… and 5 more" in text


@pytest.mark.parametrize("line", [b"{}", b"[1]", b"no JSON", b'{"id": 1'])
def test_a_line_that_is_no_event_is_named(line: bytes) -> None:
    with pytest.raises(SourceError, match="line 2: no event"):
        read_jsonl(jsonl_bytes([event()]) + line + b"\n")


def test_parquet_tells_what_its_columns_mean() -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
    from pyarrow import BufferReader  # noqa: PLC0415 - the same

    for name, columns in TABLES.items():
        schema = pq.read_schema(BufferReader(parquet_bytes(content(many(3)).tables[name], name)))
        assert [field.name for field in schema] == [column.name for column in columns]
        assert [field.metadata[b"description"].decode() for field in schema] == [column.meaning for column in columns]
    assert str(
        pq.read_schema(BufferReader(parquet_bytes(timeline_frame(()), "timeline"))).field("date_start").type
    ) == ("date32[day]")


def test_without_pyarrow_the_cure_is_named_and_all_else_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigurationError, match=r"timeline-of-events\[parquet\]"):
        parquet_bytes(timeline_frame(()), "timeline")
    assert [name for name in files_of(content(())) if name.endswith("parquet")] == []


def _written(made: Content, folder: Path) -> dict[str, object]:
    tables = {form.file: form.make(made) for name, form in FORMATS.items() if name.endswith("csv")}
    write_files(folder, tables | files_of(made))
    return dict(json.loads((folder / PACKAGE).read_text(encoding="utf-8")))


def test_the_data_package_describes_every_file_and_the_tables_keep_to_it(tmp_path: Path) -> None:
    made = [event(number, date_of=When.month(2025, 7), text=text) for number, text in enumerate(HOSTILE, start=1)]
    package = _written(content([*made, event(99)]), tmp_path)

    with system.use_context(trusted=True):
        report = Package(str(tmp_path / PACKAGE)).validate()

    assert report.valid, report.flatten(["title", "fieldName", "note"])
    assert {resource["path"] for resource in package["resources"]} == {path.name for path in tmp_path.iterdir()} - {
        PACKAGE
    }


def test_a_table_that_breaks_its_promise_is_refused_by_the_data_package(tmp_path: Path) -> None:
    _written(content(many(2)), tmp_path)
    path = tmp_path / "timeline.csv"
    path.write_bytes(path.read_bytes().replace(b"2025-07-26", b"26 July"))

    with system.use_context(trusted=True):
        report = Package(str(tmp_path / PACKAGE)).validate()

    assert {kind for [kind] in report.flatten(["type"])} == {"type-error"}
