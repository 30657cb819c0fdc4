"""Tells whether a word that can be verb or noun is one or the other, by the words beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.text.lexicon import Lexicon
from timeline.text.settling import base_of, is_plural, is_series, readings_of
from timeline.text.time_words import UNITS, calendar_words, is_calendar_name, is_calendar_word
from timeline.text.word_classes import NOMINAL, VERB_TAGS

__all__ = ["verb_or_noun"]

_BEFORE_NOUN = frozenset({"DET", "POSS", "ADJ", "NUM", "GEN"})
_FINITE_OR_OPEN = frozenset({*VERB_TAGS, "VERB-ED?"})
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that can be a verb, with what stands around it; ``left`` is the tag of the token that counts before it."""

    words: Sequence[str]
    tags: Sequence[str]
    index: int
    lexicon: Lexicon
    readings: Mapping[str, str]
    before: int
    left: str

    @property
    def lower(self) -> str:
        return self.words[self.index].lower()

    @property
    def noun(self) -> str:
        return "NAME" if self.words[self.index][0].isupper() and self.index > 0 else "NOUN"

    @property
    def leads(self) -> bool:
        """Whether what stands right behind can be described by it, or have it for an object.

        In "the ministers' meeting took place" it can be nothing but a past tense.
        """
        past = "VBD" in self.behind and not {"VBN", "VB"} & self.behind.keys()
        return _next_is_nominal(self.words, self.tags, self.index) and not past

    @property
    def behind(self) -> Mapping[str, str]:
        """The readings of the word right behind, if it may be a verb."""
        verb = self.tags[self.index + 1 : self.index + 2] == ["VERB?"]
        return readings_of(self.words[self.index + 1].lower(), self.lexicon) if verb else {}


def verb_or_noun(words: Sequence[str], tags: list[str], index: int, lexicon: Lexicon) -> str:
    """One word that can be a verb, settled by what stands before it; with a "?" where only the sentence can tell."""
    readings = readings_of(words[index].lower(), lexicon)
    before = _before_day(words, tags, _previous(tags, index))
    left = tags[before] if before >= 0 else ""
    if left == "DET" and _stands_alone(words, tags, before, readings):
        tags[before] = left = "PRON"
    if left == "NUM" and "VBZ" in readings and _counts_alone(words, tags, before, lexicon):
        left = "NOUN"
    if left == "NUM" and "VBZ" in readings and _is_numbered(words, tags, before, lexicon):
        left = "NAME"
    place = _Place(words, tags, index, lexicon, readings, before, left)
    return _in_group(place) or _as_noun(place) or _behind_others(place) or _by_its_form(place)


def _in_group(at: _Place) -> str:
    """Settled by an auxiliary in front of it, or because it can be nothing but a past tense; empty where it is not."""
    left, readings = at.left, at.readings
    if at.lower == "last" and is_calendar_word(at.words, at.index + 1):
        return "NOUN"
    if at.lower == "last" and left in ("NOUN", "NAME") and "VBD" in at.behind:
        return "ADV"
    if at.index == 0 and "VBG" in readings and (opening := _opening_noun(at)):
        return opening
    if at.index == 0 and at.words[0][0].isupper() and at.tags[1:2] == ["NAME"] and "VB" in readings:
        return "NAME"
    if left in ("TO", "MODAL", "DO") and "VB" in readings:
        return "VB"
    if at.lower in at.lexicon.lists["comparatives"] and left in _FINITE_OR_OPEN:
        return "ADV"
    is_short = left == "GEN" and ("VBG" in readings or "VBN" in readings) and _subject_before(at.words, at.before)
    if left == "BE" or is_short:
        return next((found for found in ("VBG", "VBN") if found in readings), at.noun)
    if left == "HAVE" and "VBN" in readings:
        return "VBN"
    only_past = "VBD" in readings and not {"VBN", "VB"} & readings.keys()
    return "VBD" if only_past and left not in ("TO", "MODAL") else ""


def _opening_noun(at: _Place) -> str:
    """As in "Sentencing is set for June", "Closing arguments are expected": by the verb with which it agrees."""
    lowers = [word.lower() for word in at.words[1:3]]
    if at.tags[1:2] == ["BE"] or lowers[:1] == ["will"]:
        return at.noun
    plural = bool(lowers) and is_plural(lowers[0]) and lowers[1:] in (["are"], ["were"], ["have"])
    return "ADJ" if plural else ""


