"""Finds where a sentence reports an event: clause patterns of the event types, held against its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from timeline.events.roles import agent, attached, clause_phrases, fits, has_word, once_a_list, patient
from timeline.model import Clause, NounPhrase, Span, VerbGroup
from timeline.rulebook import Act, EventType, Happening, Nominal, Rulebook, shipped_words
from timeline.text import Analysis

__all__ = ["Candidate", "candidates", "told_by"]


_FURTHER = 7
"""The words of a verb stand within so many tokens of each other."""
_GOVERNING = frozenset(
    {"to", "for", "with", "in", "on", "from", "into", "of", "at", "against", "about", "under", "over"}
)
"""Prepositions that a verb governs: what is acted upon stands behind them, in the passive as well."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may report an event: the pattern that fired, its trigger (tokens ``first:last``) and its roles.

    ``thing`` is what the event is about (the document released, the conference itself); ``links`` tells whether the
    clause's verb is one by which a happening happens; ``led_to`` is the clause into which a verb such as "agree to buy"
    runs on, or -1.
    """

    category: str
    pattern: Act | Nominal | Happening
    analysis: Analysis
    clause: int
    first: int
    last: int
    thing: NounPhrase | None
    actor: NounPhrase | None
    links: bool = True
    led_to: int = -1

    @property
    def verb(self) -> VerbGroup | None:
        """The verb of the clause it stands in."""
        return self.analysis.clauses[self.clause].verb

    @property
    def trigger_span(self) -> Span:
        """The trigger's place in the document."""
        return self.analysis.place(self.first, self.last)

    @property
    def trigger(self) -> str:
        """The trigger's words."""
        return self.analysis.words(self.first, self.last)


def candidates(analysis: Analysis, rulebook: Rulebook, around: frozenset[str] = frozenset()) -> Iterator[Candidate]:
    """All candidates of one sentence, type by type; whether they are events is decided by their status.

    ``around`` are the words of the sentences before it and of the headings above it.
    """
    told: list[Candidate] = []
    for kind in rulebook.types:
        for act in kind.act:
            found = list(_acts(analysis, kind, act, around))
            told += found
            yield from found
        for nominal in kind.nominal:
            yield from _nominals(analysis, kind, nominal, around)
        for happening in kind.happening:
            yield from _happenings(analysis, kind, happening, around)
    yield from _followers(analysis, told)


def _followers(analysis: Analysis, told: list[Candidate]) -> Iterator[Candidate]:
    """As in "The Senate passed the bill, and the House followed": the same act, by another."""
    for index, clause in enumerate(analysis.clauses):
        verb, subject = clause.verb, clause.subject
        if verb is None or subject is None or verb.lemma != "follow" or verb.passive or clause.kind != "main":
            continue
        earlier = [one for one in told if one.last <= subject.first and one.actor is not None and _is_done(one)]
        last = max(earlier, key=lambda one: one.last, default=None)
        if clause.object is None and last is not None and _acts_itself(analysis, subject):
            actor = None if last.thing is subject else subject
            yield Candidate(last.category, last.pattern, analysis, index, verb.first, verb.head + 1, last.thing, actor)


def _is_done(candidate: Candidate) -> bool:
    verb = candidate.verb
    return verb is not None and not verb.negated and verb.modality == "" and verb.lemma != "follow"


def _acts_itself(analysis: Analysis, phrase: NounPhrase) -> bool:
    head = analysis.tokens[phrase.head]
    return head.tag == "NAME" or head.lemma in shipped_words().lists["actor_nouns"]


def told_by(noun: Candidate, act: Candidate) -> bool:
    """Whether a noun only names what an act of the same type does: the "pause" of "announced a pause on tariffs".

    So does an empty noun in front of the thing itself: the "part" of "part of the controls of 2023".
    """
    if _is_emptied(noun, act):
        return True
    inner = isinstance(noun.pattern, Nominal) and isinstance(act.pattern, Act) and noun.category == act.category
    if not inner or noun.analysis is not act.analysis or act.thing is None:
        return False
    head = noun.last - 1
    return any(phrase.first <= head < phrase.last for phrase in (act.thing, *attached(act.analysis, act.thing)))


