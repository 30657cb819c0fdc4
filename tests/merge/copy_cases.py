"""The cases of copied and independent reports, read from data into mentions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.events import extract_document
from timeline.model import Document, Mention, Origin, Span, Status
from timeline.text import split


@dataclass(frozen=True, slots=True)
class Case:
    """Documents that report one event, and how many of them a person counts as independent.

    ``limit`` says why the count is known to be wrong, where it is.
    """

    name: str
    independent: int
    why: str
    limit: str
    mentions: tuple[Mention, ...]


def cases(file: str) -> tuple[Case, ...]:
    """The cases of a file in this folder; what stands for a passage or is to be changed must occur."""
    data = tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))
    return tuple(_case(case, data["passages"]) for case in data["case"])


def _case(case: dict[str, Any], passages: dict[str, str]) -> Case:
    mentions = []
    for number, document in enumerate(case["document"]):
        text = document["text"].format_map(passages)
        for old, new in document.get("swaps", ()):
            assert old in text, f"{case['name']}: “{old}” is to be changed and does not occur"
            text = text.replace(old, new)
        origin = Origin(f"d{number}", publisher=document.get("publisher", ""), url=document.get("url", ""))
        mentions.append(mention_of(Document(origin, text), document["told"]))
    return Case(case["name"], case["independent"], case["why"], case.get("limit", ""), tuple(mentions))


def mention_of(document: Document, told: str) -> Mention:
    """The mention that a document makes with these words, whatever the rules would find in it."""
    start = document.text.index(told)
    sentence = next(one for one in split(document.text) if one.span.start <= start < one.span.end)
    return Mention(
        id=document.id,
        origin=extract_document(document).origin,
        coreference=0,
        category="agreement",
        rule="",
        status=Status.OCCURRED,
        status_cue="",
        title=told,
        trigger=told,
        trigger_span=Span(start, start + len(told)),
        quote=sentence.text,
        quote_span=sentence.span,
    )
