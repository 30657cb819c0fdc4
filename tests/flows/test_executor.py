"""Where chunks are worked on: the same records from each executor, and no document can take the others down."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.executor import in_process, process_pool
from flows.records import Chunk, Records, chunked, extract_files, gather
from tests.flows.commands import article
from timeline.model import Origin, Problem, Severity
from timeline.reading import Entry, survey


def entries(count: int) -> Chunk:
    return tuple(Entry(Path(f"{number}.txt"), str(number), Origin(str(number))) for number in range(count))


def deadly_for_three(chunk: Chunk, _types: Path | None) -> Records:
    """Stand in for a document that brings its process down."""
    if any(entry.document_id == "3" for entry in chunk):
        os._exit(1)
    return Records(problems=tuple(Problem(entry.document_id, Severity.WARNING, "", "seen", "") for entry in chunk))


@pytest.mark.parametrize("count", [1, 7, 20, 63, 159, 160, 161, 799, 800, 801, 10_000, 12_345])
def test_chunks_hold_every_entry_once_in_order_and_are_not_too_many(count: int) -> None:
    chunks = chunked(entries(count))

    assert tuple(entry for chunk in chunks for entry in chunk) == entries(count)
    assert len(chunks) <= 100
    assert len(chunks) >= min(count, 10)


def test_a_document_that_kills_its_process_costs_only_itself() -> None:
    with process_pool(None, workers=1, work=deadly_for_three) as executor:
        found = executor(entries(5))

    told = {problem.document_id: problem.severity for problem in found.problems}
    assert told == {
        "0": Severity.WARNING,
        "1": Severity.WARNING,
        "2": Severity.WARNING,
        "3": Severity.ERROR,
        "4": Severity.WARNING,
    }


def test_processes_find_the_same_as_this_process(tmp_path: Path) -> None:
    for number in range(6):
        article(tmp_path, f"forum-{number}.txt", published=f"2025-07-2{number}")
    found = survey([tmp_path])
    here = in_process(None)

    with process_pool(None, workers=2) as executor:
        there = [executor(chunk) for chunk in chunked(found.entries)]

    assert gather(found, there) == gather(found, [here(chunk) for chunk in chunked(found.entries)])
    assert len(gather(found, there).records) == 6


class Poisoned(type(Path())):  # type: ignore[misc]
    """A file that breaks in a way no reader expects."""

    def read_bytes(self) -> bytes:
        message = "poisoned"
        raise RuntimeError(message)


def test_a_document_that_breaks_the_program_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    good = Entry(article(tmp_path), "good", Origin(""))
    bad = Entry(Poisoned(tmp_path / "bad.txt"), "bad", Origin(""))

    found = extract_files((bad, good), None)

    assert [record.document.id for record in found.records] == ["good"]
    assert [(problem.document_id, problem.severity) for problem in found.problems] == [("bad", Severity.ERROR)]
    assert "poisoned" in found.problems[0].problem


def test_of_two_documents_with_one_id_the_first_counts(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        article(tmp_path, name, "The World AI Forum opened on 26 July 2025.\n", published="2025-07-28")
    manifest = "".join(f'{{"id": "same", "file": "{name}"}}\n' for name in ("a.txt", "b.txt"))
    (tmp_path / "manifest.jsonl").write_text(manifest, encoding="utf-8")
    found = survey([tmp_path])

    gathered = gather(found, [in_process(None)(found.entries)])

    assert len(gathered.records) == 1
    assert [problem.severity for problem in gathered.problems] == [Severity.ERROR]
