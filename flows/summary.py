"""What a run tells its reader at the end: what was read, what was found, what is missing and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.records import Gathered
from timeline.ledger import Change
from timeline.model import Event, Severity

__all__ = ["Summary", "summarise"]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one run. ``folder`` is where its files are, empty when it published nothing."""

    files: int
    documents: int
    mentions: int
    events: int
    undated: Mapping[str, int]
    anchorless_documents: int
    anchorless_dates: int
    errors: tuple[str, ...]
    warnings: int
    left_out: Mapping[str, int]
    changes: Mapping[str, int]
    folder: str

    @property
    def facts(self) -> dict[str, str]:
        """The figures as the report shows them."""
        return {name: text for name, text in self._figures() if name != "Changed"}

    def lines(self) -> Iterator[str]:
        """Say it in words, one fact a line."""
        for name, text in self._figures():
            yield f"{name + ':':<12}{text}"
        yield from (f"  error: {error}" for error in self.errors)

    def _figures(self) -> Iterator[tuple[str, str]]:
        yield "Documents", f"{self.documents:,}" + (f" (from {_count(self.files, 'file')})" if self._differs else "")
        yield "Events", f"{self.events:,} (from {_count(self.mentions, 'mention')})"
        yield "Dated", self._dated()
        if self.anchorless_dates:
            yield "Anchors", self._anchors()
        if self.errors or self.warnings:
            yield "Problems", f"{_count(len(self.errors), 'error')}, {_count(self.warnings, 'warning')} (problems.csv)"
        if self.left_out:
            yield "Left out", ", ".join(f"{count} ({reason})" for reason, count in self.left_out.items())
        yield "Changed", ", ".join(f"{count} {change}" for change, count in self.changes.items()) or "nothing new"

    @property
    def _differs(self) -> bool:
        return self.files != self.documents

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


def summarise(  # noqa: PLR0913 - a summary has many sources
    gathered: Gathered,
    *,
    files: int,
    left_out: Mapping[str, int],
    events: tuple[Event, ...] | None = None,
    changes: tuple[Change, ...] = (),
    folder: str = "",
) -> Summary:
    """Count what a run has read, found and changed."""
    told = gathered.events if events is None else events
    errors = [problem for problem in gathered.problems if problem.severity is Severity.ERROR]
    undated = Counter(event.date_note or "no date in the text" for event in told if event.when is None)
    return Summary(
        files=files,
        documents=len(gathered.records),
        mentions=sum(len(event.mentions) for event in told),
        events=len(told),
        undated=_ordered(undated),
        anchorless_documents=sum(record.document.published is None for record in gathered.records),
        anchorless_dates=sum(record.anchorless for record in gathered.records),
        errors=tuple(sorted(f"{error.document_id}: {error.problem} (cure: {error.cure})" for error in errors)),
        warnings=len(gathered.problems) - len(errors),
        left_out=dict(left_out),
        changes=_ordered(Counter(change.change for change in {(c.event_id, c.change): c for c in changes}.values())),
        folder=folder,
    )


def _ordered(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
