"""What the words of a report tell: names, sums and numbers, and telling words, each in one spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern

from timeline.rulebook import load_rulebook, shipped_words
from timeline.text.lexicon import shipped_lexicon
from timeline.text.tags import singular

__all__ = ["Wording", "is_rule_word", "is_verb", "norm", "sums_in", "wording_of"]

_WORD = re.compile(r"[^\W_]+(?:[-‑&][^\W_]+)*(?:\.[^\W_]\.?)*")
_SUM = re.compile(
    r"(?:(?P<money>(?:US|HK|NT|NZ|[CA])?[$€£¥₹])\s?)?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|bn|tn|m)\b)?"
    r"(?P<share>\s?%|\s?per\s?cent\b)?(?:\s(?P<unit>euros?|dollars?|pounds?|yuan|yen|won|rupees?)\b)?",
    re.IGNORECASE,
)
_SCALES = {
    "thousand": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_AI = re.compile(r"\bartificial[ -]intelligence\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_HEADLINE = 0.6
"""From this share of capitals on, the words of a line are a headline's: capitals tell no names there."""
_FEW_WORDS = 4
"""Fewer words than this are no headline to judge by its capitals."""
_SPEAKER = re.compile(r"[A-Z]{2,}(?:\s*[(:—–]|,? [A-Z]{3,})")
"""Capitals at the front of a line that are set so because they stand there: a speaker, a dateline, "FACT SHEET:"."""
_ACRONYM = 5
"""Letters of a name that is written in capitals; longer words in capitals are just set so."""
_DAYS_OF_MONTH = 31
"""A bare number up to this beside the name of a month is a day, and tells nothing but the date."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a stretch of text: proper names and other telling words, lower case, singular, without repeats."""

    names: tuple[str, ...]
    words: tuple[str, ...]


def wording_of(text: str) -> Wording:
    """The names and the telling words of a sentence or headline.

    >>> wording_of("On Monday China told Nvidia that its H20 chips need new licences.")
    Wording(names=('nvidia', 'h20'), words=('told', 'chip', 'need', 'licence'))
    """
    text = _AI.sub("AI", text)
    found = [(match.group(), match.start()) for match in _WORD.finditer(text)]
    capitals = sum(word[0].isupper() for word, _ in found if len(word) > 3)  # noqa: PLR2004 - small words are small in headlines
    ended = text.rstrip("”\"' ").endswith((".", "!", "?"))
    headline = not ended and len(found) >= _FEW_WORDS and capitals > _HEADLINE * sum(len(word) > 3 for word, _ in found)  # noqa: PLR2004
    names: dict[str, None] = {} if headline else dict.fromkeys(_phrases(found, text))
    words: dict[str, None] = {}
    for word, start in found:
        key = norm(word)
        if key is None:
            continue
        marked = _is_marked(word) and not (start == 0 and _SPEAKER.match(text))
        opens = start == 0 or text[max(0, start - 2) : start].strip()[-1:] in (".", ":", "?", "!", "“", '"')
        if marked or (word[0].isupper() and not headline and not opens):
            names[key] = None
        else:
            words[key] = None
    return Wording(tuple(names), tuple(word for word in words if word not in names))


def _is_marked(word: str) -> bool:
    """Whether its letters alone make a word a name: a digit (H20), few and all capitals (ZTE), mixed ones (OpenAI)."""
    if "." in word or word.islower() or (word[1:].islower() and word.isalpha()):
        return False
    capitals = sum(char.isupper() for char in word)
    return any(char.isdigit() for char in word) or (capitals > 1 and (capitals < len(word) or capitals <= _ACRONYM))


def _phrases(found: list[tuple[str, int]], text: str) -> Iterator[str]:
    """Names of two words or more ("Entity List", "World AI Conference"): telling even where no single word of them is.

    Only the last two words of a name are taken, its head and what stands before it: reports shorten names in front.
    """
    for run in _runs(found, text):
        parts = [part for part in (norm(word) for word in run[-2:]) if part]
        if len(parts) == 2:  # noqa: PLR2004 - the last two words
            yield intern(" ".join(parts))


def _runs(found: list[tuple[str, int]], text: str) -> Iterator[list[str]]:
    """The words that stand capitalised beside each other, run by run."""
    run: list[str] = []
    behind = 0
    for word, start in found:
        if run and (text[behind:start] != " " or not word[0].isupper()):
            yield run
            run = []
        if word[0].isupper():
            run.append(word)
        behind = start + len(word)
    if run:
        yield run


