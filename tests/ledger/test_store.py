"""The ledger's database: what is committed is known, and a commit happens wholly or not at all."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.ledger.ledger_factories import event, mention
from timeline.errors import ConfigurationError
from timeline.ledger import Known, Run, Settled, open_ledger, settle

AS_OF = date(2025, 8, 4)
RUN = Run("20250804T060000Z", AS_OF, documents=2, events=1)


def settled_from(known: Known, *names: str) -> Settled:
    events = [event(f"e-{name}", mention(f"m-{name}", document=name)) for name in names]
    return settle(events, known, as_of=AS_OF, documents=names)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "timeline.db"


def test_a_ledger_that_was_never_written_knows_nothing_and_leaves_no_file(place: Path) -> None:
    assert open_ledger(place).known() == Known()
    assert not place.exists()


def test_what_is_committed_is_known(place: Path) -> None:
    settled = settled_from(Known(), "a", "b")
    open_ledger(place).commit(settled, RUN)

    known = open_ledger(place).known()

    assert known.runs == 1
    assert known.mentions == {"m-a": "e-a", "m-b": "e-b"}
    assert tuple(known.events[row.id] for row in settled.known_events) == settled.known_events
    assert settled_from(known, "a", "b").nothing_new


def test_a_later_commit_replaces_what_changed(place: Path) -> None:
    ledger = open_ledger(place)
    ledger.commit(settled_from(Known(), "a"), RUN)
    ledger.commit(settle((), ledger.known(), as_of=AS_OF, documents={"a"}), RUN)

    assert ledger.known().events["e-a"].withdrawn


def test_of_two_runs_from_the_same_state_only_one_is_committed(place: Path) -> None:
    ledger = open_ledger(place)
    one, other = settled_from(ledger.known(), "a"), settled_from(ledger.known(), "b")
    ledger.commit(one, RUN)

    with pytest.raises(ConfigurationError, match="another run wrote") as caught:
        ledger.commit(other, RUN)

    assert caught.value.file == str(place)
    assert set(ledger.known().events) == {"e-a"}


CRASH = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine

@event.listens_for(Engine, "before_cursor_execute")
def kill(connection, cursor, statement, *rest):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(Engine, "commit")
def kill_before_commit(connection):
    if sys.argv[2] == "COMMIT":
        os.kill(os.getpid(), signal.SIGKILL)

sys.path.insert(0, sys.argv[3])
from tests.ledger.test_store import RUN, open_ledger, settled_from
ledger = open_ledger(sys.argv[1])
ledger.commit(settled_from(ledger.known(), "a", "b"), RUN)
"""


@pytest.mark.parametrize("statement", ["INSERT INTO run", "INSERT INTO event", "INSERT INTO mention", "COMMIT"])
def test_a_run_killed_while_it_commits_leaves_the_ledger_as_before(place: Path, statement: str) -> None:
    ledger = open_ledger(place)
    ledger.commit(settled_from(Known(), "a"), RUN)
    before = ledger.known()
    ledger.close()

    here = str(Path(__file__).parents[2])
    killed = subprocess.run([sys.executable, "-c", CRASH, str(place), statement, here], check=False)

    assert killed.returncode == -signal.SIGKILL
    assert open_ledger(place).known() == before


def test_a_file_that_is_no_ledger_is_named_with_a_cure(place: Path) -> None:
    place.write_bytes(b"not a database, whatever its name says" * 100)

    with pytest.raises(ConfigurationError, match="cannot be used") as caught:
        open_ledger(place).known()

    assert caught.value.file == str(place)
    assert caught.value.cure


def test_a_ledger_of_another_version_is_refused(place: Path) -> None:
    open_ledger(place).commit(settled_from(Known(), "a"), RUN)
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE ledger SET version = 99")
    connection.close()

    with pytest.raises(ConfigurationError, match="version 99"):
        open_ledger(place).known()


def test_a_missing_folder_is_named_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="folder does not exist"):
        open_ledger(tmp_path / "no" / "timeline.db")


def test_an_address_that_names_no_database_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="no usable ledger"):
        open_ledger("nonsense://somewhere/else")
