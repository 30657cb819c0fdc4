"""Times of day as they are written: "2.30 p.m.", "14h30", "1430", "half past nine", "9 o'clock in the morning"."""

from __future__ import annotations

import re

__all__ = ["FIGURE_TIME", "HOURS", "PLAIN_TIME", "SPOKEN_TIME", "read_time", "read_zone"]

_NOON = 12
_GAP = r"(?:[^\S\n]{1,3}|\n)"
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MINUTES = {"five": 5, "ten": 10, "a quarter": 15, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_HOUR = rf"(?:1[0-2]|[1-9]|{'|'.join(HOURS)})"
_HALF_DAY = rf"{_GAP}?(?:[ap]\.{_GAP}?m\.?|[ap]m\b)"
_OF_DAY = rf"(?:{_GAP}(?:in{_GAP}the{_GAP}(?:morning|afternoon|evening)|at{_GAP}night))"
_SHARE = rf"(?:a{_GAP}quarter|quarter|(?:five|ten|twenty-five|twenty)(?:{_GAP}minutes)?)"

_MILITARY = r"(?:[01]\d|2[0-3])[0-5]\d(?=[^\S\n](?-i:GMT|UTC|[A-Z]{1,3}T)\b)"
FIGURE_TIME = rf"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d{{1,6}})?)?|{_MILITARY}"
"""A time that only a word beside it tells from a score: 14:30, 14:30:15, 1430 GMT."""
PLAIN_TIME = "|".join(
    (
        rf"12{_GAP}(?:noon|midnight)|noon|midday|midnight",
        rf"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?{_HALF_DAY}",
        r"(?:[01]?\d|2[0-3])(?-i:h)[0-5]\d",
        rf"(?:[01]\d|2[0-3])[:.]?[0-5]\d{_GAP}?(?:hours|hrs)",
        rf"{_HOUR}{_GAP}o['’]clock{_OF_DAY}?",
    )
)
"""A time that is one by itself."""
SPOKEN_TIME = rf"(?:{_SHARE}{_GAP}(?:past|to)|half(?:-|{_GAP})past){_GAP}{_HOUR}{_OF_DAY}?|{_HOUR}{_OF_DAY}"
"""A time that only the word before it tells from a number of things: "at ten to five", "at nine in the morning"."""
_FIGURES = re.compile(r"(\d{1,2})(?:\D?(\d{2}))?(?:\D(\d{2}))?")


def read_time(words: str) -> str:
    """A time of day in figures, as far as it is told.

    >>> [read_time(words) for words in ("2.30 p.m.", "12 am", "14h30", "1430 hrs", "9", "14:30:15")]
    ['14:30', '00:00', '14:30', '14:30', '09:00', '14:30:15']
    >>> [read_time(words) for words in ("noon", "midnight", "half past nine", "a quarter to ten in the evening")]
    ['12:00', '24:00', '09:30', '21:45']
    """
    said = " ".join(words.lower().replace("’", "'").split())
    if said.endswith(("noon", "midday")) and "after" not in said:
        return "12:00"
    if said.endswith("midnight"):
        return "24:00"
    hour, minute, rest = _spoken(said)
    afternoon = re.search(r"\d\s?p\.?\s?m|afternoon|evening|night", said)
    if afternoon and hour < _NOON:
        hour += _NOON
    elif hour == _NOON and re.search(r"\d\s?a\.?\s?m|morning|night", said):
        hour = 0
    return f"{hour:02d}:{minute:02d}{rest}"


def _spoken(said: str) -> tuple[int, int, str]:
    """Hour, minute and what follows them of a time that stands in figures or in words."""
    past = re.match(r"(.+?)(?: minutes)?[- ](past|to) (\w+)", said)
    if past:
        minute, hour = _MINUTES[past[1]], _hour(past[3])
        return ((hour - 2) % 12 + 1, 60 - minute, "") if past[2] == "to" else (hour, minute, "")
    found = _FIGURES.match(said)
    if found is None:
        return _hour(said.split(maxsplit=1)[0]), 0, ""
    return int(found[1]), int(found[2] or 0), f":{found[3]}" if found[3] else ""


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else HOURS.index(word) + 1


def read_zone(words: str) -> str:
    """What a zone adds to a value: Z for that of Greenwich, the offset where it is told, nothing for local time.

    >>> [read_zone(words) for words in ("GMT", "UTC+8", "UTC -05:30", "IST", "+0530", "Z")]
    ['Z', '+08:00', '-05:30', '', '+05:30', 'Z']
    """
    offset = re.search(r"([+−–-])(\d{1,2}):?(\d{2})?\Z", words)
    if offset:
        sign = "+" if offset[1] == "+" else "-"
        return f"{sign}{int(offset[2]):02d}:{offset[3] or '00'}"
    return "Z" if words.upper() in ("GMT", "UTC", "Z") or words.lower().startswith("greenwich") else ""
