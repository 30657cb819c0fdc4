"""Words of the calendar that are part of a name: people, places, papers, films; and set phrases that tell no time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from timeline.dates.fields import Value
from timeline.model import Span
from timeline.rulebook.words import shipped_words

__all__ = ["is_name", "last_word", "listed", "next_word"]

_LEAD = 32
_TAIL = 32
"""How much of the text on either side may make an expression part of a name."""
_WORD = re.compile(r"[^\W\d_]+")
_WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
_LAST_WORD_REVERSED = re.compile(r"[^\S\n]+\.?(\w+)")
"""Tried on the reversed text, at one place instead of at each."""
_NEXT_WORD = re.compile(r"[^\S\n]+(\w+)")
_OPENING = re.compile(r"(?:^|[.!?:;\n\"“”‘'’(\[*|–—-])\s*\Z")
"""What stands before the first word of a sentence, a quotation, an item."""
_OF_EVERY = re.compile(r"[^\S\n]+of[^\S\n]+(?:the|each|every)[^\S\n]+(?:month|year|week)")
_OF_WHAT = re.compile(
    r"[^\S\n]+of[^\S\n]+(?!(?:the[^\S\n]+)?(?:\w+[^\S\n]+)?year\b|\d|['’]\d)"
    r"(?!(?:that|this|last|next|the (?:same|following|previous|next))\b)"
)
"""The fall of a town, the winter of a life; not that of a year."""
_OF_TIME = re.compile(r"[^\S\n]+of[^\S\n]+an?[^\S\n]+(?:hour|day|year|century)\b")
_PLACE_OF = re.compile(r"(\w+)[^\S\n]+of[^\S\n]+\Z")
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_FOR_WHAT = re.compile(r"[^\S\n]+(?:for|on|of)[^\S\n]+[A-Z]")


def is_name(text: str, span: Span, values: Mapping[str, Value]) -> bool:
    """Whether an expression is part of a name or of a set phrase.

    >>> is_name("The Daily Telegraph backed it", Span(4, 9), {}), is_name("Daily tests go on", Span(0, 5), {})
    (True, False)
    >>> is_name("shot in Fall River", Span(8, 12), {"season": "FA"})
    True
    """
    words = span.of(text)
    lead = text[max(0, span.start - _LEAD) : span.start]
    before = last_word(lead)
    tail = text[span.end : span.end + _TAIL]
    if (
        _is_set_phrase(text, span)
        or _is_capital_amiss(text, span, before, values)
        or _is_headed(text, words, before, tail)
    ):
        return True
    if words.lower() in listed("paper_rhythms"):
        return _is_paper(before, tail)
    if "weekday" in values:
        return _is_named_day(text, words, before, tail)
    if "season" in values:
        return "year" not in values and bool(_OF_WHAT.match(tail))
    if words.lower() == "current":
        return next_word(tail).lower() in listed("current_things")
    if words.lower() in listed("ambiguous_months"):
        return _is_person_or_place(lead, words, before, tail)
    return _is_odd_length(words, before, tail)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a shipped list.

    >>> "april" in listed("ambiguous_months")
    True
    """
    return _lists()[name]


def next_word(tail: str) -> str:
    """The first word behind an expression, if only spaces stand between.

    >>> next_word(" River was low"), next_word(", he said")
    ('River', '')
    """
    found = _NEXT_WORD.match(tail)
    return found[1] if found else ""


def last_word(lead: str) -> str:
    """The last word before an expression, if only spaces stand between.

    >>> last_word("ask Mrs. "), last_word("he said: ")
    ('Mrs', '')
    """
    found = _LAST_WORD_REVERSED.match(lead[::-1])
    return found[1][::-1] if found else ""


def _is_set_phrase(text: str, span: Span) -> bool:
    """A listed phrase covers or crosses the expression."""
    heads = _phrase_heads(span.of(text))
    if not heads:
        return False
    start, end = max(0, span.start - _LEAD), span.end + _TAIL
    for head in heads:
        for found in _phrases()[head].finditer(text, start, end):
            within = span.start <= found.start() and found.end() <= span.end
            crosses = found.start() < span.end and span.start < found.end()
            if crosses and (not within or Span(*found.span()) == span):
                return True
    return False


@lru_cache(maxsize=4096)
def _phrase_heads(words: str) -> tuple[str, ...]:
    """The words of an expression by which listed phrases are looked up."""
    return tuple(sorted(_phrases().keys() & map(str.lower, _WORD_OR_NUMBER.findall(words))))


def _is_capital_amiss(text: str, span: Span, before: str, values: Mapping[str, Value]) -> bool:
    """A word that is small in any sentence stands there with a capital: "the AI Now Institute"."""
    if not _CAPITAL.search(text, *span):
        return False
    if "feast" in values or ("weekday" in values and before.lower() in listed("dated_leads")):
        return False
    for found in _WORD.finditer(text, *span):
        word = found.group()
        if word.istitle() and word.lower() in listed("small_words") and not _opens(text, found.start()):
            return not _is_headline(text)
    return False


