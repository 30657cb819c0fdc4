"""Tells one state of the rules from another: what was extracted by other rules has to be extracted again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from timeline.rulebook.event_types import Rulebook
from timeline.rulebook.words import RULES

__all__ = ["rule_set_version"]

_ROOMS = ("model", "rulebook", "text", "dates", "reading", "events")
_READERS = (
    "charset-normalizer",
    "dateparser",
    "feedparser",
    "py3langid",
    "pypdf",
    "python-docx",
    "trafilatura",
    "warcio",
)
"""The packages whose releases decide what a text says, or which day a date is."""


def rule_set_version(rulebook: Rulebook) -> str:
    """Name the state of all that decides what is found in a document: rules, words, and the code that reads them.

    16 hexadecimal digits, the same wherever the same files are installed.
    """
    return sha256(f"{rulebook.version} {_shipped()}".encode()).hexdigest()[:16]


@cache
def _shipped() -> str:
    digest = sha256(" ".join(version(name) for name in _READERS).encode())
    for path in sorted(_files()):
        digest.update(path.relative_to(RULES.parent).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    yield from RULES.rglob("*.toml")
    for room in _ROOMS:
        yield from (RULES.parent / room).rglob("*.py")
