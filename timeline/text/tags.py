"""Tells what each token of a sentence is: verb form, noun, name, number or one of the closed classes.

Tags: DET POSS PRON PREP CONJ SUB IF REL THAT TO BE HAVE DO MODAL NEG ADV (closed classes), GEN ('s), VB VBZ VBD VBN VBG
(verbs), ADJ, NOUN, NAME, NUM, OPEN and CLOSE (quotation marks and brackets), COMMA, STOP (; : – and full stops).
Order, suffixes and closed classes carry most of English news; there is no model behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from timeline.model import Span, Token
from timeline.text.lexicon import Lexicon
from timeline.text.settling import is_plural, settle
from timeline.text.time_words import UNITS, is_calendar_name, is_calendar_word
from timeline.text.tokens import tokenise
from timeline.text.verb_or_noun import verb_or_noun
from timeline.text.word_classes import VERB_TAGS

__all__ = ["singular", "tag"]

_TURNING = frozenset("may following he yet before after up to as her per".split())
"""All words for which ``_closed`` looks at those beside them: most of the closed classes never turn."""
_BEFORE_DAYS = frozenset({"late", "early", "starting", "beginning"})
"""Words that only say when, in front of a day."""
_AUXILIARIES = {"BE": "be", "HAVE": "have"}
_MARKS = {
    ",": "COMMA",
    ";": "STOP",
    ":": "STOP",
    "–": "STOP",
    "—": "STOP",
    ".": "STOP",
    "!": "STOP",
    "?": "STOP",
    "|": "STOP",
}
_VERSUS = ("v", "v.", "vs", "vs.")
"""Between two names they make the name of a case: "Musk v. OpenAI"."""
_MANY_WORDS = 65_536
"""More words than news uses: what the ending of each says is found out once."""
_SHORT_WORD = 3
"""Words of up to three letters are small in headlines, and have no plural to undo."""
_FEW_WORDS = 3
"""Fewer long words than this are no headline to judge by its capitals."""
_OPENING, _CLOSING = "“‘([«", "”)]»"
_APOSTROPHES = "'’‘"
_OWNED = ("NOUN", "NAME", "ADJ", "NUM", "VERB?")
_ADJECTIVES = ("ous", "ful", "ive", "ible", "able", "ic", "ish", "less", "ical", "ary")


def tag(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of a sentence, tagged."""
    pieces = tokenise(text)
    words = [word for _, word in pieces]
    lowers = [word.lower() for word in words]
    titled = _is_title_case(words)
    tags = [
        _small(words, index, lower, lexicon)
        if words[index] == lower and lower[0].isalpha() and lower not in _BEFORE_DAYS
        else _first_guess(words, index, lower, lexicon, titled=titled)
        for index, lower in enumerate(lowers)
    ]
    for index in _owners_of_several(pieces, tags):
        tags[index] = "GEN"
    for index, guess in enumerate(tags):
        if guess == "VERB?":
            tags[index] = verb_or_noun(words, tags, index, lexicon)
    settle(words, tags, lexicon)
    lemmas = [_lemma(lower, found, lexicon) for lower, found in zip(lowers, tags, strict=True)]
    return tuple(map(Token, [span for span, _ in pieces], words, lowers, tags, lemmas))


def _owners_of_several(pieces: Sequence[tuple[Span, str]], tags: Sequence[str]) -> list[int]:
    """The apostrophes of "the authors' lawsuit", "the two sides’ talks", where no quotation is open that they close."""
    found: list[int] = []
    quoted = False
    for index, (span, word) in enumerate(pieces):
        if word not in _APOSTROPHES:
            continue
        touches = index > 0 and pieces[index - 1][0].end == span.start
        spaced = index + 1 < len(pieces) and pieces[index + 1][0].start > span.end
        if not touches:
            quoted = not quoted and not spaced
        elif quoted:
            quoted = False
        elif spaced and pieces[index - 1][1].lower().endswith("s") and tags[index + 1] in _OWNED:
            found.append(index)
    return found


def _first_guess(words: Sequence[str], index: int, lower: str, lexicon: Lexicon, *, titled: bool) -> str:
    word = words[index]
    if not word[0].isalpha():
        if word[0].isdigit() or word[0] in "$€£¥₹":
            return "NUM"
        if not word[0].isalnum():
            return _mark(word, lower, lexicon)
    if lower in ("late", "early") and words[index + 1 : index + 2] in (["on"], ["in"], ["last"], ["this"]):
        return "ADV"
    if lower in ("starting", "beginning") and _brings_in_day(words, index):
        return "PREP"
    if lower in lexicon.closed and not (word.isupper() and len(word) > 1 and lower in ("us", "it", "who")):
        return _closed(words, index, lexicon)
    initial = index == 0 or words[index - 1] in "“\"'‘(:;—–|" or (not words[index - 1][0].isalnum() and index == 1)
    capital = word[0].isupper()
    shouted = word.isupper() and len(word) > 1 and words[index + 1 : index + 2] and words[index + 1].isupper()
    if capital and (shouted or not initial) and not titled:
        return "NAME"
    if lower in lexicon.verbs:
        return "VERB?"
    if capital:
        actors = initial and is_plural(lower) and singular(lower) in lexicon.lists["actor_nouns"]
        return "NOUN" if actors else "ADV" if lower.endswith("ly") else "NAME"
    return "ADJ" if lower in lexicon.lists["adjectives"] else _by_suffix(lower)


def _small(words: Sequence[str], index: int, lower: str, lexicon: Lexicon) -> str:
    """The first guess of a word without capitals, as most are: no name, and where it stands says little."""
    found = lexicon.closed.get(lower)
    if found is not None:
        return found if lower not in _TURNING else _closed(words, index, lexicon)
    if lower in lexicon.verbs:
        return "VERB?"
    if (
        lower in _VERSUS
        and 0 < index < len(words) - 1
        and words[index - 1][0].isupper()
        and words[index + 1][0].isupper()
    ):
        return "NAME"
    return "ADJ" if lower in lexicon.lists["adjectives"] else _by_suffix(lower)


