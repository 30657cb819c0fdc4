"""What docs/events.md says of types, figures and reasons is what the rule files, the benchmark and extraction have."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks.calibrate import tables
from timeline.bench import Part, Score, Share, articles, quality
from timeline.events import extract, extract_document
from timeline.model import Document, Origin
from timeline.rulebook import load_rulebook

PAGE = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")


PUBLISHED = date(2025, 6, 12)
NO_EVENTS = re.findall(r"^\| ([^|`]+) \| ([A-Z][^|]+[.?]) \|$", PAGE.split("## What is no event")[1], re.MULTILINE)


def types_table() -> str:
    """What each type covers: run this module to print it."""
    rows = [f"| `{kind.name}` | {kind.about} |" for kind in load_rulebook().types]
    return "\n".join(("| type | covers |", "|---|---|", *rows))


def figures_table() -> str:
    """How well events are found on the articles that ship with the project."""
    found = [quality(articles(part)) for part in Part]
    rows = {
        "found, with the right type": [f"{one.detection.right} of {one.events}" for one in found],
        "reported, and none": [f"{one.detection.wrong}" for one in found],
        "dated events, precision / recall / F1": [_score(one.dated) for one in found],
        "events, precision / recall / F1": [_score(one.detection) for one in found],
        "both dated, and the same days": [_share(one.exact) for one in found],
        "undated in the text, given a date": [_share(one.invented) for one in found],
        "articles without events in which a date was reported": [_share(one.invented_negative) for one in found],
        "status right": [_share(one.status) for one in found],
    }
    lines = [f"| {name} | {' | '.join(values)} |" for name, values in rows.items()]
    return "\n".join(("| | 32 open | 10 unread |", "|---|--:|--:|", *lines))


def _score(score: Score) -> str:
    return f"{100 * score.precision:.1f} / {100 * score.recall:.1f} / {100 * score.f1:.1f} %"


def _share(share: Share) -> str:
    return f"{share.count} of {share.of}"


def test_the_page_has_the_figures_of_today() -> None:
    missing = [table for table in (figures_table(), *tables()) if table not in PAGE]
    assert not missing, "docs/events.md: put in:\n\n" + "\n\n".join(missing)


def test_the_page_has_every_type_with_what_it_covers() -> None:
    assert types_table() in PAGE, f"docs/events.md: put this table in:\n\n{types_table()}"


def test_the_examples_of_what_is_no_event_are_found_on_the_page() -> None:
    assert len(NO_EVENTS) == 11


@pytest.mark.parametrize(("reason", "text"), NO_EVENTS)
def test_it_is_no_event_for_the_reason_given(reason: str, text: str) -> None:
    extraction = extract_document(Document(Origin("page", published=PUBLISHED, published_basis="given"), text))
    assert extraction.mentions == ()
    assert reason in {lost.reason for lost in extraction.rejected}


@pytest.mark.parametrize(
    ("text", "status", "edtf"),
    [
        ("If approved, the merger will be completed in June.", "planned", "2025-06"),
        ("The ministry has released an action plan.", "occurred", None),
        ("The forum was postponed.", "cancelled", None),
        ("The summit, which is held from 4 to 6 July, is the first.", "planned", "2025-07-04/2025-07-06"),
        ("Nvidia said on Tuesday it had signed a deal with the ministry.", "occurred", "2025-06-10"),
        ("An analyst said on Tuesday Nvidia had signed a deal with the ministry.", "occurred", None),
    ],
)
def test_date_and_status_are_decided_as_the_page_says(text: str, status: str, edtf: str | None) -> None:
    [mention] = extract(text, published=PUBLISHED)
    assert (mention.status.value, mention.when.edtf if mention.when else None) == (status, edtf)


def test_until_tells_of_two_events_as_the_page_says() -> None:
    done, end = extract("The truce was extended until November.", published=PUBLISHED)
    assert (done.status.value, done.when) == ("occurred", None)
    assert end.when is not None
    assert (end.status.value, end.when.edtf) == ("planned", "2025-11")


if __name__ == "__main__":
    print(types_table(), figures_table(), *tables(), sep="\n\n")  # noqa: T201 - for whoever mends the page
