"""What documents yield, chunk by chunk, and all of it put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.dates import flaws_of
from timeline.events import Extraction, extract_document
from timeline.merge import merge
from timeline.model import Document, Event, Lead, Mention, Problem, Severity
from timeline.reading import Entry, Survey, drop_clashes, load
from timeline.rulebook import Rulebook, load_rulebook

__all__ = ["Chunk", "Gathered", "Record", "Records", "chunked", "extract_files", "failure", "gather"]

Chunk = tuple[Entry, ...]

MAX_CHUNKS = 100
MIN_CHUNKS = 20
SMALL_CHUNK = 8


@dataclass(frozen=True, slots=True)
class Record:
    """What one document yields: its mentions, how many dates want for a publication day, and its leads."""

    document: Document
    mentions: tuple[Mention, ...]
    anchorless: int
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """What a chunk of files yields, in the order of its entries."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a set of sources yields, before the ledger has seen it."""

    records: tuple[Record, ...]
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]

    @property
    def leads(self) -> Iterator[Lead]:
        """The dated sentences that no event covers."""
        return (lead for record in self.records for lead in record.leads)


def chunked(entries: Sequence[Entry]) -> tuple[Chunk, ...]:
    """Cut the work into 20 to 100 chunks: enough to share out, few enough that keeping book of them costs little."""
    size = max(-(-len(entries) // MAX_CHUNKS), min(SMALL_CHUNK, -(-len(entries) // MIN_CHUNKS)))
    return tuple(tuple(entries[first : first + size]) for first in range(0, len(entries), max(size, 1)))


def extract_files(chunk: Chunk, types: Path | None) -> Records:
    """Read some files and extract their events; a file that fails is a problem, and the others go on."""
    rulebook = load_rulebook(types)
    records: list[Record] = []
    problems: list[Problem] = []
    for entry in chunk:
        found = _guarded(entry, rulebook)
        records.extend(found.records)
        problems.extend(found.problems)
    return Records(tuple(records), tuple(problems))


def gather(survey: Survey, chunks: Iterable[Records]) -> Gathered:
    """Put the chunks together, in the order of the survey, and merge their mentions into events."""
    parts = tuple(chunks)
    problems = (*survey.problems, *(problem for part in parts for problem in part.problems))
    found = tuple(record for part in parts for record in part.records)
    kept, all_problems = drop_clashes((record.document for record in found), problems, entries=survey.entries)
    places = {id(document) for document in kept}
    records = tuple(record for record in found if id(record.document) in places)
    return Gathered(records, merge(mention for record in records for mention in record.mentions), all_problems)


def failure(entry: Entry, problem: str) -> Records:
    """Give the error row of a file that the program could not cope with."""
    cure = "leave the file out, and report it as a bug of this program"
    return Records(problems=(Problem(entry.document_id, Severity.ERROR, entry.path.name, problem, cure),))


def _guarded(entry: Entry, rulebook: Rulebook) -> Records:
    try:
        documents, problems = load(entry)
        return _extracted(documents, problems, rulebook)
    except Exception as error:  # noqa: BLE001 - one document must never cost the others, whatever its text sets off
        return failure(entry, f"the document could not be processed ({type(error).__name__}: {error})")


def _extracted(documents: Iterable[Document], problems: Sequence[Problem], rulebook: Rulebook) -> Records:
    """Leave the texts behind: what crosses from a worker to the run is small."""
    records: list[Record] = []
    flaws: list[Problem] = []
    for document in documents:
        extraction: Extraction = extract_document(document, rulebook)
        kept = replace(document, text="", pages=())
        records.append(Record(kept, extraction.mentions, extraction.anchorless, extraction.leads))
        flaws.extend(flaws_of(document.id, extraction.timexes))
    return Records(tuple(records), (*problems, *flaws))
