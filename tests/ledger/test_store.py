"""The ledger's database: its form, who may use it, and what is said where it cannot be used."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from tests.ledger.books import ARTICLES, DAY, Book, reading
from tests.ledger.conftest import Server
from timeline.errors import ConfigurationError
from timeline.ledger import Decided, Run, Tally, open_ledger
from timeline.ledger.connecting import open_database
from timeline.ledger.schema import METADATA
from timeline.model import Problem, Severity

REPOSITORY = Path(__file__).parents[2]
SHELF = {"a": ARTICLES["forum"]}
NOBODY = 65_534


def change(place: str, statement: str) -> None:
    database = open_database(place)
    with database.connected() as connection:
        connection.execute(text(statement))
        connection.commit()
    database.engine.dispose()


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write every file: be somebody else for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_name_that_no_encoding_carries_is_kept_with_its_problem(place: str) -> None:
    book = Book(place)
    wrong = Problem("", Severity.WARNING, "caf\udce9.csv", "there is no such column", "remove it")
    decided = Decided(problems=(wrong,))
    for _ in range(2):
        with book.ledger.draft(book.read(SHELF), Run("20250804T060000Z", DAY), decided) as draft:
            told = draft.problems()
            state = draft.state
            draft.commit()
        assert [problem.place for problem in told] == ["caf\ufffd.csv"]
        assert state == 1
    book.close()


def test_the_steps_make_exactly_the_tables_of_the_schema(place: str) -> None:
    Book(place).close()
    database = open_database(place)
    with database.connected() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    database.engine.dispose()


def test_before_the_first_run_a_ledger_knows_nothing_and_a_look_leaves_nothing(place: str) -> None:
    ledger = open_ledger(place)
    with ledger.view() as view:
        assert (view.events(), view.leads(), view.problems(), tuple(view.changes_since(0))) == ((), (), (), ())
        assert (view.forwards(), view.tally(), view.state) == ({}, Tally(), 0)
    assert ledger.taken(()) == {}
    ledger.close()
    assert "://" in place or not Path(place).exists()


def test_preparing_twice_changes_nothing(place: str) -> None:
    book = Book(place)
    book.run(SHELF)
    before = book.events()
    book.ledger.prepare()

    assert book.events() == before
    book.close()


def test_a_ledger_of_a_newer_form_is_refused(place: str) -> None:
    Book(place).close()
    change(place, "UPDATE alembic_version SET version_num = '9999'")
    ledger = open_ledger(place)

    with pytest.raises(ConfigurationError, match="form 9999") as written:
        ledger.prepare()
    with pytest.raises(ConfigurationError, match="form 9999") as read, ledger.view():
        pass

    assert "update the program" in written.value.cure
    assert "update the program" in read.value.cure
    ledger.close()


def test_a_ledger_of_the_first_version_is_refused_and_left_alone(place: str) -> None:
    change(place, "CREATE TABLE ledger (version INTEGER)")
    ledger = open_ledger(place)

    with pytest.raises(ConfigurationError, match=r"before 0\.2") as caught:
        ledger.prepare()
    with pytest.raises(ConfigurationError, match=r"before 0\.2"), ledger.view():
        pass

    assert "move it away" in caught.value.cure
    change(place, "INSERT INTO ledger VALUES (1)")
    ledger.close()


def test_a_database_of_something_else_is_not_written_to(place: str) -> None:
    change(place, "CREATE TABLE event (mine INTEGER)")
    ledger = open_ledger(place)

    with pytest.raises(ConfigurationError, match="cannot be used") as caught:
        ledger.prepare()
    ledger.close()

    assert caught.value.cure
    change(place, "CREATE TABLE run (mine INTEGER)")  # none of our tables was left there


CLAIM = """
import os, signal, sys
from timeline.ledger import open_ledger
with open_ledger(sys.argv[1]).claimed():
    print("claimed", flush=True)
    sys.stdin.read()
