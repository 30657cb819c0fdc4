"""Which found events the rows of a hand-made timeline tell of, and the decisions that follow from it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from timeline.model import Event, Problem, Severity, Status, When
from timeline.review.decisions import Action, Decision
from timeline.review.fields import UNDATED
from timeline.review.importing import ImportedRow
from timeline.review.making import is_readers

__all__ = ["Match", "decisions_of", "matched"]

_MATCHED = 0.6
"""Two titles of one happening share about half of their letters in order and most of their words; those of different
happenings on one day stay below this."""
_SHORT = 31
"""A row of up to a month says which of several like events is meant; a year does not."""
_LONG_FACTOR, _UNDATED_FACTOR = 0.9, 0.8
"""What words alone are worth where the dates of the two say little, or nothing."""
_STATUSES = {
    Status.OCCURRED: "done,completed,complete,happened,past,held,adopted,in force,passed",
    Status.CANCELLED: "canceled,called off,withdrawn",
    Status.ONGOING: "in progress,running,open,pending,current",
    Status.PLANNED: "upcoming,scheduled,future,announced,expected",
    Status.PROPOSED: "draft,proposal,considered,possible",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A row and the event that it tells of, None where none fits; ``surety`` (0 to 1) is that of the best event."""

    row: ImportedRow
    event: Event | None
    surety: float


def matched(rows: Sequence[ImportedRow], events: Iterable[Event]) -> tuple[Match, ...]:
    """Every row with the event that it tells of, in the order of the rows; an event goes to the row that fits it best.

    They must share a word, and their dates overlap where both have one; beyond that, words count.
    """
    found = [_words_of(event) for event in events]
    scores: list[tuple[float, int, str, Event]] = []
    best: list[float] = []
    for number, row in enumerate(rows):
        own = frozenset(utils.default_process(row.title).split())
        near = [words for words in found if not own.isdisjoint(words.all) and _overlap(row.when, words.event.when)]
        sure = _sureties(row, near)
        best.append(max((surety for surety, _ in sure), default=0.0))
        scores += [(-surety, number, event.id, event) for surety, event in sure if surety >= _MATCHED]
    pairs: dict[int, tuple[float, Event]] = {}
    taken: set[str] = set()
    for minus, number, event_id, event in sorted(scores, key=lambda score: score[:3]):
        if number not in pairs and event_id not in taken:
            pairs[number] = -minus, event
            taken.add(event_id)
    return tuple(
        Match(row, pairs[number][1], pairs[number][0]) if number in pairs else Match(row, None, best[number])
        for number, row in enumerate(rows)
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an event, without case and marks: those of its title, and of all that is told of it."""

    event: Event
    title: str
    told: str
    all: frozenset[str]


def _words_of(event: Event) -> _Words:
    told = " ".join(dict.fromkeys((event.title, event.place, *event.actors, *(one.quote for one in event.mentions))))
    words = utils.default_process(told)
    return _Words(event, utils.default_process(event.title), words, frozenset(words.split()))


def _overlap(one: When | None, other: When | None) -> bool:
    return one is None or other is None or (one.start <= other.end and other.start <= one.end)


def _sureties(row: ImportedRow, found: Sequence[_Words]) -> list[tuple[float, Event]]:
    """How sure we are that a row tells of each event: by the words they share, and by how much their dates say."""
    if not found:
        return []
    title = [utils.default_process(row.title)]
    titles, tellings = [words.title for words in found], [words.told for words in found]
    shared = zip(
        process.cdist(title, titles, scorer=fuzz.token_set_ratio)[0],
        process.cdist(title, tellings, scorer=fuzz.token_set_ratio)[0],
        process.cdist(title, titles, scorer=fuzz.token_sort_ratio)[0],
        strict=True,
    )
    return [
        (
            (max(float(in_title), float(in_telling)) + float(alike)) / 200 * _weight(row.when, words.event.when),
            words.event,
        )
        for words, (in_title, in_telling, alike) in zip(found, shared, strict=True)
    ]


def _weight(one: When | None, other: When | None) -> float:
    """What words are worth beside two dates that overlap."""
    if one is None or other is None:
        return _UNDATED_FACTOR
    return 1.0 if max(one.days, other.days) <= _SHORT else _LONG_FACTOR


def decisions_of(  # noqa: PLR0913 - what bears on a decision beside the match
    matches: Iterable[Match],
    *,
    name: str,
    categories: Collection[str],
    category: str = "",
    accepted: Collection[str] = frozenset(),
    first: int = 1,
) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Accept what a sheet knows as well, add what it alone knows, under the ids ``new-N`` from ``first`` on.

    ``category`` is taken for rows whose own is none of ``categories``; without it such a row is a problem and left out.
    Events that are ``accepted`` already, or are the reader's own, are not accepted again.
    """
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for match in matches:
        row, event = match.row, match.event
        if row.status and _status(row.status) is None:
            cure = f"use one of {', '.join(Status)}"
            problems.append(_problem(name, row, f"{row.status!r} is no status: left out", cure))
        if event is not None:
            decisions += _confirmed(event, row, name, accepted)
            continue
        kind = _category(row.category, categories) or category
        if kind:
            decisions += _added(f"new-{first}", row, kind)
            first += 1
        else:
            problem = f"{row.category!r} is no category" if row.category else "the row has no category"
            cure = f"use one of {', '.join(sorted(categories))}, or give one for all with --category"
            problems.append(_problem(name, row, f"not added: {problem}", cure))
    return tuple(decisions), tuple(problems)


def _problem(name: str, row: ImportedRow, problem: str, cure: str) -> Problem:
    return Problem(name, Severity.WARNING, f"row {row.row}", problem, cure)


def _confirmed(event: Event, row: ImportedRow, name: str, accepted: Collection[str]) -> list[Decision]:
    """What a row that tells of a found event says of it."""
    decisions = []
    if event.id not in accepted and not all(map(is_readers, event.mentions)):
        decisions.append(Decision(event.id, Action.ACCEPT, note=f"{name}, row {row.row}: {row.title}"))
    if row.notes and event.note != row.notes:
        decisions.append(Decision(event.id, Action.NOTE, value=row.notes))
    return decisions


def _added(event_id: str, row: ImportedRow, kind: str) -> list[Decision]:
    """The rows of an event that the sheet alone knows; its description is the quote."""
    fields = {
        "title": row.title,
        "category": kind,
        "date": row.when.edtf if row.when else UNDATED,
        "status": _status(row.status) or "",
        "source": row.url or row.source,
    }
    notes = {"title": row.description}
    decisions = [
        Decision(event_id, Action.ADD, field, str(value), notes.get(field, ""))
        for field, value in fields.items()
        if value
    ]
    return [*decisions, *([Decision(event_id, Action.NOTE, value=row.notes)] if row.notes else [])]


def _category(told: str, categories: Collection[str]) -> str:
    """The category that a sheet means: the same words, in the singular, in any case.

    >>> _category("Export controls", ["export_control", "meeting"]), _category("Party", ["meeting"])
    ('export_control', '')
    """
    name = "_".join(re.findall(r"[^\W_]+", told.casefold()))
    return next((known for known in (name, name.removesuffix("s")) if known in categories), "")


def _status(told: str) -> Status | None:
    """The status that a sheet means, by our words or the common ones.

    >>> _status("Completed"), _status("PLANNED"), _status("red")
    (<Status.OCCURRED: 'occurred'>, <Status.PLANNED: 'planned'>, None)
    """
    word = told.strip().casefold()
    return next((status for status, words in _STATUSES.items() if word in (status.value, *words.split(","))), None)