def _as_noun(at: _Place) -> str:
    """Settled by a place where nouns and what describes them stand; empty where it is none."""
    left, readings = at.left, at.readings
    if left == "COMMA" and _is_quality(at.words, at.tags, at.index):
        return "ADJ"
    if left in _BEFORE_NOUN and not _ends_date(at.words, at.before, at.lexicon):
        if "VBN" in readings and "VB" not in readings:
            return "ADJ" if left != "NUM" else "VERB-ED?"
        return "ADJ" if "VBG" in readings and at.leads else at.noun
    leads_in = left in ("PREP", "SUB") or at.index == 0
    takes_object = leads_in and _next_is_object(at.words, at.tags, at.index)
    if at.lower in at.lexicon.lists["ing_nouns"] and not takes_object:
        return at.noun
    if left == "TO" and "VBD" in readings:
        return "ADJ"
    if left == "PREP" and "VBG" in readings and _is_subject_matter(at.words, at.tags, at.index, at.before):
        return at.noun
    return (
        at.noun if left in ("NOUN", "NAME") and "VBG" in readings and _is_compound(at.words, at.tags, at.index) else ""
    )


def _behind_others(at: _Place) -> str:
    """Settled by a preposition or a pronoun in front of it; empty where there is none."""
    left, readings = at.left, at.readings
    if at.lower not in at.lexicon.verbs and "VBG" in readings and (left != "COMMA" or at.leads):
        return "ADJ" if at.leads else "VBG"
    if left == "PREP":
        if "VBG" in readings:
            return "VBG"
        return "ADJ" if "VBN" in readings and "VB" not in readings else at.noun
    if left not in ("PRON", "REL"):
        return ""
    finite = next((found for found in ("VBD", "VBZ") if found in readings), "")
    return finite or ("VBP" if "VB" in readings else next(iter(readings)))


def _by_its_form(at: _Place) -> str:
    """What its ending allows, where nothing before it decides; a reading with "?" is left to the whole sentence."""
    readings = at.readings
    if "VBD" in readings:
        return "VERB-ED?" if "VBN" in readings else "VBD"
    if "VBN" in readings and "VB" not in readings:
        return "VBN"
    if "VBG" in readings:
        return "VBG"
    if base_of(readings) in at.lexicon.nouns:
        return "VERB-NOUN?"
    if "VBZ" in readings:
        return "VBZ"
    return "VERB-NOUN?" if _has_singular_subject(at) else "VBP"


def _has_singular_subject(at: _Place) -> bool:
    words, before = at.words, at.before
    subject = words[before].lower() if before >= 0 else ""
    timed = subject in UNITS and before > 0 and words[before - 1].lower() in ("last", "this", "next")
    calendar = timed or subject in calendar_words()
    named = at.left in ("NOUN", "NAME") and not calendar
    return named and not is_plural(subject) and not is_series(words, at.tags, before)


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


def _is_quality(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """As in "safe, secure and trustworthy AI": one of several adjectives."""
    behind = words[index + 1 : index + 2] in (["and"], [","])
    return behind and index > 1 and tags[index - 2] == "ADJ" and tags[index + 2 : index + 3] == ["ADJ"]


def _ends_phrase(tags: Sequence[str], index: int) -> bool:
    return tags[index + 1 : index + 2] in ([], ["PREP"], ["COMMA"], ["STOP"], ["HAVE"], ["BE"])


def _is_compound(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """As in "a hearing on chip smuggling on Wednesday": with a bare singular before it, and nothing it is done to."""
    noun = tags[index - 1] == "NOUN" or words[index - 1].isupper()
    bare = index > 1 and noun and not is_plural(words[index - 1])
    on = words[index - _PAIR].lower() in ("on", "over", "about", "into", "against", "of") if bare else False
    return on and _ends_phrase(tags, index)


def _subject_before(words: Sequence[str], genitive: int) -> bool:
    """Whether 's stands for "is" or "has": behind a pronoun such as it or that."""
    return genitive > 0 and words[genitive - 1].lower() in ("it", "that", "he", "she", "what", "there", "who", "here")


def _next_is_nominal(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and tags[index + 1] in (*NOMINAL, "VERB?")


def _next_is_object(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    return index + 1 < len(words) and tags[index + 1] in ("DET", "POSS", "NAME", "NUM")
