"""Text as word scans can take it: they work on UTF-8, in which lone surrogates have no place."""

from __future__ import annotations

import re

__all__ = ["scannable"]

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def scannable(text: str) -> str:
    """The text with each lone surrogate replaced by a question mark, so that offsets stay what they are.

    >>> scannable("a plan"), scannable("a " + chr(0xD800) + " plan")
    ('a plan', 'a ? plan')
    """
    return text if text.isascii() else _SURROGATE.sub("?", text)
