"""The explanation of date expressions: what each means, by which rule, counted from which day, and what it beat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from timeline.model import Extent, Timex, When

__all__ = ["explain_expressions", "expression_facts"]

Fact = tuple[str, str]


def explain_expressions(timexes: Iterable[Timex]) -> Iterator[str]:
    """The lines for all expressions of a text, in their order."""
    for timex, facts in expression_facts(timexes):
        yield ""
        yield f"  at {timex.span.start}: “{_flat(timex.text)}”"
        for label, content in facts:
            yield f"    {label:<8} {content}"


def expression_facts(timexes: Iterable[Timex]) -> Iterator[tuple[Timex, tuple[Fact, ...]]]:
    """Each expression with what is to be said of it, as labels and their contents."""
    told: dict[date, Timex] = {}
    for timex in timexes:
        yield timex, tuple(_facts(timex, told))
        if timex.when:
            told |= {timex.when.end: timex, timex.when.start: timex}


def _facts(timex: Timex, told: Mapping[date, Timex]) -> Iterator[Fact]:
    yield "means", f"{timex.type} {timex.value}"
    yield "days", _days(timex.when) if timex.when else f"none: {timex.note}"
    yield "rule", timex.rule
    if timex.anchor:
        yield "from", f"{timex.anchor}, {_source(timex, told)}"
    if timex.relation != "on":
        yield "relation", timex.relation
    if timex.note and timex.when:
        yield "note", timex.note
    for end in timex.ends:
        yield "end", f"“{_flat(end.text)}” {end.value}"
    yield from _beaten(timex)


def _beaten(timex: Timex) -> Iterator[Fact]:
    """What competed for the same words; a doubt that the note tells already is no competitor."""
    label = "beats"
    for rival in timex.rivals:
        if rival.reason != timex.note:
            yield label, f"“{_flat(rival.text)}” by {rival.rule}: {rival.reason}"
            label = ""


def _days(when: When) -> str:
    """The interval in words, with its first and last day where it has two, and how it is filled."""
    if when.start == when.end:
        return f"{when.edtf} ({when.shown})"
    how = "lasts from" if when.extent is Extent.LASTS else "some time from"
    return f"{when.edtf} ({when.granularity}, {how} {when.start} to {when.end})"


def _source(timex: Timex, told: Mapping[date, Timex]) -> str:
    """Where the day comes from that an expression is counted from: publication, or the words that told it."""
    if timex.anchor_basis == "published":
        return "the day of publication"
    teller = told.get(timex.anchor) if timex.anchor else None
    return f"told at {teller.span.start}: “{_flat(teller.text)}”" if teller else "told in the text"


def _flat(text: str) -> str:
    return " ".join(text.split())