def _mark(word: str, lower: str, lexicon: Lexicon) -> str:
    if lower in lexicon.closed:
        return lexicon.closed[lower]
    if word in _OPENING:
        return "OPEN"
    if word in _CLOSING:
        return "CLOSE"
    return _MARKS.get(
        word, "QUOTE" if word in "\"'’" else "NOUN" if word in "%&/" else "STOP" if word == "-" else "OTHER"
    )


def _closed(words: Sequence[str], index: int, lexicon: Lexicon) -> str:
    lower = words[index].lower()
    found = lexicon.closed[lower]
    if lower not in _TURNING:
        return found
    following = words[index + 1].lower() if index + 1 < len(words) else ""
    if lower == "may" and words[index] == "May" and (index > 0 or following[:1].isdigit()):
        return "NAME"
    if lower == "following" and index and words[index - 1].lower() in ("the", "a"):
        return "ADJ"
    if lower == "he" and _is_chinese_name(words, index, lexicon):
        return "NAME"
    if lower == "yet" and index and words[index - 1].lower() in ("not", "n't", "n’t", "has", "have", "had", "is", "as"):
        return "ADV"
    if lower in ("before", "after") and _counts_from(words, index, lexicon):
        return "PREP"
    if lower in ("up", "to") and _tops(words, index - (lower == "to")):
        return "ADV"
    if following == "cent" and lower == "per":
        return "NUM"
    return _follower(words, index, lower, following, lexicon) or found


def _follower(words: Sequence[str], index: int, lower: str, following: str, lexicon: Lexicon) -> str:
    """The tag of "such as", and of "her" with no noun behind; empty where both are what they mostly are."""
    if lower == "as" and index and words[index - 1].lower() == "such":
        return "PREP"
    if lower == "her" and (not following or following in lexicon.closed):
        return "PRON"
    return ""


def _is_chinese_name(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """As in "Vice Premier He Lifeng": a capital inside the sentence, and one behind it that is no other word's."""
    following = words[index + 1] if index + 1 < len(words) else ""
    inside = words[index] == "He" and index > 0 and words[index - 1][-1].isalnum()
    known = following.lower() in lexicon.closed or following.lower() in lexicon.verbs
    return inside and following[:1].isupper() and not known and not following.lower().endswith("ly")


def _tops(words: Sequence[str], index: int) -> bool:
    """As in "up to $5 billion", "up to 920 billion yen": the words belong to the number."""
    lowers = [word.lower() for word in words[max(0, index) : index + _FEW_WORDS]]
    return index >= 0 and lowers[:2] == ["up", "to"] and lowers[-1][0] in "0123456789$€£¥₹"


def _counts_from(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """As in "a week before the Bletchley meeting": the word brings in a noun, not a clause."""
    lead = words[index - 1].lower() if index else ""
    behind = [word.lower() for word in words[index + 1 : index + 4]]
    happenings = lexicon.lists["told_happenings"]
    return singular(lead) in UNITS and behind[:1] in (["the"], ["that"], ["this"]) and not happenings.isdisjoint(behind)


def _is_title_case(words: Sequence[str]) -> bool:
    """Headlines In Title Case: capitals say nothing there."""
    if any(len(word) > _SHORT_WORD and word[0].islower() for word in words):
        return False
    long_words = [word for word in words if word[0].isalpha() and len(word) > _SHORT_WORD]
    letters = [word for word in words if word[0].isalpha()]
    shouted = len(letters) > _FEW_WORDS and all(word.isupper() for word in letters)
    return shouted or (len(long_words) > _FEW_WORDS and all(word[0].isupper() for word in long_words))


@lru_cache(maxsize=_MANY_WORDS)
def _by_suffix(lower: str) -> str:
    if is_calendar_name(lower):
        return "NOUN"
    if lower.endswith("ly"):
        return "ADV"
    if lower.endswith(_ADJECTIVES):
        return "ADJ"
    if lower.endswith(("bed", "eed", "shed", "sled")):
        return "NOUN"
    if lower.endswith("ed") and len(lower) > len("seed") and "-" not in lower:
        return "VERB?"
    if lower.endswith("ing") and len(lower) > len("bring"):
        return "VERB?"
    return "NOUN"


def _brings_in_day(words: Sequence[str], index: int) -> bool:
    """As in "starting August 1", "beginning in January": no more than "from"."""
    ahead = index + 1
    ahead += words[ahead : ahead + 1] in (["in"], ["on"], ["from"])
    return is_calendar_word(words, ahead) or words[ahead : ahead + 1] in (["today"], ["tomorrow"])


def _lemma(lower: str, found: str, lexicon: Lexicon) -> str:
    if found in ("NOUN", "NAME"):
        return "percent" if lower == "cent" else singular(lower)
    if found in VERB_TAGS:
        readings = lexicon.verbs.get(lower, ())
        wanted = "VB" if found == "VBP" else found
        return next((lemma for tag, lemma in readings if tag == wanted), readings[0][1] if readings else lower)
    return _AUXILIARIES.get(found, lower)


@lru_cache(maxsize=_MANY_WORDS)
def singular(word: str) -> str:
    """The singular of a regular noun; short words and names in -ss, -us, -is are left alone.

    >>> singular("policies"), singular("talks"), singular("licences"), singular("taxes"), singular("process")
    ('policy', 'talk', 'licence', 'tax', 'process')
    """
    if len(word) <= _SHORT_WORD or word.endswith(("ss", "us", "is", "'s")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]
