"""The report as its reader meets it: opened from disk in a real browser, with the network off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.render.conftest import AS_OF, LOOKS, report
from tests.render.crowds import crowd
from tests.render.frames import event, sample, sample_changes, tables
from timeline.model import When
from timeline.render import report_html

if TYPE_CHECKING:
    from tests.render.conftest import Opener

pytestmark = pytest.mark.slow

BLUEPRINT = "National AI blueprint released"


def titled(rows: list[dict[str, object]]) -> str:
    return report_html(tables(rows), title="A summer", as_of=AS_OF, facts={})


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_dated_event_is_one_mark(open_page: Opener, width: int, scheme: str) -> None:
    rows = sample()
    page = open_page(report(), width=width, scheme=scheme)

    labels = [mark.get_attribute("aria-label") for mark in page.locator("#chart-lanes [aria-label]").all()]
    for row in (row for row in rows if "date_start" in row):
        said = f"{row['title']}, {row['date_shown']}"
        assert sum(said == label for label in labels) == 1, row["title"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page must not scroll sideways"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pointing_at_a_mark_tells_what_it_is(open_page: Opener, width: int, scheme: str) -> None:
    page = open_page(report(), width=width, scheme=scheme)

    page.locator(f"#chart-lanes [aria-label*='{BLUEPRINT}']").hover()

    tooltip = page.locator("#tooltip")
    tooltip.wait_for(state="visible")
    assert BLUEPRINT in tooltip.inner_text()
    assert "23 July 2025" in tooltip.inner_text()
    box = tooltip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_looks_say_what_is_certain(open_page: Opener) -> None:
    page = open_page(report())

    def look(title: str, name: str) -> str:
        return page.locator(f"#chart-lanes [aria-label*='{title}']").get_attribute(name) or ""

    assert float(look(BLUEPRINT, "fill-opacity")) > 0.9
    assert float(look("Digital decade", "fill-opacity")) < 0.5, "some day within: faded"
    assert float(look("Court hears", "fill-opacity")) < 0.1, "planned: hollow"
    assert look("Senate vote", "stroke-dasharray"), "proposed: dashed"
    assert look("Robotics Congress", "fill") == "#8a94a3", "cancelled: grey"
    assert page.locator("#chart-lanes .strikes_marks line").count() == 1


def test_lists_of_what_is_coming_and_what_changed_lead_to_their_rows(open_page: Opener) -> None:
    page = open_page(report())
    page.locator("#coming a", has_text="Nordic AI Safety Summit").click()
    assert page.locator("[data-of='e-Nordic AI Safety Summit']").is_visible()
    page.locator("#news a", has_text="Open Models Week").click()
    assert page.locator("[data-of='e-Open Models Week']").is_visible()


def test_every_kind_of_change_says_before_and_after(open_page: Opener) -> None:
    text = " ".join(open_page(report()).locator("#news").inner_text().split())
    assert "since 25 July 2025" in text
    assert "date: sometime in July 2025 → 26–28 July 2025" in text
    assert "status: Planned → Cancelled" in text
    assert "title: Congress → Robotics Congress in Nairobi" in text
    assert "now part of World Compute Forum in Lisbon" in text
    for heading in {str(change["change"]) for change in sample_changes()}:
        assert heading.capitalize() in text


HOSTILE = [
    "constructor",
    "__proto__",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "</noscript><img src=x onerror=\"document.title='owned'\">",
    "{{ 7 * 7 }} ${document.title='owned'}",
    "turned \u202eround\u202c and " + "l" * 10_000 + "ong",
]


@pytest.mark.parametrize("copies", [1, 150])
def test_hostile_text_stays_text(open_page: Opener, copies: int) -> None:
    """In a small page, whose data stand as they are, and in one with packed data and without plain rows."""
    rows = [
        event(
            title,
            title,
            title,
            When.day(date(2025, 7, 1)),
            event_id=f"e{copy:03d}-{number}",
            actors=title,
            publishers=title,
            date_note=title,
            tags=title,
        )
        for copy in range(copies)
        for number, title in enumerate(HOSTILE)
    ]
    names = ("change", "field", "before", "after", "document_id")
    changes = [{"event_id": "e000-0"} | dict.fromkeys(names, title) for title in HOSTILE]
    made = tables(rows, changes=changes)
    made["mentions"]["document_id"] = [HOSTILE[number % len(HOSTILE)] for number in range(len(made["mentions"]))]
    page = open_page(report_html(made, title="A summer", as_of=AS_OF, facts={HOSTILE[0]: HOSTILE[1]}))
    page.locator("#events .opener").first.click()
    page.locator("#chart-lanes path[aria-label]").first.hover()

    assert page.title() == "A summer"
    assert set(page.locator("#events .opener").all_text_contents()) == set(HOSTILE)
    assert page.locator("main img, main script, #tooltip img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_only_web_addresses_become_links(open_page: Opener) -> None:
    made = tables(sample()[:1])
    made["mentions"]["url"] = ["javascript:document.title='owned'", "https://example.org/a"]
    html = report_html(made, title="A summer", as_of=AS_OF, facts={})
    page = open_page(html)
    page.locator("#events .opener").click()
    targets = [link.get_attribute("href") for link in page.locator("#events .evidence a").all()]
    assert targets == ["https://example.org/a"]
    plain = open_page(html, scripts=False)
    assert [link.get_attribute("href") for link in plain.locator(".plain a").all()] == targets


def test_nothing_to_show_is_said(open_page: Opener) -> None:
    text = open_page(titled([])).locator("body").inner_text()
    assert "No event was found." in text
    assert "No event in this view." in text


def test_many_events_are_counted_and_the_page_says_so(open_page: Opener) -> None:
    page = open_page(report_html(crowd(3000), title="Many", as_of=date(2026, 1, 15), facts={}))
    assert "too many for single marks" in page.locator("#chart-note").inner_text()
    assert page.locator("#events .row").count() == 100
    assert page.evaluate("document.querySelectorAll('*').length") < 15_000
    page.locator("#chart-lanes .cells_marks path").first.click()
    assert page.evaluate("document.documentElement.dataset.shows") == "marks"
    assert page.locator("#active .active").count() == 2
