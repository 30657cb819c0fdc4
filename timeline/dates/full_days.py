"""Days written out in full, in figures or with the month's name in any language: what pages and foreign texts state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from timeline.model import Span

__all__ = ["FullDay", "days_in", "month_named", "order_of"]


class FullDay(NamedTuple):
    """A day with its year as it stands in a text; ``either`` holds both readings where the order is not known."""

    span: Span
    text: str
    day: date | None
    either: tuple[date, ...] = ()


_DAY = r"(?P<{0}>\d{{1,2}})"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|re)\b|º|ª|°|\.)?"
_OF = r"(?:(?:de|del|of|d['’]|di|da|do)\s?)?"
_MONTH = r"(?P<{0}>[^\W\d_]{{3,14}})\.?"
_YEAR = r"(?P<{0}>\d{{4}})(?!\d)"
_SHORT_YEAR = r"(?P<{0}>\d{{2}})(?![\d.:/-]\d|\d)"
_GAP = r"[\s\-–/]{1,3}"
_FORMS = (
    rf"{_YEAR.format('y1')}(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)\s?{_DAY.format('d1')}(?!\d)",
    rf"{_YEAR.format('y2')}\s?[年년]\s?(?P<m2>\d{{1,2}})\s?[月월]\s?{_DAY.format('d2')}\s?[日일]",
    rf"(?P<a3>\d{{1,2}})\s?(?P<s3>[./-])\s?(?P<b3>\d{{1,2}})\s?(?P=s3)\s?{_YEAR.format('y3')}(?![./-]\d)",
    rf"{_DAY.format('d4')}(?:\.|{_ORDINAL}{_GAP}){_OF}{_MONTH.format('w4')}(?:,\s?|{_GAP}|(?<=\.)){_OF}{_YEAR.format('y4')}",
    rf"{_MONTH.format('w5')}\s{{0,2}}{_DAY.format('d5')}(?:\s?(?:st|nd|rd|th)\b|\.)?(?:\s?,\s?|\s){_YEAR.format('y5')}",
    rf"{_YEAR.format('y6')}[.,]?\s(?:m\.\s)?{_MONTH.format('w6')}\s{_DAY.format('d6')}(?!\d)",
)
_FULL = re.compile(rf"(?<![\w./-])(?:{'|'.join(_FORMS)})")
_SHORT = re.compile(rf"(?<![\w./-])(?P<a3>\d{{1,2}})(?P<s3>[./-])(?P<b3>\d{{1,2}})(?P=s3){_SHORT_YEAR.format('y3')}")
_NO_DAY = re.compile(r"\d{4}|\d[./-]\d")
_ENGLISH = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_AMERICAN_TIME = re.compile(r"\d\s?[ap]\.?m\.?\s\(?[ECMP][SD]?T\b", re.IGNORECASE)
"""A time of day with a zone of the United States settles the order of figures beside it."""
_CENTURY = 2000
# Two figures mean a year of this century up to here and of the last one beyond: the rule of POSIX's %y.
_LAST_YEAR_OF_CENTURY = 68
_MDY_TAGS = ("en-us", "en-ph", "es-us")
_UNSETTLED = ("en", "en-ca", "")


def order_of(tag: str) -> str:
    """The order in which a language writes a day in figures: ``DMY``, ``MDY``, or empty where it is not settled.

    ``tag`` is a language tag as pages give it, such as ``en-US`` or ``de``.

    >>> order_of("en_US"), order_of("de"), order_of("en")
    ('MDY', 'DMY', '')
    """
    plain = tag.strip().lower().replace("_", "-")
    if plain in _MDY_TAGS:
        return "MDY"
    return "" if plain in _UNSETTLED else "DMY"


def days_in(text: str, *, languages: tuple[str, ...] = ("en",), order: str = "", short: bool = False) -> list[FullDay]:
    """All days of a text that are written with day, month and year, in their order.

    ``languages`` are those in which a month may be named (two-letter codes); ``order`` settles figures such as
    03/04/2025, which are otherwise told with both readings. ``short`` takes years of two figures as well. What is no
    day of the calendar is left out.

    >>> [(found.text, found.day.isoformat()) for found in days_in("Le 26 juillet 2025 à Genève", languages=("fr",))]
    [('26 juillet 2025', '2025-07-26')]
    >>> [found.either for found in days_in("03/04/2025")]
    [(datetime.date(2025, 4, 3), datetime.date(2025, 3, 4))]
    """
    if not _NO_DAY.search(text):
        return []
    order = order or ("MDY" if _AMERICAN_TIME.search(text) else "")
    found = list(_found(_FULL, text, languages, order))
    if short and not found:
        found.extend(_found(_SHORT, text, languages, order))
    return found


def _found(pattern: re.Pattern[str], text: str, languages: tuple[str, ...], order: str) -> Iterator[FullDay]:
    position = 0
    while match := pattern.search(text, position):
        days = _days(match, languages, order)
        position = match.end() if days else _behind_first(match)
        if days:
            span = Span(match.start(), match.end())
            yield FullDay(span, match[0], days[0] if len(days) == 1 else None, days if len(days) > 1 else ())


def _behind_first(match: re.Match[str]) -> int:
    """Where to go on behind a match that was no day: "Suite 12 May 5, 2025" holds one that begins later."""
    rest = re.compile(r"\w+").match(match.string, match.start())
    return rest.end() if rest else match.start() + 1


def _days(match: re.Match[str], languages: tuple[str, ...], order: str) -> tuple[date, ...]:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    if "a3" in groups:
        return _figures(groups, order)
    number = next(name[1] for name in groups if name[0] == "y")
    word = groups.get(f"w{number}")
    month = int(groups[f"m{number}"]) if word is None else month_named(word.lower(), languages)
    day = _calendar(int(groups[f"y{number}"]), month or 0, int(groups[f"d{number}"]))
    return (day,) if day else ()


def _figures(groups: dict[str, str], order: str) -> tuple[date, ...]:
    year = int(groups["y3"])
    if len(groups["y3"]) == len("25"):
        year += _CENTURY if year <= _LAST_YEAR_OF_CENTURY else _CENTURY - 100
    first, second = int(groups["a3"]), int(groups["b3"])
    # Points between the figures are written where the day comes first.
    dotted = "." in groups["s3"]
    european, american = _calendar(year, second, first), _calendar(year, first, second)
    if european and american and european != american:
        settled = "DMY" if dotted and order != "MDY" else order
        return {"DMY": (european,), "MDY": (american,)}.get(settled, (european, american))
    only = european or american
    return (only,) if only else ()


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_named(word: str, languages: tuple[str, ...]) -> int | None:
    """The number of a month by its name in lower case; English first, then the given languages by dateparser."""
    number = _ENGLISH.get(word)
    if number is not None:
        return number
    others = tuple(language for language in languages if language != "en")
    return _month_elsewhere(word, others) if others else None


@lru_cache(maxsize=4096)
def _month_elsewhere(word: str, languages: tuple[str, ...]) -> int | None:
    import dateparser  # noqa: PLC0415 - takes a third of a second, and English names do not need it

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - a fixed day in place of the clock; it has no zone
    }
    for language in languages:
        try:
            parsed = dateparser.parse(f"15 {word} 2024", languages=[language], settings=settings)
        except ValueError:
            continue  # a language that dateparser does not know
        if parsed and (parsed.year, parsed.day) == (2024, 15):
            return int(parsed.month)
    return None
