"""Cuts a sentence into tokens and tells what each is: verb form, noun, name, number or one of the closed classes.

Tags: DET POSS PRON PREP CONJ SUB IF REL THAT TO BE HAVE DO MODAL NEG ADV (closed classes), GEN ('s), VB VBZ VBD VBN VBG
(verbs), ADJ, NOUN, NAME, NUM, OPEN and CLOSE (quotation marks and brackets), COMMA, STOP (; : – and full stops).
Order, suffixes and closed classes carry most of English news; there is no model behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from timeline.model import Span, Token
from timeline.text.lexicon import Lexicon

__all__ = ["FINITE", "NOMINAL", "tag", "tokenise"]

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
FINITE = frozenset({"VBZ", "VBD", "VBP"})
NOMINAL = frozenset({"NOUN", "NAME", "NUM", "ADJ"})
_BEFORE_NOUN = frozenset({"DET", "POSS", "ADJ", "NUM", "GEN"})
_VERB_TAGS = frozenset({"VB", "VBZ", "VBD", "VBN", "VBG", "VBP"})
_FINITE_OR_OPEN = frozenset({*_VERB_TAGS, "VERB-ED?"})
_UNITS = frozenset("minute hour day week fortnight month year".split())
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
_SHORT_WORD = 3
"""Words of up to three letters are small in headlines, and have no plural to undo."""
_PAIR = 2
_FEW_WORDS = 3
"""Fewer long words than this are no headline to judge by its capitals."""
_OPENING, _CLOSING = "“‘([«", "”)]»"
_ADJECTIVES = ("ous", "ful", "ive", "ible", "able", "ic", "ish", "less", "ical", "ary")
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ship", "ity", "ance", "ence", "ism", "ist")


def tokenise(text: str) -> list[tuple[Span, str]]:
    """The tokens of a sentence with their places in it.

    >>> [word for _, word in tokenise("The U.S. hasn't banned 3.5% of Nvidia’s H20 chips.")]
    ['The', 'U.S.', 'has', "n't", 'banned', '3.5%', 'of', 'Nvidia', '’s', 'H20', 'chips', '.']
    """
    return [(Span(*found.span()), found.group()) for found in _TOKEN.finditer(text)]


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
    _settle_open_cases(words, tags, lexicon)
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
        return "ADV" if lower.endswith("ly") else "NAME"
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
    following = words[index + 1].lower() if index + 1 < len(words) else ""
    if lower == "may" and words[index] == "May" and (index > 0 or following[:1].isdigit()):
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
    if lower in ("have", "has", "had", "do", "does", "did") and following in ("a", "an", "the", "no", "its", "their"):
        return found
    return found


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
    long_words = [word for word in words if word[0].isalpha() and len(word) > _SHORT_WORD]
    letters = [word for word in words if word[0].isalpha()]
    shouted = len(letters) > _FEW_WORDS and all(word.isupper() for word in letters)
    return shouted or (len(long_words) > _FEW_WORDS and all(word[0].isupper() for word in long_words))


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


def _readings(lower: str, lexicon: Lexicon) -> dict[str, str]:
    if lower in lexicon.verbs:
        return dict(lexicon.verbs[lower])
    if lower.endswith("ed"):
        return {"VBD": lower, "VBN": lower}
    return {"VBG": lower}


def _verb_or_noun(words: Sequence[str], tags: list[str], index: int, lexicon: Lexicon) -> str:  # noqa: C901, PLR0912
    """One word that can be a verb, settled by what stands before it; OPEN? where only the whole sentence can tell."""
    lower = words[index].lower()
    readings = _readings(lower, lexicon)
    before = _previous(tags, index)
    left = tags[before] if before >= 0 else ""
    noun = "NAME" if words[index][0].isupper() and index > 0 else "NOUN"
    if left == "DET" and _stands_alone(words, tags, before, readings):
        tags[before] = left = "PRON"
    if left == "NUM" and "VBZ" in readings and _counts_alone(words, tags, before, lexicon):
        left = "NOUN"
    if left == "NUM" and "VBZ" in readings and _is_numbered(words, tags, before, lexicon):
        left = "NAME"
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
    if _base(readings) not in lexicon.nouns:
        if "VBZ" in readings:
            return "VBZ"
        subject = words[before].lower() if before >= 0 else ""
        calendar = subject in lexicon.lists["day_names"] or subject in lexicon.lists["month_names"]
        singular_subject = (
            left in ("NOUN", "NAME") and not calendar and not _plural(subject) and not _is_series(words, tags, before)
        )
        return "VERB-NOUN?" if singular_subject else "VBP"
    return "VERB-NOUN?"


def _stands_alone(words: Sequence[str], tags: Sequence[str], index: int, readings: Mapping[str, str]) -> bool:
    """As in "both put their names to it", "many signed the letter": the verb stands right behind, then its object."""
    following = tags[index + 2] if index + 2 < len(tags) else ""
    alone = words[index].lower() in ("both", "all", "some", "many", "most", "few", "several")
    return alone and "VBD" in readings and following in ("DET", "POSS", "PRON", "THAT")


def _counts_alone(words: Sequence[str], tags: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """As in "The second adds 140 parties": the ordinal stands for one of those told before."""
    ordinal = words[index].lower() in ("first", "second", "third", "fourth", "fifth")
    verb = _base(_readings(words[index + 1].lower(), lexicon)) not in lexicon.nouns
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
    ends = tags[index + 1 : index + 2] in ([], ["PREP"], ["COMMA"], ["STOP"], ["HAVE"], ["BE"])
    return ends and (listed or words[before].lower() == "on") and before == index - 1


def _base(readings: dict[str, str]) -> str:
    return next(iter(readings.values()))


def _subject_before(words: Sequence[str], genitive: int) -> bool:
    """Whether 's stands for "is" or "has": behind a pronoun such as it or that."""
    return genitive > 0 and words[genitive - 1].lower() in ("it", "that", "he", "she", "what", "there", "who", "here")


