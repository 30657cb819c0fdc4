"""Archives: ZIP files and WARC files, each part read as a file of its own, within limits on what they unpack to."""

from __future__ import annotations

import gzip
import logging
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from typing import Any

from timeline.model import Document, Problem, Severity
from timeline.reading.characters import whole
from timeline.reading.entries import Entry, Loaded, failed

__all__ = ["MOST_BYTES", "oversized", "read_warc", "read_zip"]

# What a damaged file makes the parser say goes to who listens, not to the terminal of who does not.
logging.getLogger("warcio").addHandler(logging.NullHandler())

Parse = Callable[[bytes, Entry], Loaded]

MOST_MEMBERS = 20_000
"""Files of one archive: more than any export of articles, few enough to list in memory."""
MOST_BYTES = 1_000_000_000
"""Bytes that all files of an archive unpack to, with those of the archives in it."""
MOST_MEMBER_BYTES = 200_000_000
"""Bytes that one of them unpacks to."""
MOST_RATIO = 200
"""Times that a file may grow: text packs five to twentyfold, repeated rows a hundredfold, bombs more."""
_RATIO_FROM = 1_000_000
"""Bytes below which a ratio does no harm."""
_ENCRYPTED = 0x1
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_NO_ROOM = "with this archive, the archive around it unpacks to too many bytes"
_CURE = "unpack it yourself, look at what it holds, and give the folder"
_PASSWORD_CURE = "unpack it with its password, and give the folder"  # noqa: S105 - a sentence
_WARC_CURE = "get the file again; what stands before the damage was read"


def read_zip(data: bytes, entry: Entry, parse: Parse, known: Callable[[str], bool]) -> Loaded:
    """Give the documents of a ZIP file's parts, in the order of their names.

    Names are shown and never used as paths. An archive in an archive is read, one in that is not. What is encrypted,
    too large or damaged is an error row each; parts of no known format are counted in one warning.
    """
    too_large = oversized(data)
    if too_large:
        return failed(entry, too_large, cure=_CURE)
    documents: list[Document] = []
    problems: list[Problem] = []
    left: Counter[str] = Counter()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            room = MOST_BYTES - _listed_size(archive)
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                reason = _left(info, known)
                if reason:
                    left[reason] += not info.is_dir()
                    continue
                part = _part(entry, info.filename)
                content, wrong = _unpacked(archive, info, part)
                if content is None:
                    found, more = wrong
                elif (grown := _unpacks_to(content)) > room:
                    found, more = failed(part, _NO_ROOM, cure=_CURE)
                else:
                    room -= grown
                    found, more = _nested(content, part, entry, parse)
                documents.extend(found)
                problems.extend(more)
    except Exception as error:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        return failed(entry, f"the archive is damaged: {type(error).__name__}", cure=_CURE)
    if not documents and not problems:
        return failed(entry, f"the archive holds nothing to read ({_counted(left) or 'it is empty'})", cure=_CURE)
    if +left:
        what = f"not read: {_counted(left)}"
        problems.append(Problem(entry.document_id, Severity.WARNING, entry.name, what, "ignore this, or unpack them"))
    return tuple(documents), tuple(problems)


