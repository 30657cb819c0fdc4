"""Finds the date expressions of a text and gives each its meaning, in the order in which they are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from timeline.dates import (
    durations,
    resolve_antiquity,
    resolve_calendar,
    resolve_clock,
    resolve_feasts,
    resolve_figures,
    resolve_fiscal,
    resolve_lists,
    resolve_periods,
    resolve_ranges,
    resolve_relative,
    resolve_reports,
    resolve_spells,
    resolve_told,
    resolve_weekdays,
    resolve_weeks,
)
from timeline.dates.declared import DateOrder, Declared, declared
from timeline.dates.flaws import wrong_weekday
from timeline.dates.joining import joined
from timeline.dates.match import Choice, Grammar, candidates, choose, shipped_grammar
from timeline.dates.meaning import Context, Meaning, Told, resolver_named
from timeline.dates.narrative import Memory
from timeline.model import Rival, Sentence, Span, Timex
from timeline.rulebook.date_rules import DateRule
from timeline.text import Analysis, analyse, split

__all__ = ["find_dates", "find_in"]

_RESOLVER_MODULES = (
    durations,
    resolve_antiquity,
    resolve_calendar,
    resolve_clock,
    resolve_periods,
    resolve_spells,
    resolve_weeks,
    resolve_lists,
    resolve_fiscal,
    resolve_figures,
    resolve_feasts,
    resolve_ranges,
    resolve_relative,
    resolve_reports,
    resolve_told,
    resolve_weekdays,
)
"""Importing them registers what they resolve."""

_RELATIONS = {
    "till": "until",
    "through": "until",
    "prior to": "before",
    "following": "after",
    "no later than": "by",
    "through to": "until",
    "between now and": "until",
}
_RELATION = re.compile(
    r"\b(since|until|till|by|after|before|from|through to|through|between now and|prior to|following|no later than)"
    r"\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:payable|due|(?:scheduled|slated|planned|set) for"
    r"|(?:postponed|moved|slipped|delayed|deferred|rescheduled|extended|(?:pushed|put)(?: back| off)?|brought forward)"
    r" (?:to|from)|until|till|expires?|expiring)"
    r"\s+(?:(?:on|in|the|at|by)\s+){0,2}\Z",
    re.IGNORECASE,
)
"""Words that look ahead whatever the tense of their clause."""
_AIMED = re.compile(
    r"\b(?:for(?:\s+the)?|(?:effective|applicable|starting|beginning)(?:\s+(?:from|on|as of|in))?|with effect from)"
    r"\s+\Z",
    re.IGNORECASE,
)
"""What is booked for December, or is effective 1 July, lies on the nearer side, whatever the tense beside it."""
_MADE = re.compile(
    r"\s(?:[a-z-]+\s)?(?:curbs?|controls?|rules?|regime|bans?|restrictions?|measures?|tariffs?|agreement|truce|pact|order)\b"
)
"""What a month in front of it made: "the April licensing regime stays in place"."""
_FORESEEN = re.compile(r"\b(?:would|to)\s+[a-z]", re.IGNORECASE)
_FROM_NOW = re.compile(r"\b(?:will|shall|(?:is|are)(?: \w+)? to)\b|'ll\b|;", re.IGNORECASE)
"""What "will" happen lies ahead of publication, whatever was told before it."""
_WHICH = re.compile(r"\b(?:the|its|their|his|her|those|these)\s+\Z", re.IGNORECASE)
_FIGURES = re.compile(
    r"[$€£¥%]|\b(?:cents?|million|billion|percent|per cent|crore|lakh"
    r"|compared|than|versus|narrowed|widened|doubled|rose|fell)\b",
    re.IGNORECASE,
)
"""Sentences that give figures, or say how they moved, compare them with those of the same quarter a year before."""
_MONTH = 31
"""Labels this close to publication date their lines as any news does."""
_OPENING = 3
"""A date at the front of a line has at most "On" or "In" before it."""
_LEAD = 32
"""The preposition before an expression stands within this many characters."""


def find_dates(
    text: str,
    *,
    published: date | None = None,
    date_order: DateOrder | None = None,
    narrative: bool | None = None,
) -> tuple[Timex, ...]:
    """The dates and times a text speaks of, each with its place and what it means on the calendar.

    Offsets count characters of ``text``. ``published`` is the day from which "yesterday" counts; without it a relative
    date stays undated and its note says so. ``date_order`` is that of days in figures (``DMY``, ``MDY``, ``YMD``);
    without it, what cannot be told apart is read as the text's other days in figures show, else stays undated.
    ``narrative`` is whether the text tells of another time than that of its publication, so that "in May" and "two
    days later" count from what it told last; by default the years that it names decide.

    >>> [timex] = find_dates("The forum ran from 26 to 28 July 2025.")
    >>> timex.text, timex.when.edtf
    ('26 to 28 July 2025', '2025-07-26/2025-07-28')
    >>> told = "War broke out in 1861. In May the ports were closed."
    >>> [find_dates(told, published=date(2010, 1, 5), narrative=kind)[1].value for kind in (None, True)]
    ['2009-05', '1861-05']
    """
    return find_in(
        split(text),
        published=published,
        analyses=lru_cache(maxsize=1)(partial(analyse, roles=False)),
        date_order=date_order,
        narrative=narrative,
    )


def find_in(
    sentences: Sequence[Sentence],
    *,
    published: date | None,
    analyses: Callable[[Sentence], Analysis],
    date_order: DateOrder | None = None,
    narrative: bool | None = None,
) -> tuple[Timex, ...]:
    """The same for a text already split; ``analyses`` is asked only for sentences whose tense decides a date.

    It may be asked for the same sentence again, and then for none before it.
    """
    grammar = shipped_grammar()
    chosen = [(sentence, _chosen(sentence, grammar)) for sentence in sentences]
    told = [choice.winner.values for _, choices in chosen for choice in choices]
    memory = Memory([int(values["year"]) for values in told if values.get("year")], published, narrative=narrative)
    setting = Setting(published, analyses, declared(told, date_order))
    found: list[Timex] = []
    for sentence, choices in chosen:
        here: list[Timex] = []
        for choice in choices:
            timex = _resolved(sentence, choice, memory, setting)
            if timex is None:
                continue
            aside = choice.winner.is_aside or _names_a_thing(sentence, timex)
            if not (aside or memory.is_aside(timex, sentence, analyses)):
                place = timex.span.start - sentence.span.start
                lead = sentence.text[max(0, place - _LEAD) : place]
                year_named = bool(choice.winner.values.get("year"))
                memory.tell(timex, sentence.paragraph, lead=lead, year_named=year_named, sentence=sentence.index)
            here.append(timex)
        here = joined(sentence, here)
        found.extend(here)
        if sentence.kind == "heading":
            memory.open_year(sentence.text)
        over = sentence.span if sentence.kind == "heading" else sentence.label
        if over:
            memory.open_section([timex for timex in here if over.covers(timex.span)])
    return tuple(found)


def _chosen(sentence: Sentence, grammar: Grammar) -> list[Choice]:
    readings = candidates(sentence, grammar)
    return choose(sentence.text, readings) if readings else []


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all expressions of a text."""

    published: date | None
    analyses: Callable[[Sentence], Analysis]
    declared: Declared


