"""Cuts a sentence into tokens and tells what each is: verb form, noun, name, number or one of the closed classes.

Tags: DET POSS PRON PREP CONJ SUB IF REL THAT TO BE HAVE DO MODAL NEG ADV (closed classes), GEN ('s), VB VBZ VBD VBN VBG
(verbs), ADJ, NOUN, NAME, NUM, OPEN and CLOSE (quotation marks and brackets), COMMA, STOP (; : – and full stops).
Order, suffixes and closed classes carry most of English news; there is no model behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from timeline.model import Span, Token
from timeline.text.lexicon import Lexicon
from timeline.text.settling import FINITE, NOMINAL, VERB_TAGS, base_of, is_plural, is_series, readings_of, settle

__all__ = ["FINITE", "NOMINAL", "singular", "tag", "tokenise", "words_in"]

_TOKEN = re.compile(
    r"(?=\S)(?:[^\W\d_]+(?![\w.'’&‑-])"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Inc|Corp|Ltd|Co|No|Sen|Rep|Gov|Gen|St)\."
    r"|(?:[^\W\d_][^\W_]*[-‑])+\d+(?:\.\d+)+[^\W_]*"
    r"|\d+/\d+"
    r"|\d+(?:[.,]\d+)*(?:[-‑][^\W\d_][^\W_]*)+"
    r"|(?:(?:US|HK|NT|NZ|[SACR])?[$€£¥₹])?\d(?:[\d,.]*\d)?(?:[a-z]{1,2}\b)?%?"
    r"|(?:wo|ca|do|does|did|is|are|was|were|has|have|had|would|could|should)(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|re|ve|ll|d)\b|[^\W_]+(?:[-‑&][^\W_]+)*|[^\w\s])",
    re.IGNORECASE,
)
"""Words with nothing attached come first: most tokens are such, and no other form can be theirs."""
_BEFORE_NOUN = frozenset({"DET", "POSS", "ADJ", "NUM", "GEN"})
_FINITE_OR_OPEN = frozenset({*VERB_TAGS, "VERB-ED?"})
_PAIR = 2
_TURNING = frozenset("may following he yet before after up to as her".split())
"""All words for which ``_closed`` looks at those beside them: most of the closed classes never turn."""
_UNITS = frozenset("minute hour day week fortnight month year".split())
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
_MANY_WORDS = 65_536
"""More words than news uses: what the ending of each says is found out once."""
_SHORT_WORD = 3
"""Words of up to three letters are small in headlines, and have no plural to undo."""
_FEW_WORDS = 3
"""Fewer long words than this are no headline to judge by its capitals."""
_OPENING, _CLOSING = "“‘([«", "”)]»"
_ADJECTIVES = ("ous", "ful", "ive", "ible", "able", "ic", "ish", "less", "ical", "ary")


def tokenise(text: str) -> list[tuple[Span, str]]:
    """The tokens of a sentence with their places in it.

    >>> [word for _, word in tokenise("The U.S. hasn't banned 3.5% of Nvidia’s H20 chips.")]
    ['The', 'U.S.', 'has', "n't", 'banned', '3.5%', 'of', 'Nvidia', '’s', 'H20', 'chips', '.']
    """
    return [(Span(*found.span()), found.group()) for found in _TOKEN.finditer(text)]


def words_in(text: str) -> list[str]:
    """The same tokens without their places."""
    return _TOKEN.findall(text)


def tag(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of a sentence, tagged."""
    pieces = tokenise(text)
    words = [word for _, word in pieces]
    lowers = [word.lower() for word in words]
    titled = _is_title_case(words)
    tags = [_first_guess(words, index, lower, lexicon, titled=titled) for index, lower in enumerate(lowers)]
    for index, guess in enumerate(tags):
        if guess == "VERB?":
            tags[index] = _verb_or_noun(words, tags, index, lexicon)
    settle(words, tags, lexicon)
    return tuple(
        Token(span, word, lower, found, _lemma(lower, found, lexicon))
        for (span, word), lower, found in zip(pieces, lowers, tags, strict=True)
    )


