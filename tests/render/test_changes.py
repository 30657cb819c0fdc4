"""What changed is told by kind, with what it said before and what it says now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.frames import sample, sample_changes, tables
from timeline.model import Extent, Granularity, When
from timeline.render.changes import Changed, News, news_of
from timeline.render.readable import edtf_shown

_DAYS = st.dates(date(1000, 1, 1), date(9000, 1, 1))


def news() -> News:
    made = tables(sample(), changes=sample_changes())
    return news_of(made["changes"], made["timeline"])


def one(kind: str) -> Changed:
    return next(group.changes[0] for group in news().groups if group.kind == kind)


def test_what_may_overturn_a_plan_stands_first() -> None:
    kinds = [group.kind for group in news().groups]
    assert kinds == ["date moved", "status changed", "withdrawn", "new", "edited", "corroborated"]
    assert not news().is_first


def test_dates_and_statuses_are_told_in_words() -> None:
    assert (one("date moved").before, one("date moved").after) == ("sometime in July 2025", "26–28 July 2025")
    assert (one("status changed").before, one("status changed").after) == ("Planned", "Cancelled")


def test_a_withdrawn_event_names_its_heir_and_claims_no_title_of_its_own() -> None:
    [group] = [group for group in news().groups if group.kind == "withdrawn"]
    assert {change.heir_id for change in group.changes} == {"", "e-World Compute Forum in Lisbon"}
    assert [change.title for change in group.changes if not change.heir_id] == [""]
    assert not any(change.is_listed for change in group.changes)


@given(_DAYS, st.integers(0, 400), st.sampled_from(Extent), st.booleans())
def test_a_date_in_edtf_is_shown_as_the_date_itself(start: date, days: int, extent: Extent, about: bool) -> None:  # noqa: FBT001
    when = When(start, start + timedelta(days=days), extent, Granularity.RANGE, about)
    if when.edtf.startswith("[") and about:
        when = When(when.start, when.end, extent, Granularity.RANGE)  # a set in EDTF takes no sign for "about"
    if days == 0:
        when = When.day(start, approximate=about)
    assert edtf_shown(when.edtf) == when.shown


@pytest.mark.parametrize(
    "when",
    [When.month(2025, 7), When.quarter(2025, 3, approximate=True), When.year(1999), When.month(2025, 12)],
)
def test_named_times_are_shown_by_name(when: When) -> None:
    assert edtf_shown(when.edtf) == when.shown


def test_halves_seasons_and_decades_are_shown_by_their_days() -> None:
    assert edtf_shown("2025-41") == "sometime 1 July – 31 December 2025"
    assert edtf_shown("2025-24") == "sometime 1 December 2025 – 28 February 2026"
    assert edtf_shown("199X") == "sometime 1 January 1990 – 31 December 1999"


def test_what_is_compared_with_a_day_is_no_first_report_even_where_all_of_it_is_new() -> None:
    rows = sample()
    made = tables(rows, changes=[{"event_id": row["event_id"], "change": "new"} for row in rows])
    assert news_of(made["changes"], made["timeline"]).is_first
    assert not news_of(made["changes"], made["timeline"], is_compared=True).is_first
