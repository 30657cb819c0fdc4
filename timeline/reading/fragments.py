"""A piece of markup, such as a feed's entry: its text, a line for each block."""

from __future__ import annotations

import re

from timeline.reading.characters import whole

__all__ = ["plain_text"]

_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]{2,8});")
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote pre table tr section article figure figcaption header".split()
)
_HIDDEN = frozenset(("script", "style", "noscript", "template", "iframe"))
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r"\s*\n\s*")


def plain_text(markup: str) -> str:
    r"""Give the text of a piece of markup; what holds none stays as it is.

    >>> plain_text("<p>Nine <b>signed</b>.</p><p>AT&amp;T did not.</p>")
    'Nine signed.\nAT&T did not.'
    """
    if not _MARKUP.search(markup):
        return markup
    from lxml import etree, html  # noqa: PLC0415 - only a file with markup in it pays for it

    try:
        root = html.fragment_fromstring(whole(markup).replace("\0", ""), create_parent="div")
    except (etree.ParserError, ValueError):
        return markup
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            parts.append("\n")
        if event == "start" and tag and tag not in _HIDDEN and element.text:
            parts.append(_flat(element.text))
        elif event == "end" and element is not root and element.tail:
            parts.append(_flat(element.tail))
    return _LINES.sub("\n", "".join(parts)).strip()


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\n", " "))
