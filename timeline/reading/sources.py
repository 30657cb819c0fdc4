"""From sources (files, folders, manifests) to the list of files to read, with nothing left out unsaid."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress
from pathlib import Path

from timeline.errors import SourceError
from timeline.model import Problem, Severity
from timeline.reading.addresses import plain
from timeline.reading.characters import is_whole, whole
from timeline.reading.entries import NOTHING, Entry, Manner, Source, Survey
from timeline.reading.formats import SUFFIXES, UNREAD, recognised
from timeline.reading.listed import Found, Listed
from timeline.reading.manifest import MANIFESTS, read_manifest

__all__ = ["survey"]

# A path swallows the second slash of an address.
_ADDRESS = re.compile(r"(https?:)/{1,2}", re.IGNORECASE)
_WHOLE = r"\1//"
_HEAD = 65_536
"""Bytes by which a file without a known suffix is told."""
_KNOWN = ", ".join(sorted(SUFFIXES))


class _Tally:
    """What a survey has found so far: ``parts`` are the files of its sources, one after the other."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.parts: list[tuple[Entry, ...] | Found] = []
        self.problems: list[Problem] = []
        self.left_out: Counter[str] = Counter()
        self.sources: list[Source] = []
        self._closed = 0

    def close(self, source: Path, *, lists: bool) -> None:
        """Say whose the finds and problems are that came since the last source was closed."""
        name = whole(os.path.realpath(source))
        self.parts[self._closed :] = [_named(part, name) for part in self.parts[self._closed :]]
        self._closed = len(self.parts)
        self.sources.append(Source(name, lists, tuple(self.problems)))
        self.problems = []

    def is_named(self, document_id: str) -> bool:
        """Whether the id of a file without a manifest can be written; a name that no table could hold is a problem."""
        if is_whole(document_id):
            return True
        name = whole(document_id)
        cure = "rename the file"
        self.problems.append(Problem(name, Severity.ERROR, name, "the file's name is not UTF-8", cure))
        return False

    def add_manifest(self, path: Path, prefix: str = "") -> tuple[Entry, ...]:
        """Take what a manifest lists."""
        listing = read_manifest(path, prefix=prefix, manner=self.manner)
        self.parts.append(tuple(listing.entries))
        self.problems.extend(listing.problems)
        return tuple(listing.entries)


def _named(part: tuple[Entry, ...] | Found, source: str) -> tuple[Entry, ...] | Found:
    return part.of(source) if isinstance(part, Found) else tuple(replace(entry, source=source) for entry in part)


def survey(
    sources: Iterable[str | Path],
    *,
    published: date | None = None,
    fetched: date | None = None,
    columns: Mapping[str, str] | None = None,
    publishers: Mapping[str, str] | None = None,
) -> Survey:
    """List what there is to read in files, folders and manifests, before any of it is read.

    A folder's ``manifest.jsonl`` or ``manifest.csv`` says what is read there; without one, every file of a known
    format is, in the order of their paths. A file that several sources hold is read once. ``published`` is the
    publication day of documents that have none; ``fetched`` the day on which they were saved, after which none can have
    appeared; ``columns`` says which column of a table holds a field ({"text": "Body"}), ``publishers`` under which name
    a site or a publisher is counted ({"w.example": "The Wire"}).

    Raises SourceError for a source that is missing, an address, or no file of a known format, and where nothing
    at all is found.
    """
    named = tuple(sorted((publishers or {}).items()))
    tally = _Tally(Manner(published, fetched, tuple(sorted((columns or {}).items())), named))
    for source in sources:
        _look_at(source, tally)
    entries = Listed(_once(tally))
    if not entries and not any(source.problems for source in tally.sources):
        raise SourceError("no source to read", cure="name a file, a folder or a manifest")
    return Survey(entries, tuple(tally.sources), dict(sorted(tally.left_out.items())))


def _look_at(source: str | Path, tally: _Tally) -> None:
    if _ADDRESS.match(str(source)):
        cure = "give it to `timeline run`, which fetches it, or save the page and give the file"
        raise SourceError("an address is not read here", file=plain(_ADDRESS.sub(_WHOLE, str(source))), cure=cure)
    if str(source) == "-":
        cure = "give it to `timeline mentions -`, `timeline dates -` or `timeline explain -`, or save it to a file"
        raise SourceError("standard input cannot be read again on the next run", file="-", cure=cure)
    path = Path(source)
    if not str(source) or not _exists(path):
        raise SourceError("there is no such file or folder", file=str(source), cure="check the path")
    if path.is_dir():
        _look_into(path, tally)
    elif path.name in MANIFESTS:
        tally.add_manifest(path)
    elif path.is_file() and (path.suffix.lower() in SUFFIXES or _is_recognised(path)):
        if tally.is_named(path.stem):
            tally.parts.append((tally.manner.entry(path, path.stem, NOTHING),))
    else:
        raise SourceError("not a known format", file=str(path), cure=f"give a file that ends in {_KNOWN}")
    tally.close(path, lists=path.is_dir() or path.name in MANIFESTS)


