"""Things that grow together: groups joined pair by pair, each thing in exactly one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

__all__ = ["Circles"]

Thing = TypeVar("Thing", bound=Hashable)


class Circles(Generic[Thing]):
    """Each thing alone at first; joining two joins all that they stand with.

    >>> circles = Circles("abcd")
    >>> circles.join("a", "b"), circles.join("b", "d")
    (None, None)
    >>> circles.together("a", "d"), sorted(len(group) for group in circles.all())
    (True, [1, 3])
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self._members: dict[Thing, list[Thing]] = {thing: [thing] for thing in things}
        self._name = {thing: thing for thing in self._members}

    def name(self, thing: Thing) -> Thing:
        """The one of a group that stands for it, until the group is joined with a larger one."""
        return self._name[thing]

    def members(self, thing: Thing) -> Sequence[Thing]:
        """All that stand together with a thing, itself among them."""
        return self._members[self._name[thing]]

    def together(self, one: Thing, other: Thing) -> bool:
        """Whether two things are in one group."""
        return self._name[one] == self._name[other]

    def join(self, one: Thing, other: Thing) -> None:
        """Make one group of those of two things; the smaller moves, so that a thing moves rarely."""
        larger, smaller = sorted((self._name[one], self._name[other]), key=lambda name: -len(self._members[name]))
        if larger != smaller:
            moved = self._members.pop(smaller)
            self._members[larger] += moved
            self._name.update(dict.fromkeys(moved, larger))

    def all(self) -> Sequence[Sequence[Thing]]:
        """The groups."""
        return tuple(self._members.values())
