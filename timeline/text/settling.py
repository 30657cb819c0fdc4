"""Settles the words that only their sentence can tell: verb or noun, past tense or participle, by number and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from timeline.text.lexicon import Lexicon
from timeline.text.participles import (
    closes_apposition,
    closes_insertion,
    has_contact_subject,
    is_of_time,
    past_or_participle,
)
from timeline.text.word_classes import FINITE, NOMINAL

__all__ = ["base_of", "is_plural", "is_series", "readings_of", "settle"]

_PAIR = 2
_CONTROLLED = frozenset({"export", "import", "trade", "price", "capital", "border"})
"""Behind these "controls" is a noun: "first export controls on chips"."""
_BEFORE_ING = frozenset("after before since by upon on despite without when while following in from for".split())
_CLOSING = {")": "(", "–": "–", "—": "—"}


def readings_of(lower: str, lexicon: Lexicon) -> dict[str, str]:
    """The readings of a verb form by tag, each with its lemma; unknown forms go by their ending."""
    if lower in lexicon.verbs:
        return dict(lexicon.verbs[lower])
    if lower.endswith("ed"):
        return {"VBD": lower, "VBN": lower}
    return {"VBG": lower}


def base_of(readings: Mapping[str, str]) -> str:
    """The lemma of the readings."""
    return next(iter(readings.values()))


_STRONG = ("STOP", "OPEN", "CLOSE")
_JOINTS = (*_STRONG, "SUB", "REL", "THAT", "IF")


def _segments(tags: Sequence[str], marks: Sequence[str]) -> list[range]:
    """Stretches between marks, in each of which a clause of its own may stand."""
    edges = [-1, *(index for index, found in enumerate(tags) if found in marks), len(tags)]
    return [range(first + 1, last) for first, last in pairwise(edges) if last > first + 1]


def settle(words: Sequence[str], tags: list[str], lexicon: Lexicon) -> None:
    """Words that only their sentence can settle: "the rules issued on Friday take effect", "China plans controls"."""
    for segment in _segments(tags, _STRONG):
        for index in segment:
            if tags[index] == "VERB-ED?":
                tags[index] = past_or_participle(words, tags, index, segment)
                if index in segment[1:] and words[index - 1].lower() in ("get", "gets", "got", "getting"):
                    tags[index - 1 : index + 1] = ["BE", "VBN"]
    for segment in _segments(tags, _JOINTS):
        has_verb = any(tags[index] in FINITE or tags[index] in ("BE", "HAVE", "DO", "MODAL") for index in segment)
        for index in segment:
            if tags[index] != "VERB-NOUN?":
                continue
            readings = readings_of(words[index].lower(), lexicon)
            certain = _by_its_place(words, tags, index, segment, lexicon)
            verb = _takes_verb(words, tags, index, segment, has_verb=has_verb) if certain is None else certain
            if not verb and not has_verb and "VBZ" not in readings:
                surely = base_of(readings) not in lexicon.nouns or _dated_behind(words, index, lexicon)
                verb = surely and _number(words, tags, index, segment) == "plural"
            if verb:
                tags[index] = "VBZ" if "VBZ" in readings else "VBP"
                has_verb = True
            else:
                tags[index] = "NAME" if words[index][0].isupper() and index > 0 else "NOUN"


_IRREGULAR_PLURALS = frozenset("people police men women children media data both all many some".split())


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
    if head in _IRREGULAR_PLURALS or (is_plural(head) and tags[last] == "NOUN"):
        return "plural"
    if last == first == 0 and is_plural(head) and tags[1:2] == ["PREP"]:
        return "plural"
    return "" if tags[last] == "NAME" and is_plural(head) else "singular"


def _dated_behind(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Whether "on Monday", "in July", "from 1 May" stands right behind a word, or behind its particle."""
    for start in (index + 1, index + 2):
        pair = [word.lower().rstrip(".") for word in words[start : start + 2]]
        if len(pair) == _PAIR and pair[0] in ("on", "in", "from", "at"):
            names = (*lexicon.lists["month_names"], *lexicon.lists["day_names"])
            if pair[1] in names or pair[1][:1].isdigit():
                return True
    return False


def _by_its_place(
    words: Sequence[str], tags: Sequence[str], index: int, segment: range, lexicon: Lexicon
) -> bool | None:
    """Whether a word is a verb where its place alone says so; none where the rest of the clause has to."""
    left = tags[index - 1] if index - 1 in segment else ""
    right = tags[index + 1] if index + 1 in segment else ""
    ends_in_s = words[index].lower().endswith("s")
    if words[index].lower() == "talks" and right != "TO":
        return False
    if _is_of_trade(words, index) and right in ("PREP", "COMMA", "CONJ", ""):
        return False
    if words[index + 1 : index + 2] == ["of"] or _is_object_of_ing(words, tags, index, segment):
        return False
    if left == "PRON" and words[index - 1].lower() in ("they", "we") and not ends_in_s:
        return True
    if _resumes_behind_insertion(words, tags, index, segment):
        return True
    if ends_in_s and right in ("PREP", "ADV", "DET", "") and _ends_relative(words, tags, index, segment):
        return True
    if left == "CONJ" and ends_in_s and right in ("DET", "POSS") and _goes_beside(tags, index, segment):
        return True
    if right == "PRON" and tags[index + 2 : index + 3] in (["VBD"], ["VBZ"], ["HAVE"]):
        base = base_of(readings_of(words[index].lower(), lexicon))
        tells = base in lexicon.lists["telling_verbs"] or base in lexicon.lists["proposing_verbs"]
        return None if tells else False
    return None


