"""What a text has told so far, and whether it tells of another time than that of its publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from timeline.dates.meaning import Told
from timeline.model import DateBasis, Extent, Granularity, Sentence, Timex, TimexType, When
from timeline.text import LONGEST_SENTENCE, Analysis

__all__ = ["Memory"]

_ENOUGH_YEARS = 8
"""Fewer years than this make no history."""
_FAR = 2
"""A year this far from publication is another time."""
_MOST = 0.6
"""A text narrates another time when at least this share of its years lies away."""

_BOUND = re.compile(r"\b(?:until|till|since)\b[^,;:]{0,40}\Z", re.IGNORECASE)
"""Dates told with these words bound what is told, and are not when it happens."""
_HAVE = re.compile(r"\bha(?:d|s|ve|ving)|['’]ve", re.IGNORECASE)
_BEFORE_CHRIST, _YEAR_DIGITS = "BC", 4
_PART_YEARS = ("P9M", "P6M", "P12M", "P1Y")
"""Who reports "for the nine months" compares with the year before, no longer with a quarter."""
_OF = re.compile(r"\bof\s+(?:the\s+)?\Z", re.IGNORECASE)
_EVENT_REACH = 3
"""A happening is taken up by its noun within so many paragraphs."""
_VAGUE = ("PAST_REF", "FUTURE_REF")
_YEAR = re.compile(r"\W*(?:in\s+|year\s+)?((?:19|20)\d\d)\W*", re.IGNORECASE)
"""All of a heading that is a year."""


class Memory:
    """The dates told so far, as far back as an expression may count from.

    ``narrative`` says whether the text narrates another time; where it is None, its years do.
    """

    def __init__(self, years: Sequence[int], published: date | None, *, narrative: bool | None = None) -> None:
        self.narrative = _is_narrative(years, published) if narrative is None else narrative
        self._last = Told(When.year(years[0]), 0, explicit=True) if self.narrative and years else None
        self._last_explicit: Told | None = None
        self.period: Told | None = None
        self._published = published
        self._event: Told | None = None
        self.antique = 0
        self.section: When | None = None
        self.year_above = 0

    def tell(
        self, timex: Timex, paragraph: int, *, lead: str = "", year_named: bool = False, sentence: int = -1
    ) -> None:
        """Remember a date once it is resolved; lengths and undated words are no place to count from.

        ``year_named`` is whether its words say the year, ``lead`` are the words of the sentence before it:
        "the rule of 7 October" tells of no happening of that day; ``sentence`` is the number of that sentence.
        """
        if timex.value.startswith(_BEFORE_CHRIST):
            self.antique = int(timex.value[len(_BEFORE_CHRIST) :][:_YEAR_DIGITS])
        if timex.value in _PART_YEARS and timex.text.lower().startswith("the ") and self.period:
            self.period = Told(When.year(self.period.when.start.year), paragraph, explicit=False)
        if timex.when is None or timex.type not in (TimexType.DATE, TimexType.TIME):
            return
        told = Told(timex.when, paragraph, timex.basis is DateBasis.EXPLICIT, year_named, sentence, timex.span.end)
        if timex.when.granularity is Granularity.QUARTER and timex.basis is not DateBasis.EVENT_RELATIVE:
            self._report_on(told)
        if self._last and paragraph == self._last.paragraph and _repeats(timex.when, self._last.when):
            return
        self._last = told
        past = (self._published is None or timex.when.end <= self._published) and not _OF.search(lead)
        if past and timex.when.granularity is Granularity.DAY:
            self._event = told
        if told.explicit:
            self._last_explicit = told

    def _report_on(self, told: Told) -> None:
        """The quarter on which a text reports is over; one still to come or to end is an outlook."""
        over = self._published is None or told.when.end < self._published
        if over or self.period is None:
            self.period = told

    def is_aside(self, timex: Timex, sentence: Sentence, analyses: Callable[[Sentence], Analysis]) -> bool:
        """Whether a history tells a date only in passing, so that what follows does not go on from it.

        Such are dates in brackets, ends yet to come ("until 1945"), years looked back upon ("the previous year"),
        vague distances, and what "had happened" in a relative clause.
        """
        if not self.narrative or timex.when is None:
            return False
        place = timex.span.start - sentence.span.start
        lead = sentence.text[max(0, place - LONGEST_SENTENCE) : place]
        if _BOUND.search(lead) or lead.count("(") > lead.count(")") or timex.value in _VAGUE:
            return True
        if timex.basis is DateBasis.EVENT_RELATIVE and timex.when.granularity is Granularity.YEAR:
            return timex.anchor is not None and timex.when.end < timex.anchor
        if not _may_be_perfect(sentence.text):
            return False
        analysis = analyses(sentence)
        clause = analysis.clauses[analysis.clause_at(timex.span.start)]
        return clause.kind == "relative" and clause.verb is not None and clause.verb.perfect

    def open_section(self, found: Sequence[Timex]) -> None:
        """A heading that names years says in which the dates under it lie; one that names none leaves it as it was."""
        years = [timex.when for timex in found if timex.when and timex.when.start.year != timex.when.end.year]
        years += [timex.when for timex in found if timex.when and timex.when.granularity is Granularity.YEAR]
        if years:
            self.section = When(years[0].start, years[0].end, Extent.WITHIN, Granularity.RANGE)

    def open_year(self, heading: str) -> None:
        """A heading that is a year and nothing else dates the lines under it, up to the next heading."""
        found = _YEAR.fullmatch(heading)
        self.year_above = int(found[1]) if found else 0

    def last(self, paragraph: int) -> Told | None:
        """The date told last in this paragraph or the one before; in a narrative, wherever it was."""
        told = self._last
        return told if told and (self.narrative or told.paragraph >= paragraph - 1) else None

    def last_event(self, paragraph: int) -> Told | None:
        """The last day told on which something has happened: "the announcement" may lie some paragraphs back."""
        told = self._event
        return told if told and told.paragraph >= paragraph - _EVENT_REACH else None

    def last_explicit(self, paragraph: int) -> Told | None:
        """The date told last in full, if it stands in this paragraph."""
        told = self._last_explicit
        return told if told and told.paragraph == paragraph else None


@lru_cache(maxsize=1)
def _may_be_perfect(text: str) -> bool:
    """Whether the sentence is worth an analysis: without "had" no verb is in the perfect."""
    return _HAVE.search(text) is not None


def _repeats(when: When, last: When) -> bool:
    """Whether a year only says again in which year the day or month told last lay."""
    return when.granularity is Granularity.YEAR and when != last and when.start <= last.start and last.end <= when.end


def _is_narrative(years: Sequence[int], published: date | None) -> bool:
    """Whether the years that a text names lie in another time than its publication.

    >>> _is_narrative(range(1861, 1870), date(2010, 1, 1)), _is_narrative([2024, 2025], date(2025, 1, 1))
    (True, False)
    """
    if published is None or len(years) < _ENOUGH_YEARS:
        return False
    away = sum(abs(year - published.year) >= _FAR for year in years)
    return away >= _MOST * len(years)
