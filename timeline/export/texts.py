"""Text of documents on its way out: what XML, calendars and feeds can hold, and which addresses may become links."""

from __future__ import annotations

import re

from timeline.cells import encodable

__all__ = ["legal", "one_line", "web_link"]

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0\"'<>\\^`{|}]+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def legal(text: str) -> str:
    r"""The text without what XML 1.0 and iCalendar forbid: control characters go, each kind of line break is ``\n``.

    >>> legal("one\r\ntwo\x00\u2028three")
    'one\ntwo\nthree'
    """
    return _ILLEGAL.sub("", _BREAK.sub("\n", encodable(text)))


def one_line(text: str) -> str:
    r"""The text on one line, with single spaces.

    >>> one_line("Summit\r\nDTSTART:20250101")
    'Summit DTSTART:20250101'
    """
    return _SPACES.sub(" ", legal(text)).strip()


def web_link(url: str) -> str:
    """The address if it is one of the web (http, https) and holds nothing that could break out of a link, else ''.

    >>> web_link("https://example.org/a?b=1"), web_link("javascript:alert(1)"), web_link("https://a.example/ b")
    ('https://example.org/a?b=1', '', '')
    """
    address = encodable(url)
    return address if _WEB_ADDRESS.fullmatch(address) else ""
