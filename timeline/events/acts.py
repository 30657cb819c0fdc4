"""Finds acts: clauses whose verb, with what it acts upon and who acts, fits a pattern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline.events.candidate import Candidate
from timeline.events.pronouns import PRONOUNS, Before, meant, nothing_before
from timeline.events.roles import (
    agent,
    as_set,
    attached,
    clause_phrases,
    fits,
    has_word,
    once_a_list,
    patient,
    words_of,
)
from timeline.events.surroundings import Around
from timeline.model import Clause, NounPhrase, VerbGroup
from timeline.rulebook import Act, EventType, Nominal
from timeline.text import Analysis
from timeline.text.time_words import calendar_words, is_calendar_name

__all__ = ["acts", "allowed", "followers", "verb_end"]

_FURTHER = 9
"""The words of a verb stand within so many tokens of each other."""
_OF_CHARGE = ("with", "over", "for")
"""Prepositions before which the place may stand: "charged in Oakland with", "fined in Paris for"."""
_GOVERNING = frozenset(
    {"to", "for", "with", "in", "on", "from", "into", "of", "at", "against", "about", "under", "over"}
)
"""Prepositions that a verb governs: what is acted upon stands behind them, in the passive as well."""


def acts(
    analysis: Analysis, kind: EventType, act: Act, around: Around, before: Before = nothing_before
) -> Iterator[Candidate]:
    """The clauses that tell of an act, each with what it acts upon and who acts.

    ``before`` gives the sentence before: there stands what a pronoun means.
    """
    by_lemma = _by_lemma(act.verbs)
    for index, clause in enumerate(analysis.clauses):
        verb = clause.verb
        if verb is None or verb.lemma not in by_lemma:
            continue
        end, rest = _end_of_one(analysis, verb, by_lemma[verb.lemma], governs=bool(act.object))
        if end < 0 or not allowed(analysis, act, index, around):
            continue
        reach = analysis.owner[end - 1] if rest else index
        led_to = reach if reach != index and analysis.clauses[reach].kind in ("infinitive", "participle") else -1
        thing = (patient(analysis, led_to) if led_to >= 0 else None) or patient(analysis, index)
        if rest and led_to < 0 and (thing is None or _leads_on(analysis, verb, thing, end, rest)):
            thing = _behind(analysis, index, end, rest) or thing
        named = ""
        if act.object:
            pronoun = thing or _next_to(analysis, end)
            thing = _fitting(analysis, pronoun, act, around)
            thing = thing or _fitting(analysis, _above(analysis, index), act, around) or _given(analysis, clause, act)
            thing = thing or _fitting(analysis, _right_before(analysis, clause), act, around)
            standing = thing or pronoun
            named = meant(analysis, before, standing, act.object) if standing is not None else ""
            thing = thing or (pronoun if named else None)
            if thing is None:
                continue
        if thing is not None and _is_forbidden(analysis, act, thing):
            continue
        doer = _named(analysis, index, agent(analysis, index))
        subject = _subject_that_fits(analysis, index, act, before)
        if act.subject and not subject:
            continue
        if act.subject and not act.object:
            thing, doer = clause.subject, None
            named = subject if thing is not None and analysis.tokens[thing.head].lower in PRONOUNS else ""
        last, said = max(end, verb.head + 1), kind.announced or ""
        yield Candidate(
            kind.name, act, analysis, index, verb.first, last, thing, doer, named=named, led_to=led_to, announced=said
        )


def followers(analysis: Analysis, told: list[Candidate]) -> Iterator[Candidate]:
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
    return head.tag == "NAME" or head.lemma in words_of("actor_nouns")


@once_a_list
def _by_lemma(verbs: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """For each lemma the words that follow it in the verbs of a pattern, the longest first: "set" → ("out",), ()."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb in sorted(verbs, key=lambda words: -len(words.split())):
        lemma, *rest = verb.split()
        found.setdefault(lemma, []).append(tuple(rest))
    return {lemma: tuple(rests) for lemma, rests in found.items()}


