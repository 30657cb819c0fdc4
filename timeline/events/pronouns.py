"""Finds what "it" and "they" stand for, where the clause says what kind of thing that must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline.events.roles import fits
from timeline.model import NounPhrase
from timeline.text import Analysis

__all__ = ["PRONOUNS", "Before", "meant", "nothing_before"]

PRONOUNS = frozenset({"it", "they", "them"})

Before = Callable[[], Analysis | None]
"""Gives the sentence before, if there is one: it is analysed only where a pronoun asks for it."""


def nothing_before() -> None:
    """Of a sentence that stands alone."""


def meant(analysis: Analysis, before: Before, pronoun: NounPhrase, kinds: tuple[str, ...]) -> str:
    """The words a pronoun stands for: who acts or what is acted upon just before it, if it is one of ``kinds``.

    Looked for in the sentence itself and in the main clauses of the one before; empty where none fits.
    """
    word = analysis.tokens[pronoun.head].lower
    if word not in PRONOUNS:
        return ""
    for text, phrase in _told_before(analysis, before, pronoun):
        if _is_plural(text, phrase) == (word != "it") and fits(text, phrase, kinds):
            return text.words(phrase.first, phrase.last)
    return ""


def _told_before(analysis: Analysis, before: Before, pronoun: NounPhrase) -> Iterator[tuple[Analysis, NounPhrase]]:
    for clause in reversed(analysis.clauses):
        for role in (clause.object, clause.subject):
            if role is not None and role.last <= pronoun.first:
                yield analysis, role
    told = before()
    for clause in reversed(told.clauses if told is not None else ()):
        roles = (clause.subject, clause.object) if clause.kind == "main" else ()
        for role in roles:
            if told is not None and role is not None:
                yield told, role


def _is_plural(analysis: Analysis, phrase: NounPhrase) -> bool:
    head = analysis.tokens[phrase.head]
    return head.tag == "NOUN" and head.lower != head.lemma and head.lower.endswith("s")