def _resolved(sentence: Sentence, choice: Choice, memory: Memory, setting: Setting) -> Timex | None:
    winner, rule = choice.winner, choice.winner.pattern.rule
    span = winner.span.shift(sentence.span.start)
    told_here = memory.last_explicit(sentence.paragraph)
    labelled = told_here if sentence.label and _is_of_old(told_here, setting.published) else None
    context = Context(
        setting.published,
        partial(_direction, sentence, span, setting.analyses),
        labelled or memory.last(sentence.paragraph),
        told_here,
        memory.last_event(sentence.paragraph),
        narrative=memory.narrative or labelled is not None,
        period=memory.period,
        compares=memory.period is not None and _gives_figures(sentence.text),
        antique=memory.antique,
        section=memory.section if memory.narrative else None,
        year_above=memory.year_above if winner.span.start <= _OPENING else 0,
        declared=setting.declared,
        sentence=sentence.index,
        foreseen=_is_foreseen(sentence, span, memory.last(sentence.paragraph)),
    )
    meaning = _meaning(rule.resolver, rule.name, winner.values, context)
    if meaning is None:
        return None
    flaw = wrong_weekday(winner.values, meaning.when)
    doubts = {"dateparser": "" if flaw else meaning.doubt, "weekday": flaw}
    if flaw:
        meaning = replace(meaning, note=meaning.note or flaw, flawed=True)
    words = winner.span.of(sentence.text)
    ends = zip(winner.ends or (), meaning.ends or (), strict=False)
    return _timex(
        sentence,
        winner.span,
        rule,
        meaning,
        rivals=choice.rivals + tuple(Rival(words, source, doubt) for source, doubt in doubts.items() if doubt),
        ends=tuple(_timex(sentence, place, rule, end) for place, end in ends),
    )


