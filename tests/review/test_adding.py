"""Events that the reader adds, or makes of a sentence that the rules left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.review.review_factories import (
    ADDED,
    THREE,
    A,
    event,
    lead,
    mention,
    one,
    problem,
    reviewed,
)
from timeline.model import DateBasis, Status, When


def test_add_makes_an_event_whose_evidence_is_the_review() -> None:
    result = reviewed(
        *ADDED,
        "new-1 | add | date | 2025-08-15",
        "new-1 | add | countries | NL",
        "new-1 | add | source | https://example.org/ban",
    )

    found = one(result, "new-1")
    [evidence] = found.mentions
    assert (found.title, found.category, found.countries) == ("Ban on exports", "export_control", ("NL",))
    assert (found.when, found.status) == (When.day(date(2025, 8, 15)), Status.PLANNED)
    assert (evidence.rule, evidence.quote, evidence.quote_span) == ("reader", "Ban on exports", (0, 14))
    assert (evidence.origin.id, evidence.origin.published) == ("review.csv", date(2025, 8, 1))
    assert evidence.origin.url == "https://example.org/ban"
    assert result.problems == ()


def test_what_is_added_without_a_date_says_so() -> None:
    found = one(reviewed(*ADDED), "new-1")

    assert (found.when, found.date_note) == (None, "the reader gave no date")


def test_an_added_event_needs_a_category() -> None:
    result = reviewed(ADDED[0], "new-1 | note | | look again")

    assert problem(result) == ("line 2", "add: new-1 has no category")
    assert {found.id for found in result.events} == {"a", "b", "c"}


def test_what_is_added_may_not_take_the_id_of_an_event() -> None:
    result = reviewed("a | add | title | Other", "a | add | category | meeting")

    assert "a is an event that documents report" in problem(result)[1]
    assert one(result, "a").title == A.title


PROMOTED = ("new-1 | promote | | paper@120", "new-1 | promote | category | product_release")


def test_promote_makes_an_event_of_a_lead_with_its_quote_and_date() -> None:
    result = reviewed(*PROMOTED, leads=(lead(),))

    found = one(result, "new-1")
    [evidence] = found.mentions
    assert found.title == "The observatory saw first light on 3 May 2025."
    assert (found.category, found.when) == ("product_release", When.day(date(2025, 5, 3)))
    assert (evidence.origin, evidence.quote_span, evidence.date_text) == (
        lead().origin,
        lead().quote_span,
        "3 May 2025",
    )
    assert (evidence.date_basis, evidence.trigger, evidence.status) == (
        DateBasis.EXPLICIT,
        "3 May 2025",
        Status.OCCURRED,
    )
    assert result.problems == ()


def test_a_promoted_lead_takes_the_reader_s_title_and_date() -> None:
    more = ("new-1 | promote | title | First light", "new-1 | promote | date | 2025-05-04")
    found = one(reviewed(*PROMOTED, *more, leads=(lead(),)), "new-1")

    assert (found.title, found.when, found.date_note) == (
        "First light",
        When.day(date(2025, 5, 4)),
        "set by the reader",
    )


def test_a_sentence_that_is_found_as_an_event_meanwhile_is_not_doubled() -> None:
    reported = replace(mention("m-d", document="paper"), quote_span=lead().quote_span)

    result = reviewed(*PROMOTED, "new-1 | accept", events=(*THREE, event("d", reported)))

    assert result.forwards == {"new-1": "d"}
    assert (one(result, "d").category, result.accepted, len(result.events)) == ("product_release", {"d"}, 4)


def test_a_lead_that_is_gone_is_told() -> None:
    assert problem(reviewed(*PROMOTED)) == ("line 2", "promote: there is no lead paper@120")


def test_of_two_dates_in_a_promoted_sentence_the_first_is_taken_and_said_so() -> None:
    second = replace(lead(), date_text_span=lead().date_text_span.shift(20), when=When.month(2025, 6))

    result = reviewed(*PROMOTED, leads=(second, lead()))

    assert one(result, "new-1").when == lead().when
    assert "several dates; 3 May 2025 was taken" in problem(result)[1]


def test_a_rule_of_that_name_is_no_reader() -> None:
    by_rule = event("a", replace(mention("m-a"), rule="reader"))

    assert [found.id for found in reviewed(events=(by_rule,)).events] == ["a"]
