"""Charts of every size render, say the same twice, and show no more than the table holds."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest
import vl_convert

from tests.render.frames import event, many, sample, tables, timeline
from timeline.model import When
from timeline.render import chart, png, report_html
from timeline.render.drawing import MOST_MARKS

AS_OF = date(2025, 8, 1)
ONE = [event("Alone", "conference", "planned", When.month(2025, 9))]
FRAMES = {
    "empty": timeline([]),
    "undated only": timeline([event("Some day", "meeting", "proposed", None)]),
    "one": timeline(ONE),
    "a summer": timeline(sample()),
    "five hundred": many(500),
    "too many for marks": many(MOST_MARKS + 1),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_chart_renders(name: str) -> None:
    svg = vl_convert.vegalite_to_svg(chart(FRAMES[name], title=name, as_of=AS_OF).to_dict(), allowed_base_urls=[])
    assert name in svg


def test_the_empty_chart_says_so() -> None:
    svg = vl_convert.vegalite_to_svg(chart(FRAMES["empty"]).to_dict(), allowed_base_urls=[])
    assert "no dated events" in svg


def drawn(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The records behind the marks that stand for events."""
    spec = chart(frame).to_dict()
    sets = [*spec.get("datasets", {}).values(), *(layer.get("data", {}).get("values", []) for layer in spec["layer"])]
    return [record for records in sets for record in records if "event_id" in record]


def test_the_chart_shows_the_dated_events_and_no_other() -> None:
    rows = sample()
    ids = {str(record["event_id"]) for record in drawn(timeline(rows))}
    assert ids == {str(row["event_id"]) for row in rows if "date_start" in row}


def test_a_far_event_is_counted_and_not_drawn() -> None:
    rows = [event(f"E{day}", "conference", "occurred", When.day(date(2025, 7, day))) for day in range(1, 21)]
    rows.append(event("Long ago", "conference", "occurred", When.day(date(1950, 1, 1))))
    spec = json.dumps(chart(timeline(rows)).to_dict())
    assert "1 earlier" in spec
    assert "Long ago" not in spec


def test_the_same_table_gives_the_same_page_and_picture() -> None:
    made = tables(sample())
    pages = {report_html(made, title="T", as_of=AS_OF, facts={"a": "b"}) for _ in range(2)}
    assert len(pages) == 1
    assert png(made["timeline"], title="T") == png(made["timeline"], title="T")


def test_no_outside_address_is_loaded() -> None:
    page = report_html(tables(sample()), title="T", as_of=AS_OF, facts={})
    head = page[: page.index("<body>")]
    assert "default-src &#39;none&#39;" in head
    for asking in ('<link rel="stylesheet"', "<script src=", "@import", "url(http"):
        assert asking not in page


def test_an_uncalled_for_as_of_day_changes_nothing() -> None:
    frame = timeline(sample())
    assert chart(frame).to_dict() == chart(frame).to_dict()
    assert chart(frame, as_of=AS_OF).to_dict() != chart(frame).to_dict()


def test_a_month_is_as_wide_as_a_month() -> None:
    [record] = drawn(FRAMES["one"])
    assert int(str(record["x2"])) - int(str(record["x"])) == 30 * 86_400_000
