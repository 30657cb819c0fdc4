"""From addresses to the entries of a survey: pages, feeds and their pages, lists of feeds, and lists of links."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from timeline.model import Problem, Severity
from timeline.reading.addresses import canonical, is_address, plain
from timeline.reading.entries import NOTHING, Entry, Manner, Source, Survey
from timeline.reading.feeds import FeedEntry, feed_entries, feed_evidence, is_cut, is_safe_feed
from timeline.reading.fetched import FetchRecord
from timeline.reading.fetching.lists import fits, links_of, opml_feeds
from timeline.reading.fetching.web import Got, Want, Web
from timeline.reading.formats import kind_of

__all__ = ["gather_addresses"]

MOST_PAGES = 1000
"""Pages read of one feed or list page in one run; the others are counted, and told."""

_FEED_CURE = "check the address: it should hold a feed, a page or a list of feeds"
_LATER_CURE = "run again later; what was read of it before stays"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(slots=True)
class _Find:
    """What one source comes to: entries that are there, pages still to be had, and what was wrong."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    pages: list[tuple[Want, FeedEntry | None]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def tell(self, what: str, cure: str, severity: Severity = Severity.ERROR, about: str = "") -> None:
        """Note what was wrong with the source, or with an address that it led to."""
        self.problems.append(Problem(about or self.name, severity, about or self.name, what, cure))

    def tell_of(self, got: Got) -> None:
        """Note what was wrong with fetching; a page of which an earlier content could be taken is not lost.

        The earlier content of a source that was asked for lacks what is new, whatever that is: an error.
        """
        if got.error:
            what = f"{got.error.problem}; what was fetched on {got.record.day} was taken" if got.record else ""
            severity = Severity.WARNING if got.record and got.address != self.name else Severity.ERROR
            self.tell(what or got.error.problem, got.error.cure, severity, got.address)


def gather_addresses(
    sources: Sequence[str], web: Web, *, manner: Manner | None = None, follow: Sequence[str] = ()
) -> Survey:
    """Fetch what some addresses and OPML files lead to, and list it for reading.

    A feed gives an entry for each of its own, a page that links to what fits ``follow`` the pages behind those links,
    everything else itself. No source is ever whole: what has left a feed has not been withdrawn.
    """
    manner = manner or Manner()
    finds = [_looked_at(find, got, web, manner, follow) if got else find for find, got in _expanded(sources, web)]
    pages = web.get_all(want for find in finds for want, _ in find.pages)
    for find in finds:
        _add_pages(find, pages, web, manner)
    return _survey(finds)


def _survey(finds: Sequence[_Find]) -> Survey:
    seen: set[tuple[str, str]] = set()
    entries: list[Entry] = []
    left_out: Counter[str] = Counter()
    for find in finds:
        left_out.update(find.left_out)
        for entry in find.entries:
            key = (entry.address, entry.document_id)
            left_out["named twice"] += key in seen
            if key not in seen:
                entries.append(replace(entry, source=find.name))
            seen.add(key)
    problems: dict[str, tuple[Problem, ...]] = {}
    for find in finds:
        problems[find.name] = (*problems.get(find.name, ()), *find.problems)
    named = tuple(Source(name, lists=False, problems=wrong) for name, wrong in problems.items())
    return Survey(tuple(entries), named, {name: count for name, count in sorted(left_out.items()) if count})


def _expanded(sources: Sequence[str], web: Web) -> Iterator[tuple[_Find, Got | None]]:
    """Give each address with what it holds; a list of feeds gives itself, with what was wrong, and its feeds."""
    asked = web.get_all(Want(source) for source in sources if is_address(source))
    lists: list[tuple[_Find, tuple[str, ...]]] = []
    for source in dict.fromkeys(sources):
        if not is_address(source):
            lists.append(_listed(_Find(str(Path(source).resolve())), Path(source)))
            continue
        got = asked[plain(source)]
        find = _Find(got.address)
        path = web.path(got.record) if got.record else None
        if path and _kind(path) == "opml":
            find.tell_of(got)
            lists.append(_listed(find, path))
        else:
            yield find, got
    yield from ((find, None) for find, _ in lists)
    feeds = web.get_all(Want(feed) for _, addresses in lists for feed in addresses)
    yield from ((_Find(got.address), got) for got in feeds.values())


def _listed(find: _Find, path: Path) -> tuple[_Find, tuple[str, ...]]:
    try:
        feeds = opml_feeds(path.read_bytes())
    except Exception as error:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        find.tell(f"the list of feeds cannot be read ({type(error).__name__})", "export it again as OPML")
        return find, ()
    if not feeds:
        find.tell("the list names no feeds", "export it again as OPML", Severity.WARNING)
    return find, feeds