def _goes_beside(tags: Sequence[str], index: int, segment: range) -> bool:
    """As in "adds an API and ships a kit": behind "and" a second verb of the one who acts, with what it acts upon."""
    before = [found for found in tags[segment.start : index] if found in FINITE or found in ("BE", "HAVE", "MODAL")]
    return before[-1:] == ["VBZ"]


def _is_of_trade(words: Sequence[str], index: int) -> bool:
    named = words[index].lower() in ("controls", "curbs", "limits", "bans")
    return named and index > 0 and words[index - 1].lower() in _CONTROLLED


def _is_object_of_ing(words: Sequence[str], tags: Sequence[str], index: int, segment: range) -> bool:
    """As in "After imposing export controls in May, ...": what a form in -ing behind such a word is done to."""
    first = index
    while first - 1 in segment and tags[first - 1] in (*NOMINAL, "DET", "POSS", "GEN"):
        first -= 1
    opener = words[first - _PAIR].lower() if first >= _PAIR and tags[first - 1] == "VBG" else ""
    ends = tags[index + 1 : index + 2] in ([], ["PREP"], ["COMMA"], ["STOP"], ["CONJ"])
    return first < index and ends and opener in _BEFORE_ING


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
    if left == "COMMA":
        return singular_form and _goes_on(tags, index, segment, right, has_verb=has_verb)
    if right == "TO" and singular_form and left in ("NOUN", "NAME") and tags[index + 2 : index + 3] in (["VB"], ["BE"]):
        return not _finite_near(tags, index, segment)
    if left == "CONJ":
        return False
    alone = singular_form and left in ("NOUN", "NAME") and not _finite_near(tags, index, segment)
    if has_verb and not (alone and right in ("PREP", "ADV", "")):
        return False
    if right in ("NAME", "NOUN", "NUM", "ADJ", "PREP", "TO", "ADV", "VERB-NOUN?", "VBG", ""):
        series = left in ("NOUN", "NAME") and is_series(words, tags, index - 1)
        return right not in ("PREP", "") or singular_form or is_plural(words[index - 1]) or series
    return False


def _resumes_behind_insertion(words: Sequence[str], tags: Sequence[str], index: int, segment: range) -> bool:
    """As in "The plan (published on 3 March) calls for": the verb of what stands before the bracket or the dash."""
    if (
        index != segment.start
        or index < _PAIR
        or words[index - 1] not in _CLOSING
        or _finite_near(tags, index, segment)
    ):
        return False
    opening = _CLOSING[words[index - 1]]
    first = next((other for other in range(index - 2, 0, -1) if words[other] == opening), 0)
    if not first or tags[first - 1] not in ("NOUN", "NAME"):
        return False
    front = [found for found in tags[:first] if found in FINITE or found in ("BE", "HAVE", "MODAL", "STOP")]
    plural = tags[first - 1] == "NOUN" and is_plural(words[first - 1])
    follows = tags[index + 1 : index + 2]
    return not front and plural != words[index].endswith("s") and follows != ["NOUN"] and bool(follows)


def _ends_relative(words: Sequence[str], tags: Sequence[str], index: int, segment: range) -> bool:
    """As in "the summit that began on Sunday ends today": behind a day, the verb of what the clause describes."""
    opener, before = segment.start - 1, tags[segment.start : index]
    bare = any(
        tags[other] == "VBD" and has_contact_subject(words, tags, other, segment)
        for other in segment[: index - segment.start]
    )
    relative = opener > 0 and tags[opener] in ("REL", "THAT") and tags[opener - 1] in ("NOUN", "NAME")
    if not (relative or bare):
        return False
    calendar = is_of_time(words[index - 1])
    return calendar and any(found in FINITE for found in before) and not {"COMMA", "CONJ"} & set(before)


def _goes_on(tags: Sequence[str], index: int, segment: range, right: str, *, has_verb: bool) -> bool:
    """Whether a word behind a comma is the verb of a subject that an insertion has cut off from it."""
    if right in ("PREP", "ADV", "SUB", "TO") and closes_insertion(tags, index):
        return True
    if has_verb or right not in ("PREP", "ADV", "TO", ""):
        return False
    return closes_apposition(tags, index, segment) or _closes_aside(tags, index, segment)


def _closes_aside(tags: Sequence[str], index: int, segment: range) -> bool:
    """As in "The regime, by contrast, stays in place": behind what is set off between two commas the verb follows."""
    before = next((other for other in range(index - _PAIR, segment.start, -1) if tags[other] == "COMMA"), -1)
    ahead = tags[segment.start : before] if before > segment.start else []
    named = all(found in (*NOMINAL, "DET", "POSS", "GEN") for found in ahead)
    inside = tags[before + 1 : index - 1]
    return (
        named
        and bool(ahead)
        and ahead[0] != "ADJ"
        and inside[:1] in (["PREP"], ["ADV"], ["ADJ"])
        and not {"COMMA", "CONJ"} & set(inside)
    )


def _finite_near(tags: Sequence[str], index: int, segment: range) -> bool:
    """Whether a finite verb stands before a word, or behind it with no comma between."""
    edge = next((other for other in range(index, segment.stop) if tags[other] == "COMMA"), segment.stop)
    return any(found in FINITE or found in ("BE", "HAVE", "MODAL") for found in tags[segment.start : edge])


def is_series(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """As in "Beijing and Washington": two singulars take a plural verb."""
    return any(tags[other] == "CONJ" for other in range(max(0, index - 3), index)) and words[index][0].isupper()


def is_plural(word: str) -> bool:
    """Whether a noun looks like a regular plural."""
    return word.lower().endswith("s") and not word.lower().endswith("ss")
