"""Divides a sentence into clauses: who does what, when the grammar puts it, and who only tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.model import Clause, NounPhrase, Token, VerbGroup
from timeline.text.borders import EMBEDDED, INTERRUPTED, Draft, Words, drafts_of, is_by_the_same
from timeline.text.lexicon import Lexicon
from timeline.text.time_words import TIME_NOUNS, is_calendar_name, is_time
from timeline.text.verb_groups import last_token

__all__ = ["divide"]

_LONGEST_DAY = 4
"""A day set off at the end of a sentence has few words ("on 3 March 2025")."""
_LONGEST_TELLING = 6
"""A teller behind the told has few words ("the ministry said on Tuesday"); more is a clause with news of its own."""


def divide(
    tokens: Sequence[Token],
    groups: Sequence[VerbGroup],
    phrases: Sequence[NounPhrase],
    lexicon: Lexicon,
    *,
    roles: bool = True,
) -> tuple[tuple[Clause, ...], tuple[int, ...]]:
    """The clauses of a sentence, and for each token the index of the clause that owns it.

    Without ``roles`` nobody asks who does what, only when: subjects and objects are left out.
    """
    if not groups:
        return (Clause("fragment", None),), (0,) * len(tokens)
    words = Words(tokens, phrases, lexicon)
    drafts = drafts_of(groups, words)
    owner = _owners(tokens, drafts)
    _find_trailing_teller(drafts, words)
    return tuple(_finished(index, drafts, owner, words, roles=roles) for index in range(len(drafts))), tuple(owner)


def _owners(tokens: Sequence[Token], drafts: list[Draft]) -> list[int]:
    """Each token belongs to the clause whose border it follows; what an embedded clause interrupted goes on later."""
    owner = [0] * len(tokens)
    for index, draft in enumerate(drafts):
        end = drafts[index + 1].start if index + 1 < len(drafts) else len(tokens)
        for position in range(draft.start, end):
            owner[position] = index
    _give_back(tokens, drafts, owner)
    for index, draft in enumerate(drafts):
        if draft.front is not None:
            owner[slice(*draft.front)] = [index] * (draft.front[1] - draft.front[0])
    heir = next((index for index, draft in enumerate(drafts) if draft.resumes == INTERRUPTED), 0)
    if heir == 0 and drafts[0].kind in (*EMBEDDED, "subordinate"):
        heir = next((index for index, draft in enumerate(drafts) if draft.kind == "main"), 0)
    for position in range(drafts[0].start):
        owner[position] = heir
    return owner


def _give_back(tokens: Sequence[Token], drafts: Sequence[Draft], owner: list[int]) -> None:
    """As in "eased its ban, imposed in May, on Sunday": behind the second comma the clause above goes on."""
    for index, draft in enumerate(drafts):
        if draft.kind not in ("participle", "relative") or draft.parent < 0 or tokens[draft.start - 1].tag != "COMMA":
            continue
        mine = [position for position in range(draft.group.head, len(tokens)) if owner[position] == index]
        behind = next((position for position in mine[1:] if tokens[position].tag == "COMMA"), -1)
        goes_on = 0 < behind < len(tokens) - 1 and tokens[behind + 1].lower in ("on", "in", "at")
        if goes_on and any(tokens[position].tag == "PREP" for position in mine if position < behind):
            for position in mine:
                if position > behind:
                    owner[position] = draft.parent
    _give_back_day(tokens, drafts, owner)


def _give_back_day(tokens: Sequence[Token], drafts: Sequence[Draft], owner: list[int]) -> None:
    """As in "unveiled a model, which it says beats its rival, on Tuesday": a day at the end is the first verb's."""
    last = next((position for position in range(len(tokens) - 1, 0, -1) if tokens[position].tag == "COMMA"), -1)
    behind = [token for token in tokens[last + 1 :] if token.tag != "STOP"]
    if last < 0 or not behind or len(behind) > _LONGEST_DAY or behind[0].lower not in ("on", "in"):
        return
    if any(token.tag not in ("NAME", "NUM", "ADV") for token in behind[1:]) or len(behind) == 1:
        return
    for index in range(owner[last], 0, -1):
        draft, before = drafts[index], tokens[drafts[index].start - 1].tag
        if draft.kind in ("participle", "relative") and before == "COMMA" and draft.parent >= 0:
            owner[last + 1 :] = [draft.parent] * (len(tokens) - last - 1)
            return
        if before in ("COMMA", "STOP") or tokens[draft.start].tag in ("CONJ", "SUB"):
            return


