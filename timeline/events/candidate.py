"""A place in a sentence that may report an event, before anyone has judged it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.roles import attached, words_of
from timeline.model import NounPhrase, Span, VerbGroup
from timeline.rulebook import Act, Happening, Nominal
from timeline.text import Analysis

__all__ = ["Candidate", "told_by"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may report an event: the pattern that fired, its trigger (tokens ``first:last``) and its roles.

    ``thing`` is what the event is about (the document released, the conference itself); ``links`` tells whether the
    clause's verb is one by which a happening happens; ``led_to`` is the clause into which a verb such as "agree to buy"
    runs on, or -1. ``announced`` is the status of saying that one will do it, where that is an event for its type, and
    ``announces`` marks the saying.
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
    named: str = ""
    """What ``thing`` stands for, where it is a pronoun."""
    announced: str = ""
    announces: bool = False
    gapped: bool = False
    """Whether its verb is left out: it stands with the verb of another act, and has only the day right behind it."""

    @property
    def verb(self) -> VerbGroup | None:
        """The verb of the clause it stands in."""
        return self.analysis.clauses[self.clause].verb

    @property
    def by_verb(self) -> bool:
        """Whether the verb of its clause tells it, and no noun of that clause."""
        return self.verb is not None and self.first == self.verb.first

    @property
    def trigger_span(self) -> Span:
        """The trigger's place in the document."""
        return self.analysis.place(self.first, self.last)

    @property
    def trigger(self) -> str:
        """The trigger's words."""
        return self.analysis.words(self.first, self.last)


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
    if noun.thing is None or noun.analysis.tokens[noun.last - 1].lemma not in words_of("abstract_heads"):
        return False
    head = other.last - 1
    return any(phrase.first <= head < phrase.last for phrase in attached(noun.analysis, noun.thing))
