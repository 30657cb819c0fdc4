"""Events, leads and decisions as the tests of the review need them: short to write, whole in form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline.merge import event_of
from timeline.model import DateBasis, Event, Lead, Mention, Origin, Span, Status, When
from timeline.review import Action, Decision, Reviewed, apply_review

__all__ = [
    "ADDED",
    "BOTH",
    "DAY",
    "THREE",
    "A",
    "B",
    "C",
    "event",
    "lead",
    "mention",
    "one",
    "problem",
    "reviewed",
    "rows",
]

DAY = date(2025, 7, 26)


def mention(name: str, *, day: date | None = DAY, title: str = "World AI Forum", document: str = "") -> Mention:
    """A mention of a document of its own, with a publisher of its own."""
    document = document or f"document of {name}"
    return Mention(
        id=name,
        origin=Origin(document, publisher=f"publisher of {document}", published=date(2025, 7, 28)),
        coreference=0,
        category="conference",
        rule="opens",
        status=Status.OCCURRED,
        status_cue="past tense",
        title=title,
        trigger="opened",
        trigger_span=Span(4, 10),
        quote="The forum opened.",
        quote_span=Span(0, 17),
        when=When.day(day) if day else None,
        date_basis=DateBasis.EXPLICIT if day else DateBasis.NONE,
        date_text="26 July 2025" if day else "",
        date_text_span=Span(12, 24) if day else None,
        date_note="" if day else "no date in the text",
        place="Geneva",
        confidence=0.9,
    )


def event(name: str, *mentions: Mention) -> Event:
    """An event under a given id; without mentions, one that a single document tells."""
    return replace(event_of(mentions or (mention(f"m-{name}"),)), id=name, rank=1)


def lead(document: str = "paper", start: int = 120) -> Lead:
    """A dated sentence that no event covers."""
    quote = "The observatory saw first light on 3 May 2025."
    return Lead(
        origin=Origin(document, publisher="The Paper", published=date(2025, 5, 10)),
        quote=quote,
        quote_span=Span(start, start + len(quote)),
        date_text="3 May 2025",
        date_text_span=Span(start + 35, start + 45),
        when=When.day(date(2025, 5, 3)),
        reason="no trigger word",
    )


def rows(*lines: str) -> tuple[Decision, ...]:
    """Decisions as the rows of a file: ``event_id action field value``, split at ``|``; the first stands on line 2."""
    decisions = []
    for number, line in enumerate(lines, start=2):
        event_id, action, field, value = (*(part.strip() for part in line.split("|")), "", "")[:4]
        decision = Decision(event_id, Action(action), field, value, on=date(2025, 8, 1), by="kim", line=number)
        decisions.append(decision)
    return tuple(decisions)


A, B, C = (event(name) for name in "abc")
THREE = (A, B, C)
BOTH = event("e", mention("m1"), mention("m2"), mention("m3"))
ADDED = ("new-1 | add | title | Ban on exports", "new-1 | add | category | export_control")


def reviewed(
    *lines: str, events: tuple[Event, ...] = THREE, forwards: dict[str, str] | None = None, leads: tuple[Lead, ...] = ()
) -> Reviewed:
    """What comes of decisions on some events."""
    return apply_review(events, rows(*lines), forwards=forwards or {}, leads=leads)


def one(result: Reviewed, name: str) -> Event:
    """The event of an id."""
    [found] = [found for found in result.events if found.id == name]
    return found


def problem(result: Reviewed) -> tuple[str, str]:
    """The one problem: its line and what it says."""
    [found] = result.problems
    assert found.cure
    assert found.document_id == "review.csv"
    return found.place, found.problem
