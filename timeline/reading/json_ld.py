"""What a page's JSON-LD states of its article: the day, the headline, the publisher."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.reading.page_outline import squeezed

__all__ = ["LinkedData"]

_ARTICLES = ("Article", "BlogPosting", "Report", "SocialMediaPosting", "DiscussionForumPosting", "SpecialAnnouncement")
_PAGES = ("WebPage", "CreativeWork", "ItemPage", "AboutPage", "Recipe", "HowTo", "QAPage", "GovernmentService")
_WORKS = ("VideoObject", "PodcastEpisode", "AudioObject", "Question", "MediaObject")
_OTHERS = ("comment", "review", "hasPart", "itemListElement", "isPartOf", "citation", "mentions", "image", "about")
# JSON that breaks off or holds raw line ends still shows its day to a plain look.
_PLAIN = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_MODIFIED = re.compile(r'"dateModified"\s*:\s*"([^"]{8,40})"')
_CONTROL = re.compile(r"[\x00-\x1f]+")
_DEEPEST = 100_000


@dataclass
class LinkedData:
    """The JSON-LD blocks of a page, read once."""

    scripts: Sequence[str]
    title: str = ""
    address: str = ""

    @cached_property
    def _objects(self) -> list[dict[str, Any]]:
        return [found for script in self.scripts for found in _objects(script)]

    @cached_property
    def article(self) -> dict[str, Any]:
        """The object that is the page's article: the one of its address or title, else the first of the best kind."""
        ranked = [
            (rank, number, one) for number, one in enumerate(self._objects) if (rank := self._rank(one)) is not None
        ]
        return min(ranked, key=lambda item: item[:2])[2] if ranked else {}

    def _rank(self, one: dict[str, Any]) -> int | None:
        kind = _kind(one)
        if kind is None:
            return None
        undated = 10 * (not (one.get("datePublished") or one.get("datePosted")))
        named = squeezed(_text(one.get("headline")) or _text(one.get("name")))
        address = _text(one.get("url")) or _text(one.get("mainEntityOfPage")) or _text(one.get("@id"))
        own = (bool(named) and named in squeezed(self.title)) or (
            bool(self.address) and address.split("#")[0].rstrip("/") == self.address.rstrip("/")
        )
        return undated + 2 * kind + (not own)

    def published(self) -> Iterator[str]:
        """The days of publication that the article states, the best first."""
        for name in ("datePublished", "datePosted", "uploadDate", "dateCreated"):
            if stated := _text(self.article.get(name)):
                yield stated
        if not self._objects:
            yield from (match[1] for script in self.scripts for match in _PLAIN.finditer(script))

    def updated(self) -> Iterator[str]:
        """The days of revision that the article states."""
        if stated := _text(self.article.get("dateModified")):
            yield stated
        if not self._objects:
            yield from (match[1] for script in self.scripts for match in _MODIFIED.finditer(script))

    def publisher(self) -> str:
        """Who publishes the page, by the article or the web site."""
        named = _text(_member(self.article, "publisher", "name"))
        if named:
            return named
        sites = (one for one in self._objects if "WebSite" in _types(one))
        return next((_text(site.get("name")) for site in sites if _text(site.get("name"))), "")

    def headline(self) -> str:
        """The article's headline."""
        return _text(self.article.get("headline"))

    def language(self) -> str:
        """The language that the article states."""
        return _text(self.article.get("inLanguage"))


def _objects(source: str) -> Iterator[dict[str, Any]]:
    """All objects of a block, outermost first, but for those that are other texts (comments, list items)."""
    open_values = deque([_loaded(source)])
    seen = 0
    while open_values and seen < _DEEPEST:
        value = open_values.popleft()
        seen += 1
        if isinstance(value, list):
            open_values.extendleft(reversed(value))
        elif isinstance(value, dict):
            yield value
            inner = [held for name, held in value.items() if name not in _OTHERS and isinstance(held, dict | list)]
            open_values.extend(inner)


def _loaded(source: str) -> object:
    text = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for attempt in (text, _CONTROL.sub(" ", text)):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _types(one: dict[str, Any]) -> list[str]:
    kinds = one.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _kind(one: dict[str, Any]) -> int | None:
    """0 for an article, 1 for a page, 2 for a film or a question; None for what is no text of this page."""
    names = _types(one)
    if not names and "datePublished" in one:
        return 1
    for rank, endings in enumerate((_ARTICLES, _PAGES, _WORKS)):
        if any(name.endswith(endings) for name in names):
            return rank
    return None


def _member(one: dict[str, Any], name: str, inner: str) -> object:
    value = one.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get(inner) if isinstance(value, dict) else value


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("@value") or value.get("url")
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(value.split()) if isinstance(value, str) else ""