"""


def claiming(place: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CLAIM, place]
    return subprocess.Popen(
        command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_second_run_is_told_that_another_is_under_way_and_a_killed_one_lets_go(place: str) -> None:
    ledger = open_ledger(place)
    with claiming(place) as other:
        assert other.stdout
        assert other.stdout.readline() == "claimed\n"
        with pytest.raises(ConfigurationError, match="another run is using the ledger") as caught, ledger.claimed():
            pass
        other.send_signal(signal.SIGKILL)
        other.communicate()
    assert "wait until it has ended" in caught.value.cure

    assert _becomes_free(place)
    ledger.close()


def _becomes_free(place: str) -> bool:
    """A server notices the death of its client in its own time: a claim that waits for it says when."""
    if "://" not in place:
        with open_ledger(place).claimed():
            return True
    database = open_database(place)
    with database.connected() as connection:
        connection.execute(text("SELECT pg_advisory_lock(7469733101)"))
    database.engine.dispose()
    return True


def test_a_claim_ends_with_the_run_even_when_that_fails(place: str) -> None:
    ledger = open_ledger(place)
    with pytest.raises(ValueError, match="broken"), ledger.claimed():
        raise ValueError("broken")

    with claiming(place) as other:
        assert other.stdout
        assert other.stdout.readline() == "claimed\n"
        other.communicate()
    ledger.close()


def test_a_file_that_is_no_database_is_named_with_a_cure(tmp_path: Path) -> None:
    place = tmp_path / "timeline.db"
    place.write_bytes(b"not a database, whatever its name says" * 100)
    ledger = open_ledger(place)

    for use in (ledger.prepare, lambda: ledger.taken(())):
        with pytest.raises(ConfigurationError, match="cannot be used") as caught:
            use()
        assert caught.value.file == str(place)
        assert "--ledger" in caught.value.cure
    ledger.close()


def test_a_missing_folder_is_named_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="folder does not exist") as caught:
        open_ledger(tmp_path / "no" / "timeline.db")

    assert "make the folder" in caught.value.cure


@pytest.mark.parametrize(
    "address",
    [
        "nonsense://somewhere/else",
        "mysql://user:secret@host/name",
        "postgresql+asyncpg://user:secret@host/name",
        "postgresql://user:secret@host:port/name",
        "://",
    ],
)
def test_an_address_that_names_no_usable_database_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_ledger(address)

    assert "postgresql+psycopg://user@host/name" in caught.value.cure
    assert "secret" not in f"{caught.value}"


@pytest.mark.parametrize(
    "address", ["postgresql://user:secret@127.0.0.1:1/name", "postgresql://user@127.0.0.1:1/name?password=secret"]
)
def test_a_server_that_does_not_run_is_named_without_its_password(address: str) -> None:
    ledger = open_ledger(address)

    with pytest.raises(ConfigurationError, match="cannot be used") as caught, ledger.claimed():
        pass

    assert "127.0.0.1:1/name" in caught.value.file
    assert "secret" not in f"{caught.value}"
    assert "--ledger" in caught.value.cure


def test_a_database_that_the_server_does_not_have_is_named(postgres: Server) -> None:
    ledger = open_ledger(postgres.address("nowhere", "postgresql"))

    with pytest.raises(ConfigurationError, match='database "nowhere" does not exist'), ledger.view():
        pass


def test_a_file_that_may_only_be_read_is_named_with_a_cure(tmp_path: Path) -> None:
    place = tmp_path / "timeline.db"
    book = Book(place)
    book.run(SHELF)
    book.close()
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    place.chmod(0o444)
    tmp_path.chmod(0o555)

    with unprivileged():
        ledger = open_ledger(place)
        with pytest.raises(ConfigurationError, match="cannot be written") as caught, ledger.claimed():
            pass
        assert "--ledger" in caught.value.cure
        with pytest.raises(ConfigurationError) as caught:
            ledger.stage([reading("b", ("b", ARTICLES["plan"]))])
        assert str(place) in caught.value.file
        ledger.close()
    tmp_path.chmod(0o755)


def test_a_look_while_a_run_writes_sees_the_last_committed_state(place: str) -> None:
    book = Book(place)
    book.run(SHELF)
    with book.view() as view:
        before = view.state
        with book.draft(book.read(SHELF | {"b": ARTICLES["plan"]})) as draft:
            draft.commit()
        assert view.state == before
    with book.view() as view:
        assert view.state == before + 1
    book.close()


def test_a_file_of_the_ledger_is_plain_sqlite(tmp_path: Path) -> None:
    book = Book(tmp_path / "timeline.db")
    book.run(SHELF)
    book.close()

    connection = sqlite3.connect(tmp_path / "timeline.db")
    assert connection.execute("SELECT title FROM event").fetchall() == [("World AI Conference (Shanghai)",)]
    connection.close()
