"""The formats we read: what a file is by its content, and by its suffix where the content leaves that open."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import import_module
from io import BytesIO

from timeline.reading.entries import Entry, Loaded

__all__ = ["FORMATS", "SUFFIXES", "UNREAD", "kind_of", "reader_of", "recognised"]

Reader = Callable[[bytes, Entry], Loaded]

SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".pdf": "pdf",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".docx": "word",
    ".warc": "warc",
    ".gz": "warc",
    ".zip": "zip",
}
"""What a file is by its suffix in lower case."""

FORMATS = {
    "text": "plain text",
    "page": "a web page",
    "pdf": "a PDF",
    "lines": "JSON lines",
    "json": "JSON",
    "csv": "CSV",
    "parquet": "Parquet",
    "feed": "a feed",
    "word": "a Word file",
    "warc": "a web archive (WARC)",
    "zip": "a ZIP file",
}
"""The kinds that are read, in words."""

UNREAD = {
    "office": "an office file that is not read",
    "old office": "an old office file",
    "picture": "a picture",
    "gzip": "a gzip file that holds no web archive",
    "opml": "a list of feeds (OPML)",
    "xml": "XML that is no feed",
}
"""What is told apart and not read."""

_READERS = {
    "text": ("text", "read_text"),
    "page": ("html", "read_html"),
    "pdf": ("pdf", "read_pdf"),
    "lines": ("jsonl", "read_jsonl"),
    "json": ("jsonl", "read_json"),
    "csv": ("tables", "read_csv"),
    "parquet": ("tables", "read_parquet"),
    "feed": ("feeds", "read_feed"),
    "word": ("docx", "read_docx"),
}
# The PDF standard lets readers accept the mark anywhere in the first kilobyte.
_PDF_MARK_WITHIN = 1024
_HEAD = 4096
_OFFICE = (b"xl/workbook.xml", b"ppt/presentation.xml")
_NAME_AT = 30
"""Where the first part of a ZIP file has its name; open formats put their media type there."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")
# Possessive (*+): comments that no markup follows are given back to nobody, else each would double the time.
_BEFORE = rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(
    rb"(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>[]*(?:\[.*?\])?>\s*)*+<(?:rss|feed|rdf:rdf)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_OPML = re.compile(_BEFORE + rb"<opml[\s>]", re.IGNORECASE | re.DOTALL)


def kind_of(data: bytes, suffix: str) -> str:
    """What a file is, in a word of FORMATS or UNREAD: by its content where that tells, else by its suffix.

    >>> kind_of(b"%PDF-1.7", ".html"), kind_of(b"<!doctype html><title>Log in</title>", ".pdf")
    ('pdf', 'page')
    >>> kind_of(b"<p>A piece of a page.", ".html"), kind_of(b"Nine signed.", ".txt")
    ('page', 'text')
    """
    by_suffix = SUFFIXES.get(suffix, "text")
    packed = _packed(data)
    if packed:
        return packed
    if b"%PDF-" in data[:_PDF_MARK_WITHIN] and (by_suffix == "pdf" or data.startswith(b"%PDF-")):
        return "pdf"
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    written = _written(head, data)
    if written:
        return written
    if by_suffix == "page" and head and b"<" not in data and b"\0" not in data:
        return "text"
    if by_suffix == "feed":
        return "feed" if not head else "xml"
    return by_suffix


def recognised(data: bytes) -> str:
    """What a file without a known suffix is, where its content says so; empty where it might be anything."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _packed(data) or ("pdf" if data.startswith(b"%PDF-") else "") or _written(head, data)


def reader_of(kind: str, parse: Reader) -> Reader:
    """The function that reads a kind; its module is loaded here, so that a text file pays for no parser of pages.

    ``parse`` reads the files that lie in an archive, whatever they are.
    """
    if kind in {"zip", "warc"}:
        return _archive_reader(kind, parse)
    module, name = _READERS[kind]
    reader: Reader = getattr(import_module(f"timeline.reading.{module}"), name)
    return reader


def _archive_reader(kind: str, parse: Reader) -> Reader:
    from timeline.reading import archives  # noqa: PLC0415 - as above

    if kind == "zip":
        return lambda data, entry: archives.read_zip(data, entry, parse, SUFFIXES.__contains__)
    return lambda data, entry: archives.read_warc(data, entry, parse)


def _packed(data: bytes) -> str:
    """Files that say what they are in their first bytes."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(b"\x1f\x8b"):
        return "warc" if _starts_with_warc(data) else "gzip"
    if data.startswith(b"WARC/"):
        return "warc"
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "old office"
    return "picture" if data.startswith(_PICTURES) else ""


def _zipped(data: bytes) -> str:
    """A ZIP file, or a format that is one inside, by the names of its parts; a damaged one shows some."""
    import zipfile  # noqa: PLC0415 - only such a file pays for it

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = "\n".join(archive.namelist()).encode("utf-8", "replace")
    except Exception:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        names = data
    if b"word/document.xml" in names:
        return "word"
    office = data.startswith(b"mimetypeapplication/", _NAME_AT) or any(mark in names for mark in _OFFICE)
    return "office" if office else "zip"


def _starts_with_warc(data: bytes) -> bool:
    import zlib  # noqa: PLC0415 - only a gzip file pays for it

    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data[:_HEAD], 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _written(head: bytes, data: bytes) -> str:
    """Files of characters that say what they are in their first words."""
    if _PAGE.match(head):
        return "page"
    if _FEED.match(head):
        return "feed"
    if _OPML.match(head):
        return "opml"
    if head.startswith(b"{") and b"jsonfeed.org/version" in head:
        return "feed"
    return "lines" if head.startswith(b'{"') and _is_lines(data) else ""


def _is_lines(data: bytes) -> bool:
    """Whether the first two lines are JSON objects with a text."""
    lines = [line for line in data[: 64 * _HEAD].lstrip(b"\xef\xbb\xbf").split(b"\n", 3)[:2] if line.strip()]
    try:
        return bool(lines) and all("text" in json.loads(line) for line in lines)
    except (ValueError, TypeError, RecursionError):
        return False
