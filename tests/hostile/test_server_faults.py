"""A ledger on a server that crashes, goes away, or gives the run's claim to another: nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.flows.runs import run
from tests.hostile.disturbed import LATER, some, told, with_fault
from tests.ledger.books import ARTICLES
from tests.ledger.conftest import Server
from tests.ledger.test_killed import shelf
from timeline.errors import ConfigurationError
from timeline.ledger import TakenReading, open_ledger

pytestmark = pytest.mark.slow

CHANGED = len(ARTICLES) - 7
"""Files that the later of two runs reads."""
Watch = Callable[[TakenReading], None]


def at(number: int, do: Callable[[], object]) -> Watch:
    """Do something once, when so many files have been read."""
    read: list[TakenReading] = []

    def watch(taken: TakenReading) -> None:
        read.append(taken)
        if len(read) == number:
            do()

    return watch


@contextmanager
def before_statement(words: str, do: Callable[[], object]) -> Iterator[None]:
    """Do something once, right before a statement that begins so reaches the server."""
    done: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: Any) -> None:  # noqa: ANN401 - whatever follows
        if statement.startswith(words) and not done:
            done.append(statement)
            do()

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert done


@contextmanager
def claimed_by_another(ledger: str) -> Iterator[None]:
    """Be another run that has the ledger."""
    other = open_ledger(ledger)
    with other.claimed():
        yield
    other.close()


@pytest.mark.parametrize("how", ["fast", "immediate"])
@pytest.mark.parametrize("seen", some(2, 1, 3))
def test_a_database_server_that_restarts_in_the_middle_of_a_run(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], postgres: Server, seen: int, how: str
) -> None:
    ledger = postgres.new_database()
    shelf(tmp_path, later=False)
    run(tmp_path, ledger=ledger)
    shelf(tmp_path, later=True)
    read: list[object] = []
    restart = at(seen, lambda: postgres.restart(how))

    def watch(taken: TakenReading) -> None:
        read.append(taken)
        restart(taken)

    run(tmp_path, LATER, ledger=ledger, watch=watch)
    assert told(tmp_path) == undisturbed
    assert len(read) == CHANGED


@pytest.mark.parametrize("step", some("INSERT INTO run ", "INSERT INTO document ", "DELETE FROM staged"))
def test_a_server_that_crashes_while_a_run_publishes(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], postgres: Server, step: str
) -> None:
    stack = ExitStack()

    def crash() -> Callable[[], None]:
        stack.enter_context(before_statement(step, lambda: postgres.restart("immediate")))
        return stack.close

    assert "run again: nothing was lost" in with_fault(tmp_path, crash, postgres.new_database())
    assert told(tmp_path) == undisturbed


def test_what_is_staged_survives_a_crash_of_a_server_that_commits_late(tmp_path: Path, postgres: Server) -> None:
    to_read = shelf(tmp_path, later=False)
    summary = run(tmp_path, ledger=postgres.new_database(), watch=at(to_read, lambda: postgres.restart("immediate")))
    assert summary.documents == to_read


def test_a_server_that_is_away_is_told_and_the_next_run_heals(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], postgres: Server
) -> None:
    def away() -> Callable[[], None]:
        postgres.stop()
        return postgres.start

    assert "start the server" in with_fault(tmp_path, away, postgres.new_database())
    assert told(tmp_path) == undisturbed


def test_a_claim_whose_connection_is_lost_is_taken_anew_where_nobody_came_between(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], postgres: Server
) -> None:
    ledger = postgres.new_database()
    shelf(tmp_path, later=False)
    run(tmp_path, ledger=ledger)
    shelf(tmp_path, later=True)
    ended: list[int] = []
    second: list[str] = []

    def another_tries() -> None:
        with pytest.raises(ConfigurationError, match="another run is using the ledger") as caught:
            run(tmp_path / "other", sources=[str(tmp_path / "articles")], ledger=ledger)
        second.append(caught.value.cure)

    lose, retake = at(1, lambda: ended.append(postgres.end_claims())), at(CHANGED, another_tries)

    def watch(taken: TakenReading) -> None:
        lose(taken)
        retake(taken)

    run(tmp_path, LATER, ledger=ledger, watch=watch)
    assert ended == [1]
    assert second
    assert told(tmp_path) == undisturbed


def test_a_run_that_lost_its_claim_publishes_nothing_beside_a_run_that_took_it(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], postgres: Server
) -> None:
    ledger, other = postgres.new_database(), ExitStack()

    def lose() -> None:
        assert postgres.end_claims() == 1
        other.enter_context(claimed_by_another(ledger))

    said = with_fault(tmp_path, lambda: other.close, ledger, watch=at(2, lose))
    assert "another run is using the ledger" in said
    assert told(tmp_path) == undisturbed


@pytest.mark.parametrize("step", some("INSERT INTO run ", "SELECT max(account.number)"))
def test_a_run_that_loses_its_claim_while_it_publishes_commits_nothing(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], postgres: Server, step: str
) -> None:
    ledger, stack = postgres.new_database(), ExitStack()

    def lose() -> None:
        assert postgres.end_claims() == 1
        stack.enter_context(claimed_by_another(ledger))

    def fault() -> Callable[[], None]:
        stack.enter_context(before_statement(step, lose))
        return stack.close

    assert "another run is using the ledger" in with_fault(tmp_path, fault, ledger)
    assert told(tmp_path) == undisturbed


def test_a_run_that_lost_its_claim_does_not_go_on_from_what_another_has_published(
    tmp_path: Path, undisturbed: list[tuple[str, ...]], postgres: Server
) -> None:
    ledger = postgres.new_database()

    def lose() -> None:
        assert postgres.end_claims() == 1
        run(tmp_path / "other", LATER, sources=[str(tmp_path / "articles")], ledger=ledger)

    said = with_fault(tmp_path, lambda: lambda: None, ledger, watch=at(2, lose))
    assert "another run has published meanwhile" in said
    assert told(tmp_path) == told(tmp_path / "other") == undisturbed
