"""Examples inside rule files: what a rule must read, must leave alone, and cannot read yet."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812  (fields are called ``date``)

from pydantic import Field

from timeline.rulebook.loading import RuleModel

__all__ = [
    "Counterexample",
    "ExpectedMention",
    "ExpectedTimex",
    "MentionExample",
    "MentionGap",
    "TimexExample",
    "TimexGap",
]


class ExpectedTimex(RuleModel):
    """One expression that a date rule must find. ``date`` is EDTF, or "undated"."""

    text: str
    value: str
    date: str
    type: str = "DATE"


class TimexExample(RuleModel):
    """A text and all the expressions in it, in order: no fewer and no more."""

    text: str
    yields: tuple[ExpectedTimex, ...] = Field(min_length=1)
    published: Day | None = None


class Counterexample(RuleModel):
    """A text in which the rule must find nothing, and why."""

    text: str
    why: str = Field(min_length=8)
    published: Day | None = None


class TimexGap(TimexExample):
    """What the rule should read and does not yet: the suite tells when it starts to."""

    why: str = Field(min_length=8)


class ExpectedMention(RuleModel):
    """One mention that an event type must find. ``date`` is EDTF, or "undated"."""

    trigger: str
    status: str
    date: str = "undated"
    basis: str | None = None
    announced_on: Day | None = None
    actors: tuple[str, ...] | None = None
    place: str | None = None
    title: str | None = None


class MentionExample(RuleModel):
    """A text and all the events of this type in it: one entry an event, in order of their first mention."""

    text: str
    yields: tuple[ExpectedMention, ...] = Field(min_length=1)
    published: Day | None = None


class MentionGap(MentionExample):
    """What the type should find and does not yet."""

    why: str = Field(min_length=8)
