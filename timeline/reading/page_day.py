"""The publication day that a web page states in its markup; never one guessed from its text.

Date extractors made for recall go on to copyright years, first days of a month and days in the text. A page whose
markup names no publication day has none here.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import Any

from timeline.reading.published import read_day

__all__ = ["page_day"]

_META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "date",
)
_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "WebPage")
_MARKED_TIMES = (
    "//*[@itemprop='datePublished']",
    "//time[@pubdate]",
    "//time[contains(@class, 'entry-date') or contains(@class, 'published')]",
)
# A bare <time> in running text dates what the text tells; only one outside of it can date the page.
_BARE_TIMES = (
    "//time[@datetime][not(ancestor::p or ancestor::li or ancestor::td or ancestor::blockquote"
    " or ancestor::aside or ancestor::nav or ancestor::footer)]"
)


def page_day(tree: Any) -> tuple[date | None, str]:  # noqa: ANN401 - lxml is untyped
    """Give the day a parsed page states that it was published, or None and the reason (empty where it states nothing).

    Asked in this order: ``meta`` tags, JSON-LD, elements marked as the publication date, and bare ``time`` elements
    outside of the running text where all of them agree.
    """
    reason = ""
    for statement in _statements(tree):
        day, wrong = read_day(statement)
        if day is not None:
            return day, ""
        reason = reason or wrong
    bare = {element.get("datetime") for element in tree.xpath(_BARE_TIMES)}
    days = {day for day, _ in map(read_day, bare) if day is not None}
    return (days.pop(), "") if len(days) == 1 else (None, reason)


def _statements(tree: Any) -> Iterator[str]:  # noqa: ANN401 - lxml is untyped
    yield from _meta(tree)
    for script in tree.xpath("//script[@type='application/ld+json']"):
        yield from _json_ld(script.text or "")
    for path in _MARKED_TIMES:
        for element in tree.xpath(path):
            stated = element.get("datetime") or element.get("content") or element.text_content()
            if stated.strip():
                yield stated


def _meta(tree: Any) -> Iterator[str]:  # noqa: ANN401 - lxml is untyped
    contents: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        contents.setdefault(name.strip().lower(), element.get("content"))
    for name in _META_NAMES:
        if contents.get(name, "").strip():
            yield contents[name]


def _json_ld(source: str) -> Iterator[str]:
    """Give what the articles of a JSON-LD block state; objects inside an article (comments, say) are not asked."""
    try:
        open_values = deque([json.loads(source)])
    except (ValueError, RecursionError):
        return
    while open_values:
        value = open_values.popleft()
        if isinstance(value, list):
            open_values.extendleft(reversed(value))
        elif isinstance(value, dict):
            if "@graph" in value:
                open_values.appendleft(value["@graph"])
            stated = value.get("datePublished")
            if isinstance(stated, str) and _is_article(value.get("@type")):
                yield stated


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in kinds)
