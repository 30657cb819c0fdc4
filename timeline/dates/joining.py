"""Joins two dates into the range that they bound: "late 2022 to early 2023", "mid-July until the end of August"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.dates import intervals
from timeline.model import DateBasis, Granularity, Rival, Sentence, Span, Timex, TimexType, When

__all__ = ["joined"]

_JOINED = "joined_range"
"""The name under which a derivation shows such a range."""
_TO = re.compile(r"\s*(?:-|‐|‑|–|—)\s*|,?\s+(?:(?:up\s+)?to|until|till|through)\s+(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?\Z", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?\Z", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:postpon|delay|reschedul|mov|shift|push|defer|chang|put|brought|bring|pull|slip|advanc)\w*\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
"""What is moved from one day to another lasts no time between them."""
_LEAD = 90
_MONTHS_A_YEAR = 12
_LONGEST = 366
"""A beginning told without its year lies at most so many days before the end."""


def joined(sentence: Sentence, found: Sequence[Timex]) -> list[Timex]:
    """The dates of a sentence, with each two that bound a range made one; the two are kept as its ends."""
    out: list[Timex] = []
    for timex in found:
        whole = _range(sentence, out[-1], timex) if out else None
        if whole is None:
            out.append(timex)
        else:
            out[-1] = whole
    return out


def _range(sentence: Sentence, first: Timex, last: Timex) -> Timex | None:
    if first.ends or last.ends or first.when is None or last.when is None:
        return None
    if (first.type, last.type) != (TimexType.DATE, TimexType.DATE) or not _bound(sentence, first, last):
        return None
    begin = _in_year_of(first, last) if _lacks_year(first) and not _lacks_year(last) else first
    if begin.when is None or begin.when.start > last.when.start or begin.when.end > last.when.end:
        return None
    approximate = begin.when.approximate or last.when.approximate
    when = intervals.span(begin.when.start, last.when.end, approximate=approximate)
    span = Span(first.span.start, last.span.end)
    return replace(
        begin,
        span=span,
        text=span.shift(-sentence.span.start).of(sentence.text),
        value=f"{when.start}/{when.end}",
        when=when,
        rule=_JOINED,
        rivals=(*first.rivals, *last.rivals, *_parts(first, last)),
        ends=(begin, last),
        note=begin.note or last.note,
        flawed=begin.flawed or last.flawed,
    )


def _parts(first: Timex, last: Timex) -> Iterable[Rival]:
    return (Rival(timex.text, timex.rule, "one end of a range") for timex in (first, last))


def _bound(sentence: Sentence, first: Timex, last: Timex) -> bool:
    """Whether the words between two dates, and before them, make them the ends of one range."""
    start, end = first.span.end - sentence.span.start, last.span.start - sentence.span.start
    lead = sentence.text[max(0, start - len(first.text) - _LEAD) : start - len(first.text)]
    gap = sentence.text[start:end]
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(lead))
    if not _TO.fullmatch(gap):
        return False
    told = bool(_FROM.search(lead)) or not gap[:1].isspace() or _is_part(first.when) or _is_part(last.when)
    return told and not _MOVED.search(lead)


def _is_part(when: When | None) -> bool:
    """A part of a month or year, or a longer unit: no day, which "to" may lead to in other ways."""
    return when is not None and when.granularity in (
        Granularity.RANGE,
        Granularity.MONTH,
        Granularity.QUARTER,
        Granularity.YEAR,
    )


def _lacks_year(timex: Timex) -> bool:
    return (
        timex.anchor is not None and timex.basis in (DateBasis.EXPLICIT, DateBasis.RELATIVE) and timex.value[:1] in "12"
    )


def _in_year_of(first: Timex, last: Timex) -> Timex:
    """A beginning told without its year takes that of the end, or the one before."""
    if first.when is None or last.when is None or first.when.end.year != first.when.start.year:
        return first
    for year in (last.when.end.year, last.when.end.year - 1):
        when = _moved_to(first.when, year)
        if when and when.start <= last.when.start and (last.when.end - when.start).days <= _LONGEST:
            value = f"{year:04d}{first.value[4:]}"
            return replace(first, value=value, when=when, basis=last.basis, anchor=None, anchor_basis="none")
    return first


def _moved_to(when: When, year: int) -> When | None:
    months = _MONTHS_A_YEAR * (year - when.start.year)
    try:
        start, end = (intervals.add_months(day, months) for day in (when.start, when.end))
    except ValueError:
        return None
    if when.end.day != end.day and when.granularity is Granularity.DAY:
        return None
    return replace(when, start=start, end=end)
