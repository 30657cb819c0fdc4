"""What two places of one document must share to tell of one event: read off each place once, then compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from timeline.events.actors import countries_of, place_of
from timeline.events.candidate import Candidate
from timeline.events.ends import UNTIL
from timeline.events.roles import attached, verbs_of, words_of
from timeline.model import Status, Token
from timeline.rulebook import Happening, Nominal, shipped_words

__all__ = ["Likeness"]

_BRINGING_IN = frozenset({"impose", "introduce", "enact", "place", "bring"})
"""Verbs that, like announcing and publishing, tell how a rule comes into the world: one act in several words."""
_LINK_WORDS = frozenset("the a an this these of for on in to and its their his her new latest proposed planned".split())
_OTHER_ONE = frozenset({"next", "second", "third", "fourth", "first", "last", "another", "upcoming"})
"""Words that set one gathering apart from the one just told of."""


@dataclass(frozen=True)
class Likeness:
    """One mention as it is compared with others of its document.

    Mentions of different ``kind`` are never of one event: there is no need to compare them.
    """

    candidate: Candidate
    status: Status

    @cached_property
    def kind(self) -> tuple[object, ...]:
        """What must be equal: gatherings by their noun, acts by what is done to what, and ends among themselves."""
        head = "body" if self._thing_head in words_of("bodies") else self._thing_head
        if self.candidate.trigger.partition(" ")[0].lower() in UNTIL:
            return "end", head
        if self._is_gathering:
            return "gathering", self.candidate.analysis.tokens[self.candidate.last - 1].lemma, self._apart
        return "act", self._act, head

    def is_of(self, other: Likeness) -> bool:
        """Whether both tell of one event, given that their kind is the same."""
        if self.kind[0] == "gathering":
            return self._is_same_gathering(other)
        return self._is_same_act(other)

    def _is_same_gathering(self, other: Likeness) -> bool:
        """Names agree, or one is only "the conference": a definite noun takes up the last of its kind."""
        mine, theirs = self._name | self._place, other._name | other._place
        if mine and theirs and not mine & theirs:
            return False
        if not self._name or not other._name:
            return self.is_definite or other.is_definite
        return self._name <= theirs or other._name <= mine

    def _is_same_act(self, other: Likeness) -> bool:
        if not self._things & other._things or self._sets_itself_apart != other._sets_itself_apart:
            return False
        return (
            _agree(self._countries, other._countries)
            and (not self._numbers or not other._numbers or self._numbers == other._numbers)
            and _agree(self._own, other._own)
            and not self._is_by_others(other)
        )

    def _is_by_others(self, other: Likeness) -> bool:
        """Two names, or two common nouns, that share no word: "the commission" and "the ministry" are not one actor."""
        if self.candidate.actor is None or other.candidate.actor is None or self._countries & other._countries:
            return False
        pairs = ((self._actor_names, other._actor_names), (self._actor_nouns, other._actor_nouns))
        return all(bool(mine) == bool(theirs) and not mine & theirs for mine, theirs in pairs)

    @cached_property
    def _is_gathering(self) -> bool:
        return isinstance(self.candidate.pattern, Happening)

    @cached_property
    def _act(self) -> str:
        """Acts that undo one another, or that propose and carry out, are never one event."""
        pattern, verb = self.candidate.pattern, self.candidate.verb
        if self.status is Status.PROPOSED:
            return "proposed"
        if isinstance(pattern, Nominal) or verb is None:
            return pattern.name
        issued = verb.lemma in _BRINGING_IN or verb.lemma in verbs_of("releasing_verbs")
        return pattern.name.partition("_")[2] if issued else verb.lemma

    @cached_property
    def _trigger(self) -> tuple[Token, ...]:
        return self.candidate.analysis.tokens[self.candidate.first : self.candidate.last]

    @cached_property
    def _name(self) -> set[str]:
        """The proper names in front of the head: what tells one summit from another."""
        named = (token.lower for token in self._trigger[:-1] if token.tag in ("NAME", "NUM"))
        return {word for word in named if word not in _LINK_WORDS}

    @cached_property
    def _place(self) -> set[str]:
        return set(place_of(self.candidate).lower().split())

    @cached_property
    def _apart(self) -> frozenset[str]:
        return _OTHER_ONE.intersection(token.lower for token in (*self._before(1), *self._trigger))

    @cached_property
    def is_definite(self) -> bool:
        """Whether it stands for something told of: "the conference", "their talks"."""
        return any(token.lower in ("the", "this", "that", "its") or token.tag == "GEN" for token in self._before(2))

    def _before(self, number: int) -> tuple[Token, ...]:
        first = self.candidate.first
        return self.candidate.analysis.tokens[max(0, first - number) : first]

    @cached_property
    def _thing_head(self) -> str:
        thing = self.candidate.thing
        return self.candidate.analysis.tokens[thing.head].lemma if thing is not None else ""

    @cached_property
    def _things(self) -> set[str]:
        """The words of what the event is about, without articles and names of the calendar."""
        thing, analysis = self.candidate.thing, self.candidate.analysis
        if thing is None:
            return set()
        return {
            token.lemma
            for phrase in (thing, *attached(analysis, thing))
            for token in analysis.tokens[phrase.first : phrase.last]
            if token.tag in ("NOUN", "NAME", "ADJ", "NUM") and token.lower not in _LINK_WORDS
        }

    @cached_property
    def _own(self) -> set[str]:
        """What tells one plan from another: its words but for those that any such thing has."""
        return self._things - _common_words()

    @cached_property
    def _sets_itself_apart(self) -> bool:
        """As in "its own guidelines", "another office": not the one told of before."""
        thing = self.candidate.thing
        tokens = self.candidate.analysis.tokens[thing.first : thing.last] if thing is not None else ()
        return any(token.lower in ("own", "another", "other") for token in tokens)

    @cached_property
    def _numbers(self) -> set[str]:
        return {token.text for token in self._trigger if token.tag == "NUM"}

    @cached_property
    def _countries(self) -> set[str]:
        actor = self.candidate.actor
        return set(countries_of([self.candidate.analysis.words(actor.first, actor.last)])) if actor else set()

    @cached_property
    def _actor_names(self) -> set[str]:
        return self._actor_words("NAME")

    @cached_property
    def _actor_nouns(self) -> set[str]:
        return self._actor_words("NOUN")

    def _actor_words(self, tag: str) -> set[str]:
        actor = self.candidate.actor
        tokens = self.candidate.analysis.tokens[actor.first : actor.last] if actor else ()
        return {token.lemma for token in tokens if token.tag == tag}


def _agree(mine: set[str], theirs: set[str]) -> bool:
    return not mine or not theirs or bool(mine & theirs)


@cache
def _common_words() -> frozenset[str]:
    words = shipped_words().lists
    names = ("strategy_documents", "control_things", "control_words", "bodies")
    return frozenset(word for name in names for kind in words[name] for word in kind.split()) | {*words["field_words"]}
