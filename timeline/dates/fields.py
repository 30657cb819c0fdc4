"""What may stand in a ``{field}`` of a date template: the words or digits it matches, and what they count as."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from timeline.dates.clock_words import FIGURE_TIME, HOURS, PLAIN_TIME, SPOKEN_TIME, read_time, read_zone
from timeline.rulebook.words import shipped_words

__all__ = ["CENTURY", "DIGITS", "SPACE", "FieldClass", "Value", "field_classes", "full_year"]

Value = int | float | str

DIGITS = "#"
"""Up to three digits."""
SPACE = r"(?:[^\S\n]{1,12}(?:\n[^\S\n]{0,12})?|\n[^\S\n]{0,12})"
"""White space inside an expression: a line may break, a paragraph may not."""


@dataclass(frozen=True, slots=True)
class FieldClass:
    """A kind of field: its pattern, the meaning of what it matched, and the words by which a scan can find it.

    ``digits`` is the pattern of a run of digits that stands in the field; ``first`` are the words or marks with which
    it can begin, ``first_digits`` (if not given, ``digits``) the runs of digits, and ``opens`` says whether it begins
    with one of them; ``rest`` are the words, marks and ``DIGITS`` that can stand second in it, None where that is not
    known; ``is_anchor`` says whether the field alone is reason enough to look closer.
    """

    pattern: str
    meaning: Callable[[str], Value]
    words: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    digits: str = ""
    first_digits: str | None = None
    opens: bool = True
    rest: frozenset[str] | None = None
    is_anchor: bool = False

    @property
    def opening_digits(self) -> str:
        """The pattern of a run of digits with which the field can begin; empty where it begins with none."""
        if not self.opens:
            return ""
        return self.digits if self.first_digits is None else self.first_digits

    @property
    def is_seen(self) -> bool:
        """Whether a scan can tell that the field may be there."""
        return bool(self.words or self.digits)


def _spelled(words: Iterable[str]) -> str:
    """Any of the words, longest first; their inner spaces may be any white space."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(
        re.escape(word).replace(r"\ ", SPACE).replace(r"\-", "[-‐‑]").replace("'", "['’]") for word in ordered
    )


def _named(words: Mapping[str, Value], *, dotted: bool) -> str:
    """Proper names: capitalised or all in capitals; abbreviations may carry a dot."""
    shapes = [shape for word in words for shape in (word.capitalize(), word.upper())]
    return f"(?-i:{_spelled(shapes)})" + (r"\.?" if dotted else "")


def _normal(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("‐", "-").replace("‑", "-").split())


_LETTERS, _LETTERS_OR_MARK = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W\d_]+|'")


