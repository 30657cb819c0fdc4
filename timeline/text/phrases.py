"""Finds verb groups and noun phrases in tagged tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import NounPhrase, Token, VerbGroup
from timeline.text.lexicon import Lexicon
from timeline.text.time_words import calendar_words, day_names

__all__ = ["last_token", "noun_phrases", "verb_groups"]

_AUXILIARIES = frozenset({"MODAL", "BE", "HAVE", "DO"})
_MAIN = frozenset({"VB", "VBZ", "VBD", "VBN", "VBG", "VBP"})
_SETTLED = frozenset(
    "due set expected scheduled slated likely poised bound ready planned intended supposed required sure".split()
)
"""Words that make "is ... to do" a plan."""
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
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth"})
"""Behind an article, with a verb next, they stand for one of several: "The second adds ..."."""
_QUOTES = frozenset('"“”«»')
_YEAR_DIGITS = 4
_LONGEST_NAME = 7
"""A name in quotation marks has at most so many words; more is a quotation."""
_IN_PHRASE = frozenset({"DET", "POSS", "ADJ", "NUM", "NOUN", "NAME", "GEN"})


def verb_groups(tokens: Sequence[Token], lexicon: Lexicon, *, heading: bool) -> tuple[VerbGroup, ...]:
    """The verb groups of a sentence, in order; auxiliaries and the main verb they lead to are one group."""
    groups: list[VerbGroup] = []
    index = 0
    while index < len(tokens):
        if tokens[index].tag in _AUXILIARIES or tokens[index].tag in _MAIN or _is_infinitive(tokens, index):
            group, index = _group(tokens, index, lexicon, heading=heading and not groups)
            groups.append(group)
        else:
            index += 1
    return tuple(groups)


def _is_infinitive(tokens: Sequence[Token], index: int) -> bool:
    if tokens[index].tag != "TO":
        return False
    step = index + 1
    while step < len(tokens) and tokens[step].tag in ("ADV", "NEG"):
        step += 1
    return (
        step < len(tokens)
        and tokens[step].tag in ("VB", "BE", "HAVE", "DO")
        and tokens[step].lower not in ("is", "was")
    )


def last_token(tokens: Sequence[Token], group: VerbGroup, lexicon: Lexicon) -> int:
    """The index of the group's last token: its main verb, or the particle of "set out", "called off"."""
    following = group.head + 1
    if following < len(tokens) and tokens[following].lower in lexicon.lists["particles"]:
        after = tokens[following + 1].tag if following + 1 < len(tokens) else "STOP"
        if tokens[following].lower in ("up", "out", "off", "down", "forward") or after not in _IN_PHRASE:
            return following
    return group.head


def _group(tokens: Sequence[Token], first: int, lexicon: Lexicon, *, heading: bool) -> tuple[VerbGroup, int]:
    parts = [first]
    index = first + 1
    while tokens[parts[-1]].tag not in _MAIN and index < len(tokens):
        index = _behind_day(tokens, index)
        found = tokens[index].tag
        if found in _AUXILIARIES or found in _MAIN:
            parts.append(index)
        elif not (found in ("ADV", "NEG", "TO") or _leads_on(tokens, index)):
            if found in ("PRON", "NAME", "NOUN", "DET") and tokens[parts[-1]].tag == "DO":
                index += 1
                continue
            break
        index += 1
    head = parts[-1]
    return _described(tokens, parts, lexicon, heading=heading), head + 1


def _behind_day(tokens: Sequence[Token], index: int) -> int:
    """The verb of "will on Friday publish", "was, on 3 May, signed": behind a day set between it and its auxiliary."""
    at = index + (tokens[index].tag == "COMMA")
    if at + 1 >= len(tokens) or tokens[at].lower not in ("on", "in"):
        return index
    last = next((other for other in range(at + 1, min(at + 4, len(tokens))) if not _is_of_day(tokens[other])), at)
    last += last < len(tokens) and tokens[last].tag == "COMMA" and last > index
    ends = last < len(tokens) and last > at + 1 and tokens[last].tag in _MAIN
    return last if ends else index


def _is_of_day(token: Token) -> bool:
    return _is_calendar(token) or token.text.isdigit()


