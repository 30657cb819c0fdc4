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

__all__ = ["Marks", "address_key", "drop_duplicates", "marks_of"]

_CURE = "leave one of them out; nothing is lost, since they say the same"
_SHORTEST = 200
"""Characters of a text below which two can be the same by chance: a headline, a notice of one sentence."""
_SAME_DAY = timedelta(days=1)
_VERSION_PATHS = re.compile(r"/(?:amp|print|printable)(?=/|$)|(?:\.amp|[-_]print)(?=\.html?$|$)|\.amp(?=\.html?$)")
_VERSION_PARAMETERS = re.compile(r"^(?:amp|print|outputtype|view|printable|format|share|source|ref|ref_src)$")
_VERSION_VALUES = {"view": ("print", "amp"), "format": ("print", "amp"), "source": ("rss", "feed"), "ref": ("rss",)}


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a document is told from others, small enough to keep where its text is not."""

    document_id: str
    address: str = ""
    text: str = ""
    publisher: str = ""
    published: date | None = None


def marks_of(document: Document) -> Marks:
    """The marks of a document."""
    origin = document.origin
    words = " ".join(document.text.split()).casefold()
    text = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32] if len(words) >= _SHORTEST else ""
    return Marks(document.id, address_key(origin.url), text, origin.publisher.casefold(), origin.published)


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


def drop_duplicates(marks: Iterable[Marks]) -> tuple[frozenset[int], tuple[Problem, ...]]:
    """Which of some documents, by their place in the order given, are others once more; each is a warning.

    The first of each stays. Documents are one that have an address in common (AMP, mobile and print versions of a page
    have), or a text of some length: but for texts of two publishers, which are copies of a report and counted as such
    later, and for texts of two days, in which "on Friday" means two Fridays.
    """
    dropped: set[int] = set()
    problems: list[Problem] = []
    addresses: dict[str, Marks] = {}
    texts: dict[str, list[Marks]] = {}
    for number, one in enumerate(marks):
        first, what = addresses.get(one.address) if one.address else None, "address"
        if first is None and one.text:
            first, what = next((other for other in texts.get(one.text, ()) if _are_one(one, other)), None), "text"
        if first is not None:
            dropped.add(number)
            problem = f"the same document as {first.document_id!r}, which has the same {what}; it counts once"
            problems.append(Problem(one.document_id, Severity.WARNING, what, problem, _CURE))
            continue
        if one.address:
            addresses[one.address] = one
        if one.text:
            texts.setdefault(one.text, []).append(one)
    return frozenset(dropped), tuple(problems)


def _is_version(name: str, value: str) -> bool:
    plain = name.lower()
    values = _VERSION_VALUES.get(plain)
    return bool(_VERSION_PARAMETERS.match(plain)) and (values is None or value.lower() in values)


def _are_one(one: Marks, other: Marks) -> bool:
    publishers = {one.publisher, other.publisher} - {""}
    days = one.published and other.published and abs(one.published - other.published) > _SAME_DAY
    return len(publishers) < 2 and not days  # noqa: PLR2004 - two publishers
