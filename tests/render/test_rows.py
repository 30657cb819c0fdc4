"""The table of events: its order, its pages, and the evidence that a row opens to."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.render.conftest import LOOKS, report
from tests.render.crowds import crowd
from tests.render.frames import sample, sample_changes, sample_leads, tables
from timeline.export import csv_bytes, read_csv
from timeline.render import report_html
from timeline.table import TIMELINE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.render.conftest import Opener

pytestmark = pytest.mark.slow

FORUM = "World Compute Forum in Lisbon"


def opened(page: Page, title: str) -> str:
    page.locator("#events .opener", has_text=title).click()
    return " ".join(page.locator(f"[data-of='e-{title}']").inner_text().split())


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_row_opens_to_its_evidence_and_closes(open_page: Opener, width: int, scheme: str) -> None:
    page = open_page(report(), width=width, scheme=scheme)
    text = opened(page, FORUM)
    row = page.locator(f"[data-of='e-{FORUM}']")
    assert row.locator("mark.trigger").first.inner_text() == FORUM
    assert row.locator("mark.date").first.inner_text() == "26–28 July 2025"
    assert "26–28 July 2025 ← “26–28 July 2025”, the text states it, rule calendar-day" in text
    assert "3 documents say 26 July, 1 says 27 July" in text
    assert "date: sometime in July 2025 → 26–28 July 2025 by a" in text
    assert row.locator(".source a").first.get_attribute("href") == "https://example.org/articles/0"
    opener = page.locator("#events .opener", has_text=FORUM)
    assert opener.get_attribute("aria-expanded") == "true"
    opener.click()
    assert row.count() == 0


def test_related_events_lead_to_their_rows(open_page: Opener) -> None:
    page = open_page(report())
    text = opened(page, "Ministry extends licence duty to AI chips")
    assert "takes effect: Licence duty for lithography parts takes effect, 1 September 2025" in text
    page.locator(".related a").click()
    assert page.locator("[data-of='e-Licence duty for lithography parts takes effect']").is_visible()


def test_rows_open_by_keyboard(open_page: Opener) -> None:
    page = open_page(report())
    page.locator("#events .opener").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#events .opened").count() == 1
    page.keyboard.press("Space")
    assert page.locator("#events .opened").count() == 0


def test_undated_events_say_why(open_page: Opener) -> None:
    page = open_page(report())
    reasons = page.locator("#undated .why").all_inner_texts()
    assert sorted(reasons) == ["no date in the text", "no publication date"]


@pytest.mark.parametrize("key", ["title", "category", "reports", "confidence", "date"])
def test_the_table_is_ordered_by_its_heads(open_page: Opener, key: str) -> None:
    page = open_page(report(), view="#sort=-title")
    head = page.locator(f"#events [data-sort={key}]")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") in {"ascending", "descending"}
    first = page.locator("#events .opener").first.inner_text()
    head.get_by_role("button").click()
    assert key == "reports" or page.locator("#events .opener").first.inner_text() != first


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_order_can_be_chosen_at_every_width(open_page: Opener, width: int, scheme: str) -> None:
    page = open_page(report(), width=width, scheme=scheme)
    page.locator("#sort").select_option("-title")
    titles = page.locator("#events .opener").all_inner_texts()
    assert titles == sorted(titles, reverse=True)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_long_table_is_turned_page_by_page(open_page: Opener, width: int, scheme: str) -> None:
    page = open_page(report_html(crowd(600), title="T", as_of=date(2026, 1, 15), facts={}), width=width, scheme=scheme)
    pager = page.locator("#events .pager")
    first = page.locator("#events .opener").first.inner_text()
    pager.get_by_text("Next").click()
    assert page.locator("#events .opener").first.inner_text() != first
    pager.get_by_text("Last").click()
    assert "of 5" in pager.inner_text()
    assert page.locator("#events .row").count() <= 100


def saved(page: Page, selector: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator(selector).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("name", ["timeline", "mentions", "changes", "leads", "problems"])
def test_the_csv_inside_is_the_csv_beside(open_page: Opener, tmp_path: Path, name: str) -> None:
    rows = sample()
    rows[0]["note"] = '=1+1, "quoted"\nand a line'
    rows[1]["note"] = "'tis"
    made = tables(rows, changes=sample_changes(), leads=sample_leads())
    page = open_page(report_html(made, title="A summer", as_of=date(2025, 8, 1), facts={}))
    path = saved(page, f"[data-csv={name}][data-part=all]", tmp_path)
    assert path.name == f"{name}.csv"
    assert path.read_bytes() == csv_bytes(made[name])


def test_the_csv_of_a_large_page_is_the_same_too(open_page: Opener, tmp_path: Path) -> None:
    made = crowd(700)
    page = open_page(report_html(made, title="T", as_of=date(2026, 1, 15), facts={}))
    assert saved(page, "[data-csv=mentions][data-part=all]", tmp_path).read_bytes() == csv_bytes(made["mentions"])


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_view_is_downloaded_exactly(open_page: Opener, tmp_path: Path, width: int, scheme: str) -> None:
    page = open_page(report(), width=width, scheme=scheme, view="#category=meeting&status=occurred")
    path = saved(page, "[data-csv=timeline][data-part=view]", tmp_path)
    frame = read_csv(path.read_bytes(), TIMELINE)
    wanted = {row["title"] for row in sample() if row["category"] == "meeting" and row["status"] == "occurred"}
    assert set(frame["title"]) == wanted
    content = json.loads(saved(page, "[data-json][data-part=view]", tmp_path).read_text("utf-8"))
    assert {row["title"] for row in content["timeline"]} == wanted
    assert {row["event_id"] for row in content["mentions"]} == set(frame["event_id"])
    undated = [row for row in content["timeline"] if row["date_shown"] == "undated"]
    assert [row["date_start"] for row in undated] == [None]


def test_json_has_numbers_flags_and_days(open_page: Opener, tmp_path: Path) -> None:
    content = json.loads(saved(open_page(report()), "[data-json][data-part=all]", tmp_path).read_text("utf-8"))
    [row] = [row for row in content["timeline"] if row["title"] == FORUM]
    assert (row["rank"], row["approximate"], row["date_start"], row["confidence"]) == (1, False, "2025-07-26", 0.51)
    assert set(content) == {"timeline", "mentions", "changes", "leads", "problems"}


def test_a_long_list_of_leads_is_added_to_when_asked(open_page: Opener) -> None:
    made = crowd(1000)
    page = open_page(report_html(made, title="T", as_of=date(2026, 1, 15), facts={}))
    button = page.locator("[data-more=leads]")
    assert button.inner_text() == "Show 150 more of 150"
    button.click()
    assert page.locator("#leads tbody tr").count() == len(made["leads"])
    assert page.locator("#leads tbody tr").last.inner_text().startswith(str(made["leads"]["date_text"].iloc[-1]))
    assert not button.is_visible()
