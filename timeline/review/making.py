"""Events that the reader adds, and sentences that the reader makes an event of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from textwrap import shorten

from timeline.dates import find_dates
from timeline.merge import event_of
from timeline.model import DateBasis, Event, Lead, Mention, Origin, Span, Status, When
from timeline.review.decisions import EDITED_FIELDS, REVIEW, Action, Decision
from timeline.review.desk import Desk
from timeline.review.fields import READER_NOTE, cure_of, edited

__all__ = ["is_readers", "make_events"]

_READER_RULE = "reader"
_ADDRESS = "source"
_NEEDED = ("category", "title")
_LONGEST_TITLE = 90
"""As long as the title of a found event may be."""


def is_readers(mention: Mention) -> bool:
    """Whether a mention is the reader's own; a rule of a rule file may have the same name, but gives another cue."""
    return mention.rule == _READER_RULE and mention.status_cue == READER_NOTE


def _place_of(lead: Lead) -> str:
    """How a decision names a lead: its document and where its sentence begins."""
    return f"{lead.origin.id}@{lead.quote_span.start}"


def make_events(
    desk: Desk, decisions: Sequence[Decision], leads: Iterable[Lead], categories: Collection[str]
) -> tuple[Decision, ...]:
    """Put what the reader added and promoted onto the desk; a sentence that has become an event forwards to it.

    What comes back are the reader's words for such a sentence: decisions on the event that was found.
    """
    by_place: dict[str, list[Lead]] = {}
    for lead in sorted(leads, key=lambda lead: (lead.origin.id, lead.date_text_span)):
        by_place.setdefault(_place_of(lead), []).append(lead)
    found = {
        f"{mention.origin.id}@{mention.quote_span.start}": event.id
        for event in sorted(desk.events.values(), key=lambda event: event.id, reverse=True)
        for mention in event.mentions
    }
    edits: list[Decision] = []
    for rows in _grouped(decisions, Action.ADD):
        _add(desk, rows, categories)
    for rows in _grouped(decisions, Action.PROMOTE):
        edits += _promote(desk, rows, by_place, found, categories)
    return tuple(edits)


def _grouped(decisions: Iterable[Decision], action: Action) -> list[list[Decision]]:
    groups: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.action is action:
            groups.setdefault(decision.event_id, []).append(decision)
    return list(groups.values())


def _add(desk: Desk, rows: Sequence[Decision], categories: Collection[str]) -> None:
    first = rows[0]
    if first.event_id in desk.events:
        cure = "give what you add an id that no event has, or write edit instead of add"
        desk.complain(first, f"add: {first.event_id} is an event that documents report", cure)
        return
    draft, given = _filled(desk, _blank(first), rows, categories)
    if not _is_complete(desk, rows, given):
        return
    status = draft.status if "status" in given else _status(draft.when, first.on)
    address = next((row.value for row in reversed(rows) if row.field == _ADDRESS), "")
    quote = next((row.note for row in rows if row.field == "title" and row.note), draft.title)
    mention = Mention(
        id=_minted(REVIEW, first.event_id),
        origin=Origin(REVIEW, url=address, published=first.on, published_basis="given" if first.on else "none"),
        coreference=first.line,
        category=draft.category,
        rule=_READER_RULE,
        status=status,
        status_cue=READER_NOTE,
        title=draft.title,
        trigger="",
        trigger_span=Span(0, 0),
        quote=quote,
        quote_span=Span(0, len(quote)),
        when=draft.when,
        date_basis=DateBasis.EXPLICIT if draft.when else DateBasis.NONE,
        date_rule=_READER_RULE if draft.when else "",
        date_note=READER_NOTE if "date" in given else "the reader gave no date",
        announced_on=draft.announced_on,
        actors=draft.actors,
        countries=draft.countries,
        place=draft.place,
    )
    event = replace(event_of([mention]), id=first.event_id, date_note=mention.date_note)
    desk.events[event.id] = event


