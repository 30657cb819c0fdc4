"""All kinds of fields of date templates, by the name that a rule file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from timeline.dates.clock_words import FIGURE_TIME, HOURS, PLAIN_TIME, SPOKEN_TIME, read_time, read_zone
from timeline.dates.counted import count, spoken_year, two_digit_year
from timeline.dates.fields import FieldClass, Value, closed, digits, firsts, heads, names, number, spelled
from timeline.rulebook.words import shipped_words

__all__ = ["field_classes"]

_YEAR = r"(?:1\d|2[01])\d\d"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|[1-9])"
_SUFFIX = r"(?:st|nd|rd|th)"
_NOT_THE_DAY = "(?!['’]?s?(?:%s))"
"""What is named after a feast does not happen on it."""


@cache
def field_classes() -> Mapping[str, FieldClass]:
    """All kinds of fields, by the name that templates use."""
    return {**_listed(), **_in_figures(), **_any_word(), **_clocks()}


def _listed() -> Mapping[str, FieldClass]:
    """Fields of words that a list of ``rules/words`` has, with what each counts as."""
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
        "month": names(months, short_months),
        "full_month": names(months, {}),
        "clear_month": names(clear, {}),
        "weekday": names(weekdays, {}),
        "wday": names(weekdays, short_weekdays),
        "season": closed(maps["seasons"]),
        "unit": closed(maps["units"]),
        "one_unit": closed(singular),
        "units": closed(plural),
        "period": closed(periods),
        "length": closed(lengths),
        "part": closed(maps["parts"], is_anchor=False),
        "half": closed(maps["halves"], is_anchor=False),
        "daypart": closed(maps["dayparts"]),
        "shift": closed(maps["shifts"], is_anchor=False),
        "told_turn": closed(maps["told_turns"], is_anchor=False),
        "told_year": closed(maps["told_years"]),
        "feast": _feasts(maps["feasts"]),
        "moving_feast": _feasts(maps["moving_feasts"]),
        "open_feast": _feasts(maps["open_feasts"]),
        "near_day": closed(maps["near_days"]),
        "letter_month": closed(maps["letter_months"]),
        "edge": closed(maps["edges"], is_anchor=False),
        "which": closed(maps["ordinals_from_end"], is_anchor=False),
        "tens": closed(maps["decades"]),
        "nth": closed(maps["ordinals"], is_anchor=False),
        "count": count(maps["counts"]),
        "vague": closed(maps["vague_counts"], is_anchor=False),
        "about": closed(maps["hedges"], is_anchor=False),
        "spoken_year": spoken_year(maps["counts"]),
        "told_happening": closed(maps["told_happenings"]),
    }


def _in_figures() -> Mapping[str, FieldClass]:
    """Days, months, years and counts in digits."""
    return {
        "day": digits(_DAY, ending=rf"{_SUFFIX}?"),
        "ordinal": digits(_DAY, ending=_SUFFIX),
        "dd": digits(r"(?:0?[1-9]|[12]\d|3[01])"),
        "mm": digits(r"(?:0?[1-9]|1[0-2])"),
        "year": digits(_YEAR, is_anchor=True),
        "year_end": digits(r"\d\d"),
        "short_year": FieldClass(r"['’]\d\d", two_digit_year, first=frozenset("'"), digits=r"\d\d", first_digits=""),
        "decade": digits(r"(?:1\d|20)\d0", is_anchor=True),
        "short_decade": FieldClass(
            r"(?:['’][1-9]0|[3-9]0)",
            number,
            first=frozenset("'"),
            digits="[1-9]0",
            first_digits="[3-9]0",
            is_anchor=True,
        ),
        "yy": FieldClass(r"\d\d", two_digit_year, digits=r"\d\d"),
        "figures": digits(r"\d\d?"),
        "no_day": digits(r"(?:3[2-9]|00?)"),
        "two_digits": digits(r"\d\d"),
        "quarter": digits(r"[1-4]"),
        "old_decade": digits(r"[1-9]\d{0,2}0"),
        "bare_year": digits(r"[1-9]\d{0,2}"),
        "old_year": digits(r"[1-9]\d{0,3}"),
    }


def _any_word() -> Mapping[str, FieldClass]:
    """Words of which only the form is known; a scan does not find them, the rest of the template does."""
    return {
        "lower": FieldClass("(?-i:[a-z])", str, opens=False),
        "word": FieldClass("(?-i:[a-z][a-z-]{1,20})", str, opens=False),
        "name": FieldClass(r"(?-i:[A-Z])[\w'’-]{1,30}", str, opens=False),
        "letter": FieldClass("[^\\W\\d_]", str, opens=False),
    }


def _feasts(names: Mapping[str, Value]) -> FieldClass:
    things = spelled(f" {thing}" for thing in shipped_words().lists["named_after_feasts"])
    named = closed(names)
    common = frozenset({*shipped_words().maps["weekdays"], "day", "year"})
    own = heads(" ".join(word for word in name.split() if word not in common) or name for name in names)
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
    zone = rf"(?:(?-i:(?:GMT|UTC)[^\S\n]?[+−–-]\d\d?(?::?[0-5]\d)?|{'|'.join(codes)})|{spelled(names)})"
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
        "zone": FieldClass(zone, read_zone, zoned | heads(names), zoned | firsts(names), is_anchor=True),
    }