def _is_recognised(path: Path) -> bool:
    """Whether a file without a known suffix says by its content what it is."""
    try:
        with path.open("rb") as file:
            kind = recognised(file.read(_HEAD))
    except OSError:
        return False
    return bool(kind) and kind not in UNREAD


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False  # too long a name, or one with NUL: no file can have it


def _look_into(source: Path, tally: _Tally) -> None:
    """Walk a folder; links to folders are not followed, so that no loop of links can trap a run."""
    before = _found(tally)
    walk = os.walk(source, onerror=lambda error: tally.problems.append(_closed(source, error)))
    found: list[str] = []
    for place, folders, files in walk:
        folder = Path(place)
        name = next((name for name in MANIFESTS if name in files), None)
        if name is not None:
            _by_manifest(source, folder / name, tally)
            folders.clear()
            continue
        folders[:] = sorted(_open_folders(folder, folders, tally))
        inner = folder.relative_to(source)
        found.extend(str(inner / file) for file in files)
    found.sort(key=lambda name: Path(name).parts)
    tally.parts.append(Found(source, tuple(_readable(source, found, tally)), tally.manner))
    if _found(tally) == before:
        there = "; ".join(f"{reason}: {count}" for reason, count in sorted(tally.left_out.items()))
        problem = f"the folder holds nothing to read ({there or 'it is empty'})"
        raise SourceError(problem, file=str(source), cure=f"put files there that end in {_KNOWN}")


def _found(tally: _Tally) -> int:
    return sum(map(len, tally.parts)) + len(tally.problems)


def _readable(source: Path, names: Iterable[str], tally: _Tally) -> Iterator[str]:
    """Of the files of a folder, by their paths in it, those that are read."""
    for name in names:
        reason = _reason_against(source / name)
        if reason:
            tally.left_out[reason] += 1
        elif tally.is_named(str(Path(name).with_suffix(""))):
            yield name


def _open_folders(folder: Path, names: Iterable[str], tally: _Tally) -> Iterator[str]:
    for name in names:
        if name.startswith("."):
            tally.left_out["hidden folders"] += 1
        elif (folder / name).is_symlink():
            tally.left_out["links to folders"] += 1
        else:
            yield name


def _reason_against(path: Path) -> str:
    """Why a file of a folder is not read; empty where it is."""
    if path.name.startswith("."):
        return "hidden files"
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        return f"not a known format ({whole(suffix) or 'no suffix'})"
    try:
        mode = path.stat().st_mode
    except OSError:
        return "broken links"
    return "" if stat.S_ISREG(mode) else "not a regular file"


def _by_manifest(source: Path, manifest: Path, tally: _Tally) -> None:
    inner = manifest.parent.relative_to(source).as_posix()
    entries = tally.add_manifest(manifest, "" if inner == "." else f"{inner}/")
    named = {os.path.realpath(entry.path) for entry in entries}
    for place, folders, files in os.walk(manifest.parent):
        folder = Path(place)
        folders[:] = _open_folders(folder, folders, tally)
        for name in files:
            path = folder / name
            if path == manifest or os.path.realpath(path) in named:
                continue
            hidden = name.startswith(".")
            tally.left_out["hidden files" if hidden else f"not named in {manifest.name}"] += 1


def _closed(source: Path, error: OSError) -> Problem:
    folder = whole(os.path.relpath(error.filename or source, source))
    reason = f"the folder cannot be opened ({type(error).__name__})"
    return Problem(folder, Severity.ERROR, folder, reason, "check who may open it")


def _once(tally: _Tally) -> Iterator[Sequence[Entry]]:
    """Give the files, each once; what a manifest states of a file goes before a mere find of it."""
    named = [[_name(entry) for entry in part] for part in tally.parts]
    stated = {file for names in named for file, stated_id in names if stated_id is not None}
    seen: set[tuple[str, str | None]] = set()
    for part, names in zip(tally.parts, named, strict=True):
        kept = []
        for name in names:
            file, stated_id = name
            again = name in seen or (stated_id is None and file in stated)
            seen.add(name)
            kept.append(not again)
        if not all(kept):
            tally.left_out["named twice"] += kept.count(False)
        yield part.those(kept) if isinstance(part, Found) else tuple(compress(part, kept))


def _name(entry: Entry) -> tuple[str, str | None]:
    """A file by its whole path, and under which id something is stated of it; None where it was merely found."""
    return os.path.realpath(entry.path), None if entry.origin == NOTHING else entry.document_id
