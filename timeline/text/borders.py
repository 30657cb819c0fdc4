"""Finds where each clause of a sentence begins: between two neighbouring verb groups stands exactly one border.

The closest marker chooses it (relative word, subordinator, stop, conjunction, comma); a comma right before a verb
closes an embedded clause, and the interrupted one goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.model import NounPhrase, Token, VerbGroup
from timeline.text.lexicon import Lexicon
from timeline.text.time_words import is_calendar, is_time
from timeline.text.verb_groups import last_token

__all__ = ["EMBEDDED", "INTERRUPTED", "Draft", "Words", "drafts_of", "is_by_the_same"]

INTERRUPTED = -2
"""Marks a clause that goes on with what stood before an embedded one."""
EMBEDDED = ("relative", "participle", "infinitive")
"""Kinds of clauses that can stand in the middle of another."""
_LONGEST_ASIDE = 7
"""So many words at most stand between the commas of "and, a day later, opened"."""
_FRONT = 2
"""A phrase that opens the sentence behind a preposition says where, and is no noun that a clause describes."""
_BEHIND_GAP = ("PREP", "ADV", "COMMA", "STOP", "CONJ", "VBZ", "VBD", "VBP", "BE", "HAVE", "MODAL", "CLOSE")
_LEADING = ("by", "after", "before", "while", "since")
"""Words behind which a participle has the subject of the clause that it belongs to."""
_FINITE = ("VBZ", "VBD", "VBP", "BE", "HAVE", "MODAL")


@dataclass(frozen=True, slots=True)
class Words:
    """What the analysis of one sentence looks at: its tokens, its noun phrases, and the word classes."""

    tokens: Sequence[Token]
    phrases: Sequence[NounPhrase]
    lexicon: Lexicon

    def tells(self, group: VerbGroup) -> bool:
        """Whether a verb reports what somebody says."""
        return group.lemma in self.lexicon.lists["telling_verbs"]


@dataclass(slots=True)
class Draft:
    """A clause in the making: its border, and how it hangs together with the others."""

    group: VerbGroup
    start: int
    kind: str = "main"
    parent: int = -1
    telling: int = -1
    resumes: int = -1
    shares_subject: bool = False
    modifies: NounPhrase | None = None
    front: tuple[int, int] | None = None
    """The words before an embedded clause that belong to what goes on behind it."""


def drafts_of(groups: Sequence[VerbGroup], words: Words) -> list[Draft]:
    """One draft per verb group, in order."""
    drafts: list[Draft] = []
    floor = 0
    for group in groups:
        drafts.append(_draft(group, floor, drafts, words))
        floor = last_token(words.tokens, group, words.lexicon) + 1
    return drafts


def _draft(group: VerbGroup, floor: int, drafts: list[Draft], words: Words) -> Draft:
    previous = len(drafts) - 1
    lead = words.tokens[group.first].tag
    if lead == "TO" and group.tense == "none":
        due = _described(words, group.first - 1) if _is_due(words.tokens, group.first) else None
        return Draft(group, group.first, "infinitive", parent=previous, modifies=due)
    if lead in ("VBN", "VBG"):
        return _participle(group, drafts, words)
    border, marker = _border(words, group.first, floor)
    if (contact := _contact(group, floor, drafts, words)) is not None:
        return contact
    if drafts and _is_left_open(group, marker, drafts, words):
        return Draft(group, group.first, resumes=INTERRUPTED)
    if marker in ("REL", "THAT", "SUB", "IF"):
        return _subordinate(group, border, marker, drafts, words)
    if previous < 0:
        return Draft(group, 0)
    if border >= group.first and (marker == "COMMA" or _closes_insertion(drafts, words.tokens[border - 1])):
        return _resumed(group, drafts)
    if marker == "CONJ":
        return _coordinate(group, border, drafts, words)
    if marker == "":
        return _unmarked(group, floor, drafts, words)
    return Draft(group, border)


def _participle(group: VerbGroup, drafts: list[Draft], words: Words) -> Draft:
    previous = len(drafts) - 1
    before = words.tokens[group.first - 1].tag if group.first else ""
    if previous >= 0 and before == "CONJ" and drafts[previous].kind == "participle":
        host = drafts[previous]
        return Draft(group, group.first, "participle", parent=host.parent, modifies=host.modifies)
    if previous >= 0 and before == "CONJ" and group.passive and drafts[previous].group.passive:
        host = drafts[previous]
        return Draft(
            group, group.first - 1, host.kind, host.parent, host.telling, shares_subject=True, modifies=host.modifies
        )
    behind = None if is_by_the_same(words, group) else _described(words, group.first)
    start = group.first if previous >= 0 or behind is not None else 0
    return Draft(group, start, "participle", parent=previous, modifies=behind)


def is_by_the_same(words: Words, group: VerbGroup) -> bool:
    """As in "responded by blocking exports", "said on Tuesday after meeting him": who does the one does the other."""
    led = group.first > 1 and words.tokens[group.first - 1].lower in _LEADING
    return led and words.tokens[group.first].tag == "VBG"


def _border(words: Words, before: int, floor: int) -> tuple[int, str]:
    """The closest marker before a verb, back to ``floor``: where the clause starts, and what marks it."""
    tokens = words.tokens
    for index in range(before - 1, floor - 1, -1):
        tag = tokens[index].tag
        if tag in ("REL", "SUB", "IF"):
            return index, tag
        if tag == "THAT":
            return index, tag
        if tag == "PRON" and tokens[index].lower == "whose":
            return index, "REL"
        if tag in ("STOP", "OPEN", "CLOSE", "QUOTE"):
            return index + 1, "STOP"
        if tag == "CONJ" and not _joins_two_sides(words, index):
            return index, "CONJ"
        if tag == "COMMA":
            joint = _joint_before_day(tokens, index, floor) if index == before - 1 else -1
            return (joint, "CONJ") if joint >= 0 else (index + 1, "COMMA")
    return floor, ""


def _joins_two_sides(words: Words, index: int) -> bool:
    """The "and" of "a pact between Japan and the EU was signed"."""
    return any(phrase.first == index + 1 and phrase.preposition == "between" for phrase in words.phrases)


def _joint_before_day(tokens: Sequence[Token], comma: int, floor: int) -> int:
    """The "and" of "and, a day later, opened": words set off between two commas belong to the verb behind them."""
    for index in range(comma - 1, max(floor, comma - _LONGEST_ASIDE), -1):
        if tokens[index].tag == "COMMA":
            return index - 1 if tokens[index - 1].tag == "CONJ" else -1
    return -1


def _contact(group: VerbGroup, floor: int, drafts: list[Draft], words: Words) -> Draft | None:
    """As in "the plan the ministry published on Monday": a relative clause without a relative word.

    Its subject stands right behind the noun, and nothing that is acted upon behind its verb.
    """
    tokens = words.tokens
    subject = next((phrase for phrase in reversed(words.phrases) if phrase.last <= group.first), None)
    if (
        subject is None
        or subject.first < max(floor, 1)
        or any(token.tag not in ("ADV", "NEG") for token in tokens[subject.last : group.first])
    ):
        return None
    noun = next((phrase for phrase in words.phrases if phrase.last == subject.first), None)
    behind = last_token(tokens, group, words.lexicon) + 1
    if noun is None or tokens[noun.head].tag not in ("NOUN", "NAME") or is_time(tokens[noun.head]):
        return None
    if tokens[noun.head].lower == "what":
        return None
    if tokens[subject.first].tag not in ("DET", "POSS", "PRON") or group.passive or group.lemma == "be":
        return None
    timed = any(phrase.first == behind and is_time(tokens[phrase.head]) for phrase in words.phrases)
    goes_on = "ADV" if timed else tokens[behind].tag if behind < len(tokens) else "STOP"
    told = drafts and words.tells(drafts[-1].group) and noun.first <= floor
    fronted = noun.preposition and (noun.first < _FRONT or tokens[noun.first - 2].tag in ("COMMA", "CONJ", "STOP"))
    if told or fronted or words.tells(group) != (group.lemma == "announce") or goes_on not in _BEHIND_GAP:
        return None
    return Draft(group, subject.first, "relative", parent=len(drafts) - 1, modifies=noun)


def _closes_insertion(drafts: list[Draft], mark: Token) -> bool:
    """As in "the plan (published on 3 March) calls for": the verb behind a bracket or a dash goes on."""
    return mark.text in (")", "–", "—") and drafts[-1].kind in EMBEDDED


def _subordinate(group: VerbGroup, border: int, marker: str, drafts: list[Draft], words: Words) -> Draft:
    previous = len(drafts) - 1
    tokens = words.tokens
    if marker == "IF":
        return Draft(group, border, "conditional", parent=previous)
    if marker == "SUB":
        kind = "conditional" if tokens[border].lower in ("whether", "unless") else "subordinate"
        return Draft(group, border, kind, parent=previous)
    follows_verb = previous >= 0 and tokens[border - 1].tag not in ("NOUN", "NAME", "NUM", "COMMA")
    tells = previous >= 0 and words.tells(drafts[previous].group)
    if marker == "THAT" and (follows_verb or (tells and border + 1 < group.first)):
        return Draft(group, border, "main", telling=previous if tells else -1, parent=previous)
    described = _party_before(words, border, group) or _described(words, border)
    return Draft(group, border, "relative", parent=previous, modifies=described)


def _coordinate(group: VerbGroup, border: int, drafts: list[Draft], words: Words) -> Draft:
    """A clause behind "and" or "but": of a subject of its own, or of the one before it."""
    aside = words.tokens[border + 1].tag == "COMMA" and words.tokens[group.first - 1].tag == "COMMA"
    shares = aside or not any(border < phrase.first < group.first for phrase in words.phrases)
    host = drafts[-1] if shares else drafts[_main_before(drafts)]
    if shares and host.kind == "relative" and words.tokens[host.start].tag in ("DET", "POSS", "PRON"):
        above = _main_before(drafts)
        host = drafts[above]
        return Draft(
            group, border, host.kind, parent=host.parent, telling=host.telling, shares_subject=True, resumes=above
        )
    lead = words.tokens[group.first].tag
    if shares and host.kind == "infinitive" and lead in ("VBD", "VBZ", "HAVE", "MODAL") and host.parent >= 0:
        host = drafts[host.parent]
    kind = host.kind if shares else "main"
    return Draft(group, border, kind, parent=host.parent, telling=host.telling, shares_subject=shares)


def _resumed(group: VerbGroup, drafts: list[Draft]) -> Draft:
    """As in "The rules, issued on Friday, take effect": the verb goes on with what stood before the embedded clause."""
    index = len(drafts) - 1
    while index > 0 and drafts[index].kind in EMBEDDED and drafts[index].parent == index - 1:
        index -= 1
    if drafts[index].kind in EMBEDDED:
        return Draft(group, group.first, resumes=INTERRUPTED)
    host = drafts[index]
    return Draft(
        group, group.first, host.kind, parent=host.parent, telling=host.telling, shares_subject=True, resumes=index
    )


def _is_due(tokens: Sequence[Token], index: int) -> bool:
    """As in "the measures, due to begin on April 15, were paused"."""
    return index > 1 and tokens[index - 1].lower == "due" and tokens[index - 2].tag in ("COMMA", "NOUN", "NAME")


def _is_left_open(group: VerbGroup, marker: str, drafts: list[Draft], words: Words) -> bool:
    """As in "The waivers that let A, B and C ship tools lapsed": what stands at the front still waits for its verb."""
    if marker != "CONJ" or any(draft.kind not in EMBEDDED for draft in drafts):
        return False
    waiting = any(phrase.last <= drafts[0].start and not phrase.preposition for phrase in words.phrases)
    joint = next(index for index in range(group.first - 1, -1, -1) if words.tokens[index].tag == "CONJ")
    names = words.tokens[joint - 1].tag == "NAME" and words.tokens[joint + 1].tag == "NAME"
    return (
        waiting and names and drafts[0].kind in ("relative", "participle") and words.tokens[group.first].tag in _FINITE
    )


def _interrupted(group: VerbGroup, drafts: list[Draft], words: Words) -> Draft:
    """As in "..., and the rules issued in May were eased": the clause began before the one that is embedded in it."""
    first = len(drafts) - 1
    while first > 0 and drafts[first - 1].kind in EMBEDDED and drafts[first].parent == first - 1:
        if any(token.text == ";" for token in words.tokens[drafts[first - 1].group.head : drafts[first].start]):
            break
        first -= 1
    if first == 0 or drafts[first].kind == "infinitive":
        return Draft(group, group.first, resumes=INTERRUPTED)
    before = drafts[first - 1]
    embedded = drafts[first].start
    floor = last_token(words.tokens, before.group, words.lexicon) + 1
    border, marker = _border(words, embedded, floor)
    own = any(
        border <= phrase.first and phrase.last <= embedded and (not phrase.preposition or phrase.first - 1 == border)
        for phrase in words.phrases
    )
    told = marker == "" and words.tells(before.group) and before.kind != "participle"
    if not own or not (told or marker in ("STOP", "CONJ", "COMMA", "SUB", "IF", "THAT")):
        return Draft(group, group.first, resumes=INTERRUPTED)
    kind = {"SUB": "subordinate", "IF": "conditional"}.get(marker, "main")
    telling = before.telling if marker in ("CONJ", "COMMA") else -1
    if told or (marker == "THAT" and words.tells(before.group)):
        telling = first - 1
    return Draft(group, group.first, kind, parent=first - 1, telling=telling, front=(border, embedded))


def _unmarked(group: VerbGroup, floor: int, drafts: list[Draft], words: Words) -> Draft:
    """No marker between two verbs: "said it would", or an embedded clause that ends without a comma."""
    previous = len(drafts) - 1
    earlier = drafts[previous]
    if earlier.kind in EMBEDDED and words.tokens[group.first].tag in _FINITE:
        return _interrupted(group, drafts, words)
    before = (phrase for phrase in reversed(words.phrases) if phrase.last <= group.first and not phrase.preposition)
    subject = next(before, None)
    start = subject.first if subject is not None and subject.first >= floor else group.first
    tells = words.tells(earlier.group) and earlier.kind != "participle"
    return Draft(group, start, "main", telling=previous if tells else earlier.telling, parent=previous)


def _main_before(drafts: list[Draft]) -> int:
    for index in range(len(drafts) - 1, -1, -1):
        if drafts[index].kind == "main":
            return index
    return 0


def _described(words: Words, index: int) -> NounPhrase | None:
    """The phrase that a relative or participle clause at ``index`` describes.

    It is the nearest one; behind a comma the one on which the nearest hangs by prepositions ("the hearing on exports,
    set for March"). An "of" on the way is passed only where a subject or object stands at the end of it ("curbs on
    sales of chips to China, published on Friday").
    """
    before = [phrase for phrase in words.phrases if phrase.last <= index]
    if words.tokens[index].tag in ("VBG", "VBN"):
        before = [phrase for phrase in before if not _says_when(words.tokens, phrase)]
    if not before:
        return None
    position = len(before) - 1
    person = words.tokens[index].lower in ("who", "whom", "whose") and words.tokens[before[-1].head].tag == "NAME"
    if person:
        return before[-1]
    if index > 0 and words.tokens[index - 1].tag == "COMMA":
        position = _first_of_list(words, before, position)
        if before[position].preposition not in ("", "of"):
            above = _hangs_on(words, before, position, ends=("",))
            bare = not before[above].preposition
            position = above if bare else _hangs_on(words, before, position, ends=("", "of"))
    elif before[position].preposition == "of" and position > 0 and _agrees(words, before[position - 1], index):
        position -= 1
    return before[position]


def _says_when(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """As in "issued a rule on Monday adding 42 firms": the day neither adds them nor is what is described."""
    head = tokens[phrase.head]
    return bool(phrase.preposition) and (is_calendar(head) or (is_time(head) and head.tag != "NAME"))


def _party_before(words: Words, index: int, group: VerbGroup) -> NounPhrase | None:
    """As in "a stake from Nvidia, which closed its purchase", "an answer to Google's Gemini, which had come out"."""
    near = next((phrase for phrase in words.phrases if phrase.last == index - 1), None)
    acts = words.tokens[index].lower == "which" and not group.passive and group.lemma != "be"
    if near is None or not acts or group.first != index + 1:
        return None
    owned = any(token.tag == "GEN" for token in words.tokens[near.first : near.head])
    if near.preposition not in ("from", "by", "with") and not (near.preposition and owned):
        return None
    return near if words.tokens[near.head].tag == "NAME" and words.tokens[index - 1].tag == "COMMA" else None


def _hangs_on(words: Words, before: Sequence[NounPhrase], position: int, ends: tuple[str, ...]) -> int:
    """The phrase on which one hangs by prepositions, up to the first that has none, or one of these."""
    while (
        position > 0
        and before[position].preposition not in ends
        and before[position - 1].last == before[position].first - 1
    ):
        position = _first_of_list(words, before, position - 1)
    return position


def _first_of_list(words: Words, before: Sequence[NounPhrase], position: int) -> int:
    """The first of "on gallium, germanium and antimony", which tells by its preposition what all of them hang on."""
    first, joined = position, False
    while first > 0 and not before[first].preposition and before[first - 1].last == before[first].first - 1:
        between = words.tokens[before[first].first - 1].tag
        if between != "CONJ" and not (joined and between == "COMMA"):
            break
        first, joined = first - 1, True
    return first if before[first].preposition not in ("", "of") else position


def _agrees(words: Words, phrase: NounPhrase, index: int) -> bool:
    """Whether a phrase can be the subject behind "that" or "which": a plural is none of "was"."""
    following = words.tokens[index + 1].lower if index + 1 < len(words.tokens) else ""
    head = words.tokens[phrase.head]
    return not (following in ("was", "is", "has") and head.tag == "NOUN" and head.lower != head.lemma)
