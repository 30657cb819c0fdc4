"""What is found in documents: date expressions, mentions, events, leads, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from timeline.model.when import When
from timeline.model.words import Origin, Span

__all__ = [
    "Change",
    "DateBasis",
    "Event",
    "Join",
    "Lead",
    "Mention",
    "Problem",
    "Relation",
    "Rival",
    "Severity",
    "Status",
    "Timex",
    "TimexType",
]


class Status(StrEnum):
    """What the text says of an event on its publication day; the order breaks ties between documents."""

    OCCURRED = "occurred"
    CANCELLED = "cancelled"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"


class DateBasis(StrEnum):
    """Why an event has its date."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    EVENT_RELATIVE = "event-relative"
    DURATION = "duration"
    DCT = "dct"
    NONE = "none"


class TimexType(StrEnum):
    """The four kinds of expression of TIMEX3 (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Severity(StrEnum):
    """An ``error`` cost a document; a ``warning`` did not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rival:
    """A reading or candidate that lost, and why: what ``explain`` shows beside the winner."""

    text: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Timex:
    """A date or time expression in a text: its TIMEX3 type and value, and what it means on the calendar.

    ``when`` is None where the text and its publication day do not support a date; ``note`` then says why. With a date
    it says what the reader should know of it. ``flawed`` is whether the words contradict the calendar ("31 June").
    ``anchor`` is the day it was counted from and ``anchor_basis`` where that day comes from: ``published``,
    ``text`` or ``none``. ``relation`` is how it bears on what it stands with: ``on``, ``since``, ``until``, ``by``,
    ``after``, ``before``; ``days`` is the length of a duration in days, where it has one. A range ("26 to 28 July") is
    one expression; ``ends`` holds its two ends, which TIMEX3 counts as two expressions.
    """

    span: Span
    text: str
    type: TimexType
    value: str
    when: When | None
    rule: str
    anchor: date | None = None
    anchor_basis: str = "none"
    basis: DateBasis = DateBasis.NONE
    relation: str = "on"
    days: int | None = None
    note: str = ""
    rivals: tuple[Rival, ...] = ()
    ends: tuple[Timex, ...] = ()
    flawed: bool = False

    def shift(self, offset: int) -> Timex:
        """The same expression in a text that has ``offset`` more characters before it."""
        ends = tuple(end.shift(offset) for end in self.ends)
        return replace(self, span=self.span.shift(offset), ends=ends)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in one document that reports an event, with the date and status its own document gives.

    ``coreference`` numbers the events of a document: mentions with the same number are one event.
    ``confidence`` is a probability (0 to 1) or None where it is not calibrated.
    """

    id: str
    origin: Origin
    coreference: int
    category: str
    rule: str
    status: Status
    status_cue: str
    title: str
    trigger: str
    trigger_span: Span
    quote: str
    quote_span: Span
    when: When | None = None
    date_basis: DateBasis = DateBasis.NONE
    date_text: str = ""
    date_text_span: Span | None = None
    date_rule: str = ""
    date_note: str = ""
    date_derivation: str = ""
    announced_on: date | None = None
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: str = ""
    confidence: float | None = None
    page: int | None = None
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A date in a sentence that no event covers, with what kept the sentence from being one."""

    origin: Origin
    quote: str
    quote_span: Span
    date_text: str
    date_text_span: Span
    when: When
    reason: str


@dataclass(frozen=True, slots=True)
class Join:
    """Why a mention is counted to an event that other documents report: what it shares with which other mention."""

    mention_id: str
    with_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Another event that belongs to this one; ``kind`` says what that other one does to it.

    ``announces``, ``takes effect``, ``changes`` or ``ends``.
    """

    event_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world happening with all its mentions, earliest publication first.

    ``publisher_count`` counts independent publishers: copies of one report count once. ``joins`` tells why mentions of
    several documents are one event. ``note`` and ``tags`` are the reader's own.
    """

    id: str
    title: str
    category: str
    status: Status
    status_as_of: date | None
    when: When | None
    date_basis: DateBasis
    date_text: str
    date_note: str
    announced_on: date | None
    actors: tuple[str, ...]
    countries: tuple[str, ...]
    place: str
    confidence: float | None
    rank: int
    mentions: tuple[Mention, ...]
    change: str = ""
    changed_on: date | None = None
    publisher_count: int = 0
    joins: tuple[Join, ...] = ()
    related: tuple[Relation, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to an event since the last run, and the document that brought it about.

    ``change`` is ``new``, ``corroborated``, ``date moved``, ``status changed``, ``edited`` or ``withdrawn``;
    ``document_id`` is empty where no single document did it.
    """

    event_id: str
    change: str
    field: str = ""
    before: str = ""
    after: str = ""
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a document or a run suffered, where, and what the reader can do about it."""

    document_id: str
    severity: Severity
    place: str
    problem: str
    cure: str
