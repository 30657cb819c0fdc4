"""JSON lines: one document a line, with its text and what is known of it."""

from __future__ import annotations

import json

from timeline.model import Document, Problem, Severity
from timeline.reading.characters import is_whole, whole
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.fields import FIELDS, clean, fill, settle, stated, unknown_fields

__all__ = ["parse_object", "read_jsonl"]

_KEYS = ("text", *(field for field in FIELDS if field != "file"))
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CURE = 'write one JSON object a line, such as {"text": "...", "published": "2025-07-26"}'


def read_jsonl(data: bytes, entry: Entry) -> Loaded:
    """Give the documents of a JSON-lines file; a bad line is an error row, and the others go on.

    What a line says of its document goes before what the manifest says of the file.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    names: set[str] = set()
    for number, line in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), start=1):
        if not line.strip():
            continue
        record, reason = parse_object(line)
        if record is None:
            problems.append(_bad_line(entry, number, reason))
            continue
        text = record.pop("text", None)
        fields = clean(record)
        names.update(fields)
        found, wrong = _document(text, fields, entry, number)
        documents.extend(found)
        problems.extend(wrong)
    if not documents and not problems:
        return failed(entry, "the file holds no documents", cure=_CURE)
    unknown = unknown_fields(names, known=_KEYS, document_id=entry.document_id, place=entry.path.name)
    return tuple(documents), (*problems, *unknown)


def parse_object(line: bytes) -> tuple[dict[str, object] | None, str]:
    """Give the JSON object on a line, or None and the reason.

    >>> parse_object(b'{"id": 1}'), parse_object(b"[1]")
    (({'id': 1}, ''), (None, 'not a JSON object'))
    """
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return None, f"not UTF-8: byte 0x{line[error.start]:02x} at position {error.start} cannot be read"
    except json.JSONDecodeError as error:
        return None, f"not JSON: {error.msg} at character {error.pos}"
    except (ValueError, RecursionError):
        # Numbers of thousands of digits and objects nested a thousand deep.
        return None, "not JSON that can be read: too long a number or too deep"
    if not isinstance(value, dict):
        return None, "not a JSON object"
    return value, ""


def _document(text: object, fields: dict[str, str], entry: Entry, number: int) -> Loaded:
    if not isinstance(text, str):
        return (), (_bad_line(entry, number, "no text"),)
    if not text.strip():
        return (), (_bad_line(entry, number, "the text is blank"),)
    place = f"{entry.path.name} line {number}"
    document_id = fields.get("id", f"{entry.document_id}#{number}")
    stated_origin, problems = stated({**fields, "id": document_id}, document_id=document_id, place=place)
    origin = settle(fill(stated_origin, entry.origin), document_id=document_id, fallback=entry.fallback)
    if not is_whole(text):
        damage = "half a character (a lone surrogate) was replaced by U+FFFD"
        cure = "write the text again from its origin"
        problems = (*problems, Problem(document_id, Severity.WARNING, f"{place}, text", damage, cure))
    return (Document(origin, whole(text)),), problems


def _bad_line(entry: Entry, number: int, reason: str) -> Problem:
    return Problem(f"{entry.document_id}#{number}", Severity.ERROR, f"{entry.path.name} line {number}", reason, _CURE)
