"""A manifest: the list of the documents to read, with what is known of each."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from timeline.cells import neutralise, restore
from timeline.errors import SourceError
from timeline.model import Problem, Severity
from timeline.reading.characters import is_whole
from timeline.reading.entries import Entry, Manner
from timeline.reading.evidence import LADDER
from timeline.reading.fields import FIELDS, NOTES, clean, column_order, stated, unknown_fields
from timeline.reading.jsonl import parse_object
from timeline.reading.limits import bytes_of
from timeline.reading.published import DAY_CURE, read_day

__all__ = ["MANIFESTS", "Listing", "read_manifest"]

MANIFESTS = ("manifest.jsonl", "manifest.csv")
"""The names of a manifest, the first of which rules where a folder has both."""

_LINE_CURE = 'write one JSON object a line with at least "file", such as {"file": "a.txt", "published": "2025-07-26"}'
_CELLS_CURE = "give every row as many cells as the heading has, and quote cells that hold a comma"


_SEPARATORS = ",;\t"
"""The comma, and what spreadsheets write in its place where it stands in numbers."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a manifest lists: the entries in its order, and what is wrong with its lines."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a manifest: its fields, or why it has none."""

    number: int
    fields: Mapping[str, str]
    reason: str = ""
    cure: str = _LINE_CURE


@dataclass(frozen=True, slots=True)
class _Base:
    """What the lines of one manifest have in common; ``prefix`` goes before default ids and problem places."""

    path: Path
    prefix: str
    manner: Manner
    order: str = ""

    def place(self, line: _Line) -> str:
        return f"{self.prefix}{self.path.name} line {line.number}"


def read_manifest(path: Path, *, prefix: str = "", manner: Manner | None = None) -> Listing:
    """Give the entries a manifest lists; a bad line is a problem, and the others go on.

    ``prefix`` is the path from the source to the manifest's folder, with a slash at its end. Raises SourceError where
    the manifest as a whole cannot be read.
    """
    content = _content(path)
    lines = list(_csv_lines(path, content) if path.suffix.lower() == ".csv" else _json_lines(content))
    if not lines:
        raise SourceError("the manifest lists nothing", file=str(path), cure=_LINE_CURE)
    order = column_order(line.fields.get("published") for line in lines)
    base = _Base(path, prefix, manner or Manner(), order)
    entries: list[Entry] = []
    problems: list[Problem] = []
    first_lines: dict[str, int] = {}
    for line in lines:
        entry, wrong = _entry(line, base)
        if entry is not None:
            first = first_lines.setdefault(entry.document_id, line.number)
            if first != line.number:
                wrong, entry = (_same_id(entry, line, first, base),), None
        problems.extend(wrong)
        entries.extend([entry] if entry else [])
    names = {name for line in lines for name in line.fields}
    manifest_name = f"{prefix}{path.name}"
    problems.extend(unknown_fields(names, known=(*FIELDS, *NOTES), document_id=manifest_name, place=manifest_name))
    return Listing(tuple(entries), tuple(problems))


def _content(path: Path) -> str:
    try:
        return bytes_of(path).decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise SourceError(
            f"the manifest cannot be read ({type(error).__name__})", file=str(path), cure="check that you may open it"
        ) from error


def _json_lines(content: str) -> Iterator[_Line]:
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            record, reason = parse_object(line.encode("utf-8", "surrogateescape"))
            yield _Line(number, clean(record or {}), reason)


def _csv_lines(path: Path, content: str) -> Iterator[_Line]:
    if not is_whole(content):
        cure = "save the file as CSV in UTF-8"
        raise SourceError("the manifest is not UTF-8", file=str(path), cure=cure)
    separator = max(_SEPARATORS, key=content.split("\n", 1)[0].count)
    reader = csv.DictReader(
        io.StringIO(content, newline=""), delimiter=separator, strict=True, restkey="\0surplus", restval=""
    )
    try:
        if "file" not in clean(dict.fromkeys(reader.fieldnames or (), "-")):
            cure = "name the columns in the first line: id,file,published,title,url,publisher,language"
            raise SourceError("the manifest has no column “file”", file=str(path), place="line 1", cure=cure)
        for row in reader:
            surplus = row.pop("\0surplus", None)
            reason = "more cells than columns" if surplus else ""
            yield _Line(reader.line_num, clean(_restored(row)), reason, _CELLS_CURE if surplus else _LINE_CURE)
    except csv.Error as error:
        raise SourceError(
            f"the manifest is not CSV: {error}", file=str(path), place=f"line {reader.line_num}", cure=_CELLS_CURE
        ) from error


def _restored(row: Mapping[str, str]) -> dict[str, str]:
    """The cells as they were before a table was made safe for spreadsheets; an apostrophe of the user's own stays."""

    def plain(cell: str) -> str:
        return restore(cell) if neutralise(restore(cell)) == cell else cell

    return {name: plain(value) for name, value in row.items() if name is not None}


