"""Dated sentences that no event covers: where an event may have been missed, with what kept it from being one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from timeline.events.roles import words_of
from timeline.model import Lead, Mention, Origin, Sentence, Span, Timex
from timeline.rulebook import shipped_words

__all__ = ["foreign_leads", "leads_of"]

Value = TypeVar("Value")

NO_WORD = "no word of an event type"
LONGEST_QUOTE = 600
"""Characters: a sentence is hardly ever longer, and a line of a thousand dates would be quoted a thousand times."""
_FRONT_LINES = 4
"""Byline and page clock stand in the first lines of a text, below its title."""
_PARTED = re.compile(r"\s[|·•]\s")
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = " \t\n:,;|·•–—-()[]."


def leads_of(  # noqa: PLR0913 - all that a document has yielded
    origin: Origin,
    sentences: Sequence[Sentence],
    timexes: Mapping[int, Sequence[Timex]],
    mentions: Sequence[Mention],
    *,
    lost: Iterable[tuple[Span, str]],
    words: Callable[[Sentence], Iterable[str]],
) -> tuple[Lead, ...]:
    """One lead for every date expression with days of its own whose sentence holds no dated event.

    ``lost`` are the places of candidates that were rejected, with the reasons; ``words`` gives the words of a sentence
    that an event type asks for. A date that dates an event of another sentence (a heading, a label) is no lead.
    """
    used = {mention.date_text_span for mention in mentions if mention.date_text_span is not None}
    at_work = _by_sentence(sentences, ((mention.trigger_span, mention) for mention in mentions))
    losers = _by_sentence(sentences, lost)
    leads: list[Lead] = []
    for sentence in sentences:
        own = timexes.get(sentence.index, ())
        told = at_work.get(sentence.index, ())
        if not own or any(mention.when is not None for mention in told):
            continue
        free = [timex for timex in own if timex.when is not None and timex.span not in used]
        if not free or _is_boilerplate(sentence, own):
            continue
        reasons = dict.fromkeys((*_ungoverned(told), *losers.get(sentence.index, ())))
        reason = "; ".join(reasons) or _unfit(words(sentence), own)
        quote = (sentence.text, sentence.span)
        leads.extend(_lead(origin, *quote, timex, reason) for timex in free if not _in_dateline(sentence, timex))
    return tuple(leads)


def foreign_leads(
    origin: Origin, sentences: Sequence[Sentence], timexes: Sequence[Timex], reason: str
) -> tuple[Lead, ...]:
    """One lead for every day of a text whose sentences are not read; the quote is what stands around the day."""
    leads: list[Lead] = []
    for timex in timexes:
        around = [one for one in sentences if one.span.overlaps(timex.span)]
        if timex.when is None or not around:
            continue
        span = Span(around[0].span.start, around[-1].span.end)
        quote = around[0].text if len(around) == 1 else _joined(around)
        leads.append(_lead(origin, quote, span, timex, reason))
    return tuple(leads)


def _joined(sentences: Sequence[Sentence]) -> str:
    """The stretch of text from the first to the last sentence: a full stop behind a number does not end one."""
    text = ""
    for sentence in sentences:
        gap = sentence.span.start - sentences[0].span.start - len(text)
        text += " " * gap + sentence.text
    return text


def _lead(origin: Origin, quote: str, span: Span, timex: Timex, reason: str) -> Lead:
    assert timex.when is not None
    kept = _stretch(quote, span, timex.span)
    words = quote[kept.start - span.start : kept.end - span.start]
    return Lead(origin, words, kept, timex.text, timex.span, timex.when, reason)


def _stretch(quote: str, span: Span, around: Span) -> Span:
    """What a lead quotes: all of a sentence, and of one that is full of dates the words around its own.

    >>> quote = "x " * 1000
    >>> _stretch(quote, Span(10, 2010), Span(1000, 1001))
    Span(start=702, end=1299)
    """
    if len(quote) <= LONGEST_QUOTE:
        return span
    first = max(around.start - span.start - LONGEST_QUOTE // 2, 0)
    last = min(around.end - span.start + LONGEST_QUOTE // 2, len(quote))
    start = quote.find(" ", first, around.start - span.start) + 1 if first else 0
    end = quote.rfind(" ", around.end - span.start, last) if last < len(quote) else last
    return Span(span.start + max(start, first), span.start + (end if end >= 0 else last))


def _unfit(words: Iterable[str], timexes: Iterable[Timex]) -> str:
    """The words of event types that told of none; those of the dates ("May") told of the dates."""
    dated = {word for timex in timexes for word in timex.text.lower().split()}
    known = ", ".join(f"“{word}”" for word in dict.fromkeys(words) if word not in dated)
    return f"no pattern of an event type fits {known}" if known else NO_WORD


def _ungoverned(mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        yield f"the date governs no event: “{mention.trigger}” stays undated, {mention.date_note}"


def _by_sentence(sentences: Sequence[Sentence], placed: Iterable[tuple[Span, Value]]) -> dict[int, list[Value]]:
    """Things by the sentence they stand in; both are gone through once, in their order."""
    found: dict[int, list[Value]] = {}
    position = 0
    for span, value in sorted(placed, key=lambda pair: pair[0]):
        while sentences[position].span.end <= span.start:
            position += 1
        found.setdefault(sentences[position].index, []).append(value)
    return found


def _in_dateline(sentence: Sentence, timex: Timex) -> bool:
    return sentence.dateline is not None and sentence.dateline.covers(timex.span)


def _is_boilerplate(sentence: Sentence, timexes: Sequence[Timex]) -> bool:
    """Whether a line is of the page and not of the news: a copyright notice, a page clock, a byline, a bare date.

    >>> from timeline.dates import find_dates
    >>> from timeline.text import split
    >>> def page(line):
    ...     sentences = split(line)
    ...     return _is_boilerplate(sentences[0], find_dates(line))
    >>> page("© 2024 Harrington Vale LLP."), page("Published: 31 October 2023, 16:45"), page("December 5, 2024")
    (True, True, True)
    >>> page("Published on 31 October 2023, the rule bans sales."), page("The Copyright Office heard him in May 2024.")
    (False, False)
    """
    if _notice().search(sentence.text.lower()):
        return True
    rest = _rest(sentence, timexes)
    lead = rest[0].lower().strip(_EDGES)
    names_only = not any(map(_has_common_word, rest[1:]))
    if lead in words_of("page_clocks") and (names_only or sentence.kind == "heading"):
        return True
    if sentence.kind == "heading" and 0 < sentence.paragraph < _FRONT_LINES:
        return _PARTED.search(sentence.text) is not None or (names_only and not _has_common_word(rest[0]))
    return not any(part.strip(_EDGES) for part in rest)


def _has_common_word(words: str) -> bool:
    """Whether any word is written small, which names and titles are not."""
    return any(word[0].islower() for word in _WORD.findall(words))


def _rest(sentence: Sentence, timexes: Sequence[Timex]) -> list[str]:
    """The words of a sentence before, between and behind its date expressions."""
    parts, start = [], sentence.span.start
    for timex in timexes:
        parts.append((start, timex.span.start))
        start = timex.span.end
    parts.append((start, sentence.span.end))
    offset = sentence.span.start
    return [sentence.text[max(first - offset, 0) : last - offset] for first, last in parts]


@cache
def _notice() -> re.Pattern[str]:
    """Any notice, where a word begins."""
    return re.compile("|".join(rf"(?<!\w){re.escape(words)}" for words in shipped_words().lists["page_notices"]))
