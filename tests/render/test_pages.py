"""The page says why an event has no date where its reader looks, and is the same wherever it is made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date

import lxml.html  # type: ignore[import-untyped]

from tests.render.crowds import crowd
from tests.render.frames import event, sample, tables
from timeline.model import When
from timeline.render import report_html

AS_OF = date(2025, 8, 8)
PLANNED = [
    event("Ended yesterday", "conference", "planned", When.day(date(2025, 8, 7))),
    event("Begins today", "conference", "planned", When.day(AS_OF)),
    event("Some day this month", "conference", "planned", When.month(2025, 8)),
    event("Held tomorrow", "conference", "occurred", When.day(date(2025, 8, 9))),
    event("No day yet", "conference", "planned", None),
]
MAKE = """
import hashlib
from tests.render.test_pages import page
print(hashlib.sha256(page().encode("utf-8")).hexdigest())
"""


def page() -> str:
    return report_html(tables(sample()), title="A summer", as_of=AS_OF, facts={"Documents": "54"})


def words(html: str, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in lxml.html.fromstring(html).xpath(path)]


def test_a_plain_row_says_why_an_event_is_undated() -> None:
    reasons = words(page(), "//noscript//section[last()]//*[@class='why']")
    assert reasons == ["no date in the text", "no publication date"]


def test_planned_events_are_to_come_until_their_last_day_has_passed() -> None:
    html = report_html(tables(PLANNED), title="T", as_of=AS_OF, facts={})
    assert words(html, "//*[@id='coming']//a") == ["Some day this month", "Begins today"]
    assert words(html, "//*[@id='coming']//em") == ["today"]
    assert "2 of them still to come" in words(html, "//*[@class='coverage']")[0]
    assert words(html, "//*[@id='passed']//a") == ["Ended yesterday"]


def test_without_an_as_of_day_nothing_is_past_or_to_come() -> None:
    html = report_html(tables(PLANNED), title="T", as_of=None, facts={})
    assert words(html, "//*[@id='coming' or @id='passed']") == []


def test_the_first_report_does_not_list_what_is_new() -> None:
    changes: list[dict[str, object]] = [{"event_id": row["event_id"], "change": "new"} for row in PLANNED]
    html = report_html(tables(PLANNED, changes=changes), title="T", as_of=AS_OF, facts={})
    [text] = words(html, "//*[@id='news']")
    assert text == "What changed This is the first report: all its 5 events are new."


def test_what_is_folded_away_is_counted_and_one_click_off() -> None:
    made = crowd(400)
    html = report_html(made, title="T", as_of=date(2026, 1, 15), facts={})
    new = int((made["changes"]["change"] == "new").sum())
    assert f"{new - 6} more" in " ".join(words(html, "//*[@id='news']//summary"))
    [rest] = words(html, "//*[@id='news']//a[@data-filter='change=new']/..")
    assert rest.startswith(f"{new - 40} more are not listed here.")


def test_sizes_keep_their_bounds() -> None:
    """Of 500 events at most 2.5 MB: the charts' program is most of it, and each event costs less than 3.5 KB."""
    sizes = [len(report_html(crowd(n), title="T", as_of=AS_OF, facts={}).encode("utf-8")) for n in (0, 500)]
    assert sizes[1] <= 2_500_000
    assert (sizes[1] - sizes[0]) / 500 < 3_500


def test_another_process_makes_the_same_page() -> None:
    made = subprocess.run(
        [sys.executable, "-c", MAKE],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.strip() == hashlib.sha256(page().encode("utf-8")).hexdigest()
