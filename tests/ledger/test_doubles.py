"""One document that lies in several files counts once, whichever run each came with, and is never lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from tests.ledger.books import ARTICLES, Article, Book, facts

_MORE = " It is held each summer, in three halls on the river, and lasts for three days. " * 3
FORUM = Article(ARTICLES["forum"].text + _MORE)
AGAIN = Article(FORUM.text + "\n\n")
OTHER = ARTICLES["plan"]
LATER = replace(FORUM, published=date(2025, 8, 2))


@pytest.fixture
def book(place: str) -> Iterator[Book]:
    opened = Book(place)
    yield opened
    opened.close()


def telling(book: Book) -> dict[str, int]:
    """How many mentions each document has in the timeline."""
    found: dict[str, int] = {}
    for event in book.events():
        for mention in event.mentions:
            found[mention.origin.id] = found.get(mention.origin.id, 0) + 1
    return found


def warnings(book: Book) -> list[tuple[str, str]]:
    with book.view() as view:
        return [(problem.document_id, problem.problem.split(",")[0]) for problem in view.problems()]


def test_the_first_of_two_in_one_run_counts(book: Book) -> None:
    book.run({"b": AGAIN, "a": FORUM, "c": OTHER})

    assert set(telling(book)) == {"a", "c"}
    assert warnings(book) == [("b", "the same document as 'a'")]


def test_the_one_that_was_there_before_counts(book: Book) -> None:
    book.run({"b": FORUM})
    changes = book.run({"a": AGAIN, "b": FORUM})

    assert changes == ()
    assert set(telling(book)) == {"b"}
    assert warnings(book) == [("a", "the same document as 'b'")]


def test_a_double_is_not_read_again_and_changes_nothing(book: Book) -> None:
    shelf = {"a": FORUM, "b": AGAIN}
    book.run(shelf)
    changes = book.run(shelf)

    assert (changes, book.staged) == ((), [])
    with book.draft(book.read(shelf)) as draft:
        assert (draft.moved.documents, draft.moved.readings) == (0, 0)


def test_where_the_first_goes_the_other_speaks_in_the_same_run(book: Book) -> None:
    book.run({"a": FORUM, "b": AGAIN})
    [before] = book.events()
    changes = book.run({"b": AGAIN})

    [event] = book.events()
    assert (event.id, set(telling(book)), book.staged) == (before.id, {"b"}, [])
    assert warnings(book) == []
    assert [change.change for change in changes] == ["corroborated"]


def test_where_the_first_says_something_else_the_other_speaks(book: Book) -> None:
    book.run({"a": FORUM, "b": AGAIN})
    book.run({"a": OTHER, "b": AGAIN})

    assert set(telling(book)) == {"a", "b"}
    assert warnings(book) == []


def test_of_three_the_next_speaks_and_the_last_is_its_double(book: Book) -> None:
    book.run({"a": FORUM, "b": AGAIN, "c": FORUM})
    book.run({"b": AGAIN, "c": FORUM})

    assert set(telling(book)) == {"b"}
    assert warnings(book) == [("c", "the same document as 'b'")]


def test_a_document_that_becomes_another_one_falls_silent(book: Book) -> None:
    book.run({"a": OTHER, "b": FORUM})
    changes = book.run({"a": AGAIN, "b": FORUM})

    assert set(telling(book)) == {"b"}
    assert [change.change for change in changes] == ["withdrawn"]
    assert warnings(book) == [("a", "the same document as 'b'")]


def test_a_double_that_changes_speaks_and_one_that_goes_is_no_more(book: Book) -> None:
    book.run({"a": FORUM, "b": AGAIN, "c": FORUM})
    book.run({"a": FORUM, "b": OTHER})

    assert set(telling(book)) == {"a", "b"}
    assert warnings(book) == []


def test_the_same_words_on_another_day_are_another_document(book: Book) -> None:
    book.run({"a": FORUM, "b": LATER})

    assert set(telling(book)) == {"a", "b"}


def test_other_rules_read_doubles_again_and_leave_them_what_they_are(book: Book) -> None:
    shelf = {"a": FORUM, "b": AGAIN}
    book.run(shelf, rules="one")
    changes = book.run(shelf, rules="other")

    assert (changes, book.staged) == ((), ["a", "b"])
    assert warnings(book) == [("b", "the same document as 'a'")]


def test_the_double_of_a_source_that_a_run_does_not_name_speaks_when_the_first_goes(book: Book) -> None:
    other = Book(book.place, source="/other")
    book.run({"a": FORUM})
    other.run({"b": AGAIN})
    assert set(telling(book)) == {"a"}

    book.run({"c": OTHER})

    assert set(telling(book)) == {"b", "c"}
    other.close()


SHELVES: tuple[Mapping[str, Article], ...] = (
    {"a": FORUM, "b": AGAIN},
    {"a": OTHER, "b": AGAIN, "c": FORUM},
    {"b": FORUM, "c": LATER},
    {"a": AGAIN, "c": FORUM},
)


@pytest.mark.parametrize("order", tuple(permutations(range(len(SHELVES)))))
def test_whatever_came_before_the_events_are_those_of_the_last_shelf(order: tuple[int, ...]) -> None:
    book, fresh = Book("sqlite://"), Book("sqlite://")
    for number in order:
        book.run(SHELVES[number])
    fresh.run(SHELVES[order[-1]])

    def told(one: Book) -> list[tuple[object, ...]]:
        return [row[1:] for row in facts(one.events())]

    assert told(book) == told(fresh)
    book.close()
    fresh.close()
