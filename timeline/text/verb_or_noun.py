"""Tells whether a word that can be verb or noun is one or the other, by the words beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.text.lexicon import Lexicon
from timeline.text.settling import base_of, is_plural, is_series, readings_of
from timeline.text.time_words import UNITS, calendar_words, is_calendar_name, is_calendar_word
from timeline.text.word_classes import NOMINAL, VERB_TAGS

__all__ = ["verb_or_noun"]

_BEFORE_NOUN = frozenset({"DET", "POSS", "ADJ", "NUM", "GEN"})
_FINITE_OR_OPEN = frozenset({*VERB_TAGS, "VERB-ED?"})
_PAIR = 2


def verb_or_noun(words: Sequence[str], tags: list[str], index: int, lexicon: Lexicon) -> str:  # noqa: C901, PLR0912
    """One word that can be a verb, settled by what stands before it; OPEN? where only the whole sentence can tell."""
    lower = words[index].lower()
    readings = readings_of(lower, lexicon)
    before = _before_day(words, tags, _previous(tags, index))
    left = tags[before] if before >= 0 else ""
    noun = "NAME" if words[index][0].isupper() and index > 0 else "NOUN"
    if left == "DET" and _stands_alone(words, tags, before, readings):
        tags[before] = left = "PRON"
    if left == "NUM" and "VBZ" in readings and _counts_alone(words, tags, before, lexicon):
        left = "NOUN"
    if left == "NUM" and "VBZ" in readings and _is_numbered(words, tags, before, lexicon):
        left = "NAME"
    if lower == "last" and is_calendar_word(words, index + 1):
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
        timed = subject in UNITS and before > 0 and words[before - 1].lower() in ("last", "this", "next")
        calendar = timed or subject in calendar_words()
        singular_subject = (
            left in ("NOUN", "NAME") and not calendar and not is_plural(subject) and not is_series(words, tags, before)
        )
        return "VERB-NOUN?" if singular_subject else "VBP"
    return "VERB-NOUN?"


def _previous(tags: Sequence[str], index: int) -> int:
    """The token before, adverbs and negations passed over; -1 at the front."""
    index -= 1
    while index >= 0 and tags[index] in ("ADV", "NEG"):
        index -= 1
    return index


def _before_day(words: Sequence[str], tags: Sequence[str], index: int) -> int:
    """The auxiliary in front of a day set before its verb ("will on Friday publish", "was, on 3 May, signed")."""
    at = index - (index > 0 and tags[index] == "COMMA")
    first = at
    while first > 0 and (words[first].isdigit() or is_calendar_name(words[first].lower())):
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


def _subject_before(words: Sequence[str], genitive: int) -> bool:
    """Whether 's stands for "is" or "has": behind a pronoun such as it or that."""
    return genitive > 0 and words[genitive - 1].lower() in ("it", "that", "he", "she", "what", "there", "who", "here")


def _next_is_nominal(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and tags[index + 1] in (*NOMINAL, "VERB?")


def _next_is_object(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and tags[index + 1] in ("DET", "POSS", "NAME", "NUM")
