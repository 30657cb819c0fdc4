"""From addresses to documents: feeds, their pages, lists of feeds, lists of links; what is remembered of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tests.reading.sites import Page, Site, serving
from timeline.model import Document, Severity
from timeline.reading import FetchRecord, Manner, Survey, read_survey
from timeline.reading.fetching import (
    Cache,
    Fetcher,
    GuardedBackend,
    GuardedTransport,
    Limits,
    Memory,
    Pace,
    Web,
    gather_addresses,
)

TODAY = date(2025, 8, 1)
TEXT = "Nine countries signed the pact on AI in Geneva on Monday, and their ministers will meet again in the spring. "
XML = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@dataclass
class Desk:
    """Someone who reads addresses day after day, and remembers what was fetched."""

    folder: Path
    records: dict[str, FetchRecord] = field(default_factory=dict)

    def read(
        self, *sources: str, day: date = TODAY, follow: Sequence[str] = (), offline: bool = False, **manner: object
    ) -> Survey:
        memory = Memory(
            lambda addresses: {name: self.records[name] for name in addresses if name in self.records},
            lambda fresh: self.records.update({record.address: record for record in fresh}),
        )
        transport = GuardedTransport(GuardedBackend(allow_private=True))
        pace = Pace(lambda: 0.0, lambda _: None)
        with Fetcher(transport, agent="timeline-tests/1", pace=pace, limits=Limits(timeout=60, pause=0)) as fetcher:
            web = Web(None if offline else fetcher, Cache(self.folder), memory, day)
            return gather_addresses(sources, web, manner=Manner(**manner), follow=follow)  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "cache")


def page(title: str, *, head: str = "") -> str:
    body = f"<article><h1>{title}</h1><p>{title}. {TEXT * 3}</p></article>"
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def item(link: str, *, title: str = "Nine sign", text: str = "", full: str = "", day: str = "Mon, 28 Jul 2025") -> str:
    content = f"<content:encoded><![CDATA[<p>{full}</p>]]></content:encoded>" if full else ""
    where = f"<link>{link}</link>" if link else "<guid isPermaLink='false'>urn:nine</guid>"
    return (
        f"<item><title>{title}</title>{where}<pubDate>{day} 10:00:00 GMT</pubDate>"
        f"<description>{text}</description>{content}</item>"
    )


def feed(*items: str) -> Page:
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    body = f"<rss version='2.0' {space}><channel><title>The Wire</title>{''.join(items)}</channel></rss>"
    return Page(body.encode(), headers=XML)


def documents(found: Survey) -> dict[str, Document]:
    return {document.id: document for document in read_survey(found)}


def told(found: Survey) -> list[tuple[str, str, str]]:
    problems = (*found.problems, *read_survey(found).problems)
    return [(one.document_id, one.severity.value, one.problem) for one in dict.fromkeys(problems)]


def test_a_feed_gives_its_full_entries_and_the_pages_behind_its_summaries(site: Site, desk: Desk) -> None:
    summary = item(site.root + "/b?utm_source=rss", text="Nine have signed.", day="Tue, 29 Jul 2025")
    address = site.says("/feed", feed(item(site.root + "/a#top", full=TEXT), summary))
    site.says("/b?utm_source=rss", page("Ten sign", head="<link rel='canonical' href='/b'>"))

    found = documents(desk.read(address))

    full, behind = found[f"{site.root}/a"], found[f"{site.root}/b"]
    assert (full.text, full.published, full.origin.published_basis) == (TEXT.strip(), date(2025, 7, 28), "feed")
    assert full.origin.publisher == "The Wire"
    assert behind.text.startswith("Ten sign")
    assert (behind.published, behind.origin.published_basis) == (date(2025, 7, 29), "feed")
    assert len(found) == 2


def test_what_has_left_a_feed_is_not_withdrawn_and_names_no_source_as_whole(site: Site, desk: Desk) -> None:
    address = site.says("/feed", feed(item(site.root + "/a", full=TEXT)), feed(item(site.root + "/b", full=TEXT)))

    first, second = desk.read(address), desk.read(address)

    assert [entry.document_id for entry in first.entries] == [f"{site.root}/a"]
    assert [entry.document_id for entry in second.entries] == [f"{site.root}/b"]
    assert not any(source.lists or source.whole for source in (*first.sources, *second.sources))
    assert {source.name for source in first.sources} == {address}


def test_what_did_not_change_is_not_sent_again_and_reads_the_same(site: Site, desk: Desk) -> None:
    behind = site.says("/b", Page(page("Ten sign").encode(), headers={"ETag": '"b"', "Content-Type": "text/html"}))
    body = feed(item(behind, text="Nine have signed.")).body
    address = site.says("/feed", Page(body, headers={**XML, "ETag": '"1"'}))
    alone = site.says("/c", Page(page("Eleven sign").encode(), headers={"ETag": '"c"', "Content-Type": "text/html"}))

    first = desk.read(address, alone)
    later = desk.read(address, alone, day=date(2025, 9, 1))

    assert later.entries == first.entries
    assert {entry.fetched for entry in later.entries} == {TODAY}
    assert site.asked == {"/robots.txt": 2, "/feed": 2, "/b": 1, "/c": 2}


def test_a_page_is_asked_for_again_when_its_entry_changed(site: Site, desk: Desk) -> None:
    behind = site.says("/b", page("Nine sign"), page("Ten sign"))
    address = site.says("/feed", feed(item(behind, text="Nine.")), feed(item(behind, text="Ten.")))

    first, second = desk.read(address), desk.read(address)

    assert documents(first)[behind].text.startswith("Nine sign")
    assert documents(second)[behind].text.startswith("Ten sign")


def test_offline_repeats_a_run_without_the_network(site: Site, desk: Desk) -> None:
    address = site.says("/feed", feed(item(site.root + "/a", full=TEXT), item(site.root + "/b", text="Nine.")))
    site.says("/b", page("Ten sign"))
    first = desk.read(address)
    site.asked.clear()

    again = desk.read(address, f"{site.root}/never", day=date(2026, 1, 1), offline=True)

    assert again.entries == first.entries
    assert not site.asked
    [problem] = again.problems
    assert (problem.problem, problem.cure) == ("it was not fetched before", "run once without --offline")


def test_one_bad_address_stops_nothing(site: Site, desk: Desk) -> None:
    good = site.says("/a", page("Nine sign"))
    bad = [f"{site.root}/gone", site.says("/broken", Page(b"<rss><chan", headers=XML))]
    picture = site.says("/photo", Page(b"\x89PNG\r\n\x1a\n" + bytes(99), headers={"Content-Type": "text/html"}))

    found = desk.read(*bad, good, picture)

    assert set(documents(found)) == {good}
    assert told(found) == [
        (bad[0], "error", "the server answers 404 (Not Found)"),
        (bad[1], "error", "the feed breaks off: entries may be missing"),
        (picture, "error", "the file is a picture"),
    ]


def test_the_summary_stands_in_for_a_page_that_cannot_be_had(site: Site, desk: Desk) -> None:
    address = site.says("/feed", feed(item(site.root + "/gone", text=TEXT)))

    found = desk.read(address)

    assert documents(found)[f"{site.root}/gone"].text == TEXT.strip()
    what = "the server answers 404 (Not Found); only the summary of the feed was read"
    assert told(found) == [(f"{site.root}/gone", "warning", what)]


def test_what_was_fetched_before_stands_in_for_what_cannot_be_had_now(site: Site, desk: Desk) -> None:
    behind = site.says("/b", page("Ten sign"), Page(status=404))
    address = site.says("/feed", feed(item(behind, text="Nine.")), feed(item(behind, text="Ten.")), Page(status=404))

    first, second, third = desk.read(address), desk.read(address), desk.read(address)

    assert documents(first) == documents(second) == documents(third)
    said = "the server answers 404 (Not Found); what was fetched on 2025-08-01 was taken"
    assert told(second) == [(behind, "warning", said)]
    assert told(third)[0] == (address, "error", said)


def test_a_list_of_feeds_gives_each_of_them(site: Site, desk: Desk, tmp_path: Path) -> None:
    one = site.says("/one", feed(item(site.root + "/a", full=TEXT)))
    two = site.says("/two", feed(item(site.root + "/b", full=TEXT)))
    outlines = "".join(f"<outline type='rss' xmlUrl='{address}'/>" for address in (one, two, "file:///etc/passwd"))
    body = f"<opml version='2.0'><body><outline text='news'>{outlines}</outline></body></opml>"
    path = tmp_path / "feeds.opml"
    path.write_text(body, encoding="utf-8")
    address = site.says("/feeds", Page(body.encode(), headers={"Content-Type": "text/xml"}))

    by_file, by_address = desk.read(str(path)), desk.read(address)

    assert set(documents(by_file)) == set(documents(by_address)) == {f"{site.root}/a", f"{site.root}/b"}
    assert {source.name for source in by_file.sources} == {str(path.resolve()), one, two, "file:///etc/passwd"}
    assert told(by_file) == [("file:///etc/passwd", "error", "only http and https are fetched")]


@pytest.mark.parametrize("body", ["<opml><body>", "<opml><body></body></opml>", "no list"])
def test_a_list_of_feeds_that_is_none_is_told(desk: Desk, tmp_path: Path, body: str) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(body, encoding="utf-8")

    found = desk.read(str(path))

    assert len(found.problems) == 1
    assert found.entries == ()


def test_the_links_of_a_page_that_fit_are_read_in_its_place(site: Site, desk: Desk) -> None:
    links = "<a href='/news/a'>A</a> <a href='news/b#top'>B</a> <a href='/about'>us</a> <a href='javascript:x()'>x</a>"
    address = site.says("/list", f"<!doctype html><body>{links}<a href='/news/a'>again</a></body>")
    for name in "ab":
        site.says(f"/news/{name}", page(f"Number {name}", head="<a href='/news/c'>more</a>"))

    found = desk.read(address, follow=[f"{site.root}/news/*"])

    assert set(documents(found)) == {f"{site.root}/news/a", f"{site.root}/news/b"}
    assert site.asked["/about"] == site.asked["/news/c"] == 0
    assert {entry.source for entry in found.entries} == {address}


def test_a_page_that_is_followed_is_no_list_itself(site: Site, desk: Desk) -> None:
    address = site.says("/news/a", page("Nine sign", head="<a href='/news/b'>more</a>"))

    assert set(documents(desk.read(address, follow=[f"{site.root}/news/*"]))) == {address}


def test_pages_beyond_the_limit_are_counted(site: Site, desk: Desk) -> None:
    links = "".join(f"<a href='/news/{number}'>{number}</a>" for number in range(1003))
    address = site.says("/list", f"<!doctype html><body>{links}</body>")

    found = desk.read(address, follow=[f"{site.root}/news/*"], offline=False)

    assert found.left_out == {"beyond 1,000 pages of one source": 3}
    assert len(found.problems) == 1000


def test_what_two_sources_lead_to_is_read_once(site: Site, desk: Desk) -> None:
    behind = site.says("/b", page("Ten sign"))
    address = site.says("/feed", feed(item(behind, text="Nine.")))

    found = desk.read(address, behind)

    assert [entry.document_id for entry in found.entries] == [behind]
    assert found.left_out == {"named twice": 1}


def test_an_entry_without_an_address_is_named_by_its_feed(site: Site, desk: Desk) -> None:
    address = site.says("/feed", feed(item("", full=TEXT)))

    assert set(documents(desk.read(address))) == {f"{address}#urn:nine"}


def test_a_page_cannot_take_the_name_of_another_site(site: Site, desk: Desk) -> None:
    address = site.says("/a", page("Nine sign", head="<link rel='canonical' href='https://bank.example/a'>"))

    assert set(documents(desk.read(address))) == {address}


def test_no_problem_and_no_record_shows_credentials(site: Site, desk: Desk) -> None:
    secret = f"http://me:secret@127.0.0.1:{site.port}"
    site.says("/a", page("Nine sign"))

    found = desk.read(f"{secret}/a", f"{secret}/gone")

    assert "secret" not in repr((found, desk.records, read_survey(found)))
    assert [problem.severity for problem in found.problems] == [Severity.ERROR]


def test_publishers_have_the_names_that_the_user_gives(site: Site, desk: Desk) -> None:
    address = site.says("/a", page("Nine sign"))
    wire = site.says("/feed", feed(item(site.root + "/b", full=TEXT)))

    found = desk.read(address, wire, publishers=(("127.0.0.1", "Here"), ("The Wire", "There")))

    assert {one.origin.publisher for one in documents(found).values()} == {"Here"}


def test_the_order_of_the_addresses_changes_no_document(site: Site, desk: Desk, tmp_path: Path) -> None:
    addresses = [site.says(f"/{name}", page(f"Number {name}")) for name in "abcd"]
    addresses.append(site.says("/feed", feed(*(item(f"{site.root}/{name}", text="Nine.") for name in "ab"))))
    other = Desk(tmp_path / "other")

    assert documents(desk.read(*addresses)).keys() == documents(other.read(*reversed(addresses))).keys()
