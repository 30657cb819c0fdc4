"""Plain text: character for character, with a header that fills what the manifest leaves open."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.reading_files import EntryOf
from timeline.model import Severity
from timeline.reading import load


@pytest.mark.parametrize("suffix", [".txt", ".text", ".md", ".TXT"])
@pytest.mark.parametrize(
    "text",
    [
        "line\r\nline\rline\n",
        "  leading and trailing blanks \n\n",
        "NUL \x00 and bell \x07 and form feed \x0c",
        "# Heading\n\n* item — “quoted” 😀\u2028next",
        "---\nA rule, and no header: it is never closed",
        "---\nThis line is prose\n---\nSo this is no header",
        "---\n---\nTwo rules are no header",
        " ---\nid: x\n---\nA fence that does not start the file",
        "--- \nid: x\n---\nA fence with a blank",
    ],
)
def test_the_text_is_the_files_text_character_for_character(entry_of: EntryOf, text: str, suffix: str) -> None:
    (document,), problems = load(entry_of(f"a{suffix}", text))
    assert document.text == text
    assert problems == ()
    assert document.id == "a"
    assert (document.published, document.origin.published_basis) == (None, "none")
    assert document.origin.language == "en"


def test_a_byte_order_mark_is_taken_off_once(entry_of: EntryOf) -> None:
    (document,), _ = load(entry_of("a.txt", "\ufeff\ufeffText"))
    assert document.text == "\ufeffText"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_header_gives_the_origin_and_the_text_starts_behind_it(entry_of: EntryOf, end: str, mark: str) -> None:
    header = [
        "---",
        "id: own",
        "Published: 26 July 2025",
        'title: "A: b"',
        "source: Wire",
        "url: https://w.example.org/a",
        "language: fr",
        "---",
        "",
    ]
    (document,), problems = load(entry_of("a.txt", mark + end.join(header) + "\r\n Text"))
    origin = document.origin
    assert (origin.id, origin.title, origin.publisher) == ("own", "A: b", "Wire")
    assert (origin.url, origin.language) == ("https://w.example.org/a", "fr")
    assert (origin.published, origin.published_basis) == (date(2025, 7, 26), "given")
    assert document.text == "\r\n Text"
    assert problems == ()


def test_the_manifest_goes_before_the_header(entry_of: EntryOf) -> None:
    content = "---\nid: own\ntitle: Header\npublisher: Header\npublished: nonsense\n---\nText"
    manifest = {"id": "listed", "title": "Manifest", "published": date(2025, 1, 2), "published_basis": "given"}
    (document,), problems = load(entry_of("a.txt", content, **manifest))
    origin = document.origin
    assert (origin.id, origin.title, origin.publisher) == ("listed", "Manifest", "Header")
    assert origin.published == date(2025, 1, 2)
    assert problems == ()


def test_a_header_goes_before_the_run_s_publication_day(entry_of: EntryOf) -> None:
    fallback = date(2024, 1, 1)
    (with_day,), _ = load(entry_of("a.txt", "---\npublished: 2025-07-26\n---\nText", fallback=fallback))
    (without,), _ = load(entry_of("b.txt", "Text", fallback=fallback))
    assert with_day.published == date(2025, 7, 26)
    assert (without.published, without.origin.published_basis) == (fallback, "given")


def test_a_header_s_impossible_day_and_unknown_keys_are_warnings(entry_of: EntryOf) -> None:
    content = "---\nid: own\npublished: 2025-02-30\nauthor: X\nfile: y\n---\nText"
    (document,), (day, unknown) = load(entry_of("a.txt", content))
    assert (document.published, document.origin.published_basis) == (None, "none")
    assert (day.document_id, day.severity, day.place) == ("own", Severity.WARNING, "header, published")
    assert "2025-02-30" in day.problem
    assert "YYYY-MM-DD" in day.cure
    assert (unknown.severity, unknown.place, unknown.problem) == (Severity.WARNING, "header", "not read: author, file")


def test_bytes_that_are_not_utf8_are_named_by_their_offset(entry_of: EntryOf) -> None:
    documents, (problem,) = load(entry_of("a.txt", b"caf\xe9 opens"))
    assert documents == ()
    assert (problem.severity, problem.document_id, problem.place) == (Severity.ERROR, "a", "a.txt, byte 3")
    assert "0xe9" in problem.problem
    assert "UTF-8" in problem.cure


@pytest.mark.parametrize("content", ["", " \n\t", "\ufeff", "---\nid: x\n---\n\n"])
def test_a_blank_file_is_an_error(entry_of: EntryOf, content: str) -> None:
    documents, (problem,) = load(entry_of("a.txt", content))
    assert documents == ()
    assert problem.severity is Severity.ERROR
    assert "no text" in problem.problem


def test_a_pdf_under_another_name_is_told(entry_of: EntryOf) -> None:
    documents, (problem,) = load(entry_of("a.txt", "%PDF-1.4\nplain"))
    assert documents == ()
    assert "a PDF" in problem.problem