def _is_headed(text: str, words: str, before: str, tail: str) -> bool:
    """The next word makes a name of it: "Sunday River", "Weekly Standard", "20th Century Fox"."""
    if not _CAPITAL.search(words):
        return False
    following = next_word(tail)
    last = _WORD.findall(words)[-1:]
    if not following.istitle() or not last or not last[0].istitle() or words[-1].isdigit():
        return False
    if last[0].lower() in listed("naming_heads"):
        return following.lower() not in listed("calendar_names") and not _is_headline(text)
    is_day = last[0].lower() in shipped_words().maps["weekdays"]
    if is_day and before.lower() in listed("dated_leads"):
        return False
    if following.lower() in listed("place_heads") | listed("small_words"):
        return not _is_headline(text)
    return following.lower() in listed("title_heads") and (not is_day or before.lower() in listed("articles"))


def _is_paper(before: str, tail: str) -> bool:
    """A daily or a weekly that is printed: "the French daily Le Monde", "the Hurriyet daily reported"."""
    following = next_word(tail)
    if following.lower() in listed("foreign_articles") and following.istitle():
        return True
    if before.lower() in shipped_words().maps["country_adjectives"]:
        return following.istitle() or following in listed("paper_verbs")
    return before.istitle() and following in listed("paper_verbs")


def _is_named_day(text: str, words: str, before: str, tail: str) -> bool:
    if before.lower() in listed("named_weekdays") or _OF_EVERY.match(tail):
        return True
    short = words.rstrip(".")
    if short.lower() not in shipped_words().maps["weekdays_short"] or words != short:
        return False
    following = next_word(tail)
    is_free = not following or following.lower() in listed("little_words") or following.lower() in listed("dayparts")
    return not is_free or (short.isupper() and not text.isupper())


def _is_person_or_place(lead: str, words: str, before: str, tail: str) -> bool:
    if before.lower() in listed("titles"):
        return True
    settlement = _PLACE_OF.search(lead)
    if settlement and settlement[1].lower() in listed("settlements"):
        return True
    if words == "March" and before.lower() in listed("cause_leads") and _FOR_WHAT.match(tail):
        return True
    following = next_word(tail)
    return following.istitle() and before.lower() in listed("person_leads") and following.lower() not in _no_surnames()


def _is_odd_length(words: str, before: str, tail: str) -> bool:
    """Lengths of time that are none: a day trip, three quarters of a crowd, a batsman's century.

    >>> _is_odd_length("quarters", "three", " of them left"), _is_odd_length("quarters", "three", " of an hour")
    (True, False)
    """
    said, following = words.lower(), next_word(tail)
    if following.istitle() and following.lower() in listed("street_heads"):
        return True
    if said == "a day":
        return following in listed("day_compounds")
    if said in ("a minute", "every minute", "each minute", "that minute"):
        return following in listed("minute_nouns")
    if said.endswith("century"):
        scored = said == "a century" and before.lower() in listed("scoring_verbs")
        return scored or before.lower() in listed("owners")
    if said == "quarters" and before.lower() in listed("quarter_counts"):
        return not _OF_TIME.match(tail)
    if said == "minutes" and before.lower() == "the":
        return not listed("recorded_gatherings").isdisjoint(_WORD.findall(tail))
    return False


def _opens(text: str, place: int) -> bool:
    return bool(_OPENING.search(text, max(0, place - _LEAD), place))


@lru_cache(maxsize=256)
def _is_headline(text: str) -> bool:
    """Headlines In Title Case, AND IN CAPITALS: there a capital tells nothing."""
    words = _WORD.findall(text)
    return all(word[0].isupper() or word in listed("small_in_headlines") for word in words)


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    book = shipped_words()
    little = ("determiners", "possessives", "pronouns", "prepositions", "conjunctions", "subordinators", "relatives")
    times = ("months", "months_short", "weekdays", "weekdays_short", "dayparts")
    return {
        **{name: frozenset(words) for name, words in book.lists.items()},
        "little_words": frozenset(word for name in (*little, "be_forms", "adverbs") for word in book.lists[name]),
        "small_in_headlines": frozenset({"to", *(word for name in little for word in book.lists[name])}),
        "calendar_names": frozenset(word for name in times for word in book.maps[name]),
        "dayparts": frozenset(book.maps["dayparts"]),
    }


@cache
def _no_surnames() -> frozenset[str]:
    """Names that follow a month and are nobody's: "by June China had agreed"."""
    maps = shipped_words().maps
    named = ("country_names", "country_adjectives", "country_seats", "towns")
    return frozenset(word for name in named for word in maps[name]) | listed("calendar_names")


@cache
def _phrases() -> Mapping[str, re.Pattern[str]]:
    """The set phrases by each of their words; the first letter of a small one may be a capital."""
    by_word: dict[str, list[str]] = {}
    for phrase in sorted(shipped_words().lists["no_date_phrases"], key=lambda words: (-len(words), words)):
        first = f"[{phrase[0]}{phrase[0].upper()}]" if phrase[0].islower() else re.escape(phrase[0])
        source = (first + re.escape(phrase[1:])).replace(r"\ ", r"\s+").replace("'", "['’]")
        for word in set(_WORD_OR_NUMBER.findall(phrase.lower())):
            by_word.setdefault(word, []).append(source)
    return {word: re.compile(rf"\b(?:{'|'.join(sources)})\b") for word, sources in by_word.items()}
