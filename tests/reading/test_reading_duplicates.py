"""One document that was saved more than once counts once, and a warning says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.inspecting import tell_mentions
from tests.reading.making import ARTICLE, html, make_warc
from tests.reading.reading_files import EntryOf, Write
from timeline.model import Severity
from timeline.reading import load, read
from timeline.reading.duplicates import address_key

_LONG = f"{ARTICLE} It is signed."
_URL = "https://wire.example.org/world/nine"


@pytest.mark.parametrize(
    "version",
    [
        _URL,
        f"{_URL}/",
        f"{_URL}/amp/",
        f"{_URL}?outputType=amp",
        f"{_URL}/print",
        f"{_URL}?print=1",
        f"{_URL}?utm_source=feed&utm_medium=rss#top",
        "http://www.wire.example.org/world/nine",
        "https://amp.wire.example.org/world/nine",
        "https://m.wire.example.org/world/nine",
    ],
)
def test_versions_of_a_page_have_one_address(version: str) -> None:
    assert address_key(version) == address_key(_URL)


@pytest.mark.parametrize(
    "other",
    [
        f"{_URL}-more",
        f"{_URL}?page=2",
        f"{_URL}?id=7",
        "https://wire.example.org/prints/nine",
        "https://other.example.org/world/nine",
    ],
)
def test_other_pages_have_other_addresses(other: str) -> None:
    assert address_key(other) != address_key(_URL)


def _page(address: str, text: str = ARTICLE) -> str:
    return html(f'<link rel="canonical" href="{address}"><meta name="date" content="2025-07-26">', text=text)


def test_the_first_of_one_address_stays_and_the_other_is_told(write: Write, tmp_path: Path) -> None:
    write("a.html", _page(_URL))
    write("b.html", _page(f"{_URL}/amp", f"{ARTICLE} More."))
    write("c.html", _page("https://wire.example.org/", f"{ARTICLE} Other."))
    write("d.html", _page("https://wire.example.org/", f"{ARTICLE} Another."))
    found = read(tmp_path)
    assert [document.id for document in found] == ["a", "c", "d"]
    (problem,) = found.problems
    assert (problem.document_id, problem.severity, problem.place) == ("b", Severity.WARNING, "address")
    assert "'a'" in problem.problem


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("", "", ["a"]),
        ("publisher: Wire\n", "publisher: Wire\n", ["a"]),
        ("publisher: Wire\n", "", ["a"]),
        ("publisher: Wire\n", "publisher: Post\n", ["a", "b"]),
        ("published: 2025-07-26\n", "published: 2025-07-27\n", ["a"]),
        ("published: 2025-07-26\n", "published: 2025-08-26\n", ["a", "b"]),
    ],
)
def test_one_text_is_one_document_but_for_copies_and_other_days(
    write: Write, tmp_path: Path, first: str, second: str, kept: list[str]
) -> None:
    write("a.txt", f"---\nid: a\n{first}---\n{_LONG}")
    write("b.txt", f"---\nid: b\n{second}---\n{_LONG.replace(' ', '  ')}\n")
    assert [document.id for document in read(tmp_path)] == kept


def test_short_texts_may_be_the_same_by_chance(write: Write, tmp_path: Path) -> None:
    write("a.txt", "The summit opened.")
    write("b.txt", "The summit opened.")
    assert len(read(tmp_path)) == 2


def test_the_commands_count_it_once_too(write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"The ministry released an AI action plan on Tuesday. {ARTICLE}"
    write("in/a.txt", text)
    write("in/b.txt", text)
    out = tmp_path / "mentions.csv"
    assert tell_mentions([str(tmp_path / "in")], output=str(out), published=None, types=None) == 0
    rows = out.read_text("utf-8-sig").splitlines()[1:]
    assert {row.split(",")[2] for row in rows} == {"a"}
    assert "the same document as 'a'" in capsys.readouterr().err


def test_what_one_file_holds_twice_is_left_out_where_it_is_read(entry_of: EntryOf) -> None:
    pages = {_URL: _page(_URL), f"{_URL}/amp": _page(_URL, f"{ARTICLE} More.")}
    (document,), (problem,) = load(entry_of("a.warc.gz", make_warc(pages)))
    assert document.id == _URL
    assert (problem.document_id, problem.place) == (f"{_URL}/amp", "address")
