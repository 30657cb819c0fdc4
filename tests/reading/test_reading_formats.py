"""Every format, and what becomes of its damaged twins: a row that says what is wrong, never an end of the run."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.reading.making import (
    ARTICLE,
    atom,
    encrypted,
    html,
    json_feed,
    make_docx,
    make_parquet,
    make_warc,
    make_zip,
    rss,
)
from tests.reading.reading_files import EntryOf, MakePdf, Write
from timeline.errors import SourceError
from timeline.model import Severity
from timeline.reading import archives, load, read, survey


@pytest.mark.parametrize("suffix", [".xml", ".rss", ".atom"])
def test_a_feed_gives_its_entries_with_their_full_text(entry_of: EntryOf, suffix: str) -> None:
    (full, summary), problems = load(entry_of(f"feed{suffix}", rss()))
    assert full.text == f"{ARTICLE}\nIt is signed."
    assert (full.published, full.origin.published_basis) == (date(2025, 7, 26), "feed")
    assert (full.id, full.origin.url) == ("https://wire.example.org/nine", "https://wire.example.org/nine")
    assert (full.origin.title, full.origin.publisher, full.origin.language) == ("Nine sign", "Meridian Wire", "en")
    assert (summary.text, summary.published) == ("A summary of the second.", None)
    assert [problem.problem for problem in problems] == ["1 of 2 entries carry only a summary"]


def test_an_update_in_a_feed_is_no_publication(entry_of: EntryOf) -> None:
    (dated, updated), (problem,) = load(entry_of("feed.xml", atom()))
    assert (dated.published, dated.origin.published_basis) == (date(2025, 7, 26), "feed")
    assert (updated.id, updated.published) == ("feed#tag:wire.example.org,2025:2", None)
    assert "update" in problem.problem


def test_a_json_feed_is_read_under_any_of_its_suffixes(entry_of: EntryOf) -> None:
    (document,), problems = load(entry_of("feed.json", json_feed()))
    assert (document.text, document.published) == (ARTICLE, date(2025, 7, 26))
    assert problems == ()


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("Headline,Body,pub_date,Link,Source", 'Nine sign,"{text}",2025-07-26,https://w.example/1,Wire'),
        ("title;content;date;url;outlet", 'Nine sign;"{text}";26/07/2025;https://w.example/1;Wire'),
        ("Title\tText\tPublished At\tURL\tPublisher", "Nine sign\t{text}\tJuly 26, 2025\thttps://w.example/1\tWire"),
    ],
)
def test_a_table_s_columns_are_told_by_their_names(entry_of: EntryOf, header: str, rows: str) -> None:
    content = f"{header}\n{rows.replace('{text}', ARTICLE)}\n"
    (document,), problems = load(entry_of("a.csv", content))
    origin = document.origin
    assert (document.text, document.id, document.published) == (ARTICLE, "a#1", date(2025, 7, 26))
    assert (origin.title, origin.url, origin.publisher) == ("Nine sign", "https://w.example/1", "Wire")
    assert origin.published_basis == "given"
    assert problems == ()


def test_a_column_of_figures_is_read_in_the_order_that_one_of_them_shows(entry_of: EntryOf) -> None:
    documents, problems = load(entry_of("a.csv", "text,date\nFirst,03/04/2025\nSecond,26/07/2025\n"))
    assert [document.published for document in documents] == [date(2025, 4, 3), date(2025, 7, 26)]
    assert problems == ()


def test_columns_can_be_named(write: Write) -> None:
    path = write("a.csv", "Wortlaut,Tag,Text\nNine signed.,2025-07-26,x\n")
    (document,) = read(path, columns={"text": "Wortlaut", "published": "Tag"})
    assert (document.text, document.published) == ("Nine signed.", date(2025, 7, 26))
    write("manifest.csv", "file,columns\na.csv,text=Wortlaut; published=Tag\n")
    (listed,) = read(path.parent)
    assert (listed.text, listed.published) == ("Nine signed.", date(2025, 7, 26))
    (problem,) = read(path, columns={"text": "Absent"}).problems
    assert "'Wortlaut', 'Tag', 'Text'" in problem.problem


def test_a_table_without_a_column_of_texts_names_those_it_has(entry_of: EntryOf) -> None:
    documents, (problem,) = load(entry_of("a.csv", "a,b\n1,2\n3,4\n"))
    assert documents == ()
    assert problem.problem == "no column holds the text; the columns are 'a', 'b'"
    assert "--columns" in problem.cure


def test_parquet_is_read_as_a_table(entry_of: EntryOf) -> None:
    data = make_parquet({"content": [ARTICLE, None], "published_at": [date(2025, 7, 26), None], "title": ["Nine", ""]})
    (document,), (problem,) = load(entry_of("a.parquet", data))
    assert (document.text, document.published, document.origin.title) == (ARTICLE, date(2025, 7, 26), "Nine")
    assert (problem.document_id, problem.severity, problem.problem) == ("a#2", Severity.ERROR, "no text")


def test_a_word_file_gives_paragraphs_and_tables_and_a_weak_day(entry_of: EntryOf) -> None:
    data = make_docx([ARTICLE, "Second."], title="Nine sign", created=datetime(2025, 7, 26, tzinfo=UTC))
    (document,), (problem,) = load(entry_of("a.docx", data))
    assert document.text == f"{ARTICLE}\nSecond.\nSigned\tnine"
    assert (document.origin.title, document.published) == ("Nine sign", date(2025, 7, 26))
    assert (problem.severity, problem.place) == (Severity.WARNING, "document properties, created")
    (named,), problems = load(entry_of("2025-07-20 a.docx", data))
    assert (named.published, named.origin.published_basis) == (date(2025, 7, 20), "filename")
    assert "2025-07-26" in problems[0].problem


def test_the_day_of_a_template_is_none(entry_of: EntryOf) -> None:
    (document,), problems = load(entry_of("a.docx", make_docx(["Nine signed."])))
    assert (document.published, problems) == (None, ())


@pytest.mark.parametrize(("name", "gzipped"), [("a.warc", False), ("a.warc.gz", True)])
def test_an_archive_of_the_web_gives_its_pages(entry_of: EntryOf, name: str, *, gzipped: bool) -> None:
    head = '<meta property="article:published_time" content="2025-07-26">'
    late = '<meta property="article:published_time" content="2025-09-01">'
    pages = {
        "https://wire.example.org/nine": html(head),
        "https://wire.example.org/late": html(late, text=f"Later. {ARTICLE}"),
    }
    (nine, later), (problem,) = load(entry_of(name, make_warc(pages, gzipped=gzipped)))
    assert (nine.id, nine.origin.url) == ("https://wire.example.org/nine", "https://wire.example.org/nine")
    assert (nine.published, nine.origin.published_basis) == (date(2025, 7, 26), "metadata")
    assert later.published is None
    assert "after the day of fetching, 2025-08-01" in problem.problem


def test_a_zip_file_gives_what_it_holds(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    inner = make_zip({"deep.txt": "Deep.", "deeper.zip": make_zip({"deepest.txt": "Deepest."})})
    data = make_zip(
        {
            "b/2025-07-26 note.txt": "Nine signed.",
            "a.pdf": make_pdf(["Page."]),
            "c.zip": inner,
            "p.png": b"\x89PNG",
            ".hidden.txt": "x",
            "__MACOSX/a.txt": "x",
            "../../up.txt": "Climbed.",
        }
    )
    documents, problems = load(entry_of("all.zip", data))
    assert {document.id: document.text for document in documents} == {
        "all#../../up": "Climbed.",
        "all#a": "Page.",
        "all#b/2025-07-26 note": "Nine signed.",
        "all#c#deep": "Deep.",
    }
    assert next(one for one in documents if "note" in one.id).published == date(2025, 7, 26)
    nested, left = problems
    assert "within an archive" in nested.problem
    assert left.problem == "not read: hidden files: 2; not a known format (.png): 1"


def test_what_the_server_declares_goes_before_what_the_page_does(entry_of: EntryOf) -> None:
    page = html('<meta charset="utf-8">', text=f"“Київ” signs. {ARTICLE}").encode("cp1251")
    (document,), problems = load(replace(entry_of("a.html", page), charset="windows-1251"))
    assert "“Київ” signs" in document.text
    assert problems == ()


def _damaged(make_pdf: MakePdf) -> dict[str, bytes]:
    word, warc = make_docx([ARTICLE]), make_warc({"https://wire.example.org/nine": html()})
    table, packed = make_parquet({"text": [ARTICLE]}), make_zip({"a.txt": ARTICLE, "b.txt": ARTICLE})
    entities = '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    return {
        "cut.pdf": make_pdf([ARTICLE])[:60],
        "cut.docx": word[: len(word) // 2],
        "cut.warc.gz": warc[: len(warc) - 40],
        "cut.parquet": table[: len(table) // 2],
        "cut.zip": packed[: len(packed) // 2],
        "cut.csv": b'text,date\nNine signed.,2025-07-26\n"It breaks',
        "cut.jsonl": b'{"text": "Nine signed."}\n{"text": "It br',
        "cut.json": b'[{"text": "Nine signed."}, {"te',
        "cut.xml": rss().encode()[:600],
        "cut.html": b"<html><head><title>Nine",
        "empty.txt": b"",
        "empty.html": b"",
        "empty.pdf": b"",
        "empty.docx": make_docx([]),
        "empty.warc.gz": make_warc({}),
        "empty.parquet": make_parquet({"text": []}),
        "empty.zip": make_zip({}),
        "empty.csv": b"",
        "empty.tsv": b"text\tdate\n",
        "empty.jsonl": b"\n",
        "empty.json": b"[]",
        "empty.xml": b"",
        "none.rss": b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>',
        "bomb.zip": make_zip({"a.txt": b"x" * 30_000_000}),
        "bomb.docx": make_zip({"word/document.xml": b" " * 30_000_000}),
        "bomb.xml": rss().replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{entities}').encode(),
        "password.zip": encrypted(packed),
        "encoding.txt": b"\x00\x9c\xff\x00",
        "encoding.csv": b"text\n\x00\x9c\xff\x00\n",
        "encoding.json": b'[{"text": "\xff"}]',
        "list.xml": b'<?xml version="1.0"?><opml version="2.0"><body/></opml>',
        "other.xml": b'<?xml version="1.0"?><note><to>x</to></note>',
        "sheet.zip": make_zip({"xl/workbook.xml": b"x"}),
        "old.doc.txt": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
        "packed.gz": b"\x1f\x8b" + b"\0" * 20,
    }


def test_a_damaged_twin_is_an_error_row_with_a_cure_and_the_others_go_on(
    write: Write, tmp_path: Path, make_pdf: MakePdf
) -> None:
    twins = _damaged(make_pdf)
    for name, data in {**twins, "whole.txt": b"Nine signed."}.items():
        write(name, data)
    found = read(tmp_path)
    assert "whole" in {document.id for document in found}
    failed = {
        Path(problem.place.split(",")[0].split(" line")[0].split(" record")[0]).name
        for problem in found.problems
        if problem.severity is Severity.ERROR
    }
    assert set(twins) <= failed, set(twins) - failed
    assert all(problem.cure for problem in found.problems)


def test_what_stands_before_the_damage_is_read(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    for name, data in _damaged(make_pdf).items():
        if name in {"cut.csv", "cut.jsonl", "cut.warc.gz", "cut.xml"}:
            documents, problems = load(entry_of(name, data))
            assert documents, name
            assert any(problem.severity is Severity.ERROR for problem in problems)


def test_an_archive_that_lies_about_its_size_is_stopped(entry_of: EntryOf, monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_zip({"a.txt": "x" * 2000, "b.txt": "Nine signed."})
    monkeypatch.setattr(archives, "MOST_MEMBER_BYTES", 1000)
    documents, (problem,) = load(entry_of("a.zip", data))
    assert [document.text for document in documents] == ["Nine signed."]
    assert "more than 1,000 bytes" in problem.problem
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    assert "2 files" in load(entry_of("a.zip", data))[1][0].problem


def test_word_files_that_are_stored_in_a_zip_file_are_read_each(entry_of: EntryOf) -> None:
    data = make_zip({"a.docx": make_docx([ARTICLE]), "b.txt": "Nine signed."}, packing=zipfile.ZIP_STORED)
    documents, problems = load(entry_of("all.zip", data))
    assert [document.id for document in documents] == ["all#a", "all#b"]
    assert problems == ()


def test_archives_in_an_archive_share_its_limit(entry_of: EntryOf, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"https://wire.example.org/nine": html()}
    inner: dict[str, bytes | str] = {
        "a.zip": make_zip({"a.txt": "Nine signed. " * 300}),
        "b.zip": make_zip({"b.txt": "Ten signed. " * 300}),
        "c.warc.gz": make_warc(pages),
        "d.txt": "None signed.",
    }
    data = make_zip(inner)
    listed = sum(map(len, inner.values()))
    monkeypatch.setattr(archives, "MOST_BYTES", listed + 5500)
    documents, problems = load(entry_of("all.zip", data))
    assert [document.id for document in documents] == ["all#a#a", "https://wire.example.org/nine", "all#d"]
    assert [problem.document_id for problem in problems] == ["all#b"]
    monkeypatch.setattr(archives, "MOST_BYTES", listed + 12000)
    assert len(load(entry_of("all.zip", data))[0]) == len(inner)


def test_comments_before_no_markup_are_read_once(entry_of: EntryOf) -> None:
    (document,), _ = load(entry_of("a.txt", "<!---->" * 60 + "Nine signed."))
    assert document.text.endswith("Nine signed.")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", html(), "a web page"),
        ("a.txt", rss(), "a feed"),
        ("a.html", rss(), "a feed"),
        ("a.pdf", html(), "a web page"),
        ("a.csv", '{"text": "Nine signed."}\n{"text": "Ten."}\n', "JSON lines"),
        ("a.docx", "Nine signed.", ""),
    ],
)
def test_content_goes_before_the_suffix(entry_of: EntryOf, name: str, content: str, kind: str) -> None:
    documents, problems = load(entry_of(name, content))
    if kind:
        assert documents
        assert problems[0].problem == f"the file is {kind}, whatever its suffix says, and was read as one"
    else:
        assert problems[0].severity is Severity.ERROR


def test_a_file_without_a_known_suffix_is_taken_where_its_content_tells(write: Write) -> None:
    (document,) = read(write("page", html()))
    assert document.origin.title == "Nine sign"
    with pytest.raises(SourceError, match="not a known format"):
        survey([write("words", "Nine signed.")])


def test_a_list_of_records_in_json(entry_of: EntryOf) -> None:
    content = json.dumps({"status": "ok", "articles": [{"content": ARTICLE, "publishedAt": "2025-07-26T10:00:00Z"}, 5]})
    (document,), (problem, *_) = load(entry_of("a.json", content))
    assert (document.text, document.published) == (ARTICLE, date(2025, 7, 26))
    assert problem.place == "a.json record 2"


def test_markup_in_a_column_that_says_so_is_taken_off(entry_of: EntryOf) -> None:
    (document,), _ = load(entry_of("a.csv", "content_html\n<p>Nine <b>signed</b>.</p><p>AT&amp;T.</p>\n"))
    assert document.text == "Nine signed.\nAT&T."
