"""Finds noun phrases in tagged tokens; two phrases of which one says when stay two, a name with marks in it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import NounPhrase, Token
from timeline.text.lexicon import Lexicon
from timeline.text.marks_inside import marks_inside
from timeline.text.time_words import YEAR_DIGITS, calendar_words, day_names, is_calendar, is_of_day
from timeline.text.word_classes import AUXILIARIES, IN_PHRASE, VERB_TAGS

__all__ = ["noun_phrases"]

_TIMES = frozenset(
    "day week month quarter year hour night morning afternoon evening weekend spring summer autumn fall winter".split()
)
_SUM = re.compile(r"(?:US|HK|NT|NZ|[SACR])?[$€£¥₹]\d")
"""A sum of money is a thing although it has no noun: "raised $40 million"."""
_DATE_WORDS = 2
"""A day at the front of a phrase has at most a "last" or "next" before it."""
_TURNING = frozenset("last next late early mid past".split())
"""Words that begin a phrase of time of their own: "the plan last Monday"."""
_PLACING = frozenset("the this that same next last first opening closing final following previous".split())
"""Words that say which day or week is meant: "last week", "opening day"."""
_COUNTED_ON = frozenset("following next same previous".split())
"""Words that count from a day told before: "The following day ministers met"."""
_STANDING = frozenset({"first", "second", "third", "fourth", "fifth", "two", "three"})
"""Behind an article, with a verb next, they stand for those told of: "The second adds ...", "The two met ..."."""


def noun_phrases(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[NounPhrase, ...]:
    """The noun phrases of a sentence, in order; a possessor is part of the phrase it owns."""
    phrases: list[NounPhrase] = []
    inner = marks_inside(tokens, lexicon)
    first = -1
    for index in range(len(tokens) + 1):
        if index in inner and first >= 0:
            continue
        if first >= 0 and index == first + 1 and _is_degree(tokens, index):
            continue
        tag = tokens[index].tag if index < len(tokens) else "STOP"
        if first >= 0 and (tag not in IN_PHRASE or (index > first and _opens_another(tokens, first, index, tag))):
            if (phrase := _phrase(tokens, first, index, phrases)) is not None:
                phrases.append(phrase)
            first = -1
        if first < 0 and tag in IN_PHRASE and tag != "GEN":
            first = index
        elif first < 0 and tag == "PRON" and not tokens[index].lower.endswith(("self", "selves")):
            phrases.append(NounPhrase(index, index + 1, index, _preposition(tokens, index)))
    return tuple(_owned(tokens, phrases, lexicon))


def _owned(tokens: Sequence[Token], phrases: Sequence[NounPhrase], lexicon: Lexicon) -> list[NounPhrase]:
    """As in "the Department of the Treasury's rule": the owner's name goes on behind "of", and the rule is the head."""
    found: list[NounPhrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        mine = before is not None and before.last == phrase.first - 1 and tokens[before.head].tag == "NAME"
        of = phrase.preposition == "of"
        goes_on = (
            before is not None
            and mine
            and (
                (of and (_is_owner(tokens, before, phrase) or _is_named_body(tokens, phrase)))
                or (phrase.preposition in ("of", "for") and _is_named_gathering(tokens, phrase, lexicon))
            )
        )
        if before is not None and goes_on:
            found[-1] = NounPhrase(before.first, phrase.last, phrase.head, before.preposition)
        else:
            found.append(phrase)
    return found


def _is_owner(tokens: Sequence[Token], before: NounPhrase, phrase: NounPhrase) -> bool:
    """Whether a name goes up to the 's of the phrase behind it, and is no day or month."""
    owner = next((at for at in range(phrase.first + 1, phrase.head) if tokens[at].tag == "GEN"), -1)
    owning = tokens[phrase.first : owner] if owner > 0 else ()
    named = bool(owning) and all(token.tag in ("DET", "NAME") or token.text.istitle() for token in owning)
    return named and before.head == before.last - 1 and not is_calendar(tokens[before.head])


def _is_named_body(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """As in "the Council of Europe treaty", "the Department of Justice lawsuit": what the body made is the head."""
    *name, thing = tokens[phrase.first : phrase.last]
    named = bool(name) and all(token.tag == "NAME" and not is_calendar(token) for token in name)
    return named and thing.tag == "NOUN" and thing.text.islower() and thing.lemma not in _TIMES


def _is_named_gathering(tokens: Sequence[Token], phrase: NounPhrase, lexicon: Lexicon) -> bool:
    """As in "the AI for Good Global Summit": names up to the last, which says what it is."""
    named = all(token.tag == "NAME" for token in tokens[phrase.first : phrase.last])
    several = phrase.last - phrase.first > 1 and phrase.head == phrase.last - 1
    return named and several and tokens[phrase.head].lower in lexicon.lists["joined_heads"]


def _is_degree(tokens: Sequence[Token], index: int) -> bool:
    """The adverb of "a hastily arranged conference"."""
    found = [token.tag for token in tokens[index - 1 : index + 3]]
    return (
        len(found) > _DATE_WORDS + 1
        and found[0] in ("DET", "POSS")
        and found[1] == "ADV"
        and found[2] in ("ADJ", "VBN")
    )


def _opens_another(tokens: Sequence[Token], first: int, index: int, tag: str) -> bool:
    """A determiner begins a phrase of its own, and so do words of time ("the plan three days later, last Monday")."""
    if index == len(tokens) or not _has_noun(tokens, first, index):
        return False
    if is_calendar(tokens[index - 1]) != is_calendar(tokens[index]) and _borders_date(tokens, first, index, tag):
        return True
    told = tokens[first:index]
    if tag == "NAME" and not is_calendar(tokens[index]) and (_says_when(told) or _is_span(tokens, first, index)):
        return True
    if tag == "NOUN" and first == 0 and _says_when(told) and told[-2].lower in _COUNTED_ON:
        return True
    if tag in ("NAME", "NOUN") and _is_full_date(tokens, first, index):
        return True
    following = tokens[index + 1].lemma.rstrip(".") if index + 1 < len(tokens) else ""
    timed = following in _TIMES
    turns = timed if tag == "NUM" else tokens[index].lower in _TURNING and (timed or following in calendar_words())
    return tag in ("DET", "POSS") or turns


def _says_when(words: Sequence[Token]) -> bool:
    """As in "Last week China", "On opening day China", "Monday morning China": a time, and then who acts."""
    *placing, unit = words
    told = unit.lower in _TIMES and all(word.lower in _PLACING or word.lower in day_names() for word in placing)
    return told and any(word.tag != "DET" or word.lower in ("this", "that") for word in placing)


def _is_span(tokens: Sequence[Token], first: int, index: int) -> bool:
    """As in "Within hours Trump", "In recent weeks China": how long, and then who acts."""
    opened = first > 0 and tokens[first - 1].lower in ("within", "in", "for", "after")
    *lengths, unit = tokens[first:index]
    plural = unit.lemma in _TIMES and unit.lower != unit.lemma
    return opened and plural and all(word.tag in ("NUM", "ADJ", "DET") for word in lengths)


def _is_full_date(tokens: Sequence[Token], first: int, index: int) -> bool:
    """As in "On 12 December 2022 China took ...", "On April 3 Washington ...": a date behind "on", then who acts."""
    opened = first > 0 and tokens[first - 1].lower in ("on", "in", "since", "by")
    *day, year = tokens[first:index]
    if not opened or not day or not all(map(is_of_day, day)) or is_of_day(tokens[index]):
        return False
    with_year = len(year.text) == YEAR_DIGITS and year.text.isdigit()
    return with_year or (tokens[index].tag == "NAME" and len(day) == 1 and is_of_day(year))


def _borders_date(tokens: Sequence[Token], first: int, index: int, tag: str) -> bool:
    """As in "On Friday China's regulator", "Police Monday arrested": a day and a name side by side are two phrases."""
    if is_calendar(tokens[index]):
        if tokens[index - 1].lower in ("last", "next", "this", "past", "early", "late"):
            return False
        return tokens[index].lower in day_names() and tokens[index].tag == "NAME"
    opening = first > 0 and tokens[first - 1].tag == "PREP" and index - first == 1
    day = tokens[index - 1].lower in day_names() or opening
    return tag in ("NAME", "NOUN") and tokens[index].lower not in _TIMES and day and index - first <= _DATE_WORDS


def _has_noun(tokens: Sequence[Token], first: int, last: int) -> bool:
    if tokens[last - 1].tag == "GEN":
        return False
    return any(token.tag in ("NOUN", "NAME", "NUM") for token in reversed(tokens[first:last]))


def _phrase(tokens: Sequence[Token], first: int, last: int, earlier: Sequence[NounPhrase]) -> NounPhrase | None:
    for head in range(last - 1, first - 1, -1):
        if tokens[head].tag in ("NOUN", "NAME") and not (head > first and tokens[head - 1].text == "("):
            preposition = _preposition(tokens, first) or _of_series(tokens, first, last, earlier)
            return NounPhrase(first, last, head, preposition)
    if last - first == _DATE_WORDS and tokens[first].tag == "DET" and tokens[first + 1].lower in _STANDING:
        follows = tokens[last].tag if last < len(tokens) else ""
        if follows in VERB_TAGS or follows in AUXILIARIES or _is_dated(tokens, last):
            return NounPhrase(first, last, last - 1, _preposition(tokens, first))
    sums = [index for index in range(first, last) if tokens[index].tag == "NUM" and _SUM.match(tokens[index].text)]
    return NounPhrase(first, last, last - 1, _preposition(tokens, first)) if sums else None


def _is_dated(tokens: Sequence[Token], index: int) -> bool:
    """As in "and a second on January 22", "the first in May"."""
    behind = tokens[index : index + 3]
    return [token.lower for token in behind[:1]] in (["on"], ["in"]) and any(map(is_calendar, behind[1:]))


def _of_series(tokens: Sequence[Token], first: int, last: int, earlier: Sequence[NounPhrase]) -> str:
    """As in "of Industry and Security", "on steel and aluminium": the second hangs on the preposition of the first.

    So it always does in "between Japan and the EU".
    """
    if not earlier or first == 0 or tokens[first - 1].tag != "CONJ" or earlier[-1].last != first - 1:
        return ""
    if earlier[-1].preposition == "between":
        return "between"
    kinds = {tokens[first].tag, tokens[earlier[-1].first].tag}
    acts = last < len(tokens) and (tokens[last].tag in VERB_TAGS or tokens[last].tag in AUXILIARIES)
    names = kinds <= {"NAME", "NOUN"} and (len(kinds) == 1 or not acts)
    return earlier[-1].preposition if names and not is_calendar(tokens[earlier[-1].head]) else ""


def _preposition(tokens: Sequence[Token], first: int) -> str:
    """The preposition right before a phrase."""
    index = first - 1
    if index >= 0 and tokens[index].tag in ("PREP", "SUB"):
        return tokens[index].lower
    if index >= 0 and tokens[index].tag == "TO":
        return "to"
    return ""
