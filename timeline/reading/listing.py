"""What a manifest would say of a source: each file with its day, how sure that is, and what other places say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.model import Document, Evidence
from timeline.reading.entries import Entry, Loaded
from timeline.reading.evidence import how_sure

__all__ = ["COLUMNS", "Line", "line_of"]

COLUMNS = (
    *("file", "id", "published", "published_basis", "sure", "others"),
    *("title", "publisher", "url", "language", "columns"),
)
"""The columns of a manifest that the program writes, in their order."""

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One file of a manifest: values by column, all of them texts."""

    values: tuple[str, ...]

    def named(self) -> dict[str, str]:
        """The values by the names of their columns."""
        return dict(zip(COLUMNS, self.values, strict=True))


def line_of(entry: Entry, loaded: Loaded, folder: Path) -> Line:
    """The line of a file; a file of several documents, which have their own days, is named and no more."""
    file = Path(os.path.relpath(entry.path, folder)).as_posix()
    documents, problems = loaded
    columns = "; ".join(f"{field}={column}" for field, column in entry.columns)
    if len(documents) != 1:
        reason = next((problem.problem for problem in problems), "nothing was read")
        what = f"holds {len(documents)} documents with days of their own" if documents else f"not read: {reason}"
        return Line((file, entry.document_id, "", "", "", what, "", "", "", "", columns))
    (document,) = documents
    origin = document.origin
    return Line(
        (
            file,
            entry.document_id if origin.id.startswith(f"{entry.document_id}#") else origin.id,
            origin.published.isoformat() if origin.published else "",
            origin.published_basis,
            how_sure(document.evidence, origin.published),
            _others_said(document),
            *(origin.title, origin.publisher, origin.url, origin.language, columns),
        )
    )


def _others_said(document: Document) -> str:
    """What the other places say, whether they agree or not: "url 2025-07-25 (address: 2025/07/25)"."""
    evidence: Sequence[Evidence] = document.evidence
    rest = evidence[1:] if document.published and evidence and evidence[0].day == document.published else evidence
    return "; ".join(dict.fromkeys(_told(rest)))


def _told(evidence: Iterable[Evidence]) -> Iterable[str]:
    for one in evidence:
        day = one.day.isoformat() if one.day else " or ".join(map(str, one.either)) or "no day"
        yield f"{one.basis} {day} ({one.place}: {one.words[:_SHOWN]})"
