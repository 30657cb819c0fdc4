"""Settles whether a form in -ed is the past tense or a participle: by its neighbours and by the verbs around it."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.text.time_words import day_names, is_calendar_name
from timeline.text.word_classes import FINITE, NOMINAL, VERB_TAGS

__all__ = [
    "closes_apposition",
    "closes_insertion",
    "has_contact_subject",
    "is_of_time",
    "past_or_participle",
]

_PAIR = 2
_STRONG = ("STOP", "OPEN", "CLOSE")
_MEANT = frozenset("designed intended meant aimed built used needed required expected trained supposed".split())
"""Forms that say of a noun what it is there for: "a model designed to reason"."""
_MONEY = frozenset("$€£¥₹")
_DONE_TO = frozenset(
    """published released signed adopted approved ratified passed issued announced unveiled launched amended revised
    repealed lifted suspended imposed promulgated gazetted enacted completed rejected withdrawn submitted presented
    jailed sentenced convicted extradited charged fined deported introduced inaugurated revoked rescinded overturned
    blocked renamed expanded tightened eased extended updated scrapped cancelled canceled raised paused halted dismissed
    upheld delayed postponed finalised finalized proposed implemented reversed reinstated tabled vetoed
    acquired closed opened replaced""".split()
)
_PAPERS = frozenset("plan act bill strategy report framework treaty accord agreement order rule rules law".split())
_NAMING = frozenset("called named dubbed titled entitled nicknamed known codenamed based told".split())
_INSERTING = ("(", "–", "—")
_BEHIND_PARTICIPLE = ("PREP", "ADV", "ADJ", "NUM", "NAME", "COMMA", "TO")
_TIMES = frozenset(
    "day week fortnight weekend month quarter year hour night morning evening today yesterday moment time"
    " spring summer autumn fall winter".split()
)


def past_or_participle(  # noqa: C901 - one row for each thing that settles it
    words: Sequence[str], tags: Sequence[str], index: int, segment: range
) -> str:
    """VBD or VBN for the form in -ed at ``index``; ADJ where it only describes the noun behind it."""
    right = tags[index + 1] if index + 1 in segment else ""
    following = words[index + 1].lower() if index + 1 in segment else ""
    right = _kind_behind(words, tags, index, segment, right)
    finite_later = _finite_behind(words, tags, index, segment)
    finite_earlier = _finite_before(tags, index, segment)
    left = _kind_before(tags, index, segment, finite_later=finite_later)
    if following == "by":
        return "VBD" if words[index + 2 : index + 3] in (["consensus"], ["acclamation"]) else "VBN"
    if words[index].lower() == "said" or _has_subject_of_its_own(
        words, tags, index, segment, finite_later=finite_later
    ):
        return "VBD"
    if _is_inserted(words, tags, index, right) or _is_absolute(words, tags, index, right):
        return "VBN"
    if (
        left == "CONJ"
        and (right in ("PREP", "ADV") or _is_later(words, index + 1))
        and words[index].lower() in _DONE_TO
        and _behind_passive(tags, index, segment)
    ):
        return "VBN"
    closes = closes_insertion(tags, index) or closes_apposition(tags, index, segment)
    if left == "COMMA" and not finite_later and closes:
        return "VBD"
    if left == "COMMA" and right in ("PREP", "ADV", "NUM", "SUB", "NAME") and tags[index - 2 : index - 1] != ["ADV"]:
        return "VBN"
    if left in ("VBZ", "VBP") or left == right == "QUOTE" or (left == "VBD" and not right.startswith(("DET", "POSS"))):
        return "ADJ"
    if left in ("NOUN", "NAME", "NUM", "CLOSE", "VERB-NOUN?"):
        if right in ("QUOTE", "OPEN") and finite_earlier:
            return "VBN"
        if finite_later and right in ("PREP", "ADV", "TO", "NUM", "NAME"):
            return "VBN"
        if finite_earlier and (right in ("PREP", "ADV", "NUM") or (right == "TO" and words[index].lower() in _MEANT)):
            return "VBN"
    if index == 0 or _ends_headline(words, tags, index, segment):
        return "VBN"
    return "VBD"


def _kind_before(tags: Sequence[str], index: int, segment: range, *, finite_later: bool) -> str:
    """The tag before the word; that of the noun in "the summit originally planned for March has been put off"."""
    places = [place for place in (index - 1, index - _PAIR) if place in segment]
    left = tags[places[0]] if places else ""
    return tags[places[-1]] if left == "ADV" and finite_later else left


def _ends_headline(words: Sequence[str], tags: Sequence[str], index: int, segment: range) -> bool:
    """As in "July 26: action plan released": a bare noun and what was done to it, with nothing behind."""
    bare = index > segment.start and all(found in (*NOMINAL, "VERB-NOUN?") for found in tags[segment.start : index])
    thing = tags[index - 1] == "NOUN" or words[index - 1].lower() in _PAPERS
    return bare and thing and index + 1 == segment.stop and words[index].lower() in _DONE_TO


def _behind_passive(tags: Sequence[str], index: int, segment: range) -> bool:
    """As in "was drafted in January and published on Monday": what was done to it before goes on."""
    verbs = [other for other in range(segment.start, index) if tags[other] in VERB_TAGS]
    before = tags[max(0, verbs[-1] - _PAIR) : verbs[-1]] if verbs else []
    return bool(verbs) and tags[verbs[-1]] == "VBN" and ("BE" in before or before[-1:] == ["COMMA"])


def _is_later(words: Sequence[str], index: int) -> bool:
    """Whether "a week later", "the next day" stands here."""
    lowers = [word.lower() for word in words[index : index + 3]]
    return lowers[-1:] == ["later"] or (lowers[:1] == ["the"] and len(lowers) > _PAIR and lowers[2] in _TIMES)


def _kind_behind(words: Sequence[str], tags: Sequence[str], index: int, segment: range, right: str) -> str:
    """The tag behind the word, but for words of time ("last week") and for what is acted upon ("28 firms")."""
    turns = words[index + 1].lower() in ("last", "this", "earlier", "late") if right else False
    if turns and index + 2 in segment and is_of_time(words[index + 2]):
        return "ADV"
    if right and words[index + 1].lower() in ("every", "each"):
        return "ADV"
    return "OBJECT" if _is_acted_upon(words, tags, index, right) else right


def _is_acted_upon(words: Sequence[str], tags: Sequence[str], index: int, right: str) -> bool:
    """As in "added 28 firms accused of ...", "sued Google, which ...": a thing stands behind the verb, and no day."""
    if right == "NUM" and not _MONEY.isdisjoint(words[index + 1]):
        return True
    if right == "NUM":
        counted = words[index + 2].lower() if index + 2 < len(words) else ""
        return tags[index + 2 : index + 3] in (["NOUN"], ["ADJ"], ["VERB-NOUN?"]) and not is_of_time(
            counted.rstrip("s")
        )
    if right != "NAME":
        return False
    return words[index].lower() not in _NAMING and not is_calendar_name(words[index + 1].lower())


def is_of_time(word: str) -> bool:
    """Whether a word is a day of the week, a month, a season or a unit of time."""
    return word.lower() in _TIMES or word.lower() in day_names() or is_calendar_name(word.lower())


def _has_subject_of_its_own(
    words: Sequence[str], tags: Sequence[str], index: int, segment: range, *, finite_later: bool
) -> bool:
    relative = _has_relative_subject(tags, index, segment, finite_later=finite_later)
    return relative or (finite_later and has_contact_subject(words, tags, index, segment))


def _is_inserted(words: Sequence[str], tags: Sequence[str], index: int, right: str) -> bool:
    """As in "the plan (published on 3 March)", "the plan – published on 3 March –": said of the noun before."""
    inserted = index > 1 and words[index - 1] in _INSERTING and tags[index - 2] in NOMINAL
    return inserted and right in ("PREP", "ADV", "NUM", "NAME")


def _is_absolute(words: Sequence[str], tags: Sequence[str], index: int, right: str) -> bool:
    """As in "With the plan published on Monday, ...", "Under a deal signed in May, ...": no subject stands before."""
    first = _phrase_start(tags, index)
    if not 0 < first < index or tags[first - 1] != "PREP" or right not in _BEHIND_PARTICIPLE:
        return False
    opens = first == 1 or tags[first - _PAIR] in ("COMMA", "STOP")
    return words[first - 1].lower() == "with" or (opens and not is_of_time(words[index - 1]))


def has_contact_subject(words: Sequence[str], tags: Sequence[str], index: int, segment: range) -> bool:
    """As in "the plan the ministry published on Monday calls for": a subject right behind the noun it tells of."""
    first = index - 1 if tags[index - 1] == "PRON" else _phrase_start(tags, index)
    if first == index or first - 1 not in segment or tags[first - 1] not in ("NOUN", "NAME"):
        return False
    if tags[first] not in ("DET", "POSS", "PRON") or words[first - 1].lower() in _TIMES:
        return False
    before = _phrase_start(tags, first)
    return not (before - 1 == segment.start and tags[before - 1] == "PREP")


def _phrase_start(tags: Sequence[str], index: int) -> int:
    """Where the noun phrase right before a word begins; a determiner is its first word."""
    first = index
    while first and tags[first - 1] in (*NOMINAL, "GEN"):
        first -= 1
    return first - 1 if first and tags[first - 1] in ("DET", "POSS") else first


def _has_relative_subject(tags: Sequence[str], index: int, segment: range, *, finite_later: bool) -> bool:
    """As in "which China introduced": between the relative word and the verb stands a subject and nothing else.

    In "said that the tariffs imposed in May were lifted" the verb of the told clause comes later.
    """
    for other in range(index - 1, segment.start - 1, -1):
        if tags[other] in ("REL", "THAT"):
            tells = tags[other] == "THAT" and other > 0 and tags[other - 1] in VERB_TAGS
            return other < index - 1 and not (tells and finite_later)
        if tags[other] not in (*NOMINAL, "DET", "POSS", "PRON", "ADV", "GEN"):
            return False
    return False


def _finite_before(tags: Sequence[str], index: int, segment: range) -> bool:
    """Whether a finite verb stands before, with no border between."""
    for other in range(index - 1, segment.start - 1, -1):
        if tags[other] in ("COMMA", "SUB", "REL", "CONJ", "IF", "THAT"):
            return False
        if tags[other] in VERB_TAGS or tags[other] in ("BE", "HAVE", "DO"):
            return True
    return False


def _finite_behind(words: Sequence[str], tags: Sequence[str], index: int, segment: range) -> bool:
    """Whether the sentence goes on to a finite verb that has no subject of its own; "led by", "aimed at" are none."""
    purpose = False
    for other in range(index + 1, segment.stop):
        if tags[other] in ("SUB", "REL", "CONJ", "IF", "THAT", "PRON"):
            return False
        purpose = purpose or (tags[other] == "TO" and tags[other + 1 : other + 2] == ["VB"])
        if tags[other] == "DET" and tags[other - 1] not in ("PREP", "SUB"):
            return False
        if tags[other] in FINITE or tags[other] in ("BE", "HAVE", "MODAL"):
            return True
        if tags[other] == "VERB-ED?" and not (purpose or tags[other - 1] == "QUOTE" or _only_describes(words, other)):
            return True
        if tags[other] == "VERB-NOUN?" and words[other].endswith("s") and tags[other - 1] in ("NUM", "NAME"):
            return True
    return False


def _only_describes(words: Sequence[str], index: int) -> bool:
    """As in "a round led by ASML", "a visit aimed at a deal"."""
    return words[index].lower() in _MEANT or (index + 1 < len(words) and words[index + 1].lower() == "by")


def closes_insertion(tags: Sequence[str], comma_after: int) -> bool:
    """Whether the comma before a word ends what an earlier one began ("the forum, which opened today, ends")."""
    for other in range(comma_after - 2, 0, -1):
        if tags[other] == "COMMA":
            return tags[other + 1] in ("REL", "VBN", "VERB-ED?")
        if tags[other] in _STRONG:
            return False
    return False


def closes_apposition(tags: Sequence[str], index: int, segment: range) -> bool:
    """Whether the comma before a word ends what only names the subject once more: "the body, the AI Office, opens"."""
    before = next((other for other in range(index - 2, segment.start, -1) if tags[other] == "COMMA"), -1)
    if before <= segment.start or tags[before - 1] not in ("NOUN", "NAME"):
        return False
    inside, ahead = tags[before + 1 : index - 1], tags[segment.start : before]
    named = (*NOMINAL, "DET", "POSS", "GEN", "PREP", "ADV")
    certain = inside[:1] in (["DET"], ["POSS"], ["NAME"]) and all(found in (*named, "CONJ") for found in inside)
    return certain and ahead[:1] != ["PREP"] and all(found in named for found in ahead)
