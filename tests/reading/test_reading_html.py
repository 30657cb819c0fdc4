"""Web pages: the article, its stated origin, and no day that the markup does not state."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.reading.reading_files import EntryOf
from timeline.model import Severity
from timeline.reading import load

_SENTENCE = "Ministers of nine countries met in Geneva on Friday to sign the declaration. "


def _page(*, head: str = "", before: str = "", body: str = _SENTENCE * 3, after: str = "") -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><title>Title</title>{head}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/x'>Politics</a></nav>{before}"
        f"<article><h1>Nine sign</h1><p>{body}</p><p>The next round opens in Nairobi.</p></article>{after}"
        "<footer>© 2019 Meridian Wire. Last updated 5 May 2020.</footer></body></html>"
    )


@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml"])
def test_a_page_gives_its_article_and_origin(entry_of: EntryOf, suffix: str) -> None:
    head = (
        '<meta property="og:site_name" content="Meridian Wire"><meta property="article:published_time"'
        ' content="2025-07-26T22:00:00-04:00"><link rel="canonical" href="https://wire.example.org/nine">'
    )
    (document,), problems = load(entry_of(f"a{suffix}", _page(head=head)))
    assert _SENTENCE.strip() in document.text
    assert "Nairobi" in document.text
    assert "Politics" not in document.text
    origin = document.origin
    assert (origin.title, origin.publisher, origin.language) == ("Nine sign", "Meridian Wire", "en")
    assert origin.url == "https://wire.example.org/nine"
    assert (origin.published, origin.published_basis) == (date(2025, 7, 26), "metadata")
    assert problems == ()


_LD = {"@type": "NewsArticle", "datePublished": "2025-07-26", "dateModified": "2025-08-01"}


@pytest.mark.parametrize(
    "parts",
    [
        {"head": '<meta name="date" content="26 July 2025">'},
        {"head": '<meta itemprop="datePublished" content="2025-07-26">'},
        {"head": '<meta name="dc.date.issued" content="2025/07/26">'},
        {"head": f'<script type="application/ld+json">{json.dumps(_LD)}</script>'},
        {"head": f'<script type="application/ld+json">{json.dumps([{"@graph": [{"@type": "Person"}, _LD]}])}</script>'},
        {"before": '<p class="byline"><time class="entry-date" datetime="2025-07-26T08:00">Saturday</time></p>'},
        {"before": "<p><time pubdate datetime='2025-07-26'>Sat</time></p>"},
        {"before": "<div><time datetime='2025-07-26'>Sat</time></div>"},
        {"before": "<div><span itemprop='datePublished'>26 July 2025</span></div>"},
    ],
)
def test_the_day_comes_from_what_the_markup_states(entry_of: EntryOf, parts: dict[str, str]) -> None:
    (document,), problems = load(entry_of("a.html", _page(**parts)))
    assert (document.published, document.origin.published_basis) == (date(2025, 7, 26), "metadata")
    assert problems == ()


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"head": '<meta itemprop="copyrightYear" content="2025">'},
        {"head": '<script type="application/ld+json">{"@type": "Event", "datePublished": "2025-07-26"}</script>'},
        {"head": '<script type="application/ld+json">{"@type": "NewsArticle", "comment": [' + "[" * 5000 + "</script>"},
        {"body": f"The forum runs until <time datetime='2025-07-26'>Saturday</time>. {_SENTENCE * 3}"},
        {"after": "<footer><time datetime='2025-07-26'>a</time></footer>"},
        {"body": f"Published 26 July 2025. {_SENTENCE * 3}"},
    ],
)
def test_a_day_that_the_markup_does_not_state_is_not_guessed(entry_of: EntryOf, parts: dict[str, str]) -> None:
    (document,), problems = load(entry_of("a.html", _page(**parts)))
    assert (document.published, document.origin.published_basis) == (None, "none")
    assert problems == ()


@pytest.mark.parametrize("name", ["last-modified", "article:modified_time"])
def test_an_update_is_no_publication_and_a_warning_says_so(entry_of: EntryOf, name: str) -> None:
    (document,), (problem,) = load(entry_of("a.html", _page(head=f'<meta name="{name}" content="2025-07-26">')))
    assert document.published is None
    assert problem.problem == "only the day of an update is stated, 2025-07-26"


def test_of_two_days_side_by_side_the_earlier_is_that_of_publication(entry_of: EntryOf) -> None:
    before = "<div><time datetime='2025-07-29'>a</time><time datetime='2025-07-26'>b</time></div>"
    (document,), (problem,) = load(entry_of("a.html", _page(before=before)))
    assert (document.published, document.origin.published_basis) == (date(2025, 7, 26), "metadata")
    assert "2025-07-29" in problem.problem


@pytest.mark.parametrize("content", ["2025-07", "2025", "2025-02-30"])
def test_a_stated_day_that_cannot_be_read_is_a_warning(entry_of: EntryOf, content: str) -> None:
    page = _page(head=f'<meta property="article:published_time" content="{content}">')
    (document,), (problem,) = load(entry_of("a.html", page))
    assert document.published is None
    assert (problem.severity, problem.place) == (Severity.WARNING, "meta article:published_time")
    given = {"published": date(2025, 7, 1), "published_basis": "given"}
    assert load(entry_of("b.html", page, **given))[1] == ()


def test_manifest_then_page_then_the_run_s_day(entry_of: EntryOf) -> None:
    dated = _page(head='<meta name="date" content="2025-07-26">')
    fallback = date(2024, 1, 1)
    given = {"published": date(2025, 7, 1), "published_basis": "given", "title": "Listed", "language": "fr"}
    (listed,), _ = load(entry_of("a.html", dated, fallback=fallback, **given))
    (own,), _ = load(entry_of("b.html", dated, fallback=fallback))
    (bare,), _ = load(entry_of("c.html", _page(), fallback=fallback))
    assert (listed.published, listed.origin.title, listed.origin.language) == (date(2025, 7, 1), "Listed", "fr")
    assert (own.published, own.origin.published_basis) == (date(2025, 7, 26), "metadata")
    assert (bare.published, bare.origin.published_basis) == (fallback, "given")


@pytest.mark.parametrize(
    ("declared", "encoding", "warned"),
    [
        ('<meta charset="windows-1252">', "cp1252", False),
        ('<meta charset="iso-8859-1">', "cp1252", False),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250", False),
        ('<meta charset="utf-8">', "utf-8-sig", False),
        ("", "utf-8", False),
        ("", "utf-16", False),
        ('<meta charset="iso-8859-1">', "utf-8-sig", False),
        ('<meta charset="utf-8">', "cp1252", True),
        ("", "cp1252", True),
        ('<meta charset="no-such-set">', "cp1252", True),
        ('<meta charset="rot13">', "utf-8", False),
        ('<meta charset="utf-16">', "utf-8", False),
        ('<meta charset="unicode_escape">', "utf-8", False),
    ],
)
def test_the_declared_character_set_is_used_first(
    entry_of: EntryOf, declared: str, encoding: str, *, warned: bool
) -> None:
    page = _page(head=declared, body=f"“Köln” signs. {_SENTENCE * 3}").replace("©", "(c)")
    (document,), problems = load(entry_of("a.html", page.encode(encoding)))
    assert [problem.place for problem in problems] == (["a.html, character set"] if warned else [])
    if not warned or "utf-8" not in declared:
        assert "“Köln” signs" in document.text


@pytest.mark.parametrize("content", ["", "<html><body></body></html>", "<html><script>x()</script></html>", "\x00\x01"])
def test_a_page_without_an_article_is_an_error(entry_of: EntryOf, content: str) -> None:
    documents, (problem,) = load(entry_of("a.html", content))
    assert documents == ()
    assert (problem.severity, problem.document_id) == (Severity.ERROR, "a")
    assert problem.cure


def test_half_characters_and_a_script_address_do_not_come_through(entry_of: EntryOf) -> None:
    head = '<link rel="canonical" href="javascript:alert(1)"><meta property="og:title" content="&#xD83D; odd">'
    (document,), _ = load(entry_of("a.html", _page(head=head, body=f"&#xD83D; {_SENTENCE * 3}")))
    document.text.encode()
    document.origin.title.encode()
    assert document.origin.url == ""


def test_a_page_without_markup_is_read_as_text_with_a_warning(entry_of: EntryOf) -> None:
    (document,), (problem,) = load(entry_of("a.html", "plain words"))
    assert document.text == "plain words"
    assert (problem.severity, problem.place) == (Severity.WARNING, "a.html")


def test_a_page_that_is_no_article_is_taken_whole_with_a_warning(entry_of: EntryOf) -> None:
    words = "<p>Minister signs the treaty today and leaves.</p>" * 20
    (document,), (problem,) = load(entry_of("a.html", f"<html><body><div class='comments'>{words}</div></body></html>"))
    assert "Minister signs" in document.text
    assert problem.severity is Severity.WARNING
    assert "no article" in problem.problem
