"""What may stand in a ``{field}`` of a date template: the words or digits it matches, and what they count as."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

__all__ = [
    "DIGITS",
    "SPACE",
    "FieldClass",
    "Value",
    "closed",
    "digits",
    "firsts",
    "heads",
    "names",
    "normal",
    "number",
    "rests",
    "spelled",
]

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


def spelled(words: Iterable[str]) -> str:
    """Any of the words, longest first; their inner spaces may be any white space."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(
        re.escape(word).replace(r"\ ", SPACE).replace(r"\-", "[-‐‑]").replace("'", "['’]") for word in ordered
    )


def _named(words: Mapping[str, Value], *, dotted: bool) -> str:
    """Proper names: capitalised or all in capitals; abbreviations may carry a dot."""
    shapes = [shape for word in words for shape in (word.capitalize(), word.upper())]
    return f"(?-i:{spelled(shapes)})" + (r"\.?" if dotted else "")


def normal(words: str) -> str:
    """Words as rule files have them: in small letters, with plain apostrophes, hyphens and single spaces."""
    return " ".join(words.lower().replace("’", "'").replace("‐", "-").replace("‑", "-").split())


_LETTERS, _LETTERS_OR_MARK = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W\d_]+|'")


def heads(words: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: by this one a scan finds it."""
    return frozenset(max(_LETTERS.findall(word), key=len) for word in words)


def firsts(words: Iterable[str]) -> frozenset[str]:
    """The first word of each phrase: there a pattern is tried."""
    return frozenset(_LETTERS.findall(word)[0] for word in words)


def rests(words: Iterable[str]) -> frozenset[str]:
    """All words and apostrophes of the phrases but the first of each."""
    return frozenset(rest for word in words for rest in _LETTERS_OR_MARK.findall(word)[1:])


def closed(words: Mapping[str, Value], *, is_anchor: bool = True) -> FieldClass:
    """A field of a closed list of words, in any case; each counts as what it stands for."""
    return FieldClass(
        f"(?:{spelled(words)})",
        lambda found: words[normal(found)],
        heads(words),
        firsts(words),
        is_anchor=is_anchor,
        rest=rests(words),
    )


def names(full: Mapping[str, Value], short: Mapping[str, Value]) -> FieldClass:
    """A field of proper names, with abbreviations that may carry a dot."""
    every = {**full, **short}
    pattern = f"(?:{_named(full, dotted=False)}" + (f"|{_named(short, dotted=True)})" if short else ")")
    words = frozenset(every)
    return FieldClass(
        pattern, lambda found: every[normal(found).rstrip(".")], words, words, is_anchor=True, rest=frozenset()
    )


def digits(pattern: str, *, ending: str = "", is_anchor: bool = False) -> FieldClass:
    """Digits, and what must stand behind them."""
    rest = frozenset(_LETTERS.findall(ending))
    return FieldClass(pattern + ending, number, digits=pattern, is_anchor=is_anchor, rest=rest)


def number(found: str) -> Value:
    """The number that digits make, whatever stands between and behind them."""
    return int(re.sub(r"\D", "", found))