def _promote(
    desk: Desk,
    rows: Sequence[Decision],
    leads: Mapping[str, Sequence[Lead]],
    found: Mapping[str, str],
    categories: Collection[str],
) -> list[Decision]:
    named = next((row for row in reversed(rows) if not row.field), None)
    first = named or rows[0]
    place = first.value if named else ""
    if place not in leads:
        if place in found:
            desk.forwards[first.event_id] = found[place]
            return [replace(row, action=Action.EDIT) for row in rows if row.field]
        problem = f"promote: there is no lead {place}" if place else "promote: no row names the lead"
        desk.complain(first, problem, "compare leads.csv: write its document_id, an @ and its quote_start")
        return []
    if first.event_id in desk.events:
        cure = "give what you promote an id that no event has"
        desk.complain(first, f"promote: {first.event_id} is an event that documents report", cure)
        return []
    lead = leads[place][0]
    title = shorten(lead.quote, _LONGEST_TITLE, placeholder="…")
    draft, given = _filled(desk, replace(_blank(first), title=title, when=lead.when), rows, categories)
    if len({other.when for other in leads[place]}) > 1 and "date" not in given:
        cure = "set the date in a row of its own if another one is meant"
        desk.complain(first, f"promote: the sentence holds several dates; {lead.when.shown} was taken", cure)
    if not _is_complete(desk, rows, given | {"title"}):
        return []
    desk.events[first.event_id] = _told(lead, draft, given)
    return []


def _told(lead: Lead, draft: Event, given: Collection[str]) -> Event:
    """The event that a lead tells, with the fields that the reader gave it."""
    timexes = find_dates(lead.quote, published=lead.origin.published)
    timex = next((timex for timex in timexes if timex.text == lead.date_text), None)
    mention = Mention(
        id=_minted(lead.origin.id, str(lead.quote_span.start), _READER_RULE),
        origin=lead.origin,
        coreference=-lead.quote_span.start - 1,
        category=draft.category,
        rule=_READER_RULE,
        status=draft.status if "status" in given else _status(lead.when, lead.origin.published),
        status_cue=READER_NOTE,
        title=draft.title,
        trigger=lead.date_text,
        trigger_span=lead.date_text_span,
        quote=lead.quote,
        quote_span=lead.quote_span,
        when=lead.when,
        date_basis=timex.basis if timex else DateBasis.EXPLICIT,
        date_text=lead.date_text,
        date_text_span=lead.date_text_span,
        date_rule=timex.rule if timex else "",
        announced_on=draft.announced_on,
        actors=draft.actors,
        countries=draft.countries,
        place=draft.place,
    )
    event = replace(event_of([mention]), id=draft.id)
    if "date" not in given:
        return event
    return replace(event, when=draft.when, date_basis=draft.date_basis, date_note=READER_NOTE)


def _filled(
    desk: Desk, draft: Event, rows: Iterable[Decision], categories: Collection[str]
) -> tuple[Event, frozenset[str]]:
    """The draft with all fields that rows give it, and which these are; a value that cannot be meant is left out."""
    given = set()
    for row in rows:
        if row.field not in EDITED_FIELDS:
            continue
        try:
            draft = edited(draft, row.field, row.value, categories)
        except ValueError as error:
            desk.complain(row, f"{row.action.value}: {error}", cure_of(row.field, categories))
        else:
            given.add(row.field)
    return draft, frozenset(given)


def _is_complete(desk: Desk, rows: Sequence[Decision], given: Collection[str]) -> bool:
    """Whether an event has what each must have; what a row gave in vain has been told already."""
    lacking = [name for name in _NEEDED if name not in given]
    unsaid = [name for name in lacking if all(row.field != name for row in rows)]
    if unsaid:
        first = rows[0]
        cure = f"add a row for it: {first.event_id},{first.action.value},{unsaid[0]},…"
        desk.complain(first, f"{first.action.value}: {first.event_id} has no {' and no '.join(unsaid)}", cure)
    return not lacking


def _status(when: When | None, told: date | None) -> Status:
    """What lies behind the day on which it was told has happened; what lies ahead is planned."""
    return Status.PLANNED if when and told and when.start > told else Status.OCCURRED


def _blank(first: Decision) -> Event:
    return Event(
        id=first.event_id,
        title="",
        category="",
        status=Status.OCCURRED,
        status_as_of=first.on,
        when=None,
        date_basis=DateBasis.NONE,
        date_text="",
        date_note="",
        announced_on=None,
        actors=(),
        countries=(),
        place="",
        confidence=None,
        rank=0,
        mentions=(),
    )


def _minted(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
