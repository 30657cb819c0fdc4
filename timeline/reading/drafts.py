"""From what a reader found in a file to a document: its origin, its language and its day, and what to warn of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.dates.full_days import order_of
from timeline.model import Document, Evidence, Origin, Problem, Severity
from timeline.reading.address_day import address_day, name_day
from timeline.reading.characters import is_whole, whole
from timeline.reading.dateline import dateline_days
from timeline.reading.entries import NOTHING, Entry
from timeline.reading.evidence import Verdict, weigh
from timeline.reading.fields import dated, fill, settle
from timeline.reading.language import code_of, is_english, language_of
from timeline.reading.publishers import publisher_of
from timeline.reading.statements import Manner

__all__ = ["Draft", "finish", "manner_of"]

_LANGUAGE_CURE = "give language: en in the manifest if it is English; else have it translated"
_HALVES = "half a character (a lone surrogate) was replaced by U+FFFD"
_HALVES_CURE = "write the text again from its origin"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with what is known of it before its day is settled.

    ``given`` is what a person or a feed states of this very document, in the order of trust already filled; ``own`` is
    what the document says of itself. ``named`` is whether the file holds this one document, so that its name counts.
    """

    text: str
    given: Origin = NOTHING
    own: Origin = NOTHING
    evidence: tuple[Evidence, ...] = ()
    pages: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    named: bool = True
    web: bool = False
    tag: str = ""
    """The language tag that the document declares, with its country."""
    place: str = ""


def finish(draft: Draft, entry: Entry, document_id: str) -> tuple[Document, tuple[Problem, ...]]:
    """Give the document of a draft, and what to warn of: its language, its day, characters that were none."""
    language = draft.given.language or language_of(draft.text, declared=draft.tag or draft.own.language)
    origin = settle(replace(fill(draft.given, draft.own), language=language), document_id=document_id)
    if entry.fetched_alone and draft.named:
        origin = replace(origin, url=origin.url or entry.address)
    origin = replace(origin, publisher=publisher_of(origin, entry.publishers))
    verdict = _verdict(draft, entry, origin)
    origin = replace(origin, published=verdict.day, published_basis=verdict.basis)
    weak = verdict.day is None or verdict.evidence[0].weak
    if weak and entry.fallback is not None:
        origin = dated(replace(origin, published=None), entry.fallback, "given")
        verdict = replace(verdict, doubts=())
    problems = (
        *draft.problems,
        *verdict.problems(origin.id),
        *_language_problem(origin),
        *_half_problem(draft, origin),
    )
    pages = draft.pages
    return Document(origin, whole(draft.text), pages, verdict.evidence), problems


def manner_of(language: str, tag: str, entry: Entry) -> Manner:
    """How a document of a language writes its days."""
    languages = tuple(dict.fromkeys(code for code in (language, code_of(tag)) if code))
    order = order_of(tag if code_of(tag) == language else language)
    return Manner(languages, order, entry.fetched)


def _verdict(draft: Draft, entry: Entry, origin: Origin) -> Verdict:
    manner = manner_of(origin.language, draft.tag, entry)
    given = draft.given
    evidence: list[Evidence] = []
    claimed = given.published_basis not in {"given", "none"}
    if given.published is not None and not claimed:
        place = draft.place or "manifest or header"
        evidence.append(Evidence(given.published_basis, place, given.published.isoformat(), given.published))
    evidence.extend(entry.evidence)
    evidence.extend(draft.evidence)
    if not any(one.basis == "url" for one in evidence) and origin.url and (found := address_day(origin.url)):
        evidence.append(found)
    evidence.extend(dateline_days(draft.text, manner, lines_too=not draft.web))
    if draft.named and (named := name_day(entry.stem)):
        evidence.append(named)
    verdict = weigh(evidence, fetched=entry.fetched, web=draft.web)
    if claimed and given.published is not None and verdict.day != given.published:
        # The manifest was made by this program and then corrected: what stands there now is the user's word.
        words = given.published.isoformat()
        evidence.insert(0, Evidence("given", draft.place or "manifest", words, given.published))
        return weigh(evidence, fetched=entry.fetched, web=draft.web)
    return verdict


def _language_problem(origin: Origin) -> tuple[Problem, ...]:
    if is_english(origin.language):
        return ()
    what = f"the text is not English ({origin.language}): only its written-out dates are read, and no events"
    return (Problem(origin.id, Severity.WARNING, "language", what, _LANGUAGE_CURE),)


def _half_problem(draft: Draft, origin: Origin) -> tuple[Problem, ...]:
    if is_whole(draft.text):
        return ()
    place = f"{draft.place}, text" if draft.place else "text"
    return (Problem(origin.id, Severity.WARNING, place, _HALVES, _HALVES_CURE),)
