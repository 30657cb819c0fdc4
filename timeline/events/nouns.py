"""Finds acts told by a noun ("the release of the plan"), and happenings: what takes place under a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from timeline.events.actors import countries_of
from timeline.events.acts import allowed, verb_end
from timeline.events.candidate import Candidate
from timeline.events.roles import as_set, fits, has_word, words_of
from timeline.events.surroundings import Around
from timeline.model import NounPhrase, Token, VerbGroup
from timeline.rulebook import EventType, Happening, Nominal, shipped_words
from timeline.text import Analysis
from timeline.text.time_words import calendar_words, is_calendar_name

__all__ = ["happenings", "nominals"]

_NAMED = ("NAME", "NUM")
_DAY_WITHIN = 5
"""Between "is" and the day a place may stand, and the number of the day."""
_MANY_WORDS = 16_384
"""More names than news tells of in a while: whether each is a place is found out once."""


def nominals(analysis: Analysis, kind: EventType, nominal: Nominal, around: Around) -> Iterator[Candidate]:
    """The noun phrases that tell of an act ("the suspension of the tariffs")."""
    for phrase in analysis.phrases:
        clause = analysis.owner[phrase.head]
        if not fits(analysis, phrase, nominal.nouns) or not allowed(analysis, nominal, clause, around):
            continue
        if _is_generic(analysis, phrase):
            continue
        thing: NounPhrase | None = phrase
        if nominal.of:
            thing = _of(analysis, phrase, nominal)
            if thing is None:
                continue
        first = phrase.head
        if nominal.modifiers:
            first = _modifier(analysis, phrase, nominal)
            if first < 0:
                continue
        yield Candidate(
            kind.name, nominal, analysis, clause, first, phrase.head + 1, thing, _possessor(analysis, phrase)
        )


def _of(analysis: Analysis, phrase: NounPhrase, nominal: Nominal) -> NounPhrase | None:
    """What a noun is the act of: the phrase behind "of" or "for", or the nouns in front of it."""
    last = _behind_date(analysis, phrase)
    for other in analysis.phrases:
        if other.first == last + 1 and other.preposition in ("of", "for") and fits(analysis, other, nominal.of):
            return other
    if phrase.head - phrase.first > 1:
        inner = NounPhrase(phrase.first, phrase.head, phrase.head - 1)
        if analysis.tokens[inner.head].tag == "GEN" and inner.head > inner.first:
            inner = NounPhrase(phrase.first, phrase.head - 1, phrase.head - 2)
        if fits(analysis, inner, nominal.of):
            return inner
    return None


def _behind_date(analysis: Analysis, phrase: NounPhrase) -> int:
    """Where a phrase ends, a month or a day with it: "the withdrawal in February of the directive"."""
    behind = next((other for other in analysis.phrases if other.first == phrase.last + 1), None)
    if behind is None or behind.preposition not in ("in", "on"):
        return phrase.last
    words = analysis.tokens[behind.first : behind.last]
    dated = all(token.tag == "NUM" or is_calendar_name(token.lower) for token in words)
    return behind.last if dated else phrase.last


def _modifier(analysis: Analysis, phrase: NounPhrase, nominal: Nominal) -> int:
    wanted = set(nominal.modifiers)
    for index in range(phrase.first, phrase.head):
        if analysis.tokens[index].lower in wanted:
            return index
    return -1


def _possessor(analysis: Analysis, phrase: NounPhrase) -> NounPhrase | None:
    """The owner in "China's proposal"."""
    for index in range(phrase.first + 1, phrase.head):
        if analysis.tokens[index].tag == "GEN":
            return NounPhrase(phrase.first, index, index - 1)
    return None


def _is_generic(analysis: Analysis, phrase: NounPhrase) -> bool:
    """A bare plural, or "any", "previous", "annual" ...: no single thing on the calendar."""
    modifiers = {token.lower for token in analysis.tokens[phrase.first : phrase.head]}
    if modifiers & words_of("generic_modifiers"):
        return True
    head = analysis.tokens[phrase.head]
    plural = head.tag == "NOUN" and head.lower != head.lemma and head.lower.endswith("s")
    named = any(token.tag in ("NAME", "DET", "POSS", "GEN") for token in analysis.tokens[phrase.first : phrase.head])
    one_event = head.lower in words_of("plural_events")
    return plural and not named and phrase.preposition != "" and not one_event


def _comes_round(analysis: Analysis, phrase: NounPhrase) -> bool:
    """As in "opened its annual conference", "told a regular briefing": one of those that are held again and again."""
    words = {token.lower for token in analysis.tokens[phrase.first : phrase.head]}
    single = any(
        token.tag in ("POSS", "GEN") or token.lower in ("a", "the")
        for token in analysis.tokens[phrase.first : phrase.head]
    )
    return single and words.isdisjoint(words_of("generic_modifiers") - {"annual", "regular"})


def happenings(analysis: Analysis, kind: EventType, happening: Happening, around: Around) -> Iterator[Candidate]:
    """The noun phrases that name what takes place ("the AI Impact Summit"), with the clause that says it does."""
    if happening.near and around().isdisjoint(as_set(happening.near)) and not has_word(analysis, happening.near):
        return
    for phrase in analysis.phrases:
        if not fits(analysis, _before_place(analysis, phrase), happening.nouns):
            continue
        clause = analysis.owner[phrase.head]
        host = _linking_clause(analysis, phrase, clause, happening)
        if _is_generic(analysis, phrase) and not (host >= 0 and _comes_round(analysis, phrase)):
            continue
        if happening.without and not _around(analysis, phrase).isdisjoint(as_set(happening.without)):
            continue
        if _is_bare_kind(analysis, phrase) or _is_legislature(analysis, phrase) or _is_said_of(analysis, phrase):
            continue
        at = phrase.preposition in happening.at
        if host < 0 and not at and not _is_named(analysis, phrase) and not _holds_date(analysis, phrase):
            continue
        first = _first_word(analysis, phrase)
        yield Candidate(
            kind.name,
            happening,
            analysis,
            clause if host < 0 else host,
            first,
            phrase.head + 1,
            NounPhrase(first, phrase.last, phrase.head, phrase.preposition),
            _possessor(analysis, phrase),
            links=host >= 0,
        )


def _before_place(analysis: Analysis, phrase: NounPhrase) -> NounPhrase:
    """The name of a gathering without the place or the number behind it: "Web Summit Qatar", "AI Expo Tokyo 2025"."""
    head = phrase.head
    while head > phrase.first and _is_place_or_number(analysis, head) and analysis.tokens[head - 1].tag in _NAMED:
        head -= 1
    return NounPhrase(phrase.first, head + 1, head, phrase.preposition) if head < phrase.head else phrase


def _is_place_or_number(analysis: Analysis, index: int) -> bool:
    token = analysis.tokens[index]
    return token.tag == "NUM" or _is_place(token.text)


@lru_cache(maxsize=_MANY_WORDS)
def _is_place(word: str) -> bool:
    return word.lower() in shipped_words().maps["towns"] or bool(countries_of([word]))


def _around(analysis: Analysis, phrase: NounPhrase) -> set[str]:
    """The words of a phrase and those beside it; an owner stands there as written, too ("people's")."""
    tokens = analysis.tokens[max(0, phrase.first - 3) : phrase.last + 3]
    owners = {f"{token.lower}'s" for token, following in pairwise(tokens) if following.tag == "GEN"}
    return owners | {token.lower for token in tokens}


def _is_bare_kind(analysis: Analysis, phrase: NounPhrase) -> bool:
    """A plural or mass use of the noun with nothing that singles one out."""
    head = analysis.tokens[phrase.head]
    single = any(
        token.tag in ("NAME", "DET", "POSS", "GEN", "NUM") for token in analysis.tokens[phrase.first : phrase.head]
    )
    plural = head.tag == "NOUN" and head.lower.endswith("s")
    return plural and head.lower not in words_of("plural_events") and not single


def _is_said_of(analysis: Analysis, phrase: NounPhrase) -> bool:
    """As in "it is only fair that ...": a bare word behind a form of "to be" describes its subject."""
    first = phrase.first
    while first and analysis.tokens[first - 1].tag == "ADV":
        first -= 1
    bare = phrase.head == phrase.first and analysis.tokens[phrase.head].text.islower()
    return bare and first > 0 and analysis.tokens[first - 1].tag == "BE"


def _is_legislature(analysis: Analysis, phrase: NounPhrase) -> bool:
    """As in "Congress held hearings": the house of a country, and no gathering."""
    before = analysis.tokens[phrase.first : phrase.head]
    bare = all(token.tag == "DET" or token.lower in ("us", "u.s.") for token in before)
    return analysis.tokens[phrase.head].text == "Congress" and bare


def _is_named(analysis: Analysis, phrase: NounPhrase) -> bool:
    """Whether a proper name stands before the head, which then is part of a name or tells one gathering apart."""
    before = analysis.tokens[phrase.first : phrase.head]
    owner = next((index for index, token in enumerate(before) if token.tag == "GEN"), -1)
    return any(token.tag == "NAME" for token in before[owner + 1 :])


def _holds_date(analysis: Analysis, phrase: NounPhrase) -> bool:
    """As in "last July's edition", "this year's fair"."""
    words = [token.lower for token in analysis.tokens[phrase.first : phrase.head]]
    named = not calendar_words().isdisjoint(words)
    return named or (words[:1] in (["last"], ["next"], ["this"]) and not {"year", "month", "week"}.isdisjoint(words))


def _first_word(analysis: Analysis, phrase: NounPhrase) -> int:
    """Where the trigger begins: articles, owners and lengths ("the three-day ...") are left off."""
    first = phrase.first
    for index in range(phrase.first, phrase.head):
        token = analysis.tokens[index]
        if (
            token.tag in ("DET", "GEN")
            or (token.tag == "POSS" and index == phrase.first)
            or token.lower.endswith(("-day", "-week"))
        ):
            first = index + 1
    return first


def _linking_clause(analysis: Analysis, phrase: NounPhrase, clause: int, happening: Happening) -> int:
    """The clause whose verb says that the thing takes place: the phrase is its subject or object; -1 for none."""
    for index, found in enumerate(analysis.clauses):
        verb = found.verb
        if verb is None or (found.kind == "participle" and _tells_habit(analysis, index)):
            continue
        involved = (found.subject, found.object, found.modifies if found.kind != "main" else None)
        if not any(role is not None and _is_member(analysis, phrase, role) for role in involved):
            continue
        told = verb_end(analysis, verb, happening.verbs)[0] >= 0 or _is_on_day(analysis, verb)
        if told and _own_clause(analysis, index, clause):
            return index
    return -1


def _tells_habit(analysis: Analysis, clause: int) -> bool:
    """As in "the fair, held every July, opened on Saturday": of this year's the other verb tells."""
    pairs = zip(analysis.tokens, analysis.owner, strict=True)
    return any(owner == clause and token.lower in ("every", "each", "annually") for token, owner in pairs)


