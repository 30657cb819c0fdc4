"""One document that was saved more than once: by its address, whatever its version, or by its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from timeline.model import Document, Problem, Severity
from timeline.reading.addresses import canonical, site_of

__all__ = ["Marks", "Repeat", "address_key", "drop_duplicates", "marks_of", "repeats", "told_once_more"]

_CURE = "leave one of them out; nothing is lost, since they say the same"
_SHORTEST = 200
"""Characters of a text below which two can be the same by chance: a headline, a notice of one sentence."""
_SAME_DAY = timedelta(days=1)
_VERSION_PATHS = re.compile(r"/(?:amp|print|printable)(?=/|$)|(?:\.amp|[-_]print)(?=\.html?$|$)|\.amp(?=\.html?$)")
_VERSION_PARAMETERS = re.compile(r"^(?:amp|print|outputtype|view|printable|format|share|source|ref|ref_src)$")
_VERSION_VALUES = {"view": ("print", "amp"), "format": ("print", "amp"), "source": ("rss", "feed"), "ref": ("rss",)}


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a document is told from others, small enough to keep where its text is not.

    ``address`` and ``text`` are digests, empty where there is none.
    """

    document_id: str
    address: str = ""
    text: str = ""
    publisher: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """Which document another one is once more, and by what they were found to be one: an address or a text."""

    first: str
    what: str


def marks_of(document: Document) -> Marks:
    """The marks of a document."""
    origin = document.origin
    words = " ".join(document.text.split()).casefold()
    text = _digest(words) if len(words) >= _SHORTEST else ""
    address = address_key(origin.url)
    return Marks(document.id, _digest(address) if address else "", text, origin.publisher.casefold(), origin.published)


def _digest(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def address_key(address: str) -> str:
    """An address without what only tells versions of a page apart; empty for none, and for a site's front page.

    >>> address_key("https://www.w.example/nine/amp/?utm_source=x") == address_key("http://w.example/nine?print=1#top")
    True
    >>> address_key("https://w.example/")
    ''
    """
    parts = urlsplit(canonical(address.strip()))
    site = site_of(parts.geturl())
    path = _VERSION_PATHS.sub("", parts.path).rstrip("/")
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_version(*pair))
    if not site or not (path or query):
        return ""
    return f"{site}{path}?{urlencode(query)}".rstrip("?")


def repeats(marks: Iterable[Marks]) -> dict[int, Repeat]:
    """Which of some documents, by their place in the order given, are others once more.

    The first of each stays. Documents are one that have an address in common (AMP, mobile and print versions of a page
    have), or a text of some length: but for texts of two publishers, which are copies of a report and counted as such
    later, and for texts of two days, in which "on Friday" means two Fridays.
    """
    found: dict[int, Repeat] = {}
    addresses: dict[str, Marks] = {}
    texts: dict[str, list[Marks]] = {}
    for number, one in enumerate(marks):
        first, what = addresses.get(one.address) if one.address else None, "address"
        if first is None and one.text:
            first, what = next((other for other in texts.get(one.text, ()) if _are_one(one, other)), None), "text"
        if first is not None:
            found[number] = Repeat(first.document_id, what)
            continue
        if one.address:
            addresses[one.address] = one
        if one.text:
            texts.setdefault(one.text, []).append(one)
    return found


def told_once_more(document_id: str, repeat: Repeat) -> Problem:
    """The warning that a document is another one once more."""
    problem = f"the same document as {repeat.first!r}, which has the same {repeat.what}; it counts once"
    return Problem(document_id, Severity.WARNING, repeat.what, problem, _CURE)


def drop_duplicates(marks: Iterable[Marks]) -> tuple[frozenset[int], tuple[Problem, ...]]:
    """Which of some documents are others once more, by their place in the order given; each is a warning."""
    listed = tuple(marks)
    found = repeats(listed)
    return frozenset(found), tuple(told_once_more(listed[number].document_id, one) for number, one in found.items())


def _is_version(name: str, value: str) -> bool:
    plain = name.lower()
    values = _VERSION_VALUES.get(plain)
    return bool(_VERSION_PARAMETERS.match(plain)) and (values is None or value.lower() in values)


def _are_one(one: Marks, other: Marks) -> bool:
    publishers = {one.publisher, other.publisher} - {""}
    days = one.published and other.published and abs(one.published - other.published) > _SAME_DAY
    return len(publishers) < 2 and not days  # noqa: PLR2004 - two publishers
