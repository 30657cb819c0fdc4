"""Ids and changes over several runs, from documents on: an event stays itself whatever is done to its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.ledger.books import ARTICLES, Article, Book
from timeline.model import Change

TUESDAY = date(2025, 8, 5)
FORUM = ARTICLES["forum"]


@pytest.fixture
def book(place: str) -> Iterator[Book]:
    opened = Book(place)
    yield opened
    opened.close()


def ids(book: Book) -> set[str]:
    return {event.id for event in book.events()}


def test_ids_stay_when_earlier_reports_turn_up_and_the_change_is_told_once(book: Book) -> None:
    book.run({"m": FORUM})
    before = ids(book)
    earlier = {"m": FORUM, "a": ARTICLES["forum-planned"]}
    changes = book.run(earlier, TUESDAY)

    assert ids(book) == before
    assert changes == (Change(*before, "corroborated", "documents", "", "a", "a"),)
    assert [(event.change, event.changed_on) for event in book.events()] == [("corroborated", TUESDAY)]
    assert book.run({"m": FORUM}) == book.run(earlier) == ()


def test_ids_stay_when_a_sentence_is_mended_and_others_are_put_before_it(book: Book) -> None:
    book.run({"m": Article("The World AI Conference opened in Shangai on 26 July 2025.")})
    before = ids(book)
    changes = book.run({"m": Article("Much was said. " + FORUM.text)})

    assert ids(book) == before
    assert changes == ()


def test_ids_stay_when_sentences_change_places(book: Book) -> None:
    sentences = [FORUM.text, ARTICLES["plan"].text]
    book.run({"m": Article(" ".join(sentences))})
    before = ids(book)

    assert book.run({"m": Article(" ".join(reversed(sentences)))}) == ()
    assert ids(book) == before


def test_a_moved_date_and_a_new_status_say_by_which_document(book: Book) -> None:
    planned = ARTICLES["forum-planned"]
    book.run({"a": planned})
    [name] = ids(book)
    moved = replace(planned, text=planned.text.replace("26 July", "27 July"))
    assert book.run({"a": moved}) == (Change(name, "date moved", "date", "2025-07-26", "2025-07-27", "a"),)

    changes = book.run({"a": planned, "b": ARTICLES["forum-cancelled"]})

    assert ids(book) == {name}
    assert Change(name, "status changed", "status", "planned", "cancelled", "b") in changes
    assert ("date moved", "2025-07-27", "2025-07-26") in {(one.change, one.before, one.after) for one in changes}


def test_an_event_without_documents_is_withdrawn_and_returns_under_its_id(book: Book) -> None:
    shelf = {"a": FORUM, "b": ARTICLES["plan"]}
    book.run(shelf)
    before = ids(book)
    [gone] = book.run({"b": ARTICLES["plan"]})
    [back] = book.run(shelf)

    assert (gone.change, back.change) == ("withdrawn", "new")
    assert gone.event_id == back.event_id
    assert ids(book) == before


def test_two_events_found_to_be_one_leave_a_forwarding_id_and_two_again_get_ids_of_their_own(book: Book) -> None:
    apart = replace(FORUM, text=FORUM.text.replace("26 July", "2 May"))
    book.run({"a": FORUM, "b": apart})
    first = {event.mentions[0].origin.id: event.id for event in book.events()}
    assert len(first) == 2

    changes = book.run({"a": FORUM, "b": FORUM})
    [one] = ids(book)
    [other] = set(first.values()) - {one}
    assert book.forwards() == {other: one}
    assert Change(other, "withdrawn", "event_id", other, one) in changes

    book.run({"a": FORUM, "b": apart})
    assert len(ids(book)) == 2
    assert one in ids(book)
    assert other not in ids(book)  # it goes on leading to the other
    assert book.forwards() == {other: one}


def test_the_changes_of_later_runs_are_told_oldest_first(book: Book) -> None:
    told = [book.run({"a": FORUM}), book.run({"a": FORUM, "b": ARTICLES["forum-again"]}), book.run({"c": FORUM})]

    with book.view() as view:
        assert tuple(view.changes_since(0)) == (*told[0], *told[1], *told[2])
        assert tuple(view.changes_since(1)) == (*told[1], *told[2])
        assert tuple(view.changes_since(3)) == ()


def test_changes_are_counted_by_the_events_they_happened_to(book: Book) -> None:
    told = [*book.run({"a": FORUM}), *book.run({"a": FORUM, "b": FORUM, "c": ARTICLES["forum-again"]})]

    with book.view() as view:
        changes = view.changes_since(0)
        events = {(change.event_id, change.change) for change in told}
        assert changes.counted() == Counter(kind for _, kind in events)
        assert (len(changes), told[0] in changes, view.changes_since(1).counted().keys()) == (
            len(told),
            True,
            {change.change for change in told[1:]},
        )
        assert (len(view.changes_since(2)), told[0] in view.changes_since(1)) == (0, False)
