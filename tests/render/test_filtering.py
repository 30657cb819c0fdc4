"""Filters, the brush and the moves in time: chart, table, counts and address say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.render.conftest import LOOKS, report, until
from tests.render.frames import sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.render.conftest import Opener

pytestmark = pytest.mark.slow

DATED = sum("date_start" in row for row in sample())


def with_filters(page: Page) -> Page:
    if not page.locator("#filter-text").is_visible():
        page.locator("#filter-box summary").click()
    return page


def rows(page: Page) -> list[str]:
    return page.locator("#events .opener").all_inner_texts()


def marks(page: Page) -> int:
    kinds = ("days", "days_proposed", "spans", "spans_proposed")
    return sum(page.locator(f"#chart-lanes .{kind}_marks [aria-label]").count() for kind in kinds)


def wait_for_view(page: Page, text: str) -> None:
    until(page, "decodeURIComponent(location.hash).includes(given)", this=text)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_category_and_status_leave_what_they_say(open_page: Opener, width: int, scheme: str) -> None:
    page = with_filters(open_page(report(), width=width, scheme=scheme))
    page.locator("[data-value=conference]").click()
    found = [row for row in sample() if row["category"] == "conference"]
    assert len(rows(page)) == marks(page) == len(found) < DATED
    page.locator("[data-value=planned]").click()
    planned = [row for row in found if row["status"] == "planned"]
    assert sorted(rows(page)) == sorted(str(row["title"]) for row in planned)
    assert page.locator("#shown").inner_text() == f"{len(planned)} of 27 events"
    page.locator("#active .clear").click()
    assert len(rows(page)) == DATED


@pytest.mark.parametrize(
    ("control", "value", "cell"),
    [
        ("#filter-actor", "okoro", ("actors", "Ada Okoro")),
        ("#filter-country", "JP", ("countries", "JP; NL")),
        ("#filter-publisher", "Harbour Post", ("publishers", "Harbour Post; Meridian Wire")),
        ("#filter-change", "date moved", ("title", "World Compute Forum in Lisbon")),
    ],
)
def test_each_filter_leaves_what_it_says(open_page: Opener, control: str, value: str, cell: tuple[str, str]) -> None:
    page = open_page(report())
    field = page.locator(control)
    field.select_option(value) if control != "#filter-actor" else field.fill(value)
    wait_for_view(page, value.replace(" ", "+"))
    name, expected = cell
    wanted = [str(row["title"]) for row in sample() if row[name] == expected and "date_start" in row]
    assert sorted(rows(page)) == sorted(wanted)
    assert marks(page) == len(wanted)


def test_confidence_leaves_the_likely_ones(open_page: Opener) -> None:
    page = open_page(report())
    page.locator("#filter-confidence").select_option("0.7")
    wanted = [row for row in sample() if float(str(row["confidence"])) >= 0.7 and "date_start" in row]
    assert len(rows(page)) == len(wanted)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_search_reads_titles_and_evidence(open_page: Opener, width: int, scheme: str) -> None:
    page = with_filters(open_page(report(), width=width, scheme=scheme))
    page.locator("#filter-text").fill("summit NORDIC briefing")
    wait_for_view(page, "q=summit")
    assert rows(page) == ["Nordic AI Safety Summit"]
    page.locator("#filter-text").fill("nothing of the kind")
    wait_for_view(page, "kind")
    assert rows(page) == []
    assert page.locator("#none-shown").is_visible()
    assert page.locator("#chart-none").is_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_view_can_be_shared_by_its_address(open_page: Opener, width: int, scheme: str) -> None:
    view = "#q=summit&country=&category=conference&status=planned&from=2025-09-01&sort=-date"
    page = with_filters(open_page(report(), width=width, scheme=scheme, view=view))
    assert rows(page) == ["Nordic AI Safety Summit"]
    assert page.locator("#filter-text").input_value() == "summit"
    assert page.locator("#filter-from").input_value() == "2025-09-01"
    assert page.locator("[data-value=planned]").get_attribute("aria-pressed") == "true"
    page.evaluate("location.hash = 'category=meeting'")
    until(page, "document.querySelectorAll('#events .row').length === 2")
    assert page.locator("#filter-text").input_value() == ""


def test_an_event_can_be_shared_by_its_address_whatever_the_filters(open_page: Opener) -> None:
    page = open_page(report(), view="#category=meeting&event=e-Aurora%204%20model%20released")
    assert page.locator("[data-of='e-Aurora 4 model released']").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Aurora 4 model released"


def test_a_strange_address_is_no_filter(open_page: Opener) -> None:
    page = open_page(report(), view="#from=never&to=2025-99-99&sort=__proto__&event=nobody&%3Cscript%3E=1")
    assert len(rows(page)) == DATED


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_brush_picks_a_stretch_of_time(open_page: Opener, width: int, scheme: str) -> None:
    page = open_page(report(), width=width, scheme=scheme)
    overview = page.locator("#chart-overview svg")
    overview.scroll_into_view_if_needed()
    box = overview.bounding_box()
    assert box is not None
    height = box["y"] + 0.7 * box["height"]
    page.mouse.move(box["x"] + 0.2 * box["width"], height)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], height, steps=5)
    page.mouse.up()
    wait_for_view(page, "from=2025")
    assert 0 < len(rows(page)) < DATED
    assert marks(page) == len(rows(page))
    page.locator("#reset").click()
    assert len(rows(page)) == DATED


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_chart_moves_zooms_and_returns(open_page: Opener, width: int, scheme: str) -> None:
    page = open_page(report(), width=width, scheme=scheme)
    chart = page.locator("#chart-lanes svg")
    chart.scroll_into_view_if_needed()

    def first_tick() -> str:
        return page.evaluate("location.hash")

    page.locator("#zoom-in").click()
    zoomed = first_tick()
    assert re.search(r"from=2025-\d\d-\d\d&to=2025-\d\d-\d\d", zoomed)
    box = chart.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 45
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y, steps=4)
    page.mouse.up()
    until(page, "location.hash !== given", this=zoomed)
    moved = first_tick()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    until(page, "location.hash !== given", this=moved)
    page.mouse.dblclick(x, y)
    until(page, "!location.hash.includes('from')")
    assert len(rows(page)) == DATED


def test_a_return_overrules_a_zoom_that_was_not_taken_over_yet(open_page: Opener) -> None:
    page = open_page(report())
    page.locator("#chart-lanes svg").hover()
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 60)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.locator("#reset").click()
    page.clock.run_for(1000)
    assert "from" not in page.evaluate("location.hash")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_trends_lead_to_their_events(open_page: Opener, width: int, scheme: str) -> None:
    page = open_page(report(), width=width, scheme=scheme)
    page.locator("#chart-density [aria-label='Meeting: 1 event in July 2025']").click()
    assert rows(page) == ["Ministers meet on chip supply in Kuala Lumpur"]
    page.locator("#active .clear").click()
    page.locator("#chart-actors [aria-label^='Ada Okoro']").first.click()
    wait_for_view(page, "actor=Ada")
    assert 0 < len(rows(page)) < DATED
