"""Joins the places of one document that report one event, and lets them share its date and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from timeline.events.actors import countries_of, place_of
from timeline.events.candidate import Candidate
from timeline.events.dating import Dated
from timeline.events.ends import UNTIL
from timeline.events.lasting import CLOSING_VERBS, OPENING_VERBS
from timeline.events.roles import attached, verbs_of, words_of
from timeline.events.status import Verdict, judge
from timeline.model import DateBasis, Extent, Granularity, Status, When
from timeline.rulebook import Happening, Nominal, shipped_words

__all__ = ["Found", "Group", "group_up"]

_BASIS_ORDER = (
    DateBasis.EXPLICIT,
    DateBasis.RELATIVE,
    DateBasis.EVENT_RELATIVE,
    DateBasis.DCT,
    DateBasis.DURATION,
    DateBasis.NONE,
)
_BRINGING_IN = frozenset({"impose", "introduce", "enact", "place", "bring"})
"""Verbs that, like announcing and publishing, tell how a rule comes into the world: one act in several words."""
_LINK_WORDS = frozenset("the a an this these of for on in to and its their his her new latest proposed planned".split())
_EXACT_DAYS = 31
"""A month or less is a date worth having; a mere year yields to any better-dated mention."""
_OTHER_ONE = frozenset({"next", "second", "third", "fourth", "first", "last", "another", "upcoming"})
"""Words that set one gathering apart from the one just told of."""


@dataclass(frozen=True, slots=True)
class Found:
    """One accepted candidate with its own date and status."""

    candidate: Candidate
    dated: Dated
    verdict: Verdict


@dataclass(slots=True)
class Group:
    """The mentions of one event in one document; ``dated`` and ``verdict`` hold for all of them.

    ``begins`` and ``ends`` are the latest start and the earliest end of their dates: what overlaps both overlaps all.
    """

    found: list[Found] = field(default_factory=list)
    dated: Dated | None = None
    verdict: Verdict | None = None
    begins: date = date.min
    ends: date = date.max

    def take(self, one: Found) -> None:
        """Add a mention that belongs to it."""
        self.found.append(one)
        if one.dated.when is not None:
            self.begins = max(self.begins, one.dated.when.start)
            self.ends = min(self.ends, one.dated.when.end)


def group_up(found: Sequence[Found], published: date | None) -> list[Group]:
    """The events of a document, in order of their first mention."""
    groups: list[Group] = []
    of_category: dict[str, list[Group]] = {}
    for one in found:
        alike = of_category.setdefault(one.candidate.category, [])
        home = next((group for group in reversed(alike) if _belongs(one, group)), None)
        if home is None:
            home = Group()
            groups.append(home)
            alike.append(home)
        home.take(one)
    for group in groups:
        _settle(group, published)
    return groups


def _belongs(one: Found, group: Group) -> bool:
    when = one.dated.when
    if when is not None and (when.start > group.ends or group.begins > when.end):
        return False
    return any(_same(one, other) for other in group.found)


def _same(one: Found, other: Found) -> bool:
    if _is_end(one) or _is_end(other):
        return _is_end(one) and _is_end(other) and _same_act(one.candidate, other.candidate)
    happens = isinstance(one.candidate.pattern, Happening)
    if happens != isinstance(other.candidate.pattern, Happening):
        return False
    if happens:
        return _same_happening(one.candidate, other.candidate)
    return _kind_of_act(one) == _kind_of_act(other) and _same_act(one.candidate, other.candidate)


def _is_end(one: Found) -> bool:
    """Whether it is the end of what is done for a time ("until 10 November")."""
    return one.candidate.trigger.partition(" ")[0].lower() in UNTIL


def _name_words(candidate: Candidate) -> set[str]:
    """The proper names in front of the head: what tells one summit from another."""
    analysis = candidate.analysis
    tokens = analysis.tokens[candidate.first : candidate.last - 1]
    return {token.lower for token in tokens if token.tag in ("NAME", "NUM") and token.lower not in _LINK_WORDS}


def _head(candidate: Candidate) -> str:
    return candidate.analysis.tokens[candidate.last - 1].lemma


def _same_happening(one: Candidate, other: Candidate) -> bool:
    """Names agree, or one is only "the conference": a definite noun takes up the last of its kind."""
    mine, theirs = _name_words(one), _name_words(other)
    if _head(one) != _head(other) or _apart(one) != _apart(other):
        return False
    one_id, other_id = mine | _place_words(one), theirs | _place_words(other)
    if one_id and other_id and not one_id & other_id:
        return False
    if not mine or not theirs:
        return _is_definite(one) or _is_definite(other)
    return mine <= theirs | _place_words(other) or theirs <= mine | _place_words(one)


def _place_words(candidate: Candidate) -> set[str]:
    return set(place_of(candidate).lower().split())


def _apart(candidate: Candidate) -> frozenset[str]:
    tokens = candidate.analysis.tokens[max(0, candidate.first - 1) : candidate.last]
    return frozenset(token.lower for token in tokens) & _OTHER_ONE


def _is_definite(candidate: Candidate) -> bool:
    before = candidate.analysis.tokens[max(0, candidate.first - 2) : candidate.first]
    return any(token.lower in ("the", "this", "that", "its") or token.tag == "GEN" for token in before)


def _things(candidate: Candidate) -> set[str]:
    """The words of what the event is about, without articles and names of the calendar."""
    thing = candidate.thing
    if thing is None:
        return set()
    phrases = (thing, *attached(candidate.analysis, thing))
    tokens = [token for phrase in phrases for token in candidate.analysis.tokens[phrase.first : phrase.last]]
    return {
        token.lemma
        for token in tokens
        if token.tag in ("NOUN", "NAME", "ADJ", "NUM") and token.lower not in _LINK_WORDS
    }


def _same_act(one: Candidate, other: Candidate) -> bool:
    mine, theirs = _actor_countries(one), _actor_countries(other)
    if mine and theirs and not mine & theirs:
        return False
    if _different_actors(one, other) or _sets_itself_apart(one) != _sets_itself_apart(other):
        return False
    if _numbers(one) != _numbers(other) and _numbers(one) and _numbers(other):
        return False
    if _own_words(one) and _own_words(other) and not _own_words(one) & _own_words(other):
        return False
    shared = _things(one) & _things(other)
    heads = _thing_head(one), _thing_head(other)
    return bool(shared) and (heads[0] == heads[1] or _are_bodies(heads))


def _different_actors(one: Candidate, other: Candidate) -> bool:
    """Two names, or two common nouns, that share no word: "the commission" and "the ministry" are not one actor."""
    if one.actor is None or other.actor is None or _actor_countries(one) & _actor_countries(other):
        return False
    mine, theirs = (_actor_words(candidate) for candidate in (one, other))
    return all(bool(mine[kind]) == bool(theirs[kind]) and not mine[kind] & theirs[kind] for kind in ("NAME", "NOUN"))


def _actor_words(candidate: Candidate) -> dict[str, set[str]]:
    actor = candidate.actor
    tokens = candidate.analysis.tokens[actor.first : actor.last] if actor is not None else ()
    return {kind: {token.lemma for token in tokens if token.tag == kind} for kind in ("NAME", "NOUN")}


def _sets_itself_apart(candidate: Candidate) -> bool:
    """As in "its own guidelines", "another office": not the one told of before."""
    thing = candidate.thing
    tokens = candidate.analysis.tokens[thing.first : thing.last] if thing is not None else ()
    return any(token.lower in ("own", "another", "other") for token in tokens)


def _own_words(candidate: Candidate) -> set[str]:
    """What tells one plan from another: its words but for those that any such thing has."""
    return _things(candidate) - _common_words()


@cache
def _common_words() -> frozenset[str]:
    words = shipped_words().lists
    names = ("strategy_documents", "control_things", "control_words", "bodies")
    return frozenset(word for name in names for kind in words[name] for word in kind.split()) | {*words["field_words"]}


def _are_bodies(heads: tuple[str, str]) -> bool:
    """Body, organisation, institute ...: one new body is named by several of these words in one article."""
    return words_of("bodies").issuperset(heads)


def _thing_head(candidate: Candidate) -> str:
    return candidate.analysis.tokens[candidate.thing.head].lemma if candidate.thing is not None else ""


def _numbers(candidate: Candidate) -> set[str]:
    return {token.text for token in candidate.analysis.tokens[candidate.first : candidate.last] if token.tag == "NUM"}


def _actor_countries(candidate: Candidate) -> set[str]:
    if candidate.actor is None:
        return set()
    return set(countries_of([candidate.analysis.words(candidate.actor.first, candidate.actor.last)]))


def _kind_of_act(one: Found) -> str:
    """Acts that undo one another, or that propose and carry out, are never one event."""
    pattern = one.candidate.pattern
    if one.verdict.status is Status.PROPOSED:
        return "proposed"
    if isinstance(pattern, Nominal) or one.candidate.verb is None:
        return pattern.name
    lemma = one.candidate.verb.lemma
    issued = lemma in _BRINGING_IN or lemma in verbs_of("releasing_verbs")
    return pattern.name.partition("_")[2] if issued else lemma


def _settle(group: Group, published: date | None) -> None:
    """Every mention takes the date of the one that gives the best, and the status that goes with it."""
    best = min(group.found, key=_preference)
    dated = _with_duration(group, best)
    verdict = best.verdict
    if isinstance(best.candidate.pattern, Happening):
        verdict = judge(best.candidate, dated.when, published, moved=dated.moved)
    took_place = any(one.verdict.status is Status.OCCURRED and one.dated.when is not None for one in group.found)
    for one in group.found:
        if one.verdict.status is Status.CANCELLED and not dated.moved and not took_place:
            verdict = one.verdict
    announced = next((one.dated.announced_on for one in group.found if one.dated.announced_on), None)
    group.dated = replace(dated, announced_on=announced)
    group.verdict = verdict


def _preference(one: Found) -> tuple[bool, bool, bool, int, int, bool, int]:
    when = one.dated.when
    return (
        when is None,
        when is not None and when.days > _EXACT_DAYS,
        isinstance(one.candidate.pattern, Happening) and when is not None and not _is_span(when),
        _BASIS_ORDER.index(one.dated.basis),
        when.days if when is not None else 0,
        one.candidate.analysis.sentence.kind == "heading",
        one.candidate.trigger_span.start,
    )


def _is_span(when: When) -> bool:
    """From the first day to the last: more than the opening or closing day of the same gathering."""
    return when.extent is Extent.LASTS and when.days > 1


def _with_duration(group: Group, best: Found) -> Dated:
    """The opening day from one sentence and the length from another make the span."""
    days = next((one.dated.duration for one in group.found if one.dated.duration), None)
    when = best.dated.when
    verb = best.candidate.verb
    if not days or days == 1 or when is None or when.days != 1 or verb is None:
        return best.dated
    more = timedelta(days=days - 1)
    if verb.lemma in OPENING_VERBS:
        span = When(when.start, when.start + more, Extent.LASTS, Granularity.RANGE, when.approximate)
    elif verb.lemma in CLOSING_VERBS:
        span = When(when.start - more, when.start, Extent.LASTS, Granularity.RANGE, when.approximate)
    else:
        return best.dated
    derivation = f"{best.dated.derivation}; lasting {days} days, as the text says elsewhere"
    return replace(best.dated, when=span, basis=DateBasis.DURATION, derivation=derivation)
