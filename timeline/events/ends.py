"""The end of what is done for a time is an event of its own: "suspended its ban until 10 November"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from timeline.events.candidate import Candidate
from timeline.events.dating import Dated
from timeline.events.status import Verdict
from timeline.model import Status, Timex
from timeline.rulebook import Happening
from timeline.text import Analysis

__all__ = ["UNTIL", "ends_of", "held"]

UNTIL = ("until", "till", "through")
_HELD: Mapping[str, str] = {
    "suspend": "suspension of",
    "pause": "pause in",
    "waive": "waiver of",
    "freeze": "freeze on",
    "stay": "stay of",
    "halt": "halt to",
    "exempt": "exemption of",
    "extend": "",
    "prolong": "",
    "renew": "",
}
"""Verbs that do something for a time, and what it is that ends."""
_HALF_YEAR = 183
"""A day without a year that would lie further off is more likely one that has passed."""
_STATES = ("be", "remain", "stay")


def held(candidate: Candidate) -> str:
    """What ends on the day behind "until", in words before its name ("suspension of"); empty where it has none."""
    verb = candidate.verb
    return _HELD.get(verb.lemma, "suspension of") if verb is not None else ""


def ends_of(
    candidate: Candidate, found: Sequence[Timex], published: date | None
) -> Iterator[tuple[Candidate, Dated, Verdict]]:
    """The end that the candidate's own clause dates, if what it tells is done only for a time."""
    analysis, verb = candidate.analysis, candidate.verb
    if verb is None or verb.negated or verb.modality in ("proposed", "wishing", "purpose") or published is None:
        return
    if isinstance(candidate.pattern, Happening) or candidate.thing is None:
        return
    for timex in found:
        place = analysis.token_at(timex.span.start) - 1
        if timex.when is None or place < 0 or analysis.tokens[place].lower not in UNTIL:
            continue
        if analysis.clause_at(timex.span.start) != candidate.clause or not _is_held(candidate, analysis, place):
            continue
        if (timex.when.start - published).days > _HALF_YEAR and not re.search(r"\d{4}|next", timex.text):
            return
        last = analysis.token_at(timex.span.end - 1) + 1
        status = Status.PLANNED if timex.when.end > published else Status.OCCURRED
        words = f"the end of what is told, “until {timex.text}”"
        dated = Dated(timex.when, timex.basis, timex, timex.note, f"“{timex.text}”, rule {timex.rule}")
        yield replace(candidate, first=place, last=last), dated, Verdict(status, words)
        return


def _is_held(candidate: Candidate, analysis: Analysis, place: int) -> bool:
    verb = candidate.verb
    if verb is None:
        return False
    if verb.lemma in _HELD and candidate.by_verb:
        return True
    subject = analysis.clauses[candidate.clause].subject
    same = subject is not None and candidate.thing is not None and subject.head == candidate.thing.head
    return same and verb.lemma in _STATES and analysis.words(verb.head + 1, place).lower() in ("on hold", "suspended")
