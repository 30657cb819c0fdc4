"""What a file is made of: the events and their tables, the day it is made for, and what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING

from timeline.model import Change, Event, Extent, When

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Content", "is_exact", "left_out", "outline"]


@dataclass(frozen=True, slots=True)
class Content:
    """A timeline, or a part of one, as files are made from it.

    ``events`` stand in the order of the timeline, ``changes`` are what last happened to them, ``tables`` has the frames
    of ``timeline.table.TABLES``. ``as_of`` is the day the files are made for: nothing else tells them the time.
    ``beside`` names the other files of the same folder. ``beyond`` counts events that are left out here because a file
    for people holds only so many; those that are here come first in importance.
    """

    events: Sequence[Event]
    changes: Sequence[Change]
    tables: Mapping[str, pd.DataFrame]
    as_of: date
    title: str = "Timeline of events"
    beside: tuple[str, ...] = ()
    beyond: int = 0

    @property
    def left_behind(self) -> Iterator[str]:
        """For each event that is left out for its number, why: for ``left_out``."""
        return repeat("of less weight: timeline.csv has them", self.beyond)


def is_exact(when: When | None) -> bool:
    """Whether a date is a day, or a span that is filled from its first day to its last, told without hedging.

    Only such a date may become a day or a bar in a format that knows nothing else.

    >>> is_exact(When.day(date(2025, 7, 26))), is_exact(When.month(2025, 7)), is_exact(None)
    (True, False, False)
    """
    return when is not None and not when.approximate and (when.extent is Extent.LASTS or when.start == when.end)


def left_out(reasons: Iterable[str]) -> str:
    """Say how many events a format has no place for, and why; empty where there are none.

    >>> left_out(["undated", "approximate", "undated"])
    'left out: 3 events (2 undated, 1 approximate)'
    """
    counted = Counter(reasons)
    if not counted:
        return ""
    parts = ", ".join(f"{count:,} {reason}" for reason, count in counted.most_common())
    total = counted.total()
    return f"left out: {total:,} {'event' if total == 1 else 'events'} ({parts})"


def outline(event: Event) -> list[tuple[str, str]]:
    """What is said of an event beside its title, as labels and values: date, status, type, actors, place, reason."""
    published = f" (on {event.status_as_of})" if event.status_as_of else ""
    facts = [
        ("When", event.when.shown if event.when else "undated"),
        ("Status", f"{event.status.value}{published}"),
        ("Type", event.category.replace("_", " ")),
        ("Announced on", str(event.announced_on) if event.announced_on else ""),
        ("Actors", "; ".join(event.actors)),
        ("Place", event.place),
        ("Date note", event.date_note),
        ("Note", event.note),
        ("Tags", "; ".join(event.tags)),
    ]
    return [(label, value) for label, value in facts if value]
