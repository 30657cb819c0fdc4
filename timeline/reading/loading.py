"""Reading the documents of a survey, and keeping their ids apart."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from timeline.model import Document, Problem, Severity
from timeline.reading.duplicates import drop_duplicates, marks_of
from timeline.reading.entries import Entry, Loaded, Reading, Survey, failed
from timeline.reading.formats import FORMATS, SUFFIXES, UNREAD, kind_of, reader_of
from timeline.reading.limits import (
    MOST_CHARACTERS,
    MOST_FILE_BYTES,
    NotRegularError,
    TooLargeError,
    bytes_of,
    oversized_document,
)
from timeline.reading.sources import survey

__all__ = ["drop_clashes", "fetch", "load", "parse", "read", "read_survey"]

_UNREAD_CURE = "save it again in a format that can be read, such as PDF, DOCX, HTML or text"
_TOO_LARGE_CURE = "cut it into parts, each a file of its own"
_ALIKE = {("json", "feed"), ("json", "lines"), ("feed", "page")}
"""Kinds that share a suffix: a JSON Feed is JSON, and a page may end in .xml."""


def load(entry: Entry) -> Loaded:
    """Give the documents of one file, and what was wrong with it; never raises for a bad document."""
    data, wrong = fetch(entry)
    return wrong if data is None else parse(data, entry)


def fetch(entry: Entry) -> tuple[bytes | None, Loaded]:
    """Give the bytes of one file; None, and the row that says why, where it cannot be read."""
    try:
        return bytes_of(entry.path), ((), ())
    except TooLargeError:
        problem = f"the file holds more than {MOST_FILE_BYTES:,} bytes"
        return None, failed(entry, problem, cure=_TOO_LARGE_CURE)
    except NotRegularError:
        return None, failed(entry, "it is a pipe, a device or a folder", cure="give a file")
    except (OSError, ValueError) as error:
        problem = f"the file cannot be read ({type(error).__name__})"
        return None, failed(entry, problem, cure="check that it is there and who may open it")


def parse(data: bytes, entry: Entry) -> Loaded:
    """Give the documents that a file's bytes hold, and what was wrong with them.

    A file is read as what it is, whatever its suffix says; where the two differ, a warning says so.
    """
    kind = kind_of(data, entry.suffix)
    if kind in UNREAD:
        return failed(entry, f"the file is {UNREAD[kind]}", cure=_UNREAD_CURE)
    too_large = oversized_document(kind, len(data))
    if too_large:
        return failed(entry, too_large, cure=_TOO_LARGE_CURE)
    documents, problems = _once(*_within_limits(*reader_of(kind, parse)(data, entry)))
    expected = SUFFIXES.get(entry.suffix)
    if expected in {None, kind} or (expected, kind) in _ALIKE:
        return documents, problems
    what = f"the file is {FORMATS[kind]}, whatever its suffix says, and was read as one"
    cure = "give the file the suffix of its format"
    return documents, (Problem(entry.document_id, Severity.WARNING, entry.name, what, cure), *problems)


def _within_limits(documents: tuple[Document, ...], problems: tuple[Problem, ...]) -> Loaded:
    """Leave out, with an error row each, the documents that are longer than any book."""
    if all(len(document.text) <= MOST_CHARACTERS for document in documents):
        return documents, problems
    kept = tuple(document for document in documents if len(document.text) <= MOST_CHARACTERS)
    long = (document for document in documents if len(document.text) > MOST_CHARACTERS)
    return kept, (*problems, *map(_too_long, long))


def _too_long(document: Document) -> Problem:
    problem = f"the text has {len(document.text):,} characters, more than {MOST_CHARACTERS:,}"
    return Problem(document.id, Severity.ERROR, "text", problem, _TOO_LARGE_CURE)


def _once(documents: tuple[Document, ...], problems: tuple[Problem, ...]) -> Loaded:
    """Leave out what a file holds twice: a page and its AMP version in one archive, a row exported again."""
    again, told = drop_duplicates(map(marks_of, documents)) if len(documents) > 1 else (frozenset(), ())
    kept = tuple(document for number, document in enumerate(documents) if number not in again)
    return kept, (*problems, *told)


def read(
    source: str | Path | Iterable[str | Path],
    *,
    published: date | None = None,
    fetched: date | None = None,
    columns: Mapping[str, str] | None = None,
) -> Reading:
    r"""All documents of a file, folder or manifest, or of several, ordered by id; copies of one document count once.

    ``published`` is the publication day of documents that have none, ``fetched`` the day on which they were saved, and
    ``columns`` says which column of a table holds a field ({"text": "Body"}). Raises SourceError where a source cannot
    be read at all; a single bad document is a row of ``problems``.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "forum.txt").write_text("---\npublished: 2025-07-28\n---\nThe forum opened on Monday.")
    ...     found = read(folder)
    >>> [(document.id, document.published.isoformat(), document.text) for document in found]
    [('forum', '2025-07-28', 'The forum opened on Monday.')]
    >>> found.problems
    ()
    """
    sources = (source,) if isinstance(source, str | Path) else tuple(source)
    return read_survey(survey(sources, published=published, fetched=fetched, columns=columns))


def read_survey(found: Survey) -> Reading:
    """All documents of what was surveyed, ordered by id; copies of one document count once."""
    documents: list[Document] = []
    problems: list[Problem] = list(found.problems)
    for entry in found.entries:
        loaded, wrong = load(entry)
        documents.extend(loaded)
        problems.extend(wrong)
    apart, all_problems = drop_clashes(documents, problems, entries=found.entries)
    again, told = drop_duplicates(map(marks_of, apart))
    kept = [document for number, document in enumerate(apart) if number not in again]
    return Reading(tuple(sorted(kept, key=lambda document: document.id)), (*all_problems, *told), found.left_out)


def drop_clashes(
    documents: Iterable[Document], problems: Iterable[Problem], *, entries: Iterable[Entry] = ()
) -> Loaded:
    """Give the documents with the first of each id, and an error row for every other one of that id.

    For callers that load in chunks: give the documents in the order of the entries. With the entries, the rows name
    the files that clash.
    """
    files: dict[str, list[Path]] = {}
    for entry in entries:
        files.setdefault(entry.document_id, []).append(entry.path)
    kept: dict[str, Document] = {}
    clashes = [
        _clash(document, files.get(document.id, []))
        for document in documents
        if kept.setdefault(document.id, document) is not document
    ]
    return tuple(kept.values()), (*problems, *clashes)


def _clash(document: Document, files: list[Path]) -> Problem:
    names = _names(files)
    place = ", ".join(names) or "id"
    problem = f"another document already has the id {document.id!r}"
    cure = "rename one of the files, or give ids in a manifest" if names else "give each document an id of its own"
    return Problem(document.id, Severity.ERROR, place, problem, cure)


def _names(files: list[Path]) -> list[str]:
    """Paths from the folder that the files share, so that they are the same on every machine."""
    if len(files) < 2:  # noqa: PLR2004 - a clash has two sides
        return []
    shared = os.path.commonpath([os.path.abspath(file.parent) for file in files])  # noqa: PTH100 - of links, too
    return [Path(os.path.relpath(file, shared)).as_posix() for file in files]
