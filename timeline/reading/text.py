"""Plain text and Markdown: the file's characters, less a byte-order mark and a header."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.model import Problem, Severity
from timeline.reading.decoding import decode_text
from timeline.reading.drafts import Draft, finish
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.fields import FIELDS, clean, fill, stated, unknown_fields

__all__ = ["read_text"]

_KEYS = tuple(field for field in FIELDS if field != "file")
_HEADER_LINE = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|)")
_NO_TEXT_CURE = "give the file the suffix of its format, or save its text as UTF-8"
_BLANK_CURE = "remove the file, or give one that has text"
_FENCE = "---"


def read_text(data: bytes, entry: Entry) -> Loaded:
    """Give the document of a text file: its text is the file's, character for character.

    A header gives what the manifest leaves open. A blank file, or one that is no text, is an error row; a character set
    that had to be guessed is a warning.
    """
    content, damage = decode_text(data)
    if damage and (b"\0" in data or not any(map(str.isalnum, content))):
        return failed(entry, "the file is no text: it holds bytes of other kinds", cure=_NO_TEXT_CURE)
    header, text = _split_header(content)
    if not text.strip():
        return failed(entry, "the file holds no text", cure=_BLANK_CURE)
    fields = clean(header)
    document_id = entry.origin.id or fields.get("id", entry.document_id)
    own, problems = stated(fields, document_id=document_id, place="header")
    if entry.origin.published is not None:
        problems = ()  # the manifest has already given the day that the header fails to give
    if damage:
        place = f"{entry.name}, character set"
        problems = (*problems, Problem(document_id, Severity.WARNING, place, damage, "save the file as UTF-8"))
    unknown = unknown_fields(fields, known=_KEYS, document_id=document_id, place="header")
    draft = Draft(text, fill(entry.origin, replace(own, id="")), problems=(*problems, *unknown))
    document, all_problems = finish(draft, entry, document_id)
    return (document,), all_problems


def _split_header(text: str) -> tuple[dict[str, str], str]:
    r"""Give the ``key: value`` lines between a first line ``---`` and the next one, and the text behind them.

    Anything else is no header, and the text stays as it is.

    >>> _split_header("---\npublished: 2025-07-26\n---\nThe summit opened.")
    ({'published': '2025-07-26'}, 'The summit opened.')
    >>> _split_header("---\nThe summit opened.")
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
