"""Events and mentions as the ledger's tests need them: short to write, whole in form."""

from __future__ import annotations

from datetime import date

from timeline.model import DateBasis, Event, Mention, Origin, Span, Status, When

DAY = date(2025, 7, 26)
ON_THAT_DAY = When.day(DAY)


def mention(
    name: str, *, document: str = "", status: Status = Status.OCCURRED, when: When | None = ON_THAT_DAY
) -> Mention:
    return Mention(
        id=name,
        origin=Origin(document or f"document of {name}", published=DAY),
        coreference=0,
        category="conference",
        rule="opens",
        status=status,
        status_cue="past tense",
        title="World AI Conference",
        trigger="opened",
        trigger_span=Span(4, 10),
        quote="The conference opened.",
        quote_span=Span(0, 22),
        when=when,
    )


def event(name: str, *mentions: Mention) -> Event:
    first, last = mentions[0], mentions[-1]
    return Event(
        id=name,
        title=first.title,
        category=first.category,
        status=last.status,
        status_as_of=last.origin.published,
        when=first.when,
        date_basis=DateBasis.EXPLICIT,
        date_text="",
        date_note="",
        announced_on=None,
        actors=(),
        countries=(),
        place="",
        confidence=None,
        rank=1,
        mentions=mentions,
    )