def _leads_on(tokens: Sequence[Token], index: int) -> bool:
    """The adjective of "is due to open", "are likely to meet"."""
    following = tokens[index + 1].tag if index + 1 < len(tokens) else ""
    return tokens[index].lower in _SETTLED and following == "TO"


def _described(tokens: Sequence[Token], parts: list[int], lexicon: Lexicon, *, heading: bool) -> VerbGroup:
    first, head = parts[0], parts[-1]
    parts, settled = _through_settled(tokens, parts) if len(parts) > 1 else (parts, False)
    chain = [tokens[index] for index in parts]
    lead = tokens[first]
    window = tokens[max(0, first - 1) : head]
    negated = any(token.lower in lexicon.lists["negations"] and token.tag in ("NEG", "ADV") for token in window)
    tense, modality = _tense(lead, chain, lexicon, heading=heading)
    if settled or _is_to(tokens, parts, chain):
        modality = "planned"
        tense = "future" if lead.lower not in lexicon.lists["past_auxiliaries"] else "past"
    main = chain[-1]
    helpers = [token.tag for token in chain[:-1]]
    return VerbGroup(
        first=first,
        head=head,
        lemma=main.lemma,
        tense=tense,
        modality=modality,
        negated=negated,
        passive=main.tag == "VBN" and (not helpers or helpers[-1] == "BE"),
        perfect="HAVE" in helpers,
        progressive=(main.tag == "VBG" and "BE" in helpers) or any(token.lower == "being" for token in chain[:-1]),
    )


def _through_settled(tokens: Sequence[Token], parts: list[int]) -> tuple[list[int], bool]:
    between = tokens[parts[0] : parts[-1]]
    settled = any(
        token.lower in _SETTLED and tokens[parts[0] + step + 1].tag == "TO" for step, token in enumerate(between)
    )
    return [index for index in parts if not (settled and tokens[index].lower in _SETTLED)], settled


def _is_to(tokens: Sequence[Token], parts: list[int], chain: list[Token]) -> bool:
    """The plan of "is to open", "were to meet"."""
    return len(parts) > 1 and chain[0].tag == "BE" and any(token.tag == "TO" for token in tokens[parts[0] : parts[-1]])


def _tense(lead: Token, chain: list[Token], lexicon: Lexicon, *, heading: bool) -> tuple[str, str]:
    if lead.tag == "MODAL":
        kinds = ("planned", "proposed", "wishing")
        return "future", next(kind for kind in kinds if lead.lower in lexicon.lists[f"modals_{kind}"])
    if lead.tag == "TO":
        return ("future", "planned") if heading else ("none", "")
    if lead.tag in ("BE", "HAVE", "DO"):
        if lead.lower in lexicon.lists["past_auxiliaries"] or (lead.tag == "HAVE" and len(chain) > 1):
            return "past", ""
        return ("none" if lead.lower in ("be", "being", "having") else "present"), ""
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(lead.tag, "none"), ""