def _looked_at(find: _Find, got: Got, web: Web, manner: Manner, follow: Sequence[str]) -> _Find:
    find.tell_of(got)
    if got.record is None:
        return find
    path = web.path(got.record)
    data = path.read_bytes()
    kind = kind_of(data, path.suffix)
    links = links_of(data, got.record.final, follow) if kind == "page" and not fits(got.address, follow) else ()
    if kind == "feed":
        _take_feed(find, data, web, manner)
    elif links:
        _limited(find, [(Want(link), None) for link in links])
    else:
        find.entries.append(_page(got.record, web, manner))
    return find


def _take_feed(find: _Find, data: bytes, web: Web, manner: Manner) -> None:
    try:
        found = feed_entries(data) if is_safe_feed(data) else ()
    except Exception as error:  # noqa: BLE001 - as above
        find.tell(f"the feed is damaged: {type(error).__name__}", _FEED_CURE)
        return
    if is_cut(data):
        find.tell("the feed breaks off: entries may be missing", _LATER_CURE)
    elif not found:
        find.tell("the feed holds no entries that can be read", _FEED_CURE, Severity.WARNING)
    pages: list[tuple[Want, FeedEntry | None]] = []
    for number, one in enumerate(found, start=1):
        if one.url and not one.full:
            pages.append((Want(one.url, _stamp(one)), one))
        elif one.text.strip():
            find.entries.append(_item(find, one, web, manner))
        else:
            find.tell(f"entry {number} has neither a text nor an address", _FEED_CURE, Severity.WARNING)
    _limited(find, pages)


def _limited(find: _Find, pages: Sequence[tuple[Want, FeedEntry | None]]) -> None:
    find.pages.extend(pages[:MOST_PAGES])
    if len(pages) > MOST_PAGES:
        find.left_out[f"beyond {MOST_PAGES:,} pages of one source"] += len(pages) - MOST_PAGES


def _add_pages(find: _Find, pages: dict[str, Got], web: Web, manner: Manner) -> None:
    """The pages behind a source; where one cannot be had, what the feed itself says of it."""
    for want, one in find.pages:
        got = pages[plain(want.address)]
        if got.record:
            find.tell_of(got)
            entry = _page(got.record, web, manner)
            evidence = feed_evidence(one, entry.fetched, f"{find.name}, entry") if one else ()
            find.entries.append(replace(entry, evidence=evidence))
        elif one and one.text.strip() and got.error:
            what = f"{got.error.problem}; only the summary of the feed was read"
            find.tell(what, got.error.cure, Severity.WARNING, got.address)
            find.entries.append(_item(find, one, web, manner))
        else:
            find.tell_of(got)


def _page(record: FetchRecord, web: Web, manner: Manner) -> Entry:
    address = canonical(record.final)
    entry = manner.entry(web.path(record), address, NOTHING)
    return replace(entry, address=address, fetched=record.day, charset=record.charset)


def _item(find: _Find, one: FeedEntry, web: Web, manner: Manner) -> Entry:
    """An entry that carries its own text, as a feed of this one entry: it stays when it has left the feed."""
    key = one.key or sha256(f"{one.title}\x1f{one.published}".encode("utf-8", "replace")).hexdigest()[:12]
    address = canonical(one.url) if one.url else f"{find.name}#{key}"
    item = replace(one, key=key, url=canonical(one.url) if one.url else "")
    record = web.keep(f"entry {address}", _json_feed(item), ".json", address)
    entry = manner.entry(web.path(record), address if one.url else find.name, NOTHING)
    return replace(entry, address=address, fetched=record.day)


def _json_feed(one: FeedEntry) -> bytes:
    item = {
        "id": one.key,
        "url": one.url,
        "title": one.title,
        "content_text" if one.full else "summary": one.text,
        "date_published": one.published,
        "date_modified": one.updated,
        "language": one.language,
    }
    feed = {"version": _JSON_FEED, "title": one.publisher, "items": [item]}
    return json.dumps(feed, ensure_ascii=False).encode("utf-8")


def _stamp(one: FeedEntry) -> str:
    """The state of a feed's entry: while it stays, its page is taken to stay as well."""
    parts = (one.key, one.title, one.text, one.published, one.updated)
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def _kind(path: Path) -> str:
    return kind_of(path.read_bytes(), path.suffix)
