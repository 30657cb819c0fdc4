"""The report as its reader meets it: opened from disk in a real browser, with the network off."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.render.frames import event, sample, tables
from timeline.export import csv_bytes
from timeline.model import When
from timeline.render import report_html

if TYPE_CHECKING:
    from tests.render.conftest import Opener

pytestmark = pytest.mark.slow

AS_OF = date(2025, 8, 1)
MARKS = "#chart [aria-roledescription='point'], #chart [aria-roledescription='rect mark']"


def report(rows: list[dict[str, object]]) -> str:
    return report_html(tables(rows), title="A summer", as_of=AS_OF, facts={"Documents": "26"})


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_every_dated_event_is_one_mark(open_page: Opener, width: int, scheme: str) -> None:
    rows = sample()
    page = open_page(report(rows), width=width, scheme=scheme)

    labels = [mark.get_attribute("aria-label") for mark in page.locator("#chart [aria-label]").all()]
    dated = [row for row in rows if "date_start" in row]
    for row in dated:
        assert sum(str(row["title"]) in (label or "") for label in labels) == 1, row["title"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page must not scroll sideways"


def test_pointing_at_a_mark_tells_what_it_is(open_page: Opener) -> None:
    page = open_page(report(sample()))

    page.locator("#chart [aria-label*='National AI blueprint released']").hover()

    tooltip = page.locator("#vg-tooltip-element")
    tooltip.wait_for(state="visible")
    assert "National AI blueprint released" in tooltip.inner_text()
    assert "23 July 2025" in tooltip.inner_text()


def test_a_click_on_a_mark_opens_its_evidence(open_page: Opener) -> None:
    page = open_page(report(sample()))
    row = next(row for row in sample() if row["title"] == "National AI blueprint released")
    evidence = page.locator(f'[id="event-{row["event_id"]}"]')
    assert evidence.get_attribute("open") is None

    page.locator("#chart [aria-label*='National AI blueprint released']").click()

    assert evidence.get_attribute("open") is not None
    assert evidence.locator("mark").first.inner_text() == "National AI blueprint released"


def test_the_chart_moves_in_time_and_returns(open_page: Opener) -> None:
    page = open_page(report(sample()))
    mark = page.locator("#chart [aria-label*='National AI blueprint released']")
    place = mark.bounding_box()
    chart = page.locator("#chart svg").bounding_box()
    assert place is not None
    assert chart is not None
    middle, height = chart["x"] + chart["width"] / 2, place["y"] + 40

    page.mouse.move(middle, height)
    page.mouse.down()
    page.mouse.move(middle + 200, height, steps=4)
    page.mouse.up()
    moved = mark.bounding_box()
    assert moved is not None
    assert moved["x"] - place["x"] == pytest.approx(200, abs=2)

    page.mouse.dblclick(middle, height)
    assert mark.bounding_box() == place


@pytest.mark.parametrize("name", ["timeline", "mentions"])
def test_the_csv_inside_is_the_csv_beside(open_page: Opener, tmp_path: Path, name: str) -> None:
    page = open_page(report(sample()))

    with page.expect_download() as download:
        page.locator(f"[data-csv={name}]").click()

    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.name == f"{name}.csv"
    assert saved.read_bytes() == csv_bytes(tables(sample())[name])


def test_the_filter_leaves_what_it_says(open_page: Opener) -> None:
    page = open_page(report(sample()))
    shown = page.locator("#events > .event:not([hidden])")
    everything = shown.count()

    page.locator("#filter-category").select_option("conference")
    conferences = sum(row["category"] == "conference" and "date_start" in row for row in sample())
    assert shown.count() == conferences < everything
    page.locator("#filter-text").fill("Nordic AI Safety")
    assert shown.count() == 1


def test_coming_up_and_undated_have_their_places(open_page: Opener) -> None:
    page = open_page(report(sample()))
    text = page.locator("body").inner_text()
    assert "Coming up" in text
    assert "Nordic AI Safety Summit" in text
    for row in sample():
        if "date_start" not in row:
            assert str(row["title"]) in text


HOSTILE = [
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "{{ 7 * 7 }} ${document.title='owned'}",
    "turned \u202eround\u202c and " + "l" * 10_000 + "ong",
]


def test_hostile_text_stays_text(open_page: Opener) -> None:
    rows = [
        event(title, "conference", "occurred", When.day(date(2025, 7, 1 + number)), event_id=f"e{number}")
        for number, title in enumerate(HOSTILE)
    ]
    page = open_page(report(rows))

    assert page.title() == "A summer"
    titles = page.locator("#events .what").all_inner_texts()
    assert [title.replace("\n", "") for title in titles] == HOSTILE
    assert page.locator("#events img, #events script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_only_web_addresses_become_links(open_page: Opener) -> None:
    made = tables(sample()[:1])
    made["mentions"]["url"] = ["javascript:document.title='owned'", "https://example.org/a"]
    page = open_page(report_html(made, title="A summer", as_of=AS_OF, facts={}))
    targets = [link.get_attribute("href") for link in page.locator("#events a").all()]
    assert targets == ["https://example.org/a"]


def test_nothing_to_show_is_said(open_page: Opener) -> None:
    page = open_page(report([]))
    assert "no dated events" in page.locator("#chart").inner_text()
