"""What a resolver is given and what it gives back, and the register by which rule files name it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from timeline.dates.declared import NOTHING_DECLARED, Declared
from timeline.dates.fields import Value
from timeline.errors import RuleError
from timeline.model import DateBasis, TimexType, When

__all__ = [
    "NOT_PUBLISHED",
    "NOT_TOLD",
    "NO_CALENDAR_DATE",
    "Context",
    "Fields",
    "Meaning",
    "Told",
    "explicit",
    "resolver",
    "resolver_named",
    "whole",
]

Fields = Mapping[str, Value]

NOT_PUBLISHED = "no publication date"
NOT_TOLD = "no date told before to count from"
NO_CALENDAR_DATE = "the words name no calendar date"


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the text has told before, and where: what "two days later" counts from.

    ``year_named`` is whether its words say the year, ``sentence`` the number of the sentence in which it stands,
    ``stop`` the place in the text where it ends.
    """

    when: When
    paragraph: int
    explicit: bool
    year_named: bool = False
    sentence: int = -1
    stop: int = -1


@dataclass(frozen=True, slots=True)
class Context:
    """What the words of an expression do not say themselves.

    ``direction`` is asked only where tense decides: "past", "future", "present" or "". ``told`` is the date told last
    in this paragraph or the one before, ``told_here`` the one told in full in this paragraph,
    ``told_event`` the last past day of the paragraphs before, ``period`` the quarter
    told last; ``compares`` is whether the sentence gives figures, which are compared with those of such a period.
    ``antique`` is the year before Christ named last, ``section`` the years that the heading above names,
    ``year_above`` the year that is all that this heading says, where the date stands at the front of its line,
    ``narrative`` whether the text tells of another time than that of its publication, ``declared`` what text or
    reader say of all its dates, ``sentence`` the number of the sentence at hand,
    and ``foreseen`` whether it looks ahead from the date told last ("threatened on 17 January to act from 1 February").
    """

    published: date | None
    direction: Callable[[], str]
    told: Told | None = None
    told_here: Told | None = None
    told_event: Told | None = None
    narrative: bool = False
    period: Told | None = None
    compares: bool = False
    antique: int = 0
    section: When | None = None
    year_above: int = 0
    declared: Declared = NOTHING_DECLARED
    sentence: int = -1
    foreseen: bool = False

    @property
    def looks_ahead(self) -> bool:
        """Whether the clause tells of what is to come: the future, and as a rule the present ("opens on Friday")."""
        return self.direction() in ("future", "present")

    @property
    def anchor(self) -> date | None:
        """The day from which relative words count: that of publication, in a narrative that of the date told last."""
        return self.told.when.start if self.narrative and self.told else self.published

    def relative(self, value: str, when: When) -> Meaning:
        """A date counted from the anchor."""
        if self.narrative and self.told:
            return Meaning(value, when, DateBasis.EVENT_RELATIVE, self.anchor, "text")
        return Meaning(value, when, DateBasis.RELATIVE, self.anchor, "published")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The reading of an expression: its TIMEX3 value and, where text and publication day support one, its date.

    ``ends`` holds the two ends of a range, which TIMEX3 takes for two expressions.
    ``flawed`` is whether the words contradict the calendar or cannot be told apart; ``note`` then says how.
    """

    value: str
    when: When | None = None
    basis: DateBasis = DateBasis.NONE
    anchor: date | None = None
    anchor_basis: str = "none"
    days: int | None = None
    note: str = ""
    doubt: str = ""
    type: TimexType | None = None
    ends: tuple[Meaning, Meaning] | None = None
    flawed: bool = False


def whole(fields: Fields, name: str) -> int:
    """A field that counts as a whole number; 0 where the words do not hold it."""
    return int(fields.get(name, 0))


def explicit(value: str, when: When, *, doubt: str = "") -> Meaning:
    """A date that is told in full."""
    return Meaning(value, when, DateBasis.EXPLICIT, doubt=doubt)


Resolver = Callable[[Fields, Context], Meaning | None]

_Resolves = TypeVar("_Resolves", bound=Resolver)
_RESOLVERS: dict[str, Resolver] = {}


def resolver(function: _Resolves) -> _Resolves:
    """Register a function under its own name, so that rule files can name it; it gives None where no date is meant."""
    _RESOLVERS[function.__name__] = function
    return function


def resolver_named(name: str, *, file: str) -> Resolver:
    """The resolver a rule file asks for.

    Raises RuleError when there is none of that name.
    """
    found = _RESOLVERS.get(name)
    if found is None:
        known = ", ".join(sorted(_RESOLVERS))
        raise RuleError(f"there is no resolver {name}", file=file, place="resolver", cure=f"use one of: {known}")
    return found
