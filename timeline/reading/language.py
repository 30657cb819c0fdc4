"""The language of a text: English by its commonest words, another one by a classifier, told only where it is plain."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["code_of", "is_english", "language_of"]

_CODE = re.compile(r"[a-z]{2,3}(?![a-z])")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
"""Characters that are looked at; more of the same text tells no more."""
# No other language of the Latin alphabet writes these as often as English does.
_ENGLISH = frozenset("the of and to that with from has have are its will this which were been their would".split())
_ENGLISH_SHARE = 0.09
"""English news has a fifth; headlines and tables, which leave them out, still have a tenth."""
_SHORTEST = 60
"""Letters below which the classifier takes English headlines for Latin or Afrikaans."""
_SHORTEST_FOREIGN = 15
"""The same, for letters of other scripts, which say more."""
_PLAIN = 0.9
"""A probability that the classifier, which is mostly all but certain, only misses on mixtures and lists of names."""


def code_of(tag: str) -> str:
    """The code of a language tag, without country or script; empty where it is none.

    >>> code_of("en-GB"), code_of("zh_Hans"), code_of("English?")
    ('en', 'zh', '')
    """
    match = _CODE.match(tag.strip().lower())
    return match[0] if match else ""


def is_english(code: str) -> bool:
    """Whether a document's language is English, as every text is that states and shows no other.

    >>> is_english("en"), is_english("en-GB"), is_english(""), is_english("de")
    (True, True, True, False)
    """
    return code_of(code) in {"en", "eng", ""}


def language_of(text: str, *, declared: str = "") -> str:
    """The language of a text (ISO 639-1): what its words show goes before what its page declares; else English.

    >>> language_of("The ministers signed the declaration of the summit and left.", declared="de-DE")
    'en'
    >>> language_of("x", declared="fr")
    'fr'
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    common = sum(word in _ENGLISH for word in words)
    if words and common / len(words) >= _ENGLISH_SHARE and common > 1:
        return "en"
    return _classified(sample, words) or code_of(declared) or "en"


def _classified(sample: str, words: list[str]) -> str:
    letters = sum(map(len, words))
    foreign = sum(character.isalpha() and character > "\u024f" for character in sample)
    if letters < _SHORTEST and foreign < _SHORTEST_FOREIGN:
        return ""
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _PLAIN else ""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - a second, and English needs none

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
