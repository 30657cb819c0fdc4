"""Sentences, tokens and clauses: what a text says, sentence by sentence, before anyone asks for dates or events."""

from timeline.text.analysis import Analysis, analyse
from timeline.text.scannable import scannable
from timeline.text.sentences import LONGEST_SENTENCE, split

__all__ = ["LONGEST_SENTENCE", "Analysis", "analyse", "scannable", "split"]
