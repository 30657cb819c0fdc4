"""Documents and what a reading of their words finds in them: sentences, tokens, clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

__all__ = ["Clause", "Document", "Evidence", "NounPhrase", "Origin", "Sentence", "Span", "Token", "VerbGroup"]


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
    """Where a text comes from: all that is known of a document but its text.

    ``sketch`` holds a sample of the text by which copies of one report are told; empty where none was taken.
    """

    id: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    published_basis: str = "none"
    language: str = "en"
    sketch: tuple[int, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one place says of the day on which a document appeared.

    ``basis`` is the rung of the ladder it stands on (``given``, ``feed``, ``metadata``, ``url``, ``dateline``,
    ``filename``, ``pdf``), or ``updated`` for a day of revision, which is never the day of publication. ``words`` are
    those that stand there. ``either`` holds two readings where day and month cannot be told apart, and ``day`` is None
    then; where it is None without them, ``reason`` says why. ``weak`` evidence counts where there is no other, and with
    a warning.
    """

    basis: str
    place: str
    words: str
    day: date | None
    either: tuple[date, ...] = ()
    reason: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its origin; ``pages`` holds the offset at which each page begins (PDF), else nothing.

    ``evidence`` is what all places say of its publication day, the one that was believed first.
    """

    origin: Origin
    text: str
    pages: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False, compare=False)

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
