"""No format shows a day, a span or a status that the text has not: each is written, read back, and compared."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from icalendar import Calendar
from jsonschema import Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt

from tests.export.made_events import AS_OF, HOSTILE, content, event, events
from timeline.export import (
    atom_bytes,
    csv_bytes,
    ics_bytes,
    jsonl_bytes,
    markdown_bytes,
    parquet_bytes,
    read_csv,
    read_jsonl,
    timelinejs_bytes,
    xlsx_bytes,
)
from timeline.export.texts import one_line
from timeline.model import Event, Extent, Granularity, Status, When
from timeline.table import TIMELINE, timeline_frame

SCHEMA = json.loads((Path(__file__).parent / "timelinejs.schema.json").read_text(encoding="utf-8"))
EXAMPLES = 40  # of up to five events each; a workbook takes a while to be read back
ATOM = {"a": "http://www.w3.org/2005/Atom"}
CALENDAR_STATUS = {
    Status.OCCURRED: "CONFIRMED",
    Status.ONGOING: "CONFIRMED",
    Status.PLANNED: None,
    Status.PROPOSED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}


def names_its_days(when: When | None) -> bool:
    """Whether the text names the first and the last day, and the event fills the time between."""
    return when is not None and not when.approximate and (when.extent is Extent.LASTS or when.start == when.end)


def entries(data: bytes) -> Iterator[Any]:
    """The entries of a calendar, read as strictly as RFC 5545 is written."""
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        assert re.match(rb"[ \t]|[A-Z-]+[:;]", line), line
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    assert (calendar["version"], len(calendar["prodid"]) > 0) == ("2.0", True)
    for entry in calendar.walk("VEVENT"):
        assert entry.errors == []
        assert [name for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if name not in entry] == []
        yield entry


@settings(max_examples=EXAMPLES)
@given(events())
def test_a_calendar_has_only_days_and_spans_that_are_named(made: tuple[Event, ...]) -> None:
    found = list(entries(ics_bytes(content(made))))
    dated = [event for event in made if names_its_days(event.when)]
    assert [entry["uid"].removesuffix("@timeline-of-events") for entry in found] == [event.id for event in dated]
    for entry, of in zip(found, dated, strict=True):
        assert of.when is not None
        start = entry["dtstart"].dt
        length = entry["duration"].dt if "duration" in entry else entry["dtend"].dt - start
        assert type(start) is date
        assert (start, length) == (of.when.start, timedelta(days=of.when.days))
        assert (str(entry["status"]) if "status" in entry else None) == CALENDAR_STATUS[of.status]
        assert entry["dtstamp"].dt.date() == AS_OF
        assert f"When: {of.when.shown}" in entry["description"]


@settings(max_examples=EXAMPLES)
@given(events())
def test_json_lines_read_back_as_equal_events(made: tuple[Event, ...]) -> None:
    data = jsonl_bytes(made)
    assert read_jsonl(data) == made
    assert len(data.decode().splitlines()) == len(made)


@settings(max_examples=EXAMPLES)
@given(events())
def test_slides_have_dates_as_partial_as_the_text(made: tuple[Event, ...]) -> None:
    data = json.loads(timelinejs_bytes(content(made)))
    Draft202012Validator(SCHEMA).validate(data)
    known = {event.id: event for event in made}
    for slide in data["events"]:
        of = known[slide["unique_id"]]
        assert of.when is not None
        start, end = slide["start_date"], slide.get("end_date")
        assert slide["display_date"] == of.when.shown
        assert slide["text"]["text"].startswith(f"<p>{of.status.value}</p>")
        for part, day in ((start, of.when.start), (end or {}, of.when.end)):
            assert all(getattr(day, unit) == value for unit, value in part.items())
            assert "day" not in part or names_its_days(of.when)
        assert end is None or of.when.extent is Extent.LASTS
        if not names_its_days(of.when) and of.when.extent is Extent.WITHIN:
            assert of.when.start.year == of.when.end.year
            assert "month" not in start or of.when.start.month == of.when.end.month


@settings(max_examples=EXAMPLES)
@given(events())
def test_a_workbook_has_dates_only_where_days_are_named(made: tuple[Event, ...]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"timeline": timeline_frame(made)})))["Timeline"]
    names = [cell.value for cell in sheet[1]]
    for of, row in zip(made, sheet.iter_rows(min_row=2), strict=True):
        cells = dict(zip(names, row, strict=True))
        assert (cells["status"].value, cells["edtf"].value) == (of.status.value, of.when.edtf if of.when else None)
        assert cells["date_shown"].value == (of.when.shown if of.when else "undated")
        for name, day in (("date_start", of.when and of.when.start), ("date_end", of.when and of.when.end)):
            value = cells[name].value
            assert (value.date() if isinstance(value, datetime) else value and date.fromisoformat(value)) == day
            assert not isinstance(value, datetime) or names_its_days(of.when)


@settings(max_examples=EXAMPLES)
@given(events())
def test_tables_say_the_same_in_every_format(made: tuple[Event, ...]) -> None:
    frame = timeline_frame(made)
    rows = pq.read_table(io.BytesIO(parquet_bytes(frame, "timeline"))).to_pylist()
    for of, row in zip(made, rows, strict=True):
        assert row["date_start"] == (of.when.start if of.when else None)
        assert row["date_end"] == (of.when.end if of.when else None)
        assert (row["extent"], row["edtf"]) == ((of.when.extent.value, of.when.edtf) if of.when else ("", ""))
        assert (row["status"], row["approximate"]) == (of.status.value, bool(of.when and of.when.approximate))
        assert row["confidence"] == pytest.approx(0.9)
    back = read_csv(csv_bytes(frame), TIMELINE)
    for name in ("date_shown", "date_start", "date_end", "extent", "approximate", "status", "edtf"):
        assert back[name].equals(frame[name])


@settings(max_examples=EXAMPLES)
@given(events())
def test_a_feed_tells_date_and_status_as_the_text_does(made: tuple[Event, ...]) -> None:
    data = atom_bytes(content(made))
    feed = etree.fromstring(data)
    assert [name for name in ("id", "title", "updated", "author") if feed.find(f"a:{name}", ATOM) is None] == []
    assert feed.findtext("a:updated", namespaces=ATOM) == "2025-08-01T00:00:00+00:00"
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in feed.iterfind("a:entry", ATOM)]
    assert len(set(ids)) == len(made)
    assert all(name.startswith("urn:uuid:") for name in ids)
    for of, entry in zip(made, feed.iterfind("a:entry", ATOM), strict=True):
        shown = of.when.shown if of.when else "undated"
        assert entry.findtext("a:title", namespaces=ATOM).endswith(f": {shown} ({of.status.value})")
        assert f"\nWhen: {shown}\n" in entry.findtext("a:content", namespaces=ATOM)
        assert entry.findtext("a:updated", namespaces=ATOM) == "2025-08-01T00:00:00+00:00"
        assert {link.get("href")[:8] for link in entry.iterfind("a:link", ATOM)} == {"https://"}


@settings(max_examples=EXAMPLES)
@given(events())
def test_a_summary_tells_date_and_status_as_the_text_does(made: tuple[Event, ...]) -> None:
    text = markdown_bytes(content(made)).decode()
    page = MarkdownIt("commonmark").render(text)
    told = [unescape(line) for line in re.findall(r"<li>(.*?)</li>", page, re.DOTALL)]
    assert not re.search(r"<(?!/?(h[123]|p|ul|li|strong|a)\b)", page)
    assert set(re.findall(r'href="([^"]*)"', page)) <= {f"https://example.org/{n}" for n in range(10)}
    for of in made:
        start = of.when.shown if of.when else "undated (no date in the text)"
        assert any(line.startswith(f"{start}: ") and f"({of.status.value}), <a href" in line for line in told)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_data_in_a_calendar(text: str) -> None:
    [entry] = entries(ics_bytes(content([event(date_of=When.day(AS_OF), text=text)])))
    assert entry["dtstart"].dt == AS_OF
    assert entry["summary"] == one_line(text)


def test_hostile_text_is_one_line_of_json_and_comes_back() -> None:
    made = tuple(event(number, text=text) for number, text in enumerate(HOSTILE, start=1))
    data = jsonl_bytes(made)
    assert len(data.decode().splitlines()) == len(made)
    assert read_jsonl(data) == made


def test_hostile_text_is_text_on_a_slide_and_in_a_summary() -> None:
    made = content([event(number, date_of=When.month(2025, 7), text=text) for number, text in enumerate(HOSTILE, 1)])
    slides = timelinejs_bytes(made).decode()
    page = MarkdownIt("commonmark").enable("table").render(markdown_bytes(made).decode())
    for slide in json.loads(slides)["events"]:
        assert not re.search(r"<(?!/?(p|blockquote|a)\b)", slide["text"]["text"] + slide["text"]["headline"])
    assert "<" not in slides
    assert not re.search(r"<(?!/?(h[123]|p|ul|li|strong|a)\b)|href=.javascript", page)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", page)


@pytest.mark.parametrize(
    ("of", "dates"),
    [
        (When.day(date(2025, 7, 26)), ("2025-7-26", "")),
        (When(date(2025, 7, 26), date(2025, 7, 28), Extent.LASTS, Granularity.RANGE), ("2025-7-26", "2025-7-28")),
        (When.day(date(2025, 7, 26), approximate=True), ("2025-7", "")),
        (When.month(2025, 7), ("2025-7", "")),
        (When(date(2025, 7, 19), date(2025, 7, 25), Extent.WITHIN, Granularity.WEEK), ("2025-7", "")),
        (When(date(2025, 7, 29), date(2025, 8, 4), Extent.WITHIN, Granularity.WEEK), ("2025", "")),
        (When.quarter(2025, 3), ("2025", "")),
        (When.year(2025), ("2025", "")),
        (
            When(date(2025, 6, 9), date(2025, 8, 4), Extent.LASTS, Granularity.RANGE, approximate=True),
            ("2025-6", "2025-8"),
        ),
    ],
    ids=str,
)
def test_a_slide_is_as_exact_as_it_can_be(of: When, dates: tuple[str, str]) -> None:
    [slide] = json.loads(timelinejs_bytes(content([event(date_of=of)])))["events"]
    parts = (slide["start_date"], slide.get("end_date", {}))
    assert tuple("-".join(map(str, part.values())) for part in parts) == dates


def test_half_a_character_is_lost_in_no_json_line() -> None:
    made = event(text="half \ud83d of it")
    assert read_jsonl(jsonl_bytes([made])) == (made,)
