"""Feed files: RSS, Atom and JSON Feed, one document an entry, with the full text that the entry carries.

The page behind an entry is not read here: ``feed_entries`` says which entries carry only a summary, and where their
page is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from timeline.model import Document, Evidence, Origin, Problem, Severity
from timeline.reading.characters import whole
from timeline.reading.drafts import Draft, finish
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.fragments import plain_text
from timeline.reading.language import code_of
from timeline.reading.statements import Manner, said

__all__ = ["FeedEntry", "feed_entries", "feed_evidence", "is_cut", "is_safe_feed", "read_feed"]

_CURE = "save the feed again"
_PAGES_CURE = "give the feed's address instead of the file, so that the pages behind it are read"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HTTP = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed: its text, whether that is the full one, and what the feed says of it.

    ``published`` and ``updated`` are as written; ``url`` is where the page behind it stands.
    """

    key: str
    title: str = ""
    url: str = ""
    text: str = ""
    full: bool = False
    published: str = ""
    updated: str = ""
    publisher: str = ""
    language: str = ""


def read_feed(data: bytes, entry: Entry) -> Loaded:
    """Give a document for every entry with a text; entries that carry only a summary are told in one warning."""
    if not is_safe_feed(data):
        what = "the feed defines entities of its own, which can grow without bound"
        return failed(entry, what, cure="save the feed without its DOCTYPE")
    try:
        entries = feed_entries(data)
    except Exception as error:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        return failed(entry, f"the feed is damaged: {type(error).__name__}", cure=_CURE)
    if not entries:
        return failed(entry, "the feed holds no entries", cure=_CURE)
    documents: list[Document] = []
    problems: list[Problem] = []
    for number, one in enumerate(entries, start=1):
        place = f"{entry.name} entry {number}"
        document_id = one.url or f"{entry.document_id}#{one.key or number}"
        if not one.text.strip():
            problems.append(Problem(document_id, Severity.ERROR, place, "the entry has no text", _PAGES_CURE))
            continue
        document, wrong = _document(one, entry, document_id, place)
        documents.append(document)
        problems.extend(wrong)
    short = sum(not one.full for one in entries if one.text.strip())
    if short and not entry.address:
        what = f"{short} of {len(entries)} entries carry only a summary"
        problems.append(Problem(entry.document_id, Severity.WARNING, entry.name, what, _PAGES_CURE))
    if is_cut(data):
        what = "the feed breaks off: entries may be missing"
        problems.append(Problem(entry.document_id, Severity.ERROR, entry.name, what, _CURE))
    return tuple(documents), tuple(problems)


def feed_entries(data: bytes) -> tuple[FeedEntry, ...]:
    """Give the entries of a feed in its order; raises whatever its parser does for bytes that are no feed."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return tuple(_json_entries(json.loads(data.decode("utf-8-sig"))))
    import feedparser  # noqa: PLC0415 - only a run that reads feeds pays for it

    # A stream, since the parser takes bytes for the name of a file to open.
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    feed = parsed.feed
    shared = FeedEntry("", publisher=_text(feed.get("title")), language=code_of(_text(feed.get("language"))))
    return tuple(_xml_entry(one, shared) for one in parsed.entries)


def is_safe_feed(data: bytes) -> bool:
    """Whether a feed defines no entities of its own, which can grow without bound."""
    return not _ENTITY.search(data)


def feed_evidence(one: FeedEntry, fetched: date | None, place: str) -> tuple[Evidence, ...]:
    """What a feed says of the day on which one of its entries appeared."""
    manner = Manner(tuple(dict.fromkeys((one.language, "en"))) if one.language else ("en",), "", fetched)
    dates = (said(one.published, "feed", f"{place}, published", manner), said(one.updated, "updated", place, manner))
    return tuple(stated for stated in dates if stated)


def _document(one: FeedEntry, entry: Entry, document_id: str, place: str) -> tuple[Document, tuple[Problem, ...]]:
    evidence = feed_evidence(one, entry.fetched, place)
    own = Origin("", title=one.title, publisher=one.publisher, url=one.url, language="")
    given = replace(entry.origin, id="", url="", title="")
    draft = Draft(one.text, given, own, evidence, named=False, web=True, tag=one.language, place=place)
    return finish(draft, entry, document_id)


def _xml_entry(one: Any, shared: FeedEntry) -> FeedEntry:  # noqa: ANN401 - feedparser is untyped
    contents = [_text(part.get("value")) for part in one.get("content", ())]
    full = max(contents, key=len, default="")
    url = next((link for link in (_text(one.get("link")), _text(one.get("id"))) if link.startswith(_HTTP)), "")
    source = one.get("source") or {}
    return replace(
        shared,
        key=_text(one.get("id")),
        title=plain_text(_text(one.get("title"))).replace("\n", " "),
        url=url,
        text=plain_text(full or _text(one.get("summary"))),
        full=bool(full),
        published=_text(one.get("published")),
        # feedparser gives the day of publication where an entry has none of an update.
        updated=_text(one.get("updated")) if "updated" in one.keys() else "",  # noqa: SIM118 - `in one` maps names
        publisher=_text(source.get("title")) or shared.publisher,
    )


def _json_entries(feed: Any) -> Iterator[FeedEntry]:  # noqa: ANN401 - JSON of any form
    for item in feed.get("items", ()):
        if not isinstance(item, dict):
            continue
        full = plain_text(_text(item.get("content_html"))) or _text(item.get("content_text"))
        url = _text(item.get("url")) or _text(item.get("external_url"))
        yield FeedEntry(
            key=_text(item.get("id")),
            title=_text(item.get("title")),
            url=url if url.startswith(_HTTP) else "",
            text=full or _text(item.get("summary")),
            full=bool(full),
            published=_text(item.get("date_published")),
            updated=_text(item.get("date_modified")),
            publisher=_text(feed.get("title")),
            language=code_of(_text(item.get("language")) or _text(feed.get("language"))),
        )


def _text(value: object) -> str:
    return whole(str(value)).strip() if isinstance(value, str | int | float) else ""


def is_cut(data: bytes) -> bool:
    """Whether a feed in XML lacks its end."""
    end = data.rstrip()[-20:].lower()
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and not end.endswith(
        (b"</rss>", b"</feed>", b"rdf>", b"-->")
    )