def _heads(words: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: by this one a scan finds it."""
    return frozenset(max(_LETTERS.findall(word), key=len) for word in words)


def _firsts(words: Iterable[str]) -> frozenset[str]:
    """The first word of each phrase: there a pattern is tried."""
    return frozenset(_LETTERS.findall(word)[0] for word in words)


def _rests(words: Iterable[str]) -> frozenset[str]:
    """All words and apostrophes of the phrases but the first of each."""
    return frozenset(rest for word in words for rest in _LETTERS_OR_MARK.findall(word)[1:])


def _closed(words: Mapping[str, Value], *, is_anchor: bool = True) -> FieldClass:
    return FieldClass(
        f"(?:{_spelled(words)})",
        lambda found: words[_normal(found)],
        _heads(words),
        _firsts(words),
        is_anchor=is_anchor,
        rest=_rests(words),
    )


def _names(full: Mapping[str, Value], short: Mapping[str, Value]) -> FieldClass:
    every = {**full, **short}
    pattern = f"(?:{_named(full, dotted=False)}" + (f"|{_named(short, dotted=True)})" if short else ")")
    words = frozenset(every)
    return FieldClass(
        pattern, lambda found: every[_normal(found).rstrip(".")], words, words, is_anchor=True, rest=frozenset()
    )


def _spoken_year(counts: Mapping[str, Value]) -> FieldClass:
    """A year in words: a century and the rest ("nineteen ninety-four"), or the thousand ("two thousand and five")."""
    ones = {word: int(number) for word, number in counts.items() if number in _ONES and len(word) > len("an")}
    teens = {word: int(number) for word, number in counts.items() if number in _TEENS}
    tens = {word: int(number) for word, number in counts.items() if number in _TENS}
    centuries = {word: number for word, number in {**teens, **tens}.items() if number in _CENTURIES}
    gap = rf"(?:[-‐‑]|{SPACE})"
    rest = rf"(?:(?:{_spelled(tens)})(?:{gap}(?:{_spelled(ones)}))?|{_spelled(teens)})"
    thousand = rf"two{SPACE}thousand(?:{SPACE}and)?{SPACE}(?:{rest}|{_spelled(ones)})"
    words = {**ones, **teens, **tens, "thousand": 1000, "and": 0}

    def meaning(found: str) -> Value:
        first, *others = re.split(r"[-\s]+", _normal(found))
        if others[:1] == ["thousand"]:
            return words[first] * 1000 + sum(words[other] for other in others[1:])
        return words[first] * 100 + sum(words[other] for other in others)

    pattern = rf"(?>(?:{_spelled(centuries)}){gap}{rest}|{thousand})(?!{SPACE}(?:hundred|thousand|million))"
    return FieldClass(
        pattern, meaning, frozenset({*centuries, "thousand"}), frozenset({*centuries, "two"}), is_anchor=True
    )


def _digits(pattern: str, *, ending: str = "", is_anchor: bool = False) -> FieldClass:
    """Digits, and what must stand behind them."""
    rest = frozenset(_LETTERS.findall(ending))
    return FieldClass(pattern + ending, _number, digits=pattern, is_anchor=is_anchor, rest=rest)


def _number(found: str) -> Value:
    return int(re.sub(r"\D", "", found))


_YEAR = r"(?:1\d|2[01])\d\d"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|[1-9])"
_SUFFIX = r"(?:st|nd|rd|th)"


_TEENS, _CENTURIES = frozenset(range(10, 20)), frozenset(range(16, 21))
_TENS, _ONES = frozenset(range(20, 100, 10)), frozenset(range(1, 10))
_HALF = 0.5
_HALF_MORE = re.compile(r"(.*?)( ?½| ?1/2| and a half)?")


CENTURY = 100
"""Years below it are written in two digits."""
_TURN = 50
"""Two digits from here on are of the last century."""


def full_year(year: int) -> int:
    """The year that two digits stand for: '98 is 1998, '25 is 2025.

    >>> full_year(98), full_year(25), full_year(2018), full_year(0)
    (1998, 2025, 2018, 0)
    """
    if not 0 < year < CENTURY:
        return year
    return year + (1900 if year >= _TURN else 2000)


def _two_digit_year(found: str) -> Value:
    return full_year(int(found[-2:]))


def _count(counts: Mapping[str, Value]) -> FieldClass:
    """A number in figures ("3,000", "2.5", "2 1/2") or words ("twenty-four", "two and a half")."""
    tens = [word for word, number in counts.items() if number in _TENS]
    ones = [word for word, number in counts.items() if number in _ONES and len(word) > len("an")]

    def meaning(found: str) -> Value:
        whole, half = _HALF_MORE.fullmatch(_normal(found)).groups()  # type: ignore[union-attr]
        digits = whole.replace(",", "")
        if digits[0].isdigit():
            number = float(digits) if "." in digits else int(digits)
        else:
            number = sum(float(counts[part]) for part in ([whole] if whole in counts else re.split("[- ]", whole)))
        total = number + (_HALF if half else 0)
        return int(total) if total == int(total) else total

    figures = r"\d{1,3}(?:,\d{3})?(?:\.\d)?"
    pairs = rf"(?:{_spelled(tens)})(?:[-‐‑]|{SPACE})(?:{_spelled(ones)})"
    half = rf"(?:{SPACE}?(?:½|1/2)|{SPACE}and{SPACE}a{SPACE}half)"
    pattern = rf"(?:(?:{figures}|{pairs}|{_spelled(counts)}){half}?)"
    rest = _rests(counts) | {*ones, "and", "½", DIGITS}
    return FieldClass(pattern, meaning, _heads(counts), _firsts(counts), digits=r"\d{1,3}", rest=rest)


@cache
def field_classes() -> Mapping[str, FieldClass]:
    """All kinds of fields, by the name that templates use."""
    maps = shipped_words().maps
    months, short_months = maps["months"], maps["months_short"]
    weekdays, short_weekdays = maps["weekdays"], maps["weekdays_short"]
    ambiguous = shipped_words().lists["ambiguous_months"]
    clear = {word: number for word, number in months.items() if word not in ambiguous}
    lengths = {word: unit for word, unit in maps["units"].items() if unit != "quarter"}
    singular = {word: unit for word, unit in maps["units"].items() if word == unit}
    days_and_less = ("day", "hour", "minute", "second", "fortnight")
    periods = {word: unit for word, unit in singular.items() if unit not in days_and_less}
    plural = {word: unit for word, unit in maps["units"].items() if word != unit}
    return {
        "month": _names(months, short_months),
        "full_month": _names(months, {}),
        "clear_month": _names(clear, {}),
        "weekday": _names(weekdays, {}),
        "wday": _names(weekdays, short_weekdays),
        "season": _closed(maps["seasons"]),
        "unit": _closed(maps["units"]),
        "one_unit": _closed(singular),
        "units": _closed(plural),
        "period": _closed(periods),
        "length": _closed(lengths),
        "part": _closed(maps["parts"], is_anchor=False),
        "half": _closed(maps["halves"], is_anchor=False),
        "daypart": _closed(maps["dayparts"]),
        "shift": _closed(maps["shifts"], is_anchor=False),
        "told_turn": _closed(maps["told_turns"], is_anchor=False),
        "told_year": _closed(maps["told_years"]),
        "feast": _feasts(maps["feasts"]),
        "moving_feast": _feasts(maps["moving_feasts"]),
        "open_feast": _feasts(maps["open_feasts"]),
        "near_day": _closed(maps["near_days"]),
        "letter_month": _closed(maps["letter_months"]),
        "edge": _closed(maps["edges"], is_anchor=False),
        "which": _closed(maps["ordinals_from_end"], is_anchor=False),
        "tens": _closed(maps["decades"]),
        "nth": _closed(maps["ordinals"], is_anchor=False),
        "count": _count(maps["counts"]),
        "vague": _closed(maps["vague_counts"], is_anchor=False),
        "about": _closed(maps["hedges"], is_anchor=False),
        "day": _digits(_DAY, ending=rf"{_SUFFIX}?"),
        "ordinal": _digits(_DAY, ending=_SUFFIX),
        "dd": _digits(r"(?:0?[1-9]|[12]\d|3[01])"),
        "mm": _digits(r"(?:0?[1-9]|1[0-2])"),
        "year": _digits(_YEAR, is_anchor=True),
        "year_end": _digits(r"\d\d"),
        "short_year": FieldClass(r"['’]\d\d", _two_digit_year, first=frozenset("'"), digits=r"\d\d", first_digits=""),
        "decade": _digits(r"(?:1\d|20)\d0", is_anchor=True),
        "short_decade": FieldClass(
            r"(?:['’][1-9]0|[3-9]0)",
            _number,
            first=frozenset("'"),
            digits="[1-9]0",
            first_digits="[3-9]0",
            is_anchor=True,
        ),
        "yy": FieldClass(r"\d\d", _two_digit_year, digits=r"\d\d"),
        "figures": _digits(r"\d\d?"),
        "no_day": _digits(r"(?:3[2-9]|00?)"),
        "two_digits": _digits(r"\d\d"),
        "quarter": _digits(r"[1-4]"),
        "lower": FieldClass("(?-i:[a-z])", str, opens=False),
        "word": FieldClass("(?-i:[a-z][a-z-]{1,20})", str, opens=False),
        "spoken_year": _spoken_year(maps["counts"]),
        "old_decade": _digits(r"[1-9]\d{0,2}0"),
        "bare_year": _digits(r"[1-9]\d{0,2}"),
        "old_year": _digits(r"[1-9]\d{0,3}"),
        "told_happening": _closed(maps["told_happenings"]),
        "name": FieldClass(r"(?-i:[A-Z])[\w'’-]{1,30}", str, opens=False),
        "letter": FieldClass("[^\\W\\d_]", str, opens=False),
        **_clocks(),
    }


_NOT_THE_DAY = "(?!['’]?s?(?:%s))"
"""What is named after a feast does not happen on it."""


def _feasts(names: Mapping[str, Value]) -> FieldClass:
    things = _spelled(f" {thing}" for thing in shipped_words().lists["named_after_feasts"])
    named = _closed(names)
    common = frozenset({*shipped_words().maps["weekdays"], "day", "year"})
    own = _heads(" ".join(word for word in name.split() if word not in common) or name for name in names)
    return FieldClass(
        named.pattern + _NOT_THE_DAY % things, named.meaning, own, named.first, is_anchor=True, rest=named.rest
    )


def _clocks() -> Mapping[str, FieldClass]:
    """Times of day and the zones by which they are told."""
    plain = frozenset({"m", "am", "pm", "noon", "midday", "midnight", "clock", "h", "hours", "hrs"})
    spoken = frozenset({"past", "quarter", "half", "morning", "afternoon", "evening", "night", "minutes"})
    spoken_first = frozenset({"a", "quarter", "half", "five", "ten", "twenty", *HOURS})
    lists = shipped_words().lists
    codes, names = lists["zone_codes"], lists["zone_names"]
    zoned = frozenset(map(str.lower, codes))
    zone = rf"(?:(?-i:(?:GMT|UTC)[^\S\n]?[+−–-]\d\d?(?::?[0-5]\d)?|{'|'.join(codes)})|{_spelled(names)})"
    begins, figures = frozenset({"noon", "midday", "midnight", *HOURS}), r"\d{1,2}|\d{4}"
    any_time = f"(?:{PLAIN_TIME}|{FIGURE_TIME})"
    return {
        "time": FieldClass(f"(?:{PLAIN_TIME})", read_time, plain, begins, first_digits=figures, is_anchor=True),
        "spoken_time": FieldClass(f"(?:{SPOKEN_TIME})", read_time, spoken, spoken_first, first_digits=r"\d{1,2}"),
        "figure_time": FieldClass(f"(?:{FIGURE_TIME})", read_time, digits=figures),
        "any_time": FieldClass(any_time, read_time, plain, begins, figures),
        "dotted_time": FieldClass(r"(?:[01]?\d|2[0-3])\.[0-5]\d", read_time, digits=r"\d{1,2}"),
        "bare_hour": FieldClass(r"(?:1[0-2]|[1-9])(?:[:.][0-5]\d)?", read_time, digits=r"\d{1,2}"),
        "offset": FieldClass(r"(?-i:Z|[+−-]\d\d:?\d\d)", read_zone, opens=False),
        "zone": FieldClass(zone, read_zone, zoned | _heads(names), zoned | _firsts(names), is_anchor=True),
    }
