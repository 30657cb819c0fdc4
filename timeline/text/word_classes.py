"""Classes of words by their tags: what verb groups and noun phrases are made of."""

from __future__ import annotations

__all__ = ["AUXILIARIES", "FINITE", "IN_PHRASE", "NOMINAL", "VERB_TAGS"]

AUXILIARIES = frozenset({"MODAL", "BE", "HAVE", "DO"})
VERB_TAGS = frozenset({"VB", "VBZ", "VBD", "VBN", "VBG", "VBP"})
FINITE = frozenset({"VBZ", "VBD", "VBP"})
NOMINAL = frozenset({"NOUN", "NAME", "NUM", "ADJ"})
IN_PHRASE = frozenset({*NOMINAL, "DET", "POSS", "GEN"})
"""What a noun phrase is made of, its possessor included."""