def _first_guess(words: Sequence[str], index: int, lower: str, lexicon: Lexicon, *, titled: bool) -> str:
    word = words[index]
    if not word[0].isalpha():
        if word[0].isdigit() or word[0] in "$€£¥₹":
            return "NUM"
        if not word[0].isalnum():
            return _mark(word, lower, lexicon)
    if lower in ("late", "early") and words[index + 1 : index + 2] in (["on"], ["in"], ["last"], ["this"]):
        return "ADV"
    if lower in ("starting", "beginning") and _brings_in_day(words, index, lexicon):
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
    if lower == "as" and index and words[index - 1].lower() == "such":
        return "PREP"
    if lower == "her" and (not following or following in lexicon.closed):
        return "PRON"
    return found


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
    return (
        singular(lead) in _UNITS and behind[:1] in (["the"], ["that"], ["this"]) and not happenings.isdisjoint(behind)
    )


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


def _previous(tags: Sequence[str], index: int) -> int:
    """The token before, adverbs and negations passed over; -1 at the front."""
    index -= 1
    while index >= 0 and tags[index] in ("ADV", "NEG"):
        index -= 1
    return index


def _verb_or_noun(words: Sequence[str], tags: list[str], index: int, lexicon: Lexicon) -> str:  # noqa: C901, PLR0912
    """One word that can be a verb, settled by what stands before it; OPEN? where only the whole sentence can tell."""
    lower = words[index].lower()
    readings = readings_of(lower, lexicon)
    before = _before_day(words, tags, _previous(tags, index), lexicon)
    left = tags[before] if before >= 0 else ""
    noun = "NAME" if words[index][0].isupper() and index > 0 else "NOUN"
    if left == "DET" and _stands_alone(words, tags, before, readings):
        tags[before] = left = "PRON"
    if left == "NUM" and "VBZ" in readings and _counts_alone(words, tags, before, lexicon):
        left = "NOUN"
    if left == "NUM" and "VBZ" in readings and _is_numbered(words, tags, before, lexicon):
        left = "NAME"
    if lower == "last" and _is_calendar_word(words, index + 1, lexicon):
        return "NOUN"
    if index == 0 and words[0][0].isupper() and tags[1:2] == ["NAME"] and "VB" in readings:
        return "NAME"
    if left in ("TO", "MODAL", "DO") and "VB" in readings:
        return "VB"
    if lower in lexicon.lists["comparatives"] and left in _FINITE_OR_OPEN:
        return "ADV"
    if left == "BE" or (left == "GEN" and ("VBG" in readings or "VBN" in readings) and _subject_before(words, before)):
        if "VBG" in readings:
            return "VBG"
        return "VBN" if "VBN" in readings else noun
    if left == "HAVE" and "VBN" in readings:
        return "VBN"
    if "VBD" in readings and not {"VBN", "VB"} & readings.keys() and left not in ("TO", "MODAL"):
        return "VBD"
    if left in _BEFORE_NOUN and not _ends_date(words, before, lexicon):
        if "VBN" in readings and "VB" not in readings:
            return "ADJ" if left != "NUM" else "VERB-ED?"
        return "ADJ" if "VBG" in readings and _next_is_nominal(words, tags, index) else noun
    if lower in lexicon.lists["ing_nouns"] and not (left in ("PREP", "SUB") and _next_is_object(words, tags, index)):
        return noun
    if left == "TO" and "VBD" in readings:
        return "ADJ"
    if left == "PREP" and "VBG" in readings and _is_subject_matter(words, tags, index, before):
        return noun
    if left == "NOUN" and "VBG" in readings and _is_compound(words, tags, index):
        return noun
    if lower not in lexicon.verbs and "VBG" in readings and (left != "COMMA" or _next_is_nominal(words, tags, index)):
        return "ADJ" if _next_is_nominal(words, tags, index) else "VBG"
    if left == "PREP":
        if "VBG" in readings:
            return "VBG"
        return "ADJ" if "VBN" in readings and "VB" not in readings else noun
    if left in ("PRON", "REL"):
        return next(
            (found for found in ("VBD", "VBZ") if found in readings),
            "VBP" if "VB" in readings else next(iter(readings)),
        )
    if "VBD" in readings:
        return "VERB-ED?" if "VBN" in readings else "VBD"
    if "VBN" in readings and "VB" not in readings:
        return "VBN"
    if "VBG" in readings:
        return "VBG"
    if base_of(readings) not in lexicon.nouns:
        if "VBZ" in readings:
            return "VBZ"
        subject = words[before].lower() if before >= 0 else ""
        timed = subject in _UNITS and before > 0 and words[before - 1].lower() in ("last", "this", "next")
        calendar = timed or subject in lexicon.lists["calendar"]
        singular_subject = (
            left in ("NOUN", "NAME") and not calendar and not is_plural(subject) and not is_series(words, tags, before)
        )
        return "VERB-NOUN?" if singular_subject else "VBP"
    return "VERB-NOUN?"