def _is_emptied(noun: Candidate, other: Candidate) -> bool:
    if (
        noun.pattern is not other.pattern
        or not isinstance(noun.pattern, Nominal)
        or noun.analysis is not other.analysis
    ):
        return False
    if noun.thing is None or noun.analysis.tokens[noun.last - 1].lemma not in shipped_words().lists["abstract_heads"]:
        return False
    head = other.last - 1
    return any(phrase.first <= head < phrase.last for phrase in attached(noun.analysis, noun.thing))


@once_a_list
def _by_lemma(verbs: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """For each lemma the words that follow it in the verbs of a pattern, the longest first: "set" → ("out",), ()."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb in sorted(verbs, key=lambda words: -len(words.split())):
        lemma, *rest = verb.split()
        found.setdefault(lemma, []).append(tuple(rest))
    return {lemma: tuple(rests) for lemma, rests in found.items()}


def _verb_end(analysis: Analysis, verb: VerbGroup, verbs: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Behind the last token of a verb such as "take effect", and its further words; -1 for another verb."""
    for rest in _by_lemma(verbs).get(verb.lemma, ()):
        position = verb.head + 1
        for word in rest:
            position = _next_word(analysis, position, word)
            if position < 0:
                break
        if position >= 0:
            return position, rest
    return -1, ()


def _next_word(analysis: Analysis, position: int, word: str) -> int:
    """Behind ``word``, if it comes next; describing words, dates and scores may stand before it ("voted 99-1 to")."""
    calendar = {*shipped_words().lists["day_names"], *shipped_words().lists["month_names"]}
    for index in range(position, min(position + _FURTHER, len(analysis.tokens))):
        token = analysis.tokens[index]
        if word in (token.lower, token.lemma):
            return index + 1
        following = analysis.tokens[index + 1].lower if index + 1 < len(analysis.tokens) else ""
        dates = token.tag == "PREP" and (following.rstrip(".") in calendar or following[:1].isdigit())
        score = token.text in "-–" and following[:1].isdigit()
        if token.tag not in ("ADV", "ADJ", "DET", "POSS", "GEN", "NOUN", "NAME", "NUM") and not (dates or score):
            return -1
    return -1


def _acts(analysis: Analysis, kind: EventType, act: Act, around: frozenset[str]) -> Iterator[Candidate]:
    for index, clause in enumerate(analysis.clauses):
        verb = clause.verb
        if verb is None:
            continue
        end, rest = _verb_end(analysis, verb, act.verbs)
        if end < 0 or not _allowed(analysis, act, index, around):
            continue
        reach = analysis.owner[end - 1] if rest else index
        led_to = reach if reach != index and analysis.clauses[reach].kind in ("infinitive", "participle") else -1
        thing = (patient(analysis, led_to) if led_to >= 0 else None) or patient(analysis, index)
        if rest and led_to < 0 and (thing is None or _leads_on(analysis, verb, thing, end, rest)):
            thing = _behind(analysis, index, end, rest) or thing
        if act.object:
            thing = _fitting(analysis, thing or _next_to(analysis, end), act, around)
            thing = thing or _fitting(analysis, _above(analysis, index), act, around) or _given(analysis, clause, act)
            if thing is None:
                continue
        doer = _named(analysis, index, agent(analysis, index))
        if act.subject and not _subject_fits(analysis, index, act):
            continue
        if act.subject and not act.object:
            thing, doer = clause.subject, None
        yield Candidate(
            kind.name, act, analysis, index, verb.first, max(end, verb.head + 1), thing, doer, led_to=led_to
        )


def _above(analysis: Analysis, index: int) -> NounPhrase | None:
    """The phrase on which the one hangs that a clause describes: "curbs on elements that China imposed"."""
    clause = analysis.clauses[index]
    if clause.kind != "relative" or clause.modifies is None or clause.object is not None:
        return None
    return next((other for other in analysis.phrases if clause.modifies in attached(analysis, other)), None)


def _fitting(analysis: Analysis, thing: NounPhrase | None, act: Act, around: frozenset[str]) -> NounPhrase | None:
    """The thing if it is of the kind, else the second of two objects ("awarded the plant a grant").

    "It" and "them" stand for what the sentences before spoke of, where the act says what that must be (``near``).
    """
    kinds = act.object
    if thing is None or fits(analysis, thing, kinds):
        return thing
    if analysis.tokens[thing.head].lower in ("it", "them") and not around.isdisjoint(act.near):
        return thing
    second = _next_to(analysis, thing.last)
    return second if second is not None and fits(analysis, second, kinds) else None


def _next_to(analysis: Analysis, position: int) -> NounPhrase | None:
    """The phrase that begins here without a preposition, or behind "up to": "awarded the plant up to $3 billion"."""
    words = [token.lower for token in analysis.tokens[position : position + 2]]
    first = position + 2 if words == ["up", "to"] else position
    bare = (phrase for phrase in analysis.phrases if phrase.first == first)
    return next((phrase for phrase in bare if first > position or not phrase.preposition), None)


def _given(analysis: Analysis, clause: Clause, act: Act) -> NounPhrase | None:
    """What somebody was given, where he is the subject of a passive: "the firm was awarded a grant"."""
    telling = shipped_words().lists["telling_verbs"]
    thing = clause.object if clause.verb and clause.verb.passive and clause.verb.lemma not in telling else None
    return thing if thing is not None and fits(analysis, thing, act.object) else None


def _leads_on(analysis: Analysis, verb: VerbGroup, thing: NounPhrase, end: int, rest: tuple[str, ...]) -> bool:
    """Whether what is acted upon stands behind the verb's further words: "withdrew from X", "put forward X"."""
    if rest[-1] in _GOVERNING:
        return True
    words = range(verb.head + 1, end)
    begin = next((at for at in words if rest[0] in (analysis.tokens[at].lower, analysis.tokens[at].lemma)), end)
    return not verb.passive and begin < thing.last and thing.first < end


def _behind(analysis: Analysis, index: int, end: int, rest: tuple[str, ...]) -> NounPhrase | None:
    """The first phrase behind the verb's words, unless another preposition brings it in: "handed over on Monday"."""
    found = next((phrase for phrase in clause_phrases(analysis, index) if phrase.first >= end), None)
    if found is None or (rest[-1] in _GOVERNING and found.preposition not in ("", rest[-1])):
        return None
    return found


def _named(analysis: Analysis, index: int, doer: NounPhrase | None) -> NounPhrase | None:
    """The teller for his pronoun: "the ministry said it would"."""
    telling = analysis.clauses[index].telling
    if doer is None or analysis.tokens[doer.head].tag != "PRON":
        return doer
    teller = analysis.clauses[telling].subject if telling >= 0 else None
    return teller if teller is not None and analysis.tokens[teller.head].tag != "PRON" else None


def _subject_fits(analysis: Analysis, index: int, act: Act) -> bool:
    subject = analysis.clauses[index].subject
    return subject is not None and fits(analysis, subject, act.subject)


def _allowed(analysis: Analysis, pattern: Act | Nominal, clause: int, around: frozenset[str]) -> bool:
    if pattern.topic and not has_word(analysis, pattern.topic):
        return False
    if pattern.near and around.isdisjoint(pattern.near) and not has_word(analysis, pattern.near):
        return False
    if not pattern.without:
        return True
    clauses = analysis.clauses
    whole = (clause, *(index for index, other in enumerate(clauses) if _completes(other, clause)))
    return not any(has_word(analysis, pattern.without, clause=index) for index in whole)


def _completes(other: Clause, clause: int) -> bool:
    """An infinitive that says what the verb above it is about: "agreed to buy a rival"."""
    return other.kind == "infinitive" and other.parent == clause


def _nominals(analysis: Analysis, kind: EventType, nominal: Nominal, around: frozenset[str]) -> Iterator[Candidate]:
    for phrase in analysis.phrases:
        clause = analysis.owner[phrase.head]
        if not fits(analysis, phrase, nominal.nouns) or not _allowed(analysis, nominal, clause, around):
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
    for other in analysis.phrases:
        if other.first == phrase.last + 1 and other.preposition in ("of", "for") and fits(analysis, other, nominal.of):
            return other
    if phrase.head - phrase.first > 1:
        inner = NounPhrase(phrase.first, phrase.head, phrase.head - 1)
        if analysis.tokens[inner.head].tag == "GEN" and inner.head > inner.first:
            inner = NounPhrase(phrase.first, phrase.head - 1, phrase.head - 2)
        if fits(analysis, inner, nominal.of):
            return inner
    return None


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
    if modifiers & set(shipped_words().lists["generic_modifiers"]):
        return True
    head = analysis.tokens[phrase.head]
    plural = head.tag == "NOUN" and head.lower != head.lemma and head.lower.endswith("s")
    named = any(token.tag in ("NAME", "DET", "POSS", "GEN") for token in analysis.tokens[phrase.first : phrase.head])
    one_event = head.lower in shipped_words().lists["plural_events"]
    return plural and not named and phrase.preposition != "" and not one_event


def _comes_round(analysis: Analysis, phrase: NounPhrase) -> bool:
    """As in "opened its annual conference", "told a regular briefing": one of those that are held again and again."""
    words = {token.lower for token in analysis.tokens[phrase.first : phrase.head]}
    single = any(
        token.tag in ("POSS", "GEN") or token.lower in ("a", "the")
        for token in analysis.tokens[phrase.first : phrase.head]
    )
    return single and words.isdisjoint({*shipped_words().lists["generic_modifiers"]} - {"annual", "regular"})


def _happenings(
    analysis: Analysis, kind: EventType, happening: Happening, around: frozenset[str]
) -> Iterator[Candidate]:
    if happening.near and around.isdisjoint(happening.near) and not has_word(analysis, happening.near):
        return
    for phrase in analysis.phrases:
        if not fits(analysis, phrase, happening.nouns):
            continue
        clause = analysis.owner[phrase.head]
        host = _linking_clause(analysis, phrase, clause, happening)
        if _is_generic(analysis, phrase) and not (host >= 0 and _comes_round(analysis, phrase)):
            continue
        if happening.without and not _around(analysis, phrase).isdisjoint(happening.without):
            continue
        if _is_bare_kind(analysis, phrase):
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
    return plural and head.lower not in shipped_words().lists["plural_events"] and not single


def _is_named(analysis: Analysis, phrase: NounPhrase) -> bool:
    """Whether a proper name stands before the head, which then is part of a name or tells one gathering apart."""
    before = analysis.tokens[phrase.first : phrase.head]
    owner = next((index for index, token in enumerate(before) if token.tag == "GEN"), -1)
    return any(token.tag == "NAME" for token in before[owner + 1 :])


def _holds_date(analysis: Analysis, phrase: NounPhrase) -> bool:
    """As in "last July's edition", "this year's fair"."""
    calendar = shipped_words().lists
    words = [token.lower for token in analysis.tokens[phrase.first : phrase.head]]
    named = any(word in calendar["day_names"] or word in calendar["month_names"] for word in words)
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
        if verb is None:
            continue
        involved = (found.subject, found.object, found.modifies if found.kind != "main" else None)
        if not any(role is not None and _is_member(analysis, phrase, role) for role in involved):
            continue
        if _verb_end(analysis, verb, happening.verbs)[0] >= 0 and _own_clause(analysis, index, clause):
            return index
    return -1


def _is_member(analysis: Analysis, phrase: NounPhrase, role: NounPhrase) -> bool:
    """The phrase fills the role, alone or as the first of two ("the conference and the expo opened")."""
    if phrase.head == role.head:
        return True
    return phrase.last == role.first - 1 and analysis.tokens[phrase.last].tag == "CONJ" and not role.preposition


def _own_clause(analysis: Analysis, index: int, clause: int) -> bool:
    return index == clause or analysis.clauses[index].kind in ("relative", "participle", "infinitive", "main")
