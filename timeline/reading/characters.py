"""Halves of characters (lone surrogates): what JSON and PDF can hold, and a text cannot."""

from __future__ import annotations

import re

__all__ = ["is_whole", "whole"]

_HALF = re.compile("[\ud800-\udfff]")


def is_whole(text: str) -> bool:
    r"""Whether a text can be written as UTF-8 at all.

    >>> is_whole("naïve"), is_whole("\ud83d")
    (True, False)
    """
    return _HALF.search(text) is None


def whole(text: str) -> str:
    r"""Give the same text with two halves joined to their character, and a lone half replaced by U+FFFD.

    >>> whole("\ud83d\ude00") == "😀", whole("a\ud83d") == "a\ufffd"
    (True, True)
    """
    if is_whole(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