def _next_is_nominal(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and tags[index + 1] in (*NOMINAL, "VERB?")


def _next_is_object(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and tags[index + 1] in ("DET", "POSS", "NAME", "NUM")


_STRONG = ("STOP", "OPEN", "CLOSE")
_JOINTS = (*_STRONG, "SUB", "REL", "THAT", "IF")


def _segments(tags: Sequence[str], marks: Sequence[str]) -> list[range]:
    """Stretches between marks, in each of which a clause of its own may stand."""
    edges = [-1, *(index for index, found in enumerate(tags) if found in marks), len(tags)]
    return [range(first + 1, last) for first, last in pairwise(edges) if last > first + 1]


def _settle_open_cases(words: Sequence[str], tags: list[str], lexicon: Lexicon) -> None:
    """Words that only their sentence can settle: "the rules issued on Friday take effect", "China plans controls"."""
    for segment in _segments(tags, _STRONG):
        for index in segment:
            if tags[index] == "VERB-ED?":
                tags[index] = _past_or_participle(words, tags, index, segment)
                if index in segment[1:] and words[index - 1].lower() in ("get", "gets", "got", "getting"):
                    tags[index - 1 : index + 1] = ["BE", "VBN"]
    for segment in _segments(tags, _JOINTS):
        has_verb = any(tags[index] in FINITE or tags[index] in ("BE", "HAVE", "DO", "MODAL") for index in segment)
        for index in segment:
            if tags[index] != "VERB-NOUN?":
                continue
            readings = _readings(words[index].lower(), lexicon)
            verb = _takes_verb(words, tags, index, segment, has_verb=has_verb)
            if not verb and not has_verb and "VBZ" not in readings:
                surely = _base(readings) not in lexicon.nouns or _dated_behind(words, index, lexicon)
                verb = surely and _number(words, tags, index, segment) == "plural"
            if verb:
                tags[index] = "VBZ" if "VBZ" in readings else "VBP"
                has_verb = True
            else:
                tags[index] = "NAME" if words[index][0].isupper() and index > 0 else "NOUN"


def _past_or_participle(  # noqa: C901 - one row for each thing that settles it
    words: Sequence[str], tags: Sequence[str], index: int, segment: range
) -> str:
    left = tags[index - 1] if index - 1 in segment else ""
    right = tags[index + 1] if index + 1 in segment else ""
    following = words[index + 1].lower() if index + 1 in segment else ""
    finite_later = _finite_behind(words, tags, index, segment)
    finite_earlier = _finite_before(tags, index, segment)
    if following == "by":
        return "VBD" if words[index + 2 : index + 3] in (["consensus"], ["acclamation"]) else "VBN"
    if words[index].lower() == "said" or _has_relative_subject(tags, index, segment, finite_later=finite_later):
        return "VBD"
    if left == "COMMA" and not finite_later:
        if _closes_insertion(tags, index) or _closes_apposition(tags, index, segment):
            return "VBD"
    if left == "COMMA" and right in ("PREP", "ADV", "NUM", "SUB", "NAME") and tags[index - 2 : index - 1] != ["ADV"]:
        return "VBN"
    if left in ("VBZ", "VBP") or (left == "VBD" and not right.startswith(("DET", "POSS"))):
        return "ADJ"
    if left in ("NOUN", "NAME", "NUM", "CLOSE", "VERB-NOUN?"):
        if right in ("QUOTE", "OPEN") and finite_earlier:
            return "VBN"
        if finite_later and right in ("PREP", "ADV", "TO", "NUM", "NAME"):
            return "VBN"
        if finite_earlier and right in ("PREP", "ADV", "NUM"):
            return "VBN"
    if index == 0:
        return "VBN"
    return "VBD"


def _has_relative_subject(tags: Sequence[str], index: int, segment: range, *, finite_later: bool) -> bool:
    """As in "which China introduced": between the relative word and the verb stands a subject and nothing else.

    In "said that the tariffs imposed in May were lifted" the verb of the told clause comes later.
    """
    for other in range(index - 1, segment.start - 1, -1):
        if tags[other] in ("REL", "THAT"):
            tells = tags[other] == "THAT" and other > 0 and tags[other - 1] in _VERB_TAGS
            return other < index - 1 and not (tells and finite_later)
        if tags[other] not in (*NOMINAL, "DET", "POSS", "PRON", "ADV", "GEN"):
            return False
    return False


def _finite_before(tags: Sequence[str], index: int, segment: range) -> bool:
    """Whether a finite verb stands before, with no border between."""
    for other in range(index - 1, segment.start - 1, -1):
        if tags[other] in ("COMMA", "SUB", "REL", "CONJ", "IF", "THAT"):
            return False
        if tags[other] in _VERB_TAGS or tags[other] in ("BE", "HAVE", "DO"):
            return True
    return False


def _finite_behind(words: Sequence[str], tags: Sequence[str], index: int, segment: range) -> bool:
    """Whether the sentence goes on to a finite verb that has no subject of its own."""
    purpose = False
    for other in range(index + 1, segment.stop):
        if tags[other] in ("SUB", "REL", "CONJ", "IF", "THAT", "PRON"):
            return False
        purpose = purpose or (tags[other] == "TO" and tags[other + 1 : other + 2] == ["VB"])
        if tags[other] == "DET" and tags[other - 1] not in ("PREP", "SUB"):
            return False
        if tags[other] in FINITE or tags[other] in ("BE", "HAVE", "MODAL"):
            return True
        if tags[other] == "VERB-ED?" and not purpose:
            return True
        if tags[other] == "VERB-NOUN?" and words[other].endswith("s") and tags[other - 1] in ("NUM", "NAME"):
            return True
    return False


_IRREGULAR_PLURALS = frozenset("people police men women children media data both all many some".split())
_NEVER_PLURAL = frozenset("us news series congress".split())


def _number(words: Sequence[str], tags: Sequence[str], index: int, segment: range) -> str:
    """Whether the subject in front of a word is ``singular`` or ``plural``; empty where order does not tell.

    "The grace period for the affiliates ..." is singular, "Curbs on 23 types of equipment ..." plural.
    """
    first = index
    while first - 1 in segment and tags[first - 1] in (*NOMINAL, "DET", "POSS", "GEN", "PREP", "CONJ", "ADV"):
        first -= 1
    if first == index or tags[first] in ("PREP", "CONJ") or (first - 1 in segment and tags[first - 1] == "COMMA"):
        return ""
    last = next((other for other in range(first, index) if tags[other] == "PREP"), index) - 1
    if any(tags[other] in ("CONJ", "VERB-NOUN?") for other in range(first, last + 1)):
        return "plural" if last == index - 1 else ""
    head = words[last].lower()
    if head in _IRREGULAR_PLURALS or (_plural(head) and tags[last] == "NOUN"):
        return "plural"
    return "" if tags[last] == "NAME" and _plural(head) else "singular"


def _dated_behind(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Whether "on Monday", "in July", "from 1 May" stands right behind a word, or behind its particle."""
    for start in (index + 1, index + 2):
        pair = [word.lower().rstrip(".") for word in words[start : start + 2]]
        if len(pair) == _PAIR and pair[0] in ("on", "in", "from", "at"):
            names = (*lexicon.lists["month_names"], *lexicon.lists["day_names"])
            if pair[1] in names or pair[1][0].isdigit():
                return True
    return False


def _takes_verb(words: Sequence[str], tags: Sequence[str], index: int, segment: range, *, has_verb: bool) -> bool:
    left = tags[index - 1] if index - 1 in segment else ""
    right = tags[index + 1] if index + 1 in segment else ""
    if left == "ADV" and index - 2 in segment:
        left = tags[index - 2]
    singular_form = words[index].lower().endswith("s")
    if left not in ("NOUN", "NAME", "CLOSE", "NUM", "COMMA", "CONJ"):
        return False
    if _number(words, tags, index, segment) == ("plural" if singular_form else "singular"):
        return False
    if right in ("DET", "POSS", "PRON", "THAT"):
        return left in ("NOUN", "NAME", "CLOSE", "NUM") or singular_form
    if left == "COMMA" and singular_form and right in ("PREP", "ADV", "SUB", "TO") and _closes_insertion(tags, index):
        return True
    if left == "COMMA" and singular_form and not has_verb and right in ("PREP", "ADV", "TO", ""):
        return _closes_apposition(tags, index, segment)
    if right == "TO" and singular_form and left in ("NOUN", "NAME") and tags[index + 2 : index + 3] in (["VB"], ["BE"]):
        return not _finite_near(tags, index, segment)
    if left in ("COMMA", "CONJ"):
        return False
    alone = singular_form and left in ("NOUN", "NAME") and not _finite_near(tags, index, segment)
    if has_verb and not (alone and right in ("PREP", "ADV", "")):
        return False
    if right in ("NAME", "NOUN", "NUM", "ADJ", "PREP", "TO", "ADV", "VERB-NOUN?", "VBG", ""):
        series = left in ("NOUN", "NAME") and _is_series(words, tags, index - 1)
        return right not in ("PREP", "") or singular_form or _plural(words[index - 1]) or series
    return False


def _closes_insertion(tags: Sequence[str], comma_after: int) -> bool:
    """Whether the comma before a word ends what an earlier one began ("the forum, which opened today, ends")."""
    for other in range(comma_after - 2, 0, -1):
        if tags[other] == "COMMA":
            return tags[other + 1] in ("REL", "VBN", "VERB-ED?")
        if tags[other] in _STRONG:
            return False
    return False


def _closes_apposition(tags: Sequence[str], index: int, segment: range) -> bool:
    """Whether the comma before a word ends what only names the subject once more: "the body, the AI Office, opens"."""
    before = next((other for other in range(index - 2, segment.start, -1) if tags[other] == "COMMA"), -1)
    if before <= segment.start or tags[before - 1] not in ("NOUN", "NAME"):
        return False
    inside, ahead = tags[before + 1 : index - 1], tags[segment.start : before]
    named = (*NOMINAL, "DET", "POSS", "GEN", "PREP", "ADV")
    certain = inside[:1] in (["DET"], ["POSS"], ["NAME"]) and all(found in (*named, "CONJ") for found in inside)
    return certain and ahead[:1] != ["PREP"] and all(found in named for found in ahead)


def _finite_near(tags: Sequence[str], index: int, segment: range) -> bool:
    """Whether a finite verb stands before a word, or behind it with no comma between."""
    edge = next((other for other in range(index, segment.stop) if tags[other] == "COMMA"), segment.stop)
    return any(found in FINITE or found in ("BE", "HAVE", "MODAL") for found in tags[segment.start : edge])


def _is_series(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """As in "Beijing and Washington": two singulars take a plural verb."""
    return any(tags[other] == "CONJ" for other in range(max(0, index - 3), index)) and words[index][0].isupper()


def _plural(word: str) -> bool:
    return word.lower().endswith("s") and not word.lower().endswith("ss")


def _lemma(lower: str, found: str, lexicon: Lexicon) -> str:
    if found in _VERB_TAGS:
        readings = lexicon.verbs.get(lower, ())
        wanted = "VB" if found == "VBP" else found
        return next((lemma for tag, lemma in readings if tag == wanted), readings[0][1] if readings else lower)
    if found in ("NOUN", "NAME"):
        return singular(lower)
    if found == "BE":
        return "be"
    if found == "HAVE":
        return "have"
    return lower


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
