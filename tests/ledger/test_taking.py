"""What a run takes in: documents come, change, move and go, and files that fail take nothing with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.ledger.books import ARTICLES, Article, Book, reading
from timeline.ledger import Scope, Surveyed, taking
from timeline.model import Problem, Severity
from timeline.reading import Source

FORUM, PLAN, SUMMIT = ARTICLES["forum"], ARTICLES["plan"], ARTICLES["summit"]
DAMAGED = (Problem("shelf", Severity.ERROR, "shelf", "a folder is closed", "open it"),)


@pytest.fixture
def book(place: str) -> Iterator[Book]:
    opened = Book(place)
    yield opened
    opened.close()


def documents(book: Book) -> set[str]:
    return {mention.origin.id for event in book.events() for mention in event.mentions}


def problems(book: Book) -> list[str]:
    with book.view() as view:
        return [problem.problem for problem in view.problems()]


def test_only_what_is_new_or_changed_is_staged(book: Book) -> None:
    book.run({"a": FORUM, "b": PLAN})
    book.run({"a": FORUM, "b": replace(PLAN, text=PLAN.text + " It has ninety points."), "c": SUMMIT})

    assert book.staged == ["b", "c"]


def test_a_change_of_the_rules_has_everything_read_again_and_nothing_is_new(book: Book) -> None:
    shelf = {"a": FORUM, "b": PLAN}
    book.run(shelf, rules="one")

    assert book.run(shelf, rules="other") == ()
    assert book.staged == ["a", "b"]


def test_a_changed_document_replaces_what_it_said(book: Book) -> None:
    book.run({"a": Article(f"{FORUM.text} {PLAN.text}")})
    changes = book.run({"a": FORUM})

    assert [change.change for change in changes] == ["withdrawn"]
    assert [event.title for event in book.events()] == ["World AI Conference (Shanghai)"]


def test_a_document_that_a_listing_no_longer_has_is_withdrawn(book: Book) -> None:
    book.run({"a": FORUM, "b": PLAN})
    changes = book.run({"a": FORUM})

    assert [change.change for change in changes] == ["withdrawn"]
    assert documents(book) == {"a"}


def test_sources_that_a_run_does_not_name_are_untouched(book: Book) -> None:
    book.run({"a": FORUM})
    other = Book(book.place, source="/other")
    changes = other.run({"b": PLAN})
    other.close()

    assert [change.change for change in changes] == ["new"]
    assert documents(book) == {"a", "b"}


def test_a_source_with_a_listing_problem_withdraws_nothing_and_its_problem_is_told_once(book: Book) -> None:
    book.run({"a": FORUM, "b": PLAN})
    scope = replace(book.scope(["a"]), sources=(Source(book.source, lists=True, problems=DAMAGED),))

    with book.draft(scope) as draft:
        assert (tuple(draft.changes), draft.state) == ((), 2)
        draft.commit()
    with book.draft(scope) as draft:
        assert draft.state == 2
        draft.commit()
    assert documents(book) == {"a", "b"}
    assert problems(book) == ["a folder is closed"]
    book.run({"a": FORUM, "b": PLAN})
    assert problems(book) == []


def test_a_file_that_fails_withdraws_nothing_and_is_looked_at_again(book: Book) -> None:
    book.run({"a": FORUM})
    scope = book.scope(["a"])
    lost = Problem("a", Severity.ERROR, "a", "the file cannot be read", "open it")
    failure = replace(reading("a", failed=True), key="", problems=(lost,))
    book.stage([failure])

    assert book.settle(scope) == ()
    assert documents(book) == {"a"}
    assert problems(book) == ["the file cannot be read"]
    assert book.ledger.taken(["a"])["a"].key == ""  # read again next time

    book.stage([failure])
    with book.draft(scope) as draft:
        assert (draft.moved.readings, draft.state) == (0, 2)  # the same failure is nothing new
        draft.commit()
    book.run({"a": FORUM})
    assert problems(book) == []


def test_a_file_with_one_bad_line_keeps_the_documents_that_it_may_still_have(book: Book) -> None:
    scope = book.scope(["a"])
    book.stage([reading("a", ("one", FORUM), ("two", PLAN))])
    book.settle(scope)
    book.stage([reading("a", ("one", FORUM), failed=True)])

    assert book.settle(scope) == ()
    assert documents(book) == {"one", "two"}


def test_only_changed_documents_of_a_file_are_taken_anew(book: Book) -> None:
    scope = book.scope(["a"])
    before = reading("a", ("one", FORUM), ("two", PLAN))
    book.stage([before])
    book.settle(scope)
    same = replace(before.documents[0], unchanged=True, mentions=(), accounts=(), origin="", leads=())
    book.stage([replace(reading("a", ("two", SUMMIT)), documents=(same, *reading("a", ("two", SUMMIT)).documents))])
    changes = book.settle(scope)

    assert sorted(change.change for change in changes) == ["new", "withdrawn"]
    assert documents(book) == {"one", "two"}


def test_of_two_files_with_one_id_the_first_keeps_it_as_long_as_it_is_there(book: Book) -> None:
    first, second = reading("a", ("same", FORUM)), reading("b", ("same", PLAN))
    both, alone = book.scope(["a", "b"]), book.scope(["b"])
    book.stage([first])
    book.settle(book.scope(["a"]))
    book.stage([second])
    assert book.settle(both) == ()
    assert problems(book) == ["another document (a) already has this id"]

    book.stage([second])
    with book.draft(both) as draft:
        assert (draft.moved.readings, tuple(draft.changes)) == (0, ())
        draft.commit()

    book.stage([second])
    changes = book.settle(alone)
    assert sorted(change.change for change in changes) == ["new", "withdrawn"]
    assert problems(book) == []
    assert [event.title for event in book.events()] == ["White House released its AI Action Plan"]


def test_an_id_is_free_when_its_file_now_gives_another(book: Book) -> None:
    both = book.scope(["a", "b"])
    book.stage([reading("a", ("same", FORUM)), reading("b", ("same", PLAN))])
    book.settle(both)
    book.stage([reading("a", ("own", FORUM)), reading("b", ("same", PLAN))])
    book.settle(both)

    assert documents(book) == {"own", "same"}
    assert problems(book) == []


def test_two_documents_of_one_file_with_one_id_are_a_problem(book: Book) -> None:
    book.stage([reading("a", ("same", FORUM), ("same", PLAN))])
    book.settle(book.scope(["a"]))

    assert problems(book) == ["another document of this file already has this id"]
    assert [event.title for event in book.events()] == ["World AI Conference (Shanghai)"]


@pytest.mark.parametrize("at_once", [1, 200])
@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_events_of_a_document_that_moves_to_another_file_keep_their_ids(
    book: Book, monkeypatch: pytest.MonkeyPatch, order: tuple[str, str], at_once: int
) -> None:
    monkeypatch.setattr(taking, "_AT_ONCE", at_once)
    source, target = order
    book.stage([reading(source, ("essay", FORUM)), reading(target, ("other", PLAN))])
    book.settle(book.scope(order))
    before = {event.id for event in book.events()}
    book.stage([reading(source, ("third", SUMMIT)), reading(target, ("other", PLAN), ("essay", FORUM))])

    changes = book.settle(book.scope(order))

    assert [change.change for change in changes] == ["new"]
    assert {event.id for event in book.events()} > before


def test_a_file_read_alone_still_belongs_to_the_folder_that_listed_it(book: Book) -> None:
    book.run({"a": FORUM, "b": PLAN})
    edited = reading("b", ("b", SUMMIT))
    file = Surveyed("b", "/shelf/b", "/shelf/b")
    book.stage([edited])
    book.settle(Scope((file,), (Source("/shelf/b", lists=False),)))
    assert documents(book) == {"a", "b"}

    book.run({"a": FORUM})

    assert documents(book) == {"a"}


def test_a_file_that_was_read_alone_belongs_to_the_folder_that_lists_it_later(book: Book) -> None:
    book.stage([reading("b", ("b", PLAN))])
    book.settle(Scope((Surveyed("b", "/shelf/b", "/shelf/b"),), (Source("/shelf/b", lists=False),)))
    book.run({"a": FORUM, "b": PLAN})

    book.run({"a": FORUM})

    assert documents(book) == {"a"}


def test_what_a_killed_run_staged_is_not_read_again(book: Book) -> None:
    shelf = {"a": FORUM, "b": PLAN}
    book.read({"a": FORUM})
    assert book.events() == ()

    book.run(shelf)

    assert book.staged == ["b"]
    assert documents(book) == {"a", "b"}


def test_what_was_staged_and_has_changed_since_is_read_again(book: Book) -> None:
    book.read({"a": FORUM})
    book.run({"a": PLAN})

    assert [event.title for event in book.events()] == ["White House released its AI Action Plan"]


def test_a_draft_that_is_not_committed_leaves_everything_as_it_was(book: Book) -> None:
    book.run({"a": FORUM})
    before = book.events()
    with book.draft(book.read({"b": PLAN})) as draft:
        assert [event.title for event in draft.events()] != [event.title for event in before]
        assert book.events() == before

    assert book.events() == before