@lru_cache(maxsize=200_000)
def norm(word: str) -> str | None:
    """One spelling for a word's forms, or None for a word that tells nothing: closed classes, dates, countries."""
    lower = word.lower().replace("‑", "-").rstrip(".")
    if lower.isdigit() or len(lower) < 2 or lower in _silent():  # noqa: PLR2004 - single letters tell nothing
        return None
    key = singular(lower)
    return None if key in _silent() else intern(key)


@cache
def _silent() -> frozenset[str]:
    """Words that every report holds, and those that are told apart elsewhere: dates, countries, numbers."""
    book = shipped_words()
    lists = (
        "determiners", "possessives", "pronouns", "prepositions", "conjunctions", "subordinators", "conditionals",
        "relatives", "be_forms", "have_forms", "do_forms", "modals_planned", "modals_proposed", "modals_wishing",
        "negations", "adverbs", "adjectives", "comparatives", "particles", "numerals", "month_names", "day_names",
        "telling_verbs", "honorifics",
    )  # fmt: skip
    maps = ("country_names", "country_adjectives", "units", "counts", "ordinals", "seasons")
    words = {word for name in lists for word in book.expand(book.lists[name])}
    words |= {part for name in maps for word in book.maps[name] for part in word.split()}
    words |= {name for name in book.maps["heads_of_government"] if " " not in name}
    return frozenset({word.rstrip(".") for word in words} | _OWN_SILENT)


_OWN_SILENT = frozenset(
    "to not said says new also year years month week day days time people thing way part u.s u.k".split()
)


_THINGS = ("object", "subject", "of")
"""Keys of a pattern that hold things. A thing of one type alone ("gallium") may tell an event."""


@cache
def _rule_words() -> frozenset[str]:
    """The words by which our own rules find acts and things: common by definition, but for names of one thing."""
    found: set[str] = set()
    of_types: Counter[str] = Counter()
    for kind in load_rulebook().types:
        things: set[str] = set()
        for pattern in kind.patterns:
            found |= {phrase.split()[0] for phrase in getattr(pattern, "verbs", ())}
            found |= {phrase.split()[-1] for phrase in getattr(pattern, "nouns", ())}
            things |= {phrase.split()[-1] for key in _THINGS for phrase in getattr(pattern, key, ())}
        of_types.update(things)
    found |= {word for word, types in of_types.items() if types > 1}
    book = shipped_words()
    found |= {*book.lists["verbs"], *book.expand(["@field_words", "@effect_words", "@changing_words", "@ending_words"])}
    found -= {*book.lists["chip_firms"], *book.maps["towns"], *book.maps["heads_of_government"]}
    found = {word for word in found if not any(char.isdigit() for char in word)}
    return frozenset(found | {singular(word) for word in found})


@lru_cache(maxsize=200_000)
def is_rule_word(word: str) -> bool:
    """Whether a word is one of those by which rules find acts and things, or a form of one."""
    if any(char.isdigit() for char in word):
        return False
    if " " in word:
        return all(is_rule_word(part) for part in word.split(" "))
    forms = {word, word.removesuffix("d"), word.removesuffix("ed"), word.removesuffix("ing"), word.removesuffix("s")}
    forms |= {*word.split("-"), *(lemma for _, lemma in shipped_lexicon().verbs.get(word, ()))}
    return bool(forms & _rule_words())


@lru_cache(maxsize=200_000)
def is_verb(word: str) -> bool:
    """Whether a word is a form of a verb of news: it tells the act, not the thing."""
    return word in shipped_lexicon().verbs


def sums_in(text: str, *, without: Iterable[str] = ()) -> Iterator[str]:
    """The sums, shares and counts of a text in one spelling; days of the month and years are none.

    >>> list(sums_in("On July 3 it raised $1.5bn, 25% more than the 1.2 billion euros of 2024, from 140 firms."))
    ['$1500000000', '25%', '$1200000000', '#140']
    """
    for part in without:
        if part:
            text = text.replace(part, " ")
    for match in _SUM.finditer(text):
        if text[max(0, match.start() - 1) : match.start()].isalnum() or text[match.end() : match.end() + 1].isalpha():
            continue
        number = float(match["number"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
        if match["money"] or match["unit"]:
            yield intern(f"${number:.0f}")
        elif match["share"]:
            yield intern(f"{number:g}%")
        elif match["scale"] or not (_YEAR.match(match["number"]) or number <= _DAYS_OF_MONTH):
            yield intern(f"#{number:.0f}")