def oversized(data: bytes) -> str:
    """Why an archive is not unpacked by what its own list says; empty where it may be.

    What it really unpacks to is counted again, since a list can lie.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            count, size = len(archive.infolist()), _listed_size(archive)
    except Exception as error:  # noqa: BLE001 - as above
        return f"the archive is damaged: {type(error).__name__}"
    if count > MOST_MEMBERS:
        return f"the archive holds {count:,} files, more than {MOST_MEMBERS:,}"
    return f"the archive unpacks to {size:,} bytes, more than {MOST_BYTES:,}" if size > MOST_BYTES else ""


def _listed_size(archive: zipfile.ZipFile) -> int:
    return sum(info.file_size for info in archive.infolist())


def _unpacks_to(data: bytes) -> int:
    """Bytes that a part of an archive comes to where it is itself one; what lists or packs nothing adds nothing."""
    if data.startswith(_GZIP):
        return _gunzipped(data)[0]
    if not data.startswith(_ZIP):
        return 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _listed_size(archive)
    except Exception:  # noqa: BLE001 - as above; its own reader says what is wrong with it
        return 0


def _left(info: zipfile.ZipInfo, known: Callable[[str], bool]) -> str:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if info.is_dir():
        return "folders"
    if any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in path.parts):
        return "hidden files"
    suffix = path.suffix.lower()
    return "" if known(suffix) else f"not a known format ({whole(suffix) or 'no suffix'})"


def _counted(left: Counter[str]) -> str:
    return "; ".join(f"{reason}: {count}" for reason, count in sorted(left.items()) if count)


def _part(entry: Entry, name: str) -> Entry:
    shown = whole(name.replace("\\", "/")).replace("\0", "\ufffd")
    member = f"{entry.member} › {shown}" if entry.member else shown
    own = PurePosixPath(shown).with_suffix("").as_posix()
    return replace(entry, document_id=f"{entry.document_id}#{own}", origin=replace(entry.origin, id=""), member=member)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, part: Entry) -> tuple[bytes | None, Loaded]:
    if info.flag_bits & _ENCRYPTED:
        return None, failed(part, "the file is encrypted", cure=_PASSWORD_CURE)
    most = min(MOST_MEMBER_BYTES, max(_RATIO_FROM, MOST_RATIO * info.compress_size))
    try:
        with archive.open(info) as stream:
            content = stream.read(most + 1)
    except Exception as error:  # noqa: BLE001 - as above
        return None, failed(part, f"the file is damaged: {type(error).__name__}", cure=_CURE)
    if len(content) > most:
        return None, failed(part, f"the file unpacks to more than {most:,} bytes", cure=_CURE)
    return content, ((), ())


def _nested(content: bytes, part: Entry, outer: Entry, parse: Parse) -> Loaded:
    if content.startswith(_ZIP) and part.suffix == ".zip" and outer.member:
        return failed(part, "an archive within an archive within an archive is not unpacked", cure=_CURE)
    return parse(content, part)


def read_warc(data: bytes, entry: Entry, parse: Parse) -> Loaded:
    """Give the documents of a WARC file's web pages: id and address are those they were fetched from.

    The day of fetching is no day of publication; it is the last day on which the page can have appeared.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    pages, size = 0, 0
    try:
        for record in _records(data):
            part = _page(record, entry)
            if part is None:
                continue
            pages += 1
            content = record.content_stream().read(MOST_MEMBER_BYTES + 1)
            size += len(content)
            if len(content) > MOST_MEMBER_BYTES or size > MOST_BYTES:
                problems.extend(failed(part, "the page, or all together, unpack to too many bytes", cure=_CURE)[1])
                break
            found, more = parse(content, part)
            documents.extend(found)
            problems.extend(more)
    except Exception as error:  # noqa: BLE001 - as above
        what = f"the archive is damaged: {type(error).__name__}"
        problems.append(Problem(entry.document_id, Severity.ERROR, entry.name, what, _WARC_CURE))
    if data.startswith(_GZIP) and _gunzipped(data)[1]:
        what = "the archive breaks off: pages may be missing"
        problems.append(Problem(entry.document_id, Severity.ERROR, entry.name, what, _WARC_CURE))
    if not pages and not problems:
        return failed(entry, "the archive holds no web pages", cure="give one that was made of pages")
    return tuple(documents), tuple(problems)


def _records(data: bytes) -> Iterator[Any]:
    """The records of a WARC file; what its parser tells the terminal, with words of the file in it, goes nowhere."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only a run that reads WARC pays for it

    records = ArchiveIterator(BytesIO(data))
    while True:
        with redirect_stderr(StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _gunzipped(data: bytes) -> tuple[int, bool]:
    """How many bytes gzip unpacks to, counted up to the most; and whether it breaks off, which WARC's reader hides."""
    size = 0
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            while size <= MOST_BYTES and (piece := stream.read(_RATIO_FROM)):
                size += len(piece)
    except (EOFError, OSError, zlib.error):
        return size, True
    return size, False


def _page(record: Any, entry: Entry) -> Entry | None:  # noqa: ANN401 - warcio is untyped
    """The entry of a page that was fetched; None for requests, pictures, redirections and pages that were not there."""
    if record.rec_type != "response" or record.http_headers is None:
        return None
    if record.http_headers.get_statuscode() != "200":
        return None
    kind, _, parameters = (record.http_headers.get_header("Content-Type") or "").partition(";")
    if kind.strip().lower() not in ("text/html", "application/xhtml+xml", "application/pdf", "text/plain"):
        return None
    address = whole(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    charset = parameters.partition("charset=")[2].strip(" \"'")
    suffix = {"application/pdf": ".pdf", "text/plain": ".txt"}.get(kind.strip().lower(), ".html")
    return replace(
        entry,
        document_id=address or f"{entry.document_id}#{record.rec_headers.get_header('WARC-Record-ID')}",
        origin=replace(entry.origin, id=""),
        fetched=_day(record.rec_headers.get_header("WARC-Date")) or entry.fetched,
        address=address,
        charset=charset,
        member=f"{address}{'' if address.endswith(suffix) else suffix}",
    )


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