def _is_on_day(analysis: Analysis, verb: VerbGroup) -> bool:
    """As in "the hearing is on Thursday", "the keynote is this afternoon", "the summit is in Paris on 10 February"."""
    if verb.lemma != "be" or verb.negated:
        return False
    behind = analysis.tokens[verb.head + 1 : verb.head + 1 + _DAY_WITHIN]
    last = next((index for index, token in enumerate(behind) if _tells_day(behind, index)), -1)
    owns = [token.tag for token in analysis.tokens[verb.head + 2 + last : verb.head + 3 + last]] == ["GEN"]
    return last >= 0 and not owns and all(token.tag in ("PREP", "NAME", "NUM", "DET") for token in behind[:last])


def _tells_day(tokens: Sequence[Token], index: int) -> bool:
    word, before = tokens[index].lower.rstrip("."), tokens[index - 1].lower if index else ""
    named = word in calendar_words() or word in ("today", "tomorrow", "tonight")
    return named or (
        word in ("week", "month", "year", "morning", "afternoon", "evening") and before in ("this", "next")
    )


def _is_member(analysis: Analysis, phrase: NounPhrase, role: NounPhrase) -> bool:
    """The phrase fills the role, alone or as the first of two ("the conference and the expo opened")."""
    if phrase.head == role.head:
        return True
    return phrase.last == role.first - 1 and analysis.tokens[phrase.last].tag == "CONJ" and not role.preposition


def _own_clause(analysis: Analysis, index: int, clause: int) -> bool:
    return index == clause or analysis.clauses[index].kind in ("relative", "participle", "infinitive", "main")
