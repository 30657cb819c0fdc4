"""Cuts a sentence into tokens: words, numbers, marks, with abbreviations and short forms kept or parted."""

from __future__ import annotations

import re

from timeline.model import Span

__all__ = ["tokenise", "words_in"]

_TOKEN = re.compile(
    r"(?=\S)(?:[^\W\d_]+(?![\w.'’&‑-])"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Inc|Corp|Ltd|Co|No|Sen|Rep|Gov|Gen|St|vs?)\."
    r"|(?:[^\W\d_][^\W_]*[-‑])+\d+(?:\.\d+)+[^\W_]*"
    r"|\d+/\d+"
    r"|\d{1,2}:\d{2}(?!\d)"
    r"|\d+(?:[.,]\d+)*(?:[-‑][^\W\d_][^\W_]*)+"
    r"|(?:(?:US|HK|NT|NZ|[SACR])?[$€£¥₹])?\d(?:[\d,.]*\d)?(?:[a-z]{1,2}\b)?%?"
    r"|(?:wo|ca|do|does|did|is|are|was|were|has|have|had|would|could|should)(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|re|ve|ll|d)\b|[^\W_]+(?:[-‑&][^\W_]+)*|[^\w\s])",
    re.IGNORECASE,
)
"""Words with nothing attached come first: most tokens are such, and no other form can be theirs."""


def tokenise(text: str) -> list[tuple[Span, str]]:
    """The tokens of a sentence with their places in it.

    >>> [word for _, word in tokenise("The U.S. hasn't banned 3.5% of Nvidia’s H20 chips.")]
    ['The', 'U.S.', 'has', "n't", 'banned', '3.5%', 'of', 'Nvidia', '’s', 'H20', 'chips', '.']
    """
    return [(Span(*found.span()), found.group()) for found in _TOKEN.finditer(text)]


def words_in(text: str) -> list[str]:
    """The same tokens without their places."""
    return _TOKEN.findall(text)
