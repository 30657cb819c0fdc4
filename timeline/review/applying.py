"""Carries out the reader's decisions on the events of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.merge import ranked
from timeline.model import Event, Lead, Problem, Relation
from timeline.review.decisions import REVIEW, Action, Decision
from timeline.review.desk import Desk, follow
from timeline.review.fields import cure_of, edited, listed, said, shown
from timeline.review.joining import join, rebuilt, take_apart
from timeline.review.making import is_readers, make_events
from timeline.review.undoing import standing
from timeline.rulebook import load_rulebook

__all__ = ["Overridden", "Reviewed", "apply_review"]

Overridden = Mapping[tuple[str, str], tuple[str, str]]
"""What the reader says, and what the documents said when that was first applied, by event id and field."""
_NOTHING: Overridden = {}
_NOWHERE: Mapping[str, str] = {}
_VERDICTS = (Action.ACCEPT, Action.REJECT)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The events of a run as the reader wants them, in order of date, and what became of the decisions.

    ``rejected`` are the events taken out, ``accepted`` the ids of those found right. ``forwards`` leads from every id
    that was merged away to its heir. ``overridden`` holds what the reader set and what
    the documents said then: the next run wants it as ``overridden_before``. ``problems`` name the line of the decision.
    """

    events: tuple[Event, ...]
    rejected: tuple[Event, ...]
    forwards: Mapping[str, str]
    problems: tuple[Problem, ...]
    overridden: Overridden = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()


def apply_review(  # noqa: PLR0913 - all that a decision may speak of
    events: Iterable[Event],
    decisions: Sequence[Decision],
    *,
    forwards: Mapping[str, str] = _NOWHERE,
    leads: Iterable[Lead] = (),
    overridden_before: Overridden = _NOTHING,
    categories: Collection[str] | None = None,
) -> Reviewed:
    """The events with the reader's decisions carried out; of two that contradict each other the later one counts.

    ``forwards`` leads from ids of earlier runs to their heirs, so that a decision on an old id still holds.
    ``overridden_before`` is what the documents said when the reader set a field: as long as they say something else,
    that is a problem. ``categories`` are those that an event may have (default: the built-in types and those of the
    events). A decision that cannot be carried out is a problem, and the others go on. The order of ``events`` does not
    matter. No decision, however odd, raises an error.
    """
    found = {event.id: event for event in map(_as_found, events) if event is not None}
    known = frozenset(categories if categories is not None else (kind.name for kind in load_rulebook().types))
    known |= {event.category for event in found.values()}
    desk = Desk(found, {old: heir for old, heir in forwards.items() if old != heir})
    stand, vain = standing(decisions, desk.id_of)
    for decision in vain:
        desk.complain(decision, f"undo: nothing is left to take back on {decision.event_id}", "delete the row")
    made = {row.event_id for row in stand if row.action in (Action.ADD, Action.PROMOTE)}
    edits = make_events(desk, stand, leads, known)
    verdicts = _arranged(desk, stand, frozenset(forwards))
    missing = made - desk.events.keys() - desk.forwards.keys()
    fields = [row for row in (*edits, *stand) if row.event_id not in missing]
    overridden = _edit(desk, fields, overridden_before, known)
    _annotate(desk, fields)
    return _finished(desk, verdicts, overridden)


def _as_found(event: Event) -> Event | None:
    """The event without what the reader did to it in an earlier run: that is done anew, or was taken back."""
    mentions = [mention for mention in event.mentions if not is_readers(mention)]
    if len(mentions) == len(event.mentions):
        return replace(event, note="", tags=()) if event.note or event.tags else event
    return replace(rebuilt(event, mentions, event.joins), note="", tags=()) if mentions else None


def _arranged(desk: Desk, decisions: Iterable[Decision], machine: Collection[str]) -> dict[str, Decision]:
    """Merge, split, accept and reject in the order of the rows; the verdict that counts on each event."""
    verdicts: dict[str, Decision] = {}
    late: list[Decision] = []
    for decision in decisions:
        if decision.action is Action.SPLIT:
            take_apart(desk, decision)
        elif decision.action is Action.MERGE:
            moved = join(desk, decision)
            if moved:
                _inherit(desk, verdicts, *moved, decision)
        elif decision.action in _VERDICTS:
            if desk.id_of(decision.event_id) in desk.events:
                _judge(desk, verdicts, decision, machine)
            else:
                late.append(decision)
    for decision in late:
        if desk.id_of(decision.event_id) in desk.events:
            _judge(desk, verdicts, decision, machine)
        else:
            desk.unknown(decision, decision.event_id)
    return verdicts


def _judge(desk: Desk, verdicts: dict[str, Decision], decision: Decision, machine: Collection[str]) -> None:
    event_id = desk.id_of(decision.event_id)
    before = verdicts.get(event_id)
    if before is not None and before.action is not decision.action:
        problem = f"{before.action.value}: line {decision.line} says {decision.action.value}; the later row counts"
        desk.complain(before, problem, "delete the row that does not hold, or take it back with undo")
    if decision.action is Action.REJECT and event_id != decision.event_id and decision.event_id in machine:
        problem = f"reject: {decision.event_id} is part of {event_id} now, which is rejected as a whole"
        desk.complain(decision, problem, f"split {event_id} if the rest of it holds, and reject the part")
    verdicts[event_id] = decision