def _before_day(words: Sequence[str], tags: Sequence[str], index: int, lexicon: Lexicon) -> int:
    """The auxiliary in front of a day set before its verb ("will on Friday publish", "was, on 3 May, signed")."""
    at = index - (index > 0 and tags[index] == "COMMA")
    first = at
    while first > 0 and (words[first].isdigit() or words[first].lower().rstrip(".") in lexicon.lists["calendar"]):
        first -= 1
    if first == at or words[first].lower() not in ("on", "in"):
        return index
    first -= 1 + (tags[first - 1] == "COMMA")
    return first if first >= 0 and tags[first] in ("MODAL", "HAVE", "BE") else index


def _stands_alone(words: Sequence[str], tags: Sequence[str], index: int, readings: Mapping[str, str]) -> bool:
    """As in "both put their names to it", "many signed the letter": the verb stands right behind, then its object."""
    following = tags[index + 2] if index + 2 < len(tags) else ""
    alone = words[index].lower() in ("both", "all", "some", "many", "most", "few", "several")
    return alone and "VBD" in readings and following in ("DET", "POSS", "PRON", "THAT")


def _counts_alone(words: Sequence[str], tags: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """As in "The second adds 140 parties": the ordinal stands for one of those told before."""
    ordinal = words[index].lower() in ("first", "second", "third", "fourth", "fifth")
    verb = base_of(readings_of(words[index + 1].lower(), lexicon)) not in lexicon.nouns
    return ordinal and verb and index > 0 and tags[index - 1] == "DET"


def _is_numbered(words: Sequence[str], tags: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """As in "Announcement No. 61 takes effect": the number is the end of a name."""
    before = words[index - 1].lower() if index else ""
    named = index > 0 and tags[index - 1] == "NAME" and before.rstrip(".") not in lexicon.lists["month_names"]
    return before == "no." or (named and words[index].isdigit())


def _ends_date(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a number ends a date ("on May 3 expires", "in May 2025 takes"), and so counts nothing behind it."""
    if not words[index][0].isdigit():
        return False
    near = [word.lower().rstrip(".") for word in words[max(0, index - 3) : index]]
    return any(word in lexicon.lists["month_names"] for word in near)


def _is_subject_matter(words: Sequence[str], tags: Sequence[str], index: int, before: int) -> bool:
    """As in "rules on labelling on June 14", "practices such as scoring": what is done to nothing is a noun."""
    listed = words[before].lower() == "as" and words[before - 1].lower() == "such"
    return _ends_phrase(tags, index) and (listed or words[before].lower() == "on") and before == index - 1


def _ends_phrase(tags: Sequence[str], index: int) -> bool:
    return tags[index + 1 : index + 2] in ([], ["PREP"], ["COMMA"], ["STOP"], ["HAVE"], ["BE"])


def _is_compound(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """As in "a hearing on chip smuggling on Wednesday": with a bare singular before it, and nothing it is done to."""
    bare = index > 1 and tags[index - 1] == "NOUN" and not is_plural(words[index - 1])
    on = words[index - _PAIR].lower() in ("on", "over", "about", "into", "against", "of") if bare else False
    return on and _ends_phrase(tags, index)


def _brings_in_day(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """As in "starting August 1", "beginning in January": no more than "from"."""
    ahead = index + 1
    ahead += words[ahead : ahead + 1] in (["in"], ["on"], ["from"])
    return _is_calendar_word(words, ahead, lexicon) or words[ahead : ahead + 1] in (["today"], ["tomorrow"])


def _is_calendar_word(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    word = words[index].lower().rstrip(".") if index < len(words) else ""
    return word in _UNITS or word in lexicon.lists["calendar"]


def _subject_before(words: Sequence[str], genitive: int) -> bool:
    """Whether 's stands for "is" or "has": behind a pronoun such as it or that."""
    return genitive > 0 and words[genitive - 1].lower() in ("it", "that", "he", "she", "what", "there", "who", "here")


def _next_is_nominal(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and tags[index + 1] in (*NOMINAL, "VERB?")


def _next_is_object(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and tags[index + 1] in ("DET", "POSS", "NAME", "NUM")


def _lemma(lower: str, found: str, lexicon: Lexicon) -> str:
    if found in ("NOUN", "NAME"):
        return singular(lower)
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
