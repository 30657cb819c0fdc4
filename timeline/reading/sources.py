"""From sources (files, folders, manifests) to the list of files to read, with nothing left out unsaid."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from timeline.errors import SourceError
from timeline.model import Problem, Severity
from timeline.reading.addresses import plain
from timeline.reading.characters import is_whole, whole
from timeline.reading.entries import NOTHING, Entry, Manner, Source, Survey
from timeline.reading.formats import SUFFIXES, UNREAD, recognised
from timeline.reading.manifest import MANIFESTS, read_manifest

__all__ = ["survey"]

# A path swallows the second slash of an address.
_ADDRESS = re.compile(r"(https?:)/{1,2}", re.IGNORECASE)
_WHOLE = r"\1//"
_HEAD = 65_536
"""Bytes by which a file without a known suffix is told."""
_KNOWN = ", ".join(sorted(SUFFIXES))


class _Tally:
    """What a survey has found so far."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.left_out: Counter[str] = Counter()
        self.sources: list[Source] = []
        self._closed = 0

    def close(self, source: Path, *, lists: bool) -> None:
        """Say whose the finds and problems are that came since the last source was closed."""
        name = whole(os.path.realpath(source))
        self.entries[self._closed :] = [replace(entry, source=name) for entry in self.entries[self._closed :]]
        self._closed = len(self.entries)
        self.sources.append(Source(name, lists, tuple(self.problems)))
        self.problems = []

    def add_file(self, path: Path, document_id: str) -> None:
        """Take a file without a manifest; a name that no table could hold is a problem."""
        if is_whole(document_id):
            self.entries.append(self.manner.entry(path, document_id, NOTHING))
            return
        name = whole(document_id)
        cure = "rename the file"
        self.problems.append(Problem(name, Severity.ERROR, name, "the file's name is not UTF-8", cure))

    def add_manifest(self, path: Path, prefix: str = "") -> None:
        """Take what a manifest lists."""
        listing = read_manifest(path, prefix=prefix, manner=self.manner)
        self.entries.extend(listing.entries)
        self.problems.extend(listing.problems)


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
    entries = tuple(_once(tally))
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
        tally.add_file(path, path.stem)
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
    before = len(tally.entries) + len(tally.problems)
    walk = os.walk(source, onerror=lambda error: tally.problems.append(_closed(source, error)))
    found: list[Path] = []
    for place, folders, files in walk:
        folder = Path(place)
        name = next((name for name in MANIFESTS if name in files), None)
        if name is not None:
            _by_manifest(source, folder / name, tally)
            folders.clear()
            continue
        folders[:] = sorted(_open_folders(folder, folders, tally))
        found.extend(folder / file for file in files)
    for path in sorted(found, key=lambda path: path.relative_to(source).parts):
        reason = _reason_against(path)
        if reason:
            tally.left_out[reason] += 1
        else:
            tally.add_file(path, path.relative_to(source).with_suffix("").as_posix())
    if len(tally.entries) + len(tally.problems) == before:
        there = "; ".join(f"{reason}: {count}" for reason, count in sorted(tally.left_out.items()))
        problem = f"the folder holds nothing to read ({there or 'it is empty'})"
        raise SourceError(problem, file=str(source), cure=f"put files there that end in {_KNOWN}")


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
    first = len(tally.entries)
    tally.add_manifest(manifest, "" if inner == "." else f"{inner}/")
    named = {os.path.realpath(entry.path) for entry in tally.entries[first:]}
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


def _once(tally: _Tally) -> Iterator[Entry]:
    """Give the entries, each file once; what a manifest states of a file goes before a mere find of it."""
    files = [os.path.realpath(entry.path) for entry in tally.entries]
    stated = {file for file, entry in zip(files, tally.entries, strict=True) if entry.origin != NOTHING}
    seen: set[tuple[str, str]] = set()
    for file, entry in zip(files, tally.entries, strict=True):
        found_only = entry.origin == NOTHING
        key = (file, "" if found_only else entry.document_id)
        if key in seen or (found_only and file in stated):
            tally.left_out["named twice"] += 1
            continue
        seen.add(key)
        yield entry
