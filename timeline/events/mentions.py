"""Makes the mentions of a document out of what was found in it: ids, titles, actors, countries, place, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from timeline.events.actors import actors_of, countries_of, place_of
from timeline.events.candidate import Candidate
from timeline.events.confidence import confidence_of
from timeline.events.coreference import Found, Group
from timeline.events.titles import extended, title_of
from timeline.model import Document, Mention
from timeline.rulebook import shipped_words

__all__ = ["mentions_of"]


def mentions_of(document: Document, groups: Sequence[Group]) -> list[Mention]:
    """The mentions of the events that were found, by their place in the text; those of one event share its date."""
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


def mention_id(document_id: str, quote: str, category: str, ordinal: int) -> str:
    """The id of a mention: a hash of its document, its quote with white space normalised, its category and ordinal."""
    return _digest("\x1f".join((document_id, " ".join(quote.split()), category, str(ordinal))))


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
