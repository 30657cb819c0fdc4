"""Names for each event the others in the life of the same measure: announced, in effect, changed, ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.merge.accounts import Account, account_of
from timeline.merge.comparing import contradiction
from timeline.merge.steps import STEPS
from timeline.merge.wording import is_rule_word
from timeline.model import Event, Relation

__all__ = ["related"]

_KINDS = {"proposes": "announces", "passes": "announces"}
"""Steps that to a reader of the measure are announcements; the others are called as they are."""
_ONE_MEASURE = 1.0
"""What two events must share to be of one measure: a word of its own in both titles, or as much in their sentences."""
_BOTH_TITLES, _ONE_TITLE, _NO_TITLE = 1.0, 0.6, 0.3
_COUNTRY, _ONE_DOCUMENT = 0.2, 0.4
"""The same country, or one document that tells both, makes up for a word that stands in one title only."""
_BUSY = 200
"""A word that so many events of a category hold tells no measure from another."""
_LONGEST_LIFE = 3 * 366
"""Days between two steps of one measure: laws take up to three years to apply."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One event of a measure's life: where it stands among all, what it does, and what it tells."""

    number: int
    event: Event
    account: Account

    @property
    def kind(self) -> str:
        """What it does to the measure, in the words of ``Relation``."""
        return _KINDS.get(self.account.step, self.account.step)


def related(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, in the order given, each with those that announce, bring into effect, change or end its measure.

    Of each kind an event names the likest, and those that name it. What was related before is made anew.
    """
    listed = list(events)
    steps = [step for number, event in enumerate(listed) if (step := _step(number, event)) is not None]
    found: dict[int, dict[str, str]] = {}
    for one, other in _pairs(steps):
        found.setdefault(one.number, {})[other.event.id] = other.kind
        found.setdefault(other.number, {})[one.event.id] = one.kind
    return tuple(replace(event, related=_relations(found.get(number, {}))) for number, event in enumerate(listed))


def _relations(kinds: dict[str, str]) -> tuple[Relation, ...]:
    order = list(dict.fromkeys(_KINDS.get(step, step) for step in STEPS))
    return tuple(
        Relation(event_id, kind) for event_id, kind in sorted(kinds.items(), key=lambda one: (order.index(one[1]), one[0]))
    )


def _step(number: int, event: Event) -> _Step | None:
    account = account_of(event.mentions)
    return _Step(number, event, account) if account.step else None


def _pairs(steps: Sequence[_Step]) -> Iterator[tuple[_Step, _Step]]:
    index: dict[str, list[_Step]] = {}
    for step in steps:
        for word in _own_words(step.account):
            index.setdefault(f"{step.account.category}|{word}", []).append(step)
    for step in steps:
        near: dict[int, _Step] = {}
        for word in _own_words(step.account):
            shared = index[f"{step.account.category}|{word}"]
            if len(shared) <= _BUSY:
                near |= {other.number: other for other in shared if other.kind != step.kind}
        yield from ((step, other) for other in _best_of_each_kind(step, near.values()))


def _best_of_each_kind(step: _Step, near: Iterable[_Step]) -> list[_Step]:
    best: dict[str, tuple[tuple[float, int, str], _Step]] = {}
    for other in near:
        if not _in_order(step, other) or contradiction(step.account, other.account):
            continue
        shared = _shared(step, other)
        rank = (-shared, _days_between(step.event, other.event), other.event.id)
        if shared >= _ONE_MEASURE and (other.kind not in best or rank < best[other.kind][0]):
            best[other.kind] = (rank, other)
    return [other for _, other in best.values()]


def _own_words(account: Account) -> set[str]:
    """The words that may tell one measure from another, of titles and sentences."""
    words = (*account.names, *account.words, *account.near_names, *account.near_words)
    return {word for word in words if " " in word or not is_rule_word(word)} - {*account.actors}


def _shared(one: _Step, other: _Step) -> float:
    mine, theirs = ({*step.account.names, *step.account.words} for step in (one, other))
    total = 0.0
    for word in _own_words(one.account) & _own_words(other.account):
        total += (_NO_TITLE, _ONE_TITLE, _BOTH_TITLES)[(word in mine) + (word in theirs)]
    documents = {mention.origin.id for mention in one.event.mentions}
    total += _ONE_DOCUMENT * any(mention.origin.id in documents for mention in other.event.mentions)
    return total + _COUNTRY * bool(set(one.account.countries) & set(other.account.countries))


def _in_order(one: _Step, other: _Step) -> bool:
    """Whether two dated steps come in the order of a measure's life and not too far apart; undated ones may be."""
    first, second = sorted((one, other), key=lambda step: STEPS.index(step.account.step))
    if first.event.when is None or second.event.when is None:
        return True
    return first.event.when.start <= second.event.when.end and _days_between(one.event, other.event) <= _LONGEST_LIFE


def _days_between(one: Event, other: Event) -> int:
    starts: list[date] = [event.when.start for event in (one, other) if event.when is not None]
    return abs((starts[0] - starts[1]).days) if len(starts) > 1 else _LONGEST_LIFE