def _timex(  # noqa: PLR0913 - what a reading is made of
    sentence: Sentence,
    place: Span,
    rule: DateRule,
    meaning: Meaning,
    *,
    rivals: tuple[Rival, ...] = (),
    ends: tuple[Timex, ...] = (),
) -> Timex:
    return Timex(
        span=place.shift(sentence.span.start),
        text=place.of(sentence.text),
        type=meaning.type or rule.type,
        value=meaning.value,
        when=meaning.when,
        rule=rule.name,
        anchor=meaning.anchor,
        anchor_basis=meaning.anchor_basis,
        basis=meaning.basis,
        relation=_relation(sentence.text, place),
        days=meaning.days,
        note=meaning.note,
        rivals=rivals,
        ends=ends,
        flawed=meaning.flawed,
    )


def _meaning(resolver: str, rule: str, values: dict[str, int | float | str], context: Context) -> Meaning | None:
    try:
        return resolver_named(resolver, file=rule)(values, context)
    except (OverflowError, ValueError):
        return Meaning("XXXX", note="beyond the calendar")


def _is_foreseen(sentence: Sentence, span: Span, told: Told | None) -> bool:
    """Whether a date is seen from the one before it: "threatened on 17 January to act from 1 February"."""
    if told is None or told.sentence != sentence.index:
        return False
    between = sentence.text[told.stop - sentence.span.start : span.start - sentence.span.start]
    return _FORESEEN.search(between) is not None and _FROM_NOW.search(between) is None


def _is_of_old(told: Told | None, published: date | None) -> bool:
    """Whether the lines under a dated label tell of another time than that of publication."""
    return told is not None and (published is None or abs((told.when.start - published).days) > _MONTH)


def _names_a_thing(sentence: Sentence, timex: Timex) -> bool:
    """As in "amends the October 7, 2022 rules": the day says which rules, and nothing is told of it."""
    start, end = timex.span.start - sentence.span.start, timex.span.end - sentence.span.start
    return _MADE.match(sentence.text, end) is not None and _WHICH.search(sentence.text[:start][-_LEAD:]) is not None


def _direction(sentence: Sentence, span: Span, analyses: Callable[[Sentence], Analysis]) -> str:
    start = span.start - sentence.span.start
    if sentence.label is not None and sentence.label.covers(span):
        return ""
    if _AHEAD.search(sentence.text, max(0, start - _LEAD), start):
        return "future"
    direction = analyses(sentence).direction_at(span.start)
    if direction == "present" and sentence.text[span.end - sentence.span.start :].startswith(("'s ", "’s ")):
        return ""
    if direction == "present" and _MADE.match(sentence.text, span.end - sentence.span.start):
        return "past"
    aimed = _AIMED.search(sentence.text, max(0, start - _LEAD), start)
    return "" if aimed and direction == "past" else direction


@lru_cache(maxsize=1)
def _gives_figures(text: str) -> bool:
    return _FIGURES.search(text) is not None


def _relation(text: str, span: Span) -> str:
    found = _RELATION.search(text[max(0, span.start - _LEAD) : span.start])
    if found is None:
        return "on"
    word = " ".join(found[1].lower().split())
    return _RELATIONS.get(word, word)
