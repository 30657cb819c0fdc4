"""Where chunks are worked on: the same records from each executor, and no document can take the others down."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import CancelledError, ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest

from flows.chunks import PORTION, chunked, portions
from flows.executor import Work, in_process, process_pool, suited
from flows.records import EXTRACTION, gather
from tests.flows.commands import article
from tests.flows.runs import workers_of
from timeline.model import Origin, Severity
from timeline.reading import Entry, survey


def entries(count: int) -> tuple[Entry, ...]:
    return tuple(Entry(Path(f"{number}.txt"), str(number), Origin(str(number))) for number in range(count))


def deadly_for_three(chunk: tuple[Entry, ...], _types: Path | None) -> tuple[str, ...]:
    """Stand in for a document that brings its process down."""
    if any(entry.document_id == "3" for entry in chunk):
        os._exit(1)
    return tuple(f"read {entry.document_id}" for entry in chunk)


def process_of(chunk: tuple[Entry, ...], _types: Path | None) -> tuple[str, ...]:
    return tuple(str(os.getpid()) for _ in chunk)


def lost(entry: Entry) -> str:
    return f"lost {entry.document_id}"


@pytest.mark.parametrize("count", [1, 7, 20, 63, 159, 160, 161, 799, 800, 801, 10_000, 23_456])
def test_chunks_hold_every_entry_once_in_order_and_are_not_too_many(count: int) -> None:
    chunks = chunked(entries(count))

    assert tuple(entry for chunk in chunks for entry in chunk) == entries(count)
    assert len(chunks) <= 100
    assert len(chunks) >= min(count, 10)
    cut = [portion for chunk in chunks for portion in portions(chunk)]
    assert tuple(entry for portion in cut for entry in portion) == entries(count)
    assert max(map(len, cut)) <= PORTION


def test_a_document_that_kills_its_process_costs_only_itself() -> None:
    with process_pool(Work(deadly_for_three, lost), None, workers=1) as executor:
        assert executor(entries(5)) == ("read 0", "read 1", "read 2", "lost 3", "read 4")


def in_company(chunk: tuple[Entry, ...], _types: Path | None) -> tuple[int, ...]:
    """Say how many processes work for the run; the first document ends the one that reads it."""
    if any(entry.document_id == "0" for entry in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return (len(workers_of(psutil.Process(os.getppid()))),)


def test_after_a_process_was_ended_no_more_work_than_before() -> None:
    work = Work(in_company, lambda _: 0)
    with process_pool(work, None, workers=2) as executor, ThreadPoolExecutor(16) as hands:
        counted = list(hands.map(executor, [(entry,) for entry in entries(48)]))
    assert len(counted) == 48
    assert max(count for (count,) in counted) <= 5  # two that were ended with it, two in their place, one for suspects


def test_what_was_not_begun_is_dropped_when_the_run_has_ended() -> None:
    with suited(Work(process_of, lost), 1, None) as executor:
        assert executor(entries(1))
    with pytest.raises(CancelledError):
        executor(entries(1))


def left_behind(folder: Path) -> list[Path]:
    return list(folder.glob("timeline-*"))


KILLED = """
import os, signal, sys, tempfile
from tests.flows.test_executor import Work, entries, lost, process_of, process_pool

tempfile.tempdir = sys.argv[1]
with process_pool(Work(process_of, lost), None, workers=1) as executor:
    print(*executor(entries(1)), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_end_with_a_run_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    # The worker holds the other end of this pipe: one that goes on is waited for until the limit, which fails.
    killed = subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=60)

    assert killed.returncode == -signal.SIGKILL
    assert int(killed.stdout) != os.getpid()
    assert not left_behind(tmp_path)


TORN = """
import os, select
from multiprocessing.connection import Connection
from tests.flows.test_executor import Work, entries, lost, process_pool, torn_messages

def whole(connection, message):
    if len(message) > select.PIPE_BUF:
        os._exit(3)
    os.write(connection.fileno(), message)

Connection._send = whole
with process_pool(Work(torn_messages, lost), None, workers=2) as executor:
    print(sum(len(said) for said in executor(entries(2_000))))
"""


def torn_messages(chunk: tuple[Entry, ...], _types: Path | None) -> tuple[str, ...]:
    """Have this process ended, from now on, in the middle of every message that a pipe may not take at once."""

    def torn(connection: Connection, message: bytes) -> None:
        os.write(connection.fileno(), message[: select.PIPE_BUF])
        if len(message) > select.PIPE_BUF:
            os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = torn  # noqa: SLF001 - what all messages of a process go through
    return tuple("read" * 100 for _ in chunk)


def test_nobody_waits_for_the_rest_of_what_an_ended_process_was_writing() -> None:
    # A run that waits for it would wait for ever: the limit is what fails then.
    done = subprocess.run([sys.executable, "-c", TORN], capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stdout, done.stderr) == (0, "800000\n", "")


def test_nothing_handed_over_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with process_pool(Work(deadly_for_three, lost), None, workers=1) as executor:
        executor(entries(3))
        assert [list(folder.iterdir()) for folder in left_behind(tmp_path)] == [[]]
        executor(entries(5))
    assert not left_behind(tmp_path)


def test_processes_find_the_same_as_this_process(tmp_path: Path) -> None:
    for number in range(6):
        article(tmp_path, f"forum-{number}.txt", published=f"2025-07-2{number}")
    found = survey([tmp_path])
    here = in_process(EXTRACTION, None)

    with process_pool(EXTRACTION, None, workers=2) as executor:
        there = [file for chunk in chunked(found.entries) for file in executor(chunk)]

    assert gather(found, there) == gather(found, here(found.entries))
    assert len({mention.origin.id for event in gather(found, there).events for mention in event.mentions}) == 6


class Poisoned(type(Path())):  # type: ignore[misc]
    """A file that breaks in a way no reader expects."""

    def __fspath__(self) -> str:
        message = "poisoned"
        raise RuntimeError(message)


def test_a_document_that_breaks_the_program_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    good = Entry(article(tmp_path), "good", Origin(""))
    bad = Entry(Poisoned(tmp_path / "bad.txt"), "bad", Origin(""))

    lost, kept = in_process(EXTRACTION, None)((bad, good))

    assert [record.document.id for record in kept.records] == ["good"]
    assert [(problem.document_id, problem.severity) for problem in lost.problems] == [("bad", Severity.ERROR)]
    assert "poisoned" in lost.problems[0].problem


def test_of_two_documents_with_one_id_the_first_counts(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        article(tmp_path, name, "The World AI Forum opened on 26 July 2025.\n", published="2025-07-28")
    manifest = "".join(f'{{"id": "same", "file": "{name}"}}\n' for name in ("a.txt", "b.txt"))
    (tmp_path / "manifest.jsonl").write_text(manifest, encoding="utf-8")
    found = survey([tmp_path])

    gathered = gather(found, in_process(EXTRACTION, None)(found.entries))

    assert [len(event.mentions) for event in gathered.events] == [1]
    assert [problem.severity for problem in gathered.problems] == [Severity.ERROR]
