"""JSON lines, and a JSON file with a list of records: one document each, with its text and what is known of it."""

from __future__ import annotations

import json

from timeline.model import Problem, Severity
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.records import Record, read_records

__all__ = ["parse_object", "read_json", "read_jsonl"]

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CURE = 'write one JSON object a line, such as {"text": "...", "published": "2025-07-26"}'
_LIST_CURE = 'write a list of objects, such as [{"text": "...", "published": "2025-07-26"}], or a JSON Feed'
_WRAPPED = ("articles", "items", "documents", "results", "records", "data")


def read_jsonl(data: bytes, entry: Entry) -> Loaded:
    """Give the documents of a JSON-lines file; a bad line is an error row, and the others go on."""
    records: list[Record] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), start=1):
        if not line.strip():
            continue
        record, reason = parse_object(line)
        place = f"{entry.name} line {number}"
        if record is None:
            problems.append(Problem(f"{entry.document_id}#{number}", Severity.ERROR, place, reason, _CURE))
        else:
            records.append(Record(number, place, record))
    if not records and not problems:
        return failed(entry, "the file holds no documents", cure=_CURE)
    documents, wrong = read_records(records, entry, _CURE)
    return documents, (*problems, *wrong)


def read_json(data: bytes, entry: Entry) -> Loaded:
    """Give the documents of a JSON file: a list of records, alone or within an object ("articles"), or one record."""
    value, reason = _parsed(data.removeprefix(_BYTE_ORDER_MARK))
    if isinstance(value, dict):
        value = next((value[name] for name in _WRAPPED if isinstance(value.get(name), list)), [value])
    if reason or not isinstance(value, list):
        return failed(entry, reason or "neither a list of records nor a JSON Feed", cure=_LIST_CURE)
    if not value:
        return failed(entry, "the file holds no documents", cure=_LIST_CURE)
    records: list[Record] = []
    problems: list[Problem] = []
    for number, record in enumerate(value, start=1):
        place = f"{entry.name} record {number}"
        if isinstance(record, dict):
            records.append(Record(number, place, record))
        else:
            name = f"{entry.document_id}#{number}"
            problems.append(Problem(name, Severity.ERROR, place, "not a JSON object", _LIST_CURE))
    documents, wrong = read_records(records, entry, _LIST_CURE)
    return documents, (*problems, *wrong)


def parse_object(line: bytes) -> tuple[dict[str, object] | None, str]:
    """Give the JSON object on a line, or None and the reason.

    >>> parse_object(b'{"id": 1}'), parse_object(b"[1]")
    (({'id': 1}, ''), (None, 'not a JSON object'))
    """
    value, reason = _parsed(line)
    if reason:
        return None, reason
    return (value, "") if isinstance(value, dict) else (None, "not a JSON object")


def _parsed(data: bytes) -> tuple[object, str]:
    try:
        return json.loads(data.decode("utf-8")), ""
    except UnicodeDecodeError as error:
        return None, f"not UTF-8: byte 0x{data[error.start]:02x} at position {error.start} cannot be read"
    except json.JSONDecodeError as error:
        return None, f"not JSON: {error.msg} at character {error.pos}"
    except (ValueError, RecursionError):
        # Numbers of thousands of digits and objects nested a thousand deep.
        return None, "not JSON that can be read: too long a number or too deep"
