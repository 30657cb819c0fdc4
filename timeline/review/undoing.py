"""Which of the reader's decisions still stand: an ``undo`` takes the last one on its event back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from timeline.review.decisions import Action, Decision

__all__ = ["standing"]

_MAKING = (Action.ADD, Action.PROMOTE)
"""An event is made by several rows, which are one decision."""


def standing(
    decisions: Sequence[Decision], event_of: Callable[[str], str]
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """The decisions that still stand, in their order, and every ``undo`` that finds nothing to take back.

    ``event_of`` gives the event that an id means now: a decision on an old id is taken back by an undo on the new one.
    A merge is a decision on both of its events. All rows that add one event are one decision.

    >>> rows = [Decision("a", Action.ACCEPT), Decision("a", Action.NOTE, value="x"), Decision("a", Action.UNDO)]
    >>> [row.action.value for row in standing(rows, str)[0]]
    ['accept']
    """
    stacks: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    undone: set[int] = set()
    vain: list[Decision] = []
    for place, decision in enumerate(decisions):
        stack = stacks[event_of(decision.event_id)]
        if decision.action is Action.UNDO:
            while stack and undone.issuperset(stack[-1]):
                stack.pop()
            if not stack:
                vain.append(decision)
            undone.update((place, *(stack.pop() if stack else ())))
        elif _continues(decision, stack, decisions):
            stack[-1] = (*stack[-1], place)
        else:
            stack.append((place,))
            if decision.action is Action.MERGE:
                stacks[event_of(decision.value)].append((place,))
    return tuple(decision for place, decision in enumerate(decisions) if place not in undone), tuple(vain)


def _continues(decision: Decision, stack: Sequence[tuple[int, ...]], decisions: Sequence[Decision]) -> bool:
    if decision.action not in _MAKING or not stack:
        return False
    last = decisions[stack[-1][-1]]
    return last.action is decision.action and last.event_id == decision.event_id
