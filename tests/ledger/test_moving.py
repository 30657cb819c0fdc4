"""A ledger moves to another database with all it knows, or not at all; and a source can be forgotten."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.flows.commands import timeline
from tests.ledger.books import ARTICLES, DAY, SHELF, Book
from tests.ledger.conftest import Server
from timeline.errors import ConfigurationError
from timeline.ledger import Run, Scope, open_ledger
from timeline.reading import Source

NEXT_DAY = date(2025, 8, 5)


def filled(place: str) -> Book:
    book = Book(place)
    book.run({"a": ARTICLES["forum"]})
    book.run({"a": ARTICLES["forum"], "b": ARTICLES["summit"]}, NEXT_DAY)
    return book


def told(place: str) -> tuple[object, ...]:
    with closing(open_ledger(place)) as ledger, ledger.view() as view:
        return (view.events(), view.leads(), tuple(view.changes_since(0)), view.sources(), view.tally(), view.state)


def copied(source: str, target: str) -> dict[str, int]:
    with closing(open_ledger(source)) as old, closing(open_ledger(target)) as new:
        return old.copy_to(new)


def test_a_ledger_goes_to_a_server_and_back_with_all_it_knows(tmp_path: Path, postgres: Server) -> None:
    here, server, back = str(tmp_path / "timeline.db"), postgres.new_database(), str(tmp_path / "back.db")
    filled(here).close()
    before = told(here)

    copied(here, server)
    counts = copied(server, back)

    assert told(server) == told(back) == before
    assert counts["run"] == 2
    book = Book(server)
    assert book.run({"a": ARTICLES["forum"], "b": ARTICLES["summit"]}, NEXT_DAY) == ()
    book.close()


def test_what_is_no_ledger_is_not_copied_and_a_ledger_is_not_written_over(tmp_path: Path) -> None:
    here, there = str(tmp_path / "timeline.db"), str(tmp_path / "there.db")
    filled(here).close()
    filled(there).close()

    with pytest.raises(ConfigurationError, match="there is a ledger here already") as full:
        copied(here, there)
    with pytest.raises(ConfigurationError, match="no ledger here") as missing:
        copied(str(tmp_path / "none.db"), str(tmp_path / "new.db"))

    assert full.value.file == there
    assert missing.value.file == str(tmp_path / "none.db")
    assert {path.name for path in tmp_path.iterdir()}.isdisjoint({"none.db", "new.db", "new.db.lock"})


def test_a_source_that_is_forgotten_takes_its_documents_and_events_along(place: str) -> None:
    book = filled(place)
    events = {event.id for event in book.events()}

    with book.ledger.draft(Scope((), (Source(SHELF, lists=True),)), Run("20250806T060000Z", DAY)) as draft:
        draft.forget(SHELF)
        draft.commit()
        changes = tuple(draft.changes)

    assert {(change.event_id, change.change) for change in changes} == {(event, "withdrawn") for event in events}
    with book.view() as view:
        assert (view.events(), view.sources(), view.tally().documents) == ((), (), 0)
    book.close()


def test_a_copy_can_be_made_while_a_run_is_under_way(tmp_path: Path) -> None:
    here = str(tmp_path / "timeline.db")
    book = filled(here)
    before = told(here)

    with book.ledger.claimed(), book.draft(book.read({"a": ARTICLES["summit"]})) as draft:
        assert draft.changes
        done = timeline(tmp_path, "ledger", "copy", "timeline.db", "backup.db")

    assert done.returncode == 0, done.stderr
    assert told(str(tmp_path / "backup.db")) == before
    book.close()
