"""What documents yield, held in memory and put together: for the commands that need no ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.executor import Work
from timeline.dates import flaws_of
from timeline.events import Extraction, extract_document
from timeline.merge import merge
from timeline.model import Document, Event, Mention, Problem, Severity
from timeline.reading import Entry, Marks, Survey, drop_clashes, drop_duplicates, load, marks_of
from timeline.rulebook import Rulebook, load_rulebook

__all__ = ["EXTRACTION", "Gathered", "Record", "Records", "extracted", "failure", "gather"]


@dataclass(frozen=True, slots=True)
class Record:
    """What one document yields; its text is left behind, so that little crosses from a worker to the run."""

    document: Document
    mentions: tuple[Mention, ...]
    marks: Marks


@dataclass(frozen=True, slots=True)
class Records:
    """What one file yields."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a set of sources yields."""

    events: tuple[Event, ...]
    problems: tuple[Problem, ...]


def extracted(document: Document, rulebook: Rulebook) -> tuple[Extraction, tuple[Problem, ...]]:
    """Extract the events of a document, and tell which of its words contradict the calendar."""
    extraction = extract_document(document, rulebook)
    return extraction, tuple(flaws_of(document.id, extraction.timexes))


def gather(survey: Survey, files: Iterable[Records]) -> Gathered:
    """Put the files together, in the order of the survey, and merge their mentions into events."""
    parts = tuple(files)
    problems = (*survey.problems, *(problem for part in parts for problem in part.problems))
    found = tuple(record for part in parts for record in part.records)
    kept, all_problems = drop_clashes((record.document for record in found), problems, entries=survey.entries)
    places = {id(document) for document in kept}
    apart = [record for record in found if id(record.document) in places]
    again, told = drop_duplicates(record.marks for record in apart)
    mentions = (mention for number, one in enumerate(apart) if number not in again for mention in one.mentions)
    return Gathered(merge(mentions), (*all_problems, *told))


def failure(entry: Entry, problem: str) -> Problem:
    """Give the error row of a file that the program could not cope with."""
    cure = "leave the file out, and report it as a bug of this program"
    return Problem(entry.document_id, Severity.ERROR, entry.name, problem, cure)


def _extract(chunk: Sequence[Entry], types: Path | None) -> tuple[Records, ...]:
    rulebook = load_rulebook(types)
    return tuple(_guarded(entry, rulebook) for entry in chunk)


def _guarded(entry: Entry, rulebook: Rulebook) -> Records:
    try:
        documents, problems = load(entry)
        return _records(documents, problems, rulebook)
    except Exception as error:  # noqa: BLE001 - one document must never cost the others, whatever its text sets off
        what = f"the document could not be processed ({type(error).__name__}: {error})"
        return Records(problems=(failure(entry, what),))


def _records(documents: Iterable[Document], problems: tuple[Problem, ...], rulebook: Rulebook) -> Records:
    records: list[Record] = []
    flaws: list[Problem] = []
    for document in documents:
        extraction, wrong = extracted(document, rulebook)
        records.append(Record(Document(document.origin, ""), extraction.mentions, marks_of(document)))
        flaws.extend(wrong)
    return Records(tuple(records), (*problems, *flaws))


def _lost(entry: Entry) -> Records:
    return Records(problems=(failure(entry, "the document ended the process that read it"),))


EXTRACTION = Work(_extract, _lost)
"""Reads files and extracts their events; a file that fails is a problem, and the others go on."""