def _find_trailing_teller(drafts: list[Draft], words: Words) -> None:
    """As in "X will open on Monday, officials said": the last clause tells all that stands before it."""
    last = drafts[-1]
    if len(drafts) == 1 or last.kind != "main" or last.telling >= 0 or not words.tells(last.group):
        return
    behind = [token for token in words.tokens[last.group.head + 1 :] if token.tag in ("NOUN", "NAME", "THAT", "PRON")]
    before = words.tokens[last.start - 1].tag if last.start else ""
    if len(behind) <= _LONGEST_TELLING and before in ("COMMA", "QUOTE", "CLOSE", "STOP"):
        for draft in drafts[:-1]:
            if draft.kind in ("main", "infinitive") and draft.telling < 0:
                draft.telling = len(drafts) - 1


def _finished(index: int, drafts: list[Draft], owner: Sequence[int], words: Words, *, roles: bool) -> Clause:
    draft = drafts[index]
    verb = _with_governor(index, drafts, words)
    return Clause(
        kind=draft.kind,
        verb=verb,
        parent=draft.parent,
        telling=draft.telling,
        subject=_subject(index, drafts, owner, words) if roles else None,
        object=_object(index, verb, owner, words) if roles else None,
        modifies=draft.modifies,
    )


def _with_governor(index: int, drafts: list[Draft], words: Words) -> VerbGroup:
    """An infinitive takes its truth from the verb above it: planned, proposed, denied, or a mere purpose.

    "said it would" is the past of "says it will"; what others expect of somebody is only their forecast; in "should
    convene and create" the second verb is no more than the first.
    """
    draft = drafts[index]
    verb = draft.group
    if draft.kind != "infinitive":
        told_in_past = draft.telling >= 0 and drafts[draft.telling].group.tense in ("past", "none")
        if told_in_past and not verb.perfect and words.tokens[verb.first].lower in ("would", "'d", "’d"):
            return replace(verb, modality="planned")
        if draft.shares_subject and words.tokens[verb.first].tag == "VBN":
            before = _with_governor(index - 1, drafts, words)
            return replace(verb, tense=before.tense, modality=before.modality, negated=before.negated)
        if draft.shares_subject and words.tokens[verb.first].tag == "VBP" and _is_bare(draft, drafts, words):
            before = _with_governor(draft.resumes if draft.resumes >= 0 else index - 1, drafts, words)
            if before.modality:
                return replace(verb, tense=before.tense, modality=before.modality, negated=before.negated)
        return verb
    if draft.modifies is not None:
        return replace(verb, modality="planned")
    if draft.parent < 0:
        return replace(verb, modality="proposed", tense="future")
    return _governed(verb, drafts[draft.parent].group, words)


def _governed(verb: VerbGroup, above: VerbGroup, words: Words) -> VerbGroup:
    """An infinitive with the truth that the verb above it leaves it."""
    lists = words.lexicon.lists
    if above.lemma in lists["denying_verbs"]:
        return replace(verb, negated=True)
    if above.lemma in lists["proposing_verbs"] or above.modality == "proposed":
        return replace(verb, modality="proposed", tense="future")
    forecast = above.lemma == "expect" and not above.passive and verb.first - above.head > 1
    if forecast:
        return replace(verb, modality="proposed", tense="future")
    if above.lemma in lists["planning_verbs"] or above.modality == "planned":
        past = words.tokens[above.first].lower == "had" and above.perfect
        return replace(verb, modality="planned", tense="past" if past else "future")
    return replace(verb, modality="purpose", tense="future")


def _is_bare(draft: Draft, drafts: list[Draft], words: Words) -> bool:
    """Whether a verb may be an infinitive that hangs on the modal before it: "would impose X and, on May 1, bar Y"."""
    if draft.resumes < 0:
        return True
    between = words.tokens[drafts[draft.resumes].group.head : draft.group.first]
    return any(one.tag == "CONJ" and other.tag == "COMMA" for one, other in pairwise(between))