def noun_phrases(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[NounPhrase, ...]:
    """The noun phrases of a sentence, in order; a possessor is part of the phrase it owns."""
    phrases: list[NounPhrase] = []
    inner = _inside(tokens, lexicon)
    first = -1
    for index in range(len(tokens) + 1):
        if index in inner and first >= 0:
            continue
        if first >= 0 and index == first + 1 and _is_degree(tokens, index):
            continue
        tag = tokens[index].tag if index < len(tokens) else "STOP"
        if first >= 0 and (tag not in _IN_PHRASE or (index > first and _opens_another(tokens, first, index, tag))):
            if (phrase := _phrase(tokens, first, index, phrases)) is not None:
                phrases.append(phrase)
            first = -1
        if first < 0 and tag in _IN_PHRASE and tag != "GEN":
            first = index
        elif first < 0 and tag == "PRON" and not tokens[index].lower.endswith(("self", "selves")):
            phrases.append(NounPhrase(index, index + 1, index, _preposition(tokens, index)))
    return tuple(_owned(tokens, phrases))


def _owned(tokens: Sequence[Token], phrases: Sequence[NounPhrase]) -> list[NounPhrase]:
    """As in "the Department of the Treasury's rule": the owner's name goes on behind "of", and the rule is the head."""
    found: list[NounPhrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        mine = before is not None and before.last == phrase.first - 1 and tokens[before.head].tag == "NAME"
        if before is not None and mine and phrase.preposition == "of" and _is_owner(tokens, before, phrase):
            found[-1] = NounPhrase(before.first, phrase.last, phrase.head, before.preposition)
        else:
            found.append(phrase)
    return found


def _is_owner(tokens: Sequence[Token], before: NounPhrase, phrase: NounPhrase) -> bool:
    """Whether a name goes up to the 's of the phrase behind it, and is no day or month."""
    owner = next((at for at in range(phrase.first + 1, phrase.head) if tokens[at].tag == "GEN"), -1)
    named = owner > 0 and all(token.tag in ("DET", "NAME") for token in tokens[phrase.first : owner])
    return named and before.head == before.last - 1 and not _is_calendar(tokens[before.head])


def _inside(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """The marks and small words that do not end the phrase in which they stand."""
    there = {token.lower for token in tokens}
    found: frozenset[int] = frozenset()
    if not there.isdisjoint(_QUOTES):
        found |= _quotes_inside(tokens)
    if "(" in there:
        found |= _brackets_inside(tokens)
    if "and" in there:
        found |= _joints_inside(tokens, lexicon)
    return found | _years_inside(tokens) if "," in there else found


def _is_degree(tokens: Sequence[Token], index: int) -> bool:
    """The adverb of "a hastily arranged conference"."""
    found = [token.tag for token in tokens[index - 1 : index + 3]]
    return (
        len(found) > _DATE_WORDS + 1
        and found[0] in ("DET", "POSS")
        and found[1] == "ADV"
        and found[2] in ("ADJ", "VBN")
    )


def _quotes_inside(tokens: Sequence[Token]) -> frozenset[int]:
    """The quotation marks around a name that is part of a phrase: 'a "Model-Chip Ecosystem" alliance'."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if index in found or token.text not in _QUOTES or index == 0 or tokens[index - 1].tag not in _IN_PHRASE:
            continue
        last = next((other for other in range(index + 1, len(tokens)) if tokens[other].text in _QUOTES), -1)
        inside = tokens[index + 1 : last]
        if 0 < len(inside) <= _LONGEST_NAME and all(word.tag in (*_IN_PHRASE, "PREP", "CONJ") for word in inside):
            found |= {index, last}
    return frozenset(found)


def _brackets_inside(tokens: Sequence[Token]) -> frozenset[int]:
    """The brackets inside a name: "Regulation (EU) 2024/1689", "the Data (Use and Access) Bill"."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if token.text != "(" or index == 0 or tokens[index - 1].tag not in ("NAME", "NOUN"):
            continue
        last = next((other for other in range(index + 1, len(tokens)) if tokens[other].text == ")"), -1)
        goes_on = 0 <= last < len(tokens) - 1 and tokens[last + 1].tag in ("NAME", "NUM")
        if goes_on and last - index - 1 <= _LONGEST_NAME and _names_only(tokens[index + 1 : last]):
            found.update(range(index, last + 1))
    return frozenset(found)


def _years_inside(tokens: Sequence[Token]) -> frozenset[int]:
    """The comma inside a date in front of a noun: "the Oct. 7, 2022 export controls"."""
    return frozenset(
        index
        for index, token in enumerate(tokens)
        if token.tag == "COMMA" and 1 < index < len(tokens) - _DATE_WORDS and _is_dated_noun(tokens, index)
    )


def _is_dated_noun(tokens: Sequence[Token], comma: int) -> bool:
    year, noun = tokens[comma + 1], tokens[comma + _DATE_WORDS]
    day = _is_calendar(tokens[comma - _DATE_WORDS]) and tokens[comma - 1].text.isdigit()
    return day and len(year.text) == _YEAR_DIGITS and year.text.isdigit() and noun.tag in ("NOUN", "ADJ")


def _names_only(tokens: Sequence[Token]) -> bool:
    return all(token.tag in ("NAME", "NUM", "CONJ", "PREP") for token in tokens)


def _joints_inside(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """The "and" inside a name: "the CHIPS and Science Act", "the Industry and Trade Ministry"."""
    found = set()
    for index in range(1, len(tokens) - 1):
        if tokens[index].lower != "and" or tokens[index - 1].tag != "NAME" or tokens[index + 1].tag != "NAME":
            continue
        last = index + 1
        while last + 1 < len(tokens) and tokens[last + 1].tag == "NAME":
            last += 1
        if tokens[last].lower in lexicon.lists["joined_heads"] and last > index + 1:
            found.add(index)
    return frozenset(found)


def _opens_another(tokens: Sequence[Token], first: int, index: int, tag: str) -> bool:
    """A determiner begins a phrase of its own, and so do words of time ("the plan three days later, last Monday")."""
    if index == len(tokens) or not _has_noun(tokens, first, index):
        return False
    if _is_calendar(tokens[index - 1]) != _is_calendar(tokens[index]) and _borders_date(tokens, first, index, tag):
        return True
    if tag == "NAME" and not _is_calendar(tokens[index]) and _says_when(tokens[first:index]):
        return True
    if tag in ("NAME", "NOUN") and _is_full_date(tokens, first, index):
        return True
    following = tokens[index + 1].lemma.rstrip(".") if index + 1 < len(tokens) else ""
    timed = following in _TIMES
    turns = timed if tag == "NUM" else tokens[index].lower in _TURNING and (timed or following in calendar_words())
    return tag in ("DET", "POSS") or turns


def _is_calendar(token: Token) -> bool:
    return token.lemma.rstrip(".") in calendar_words()


def _says_when(words: Sequence[Token]) -> bool:
    """As in "Last week China", "On opening day China", "Monday morning China": a time, and then who acts."""
    *placing, unit = words
    told = unit.lower in _TIMES and all(word.lower in _PLACING or word.lower in day_names() for word in placing)
    return told and any(word.tag != "DET" or word.lower in ("this", "that") for word in placing)


def _is_full_date(tokens: Sequence[Token], first: int, index: int) -> bool:
    """As in "On 12 December 2022 China took ...", "On April 3 Washington ...": a date behind "on", then who acts."""
    opened = first > 0 and tokens[first - 1].lower in ("on", "in", "since", "by")
    *day, year = tokens[first:index]
    if not opened or not day or not all(map(_is_of_day, day)) or _is_of_day(tokens[index]):
        return False
    with_year = len(year.text) == _YEAR_DIGITS and year.text.isdigit()
    return with_year or (tokens[index].tag == "NAME" and len(day) == 1 and _is_of_day(year))


def _borders_date(tokens: Sequence[Token], first: int, index: int, tag: str) -> bool:
    """As in "On Friday China's regulator", "Police Monday arrested": a day and a name side by side are two phrases."""
    if _is_calendar(tokens[index]):
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
            preposition = _preposition(tokens, first) or _of_series(tokens, first, earlier)
            return NounPhrase(first, last, head, preposition)
    if last - first == _DATE_WORDS and tokens[first].tag == "DET" and tokens[first + 1].lower in _ORDINALS:
        follows = tokens[last].tag if last < len(tokens) else ""
        if follows in _MAIN or follows in _AUXILIARIES:
            return NounPhrase(first, last, last - 1, _preposition(tokens, first))
    sums = [index for index in range(first, last) if tokens[index].tag == "NUM" and _SUM.match(tokens[index].text)]
    return NounPhrase(first, last, last - 1, _preposition(tokens, first)) if sums else None


def _of_series(tokens: Sequence[Token], first: int, earlier: Sequence[NounPhrase]) -> str:
    """As in "of Industry and Security", "on steel and aluminium": the second hangs on the preposition of the first."""
    if not earlier or first == 0 or tokens[first - 1].tag != "CONJ" or earlier[-1].last != first - 1:
        return ""
    names = tokens[first].tag == tokens[earlier[-1].first].tag in ("NAME", "NOUN")
    return earlier[-1].preposition if names and not _is_calendar(tokens[earlier[-1].head]) else ""


def _preposition(tokens: Sequence[Token], first: int) -> str:
    """The preposition right before a phrase."""
    index = first - 1
    if index >= 0 and tokens[index].tag in ("PREP", "SUB"):
        return tokens[index].lower
    if index >= 0 and tokens[index].tag == "TO":
        return "to"
    return ""
