"""Text of documents and file names as a terminal and a log may show it: nothing to obey, and no forged line."""

from __future__ import annotations

import re

__all__ = ["safe", "safe_line"]

# Escape sequences and direction marks of a document or a file name could forge what the terminal shows.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\n\u2028\u2029]")


def safe(text: str) -> str:
    r"""Take from a text what a terminal would obey instead of show.

    >>> safe("a\x1b[2Jb")
    'a\ufffd[2Jb'
    """
    return _UNSAFE.sub("\ufffd", text)


def safe_line(text: str) -> str:
    r"""Say the same on one line: a line end within it could pass for a message of ours.

    >>> safe_line("a.txt\nerror: forged")
    'a.txt\ufffderror: forged'
    """
    return safe(_BREAKS.sub("\ufffd", text))
