"""The day that a text gives itself: a dateline, a line with nothing but the day, a line "Published: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.dates.full_days import FullDay, days_in
from timeline.model import Evidence
from timeline.reading.page_words import PUBLISHED_LABEL, UPDATED_LABEL
from timeline.reading.statements import Manner, ago

__all__ = ["dateline_days", "shown_days"]

_FIRST_LINES = 12
"""Lines with text at the top, among which title, byline and dateline stand."""
_TOP = 4000
_LONGEST_LINE = 120
"""A line of a byline or a stamp; a sentence that only holds a day is mostly longer, and has no label."""
# Place and day of an agency, then a dash or its name: GENEVA, July 26, 2025 (GLOBE NEWSWIRE) --
_DATELINE = re.compile(
    r"\A[^\W\d_][^.!?\d:;]{1,60}?[,|(–-]\s*(?:[^\W\d_]{3,9}\.?,?\s)?\Z|\A\s*(?:[^\W\d_]{3,12},?\s)?\Z"
)
_BEHIND = re.compile(
    r"\A[\s,.)]*(?:\([^)]{2,60}\)|/[^/]{2,40}/|[A-Z]{2,12}\b)?\s*[-–—:|]+\s|\A[\s,]*(?:/[^/]{2,40}/|\((?:GLOBE|BUSINESS)[^)]*\))"
)
_NOTICE = re.compile(r"©|\(c\)|copyright|all rights reserved", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
# A weekday, a place, an author's two names and a time may share a line with the day.
_FEW_WORDS = 9
_BARE_WORDS = 3
_BULLET = re.compile(r"[•‣▪◦*–—-]\s")
_DAY_AHEAD = re.compile(r"\W*(?:[^\W\d_]{2,12}[.,]*\s+){0,2}\d")
"""A weekday and a month at most stand before the first number of a day."""
_PARTED = re.compile(r"[|•·,;/(]|\s[–—-]\s")
"""Marks between the parts of a byline."""
_LEADING = frozenset("first originally date article story page document last was".split())
"""Words that stand in front of a label and belong to it: "Date published", "First posted"."""


def dateline_days(text: str, manner: Manner, *, lines_too: bool = True) -> Iterator[Evidence]:
    r"""What the first lines of a text say of its day; days told in running sentences say nothing.

    Without ``lines_too`` only agencies' datelines count: of a page, more is known of its lines than their words.

    >>> [one.day.isoformat() for one in dateline_days("GENEVA, July 26, 2025 (Wire) -- Nine signed.", Manner())]
    ['2025-07-26']
    >>> list(dateline_days("2 May 2025: The plan is out.\n3 May 2025: The forum opens.", Manner()))
    []
    >>> list(dateline_days("On 26 July 2025 nine states signed.", Manner()))
    []
    >>> list(dateline_days("The ministry released an AI plan. The forum opens on 3 May 2025.", Manner()))
    []
    >>> [one.day.isoformat() for one in dateline_days("By A. Writer | First published 3 May 2025", Manner())]
    ['2025-05-03']
    """
    lines = [line.strip() for line in text[:_TOP].split("\n") if line.strip()][:_FIRST_LINES]
    entries = [line for line in lines if _is_entry(line, manner)]
    for line in lines:
        if line not in entries or (len(entries) == 1 and not _BULLET.match(line)):
            yield from _line_days(line, manner, lines_too=lines_too)


def _is_entry(line: str, manner: Manner) -> bool:
    """Whether a line begins with a day and tells of it, as those of a chronicle do: "2 May 2025: The plan is out"."""
    if not _DAY_AHEAD.match(line):
        return False
    found = days_in(line[:_LONGEST_LINE], languages=manner.languages, order=manner.order)
    if not found or _WORD.search(line[: found[0].span.start]):
        return False
    behind = line[found[0].span.end :]
    return bool(_BEHIND.match(behind)) and bool(_WORD.search(behind))


def _line_days(line: str, manner: Manner, *, lines_too: bool) -> Iterator[Evidence]:
    found = days_in(line[: 2 * _LONGEST_LINE], languages=manner.languages, order=manner.order)
    if not found:
        return
    first = found[0]
    before, behind = line[: first.span.start], line[first.span.end :]
    if _DATELINE.match(before) and _BEHIND.match(behind):
        yield _evidence(first, "dateline")
    elif lines_too and len(line) <= _LONGEST_LINE and not _is_told(line, found):
        yield from shown_days(line, manner, "line of the text", basis="dateline", bare=_BARE_WORDS)


def _is_told(line: str, found: list[FullDay]) -> bool:
    """Whether a line tells of a day in running words: "The ministry released its plan on 3 May 2025."."""
    before = line[: found[0].span.start]
    if ":" in before or len(_WORD.findall(_without(line, found))) <= _BARE_WORDS:
        return False
    label = PUBLISHED_LABEL.search(before) or UPDATED_LABEL.search(before)
    lead = _PARTED.split(before[: label.start()])[-1] if label else before
    goes_on = len(_WORD.findall(line[found[-1].span.end :])) > _BARE_WORDS
    is_sentence = goes_on and line.rstrip("\"'”’)").endswith((".", "!", "?"))
    return is_sentence or any(word.lower() not in _LEADING for word in _WORD.findall(lead))


def shown_days(  # noqa: PLR0913 - what is known of a line beside its words
    line: str,
    manner: Manner,
    place: str,
    *,
    basis: str = "metadata",
    bare: int = _FEW_WORDS,
    label: str = "",
    marked: bool = False,
) -> Iterator[Evidence]:
    """What a short line such as "By A. Writer | Published 3 May 2025, updated 5 May 2025" says.

    A day behind a label of revision is an update, one behind a label of publication a plain statement; a line with
    neither states its first day where it holds ``bare`` other words at most, weakly where they are more than three,
    unless the line is ``marked`` as one of a byline. ``label`` is what stands right before the line.
    """
    if _NOTICE.search(line):
        return
    found = days_in(line, languages=manner.languages, order=manner.order, short=True)
    position, before, stated = 0, label, False
    words = len(_WORD.findall(_without(line, found)))
    for one in found:
        before = f"{before} {line[position : one.span.start]}" if position == 0 else line[position : one.span.start]
        position = one.span.end
        updated = _last(UPDATED_LABEL, before)
        published = _last(PUBLISHED_LABEL, before)
        if updated > published:
            yield _evidence(one, place, basis="updated")
        elif published >= 0 or (words <= bare and not stated):
            stated = True
            yield _evidence(one, place, basis=basis, weak=published < 0 and words > _BARE_WORDS and not marked)
    if not found and (day := ago(line, manner.fetched)) and words <= bare + _BARE_WORDS:
        yield Evidence(
            "updated" if UPDATED_LABEL.search(f"{label} {line}") else basis, place, line[:60], day, weak=True
        )


def _evidence(one: FullDay, place: str, *, basis: str = "dateline", weak: bool = False) -> Evidence:
    reason = "" if one.day else f"{one.text!r} may be {' or '.join(map(str, one.either))}"
    return Evidence(basis, place, one.text, one.day, one.either, reason, weak)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _without(line: str, found: list[FullDay]) -> str:
    for one in reversed(found):
        line = line[: one.span.start] + " " + line[one.span.end :]
    return line
