"""The reading of one sentence: its tokens, its clauses, and what its grammar says of time and truth."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.model import Clause, NounPhrase, Sentence, Span, Token, VerbGroup
from timeline.text.clauses import divide
from timeline.text.lexicon import Lexicon, shipped_lexicon
from timeline.text.noun_phrases import noun_phrases
from timeline.text.sentences import LONGEST_SENTENCE
from timeline.text.tags import tag
from timeline.text.trailing import clause_of_last_day
from timeline.text.verb_groups import verb_groups

__all__ = ["Analysis", "analyse"]

_SCHEDULING = frozenset({"plan", "schedule", "expect", "slate", "pencil", "intend", "project"})
"""Participles that point ahead: "planned for May"."""
_DEALING = frozenset({"buy", "acquire", "purchase", "sell", "pay", "settle", "merge"})
"""What is agreed in a deal is done by agreeing, whenever it is carried out."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a sentence says: ``tokens``, ``phrases``, ``clauses``, and for each token the clause that owns it.

    Token spans count from the start of the sentence; ``place`` turns them into places of the document. ``starts`` and
    ``forms`` only repeat what the tokens say, for quick look-ups: where each begins, and for each clause its words as
    written, their lemmas, and the parts of hyphenated ones, all in small letters.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    phrases: tuple[NounPhrase, ...]
    clauses: tuple[Clause, ...]
    owner: tuple[int, ...]
    starts: tuple[int, ...] = field(compare=False, repr=False)
    forms: tuple[frozenset[str], ...] = field(compare=False, repr=False)

    def token_at(self, offset: int) -> int:
        """The index of the token at (or last before) a document offset; -1 before the first."""
        local = offset - self.sentence.span.start
        return bisect_right(self.starts, local) - 1

    def clause_at(self, offset: int) -> int:
        """The index of the clause that owns the words at a document offset."""
        return self.owner[max(0, self.token_at(offset))] if self.owner else 0

    def place(self, first: int, last: int) -> Span:
        """The document span of the tokens ``first:last``."""
        begin, end = self.tokens[first].span.start, self.tokens[last - 1].span.end
        return Span(begin, end).shift(self.sentence.span.start)

    def words(self, first: int, last: int) -> str:
        """The text of the tokens ``first:last``, as written."""
        return self.sentence.text[self.tokens[first].span.start : self.tokens[last - 1].span.end]

    def direction_at(self, offset: int) -> str:
        """Where a date that leaves its side open points: ``past``, ``future``, ``present``, or empty.

        The simple present ("opens on Friday") mostly looks ahead in news, but tells habits and states as well; empty
        is where grammar is silent.

        >>> from timeline.text.sentences import split
        >>> [analyse(sentence).direction_at(sentence.span.end - 3) for sentence in
        ...  split("They met on Friday. They will meet on Friday. The summit opens on Friday.")]
        ['past', 'future', 'present']
        """
        above = self.clause_above(offset)
        return self._direction(above if above >= 0 else self.clause_at(offset))

    def clause_above(self, offset: int) -> int:
        """The clause to which a day at the end of the sentence belongs although it stands in another; else -1."""
        return (
            clause_of_last_day(self.tokens, self.clauses, self.owner, max(0, self.token_at(offset)))
            if self.owner
            else -1
        )

    def _direction(self, index: int) -> str:
        verb, parent = self.clauses[index].verb, self.clauses[index].parent
        if verb is None:
            return ""
        if verb.passive and verb.lemma in _SCHEDULING:
            return "future"
        if verb.lemma in _DEALING and 0 <= parent < index and self._has_agreed(parent):
            return "past"
        if verb.tense == "past" and verb.modality == "planned":
            return ""
        if verb.tense in ("past", "future"):
            return verb.tense
        if verb.tense == "none" and verb.passive:
            return "past"
        if verb.tense == "present" and self._takes_effect(verb):
            return "future"
        if verb.tense == "none":
            return self._direction(parent) if 0 <= parent < index else ""
        if verb.lemma == "be" and self._places(verb):
            return "present"
        return "" if verb.lemma in ("be", "have") or verb.passive else "present"

    def _takes_effect(self, verb: VerbGroup) -> bool:
        """As in "takes effect on January 1", told in March: a law that is in force took effect."""
        behind = {token.lower for token in self.tokens[verb.head + 1 : verb.head + 3]}
        return verb.lemma in ("take", "come", "go", "enter") and not behind.isdisjoint(("effect", "force"))

    def _has_agreed(self, parent: int) -> bool:
        """As in "agreed to buy the firm on Monday": the day is that of the agreement."""
        above = self.clauses[parent].verb
        return above is not None and above.lemma == "agree" and above.tense == "past" and not above.modality

    def _places(self, verb: VerbGroup) -> bool:
        """Whether "be" tells where somebody is: "is in Beijing from Thursday to Sunday"."""
        behind = self.tokens[verb.head + 1 : verb.head + 3]
        return [token.tag for token in behind] == ["PREP", "NAME"] and behind[0].lower in ("in", "at")


def analyse(sentence: Sentence, lexicon: Lexicon | None = None, *, roles: bool = True) -> Analysis:
    """The analysis of one sentence; ``lexicon`` adds the verbs of a user's event types to the shipped ones.

    A text that goes on longer than any sentence, without a pause, has no grammar to read: no tokens, no clauses.
    Without ``roles`` the clauses lack subject and object: enough to tell where a date points.
    """
    if len(sentence.text) > LONGEST_SENTENCE:
        return Analysis(sentence, (), (), (Clause("fragment", None),), (), (), (frozenset(),))
    lexicon = lexicon or shipped_lexicon()
    heading = sentence.kind == "heading"
    tokens = tag(sentence.text, lexicon)
    groups = verb_groups(tokens, lexicon, heading=heading)
    phrases = noun_phrases(tokens, lexicon)
    clauses, owner = divide(tokens, groups, phrases, lexicon, roles=roles)
    starts = tuple(token.span.start for token in tokens)
    return Analysis(sentence, tokens, phrases, clauses, owner, starts, _forms_by_clause(tokens, owner, len(clauses)))


def _forms_by_clause(tokens: Sequence[Token], owner: Sequence[int], clauses: int) -> tuple[frozenset[str], ...]:
    """Taken once, since hundreds of patterns ask for the words of the same clause."""
    forms: list[set[str]] = [set() for _ in range(clauses)]
    for (_, _, lower, _, lemma), clause in zip(tokens, owner, strict=True):
        words = forms[clause]
        words.add(lower)
        words.add(lemma)
        if "-" in lower:
            words.update(lower.split("-"))
    return tuple(map(frozenset, forms))
