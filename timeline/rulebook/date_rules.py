"""Rule files for dates: one file per way of writing a date, with its examples beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field

from timeline.errors import RuleError
from timeline.model import TimexType
from timeline.rulebook.examples import Counterexample, TimexExample, TimexGap
from timeline.rulebook.loading import RuleModel, load
from timeline.rulebook.words import RULES

__all__ = ["DateRule", "shipped_date_rules"]


class DateRule(RuleModel):
    """One way of writing a date: what it looks like, and which resolver gives it its meaning.

    ``patterns`` are templates (see ``timeline.dates.templates``); ``fields`` are values that the words of this rule
    always have; of two readings of the same words the one of the higher ``priority`` wins.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    about: str = Field(min_length=8)
    type: TimexType
    resolver: str
    priority: int = 0
    patterns: tuple[str, ...] = Field(min_length=1)
    fields: Mapping[str, int | str] = {}
    example: tuple[TimexExample, ...] = Field(min_length=1)
    counterexample: tuple[Counterexample, ...] = ()
    unsupported: tuple[TimexGap, ...] = ()


def _read_date_rules(folder: Path) -> tuple[DateRule, ...]:
    """All date rules of a folder, by file name.

    Raises RuleError when a file breaks the form, or when a rule's name is not that of its file.
    """
    rules = []
    for path in sorted(folder.glob("*.toml")):
        rule = load(path, DateRule)
        if rule.name != path.stem:
            raise RuleError(
                f"the rule is called {rule.name}", file=str(path), place="name", cure=f'write name = "{path.stem}"'
            )
        rules.append(rule)
    return tuple(rules)


@cache
def shipped_date_rules() -> tuple[DateRule, ...]:
    """The date rules that come with the project."""
    return _read_date_rules(RULES / "dates")
