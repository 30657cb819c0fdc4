"""What stands around an event: the date expressions of its sentence, and those of the label or heading above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.events.occasions import day_of_occasion
from timeline.model import Sentence, Span, Timex, TimexType
from timeline.text.tags import singular

__all__ = ["Around", "Context", "around", "context_of", "expressions_by_sentence", "performing", "sentence_before"]

_FRONT_LINES = 3
"""Title, byline and page clock stand in the first lines of a text; their dates are not those of what follows."""
_BESIDE_DATE = 3
"""Characters a heading may have beside its date: a colon, a dash."""
_BEFORE = 3
"""So many sentences before one still say what it is about."""
_FEW_SENTENCES = 16
"""More than stand near one: title, heading, and those before it."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:[ap]\.?m\.?|[A-Z]{2,4}))?\b(?![:.]\d)", re.IGNORECASE)
"""The hour at the head of an item of a live page."""
_ITEMS_OF_LIVE_PAGE = 3
_RELEASE = re.compile(
    r"\bfor immediate release\b|^(?:press|news|media) release\b|^fact sheet:|/prnewswire/|\(business wire\)"
    r"|\bglobe newswire\b",
    re.IGNORECASE,
)
_TOLD_REACH = 200
"""Sentences before one among which a date still carries over: more than any paragraph of prose has."""
_PART_REACH = 20
"""Sentences among which the second part of a chronicle begins."""
_LABEL_REACH = 12
"""Sentences one label can cover."""


Around = Callable[[], frozenset[str]]
"""Gives the words around a sentence: few patterns ask for them."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a candidate: the expressions of its sentence, those above it, and the one told last."""

    timexes: Sequence[Timex]
    above: Sequence[Timex]
    published: date | None
    told: Timex | None = None
    performs: str = ""
    """Whether its text performs what it tells: ``live`` in an item of a live page, ``release`` in a press release."""
    occasion: Timex | None = None
    """The day of what was said before, where the sentence goes on with its occasion."""


def performing(sentences: Sequence[Sentence]) -> dict[int, str]:
    """The paragraphs whose present tense performs an act: items of a live page, and the text of a press release."""
    first = {sentence.paragraph: sentence for sentence in reversed(sentences)}
    live = {paragraph for paragraph, sentence in first.items() if _CLOCK.match(sentence.text)}
    found = dict.fromkeys(live, "live") if len(live) >= _ITEMS_OF_LIVE_PAGE else {}
    if any(_RELEASE.search(sentence.text) for paragraph, sentence in first.items() if paragraph < _FRONT_LINES):
        return dict.fromkeys(first, "release")
    return found


def context_of(
    sentence: Sentence,
    timexes: Mapping[int, Sequence[Timex]],
    sentences: Sequence[Sentence],
    published: date | None,
    performs: str = "",
) -> Context:
    """The expressions that can date an event of one sentence."""
    own = [timex for timex in timexes.get(sentence.index, ()) if not _in(sentence.dateline, timex)]
    above = []
    if sentence.label is not None:
        for other in sentences[max(0, sentence.index - _LABEL_REACH) : sentence.index + 1]:
            above += [timex for timex in timexes.get(other.index, ()) if _in(sentence.label, timex)]
    if not above and sentence.heading >= 0:
        heading = sentences[sentence.heading]
        above = [timex for timex in timexes.get(heading.index, ()) if _says_when(heading, timex)]
        if heading.paragraph < _FRONT_LINES and not _is_one_of_several(heading, timexes, sentences):
            above = []
    own = [timex for timex in own if not _in(sentence.label, timex)]
    performs = performs or ("release" if sentence.dateline is not None else "")
    told = _told_before(sentence, timexes, sentences, published)
    return Context(own, above, published, told, performs, day_of_occasion(sentence, timexes, sentences, published))


def _told_before(
    sentence: Sentence, timexes: Mapping[int, Sequence[Timex]], sentences: Sequence[Sentence], published: date | None
) -> Timex | None:
    """The date told last before a sentence, in its paragraph or the one before, of what has happened by publication."""
    for other in reversed(sentences[max(0, sentence.index - _TOLD_REACH) : sentence.index]):
        if other.paragraph < sentence.paragraph - 1:
            return None
        for timex in reversed(timexes.get(other.index, ())):
            past = timex.when is not None and (published is None or timex.when.end <= published)
            if past and timex.type is not TimexType.DURATION:
                return timex
    return None


def around(sentence: Sentence, sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words, and their singulars, of the title, of the heading above a sentence and of the three before it."""
    first = max(0, sentence.index - _BEFORE)
    near = [*sentences[first : sentence.index], *sentences[:1]]
    if sentence.heading >= 0:
        near.append(sentences[sentence.heading])
    return _words_together(tuple(other.text for other in near))


@lru_cache(maxsize=1)
def _words_together(texts: tuple[str, ...]) -> frozenset[str]:
    """Taken once for all patterns that ask."""
    return frozenset().union(*map(_words_of, texts))


@lru_cache(maxsize=_FEW_SENTENCES)
def _words_of(text: str) -> frozenset[str]:
    """The words of one sentence: each stands near several others."""
    words = frozenset(map(str.lower, _WORD.findall(text)))
    return words.union(map(singular, words))


def sentence_before(sentence: Sentence, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence right before one, in its paragraph or the one before it; headings and list items stand apart."""
    before = sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.kind != "sentence" or sentence.paragraph - before.paragraph > 1:
        return None
    return before


def _in(span: Span | None, timex: Timex) -> bool:
    return span is not None and span.covers(timex.span)


def _says_when(heading: Sentence, timex: Timex) -> bool:
    """A heading that is a date and little else."""
    return len(heading.text) - len(timex.text) <= _BESIDE_DATE


def _is_one_of_several(
    heading: Sentence, timexes: Mapping[int, Sequence[Timex]], sentences: Sequence[Sentence]
) -> bool:
    """Whether a date at the front heads the first part of a chronicle; else it is that of the byline."""
    behind = sentences[heading.index + 1 : heading.index + 1 + _PART_REACH]
    headings = [other for other in behind if other.kind == "heading"]
    return any(_says_when(other, timex) for other in headings for timex in timexes.get(other.index, ()))


def expressions_by_sentence(sentences: Sequence[Sentence], timexes: Sequence[Timex]) -> dict[int, list[Timex]]:
    """The expressions of each sentence, by the sentence's index."""
    found: dict[int, list[Timex]] = {}
    for index, timex in _located(sentences, timexes):
        found.setdefault(index, []).append(timex)
    return found


def _located(sentences: Sequence[Sentence], timexes: Sequence[Timex]) -> Iterator[tuple[int, Timex]]:
    position = 0
    for timex in timexes:
        while position < len(sentences) and sentences[position].span.end <= timex.span.start:
            position += 1
        if position < len(sentences):
            yield sentences[position].index, timex
