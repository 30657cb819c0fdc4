"""Events as JSON Lines: all that is known of them, and read back as equal values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from pydantic import TypeAdapter, ValidationError

from timeline.errors import SourceError
from timeline.model import Event

__all__ = ["jsonl_bytes", "jsonl_line", "read_jsonl"]

_EVENT = TypeAdapter(Event)
# What some readers take for the end of a line, and what UTF-8 cannot carry; only strings hold either.
_ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def jsonl_bytes(events: Iterable[Event]) -> bytes:
    """The events as UTF-8 JSON Lines, one a line, each with all its mentions and their documents.

    Keys are the fields of ``timeline.model.Event``, days are ISO, what is missing is null. Nothing is lost or added:
    ``read_jsonl`` gives back equal events.
    """
    return b"".join(map(jsonl_line, events))


def jsonl_line(event: Event) -> bytes:
    """The line of one event, with the end of line."""
    line = json.dumps(_EVENT.dump_python(event, mode="json"), ensure_ascii=False)
    return f"{_ESCAPED.sub(_escape, line)}\n".encode()


def read_jsonl(data: bytes) -> tuple[Event, ...]:
    """The events that ``jsonl_bytes`` wrote. SourceError where a line is no event, with its number."""
    return tuple(_event(line, number) for number, line in enumerate(data.split(b"\n"), start=1) if line.strip())


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _event(line: bytes, number: int) -> Event:
    try:
        return _EVENT.validate_python(json.loads(line))
    except (ValueError, ValidationError) as error:
        raise SourceError(
            f"no event: {str(error).splitlines()[0]}",
            place=f"line {number}",
            cure="give a file that `timeline export jsonl` wrote",
        ) from error
