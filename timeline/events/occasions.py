"""Finds the day of what was said, for sentences that go on with the occasion: "She was speaking at a meeting"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from timeline.model import Granularity, Sentence, Timex, TimexType, When

__all__ = ["day_of_occasion", "days_told", "names_occasion"]

_OCCASION = re.compile(
    r"\A(?:at|during|in) (?:a|an|the|his|her|their) (?:[\w’'-]+ ){0,4}?"
    r"(?:(?:news|press) conference|(?:press |media )?briefing)\b"
    r"|\Aspeaking (?:at|during|to|after|before|as)\b"
    r"|\b(?:was|were) speaking (?:at|during|as|in|on)\b"
    r"|\b(?:made|gave|delivered) (?:the|his|her|their) (?:remarks|comments|announcement|speech|statement)"
    r" (?:at|during|in|as)\b"
    r"|\b(?:remarks|comments|announcement|statement|pledge|warning|news) (?:came|comes|was made|were made)"
    r" (?:at|during|in|as|on the sidelines of)\b",
    re.IGNORECASE,
)
"""Sentences that say on what occasion was said or done what the sentence before tells."""
_FRESH = 7
"""News tell occasions of so many days before; what is older is history, whose days are told apart."""
_BACK = 2
"""The occasion is named at once, or behind one sentence more."""


def day_of_occasion(
    sentence: Sentence, timexes: Mapping[int, Sequence[Timex]], sentences: Sequence[Sentence], published: date | None
) -> Timex | None:
    """The day of what was said, where the sentence goes on with the occasion ("She was speaking at a meeting").

    It is the only day of the sentence before, or of the one before that where the one between has none; older news
    than a week, and a sentence that names a date of its own, have none.
    """
    if published is None or not _OCCASION.search(sentence.text) or days_told(timexes.get(sentence.index, ())):
        return None
    for other in reversed(sentences[max(0, sentence.index - _BACK) : sentence.index]):
        if other.kind != "sentence" or other.paragraph < sentence.paragraph - 1:
            return None
        told = [timex for timex in timexes.get(other.index, ()) if not _in_dateline(other, timex)]
        days = days_told(told)
        if days:
            return days[0] if len(days) == 1 and _is_fresh_day(days[0].when, published) else None
    return None


def names_occasion(text: str, place: int) -> bool:
    """Whether what stands at this place of a sentence is the occasion, and not what was said there.

    >>> text = "At a news conference in Lyon, she said the talks had failed."
    >>> names_occasion(text, text.index("news")), names_occasion(text, text.index("talks"))
    (True, False)
    """
    hit = _OCCASION.search(text)
    return hit is not None and hit.start() <= place and "," not in text[hit.start() : place]


def _is_fresh_day(when: When | None, published: date) -> bool:
    day = when is not None and when.granularity is Granularity.DAY
    return day and when is not None and 0 <= (published - when.start).days <= _FRESH


def days_told(timexes: Sequence[Timex]) -> list[Timex]:
    """The expressions that have a place on the calendar, and are no lengths."""
    return [timex for timex in timexes if timex.type in (TimexType.DATE, TimexType.TIME) and timex.when is not None]


def _in_dateline(sentence: Sentence, timex: Timex) -> bool:
    return sentence.dateline is not None and sentence.dateline.covers(timex.span)
