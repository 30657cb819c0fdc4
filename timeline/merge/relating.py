"""Names for each event the others in the life of the same measure: announced, in effect, changed, ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from timeline.merge.accounts import Account, account_of
from timeline.merge.contradictions import contradiction
from timeline.merge.steps import STEPS, step_of
from timeline.merge.wording import is_rule_word, is_verb
from timeline.model import Event, Relation, When
from timeline.text.lexicon import shipped_lexicon

__all__ = ["MeasureStep", "measure_step", "related", "relations_of"]

_KINDS = {"proposes": "announces", "passes": "announces"}
"""Steps that to a reader of the measure are announcements; the others are called as they are."""
_ORDER = tuple(dict.fromkeys(_KINDS.get(step, step) for step in STEPS))
_TOLD_TOGETHER = 366
"""Days between two steps of which one document tells only as "the rules": it would name a measure of another year."""
_TWO_NOUNS = 2
"""Common nouns that name one measure within a document when they stand together ("port fees", "diffusion rule")."""
_COMMON_NOUN, _TOGETHER = 0.3, 0.5
"""What a common noun and a document in common weigh against a word of the measure's own."""
_BUSY = 200
"""A word that so many events of a category hold tells no measure from another."""
_LONGEST_LIFE = 3 * 366
"""Days between two steps of one measure: laws take up to three years to apply."""


@dataclass(frozen=True, slots=True)
class MeasureStep:
    """One event in the life of a measure, without its mentions: what it does, when, who reports it, what is told.

    ``number`` is the caller's name for the event.
    """

    number: int
    event_id: str
    when: When | None
    documents: frozenset[str]
    account: Account

    @property
    def kind(self) -> str:
        """What it does to the measure, in the words of ``Relation``."""
        return _KINDS.get(self.account.step, self.account.step)

    @property
    def order(self) -> int:
        """Its place in the life of a measure; all announcements have one."""
        return _ORDER.index(self.kind)


def related(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, in the order given, each with those that announce, bring into effect, change or end its measure.

    An effect, a change or an end names the likest of each earlier kind, and is named by them. What was related before
    is made anew.
    """
    listed = list(events)
    found = relations_of([step for number, event in enumerate(listed) if (step := measure_step(number, event))])
    return tuple(replace(event, related=found.get(number, ())) for number, event in enumerate(listed))


def measure_step(number: int, event: Event) -> MeasureStep | None:
    """The step that an event is in the life of a measure; None where its kind of event has no such life."""
    if not any(map(step_of, event.mentions)):
        return None
    documents = frozenset(mention.origin.id for mention in event.mentions)
    return MeasureStep(number, event.id, event.when, documents, account_of(event.mentions))


def relations_of(steps: Sequence[MeasureStep]) -> dict[int, tuple[Relation, ...]]:
    """The relations of those steps that have any, by their number; their order does not matter.

    Only steps whose events are of one category (that of their first account) are of one measure, so that those of each
    category may be given by themselves.
    """
    found: dict[int, dict[str, str]] = {}
    for one, other in _pairs(steps):
        found.setdefault(one.number, {})[other.event_id] = other.kind
        found.setdefault(other.number, {})[one.event_id] = one.kind
    return {number: _relations(kinds) for number, kinds in found.items()}


def _relations(kinds: dict[str, str]) -> tuple[Relation, ...]:
    ordered = sorted(kinds.items(), key=lambda one: (_ORDER.index(one[1]), one[0]))
    return tuple(Relation(event_id, kind) for event_id, kind in ordered)


def _pairs(steps: Sequence[MeasureStep]) -> Iterator[tuple[MeasureStep, MeasureStep]]:
    index: dict[str, list[MeasureStep]] = {}
    for step in steps:
        for key in _keys(step):
            index.setdefault(key, []).append(step)
    for step in steps:
        near: dict[int, MeasureStep] = {}
        for key in _keys(step):
            if len(index[key]) <= _BUSY:
                near |= {other.number: other for other in index[key] if other.order < step.order}
        yield from ((step, other) for other in _best_of_each_kind(step, near.values()))


def _keys(step: MeasureStep) -> Iterator[str]:
    """A measure's own words tell it anywhere; "the rules" do so only within one document."""
    account = step.account
    for word in _own_words(account):
        yield f"{account.category}|{word}"
    for document in sorted(step.documents):
        for word in _kind_words(account):
            yield f"{account.category}|{word}|{document}"


def _best_of_each_kind(step: MeasureStep, near: Iterable[MeasureStep]) -> list[MeasureStep]:
    best: dict[str, tuple[tuple[float, int, str], MeasureStep]] = {}
    for other in near:
        if not _may_be_one(step, other):
            continue
        rank = (-_shared(step, other), _days_between(step, other), other.event_id)
        if other.kind not in best or rank < best[other.kind][0]:
            best[other.kind] = (rank, other)
    return [other for _, other in best.values()]


def _may_be_one(one: MeasureStep, other: MeasureStep) -> bool:
    """Whether nothing keeps two steps from being of one measure: their order, their countries, what each is about."""
    own = (_own_words(one.account), _own_words(other.account))
    kinds = _kind_words(one.account) & _kind_words(other.account)
    told_by = {*one.account.actors, *other.account.actors}
    bare = not any(own) and _days_between(one, other) <= _TOLD_TOGETHER
    if not (own[0] & own[1]) - told_by and not bare and len(kinds - told_by) < _TWO_NOUNS:
        return False
    if one.account.countries and other.account.countries and not {*one.account.countries} & {*other.account.countries}:
        return False
    return _in_order(one, other) and not contradiction(one.account, other.account)


def _own_words(account: Account) -> set[str]:
    """The words of its titles that tell one measure from another."""
    words = {
        word for word in (*account.names, *account.words) if " " in word or not (is_rule_word(word) or is_verb(word))
    }
    return words - {*account.actors, *account.places} - {" ".join(pair) for pair in permutations(account.actors, 2)}


def _kind_words(account: Account) -> set[str]:
    """The nouns of its titles that only tell what kind of measure it is ("rules", "ban")."""
    return {
        word
        for word in (*account.names, *account.words)
        if is_rule_word(word) and " " not in word and not _is_act(word)
    }


def _is_act(word: str) -> bool:
    """Whether a word only tells what is done: a verb that is no noun as well."""
    return is_verb(word) and word not in shipped_lexicon().nouns


def _shared(one: MeasureStep, other: MeasureStep) -> float:
    """How many words of their own two steps share; common nouns and one document that tells of both count for less."""
    together = not one.documents.isdisjoint(other.documents)
    shared = {*one.account.names, *one.account.words} & {*other.account.names, *other.account.words}
    own = len(_own_words(one.account) & _own_words(other.account))
    return own + _COMMON_NOUN * len(shared) + _TOGETHER * together


def _in_order(one: MeasureStep, other: MeasureStep) -> bool:
    """Whether two dated steps come in the order of a measure's life and not too far apart; undated ones may be."""
    first, second = sorted((one, other), key=lambda step: STEPS.index(step.account.step))
    if first.when is None or second.when is None:
        return True
    return first.when.start <= second.when.end and _days_between(one, other) <= _LONGEST_LIFE


def _days_between(one: MeasureStep, other: MeasureStep) -> int:
    starts: list[date] = [step.when.start for step in (one, other) if step.when is not None]
    return abs((starts[0] - starts[1]).days) if len(starts) > 1 else _LONGEST_LIFE
