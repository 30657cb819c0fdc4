"""The values that travel through the pipeline, from the text to the timeline.

All are frozen: a stage that knows more makes a new value. Offsets count characters of ``Document.text``.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "Clause",
    "DateBasis",
    "Document",
    "Event",
    "Extent",
    "Granularity",
    "Lead",
    "Mention",
    "NounPhrase",
    "Origin",
    "Problem",
    "Rival",
    "Sentence",
    "Severity",
    "Span",
    "Status",
    "Timex",
    "TimexType",
    "Token",
    "VerbGroup",
    "When",
]


class Granularity(StrEnum):
    """How exact a date is; ``range`` is an explicit span or a part such as a season."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    NONE = "none"


class Extent(StrEnum):
    """Whether something fills its interval (``lasts``) or happened on some day in it (``within``)."""

    LASTS = "lasts"
    WITHIN = "within"


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


class Span(NamedTuple):
    """A stretch of a document: ``text[start:end]``.

    >>> Span(4, 9).covers(Span(5, 6)), Span(0, 3).overlaps(Span(3, 5))
    (True, False)
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def shift(self, offset: int) -> Span:
        """The same stretch, counted from a place that lies ``offset`` characters earlier."""
        return Span(self.start + offset, self.end + offset)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: all that is known of a document but its text."""

    id: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    published_basis: str = "none"
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its origin; ``pages`` holds the offset at which each page begins (PDF), else nothing."""

    origin: Origin
    text: str
    pages: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The name by which tables refer to this document."""
        return self.origin.id

    @property
    def published(self) -> date | None:
        """The day the document appeared: the anchor of relative dates."""
        return self.origin.published

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) on which a character stands, or None where a text has no pages."""
        return sum(start <= offset for start in self.pages) or None


class Token(NamedTuple):
    """One word, number or mark, with its lemma and a tag of a closed set (see ``timeline.text.tags``)."""

    span: Span
    text: str
    lower: str
    tag: str
    lemma: str


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The verbs that form one predicate ("has been told", "is to open"), and what they say of time and truth.

    ``first`` and ``head`` are token indices within the sentence: where the group begins, and its main verb.
    ``tense`` is ``past``, ``present``, ``future`` or ``none`` (infinitives, participles); ``modality`` is empty,
    ``planned`` (is to, is due to, will), ``proposed`` (may, could, wants to), ``wishing`` (should, can) or ``purpose``
    (an infinitive that says what something is for).
    """

    first: int
    head: int
    lemma: str
    tense: str
    modality: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A thing the sentence names: token indices ``first:last``, its head, and the preposition before it, if any."""

    first: int
    last: int
    head: int
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with what belongs to it.

    ``kind`` is ``main``, ``relative``, ``subordinate``, ``conditional``, ``participle``, ``infinitive`` or
    ``fragment`` (no verb). ``parent`` is the clause this one hangs on and ``telling`` the clause that reports it
    ("officials said ..."), both as indices, or -1. ``subject`` and ``object`` are those of the grammar: in the
    passive, what is acted upon is the subject. ``modifies`` is the noun phrase that a relative or participle clause
    describes.
    """

    kind: str
    verb: VerbGroup | None
    parent: int = -1
    telling: int = -1
    subject: NounPhrase | None = None
    object: NounPhrase | None = None
    modifies: NounPhrase | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or list item of a document.

    ``kind`` is ``sentence``, ``heading`` or ``item``; ``label`` is the span of the list label that stands at the front
    of its paragraph ("May 2019:"), ``dateline`` that of a news agency's place and day; ``heading`` is the index of the
    heading that stands over it, or -1; ``paragraph`` counts from 0.
    """

    span: Span
    text: str
    index: int
    paragraph: int
    kind: str = "sentence"
    label: Span | None = None
    dateline: Span | None = None
    heading: int = -1


_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}
_SEASON, _HALF, _DECADE = 3, 6, 120
"""Lengths in months of the parts of time that EDTF has names for."""


@dataclass(frozen=True, slots=True)
class When:
    """What a date expression means on the calendar: the days ``start``..``end``, both included.

    Never more exact than the text: a month is a month (``within``), not its first day.

    >>> When(date(2025, 7, 26), date(2025, 7, 28), Extent.LASTS, Granularity.RANGE).edtf
    '2025-07-26/2025-07-28'
    >>> When(date(2025, 7, 1), date(2025, 7, 31), Extent.WITHIN, Granularity.MONTH).edtf
    '2025-07'
    >>> When(date(2025, 7, 19), date(2025, 7, 25), Extent.WITHIN, Granularity.RANGE, approximate=True).shown
    'about 19–25 July 2025'
    """

    start: date
    end: date
    extent: Extent
    granularity: Granularity
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.start > self.end:
            message = f"an interval cannot end before it starts: {self.start}..{self.end}"
            raise ValueError(message)

    @classmethod
    def day(cls, day: date, *, approximate: bool = False) -> When:
        """A single day (``lasts`` by definition)."""
        return cls(day, day, Extent.LASTS, Granularity.DAY, approximate)

    @classmethod
    def month(cls, year: int, month: int, *, approximate: bool = False) -> When:
        """Some day of a calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), Extent.WITHIN, Granularity.MONTH, approximate)

    @classmethod
    def quarter(cls, year: int, quarter: int, *, approximate: bool = False) -> When:
        """Some day of a calendar quarter (1 to 4)."""
        month = 3 * quarter
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month - 2, 1), date(year, month, last), Extent.WITHIN, Granularity.QUARTER, approximate)

    @classmethod
    def year(cls, year: int, *, approximate: bool = False) -> When:
        """Some day of a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Extent.WITHIN, Granularity.YEAR, approximate)

    @property
    def days(self) -> int:
        """How many days the interval has, at least 1."""
        return (self.end - self.start).days + 1

    @property
    def edtf(self) -> str:
        """The interval in EDTF (ISO 8601-2): level 2 codes for quarters, halves and seasons, sets for ``within``."""
        named = self._named_edtf()
        if named:
            return named + ("~" if self.approximate else "")
        if self.extent is Extent.WITHIN:
            return f"[{self.start}..{self.end}]"
        mark = "~" if self.approximate else ""
        return f"{self.start}{mark}/{self.end}{mark}"

    def _named_edtf(self) -> str:
        start, end = self.start, self.end
        if start == end:
            return start.isoformat()
        if self.extent is Extent.LASTS:
            return ""
        if self.granularity is Granularity.MONTH:
            return f"{start:%Y-%m}"
        if self.granularity is Granularity.QUARTER:
            return f"{start.year:04d}-{32 + (start.month + 2) // 3}"
        if self.granularity is Granularity.YEAR:
            return f"{start.year:04d}"
        if self.granularity is Granularity.RANGE and start.day == 1 and _is_month_end(end):
            return _part_of_years_edtf(start, end)
        return ""

    @property
    def shown(self) -> str:
        """The date for people: exact where the text is, hedged where it is not."""
        span = _span_shown(self.start, self.end, self.granularity)
        if self.approximate:
            return f"about {span}"
        if self.extent is Extent.WITHIN:
            return f"sometime in {span}" if self.granularity in _NAMED else f"sometime {span}"
        return span


_NAMED = (Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)


def _is_month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _part_of_years_edtf(start: date, end: date) -> str:
    """Halves, seasons and decades have names in EDTF; other runs of months do not."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == _HALF and start.month in (1, 7):
        return f"{start.year:04d}-{40 if start.month == 1 else 41}"
    if months == _SEASON and start.month in _SEASONS:
        return f"{start.year:04d}-{_SEASONS[start.month]}"
    if months == _DECADE and start.month == 1 and start.year % 10 == 0:
        return f"{start.year // 10:03d}X"
    return ""


def _span_shown(start: date, end: date, granularity: Granularity) -> str:
    if start == end:
        return f"{start.day} {start:%B} {start.year}"
    if granularity is Granularity.YEAR:
        return str(start.year)
    if granularity is Granularity.MONTH:
        return f"{start:%B} {start.year}"
    if granularity is Granularity.QUARTER:
        return f"the {_ordinal((start.month + 2) // 3)} quarter of {start.year}"
    if start.year != end.year:
        return f"{start.day} {start:%B} {start.year} – {end.day} {end:%B} {end.year}"
    if start.month != end.month:
        return f"{start.day} {start:%B} – {end.day} {end:%B} {end.year}"
    return f"{start.day}–{end.day} {end:%B} {end.year}"


def _ordinal(number: int) -> str:
    return ("first", "second", "third", "fourth")[number - 1]


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
class Event:
    """One real-world happening with all its mentions, earliest publication first."""

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


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a document or a run suffered, where, and what the reader can do about it."""

    document_id: str
    severity: Severity
    place: str
    problem: str
    cure: str
