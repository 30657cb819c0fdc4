"""One document in, its dated event mentions out, each with its evidence and its derivation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256

from timeline.dates import find_in, find_written
from timeline.events.actors import actors_of, countries_of, place_of
from timeline.events.anchoring import counted_from_host, on_days_of_gathering
from timeline.events.announcing import announced
from timeline.events.candidate import Candidate, told_by
from timeline.events.confidence import confidence_of
from timeline.events.coreference import Found, Group, group_up
from timeline.events.dating import Dated, date_candidate
from timeline.events.detect import candidates
from timeline.events.ends import ends_of
from timeline.events.governing import is_its_name, stands_by
from timeline.events.leads import foreign_leads, leads_of
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
from timeline.events.titles import extended, title_of
from timeline.events.told_ends import with_told_ends
from timeline.events.triggers import lexicon_for, pattern_index, trigger_index
from timeline.model import Document, Lead, Mention, Origin, Sentence, Span, Status, Timex
from timeline.reading.language import is_english
from timeline.rulebook import Act, Nominal, Rulebook, load_rulebook, shipped_words
from timeline.text import Analysis, analyse, sketch_of, split

__all__ = ["Extraction", "Rejected", "extract", "extract_document"]

NO_ANCHOR = "no publication date"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A place that looked like an event and is none, with the reason: what ``explain`` shows of the losers."""

    category: str
    rule: str
    trigger: str
    span: Span
    reason: str


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
        return sum(timex.note == NO_ANCHOR for timex in self.timexes)


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
    index, patterns = trigger_index(rulebook), pattern_index(rulebook)
    performs = performing(sentences)
    found: list[Found] = []
    rejected: list[Rejected] = []
    for sentence in sentences:
        if not index.holds(sentence):
            continue
        near = partial(around, sentence, sentences)
        before = sentence_before(sentence, sentences)
        fitting = patterns.narrowed(sentence, near, before)
        told = list(candidates(analysis_of(sentence), fitting, near, partial(reading, before))) if fitting else ()
        if not told:
            continue
        context = context_of(sentence, by_sentence, sentences, document.published, performs.get(sentence.paragraph, ""))
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
                rejected.append(_rejected(candidate, reason))
            else:
                accepted.extend(_accepted(candidate, dated, context))
        found.extend(_distinct(accepted, rejected))
    groups = _grouped(found, sentences, by_sentence, document.published)
    mentions = tuple(_mentions(document, groups))
    lost = [(one.span, f"“{one.trigger}”: {one.reason}") for one in rejected]
    leads = leads_of(document.origin, sentences, by_sentence, mentions, lost=lost, words=index.words)
    return Extraction(document.origin, mentions, timexes, tuple(rejected), leads)


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
    verdict = judge(candidate, dated.when, context.published, moved=dated.moved)
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


def _rejected(candidate: Candidate, reason: str) -> Rejected:
    return Rejected(candidate.category, candidate.pattern.name, candidate.trigger, candidate.trigger_span, reason)


def _distinct(found: Sequence[Found], rejected: list[Rejected]) -> list[Found]:
    """One candidate for one trigger and one for an act told by its verb and its noun ("announced a pause").

    Of those with the same words the first pattern in file order wins; the others are kept as losers.
    """
    kept: list[Found] = []
    for one in found:
        rival = next((other for other in kept if _overlap(one.candidate, other.candidate)), None)
        if rival is None:
            kept.append(one)
        elif rival.candidate.category != one.candidate.category:
            words = f"the same words are read as {rival.candidate.category}, {rival.candidate.pattern.name}"
            rejected.append(_rejected(one.candidate, words))
    told = [
        one
        for one in kept
        if not any(told_by(one.candidate, other.candidate) or _adds_no_date(one, other) for other in kept)
    ]
    return [_announced(one, told) for one in told]


