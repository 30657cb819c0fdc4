"""The report for every reader: by keyboard, with a screen reader, in the dark, on paper, without JavaScript."""

from __future__ import annotations

import io
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pypdf
import pytest

from tests.render.conftest import AS_OF, report, until
from tests.render.crowds import crowd
from tests.render.frames import sample, tables
from timeline.render import report_html

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.render.conftest import Opener

pytestmark = pytest.mark.slow


def on_paper(page: Page) -> str:
    """The words of the printed page; a typeface joins some letters into one sign."""
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))
    words = " ".join(sheet.extract_text() for sheet in printed.pages).split()
    return unicodedata.normalize("NFKC", " ".join(words))


@pytest.mark.parametrize("width", [360, 1280, 2560])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: Opener, axe: str, width: int, scheme: str) -> None:
    page = open_page(report(), width=width, scheme=scheme, view="#status=occurred&q=chip", checked=True)
    page.locator("#events .opener").first.click()
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found["violations"]] == []


def test_axe_finds_no_violation_in_a_large_page(open_page: Opener, axe: str) -> None:
    page = open_page(report_html(crowd(1200), title="T", as_of=date(2026, 1, 15), facts={}), checked=True)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found["violations"]] == []


def test_the_keyboard_reaches_the_filters_the_moves_and_the_rows(open_page: Opener) -> None:
    page = open_page(report())
    reached = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"theme", "filter-text", "filter-from", "zoom-in", "reset", "sort", "opener"} <= reached
    orders = page.evaluate("[...document.querySelectorAll('[tabindex]')].map((element) => element.tabIndex)")
    assert set(orders) <= {0, -1}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_turns_light_to_dark_and_back(open_page: Opener, scheme: str) -> None:
    page = open_page(report(), scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    before, button = page.evaluate(ground), page.locator("#theme")
    assert button.get_attribute("aria-pressed") == str(scheme == "dark").lower()
    button.click()
    assert page.evaluate(ground) != before
    button.click()
    assert page.evaluate(ground) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_the_chart_all_rows_and_their_evidence(open_page: Opener, scheme: str) -> None:
    page = open_page(report(), scheme=scheme)
    text = on_paper(page)
    for row in sample():
        assert str(row["title"]) in text
    assert "Officials confirmed: Aurora 4 model released" in text
    assert "some day within, or about" in text
    assert "Search" not in text
    until(page, "!document.querySelector('#events .opened')")  # the page is as it was


def test_paper_has_all_rows_of_a_longer_table(open_page: Opener) -> None:
    made = crowd(180)
    page = open_page(report_html(made, title="T", as_of=date(2026, 1, 15), facts={}))
    text = on_paper(page)
    dated = made["timeline"][made["timeline"]["date_start"].notna()]
    assert [title for title in dated["title"] if title not in text] == []


def test_without_scripts_all_events_are_readable(open_page: Opener) -> None:
    page = open_page(report(), scripts=False)
    text = page.locator("body").inner_text()
    for row in sample():
        assert str(row["title"]) in text
    assert "Officials confirmed: Aurora 4 model released on 5 August 2025" in text
    assert "Without JavaScript the charts" in text
    assert not page.locator("#filters").is_visible()


def test_without_scripts_a_large_page_says_what_is_missing(open_page: Opener) -> None:
    page = open_page(report_html(crowd(501), title="T", as_of=AS_OF, facts={}), scripts=False)
    assert "the table of 501 events are missing here" in page.locator("body").inner_text()


def test_a_page_without_changes_says_so(open_page: Opener) -> None:
    made = tables(sample())
    text = open_page(report_html(made, title="T", as_of=AS_OF, facts={})).locator("#news").inner_text()
    assert "Nothing changed." in text
