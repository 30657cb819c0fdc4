from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.made_events import AS_OF, event, events, many
from timeline.model import Event, Status, When
from timeline.table import Selection, coming, overdue, select

FORUM = replace(
    event(1, date_of=When.day(date(2025, 7, 26))), tags=("ours",), actors=("Chinese foreign ministry", "Café Ltd")
)
TARIFFS = replace(
    event(2, date_of=When.month(2025, 9), status=Status.PLANNED, text="Tariffs on aid said to rise"),
    category="sanction_tariff",
    countries=("US",),
    changed_on=date(2025, 8, 5),
)
UNDATED = event(3, status=Status.PROPOSED)
ALL = (FORUM, TARIFFS, UNDATED)


@pytest.mark.parametrize(
    ("selection", "kept"),
    [
        (Selection(), ALL),
        (Selection(first=date(2025, 7, 26)), (FORUM, TARIFFS)),
        (Selection(first=date(2025, 7, 27)), (TARIFFS,)),
        (Selection(last=date(2025, 9, 1)), (FORUM, TARIFFS)),
        (Selection(last=date(2025, 8, 31)), (FORUM,)),
        (Selection(since=date(2025, 8, 2)), (TARIFFS,)),
        (Selection(about="tariff RISE"), (TARIFFS,)),
        (Selection(about="tariff falls"), ()),
        (Selection(about="AI"), (FORUM, UNDATED)),
        (Selection(categories=frozenset({"sanction_tariff"})), (TARIFFS,)),
        (Selection(statuses=frozenset({Status.PLANNED, Status.PROPOSED})), (TARIFFS, UNDATED)),
        (Selection(actors=frozenset({"foreign ministry"})), (FORUM,)),
        (Selection(actors=frozenset({"cafe", "nobody"})), (FORUM,)),
        (Selection(actors=frozenset({"min"})), ()),
        (Selection(countries=frozenset({"US"})), (TARIFFS,)),
        (Selection(tags=frozenset({"ours"})), (FORUM,)),
        (Selection(top=2), (FORUM, TARIFFS)),
        (Selection(top=1, statuses=frozenset({Status.PLANNED, Status.PROPOSED})), (TARIFFS,)),
    ],
    ids=str,
)
def test_what_is_asked_for_is_kept(selection: Selection, kept: tuple[Event, ...]) -> None:
    assert select(ALL, selection) == kept


@given(events(), st.integers(0, 6))
def test_the_order_and_the_ranks_stay(made: tuple[Event, ...], top: int) -> None:
    kept = select(made, Selection(top=top))
    assert kept == tuple(event for event in made if event.rank <= top)


def test_a_selection_says_in_words_what_it_asks_for() -> None:
    asked = Selection(
        first=date(2025, 1, 1),
        last=date(2025, 12, 31),
        since=date(2025, 6, 1),
        about="chips",
        categories=frozenset({"meeting", "conference"}),
        statuses=frozenset({Status.PLANNED}),
        countries=frozenset({"CN"}),
        top=20,
    )
    assert str(asked) == (
        "from 2025-01-01; to 2025-12-31; changed since 2025-06-01; about “chips”; only conference or meeting; "
        "status planned; country CN; the 20 of highest rank"
    )
    assert str(Selection()) == "everything"
    assert Selection().is_everything
    assert not asked.is_everything


def test_a_plan_is_coming_until_its_last_day_is_over() -> None:
    assert coming(ALL, date(2025, 9, 30)) == (TARIFFS,)
    assert overdue(ALL, date(2025, 9, 30)) == ()
    assert overdue(ALL, date(2025, 10, 1)) == (TARIFFS,)
    assert coming(many(3), AS_OF) == ()
