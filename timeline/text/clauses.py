"""Divides a sentence into clauses: who does what, when the grammar puts it, and who only tells of it.

The method is verb-centred: between two neighbouring verb groups stands exactly one border, chosen by the closest
marker (relative word, subordinator, stop, conjunction, comma); a comma right before a verb closes an embedded clause
and the interrupted one goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from timeline.model import Clause, NounPhrase, Token, VerbGroup
from timeline.text.lexicon import Lexicon
from timeline.text.phrases import last_token

__all__ = ["divide"]

_TIME_NOUNS = frozenset("day week month quarter year today yesterday tomorrow tonight morning afternoon evening night weekend hour".split())


@dataclass(slots=True)
class _Draft:
    """A clause in the making: its border, and how it hangs together with the others."""

    group: VerbGroup
    start: int
    kind: str = "main"
    parent: int = -1
    telling: int = -1
    resumes: int = -1
    shares_subject: bool = False
    modifies: NounPhrase | None = None
    pending: list[range] = field(default_factory=list)


def divide(
    tokens: Sequence[Token], groups: Sequence[VerbGroup], phrases: Sequence[NounPhrase], lexicon: Lexicon
) -> tuple[tuple[Clause, ...], tuple[int, ...]]:
    """The clauses of a sentence, and for each token the index of the clause that owns it."""
    if not groups:
        return (Clause("fragment", None),), (0,) * len(tokens)
    drafts: list[_Draft] = []
    open_start = 0
    for index, group in enumerate(groups):
        floor = last_token(tokens, groups[index - 1], lexicon) + 1 if index else 0
        draft = _draft(tokens, group, floor, drafts, phrases, lexicon)
        if not drafts and draft.start > 0:
            open_start = draft.start
        drafts.append(draft)
    owner = _owners(tokens, drafts, open_start)
    _find_trailing_teller(tokens, drafts, lexicon)
    return tuple(_finished(tokens, index, drafts, owner, phrases, lexicon) for index in range(len(drafts))), tuple(owner)


def _draft(  # noqa: PLR0913
    tokens: Sequence[Token],
    group: VerbGroup,
    floor: int,
    drafts: list[_Draft],
    phrases: Sequence[NounPhrase],
    lexicon: Lexicon,
) -> _Draft:
    previous = len(drafts) - 1
    lead = tokens[group.first].tag
    if lead == "TO" and group.tense == "none":
        return _Draft(group, group.first, "infinitive", parent=previous)
    if lead in ("VBN", "VBG"):
        behind = _described(tokens, phrases, group.first)
        start = group.first if previous >= 0 or behind is not None else 0
        return _Draft(group, start, "participle", parent=previous, modifies=behind)
    border, marker = _border(tokens, group.first, floor)
    if marker in ("REL", "THAT", "SUB", "IF"):
        return _subordinate(tokens, group, border, marker, drafts, phrases, lexicon)
    if previous < 0:
        return _Draft(group, 0)
    empty = border >= group.first
    if marker == "COMMA" and empty:
        return _resumed(group, drafts)
    if marker == "":
        return _unmarked(tokens, group, floor, drafts, phrases, lexicon)
    earlier = drafts[previous]
    if marker == "CONJ":
        shares = not any(border < phrase.first < group.first for phrase in phrases)
        host = earlier if shares else drafts[_main_before(drafts)]
        return _Draft(group, border, host.kind if shares else "main", parent=host.parent, telling=host.telling, shares_subject=shares)
    return _Draft(group, border)


def _border(tokens: Sequence[Token], before: int, floor: int) -> tuple[int, str]:
    """The closest marker before a verb, back to ``floor``: where the clause starts, and what marks it."""
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
        if tag == "CONJ":
            return index, "CONJ"
        if tag == "COMMA":
            return index + 1, "COMMA"
    return floor, ""


def _subordinate(  # noqa: PLR0913
    tokens: Sequence[Token],
    group: VerbGroup,
    border: int,
    marker: str,
    drafts: list[_Draft],
    phrases: Sequence[NounPhrase],
    lexicon: Lexicon,
) -> _Draft:
    previous = len(drafts) - 1
    if marker == "IF":
        return _Draft(group, border, "conditional", parent=previous)
    if marker == "SUB":
        kind = "conditional" if tokens[border].lower in ("whether", "unless") else "subordinate"
        return _Draft(group, border, kind, parent=previous)
    behind = _described(tokens, phrases, border)
    follows_verb = previous >= 0 and tokens[border - 1].tag not in ("NOUN", "NAME", "NUM", "COMMA")
    tells = previous >= 0 and drafts[previous].group.lemma in lexicon.lists["telling_verbs"]
    if marker == "THAT" and (follows_verb or (tells and border + 1 < group.first)):
        return _Draft(group, border, "main", telling=previous if tells else -1, parent=previous)
    return _Draft(group, border, "relative", parent=previous, modifies=behind)


def _resumed(group: VerbGroup, drafts: list[_Draft]) -> _Draft:
    """ "The rules, issued on Friday, take effect": the verb goes on with what stood before the embedded clause."""
    index = len(drafts) - 1
    while index > 0 and drafts[index].kind in ("relative", "participle", "infinitive") and drafts[index].parent == index - 1:
        index -= 1
    if drafts[index].kind in ("relative", "participle", "infinitive"):
        return _Draft(group, group.first, resumes=-2)
    host = drafts[index]
    return _Draft(group, group.first, host.kind, parent=host.parent, telling=host.telling, shares_subject=True, resumes=index)


def _unmarked(  # noqa: PLR0913
    tokens: Sequence[Token],
    group: VerbGroup,
    floor: int,
    drafts: list[_Draft],
    phrases: Sequence[NounPhrase],
    lexicon: Lexicon,
) -> _Draft:
    """No marker between two verbs: "said it would", or an embedded clause that ends without a comma."""
    previous = len(drafts) - 1
    earlier = drafts[previous]
    if earlier.kind in ("relative", "participle", "infinitive") and tokens[group.first].tag in ("VBZ", "VBD", "VBP", "BE", "HAVE", "MODAL"):
        return _Draft(group, group.first, resumes=-2, shares_subject=False)
    subject = next((phrase for phrase in reversed(phrases) if phrase.last <= group.first and not phrase.preposition), None)
    start = subject.first if subject is not None and subject.first >= floor else group.first
    tells = earlier.group.lemma in lexicon.lists["telling_verbs"] and earlier.kind != "participle"
    return _Draft(group, start, "main", telling=previous if tells else earlier.telling, parent=previous)


def _main_before(drafts: list[_Draft]) -> int:
    for index in range(len(drafts) - 1, -1, -1):
        if drafts[index].kind == "main":
            return index
    return 0


def _described(tokens: Sequence[Token], phrases: Sequence[NounPhrase], index: int) -> NounPhrase | None:
    """The phrase that a relative or participle clause at ``index`` describes.

    It is the nearest one; behind a comma the nearest that hangs on no preposition ("the hearing on exports, set for
    March").
    """
    before = [phrase for phrase in phrases if phrase.last <= index]
    if index > 0 and tokens[index - 1].tag == "COMMA":
        free = [phrase for phrase in before if not phrase.preposition]
        return (free or before or [None])[-1]
    headed = [phrase for phrase in before if phrase.preposition != "of"]
    return (headed or before or [None])[-1]


def _owners(tokens: Sequence[Token], drafts: list[_Draft], open_start: int) -> list[int]:
    """Each token belongs to the clause whose border it follows; what an embedded clause interrupted goes on later."""
    owner = [0] * len(tokens)
    for index, draft in enumerate(drafts):
        end = drafts[index + 1].start if index + 1 < len(drafts) else len(tokens)
        for position in range(draft.start, end):
            owner[position] = index
    if open_start:
        heir = next((index for index, draft in enumerate(drafts) if draft.resumes == -2), 0)
        if heir == 0 and drafts[0].kind in ("relative", "participle", "subordinate", "infinitive"):
            heir = next((index for index, draft in enumerate(drafts) if draft.kind == "main"), 0)
        for position in range(open_start):
            owner[position] = heir
    return owner


def _find_trailing_teller(tokens: Sequence[Token], drafts: list[_Draft], lexicon: Lexicon) -> None:
    """ "X will open on Monday, officials said": the last clause tells all that stands before it."""
    last = drafts[-1]
    if len(drafts) < 2 or last.kind != "main" or last.telling >= 0:
        return
    behind = [token for token in tokens[last.group.head + 1 :] if token.tag in ("NOUN", "NAME", "THAT", "PRON")]
    before = tokens[last.start - 1].tag if last.start else ""
    if last.group.lemma in lexicon.lists["telling_verbs"] and len(behind) <= 6 and before in ("COMMA", "QUOTE", "CLOSE", "STOP"):
        for draft in drafts[:-1]:
            if draft.kind in ("main", "infinitive") and draft.telling < 0:
                draft.telling = len(drafts) - 1


def _finished(  # noqa: PLR0913
    tokens: Sequence[Token],
    index: int,
    drafts: list[_Draft],
    owner: Sequence[int],
    phrases: Sequence[NounPhrase],
    lexicon: Lexicon,
) -> Clause:
    draft = drafts[index]
    verb = _with_governor(tokens, draft, drafts, lexicon)
    mine = [phrase for phrase in phrases if owner[phrase.head] == index]
    subject = _subject(tokens, index, drafts, owner, phrases)
    return Clause(
        kind=draft.kind,
        verb=verb,
        parent=draft.parent,
        telling=draft.telling,
        subject=subject,
        object=_object(tokens, verb, mine, last_token(tokens, verb, lexicon)),
        modifies=draft.modifies,
    )


def _with_governor(tokens: Sequence[Token], draft: _Draft, drafts: list[_Draft], lexicon: Lexicon) -> VerbGroup:
    """An infinitive takes its truth from the verb above it: planned, proposed, denied, or a mere purpose.

    "said it would" is the past of "says it will".
    """
    verb = draft.group
    if draft.kind != "infinitive":
        told_in_past = draft.telling >= 0 and drafts[draft.telling].group.tense == "past"
        if told_in_past and tokens[verb.first].lower in ("would", "'d", "’d"):
            return replace(verb, modality="planned")
        return verb
    if draft.parent < 0:
        return replace(verb, modality="proposed", tense="future")
    above = drafts[draft.parent].group
    if above.lemma in lexicon.lists["denying_verbs"]:
        return replace(verb, negated=True)
    if above.lemma in lexicon.lists["proposing_verbs"] or above.modality == "proposed":
        return replace(verb, modality="proposed", tense="future")
    if above.lemma in lexicon.lists["planning_verbs"] or above.modality == "planned":
        return replace(verb, modality="planned", tense="future")
    return replace(verb, modality="purpose", tense="future")


def _subject(
    tokens: Sequence[Token], index: int, drafts: list[_Draft], owner: Sequence[int], phrases: Sequence[NounPhrase]
) -> NounPhrase | None:
    draft = drafts[index]
    if draft.kind == "participle":
        return draft.modifies
    if draft.kind == "infinitive" or draft.shares_subject:
        above = draft.resumes if draft.resumes >= 0 else (draft.parent if draft.kind == "infinitive" else index - 1)
        return _subject(tokens, above, drafts, owner, phrases) if above >= 0 else None
    own = [
        phrase
        for phrase in phrases
        if owner[phrase.head] == index
        and phrase.last <= draft.group.first
        and (not phrase.preposition or phrase.first - 1 == draft.start)
    ]
    timeless = [phrase for phrase in own if tokens[phrase.head].lemma not in _TIME_NOUNS]
    own = [phrase for phrase in timeless if not _is_apposition(tokens, phrase)] or timeless or own
    if own:
        return own[-1]
    return draft.modifies


def _is_apposition(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    before = tokens[phrase.first - 1].tag if phrase.first else ""
    after = tokens[phrase.last].tag if phrase.last < len(tokens) else ""
    return before == "COMMA" and after == "COMMA"


def _object(
    tokens: Sequence[Token], verb: VerbGroup, mine: Sequence[NounPhrase], particle: int
) -> NounPhrase | None:
    """The first phrase behind the verb that hangs on no preposition; the particle of "set up" is none."""
    for phrase in mine:
        free = not phrase.preposition or phrase.first - 1 == particle
        if phrase.first > verb.head and free and tokens[phrase.head].lemma not in _TIME_NOUNS:
            return phrase
    return None
