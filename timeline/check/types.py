"""Holds event types against their own examples, counterexamples and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.events import Extraction, extract_document
from timeline.model import Document, Mention, Origin
from timeline.rulebook import EventType, Rulebook, load_rulebook, read_types, rule_files
from timeline.rulebook.examples import Counterexample, ExpectedMention, MentionExample

__all__ = ["Finding", "check_type", "check_types"]

_SHOWN = 90
"""Characters of an example that a message repeats: enough to find it in its file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise a rule file breaks: the text of the example (or the pattern), what is wrong, and the cure."""

    type: str
    place: str
    problem: str
    cure: str

    def __str__(self) -> str:
        return f"{self.type}: {self.place}\n  {self.problem}\n  cure: {self.cure}"


def check_types(path: Path) -> tuple[Finding, ...]:
    """The broken promises of a rule file, or of a folder of them; RuleError where a file cannot be read."""
    rulebook = load_rulebook(path)
    kinds = [rulebook.of(kind.name) for kind in read_types(rule_files(path))]
    return tuple(finding for kind in kinds for finding in check_type(kind, rulebook))


def check_type(kind: EventType, rulebook: Rulebook) -> Iterator[Finding]:
    """The broken promises of one type: examples hold exactly, counterexamples yield nothing, no pattern is dead."""
    fired: set[str] = set()
    for example in kind.example:
        extraction = _read(example, rulebook)
        fired.update(mention.rule for mention in _events(kind, extraction))
        yield from _against_example(kind, example, extraction)
    for counterexample in kind.counterexample:
        mentions = _read(counterexample, rulebook).mentions
        triggers = [mention.trigger for mention in mentions if mention.category == kind.name]
        if triggers:
            problem = f"finds {triggers}, but must find nothing: {counterexample.why}"
            yield Finding(kind.name, _shown(counterexample.text), problem, "narrow the pattern, or use `without`")
    for gap in kind.unsupported:
        if not list(_against_example(kind, gap, _read(gap, rulebook))):
            problem = "is marked unsupported, but works"
            yield Finding(kind.name, _shown(gap.text), problem, "turn [[unsupported]] into [[example]]")
    for pattern in kind.patterns:
        if pattern.name not in fired:
            problem = "the pattern fires in no example"
            yield Finding(kind.name, f"pattern {pattern.name}", problem, "add an example that needs it, or remove it")


def _shown(text: str) -> str:
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"


def _read(example: MentionExample | Counterexample, rulebook: Rulebook) -> Extraction:
    origin = Origin("text", published=example.published, published_basis="given" if example.published else "none")
    return extract_document(Document(origin, example.text), rulebook)


def _events(kind: EventType, extraction: Extraction) -> list[Mention]:
    """The first mention of each event of the type, in order of the text."""
    first: dict[int, Mention] = {}
    for mention in extraction.mentions:
        if mention.category == kind.name:
            first.setdefault(mention.coreference, mention)
    return list(first.values())


def _against_example(kind: EventType, example: MentionExample, extraction: Extraction) -> Iterator[Finding]:
    place = _shown(example.text)
    found = _events(kind, extraction)
    if len(found) != len(example.yields):
        triggers = [mention.trigger for mention in found]
        problem = f"yields {len(found)} events {triggers}, expected {[event.trigger for event in example.yields]}"
        problem += "".join(
            f"\n  “{lost.trigger}” ({lost.rule}) is none: {lost.reason}"
            for lost in extraction.rejected
            if lost.category == kind.name
        )
        yield Finding(kind.name, place, problem, "mend the pattern or the example; `timeline explain` shows why")
        return
    for mention, expected in zip(found, example.yields, strict=True):
        for name, got, wanted in _differences(mention, expected):
            problem = f"{name} of “{expected.trigger}” is {got!r}, expected {wanted!r}{_reason(name, mention)}"
            yield Finding(kind.name, place, problem, "mend the pattern or the example; `timeline explain` shows why")


def _reason(name: str, mention: Mention) -> str:
    """Why a date or a status is what it is, as far as the mention tells."""
    if name == "date":
        lost = [f"“{rival.text}” {rival.reason}" for rival in mention.rivals]
        return "".join(f"\n  {words}" for words in (mention.date_note, *lost) if words)
    return f"\n  {mention.status_cue}" if name == "status" and mention.status_cue else ""


def _differences(mention: Mention, expected: ExpectedMention) -> Iterator[tuple[str, object, object]]:
    """What an example names and the mention does not have; what an example leaves out is not compared."""
    got: dict[str, object] = {
        "trigger": mention.trigger,
        "status": mention.status.value,
        "date": mention.when.edtf if mention.when else "undated",
        "basis": mention.date_basis.value,
        "announced_on": mention.announced_on,
        "actors": mention.actors,
        "place": mention.place,
        "title": mention.title,
    }
    for name, wanted in expected.model_dump().items():
        if wanted is not None and got[name] != wanted:
            yield name, got[name], wanted
