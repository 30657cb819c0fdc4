"""Rules are data, meaning is code: reads the rule files and refuses what is wrong in them."""

from timeline.rulebook.event_types import (
    Act,
    EventType,
    Happening,
    Nominal,
    Rulebook,
    load_rulebook,
    read_types,
    rule_files,
)
from timeline.rulebook.version import rule_set_version
from timeline.rulebook.words import RULES, WordBook, shipped_words

__all__ = [
    "RULES",
    "Act",
    "EventType",
    "Happening",
    "Nominal",
    "Rulebook",
    "WordBook",
    "load_rulebook",
    "read_types",
    "rule_files",
    "rule_set_version",
    "shipped_words",
]