def _subject(index: int, drafts: list[Draft], owner: Sequence[int], words: Words) -> NounPhrase | None:
    draft, tokens = drafts[index], words.tokens
    if draft.kind == "participle" and draft.parent >= 0 and is_by_the_same(words, draft.group):
        above = draft.parent
        while drafts[above].kind == "participle" and drafts[above].parent >= 0:
            above = drafts[above].parent
        return _subject(above, drafts, owner, words)
    if draft.kind == "participle":
        return draft.modifies or _subject_behind(index, drafts, owner, words)
    if draft.kind == "infinitive" and draft.modifies is not None:
        return draft.modifies
    if draft.kind == "infinitive" and draft.parent >= 0:
        above_verb = drafts[draft.parent].group
        controlled = _object(draft.parent, above_verb, owner, words)
        if controlled is not None and above_verb.lemma in words.lexicon.lists["object_control_verbs"]:
            return controlled
    if draft.kind == "infinitive" or draft.shares_subject:
        above = draft.resumes if draft.resumes >= 0 else (draft.parent if draft.kind == "infinitive" else index - 1)
        return _subject(above, drafts, owner, words) if above >= 0 else None
    start = draft.front[0] if draft.front is not None else draft.start
    own = [
        phrase
        for phrase in words.phrases
        if owner[phrase.head] == index
        and phrase.last <= draft.group.first
        and tokens[phrase.head].lower != "due"
        and not _ends_dates(tokens, phrase)
        and (not phrase.preposition or phrase.first - 1 == start)
    ]
    timeless = [phrase for phrase in own if not is_time(tokens[phrase.head])]
    own = [phrase for phrase in timeless if not _is_apposition(tokens, phrase)] or timeless or own
    return own[-1] if own else draft.modifies


def _ends_dates(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """As in "talks on 14 and 15 September had failed": the second of two days, and not who acts."""
    after = phrase.first > 1 and tokens[phrase.first - 1].tag == "CONJ" and tokens[phrase.first - 2].tag == "NUM"
    return after and all(token.tag == "NUM" or _is_month(token) for token in tokens[phrase.first : phrase.last])


def _is_month(token: Token) -> bool:
    return is_calendar_name(token.lower)


def _subject_behind(index: int, drafts: list[Draft], owner: Sequence[int], words: Words) -> NounPhrase | None:
    """As in "Proposed in 2021, the rule was published": a participle at the front has the subject that follows."""
    if any(draft.kind != "participle" for draft in drafts[:index]) or drafts[index].group.lemma == "follow":
        return None
    main = next((other for other in range(index + 1, len(drafts)) if drafts[other].kind == "main"), -1)
    return _subject(main, drafts, owner, words) if main >= 0 and not drafts[0].start else None


def _is_apposition(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    before = tokens[phrase.first - 1].tag if phrase.first else ""
    after = tokens[phrase.last].tag if phrase.last < len(tokens) else ""
    return (before, after) in (("COMMA", "COMMA"), ("OPEN", "CLOSE"))


def _object(index: int, verb: VerbGroup, owner: Sequence[int], words: Words) -> NounPhrase | None:
    """The first phrase behind the verb that hangs on no preposition; the particle of "set up" is none."""
    particle = last_token(words.tokens, verb, words.lexicon)
    for position, phrase in enumerate(words.phrases):
        free = not phrase.preposition or phrase.first - 1 == particle or _is_measured(position, verb, words)
        mine = owner[phrase.head] == index and phrase.first > verb.head
        if mine and free and words.tokens[phrase.head].lemma not in TIME_NOUNS:
            return phrase
    return None


def _is_measured(position: int, verb: VerbGroup, words: Words) -> bool:
    """As in "held two days of talks": behind "of" stands what was held, in front of it how long."""
    phrase = words.phrases[position]
    before = words.phrases[position - 1] if position and phrase.preposition == "of" else None
    if before is None or before.last != phrase.first - 1 or before.first <= verb.head:
        return False
    if before.preposition and before.first - 1 != last_token(words.tokens, verb, words.lexicon):
        return False
    return words.tokens[before.head].lemma in ("day", "hour") and verb.lemma != "follow"
