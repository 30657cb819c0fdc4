"""Sentences, tokens and clauses: what a text says, sentence by sentence, before anyone asks for dates or events."""

from timeline.text.analysis import Analysis, analyse
from timeline.text.scannable import scannable
from timeline.text.sentences import LONGEST_SENTENCE, split
from timeline.text.sketch import Shared, shared, sketch_of, without_speech

__all__ = [
    "LONGEST_SENTENCE",
    "Analysis",
    "Shared",
    "analyse",
    "scannable",
    "shared",
    "sketch_of",
    "split",
    "without_speech",
]
