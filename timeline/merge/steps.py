"""Which act in the life of a measure a report tells: it is announced, takes effect, is changed, ends."""

from __future__ import annotations

import re
from functools import cache

from timeline.model import Mention
from timeline.rulebook import load_rulebook, shipped_words

__all__ = ["STEPS", "step_of"]

STEPS = ("proposes", "passes", "announces", "takes effect", "changes", "ends")
"""In the order in which a measure lives."""

_WORD = re.compile(r"[^\W_]+")
_BY_WORDS = "by its words"


def step_of(mention: Mention) -> str:
    """The step a mention tells: one of ``STEPS``, or empty where its kind of event has no such life.

    It is the ``step`` of the pattern in its rule file; words of ending ("until", "lapsed") turn an effect or a change
    into an end, and a pattern of many verbs leaves it all to the words.
    """
    step = _declared().get((mention.category, mention.rule), "")
    words = {word.lower() for word in _WORD.findall(mention.trigger)}
    told = _told()
    if mention.trigger.partition(" ")[0].lower() in shipped_words().lists["end_prepositions"]:
        return "ends" if step else ""
    if step and step != _BY_WORDS and words & told["ends"]:
        return "ends"
    if step == _BY_WORDS:
        return next((name for name, theirs in told.items() if words & theirs), "announces")
    return step


@cache
def _declared() -> dict[tuple[str, str], str]:
    return {
        (kind.name, pattern.name): pattern.step
        for kind in load_rulebook().types
        for pattern in kind.patterns
        if pattern.step
    }


@cache
def _told() -> dict[str, frozenset[str]]:
    lists = shipped_words().lists
    return {
        "ends": frozenset(lists["ending_words"]),
        "changes": frozenset(lists["changing_words"]),
        "takes effect": frozenset(lists["effect_words"]),
    }
