"""A stated day: how the values of tags, attributes and short lines are read, in the language of their page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from timeline.dates.full_days import days_in
from timeline.model import Evidence
from timeline.reading.published import read_day

__all__ = ["Manner", "ago", "said"]

_ISO = re.compile(r"([12]\d{3})-(\d{1,2})-(\d{1,2})(?!\d)")
_PACKED = re.compile(r"([12]\d{3})(\d{2})(\d{2})(?:T?\d{4,6})?(?![\d-])")
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_SHORT_FORM = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")
# Weekday, day, time, zone and a label are shorter; a longer value is prose that only holds a date.
_LONGEST = 80
_SHOWN = 60
_AGO = re.compile(
    r"\b(?P<count>\d{1,3}|an?|one|two|three)\s+(?P<unit>min(?:ute)?s?|hours?|hrs?|days?|weeks?)\s+ago\b|\b(?P<word>yesterday|today)\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page writes its days: the languages it may use, the order of day and month, the day it was fetched."""

    languages: tuple[str, ...] = ("en",)
    order: str = ""
    fetched: date | None = None


def said(words: str, basis: str, place: str, manner: Manner, *, weak: bool = False) -> Evidence | None:
    """What a value says of the day, with the reason where it names none; None for an empty value.

    >>> said("Published 26 July 2025, 10:00", "metadata", "time", Manner()).day
    datetime.date(2025, 7, 26)
    >>> said("2025-07", "metadata", "meta date", Manner()).reason
    "'2025-07' is no full date"
    """
    value = " ".join(words.split())
    if not value:
        return None
    shown = value[:_SHOWN]
    day, either, reason = _read(value, manner)
    return Evidence(basis, place, shown, day, either, reason, weak)


def _read(value: str, manner: Manner) -> tuple[date | None, tuple[date, ...], str]:
    if numbers := _ISO.match(value) or _PACKED.match(value):
        try:
            return date(int(numbers[1]), int(numbers[2]), int(numbers[3])), (), ""
        except ValueError:
            return None, (), f"{value[:_SHOWN]!r} is no day of the calendar"
    if epoch := _EPOCH.fullmatch(value):
        return datetime.fromtimestamp(int(epoch[1]), UTC).date(), (), ""
    found = days_in(value, languages=manner.languages, order=manner.order, short=bool(_SHORT_FORM.search(value)))
    days = {(one.day, one.either) for one in found}
    if len(days) == 1 or (days and len(value) <= _LONGEST):
        first = found[0]
        reason = "" if first.day else f"{first.text!r} may be {' or '.join(map(str, first.either))}"
        return first.day, first.either, reason
    if len(value) > _LONGEST:
        return None, (), f"{value[:_SHOWN]!r} is no full date"
    day = ago(value, manner.fetched)
    if day:
        return day, (), ""
    day, reason = read_day(value)
    return day, (), reason


def ago(words: str, fetched: date | None) -> date | None:
    """The day that "3 hours ago" means, counted from the day the page was fetched; None where that is not known.

    >>> ago("2 days ago", date(2025, 7, 26)), ago("3 hours ago", None)
    (datetime.date(2025, 7, 24), None)
    """
    match = _AGO.search(words) if fetched else None
    if match is None or fetched is None:
        return None
    if match["word"]:
        return fetched - timedelta(days=match["word"].lower() == "yesterday")
    count = _COUNTS.get(match["count"].lower()) or (int(match["count"]) if match["count"].isdigit() else 1)
    days = {"d": 1, "w": 7}.get(match["unit"][0].lower(), 0)
    return fetched - timedelta(days=days * count)
