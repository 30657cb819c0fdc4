"""The values that travel through the pipeline, from the text to the timeline.

All are frozen: a stage that knows more makes a new value. Offsets count characters of ``Document.text``.
"""

from timeline.model.findings import (
    Change,
    DateBasis,
    Event,
    Join,
    Lead,
    Mention,
    Problem,
    Relation,
    Rival,
    Severity,
    Status,
    Timex,
    TimexType,
)
from timeline.model.when import Extent, Granularity, When
from timeline.model.words import Clause, Document, Evidence, NounPhrase, Origin, Sentence, Span, Token, VerbGroup

__all__ = [
    "Change",
    "Clause",
    "DateBasis",
    "Document",
    "Event",
    "Evidence",
    "Extent",
    "Granularity",
    "Join",
    "Lead",
    "Mention",
    "NounPhrase",
    "Origin",
    "Problem",
    "Relation",
    "Rival",
    "Sentence",
    "Severity",
    "Span",
    "Status",
    "Timex",
    "TimexType",
    "Token",
    "VerbGroup",
    "When",
]
