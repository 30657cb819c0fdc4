"""Many small runs end where one large one would: the ledger's events are those of its documents, however they came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.books import ARTICLES, Article, Book, facts
from timeline.ledger import regrouping

pytestmark = pytest.mark.slow

_EDITS = (("26 July", "27 July"), ("2025", "2024"), ("opened", "did open"), ("gallium", "gallium oxide"), ("", ""))


@st.composite
def shelves(draw: st.DrawFn) -> dict[str, Article]:
    """Some of the articles, some of them edited."""
    names = draw(st.lists(st.sampled_from(sorted(ARTICLES)), min_size=1, max_size=len(ARTICLES), unique=True))
    edits = {name: draw(st.sampled_from(_EDITS)) for name in names}
    return {
        name: Article(ARTICLES[name].text.replace(*edits[name]), ARTICLES[name].published)
        if edits[name][0]
        else ARTICLES[name]
        for name in names
    }


def of_a_fresh_ledger(shelf: Mapping[str, Article]) -> list[tuple[object, ...]]:
    book = Book("sqlite://")
    book.run(shelf)
    found = facts(book.events())
    book.close()
    return found


@pytest.mark.parametrize("at_once", [200, 0], ids=["as it comes", "never all at once"])
@given(steps=st.lists(shelves(), min_size=2, max_size=5))
def test_the_events_are_those_of_the_documents_however_they_came(at_once: int, steps: list[dict[str, Article]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regrouping, "_SMALL", at_once)
        patch.setattr(regrouping, "_WHOLE", 5 if at_once else 0)
        patch.setattr(regrouping, "_FELT", 0.0)
        book = Book("sqlite://")
        for shelf in steps:
            book.run(shelf)
    ids = [event.id for event in book.events()]
    found = facts(book.events())
    book.close()

    assert found == of_a_fresh_ledger(steps[-1])
    assert len(set(ids)) == len(ids)


# "vague" is taken for the deal of "other", and for that of "new" once its name is known: only then can the week of
# "near" be of the same deal. "near" and "new" have nothing in common but the month.
_CHAIN = {
    "other": "Ministers signed a pact on lithium mining with Orlune on 2 July 2025.",
    "near": "In the week of 14 July 2025 envoys signed a pact on lithium recycling and seabed mapping.",
    "vague": "In July 2025 ministers signed a pact on lithium recycling and seabed mapping, the Quillon accord, with"
    " Orlune, Bexley and Stroud.",
    "new": "Ministers signed the Quillon accord with Bexley and Stroud on 16 July 2025.",
}


def test_events_are_looked_at_anew_as_far_as_a_change_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regrouping, "_SMALL", 0)
    monkeypatch.setattr(regrouping, "_WHOLE", 0)
    monkeypatch.setattr(regrouping, "_RARE", 1)
    monkeypatch.setattr(regrouping, "_FELT", 1.0)
    shelf = {name: Article(text, date(2025, 8, 4)) for name, text in _CHAIN.items()}
    book = Book("sqlite://")
    book.run({name: article for name, article in shelf.items() if name != "new"})
    before = reports(book)
    book.run(shelf)

    assert before == [["near"], ["other", "vague"]]
    assert reports(book) == [["near", "new", "vague"], ["other"]]
    assert facts(book.events()) == of_a_fresh_ledger(shelf)
    book.close()


def reports(book: Book) -> list[list[str]]:
    return sorted(sorted(mention.origin.id for mention in event.mentions) for event in book.events())


@given(steps=st.lists(shelves(), min_size=1, max_size=3))
def test_the_same_documents_again_are_nothing_new(steps: list[dict[str, Article]]) -> None:
    book = Book("sqlite://")
    for shelf in steps:
        book.run(shelf)
    with book.view() as view:
        before, state = view.events(), view.state

    changes = book.run(steps[-1])

    with book.view() as view:
        assert (view.events(), view.state) == (before, state)
    assert (changes, book.staged) == ((), [])
    book.close()


@given(shelf=shelves(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(shelf: dict[str, Article], random: Random) -> None:
    one, other = Book("sqlite://"), Book("sqlite://")
    names = random.sample(sorted(shelf), len(shelf))

    changes = one.run(shelf), other.run({name: shelf[name] for name in names})

    assert changes[0] == changes[1]
    assert one.events() == other.events()
    one.close()
    other.close()


@given(steps=st.lists(shelves(), min_size=2, max_size=4))
def test_a_forwarding_id_leads_to_another_event_that_was_told(steps: list[dict[str, Article]]) -> None:
    book = Book("sqlite://")
    told: set[str] = set()
    for shelf in steps:
        told |= {change.event_id for change in book.run(shelf)}
    forwards = book.forwards()

    assert not set(forwards) & {event.id for event in book.events()}
    assert {*forwards, *forwards.values()} <= told
    assert not set(forwards) & set(forwards.values())
    book.close()
