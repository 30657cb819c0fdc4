"""The formats we read: which suffix means which, and whether the content agrees."""

from __future__ import annotations

from collections.abc import Callable

from timeline.reading.entries import Entry, Loaded
from timeline.reading.html import read_html
from timeline.reading.jsonl import read_jsonl
from timeline.reading.pdf import read_pdf
from timeline.reading.text import read_text

__all__ = ["SUFFIXES", "mismatch"]

Reader = Callable[[bytes, Entry], Loaded]

SUFFIXES: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}
"""The function that reads a file, by its suffix in lower case."""

# The PDF standard lets readers accept the mark anywhere in the first kilobyte.
_PDF_MARK_WITHIN = 1024
_PACKED = {b"PK\x03\x04": "a ZIP or office file", b"\x1f\x8b": "a gzip file", b"\xd0\xcf\x11\xe0": "an old office file"}


def mismatch(data: bytes, reader: Reader) -> str:
    """Say what a file is in truth, where that is not what its suffix says; empty where they agree.

    >>> mismatch(b"%PDF-1.7", read_html)
    'a PDF'
    >>> mismatch(b"<!doctype html><title>Log in</title>", read_pdf)
    'no PDF'
    """
    packed = next((kind for mark, kind in _PACKED.items() if data.startswith(mark)), "")
    if packed:
        return packed
    if reader is read_pdf:
        return "" if b"%PDF-" in data[:_PDF_MARK_WITHIN] else "no PDF"
    return "a PDF" if data.startswith(b"%PDF-") else ""
