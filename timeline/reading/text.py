"""Plain text and Markdown: the file's characters, less a byte-order mark and a header."""

from __future__ import annotations

import re

from timeline.model import Document
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.fields import FIELDS, clean, fill, settle, stated, unknown_fields

__all__ = ["read_text", "split_header"]

_KEYS = tuple(field for field in FIELDS if field != "file")
_HEADER_LINE = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|)")
_BLANK_CURE = "remove the file, or give one that has text"
_BYTE_ORDER_MARK = "\ufeff"
_FENCE = "---"


def read_text(data: bytes, entry: Entry) -> Loaded:
    """Give the document of a text file: its text is the file's, character for character.

    A header gives what the manifest leaves open. A file that is not UTF-8, or blank, is an error row.
    """
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return failed(
            entry,
            f"not UTF-8: byte 0x{data[error.start]:02x} cannot be read",
            place=f"{entry.path.name}, byte {error.start}",
            cure="save the file as UTF-8",
        )
    header, text = split_header(content.removeprefix(_BYTE_ORDER_MARK))
    if not text.strip():
        return failed(entry, "the file holds no text", cure=_BLANK_CURE)
    fields = clean(header)
    document_id = entry.origin.id or fields.get("id", entry.document_id)
    own, problems = stated(fields, document_id=document_id, place="header")
    if entry.origin.published is not None:
        problems = ()  # the manifest has already given the day that the header fails to give
    origin = settle(fill(entry.origin, own), document_id=document_id, fallback=entry.fallback)
    unknown = unknown_fields(fields, known=_KEYS, document_id=document_id, place="header")
    return (Document(origin, text),), (*problems, *unknown)


def split_header(text: str) -> tuple[dict[str, str], str]:
    r"""Give the ``key: value`` lines between a first line ``---`` and the next one, and the text behind them.

    Anything else is no header, and the text stays as it is.

    >>> split_header("---\npublished: 2025-07-26\n---\nThe summit opened.")
    ({'published': '2025-07-26'}, 'The summit opened.')
    >>> split_header("---\nThe summit opened.")
    ({}, '---\nThe summit opened.')
    """
    line, position = _line_at(text, 0)
    if line != _FENCE:
        return {}, text
    fields: dict[str, str] = {}
    while position < len(text):
        line, position = _line_at(text, position)
        if line == _FENCE and fields:
            return fields, text[position:]
        match = _HEADER_LINE.fullmatch(line)
        if match is None:
            break
        fields[match[1]] = _unquoted((match[2] or "").strip())
    return {}, text


def _line_at(text: str, start: int) -> tuple[str, int]:
    """Give the line that starts at an offset, without its end, and where the next one starts."""
    end = text.find("\n", start)
    if end < 0:
        return text[start:], len(text)
    return text[start:end].removesuffix("\r"), end + 1


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