def verb_end(analysis: Analysis, verb: VerbGroup, verbs: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Behind the last token of a verb such as "take effect", and its further words; -1 for another verb."""
    return _end_of_one(analysis, verb, _by_lemma(verbs).get(verb.lemma, ()))


def _end_of_one(
    analysis: Analysis, verb: VerbGroup, rests: Sequence[tuple[str, ...]], *, governs: bool = False
) -> tuple[int, tuple[str, ...]]:
    """The same for the further words of one verb.

    If it ``governs`` what is acted upon, "closed a round on Monday" is no "close on".
    """
    for rest in rests:
        position = verb.head + 1
        for word in rest:
            position = _next_word(analysis, position, word)
            if position < 0:
                break
        if position >= 0 and not (governs and rest and rest[-1] in _GOVERNING and _is_dated(analysis, verb, position)):
            return position, rest
    return -1, ()


def _is_dated(analysis: Analysis, verb: VerbGroup, position: int) -> bool:
    """Whether a day stands behind the words of a verb, and what is acted upon between them."""
    words = [token.lower.rstrip(".") for token in analysis.tokens[position : position + 2]]
    dated = any(word in calendar_words() for word in words) and (words[0] in calendar_words() or words[0].isdigit())
    between = analysis.tokens[verb.head + 1 : position - 1]
    return dated and any(token.tag in ("NOUN", "NAME") for token in between)


def _next_word(analysis: Analysis, position: int, word: str) -> int:
    """Behind ``word``, if it comes next; describing words, dates and scores may stand before it ("voted 99-1 to")."""
    for index in range(position, min(position + _FURTHER, len(analysis.tokens))):
        token = analysis.tokens[index]
        if word in (token.lower, token.lemma):
            return index + 1
        following = analysis.tokens[index + 1].lower if index + 1 < len(analysis.tokens) else ""
        dates = token.tag == "PREP" and (is_calendar_name(following) or following[:1].isdigit())
        dates = dates or (token.lower == "with" and word == "to" and _names_party(analysis, index + 1))
        dates = dates or (token.lower == "in" and word in (*_OF_CHARGE, "to") and _names_party(analysis, index + 1))
        dates = dates or (token.lower in ("at", "during") and word == "to")
        score = token.text in "-–" and following[:1].isdigit()
        dates = dates or (token.lower == "of" and word in ("under", "on") and index > position)
        dates = dates or (token.lower in ("it", "them") and index == position and word in words_of("particles"))
        if token.tag not in ("ADV", "ADJ", "DET", "POSS", "GEN", "NOUN", "NAME", "NUM") and not (dates or score):
            return -1
    return -1


def _names_party(analysis: Analysis, index: int) -> bool:
    """As in "agreed with the US to restrict": no "agreed with the plan to build"."""
    tags = [token.tag for token in analysis.tokens[index : index + 2]]
    return tags[:1] == ["NAME"] or tags == ["DET", "NAME"]


def _above(analysis: Analysis, index: int) -> NounPhrase | None:
    """The phrase on which the one hangs that a clause describes.

    As in "curbs on elements that China imposed", "the ministry of AI, established in May".
    """
    clause = analysis.clauses[index]
    described = clause.modifies if clause.kind == "relative" and clause.object is None else None
    if clause.kind == "participle" and clause.verb is not None and clause.verb.passive:
        behind_comma = clause.verb.first > 0 and analysis.tokens[clause.verb.first - 1].tag == "COMMA"
        described = (clause.subject or clause.modifies) if behind_comma else None
    if described is None:
        return None
    return next((other for other in analysis.phrases if described in attached(analysis, other)), None)


def _right_before(analysis: Analysis, clause: Clause) -> NounPhrase | None:
    """The phrase next to a participle: "gave money to the new foundation, formed on Tuesday"."""
    verb = clause.verb
    if clause.kind != "participle" or verb is None or not verb.passive or not verb.first:
        return None
    comma = verb.first - 1
    if analysis.tokens[comma].tag != "COMMA":
        return None
    near = (phrase for phrase in analysis.phrases if phrase.last == comma)
    return next((phrase for phrase in near if phrase.preposition in ("to", "of", "with")), None)


def _fitting(analysis: Analysis, thing: NounPhrase | None, act: Act, around: Around) -> NounPhrase | None:
    """The thing if it is of the kind, else the second of two ("awarded the plant a grant", "issued a film and a plan").

    "It" and "them" stand for what the sentences before spoke of, where one of the kinds is named there and the act says
    what else must be (``near``).
    """
    kinds = act.object
    if thing is None or fits(analysis, thing, kinds):
        return thing
    told_of = around() if analysis.tokens[thing.head].lower in ("it", "them") else frozenset()
    if not told_of.isdisjoint(as_set(act.near)) and not told_of.isdisjoint(_heads(kinds)):
        return thing
    following = [token.lower for token in analysis.tokens[thing.last : thing.last + 1]]
    joined = following == ["and"] and not thing.preposition
    second = _next_to(analysis, thing.last + joined)
    if second is None or not fits(analysis, second, kinds):
        return None
    return second if not joined or analysis.owner[second.head] == analysis.owner[thing.head] else None


@once_a_list
def _heads(kinds: tuple[str, ...]) -> frozenset[str]:
    """The words in which kinds of things end: "action plan" in "plan"."""
    return frozenset(kind.split()[-1] for kind in kinds)


def _next_to(analysis: Analysis, position: int) -> NounPhrase | None:
    """The phrase that begins here without a preposition, or behind "up to": "awarded the plant up to $3 billion"."""
    words = [token.lower for token in analysis.tokens[position : position + 2]]
    first = position + 2 if words == ["up", "to"] else position
    bare = (phrase for phrase in analysis.phrases if phrase.first == first)
    return next((phrase for phrase in bare if first > position or not phrase.preposition), None)


def _given(analysis: Analysis, clause: Clause, act: Act) -> NounPhrase | None:
    """What somebody was given, where he is the subject of a passive: "the firm was awarded a grant"."""
    telling = words_of("telling_verbs")
    thing = clause.object if clause.verb and clause.verb.passive and clause.verb.lemma not in telling else None
    return thing if thing is not None and fits(analysis, thing, act.object) else None


def _leads_on(analysis: Analysis, verb: VerbGroup, thing: NounPhrase, end: int, rest: tuple[str, ...]) -> bool:
    """Whether what is acted upon stands behind the verb's further words: "withdrew from X", "put forward X"."""
    if rest[-1] in _GOVERNING:
        return True
    words = range(verb.head + 1, end)
    begin = next((at for at in words if rest[0] in (analysis.tokens[at].lower, analysis.tokens[at].lemma)), end)
    return not verb.passive and begin <= thing.head and thing.first < end


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


def _subject_that_fits(analysis: Analysis, index: int, act: Act, before: Before) -> str:
    """The words of the subject, or of what it stands for, where they are of the kind that the act asks for."""
    clause = analysis.clauses[index]
    subject = clause.subject
    if subject is None or not act.subject:
        return ""
    by = agent(analysis, index) if clause.verb is not None and clause.verb.passive else None
    if by is not None and fits(analysis, by, act.subject):
        return analysis.words(by.first, by.last)
    if fits(analysis, subject, act.subject):
        return analysis.words(subject.first, subject.last)
    return meant(analysis, before, subject, act.subject)


def allowed(analysis: Analysis, pattern: Act | Nominal, clause: int, around: Around) -> bool:
    """Whether the words that a pattern asks for are there, and those it forbids are not."""
    if pattern.topic and not has_word(analysis, pattern.topic):
        return False
    if pattern.near and around().isdisjoint(as_set(pattern.near)) and not has_word(analysis, pattern.near):
        return False
    if not pattern.without:
        return True
    clauses = analysis.clauses
    whole = (
        clause,
        *(index for index, other in enumerate(clauses) if _completes(other, clause, clauses[clause].object)),
    )
    return not any(has_word(analysis, pattern.without, clause=index) for index in whole)


def _is_forbidden(analysis: Analysis, act: Act, thing: NounPhrase) -> bool:
    """What a relative clause is about stands outside it: "the executive order, which had been signed"."""
    words = (token for token in analysis.tokens[thing.first : thing.last])
    return not as_set(act.without).isdisjoint(form for token in words for form in (token.lower, token.lemma))


def _completes(other: Clause, clause: int, thing: NounPhrase | None) -> bool:
    """What the verb above it is about: "agreed to buy a rival", "signed an order raising tariffs"."""
    describes = other.kind == "participle" and thing is not None and other.modifies == thing
    return other.parent == clause and (other.kind == "infinitive" or describes)
