"""One document in, its dated event mentions out, each with its evidence and its derivation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from timeline.dates import find_in, find_written
from timeline.dates.meaning import NOT_PUBLISHED
from timeline.events.anchoring import counted_from_host, on_days_of_gathering
from timeline.events.announcing import announced
from timeline.events.candidate import Candidate
from timeline.events.choosing import Rejected, distinct, rejected_for
from timeline.events.coreference import Found, Group, group_up
from timeline.events.dating import Dated, date_candidate
from timeline.events.detect import candidates
from timeline.events.ends import ends_of
from timeline.events.governing import stands_by
from timeline.events.leads import foreign_leads, leads_of
from timeline.events.mentions import mentions_of
from timeline.events.named_anchors import counted_from_named
from timeline.events.refusing import is_habit, reason_against
from timeline.events.status import judge
from timeline.events.surroundings import (
    Context,
    around,
    context_of,
    expressions_by_sentence,
    performing,
    sentence_before,
)
from timeline.events.told_ends import with_told_ends
from timeline.events.triggers import lexicon_for, pattern_index, trigger_index
from timeline.model import Document, Lead, Mention, Origin, Sentence, Status, Timex
from timeline.reading.language import is_english
from timeline.rulebook import Nominal, Rulebook, load_rulebook
from timeline.text import Analysis, analyse, sketch_of, split

__all__ = ["Extraction", "Rejected", "extract", "extract_document"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document yields; ``anchorless`` counts its expressions that lack a publication day to count from."""

    origin: Origin
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    rejected: tuple[Rejected, ...]
    leads: tuple[Lead, ...] = ()

    @property
    def anchorless(self) -> int:
        """How many date expressions stay undated because the document has no publication day."""
        return sum(timex.note == NOT_PUBLISHED for timex in self.timexes)


def extract(text: str, *, published: date | None = None, rulebook: Rulebook | None = None) -> tuple[Mention, ...]:
    """The event mentions of one text; without ``published`` every relative date is undated, with that reason.

    >>> [mention] = extract("The ministry released an AI action plan on Tuesday.", published=date(2025, 7, 26))
    >>> mention.category, mention.status.value, mention.when.edtf, mention.date_text
    ('blueprint_release', 'occurred', '2025-07-22', 'Tuesday')
    """
    origin = Origin("text", published=published, published_basis="given" if published else "none")
    return extract_document(Document(origin, text), rulebook).mentions


def extract_document(document: Document, rulebook: Rulebook | None = None) -> Extraction:
    """The event mentions of a document, with its date expressions and the candidates that lost.

    The rules speak English: of a text in another language only the days that it writes out are told, as leads.
    """
    rulebook = rulebook or load_rulebook()
    document = replace(document, origin=replace(document.origin, sketch=sketch_of(document.text)))
    if not is_english(document.origin.language):
        return _foreign(document)
    sentences = split(document.text)
    lexicon = lexicon_for(rulebook)
    known: dict[int, Analysis] = {}

    def analysis_of(sentence: Sentence) -> Analysis:
        if sentence.index not in known:
            known[sentence.index] = analyse(sentence, lexicon)
        return known[sentence.index]

    def reading(sentence: Sentence | None) -> Analysis | None:
        return analysis_of(sentence) if sentence is not None else None

    timexes = find_in(sentences, published=document.published, analyses=analysis_of)
    by_sentence = expressions_by_sentence(sentences, timexes)
    patterns, words = pattern_index(rulebook), trigger_index(rulebook).words
    performs = performing(sentences)
    found: list[Found] = []
    rejected: list[Rejected] = []
    for sentence in sentences:
        near = partial(around, sentence, sentences)
        before = sentence_before(sentence, sentences)
        fitting = patterns.narrowed(sentence, near, before)
        told = list(candidates(analysis_of(sentence), fitting, near, partial(reading, before))) if fitting else ()
        if not told:
            continue
        context = context_of(sentence, by_sentence, sentences, document.published, performs.get(sentence.paragraph, ""))
        found.extend(distinct(_judged(told, context, rejected), rejected))
    groups = _grouped(found, sentences, by_sentence, document.published)
    mentions = tuple(mentions_of(document, groups))
    lost = [(one.span, f"“{one.trigger}”: {one.reason}") for one in rejected]
    leads = leads_of(document.origin, sentences, by_sentence, mentions, lost=lost, words=words)
    return Extraction(document.origin, mentions, timexes, tuple(rejected), leads)


def _judged(told: Sequence[Candidate], context: Context, rejected: list[Rejected]) -> list[Found]:
    """What the candidates of a sentence tell of; those that tell of no event are put down with the reason."""
    accepted: list[Found] = []
    for candidate in told:
        dated = counted_from_host(candidate, context) or date_candidate(candidate, context)
        reason = reason_against(
            candidate,
            dated=dated.when is not None,
            habit=is_habit(candidate, context.timexes),
            of_its_own=_is_of_its_own(candidate, dated, context),
        )
        if reason:
            rejected.append(rejected_for(candidate, reason))
        else:
            accepted.extend(_accepted(candidate, dated, context))
    return accepted


def _grouped(
    found: Sequence[Found],
    sentences: Sequence[Sentence],
    by_sentence: Mapping[int, Sequence[Timex]],
    published: date | None,
) -> Sequence[Group]:
    """The events of a document; where one is counted from another, they are put together once more with its date."""
    groups = group_up(found, published)
    with_told_ends(groups, sentences, by_sentence, published)
    anchored = counted_from_named(on_days_of_gathering(found, groups), groups)
    if any(one is not before for one, before in zip(anchored, found, strict=True)):
        groups = group_up(anchored, published)
        with_told_ends(groups, sentences, by_sentence, published)
    return groups


def _accepted(candidate: Candidate, dated: Dated, context: Context) -> Iterator[Found]:
    """What a candidate tells of: the event, the saying of it, the end that is set to it."""
    verdict = judge(candidate, dated.when, context.published, moved=dated.moved, decided=dated.decided)
    said = announced(candidate, dated, context)
    if said is None or said[0].announces:
        threat = said is not None and said[2].status is Status.PROPOSED
        yield Found(candidate, dated, replace(verdict, status=Status.PROPOSED) if threat else verdict)
    if said is not None:
        yield Found(*said)
    if verdict.status is not Status.CANCELLED:
        yield from (Found(*end) for end in ends_of(candidate, context.timexes, context.published))


def _is_of_its_own(candidate: Candidate, dated: Dated, context: Context) -> bool:
    """Whether its date stands in its phrase or right behind it, or is that of its line: for nouns told by a date."""
    asked = isinstance(candidate.pattern, Nominal) and candidate.pattern.dated
    return asked and (stands_by(candidate, dated.timex) or _is_line_of_list(candidate, dated, context))


def _is_line_of_list(candidate: Candidate, dated: Dated, context: Context) -> bool:
    """As in "7 October 2022: first export controls": a noun that is all that a dated line of a list says."""
    thing = candidate.thing
    bare = candidate.verb is None and thing is not None and not thing.preposition
    return bare and dated.timex is not None and dated.timex in context.above


def _foreign(document: Document) -> Extraction:
    """The written-out days of a text that is not English; no event is made of its words."""
    language = document.origin.language
    timexes = find_written(document.text, language)
    leads = foreign_leads(document.origin, split(document.text), timexes, f"the text is not English ({language})")
    return Extraction(document.origin, (), timexes, (), leads)
