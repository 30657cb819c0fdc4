"""Sentences, tokens and clauses: what a text says, sentence by sentence, before anyone asks for dates or events."""

from timeline.text.analysis import Analysis, analyse
from timeline.text.sentences import split

__all__ = ["Analysis", "analyse", "split"]