def _announced(one: Found, beside: Sequence[Found]) -> Found:
    """The taking effect with the day it was made known: "tightened its controls on Monday, effective 1 August"."""
    timex, when = one.dated.timex, one.dated.when
    if timex is None or when is None or one.dated.announced_on or not is_its_name(one.candidate, timex):
        return one
    for other in beside:
        day, act = other.dated.when, other.candidate
        same = act.category == one.candidate.category and act.clause == one.candidate.clause
        if same and isinstance(act.pattern, Act) and day is not None and day.days == 1 and day.start < when.start:
            return replace(one, dated=replace(one.dated, announced_on=day.start))
    return one


def _adds_no_date(noun: Found, act: Found) -> bool:
    """Whether a noun told of only by its date has the very date of an act: "tariffs rise, effective August 1"."""
    pattern, other = noun.candidate.pattern, act.candidate.pattern
    inner = isinstance(pattern, Nominal) and pattern.dated and not isinstance(other, Nominal)
    same = noun.candidate.category == act.candidate.category
    return inner and same and noun.dated.timex is not None and noun.dated.timex == act.dated.timex


def _overlap(one: Candidate, other: Candidate) -> bool:
    if one.announces and other.announces and one.category != other.category:
        return False
    return one.first < other.last and other.first < one.last


def _mentions(document: Document, groups: Sequence[Group]) -> list[Mention]:
    mentions = []
    ordinals: dict[tuple[str, str], int] = {}
    for number, group in enumerate(groups):
        for one in group.found:
            quote = " ".join(one.candidate.analysis.sentence.text.split())
            ordinal = ordinals[quote, one.candidate.category] = ordinals.get((quote, one.candidate.category), -1) + 1
            mention = _mention(document, group, one, number, ordinal)
            confidence = confidence_of(mention, one.candidate.pattern, one.candidate.analysis)
            mentions.append(replace(mention, confidence=confidence))
    return sorted(mentions, key=lambda mention: (mention.trigger_span, mention.category))


def _mention(document: Document, group: Group, one: Found, number: int, ordinal: int) -> Mention:
    candidate = one.candidate
    dated, verdict = group.dated or one.dated, group.verdict or one.verdict
    sentence = candidate.analysis.sentence
    place = place_of(candidate)
    actors = actors_of(candidate)
    about = _about(candidate)
    timex = dated.timex if dated.when is not None else None
    return Mention(
        id=mention_id(document.id, sentence.text, candidate.category, ordinal),
        origin=document.origin,
        coreference=number,
        category=candidate.category,
        rule=candidate.pattern.name,
        status=verdict.status,
        status_cue=verdict.cue,
        title=title_of(candidate, place=place),
        trigger=candidate.trigger,
        trigger_span=candidate.trigger_span,
        quote=sentence.text,
        quote_span=sentence.span,
        when=dated.when,
        date_basis=dated.basis,
        date_text=timex.text if timex else "",
        date_text_span=timex.span if timex else None,
        date_rule=timex.rule if timex else "",
        date_note=dated.note,
        date_derivation=dated.derivation,
        announced_on=dated.announced_on,
        actors=actors,
        countries=_countries(actors, about, place),
        place=place,
        page=document.page_at(candidate.trigger_span.start),
        rivals=one.dated.rivals,
    )


def _about(candidate: Candidate) -> str:
    """The thing an event is about, with what hangs on it ("export controls on China")."""
    if candidate.thing is None:
        return ""
    return extended(candidate.analysis, candidate.thing)


def _countries(actors: Sequence[str], about: str, place: str) -> tuple[str, ...]:
    """Countries of the actors, of what the act is about, and of the place."""
    town = shipped_words().maps["towns"].get(place.lower())
    return tuple(sorted({*countries_of((*actors, about)), *((str(town),) if town else ())}))


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def mention_id(document_id: str, quote: str, category: str, ordinal: int) -> str:
    """The id of a mention: a hash of its document, its quote with white space normalised, its category and ordinal."""
    return _digest("\x1f".join((document_id, " ".join(quote.split()), category, str(ordinal))))
