"""Finds verb groups in tagged tokens: a main verb with its auxiliaries, and the tense and modality they give it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.model import Token, VerbGroup
from timeline.text.lexicon import Lexicon
from timeline.text.time_words import is_of_day
from timeline.text.word_classes import AUXILIARIES, IN_PHRASE, VERB_TAGS

__all__ = ["last_token", "verb_groups"]

_SETTLED = frozenset(
    "due set expected scheduled slated likely poised bound ready planned intended supposed required sure".split()
)
"""Words that make "is ... to do" a plan."""


def verb_groups(tokens: Sequence[Token], lexicon: Lexicon, *, heading: bool) -> tuple[VerbGroup, ...]:
    """The verb groups of a sentence, in order; auxiliaries and the main verb they lead to are one group."""
    groups: list[VerbGroup] = []
    index = 0
    while index < len(tokens):
        if tokens[index].tag in AUXILIARIES or tokens[index].tag in VERB_TAGS or _is_infinitive(tokens, index):
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
        if tokens[following].lower in ("up", "out", "off", "down", "forward") or after not in IN_PHRASE:
            return following
    return group.head


def _group(tokens: Sequence[Token], first: int, lexicon: Lexicon, *, heading: bool) -> tuple[VerbGroup, int]:
    parts = [first]
    index = first + 1
    while tokens[parts[-1]].tag not in VERB_TAGS and index < len(tokens):
        index = _behind_day(tokens, index)
        found = tokens[index].tag
        if found in AUXILIARIES or found in VERB_TAGS:
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
    last = next((other for other in range(at + 1, min(at + 4, len(tokens))) if not is_of_day(tokens[other])), at)
    last += last < len(tokens) and tokens[last].tag == "COMMA" and last > index
    ends = last < len(tokens) and last > at + 1 and tokens[last].tag in VERB_TAGS
    return last if ends else index


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
    negated = negated or any(one.lower == "yet" and other.tag == "TO" for one, other in pairwise(window))
    tense, modality = _tense(lead, chain, lexicon, heading=heading)
    if settled or _is_to(tokens, parts, chain):
        modality = "planned"
        tense = "future" if lead.lower not in lexicon.lists["past_auxiliaries"] else "past"
    main = chain[-1]
    if tense == "present" and _is_awaited(tokens, head):
        tense, modality = "future", "planned"
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


def _is_awaited(tokens: Sequence[Token], head: int) -> bool:
    """The plan of "is due in Beijing on Thursday", "are due back in May"; "is due to a fault" gives a cause."""
    behind = tokens[head + 1 : head + 3]
    return tokens[head].tag == "BE" and [token.lower for token in behind[:1]] == ["due"] and behind[-1].tag != "TO"


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
