"""One run's new state of the ledger, seen by nobody else until it is committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, func, insert, select

from timeline.ledger.regrouping import regroup
from timeline.ledger.replacing import Moved
from timeline.ledger.reviewing import Decided, kept, replace_kept
from timeline.ledger.schema import DOCUMENT, EVENT, MENTION, RUN
from timeline.ledger.settling import ReviewedEvents, Settling
from timeline.ledger.shelf import Shelf
from timeline.ledger.storable import storable_problems
from timeline.ledger.values import Run
from timeline.model import Problem

__all__ = ["Drafted", "draft", "next_number"]

_PROBLEMS = TypeAdapter(tuple[Problem, ...])


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a run has done to the ledger: its number, what was taken in, and how much happened to events.

    ``review_changed`` is whether the reader's decisions, or what is wrong with them, differ from the last run's.
    """

    run: int
    moved: Moved
    changes: int
    review_changed: bool

    @property
    def nothing_new(self) -> bool:
        """Whether the ledger says the same as before the run."""
        return not (self.moved.readings or self.moved.sources or self.changes or self.review_changed)


def next_number(connection: Connection) -> int:
    """The number of the run that is under way."""
    return (connection.execute(select(func.max(RUN.c.number))).scalar() or 0) + 1


def draft(connection: Connection, moved: Moved, run: Run, decided: Decided, shelf: Shelf) -> Drafted:
    """Apply the reader's decisions to what was taken in, and settle what both change; nothing is committed.

    The events that it builds are laid on the ``shelf``.
    """
    number = next_number(connection)
    settling = Settling(connection, run, number)
    before = kept(connection)
    review = ReviewedEvents(settling, (*before, *decided.decisions))
    for regrouped in regroup(connection, moved, shelf):
        review.hold_back(regrouped)
        settling.settle(regrouped.events)
        settling.withdraw(regrouped.emptied, regrouped.heirs)
        settling.write_events()
    problems = storable_problems((*decided.problems, *review.settle(decided)))
    review_changed = decided.decisions != before or problems != _problems_before(connection)
    replace_kept(connection, decided.decisions, number)
    changes = settling.write()
    drafted = Drafted(number, moved, changes, review_changed)
    connection.execute(insert(RUN), _run_row(connection, run, drafted, problems))
    return drafted


def _problems_before(connection: Connection) -> tuple[Problem, ...]:
    """What was wrong with the decisions of the last run."""
    found = connection.execute(select(RUN.c.problems).order_by(RUN.c.number.desc()).limit(1)).scalar()
    return _PROBLEMS.validate_python(found or [])


def _run_row(connection: Connection, run: Run, drafted: Drafted, problems: Sequence[Problem]) -> dict[str, object]:
    def count(query: Select[tuple[int]]) -> int:
        return connection.execute(query).scalar_one()

    return {
        "number": drafted.run,
        "started": run.started,
        "as_of": run.as_of,
        "documents": count(select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.withdrawn.is_(False))),
        "mentions": count(select(func.count()).select_from(MENTION)),
        "events": count(select(func.count()).select_from(EVENT).where(EVENT.c.withdrawn.is_(False))),
        "changed": not drafted.nothing_new,
        "problems": _PROBLEMS.dump_python(tuple(problems), mode="json"),
    }
