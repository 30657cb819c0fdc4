"""Completes a gathering whose opening one sentence tells and a later one the end: "The event runs until Saturday"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from timeline.events.coreference import Group
from timeline.events.lasting import OPENING_VERBS
from timeline.events.status import judge
from timeline.model import Extent, Granularity, Sentence, Timex, When
from timeline.rulebook import Happening

__all__ = ["with_told_ends"]

_END = re.compile(
    r"\b(?:the|this) (?P<noun>event|gathering|show|conference|summit|forum|expo|exhibition|congress|fair|symposium"
    r"|talks|meeting)(?:, (?:which|that))? (?:(?:will|is to|is due to|are due to|are to) )?"
    r"(?:(?:runs?|lasts?|continues?|goes on)(?: in [\w ]{3,20})? (?:until|till|through|to)"
    r"|(?:ends?|closes?|concludes?|wraps? up|winds? up)(?: in [\w ]{3,20})?(?: on)?) (?=\S)",
    re.IGNORECASE,
)
_ANY = ("event", "gathering", "show")
"""Nouns that take up a gathering of whatever kind."""
_REACH = 3
_LONGEST = 31


def with_told_ends(
    groups: Sequence[Group],
    sentences: Sequence[Sentence],
    timexes: Mapping[int, Sequence[Timex]],
    published: date | None,
) -> None:
    """Give each gathering that is known to open on a day the end that the sentences behind it tell."""
    gatherings = [group for group in groups if isinstance(group.found[0].candidate.pattern, Happening)]
    for sentence in sentences if gatherings else ():
        for hit in _END.finditer(sentence.text):
            place = hit.end() + sentence.span.start
            end = next((timex for timex in timexes.get(sentence.index, ()) if timex.span.start == place), None)
            if end is None:
                continue
            for host in _hosts(gatherings, sentence.index, hit["noun"].lower()):
                _complete(host, end, published)


def _hosts(gatherings: Sequence[Group], index: int, noun: str) -> list[Group]:
    """The gatherings of the last sentence within reach that tells of one whose noun is taken up."""
    for before in range(index - 1, index - 1 - _REACH, -1):
        told = [
            group
            for group in gatherings
            if any(
                one.candidate.analysis.sentence.index == before
                and (noun in _ANY or noun == one.candidate.analysis.tokens[one.candidate.last - 1].lemma)
                for one in group.found
            )
        ]
        if told:
            return told
    return []


def _complete(group: Group, end: Timex, published: date | None) -> None:
    dated, when = group.dated, end.when
    if dated is None or dated.when is None or dated.when.days != 1 or when is None or when.days != 1:
        return
    if not 0 < (when.start - dated.when.start).days <= _LONGEST:
        return
    opens = [one for one in group.found if one.candidate.verb is not None and one.candidate.verb.lemma in OPENING_VERBS]
    if not opens:
        return
    span = When(dated.when.start, when.end, Extent.LASTS, Granularity.RANGE)
    words = f"{dated.derivation}; until “{end.text}” ({when.shown}), as the text says behind it"
    group.dated = replace(dated, when=span, derivation=words)
    group.verdict = judge(opens[0].candidate, span, published)
