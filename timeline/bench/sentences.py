"""Sentences as the benchmark counts them: plain, and apart from ``timeline.text``, which it is there to measure."""

from __future__ import annotations

import re

from timeline.model import Span

__all__ = ["sentence_spans"]

_SHORT = (
    r"U\.S|U\.K|U\.N|Mr|Ms|Mrs|Dr|Inc|Ltd|Corp|Co|No|vs|St|Rep|Sen|Gov|Gen|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|a\.m|p\.m|i\.e|e\.g"
)
_BORDER = re.compile(r"""[.!?]["'”’)\]]*(?=\s+["'“‘(\[]?[A-Z0-9])|\n+""")
_ABBREVIATED = re.compile(rf"(?:\b(?:{_SHORT})|\b[A-Z])$")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Where the sentences of a text stand; a new line ends one as well.

    >>> [span.of("The U.S. Chamber met. It rained.") for span in sentence_spans("The U.S. Chamber met. It rained.")]
    ['The U.S. Chamber met.', ' It rained.']
    """
    spans, start = [], 0
    for border in _BORDER.finditer(text):
        if border.group()[0] == "." and _ABBREVIATED.search(text[start : border.start()]):
            continue
        spans.append(Span(start, border.end()))
        start = border.end()
    spans.append(Span(start, len(text)))
    return tuple(span for span in spans if span.of(text).strip())
