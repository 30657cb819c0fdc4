"""Tells in one pass over a text which sentences can hold an event at all: only those are analysed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from timeline.model import Sentence
from timeline.rulebook import Rulebook
from timeline.text.lexicon import Lexicon, shipped_lexicon

__all__ = ["TriggerIndex", "lexicon_for", "trigger_index"]


class TriggerIndex:
    """The forms of every verb and noun that can report an event, in one automaton."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        self._matcher = ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence holds one of the words, whole or as a part of a hyphenated word."""
        return any(self.words(sentence))

    def words(self, sentence: Sentence) -> Iterator[str]:
        """Those of the words that a sentence holds, in its order."""
        text = sentence.text.lower()
        for _, start, end in self._matcher.find_matches_as_indexes(text):
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                yield text[start:end]


def lexicon_for(rulebook: Rulebook) -> Lexicon:
    """The shipped lexicon with the verbs that the rulebook adds."""
    return shipped_lexicon(rulebook.verbs)


@cache
def trigger_index(rulebook: Rulebook) -> TriggerIndex:
    """The index of a rulebook."""
    lexicon = lexicon_for(rulebook)
    lemmas = set(rulebook.verbs)
    forms = {form for form, readings in lexicon.verbs.items() if any(lemma in lemmas for _, lemma in readings)}
    forms.update(rulebook.predicates)
    for noun in rulebook.nouns:
        forms.update((noun, f"{noun}s", f"{noun}es", f"{noun[:-1]}ies" if noun.endswith("y") else noun))
    return TriggerIndex(tuple(sorted(forms)))
