"""How much one file and one document may hold: beyond it, an error row stands in place of a run that never ends.

What they cost within these bounds is measured in ``tests/hostile``; ``docs/reliability.md`` has the figures.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

__all__ = [
    "MOST_CHARACTERS",
    "MOST_DOCUMENTS",
    "MOST_FILE_BYTES",
    "MOST_PAGES",
    "NotRegularError",
    "TooLargeError",
    "bytes_of",
    "has_crowded_tag",
    "is_crowded",
    "listed_names",
    "oversized_document",
]

MOST_FILE_BYTES = 1_000_000_000
"""Bytes of a file: as many as an archive may unpack to. Read whole, it takes up to about five times as much memory."""
MOST_CHARACTERS = 5_000_000
"""Characters of one document: the longest novels and statutes have three to four million."""
MOST_DOCUMENTS = 200_000
"""Documents of one file; each takes a few kilobytes of memory however short it is."""
MOST_PAGES = 10_000
"""Pages of a PDF; a file of a few kilobytes can refer to one page a million times."""
_MOST_SHOWN = 20
"""Names of columns in a message; a table can have a hundred thousand."""
_MOST_BYTES = {"text": 4 * MOST_CHARACTERS, "page": 4 * MOST_CHARACTERS, "pdf": 200_000_000, "word": 200_000_000}
"""Bytes of a file that is one document: a character has four at most, and pictures take the rest of the others."""
_CROWDED = 20_000
"""Tags from which on guessing at an article's edges, which compares all paragraphs, takes longer than a minute."""
_MOST_ATTRIBUTES = 2_000
"""Words of one tag: the parser compares each attribute with all before it, and no page has more than some dozens."""
_LONG_TAG = 4 * _MOST_ATTRIBUTES
"""Characters that so many attributes take at least."""
# Possessive (*+): each character is looked at once, whatever quotes stay open.
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*+""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_PIECE = 1 << 20


class TooLargeError(OSError):
    """A file holds more than is read of one."""


class NotRegularError(OSError):
    """What stands in a file's place is a pipe, a device or a folder."""


def bytes_of(path: Path) -> bytes:
    """The bytes of a regular file, in bounded memory, also where it grows while it is read or has become a pipe.

    Raises TooLargeError, NotRegularError, and OSError or ValueError where it cannot be opened.
    """
    # A pipe without a writer would wait for one; what is no pipe is not changed by the flag.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRegularError(f"{path} is no regular file")
    with os.fdopen(handle, "rb", buffering=0) as file:
        if os.fstat(handle).st_size > MOST_FILE_BYTES:
            raise TooLargeError(f"{path} is too large")
        found = bytearray()
        while piece := file.read(_PIECE):
            found += piece
            if len(found) > MOST_FILE_BYTES:
                raise TooLargeError(f"{path} is too large")
        return bytes(found)


def oversized_document(kind: str, size: int) -> str:
    """Why a file that is one document is not read; empty where it may be."""
    most = _MOST_BYTES.get(kind, size)
    return f"the file holds {size:,} bytes, more than {most:,} of one document" if size > most else ""


def is_crowded(page: str) -> bool:
    """Whether a page has so many tags that its article is taken in the quick manner."""
    return page.count("<") > _CROWDED


def has_crowded_tag(page: str) -> bool:
    """Whether a tag has more attributes than any page needs.

    >>> has_crowded_tag("<p class='a b'>"), has_crowded_tag("<p " + "".join(f"a{n} " for n in range(3000)) + ">")
    (False, True)
    """
    long = (match[0] for match in _TAG.finditer(page) if match.end() - match.start() > _LONG_TAG)
    return any(len(_QUOTED.sub(" ", tag).split()) > _MOST_ATTRIBUTES for tag in long)


def listed_names(names: list[str]) -> str:
    """Some names as a message lists them, and how many more there are.

    >>> listed_names(["a", "b"])
    'a, b'
    """
    rest = len(names) - _MOST_SHOWN
    return ", ".join(names[:_MOST_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")