def _inherit(desk: Desk, verdicts: dict[str, Decision], gone: str, heir: str, merge: Decision) -> None:
    """An event that goes into another one brings along that it was found right, but not that it was thrown out."""
    verdict = verdicts.pop(gone, None)
    if verdict is None:
        return
    if verdict.action is Action.ACCEPT or gone not in desk.merged:
        verdicts.setdefault(heir, verdict)
        return
    problem = f"reject: line {merge.line} merges {gone} into {heir}; the later row counts"
    desk.complain(verdict, problem, f"reject {heir} if neither holds")


def _edit(
    desk: Desk, decisions: Iterable[Decision], before: Overridden, categories: Collection[str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Set the fields that the reader set, and give what the documents say there."""
    last: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        if decision.action is not Action.EDIT:
            continue
        event_id = desk.id_of(decision.event_id)
        if event_id not in desk.events:
            desk.unknown(decision, decision.event_id)
            continue
        try:
            edited(desk.events[event_id], decision.field, decision.value, categories)
        except ValueError as error:
            desk.complain(decision, f"edit: {error}", cure_of(decision.field, categories))
        else:
            last[event_id, decision.field] = decision
    overridden: dict[tuple[str, str], tuple[str, str]] = {}
    for (event_id, name), decision in sorted(last.items(), key=lambda item: item[0]):
        event = desk.events[event_id]
        desk.events[event_id] = edited(event, name, decision.value, categories)
        if any(mention.origin.id != REVIEW for mention in event.mentions):
            ours, theirs = said(desk.events[event_id], name), said(event, name)
            then = _when_decided(before, ours, (event_id, name), (decision.event_id, name))
            overridden[event_id, name] = (ours, theirs if then is None else then)
            if then is not None and theirs not in (then, ours):
                _tell_conflict(desk, decision, ours, then, theirs)
    return overridden


def _when_decided(before: Overridden, ours: str, *places: tuple[str, str]) -> str | None:
    """What documents said when a reader first set what stands there; None where that is decided anew."""
    known = next((before[place] for place in places if place in before), None)
    return known[1] if known and known[0] == ours else None


def _tell_conflict(desk: Desk, decision: Decision, ours: str, then: str, theirs: str) -> None:
    ours, then, theirs = (shown(decision.field, value) for value in (ours, then, theirs))
    desk.complain(
        decision,
        f"{decision.field}: the reader set {ours}; the documents said {then} when that was decided, "
        f"and now say {theirs}",
        f"look at {decision.event_id} again: edit it anew, or take the decision back with undo",
    )


def _annotate(desk: Desk, decisions: Iterable[Decision]) -> None:
    """Notes and tags: a later note replaces the earlier one, tags add up."""
    for decision in decisions:
        if decision.action not in (Action.NOTE, Action.TAG):
            continue
        event = desk.events.get(desk.id_of(decision.event_id))
        if event is None:
            desk.unknown(decision, decision.event_id)
        elif decision.action is Action.NOTE:
            desk.events[event.id] = replace(event, note=decision.value or decision.note)
        else:
            desk.events[event.id] = replace(event, tags=_tagged(event.tags, decision.value))


def _tagged(tags: Sequence[str], value: str) -> tuple[str, ...]:
    """The tags with those added that a value names, and those removed that it names behind a minus.

    >>> _tagged(("chips",), "summit; -chips")
    ('summit',)
    """
    kept = list(tags)
    for tag in listed(value):
        name = tag.removeprefix("-").strip()
        kept = [other for other in kept if other != name]
        if not tag.startswith("-"):
            kept.append(name)
    return tuple(kept)


def _finished(desk: Desk, verdicts: Mapping[str, Decision], overridden: Overridden) -> Reviewed:
    out = {event_id for event_id, verdict in verdicts.items() if verdict.action is Action.REJECT}
    accepted = frozenset(verdicts.keys() - out)
    events = [_related(event, desk, out) for event in desk.events.values()]
    return Reviewed(
        events=ranked([event for event in events if event.id not in out]),
        rejected=ranked([event for event in events if event.id in out]),
        forwards={old: follow(old, desk.forwards, desk.events) for old in sorted(desk.forwards)},
        problems=tuple(sorted(desk.problems, key=_line)),
        overridden=overridden,
        accepted=accepted,
    )


def _related(event: Event, desk: Desk, out: Collection[str]) -> Event:
    """The event with relations that lead to where their events are now; none to itself or to what was rejected."""
    if not event.related:
        return event
    related = (Relation(desk.id_of(relation.event_id), relation.kind) for relation in event.related)
    kept = dict.fromkeys(relation for relation in related if relation.event_id not in {event.id, *out})
    return replace(event, related=tuple(kept))


def _line(problem: Problem) -> tuple[int, str]:
    return (int(problem.place.removeprefix("line ")), problem.problem)
