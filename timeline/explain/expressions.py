"""The explanation of date expressions: what each means, by which rule, counted from which day, and what it beat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from timeline.model import Extent, Timex, When

__all__ = ["explain_expressions"]


def explain_expressions(timexes: Iterable[Timex]) -> Iterator[str]:
    """The lines for all expressions of a text, in their order."""
    told: dict[date, Timex] = {}
    for timex in timexes:
        yield ""
        yield from _expression(timex, told)
        if timex.when:
            told |= {timex.when.end: timex, timex.when.start: timex}


def _expression(timex: Timex, told: Mapping[date, Timex]) -> Iterator[str]:
    yield f"  at {timex.span.start}: “{_flat(timex.text)}”"
    yield _line("means", f"{timex.type} {timex.value}")
    yield _line("days", _days(timex.when) if timex.when else f"none: {timex.note}")
    yield _line("rule", timex.rule)
    if timex.anchor:
        yield _line("from", f"{timex.anchor}, {_source(timex, told)}")
    if timex.relation != "on":
        yield _line("relation", timex.relation)
    if timex.note and timex.when:
        yield _line("note", timex.note)
    for end in timex.ends:
        yield _line("end", f"“{_flat(end.text)}” {end.value}")
    yield from _beaten(timex)


def _beaten(timex: Timex) -> Iterator[str]:
    """What competed for the same words; a doubt that the note tells already is no competitor."""
    label = "beats"
    for rival in timex.rivals:
        if rival.reason != timex.note:
            yield _line(label, f"“{_flat(rival.text)}” by {rival.rule}: {rival.reason}")
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


def _line(label: str, content: str) -> str:
    return f"    {label:<8} {content}"


def _flat(text: str) -> str:
    return " ".join(text.split())
