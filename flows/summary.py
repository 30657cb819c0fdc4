"""What a run tells its reader at the end: what was read, what was found, what is missing and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.retention import NOTHING, Pruned
from flows.showing import safe_line
from timeline.ledger import Tally, Telling
from timeline.model import Problem, Severity

__all__ = ["Read", "Summary", "summarise"]


@dataclass(frozen=True, slots=True)
class Read:
    """What a run has looked at: so many files, of which so many were new or changed, and what it left out and why."""

    files: int
    changed: int
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one run. ``folder`` is where its files are, empty when it published nothing.

    ``documents`` to ``warnings`` are those of the whole timeline, ``read`` and ``changes`` those of the run. ``beyond``
    counts the events that are too many for the files that people look at.
    """

    read: Read
    documents: int
    mentions: int
    events: int
    undated: Mapping[str, int]
    anchorless_documents: int
    anchorless_dates: int
    errors: tuple[str, ...]
    warnings: int
    changes: Mapping[str, int]
    beyond: int = 0
    folder: str = ""
    pruned: Pruned = NOTHING

    @property
    def facts(self) -> dict[str, str]:
        """The figures as the report shows them."""
        return {name: text for name, text in self._figures() if name not in {"Read", "Changed", "Pruned"}}

    def lines(self) -> Iterator[str]:
        """Say it in words, one fact a line."""
        for name, text in self._figures():
            yield f"{name + ':':<12}{text}"
        yield from (f"  error: {error}" for error in self.errors)

    def _figures(self) -> Iterator[tuple[str, str]]:
        yield "Read", self._reading()
        yield "Documents", f"{self.documents:,}"
        yield "Events", f"{self.events:,} (from {_count(self.mentions, 'mention')})"
        yield "Dated", self._dated()
        if self.beyond:
            shown = f"{self.events - self.beyond:,} of {self.events:,}"
            yield "Shown", f"{shown} events in the report and other files for people; all in timeline.csv"
        if self.anchorless_dates:
            yield "Anchors", self._anchors()
        if self.errors or self.warnings:
            yield "Problems", f"{_count(len(self.errors), 'error')}, {_count(self.warnings, 'warning')} (problems.csv)"
        if self.read.left_out:
            yield (
                "Left out",
                ", ".join(f"{count} ({safe_line(reason)})" for reason, count in self.read.left_out.items()),
            )
        yield "Changed", ", ".join(f"{count} {change}" for change, count in self.changes.items()) or "nothing new"
        if self.pruned != NOTHING:
            yield "Pruned", self._pruning()

    def _reading(self) -> str:
        same = self.read.files - self.read.changed
        known = f"; {same:,} unchanged since an earlier run" if same else ""
        return f"{_count(self.read.changed, 'file')}{known}"

    def _pruning(self) -> str:
        refused = f"; {self.pruned.refused} could not be removed" if self.pruned.refused else ""
        return f"{_count(self.pruned.removed, 'old run')}{refused}"

    def _dated(self) -> str:
        missing = sum(self.undated.values())
        if not missing:
            return f"all {self.events}" if self.events else "none"
        reasons = ", ".join(f"{reason}: {count}" for reason, count in self.undated.items())
        return f"{self.events - missing}; {missing} undated ({reasons})"

    def _anchors(self) -> str:
        have = "has" if self.anchorless_documents == 1 else "have"
        dates = _count(self.anchorless_dates, "relative date")
        return (
            f"{self.anchorless_documents} of {_count(self.documents, 'document')} {have} no publication day: "
            f"{dates} left undated; give one with --published or a manifest"
        )


def summarise(
    told: Telling, problems: Sequence[Problem], changed: Mapping[str, int], *, tally: Tally, read: Read
) -> Summary:
    """Count what a run has read, found and changed; ``changed`` counts the events of each kind of change."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return Summary(
        read=read,
        documents=tally.documents,
        mentions=told.mention_count,
        events=len(told),
        undated=_ordered(told.undated),
        anchorless_documents=tally.anchorless_documents,
        anchorless_dates=tally.anchorless_dates,
        errors=tuple(
            sorted(safe_line(f"{error.document_id}: {error.problem} (cure: {error.cure})") for error in errors)
        ),
        warnings=len(problems) - len(errors),
        changes=_ordered(changed),
    )


def _ordered(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
