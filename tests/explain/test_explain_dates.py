"""What a rule writer reads about a date expression: its meaning, its rule, its anchor, and what it was preferred to."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import find_dates
from timeline.explain import explain
from timeline.explain.expressions import explain_expressions
from timeline.model import Document, Origin

PUBLISHED = date(2025, 8, 6)


def told(text: str, published: date | None = PUBLISHED) -> dict[str, list[str]]:
    """The lines of each expression, by its words."""
    blocks: dict[str, list[str]] = {}
    for line in explain_expressions(find_dates(text, published=published)):
        if line.startswith("  at "):
            lines = blocks.setdefault(line.split("“")[1].rstrip("”"), [])
        elif line:
            lines.append(" ".join(line.split()))
    return blocks


def test_a_date_is_told_with_type_value_days_and_rule() -> None:
    assert told("It opened on 26 July 2025.")["26 July 2025"][:3] == [
        "means DATE 2025-07-26",
        "days 2025-07-26 (26 July 2025)",
        "rule day_written",
    ]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("It opened in May 2025.", "May 2025", "days 2025-05 (month, some time from 2025-05-01 to 2025-05-31)"),
        (
            "It ran from 26 to 28 July 2025.",
            "26 to 28 July 2025",
            "days 2025-07-26/2025-07-28 (range, lasts from 2025-07-26 to 2025-07-28)",
        ),
        ("It opened on 31 June 2025.", "31 June 2025", "days none: 31 June 2025 does not exist"),
        ("It took three days.", "three days", "days none: the words name no calendar date"),
    ],
)
def test_the_days_say_how_the_interval_is_filled_or_why_there_is_none(text: str, words: str, days: str) -> None:
    assert days in told(text)[words]


def test_the_readings_that_lost_the_same_words_are_named_with_the_reason() -> None:
    lines = told("It opened on 26 July 2025.")["26 July 2025"]
    assert lines[3:] == [
        "beats “July 2025” by month_of_year: shorter",
        "“26 July” by day_without_year: shorter",
        "“July” by month_alone: shorter",
        *lines[6:],
    ]


def test_the_anchor_is_publication_or_the_words_that_told_it() -> None:
    lines = told("It opened yesterday. The ban ended on 4 March 2025. Two days later ships sailed.")
    assert "from 2025-08-06, the day of publication" in lines["yesterday"]
    assert "from 2025-03-04, told at 38: “4 March 2025”" in lines["Two days later"]
    assert not [line for line in lines["4 March 2025"] if line.startswith("from")]


def test_a_date_without_an_anchor_says_what_is_missing() -> None:
    assert "days none: no publication date" in told("It opened yesterday.", None)["yesterday"]


def test_the_relation_is_told_where_it_is_not_on() -> None:
    assert "relation since" in told("It has been open since 4 March 2025.")["4 March 2025"]
    assert not [line for line in told("It opened on 4 March 2025.")["4 March 2025"] if line.startswith("relation")]


def test_a_wrong_weekday_is_a_note_and_no_rival() -> None:
    lines = told("It opened on Monday, 5 August 2025.")["Monday, 5 August 2025"]
    flaw = "the text says Monday, but 5 August 2025 is a Tuesday"
    assert [line for line in lines if flaw in line] == [f"note {flaw}"]


def test_a_range_shows_its_two_ends() -> None:
    lines = told("It ran from 26 to 28 July 2025.")["26 to 28 July 2025"]
    assert [line for line in lines if line.startswith("end")] == [
        "end “26” 2025-07-26",
        "end “28 July 2025” 2025-07-28",
    ]


def test_control_characters_of_the_text_do_not_reach_the_terminal() -> None:
    document = Document(
        Origin("x", published=PUBLISHED), "It opened on 26 July\u009b 2025.\x1b[31m It closed on 5\u00a0May 2025."
    )
    shown = explain(document)
    assert "\x1b" not in shown
    assert "\u009b" not in shown
    assert "“5 May 2025”" in shown