def _entry(line: _Line, base: _Base) -> tuple[Entry | None, tuple[Problem, ...]]:
    name = line.fields.get("file", "")
    document_id = line.fields.get("id") or base.prefix + name.removesuffix(PurePosixPath(name).suffix)
    reason, cure = line.reason, line.cure
    if not reason and not name:
        reason = "no file is named"
    if not reason:
        reason, cure = _misnamed(base.path.parent, name)
    if reason:
        unnamed = f"{base.prefix}{base.path.name}"
        return None, (Problem(document_id or unnamed, Severity.ERROR, base.place(line), reason, cure),)
    place = base.place(line)
    origin, problems = stated(line.fields, document_id=document_id, place=place, order=base.order)
    basis = line.fields.get("published_basis", "")
    if origin.published is not None and basis in LADDER:
        origin = replace(origin, published_basis=basis)
    fetched, wrong = _fetched(line, base, document_id)
    columns = _columns(line.fields.get("columns", "")) or base.manner.columns
    entry = base.manner.entry(base.path.parent / name, document_id, origin)
    return replace(entry, fetched=fetched, columns=columns), (*problems, *wrong)


def _fetched(line: _Line, base: _Base, document_id: str) -> tuple[date | None, tuple[Problem, ...]]:
    """The day on which a file was saved: its line's, else the run's."""
    if "fetched" not in line.fields:
        return base.manner.fetched, ()
    day, reason = read_day(line.fields["fetched"], base.order)
    if day is None:
        problem = Problem(document_id, Severity.WARNING, f"{base.place(line)}, fetched", reason, DAY_CURE)
        return base.manner.fetched, (problem,)
    return day, ()


def _columns(words: str) -> tuple[tuple[str, str], ...]:
    """Which column holds which field: "text=Body; published=Date".

    >>> _columns("text=Body; published=Date")
    (('published', 'Date'), ('text', 'Body'))
    """
    pairs = (part.partition("=") for part in words.split(";"))
    return tuple(sorted((field.strip(), column.strip()) for field, sign, column in pairs if sign))


def _misnamed(folder: Path, name: str) -> tuple[str, str]:
    """Why a file cannot be meant, and the cure; empty where it can."""
    if "\0" in name:
        return "the file's name holds a NUL character", "give the name as it is on the disk"
    root = os.path.realpath(folder)
    target = os.path.realpath(os.path.join(root, name))  # noqa: PTH118 - Path.resolve raises on a loop of links
    if os.path.isabs(name) or os.path.commonpath([root, target]) != root:  # noqa: PTH117 - as above
        return f"{name!r} lies outside of the manifest's folder", "copy the file into the folder and name it from there"
    path = folder / name
    try:
        if path.is_file():
            return "", ""
        if path.exists():
            return f"{name!r} is no file", "name a file"
    except OSError as error:
        return f"{name!r} cannot be looked up ({type(error).__name__})", "check the name and who may open it"
    return f"{name!r} is missing", "correct the name, or put the file there"


def _same_id(entry: Entry, line: _Line, first: int, base: _Base) -> Problem:
    reason = f"the id {entry.document_id!r} is already that of line {first}"
    return Problem(entry.document_id, Severity.ERROR, base.place(line), reason, "give each document an id of its own")
