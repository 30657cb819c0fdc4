"""What single words can be: closed classes from the word files, and every form of the verbs of news with its lemma."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from timeline.rulebook.words import WordBook, shipped_words

__all__ = ["Lexicon", "shipped_lexicon"]

_VOWELS = "aeiou"
_DOUBLING = frozenset(
    """ban bar plan stop scrap step drop cut cap get hit let put run set shut sit win begin ship slap trim compel
    control permit submit refer defer transfer commit admit occur prefer equip bid quit wrap tap top cancel travel
    signal label model pencil level total fuel unravel channel funnel counsel marshal shovel annul acquit expel
    rebel enrol remit allot rebut initial repel strip plug snap confer scrub slip spin bag bin clap drag incur nod
    ram rip skip span transmit unban pen grab snag tag flag map net pin nab dub swap chop crop mop prop shop flip
    tip vet jam slam skim stem deter kidnap omit emit regret overlap outfit unplug whip propel impel dispel excel
    patrol program quiz gavel""".split()
)
_AMERICAN = frozenset(
    """cancel travel signal label model pencil level total fuel unravel channel funnel counsel marshal shovel
    gavel""".split()
)
"""Verbs whose last letter is doubled in Britain only: both spellings are known."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes and verb forms.

    ``closed`` gives the tag of closed-class words; ``verbs`` the readings of a verb form as (tag, lemma) pairs with
    tags VB (base), VBZ (-s), VBD (past), VBN (participle) and VBG (-ing); ``nouns`` holds verbs that are nouns as well.
    """

    closed: Mapping[str, str]
    verbs: Mapping[str, tuple[tuple[str, str], ...]]
    nouns: frozenset[str]
    lists: Mapping[str, frozenset[str]]


def _inflect(lemma: str) -> dict[str, str]:
    """The regular forms of a verb by tag.

    >>> _inflect("ban")["VBD"], _inflect("unveil")["VBG"], _inflect("ratify")["VBZ"], _inflect("issue")["VBG"]
    ('banned', 'unveiling', 'ratifies', 'issuing')
    """
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    consonant_y = lemma.endswith("y") and lemma[-2:-1] not in _VOWELS
    if lemma.endswith("e"):
        past = lemma + "d"
        progressive = lemma[:-1] + "ing" if not lemma.endswith(("ee", "oe", "ye")) else lemma + "ing"
    elif consonant_y:
        past, progressive = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, progressive = stem + "ed", stem + "ing"
    if consonant_y:
        third = lemma[:-1] + "ies"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        third = third.replace(lemma, stem) if lemma.endswith("z") else third
    return {"VB": lemma, "VBZ": third, "VBD": past, "VBN": past, "VBG": progressive}


def _verb_forms(lemmas: Iterable[str], words: WordBook) -> dict[str, tuple[tuple[str, str], ...]]:
    past = {form: str(lemma) for form, lemma in words.maps["irregular_past"].items()}
    participle = {form: str(lemma) for form, lemma in words.maps["irregular_participle"].items()}
    irregular = {*past.values(), *participle.values()}
    forms: dict[str, dict[tuple[str, str], None]] = {}
    for lemma in sorted({*lemmas, *irregular} - {"be"}):
        for tag, form in _inflect(lemma).items():
            if tag in ("VBD", "VBN") and lemma in irregular:
                continue
            forms.setdefault(form, {})[tag, lemma] = None
        if lemma in _AMERICAN:
            for tag, ending in (("VBD", "ed"), ("VBN", "ed"), ("VBG", "ing")):
                forms.setdefault(lemma + ending, {})[tag, lemma] = None
    for tag, table in (("VBD", past), ("VBN", participle)):
        for form, lemma in table.items():
            forms.setdefault(form, {})[tag, lemma] = None
    return {form: tuple(readings) for form, readings in forms.items()}


_CLASSES = (
    ("ADV", "adverbs"),
    ("SUB", "subordinators"),
    ("IF", "conditionals"),
    ("CONJ", "conjunctions"),
    ("PREP", "prepositions"),
    ("REL", "relatives"),
    ("PRON", "pronouns"),
    ("NUM", "numerals"),
    ("NOUN", "nouns_like_adjectives"),
    ("DET", "determiners"),
    ("POSS", "possessives"),
    ("MODAL", "modals_planned"),
    ("MODAL", "modals_proposed"),
    ("MODAL", "modals_wishing"),
    ("DO", "do_forms"),
    ("HAVE", "have_forms"),
    ("BE", "be_forms"),
    ("NEG", "negations"),
)
"""Later rows win where a word is in two lists."""


@cache
def shipped_lexicon(extra_verbs: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon of the shipped word files, with the verbs that a user's event types add."""
    words = shipped_words()
    closed = {word: tag for tag, name in _CLASSES for word in words.lists[name]}
    closed |= {
        "no": "DET",
        "to": "TO",
        "that": "THAT",
        "should": "MODAL",
        "like": "PREP",
        "neither": "DET",
        "'s": "GEN",
        "’s": "GEN",
    }
    lists = {name: frozenset(words.expand(content)) for name, content in words.lists.items()}
    lists["told_happenings"] = frozenset(words.maps["told_happenings"])
    return Lexicon(
        closed=closed,
        verbs=_verb_forms((*words.lists["verbs"], *extra_verbs), words),
        nouns=lists["noun_verbs"],
        lists=lists,
    )
