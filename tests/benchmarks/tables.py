"""A table of figures, for a terminal and for a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Table", "Target"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be: at least, or else at most, so much."""

    name: str
    figure: float
    bound: float
    unit: str = ""
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether it is so."""
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound

    @property
    def line(self) -> str:
        """The figure beside what it should be."""
        side = "at least" if self.at_least else "at most"
        verdict = "met" if self.met else "MISSED"
        return f"{self.name}: {_shown(self.figure)}{self.unit} ({side} {_shown(self.bound)}{self.unit}: {verdict})"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under ``head``, made by ``command``, and what they are held against."""

    title: str
    command: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    targets: Sequence[Target] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """The table as it is read on a terminal."""
        lines = (self.head, *self.rows)
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.head))]
        body = ["  ".join(_padded(line, widths)).rstrip() for line in lines]
        return "\n".join((self.title, *body, *(target.line for target in self.targets), *self._notes)) + "\n"

    @property
    def markdown(self) -> str:
        """The table as a section of a document."""
        lines = (self.head, ("---", *("---:" for _ in self.head[1:])), *self.rows)
        body = ["| " + " | ".join(line) + " |" for line in lines]
        told = [f"- {target.line}" for target in self.targets]
        parts = (f"## {self.title}", f"    {self.command}", "\n".join(body), "\n".join(told), *self._notes)
        return "\n\n".join(part for part in parts if part) + "\n"

    @property
    def _notes(self) -> tuple[str, ...]:
        return (self.note,) if self.note else ()


def _padded(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *others = zip(cells, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]


def _shown(figure: float) -> str:
    """Three digits say enough.

    >>> _shown(1.8649), _shown(15), _shown(127.3)
    ('1.86', '15', '127')
    """
    return f"{figure:.3g}" if abs(figure) < 1000 else f"{figure:,.0f}"
