"""Dates that the text itself gets wrong: found and told to the reader, never repaired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from timeline.dates.fields import Value
from timeline.model import Problem, Severity, Timex, When

__all__ = ["flaws_of", "wrong_weekday"]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CURE = "compare the words with the source; a review can give the event the right day"


def wrong_weekday(values: Mapping[str, Value], when: When | None) -> str:
    """What is wrong with a weekday that stands beside a day of the month, or nothing.

    >>> from datetime import date
    >>> wrong_weekday({"weekday": 0, "day": 26}, When.day(date(2025, 7, 26)))
    'the text says Monday, but 26 July 2025 is a Saturday'
    >>> wrong_weekday({"weekday": 5, "day": 26}, When.day(date(2025, 7, 26)))
    ''
    """
    if when is None or "day" not in values:
        return ""
    return _against(values.get("weekday"), when.start) or _against(values.get("end_weekday"), when.end)


def _against(weekday: Value | None, day: date) -> str:
    if weekday is None or weekday == day.weekday():
        return ""
    said, true = _WEEKDAYS[int(weekday)], _WEEKDAYS[day.weekday()]
    return f"the text says {said}, but {day.day} {day:%B} {day.year} is a {true}"


def flaws_of(document_id: str, timexes: Iterable[Timex]) -> tuple[Problem, ...]:
    """A warning for every expression of a document whose words contradict the calendar."""
    return tuple(
        Problem(document_id, Severity.WARNING, f"“{_plain(timex.text)}” at {timex.span.start}", timex.note, _CURE)
        for timex in timexes
        if timex.flawed
    )


def _plain(words: str) -> str:
    return " ".join(words.split())
