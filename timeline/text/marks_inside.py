"""Marks and small words that do not end the noun phrase in which they stand: part of a name, or of a date before it."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Token
from timeline.text.lexicon import Lexicon
from timeline.text.time_words import YEAR_DIGITS, is_calendar
from timeline.text.word_classes import IN_PHRASE, VERB_TAGS

__all__ = ["marks_inside"]

_QUOTES = frozenset('"“”«»')
_LONGEST_NAME = 7
"""A name in quotation marks has at most so many words; more is a quotation."""
_LINKING = frozenset(
    "be become remain seem appear stay look feel sound prove turn get grow keep deem call make find".split()
)
"""Verbs behind which an adjective tells of the subject or the object: "remains safe", "make it safe"."""
_YEAR_AT, _NOUN_AT = 1, 2
"""Places behind the comma of "Oct. 7, 2022 controls"; month and day stand as far in front of it."""


def marks_inside(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """The marks and small words that do not end the phrase in which they stand."""
    there = {token.lower for token in tokens}
    found: frozenset[int] = frozenset()
    if not there.isdisjoint(_QUOTES):
        found |= _quotes_inside(tokens)
    if "(" in there:
        found |= _brackets_inside(tokens)
    if "and" in there:
        found |= _joints_inside(tokens, lexicon) | _qualities_inside(tokens)
    return found | _years_inside(tokens) if "," in there else found


def _quotes_inside(tokens: Sequence[Token]) -> frozenset[int]:
    """The quotation marks around a name that is part of a phrase: 'a "Model-Chip Ecosystem" alliance'."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if index in found or token.text not in _QUOTES or index == 0 or tokens[index - 1].tag not in IN_PHRASE:
            continue
        last = next((other for other in range(index + 1, len(tokens)) if tokens[other].text in _QUOTES), -1)
        inside = tokens[index + 1 : last]
        if 0 < len(inside) <= _LONGEST_NAME and all(word.tag in (*IN_PHRASE, "PREP", "CONJ") for word in inside):
            found |= {index, last}
    return frozenset(found)


def _brackets_inside(tokens: Sequence[Token]) -> frozenset[int]:
    """The brackets inside a name: "Regulation (EU) 2024/1689", "the Data (Use and Access) Bill"."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if token.text != "(" or index == 0 or tokens[index - 1].tag not in ("NAME", "NOUN"):
            continue
        last = next((other for other in range(index + 1, len(tokens)) if tokens[other].text == ")"), -1)
        goes_on = 0 <= last < len(tokens) - 1 and tokens[last + 1].tag in ("NAME", "NUM")
        if goes_on and last - index - 1 <= _LONGEST_NAME and _names_only(tokens[index + 1 : last]):
            found.update(range(index, last + 1))
    return frozenset(found)


def _qualities_inside(tokens: Sequence[Token]) -> frozenset[int]:
    """The marks between the adjectives of one noun: "safe, secure and trustworthy AI", "civil and political rights".

    "The ban is temporary and foreign ministers protested" has two clauses there.
    """
    found: set[int] = set()
    for index in range(1, len(tokens) - _NOUN_AT):
        last, noun = tokens[index + 1], tokens[index + _NOUN_AT]
        if tokens[index].lower != "and" or last.tag != "ADJ" or noun.tag not in ("ADJ", "NOUN", "NAME"):
            continue
        first = index - 1
        while not _opens_phrase(tokens, first) and tokens[first - 1].tag == "COMMA" and _is_quality(tokens[first - 2]):
            first -= 2
        if tokens[first].tag == "ADJ" and _opens_phrase(tokens, first):
            found.update(range(first + 1, index + 1, 2))
    return frozenset(found)


def _is_quality(token: Token) -> bool:
    return token.tag in ("ADJ", "NOUN")


def _opens_phrase(tokens: Sequence[Token], first: int) -> bool:
    """Whether what stands before an adjective says that it describes what follows, and not what came before."""
    if not first:
        return True
    before = tokens[first - 1]
    return before.tag in ("PREP", "TO", "DET", "POSS", "GEN", "NUM", "VBG") or (
        before.tag in VERB_TAGS and before.lemma not in _LINKING
    )


def _years_inside(tokens: Sequence[Token]) -> frozenset[int]:
    """The comma inside a date in front of a noun: "the Oct. 7, 2022 export controls"."""
    return frozenset(
        index
        for index, token in enumerate(tokens)
        if token.tag == "COMMA" and 1 < index < len(tokens) - _NOUN_AT and _is_dated_noun(tokens, index)
    )


def _is_dated_noun(tokens: Sequence[Token], comma: int) -> bool:
    year, noun = tokens[comma + _YEAR_AT], tokens[comma + _NOUN_AT]
    day = is_calendar(tokens[comma - _NOUN_AT]) and tokens[comma - _YEAR_AT].text.isdigit()
    return day and len(year.text) == YEAR_DIGITS and year.text.isdigit() and noun.tag in ("NOUN", "ADJ")


def _names_only(tokens: Sequence[Token]) -> bool:
    return all(token.tag in ("NAME", "NUM", "CONJ", "PREP") for token in tokens)


def _joints_inside(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """The "and" inside a name: "the CHIPS and Science Act", "the Industry and Trade Ministry"."""
    found = set()
    for index in range(1, len(tokens) - 1):
        if tokens[index].lower != "and" or tokens[index - 1].tag != "NAME" or tokens[index + 1].tag != "NAME":
            continue
        last = index + 1
        while last + 1 < len(tokens) and tokens[last + 1].tag == "NAME":
            last += 1
        if tokens[last].lower in lexicon.lists["joined_heads"] and last > index + 1:
            found.add(index)
    return frozenset(found)
