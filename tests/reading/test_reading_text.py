"""Plain text: character for character, with a header that fills what the manifest leaves open."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.reading_files import EntryOf, MakePdf
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
    assert [problem.place for problem in problems] == ["language"]


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


@pytest.mark.parametrize(
    ("text", "encoding", "warned"),
    [
        ("café opens", "cp1252", True),
        ("“Größe” – für Köln", "cp1252", True),
        ("Министры девяти стран встретились в Женеве, чтобы подписать декларацию.", "cp1251", True),
        ("café opens", "utf-16", False),
        ("café opens", "utf-8-sig", False),
    ],
)
def test_a_character_set_that_is_guessed_is_a_warning(
    entry_of: EntryOf, text: str, encoding: str, *, warned: bool
) -> None:
    (document,), problems = load(entry_of("a.txt", text.encode(encoding)))
    assert document.text == text
    assert ("a.txt, character set" in [problem.place for problem in problems]) == warned


def test_bytes_that_are_no_text_are_an_error(entry_of: EntryOf) -> None:
    documents, (problem,) = load(entry_of("a.txt", b"\x00\x01\xff\xfe\x00\x9c"))
    assert documents == ()
    assert (problem.severity, problem.document_id, problem.place) == (Severity.ERROR, "a", "a.txt")


@pytest.mark.parametrize("content", ["", " \n\t", "\ufeff", "---\nid: x\n---\n\n"])
def test_a_blank_file_is_an_error(entry_of: EntryOf, content: str) -> None:
    documents, (problem,) = load(entry_of("a.txt", content))
    assert documents == ()
    assert problem.severity is Severity.ERROR
    assert "no text" in problem.problem


def test_a_file_of_another_suffix_is_read_as_what_it_is(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    (document,), (problem,) = load(entry_of("a.txt", make_pdf(["Nine signed."])))
    assert (document.text, document.pages) == ("Nine signed.", (0,))
    assert (problem.severity, problem.place) == (Severity.WARNING, "a.txt")
    assert "a PDF" in problem.problem


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("2025-07-26 Ministry.txt", date(2025, 7, 26)),
        ("report_20250726.txt", date(2025, 7, 26)),
        ("26 July 2025.txt", date(2025, 7, 26)),
        ("Ministry 2025.txt", None),
        ("2025-07-26 to 2025-07-28.txt", None),
        ("12345678.txt", None),
    ],
)
def test_a_file_s_name_may_hold_its_day(entry_of: EntryOf, name: str, published: date | None) -> None:
    (document,), problems = load(entry_of(name, "Nine signed."))
    basis = "filename" if published else "none"
    assert (document.published, document.origin.published_basis, problems) == (published, basis, ())


@pytest.mark.parametrize(
    "text",
    [
        "GENEVA, July 26, 2025 (GLOBE NEWSWIRE) -- Nine signed.",
        "Nine sign\n\nGENEVA, 26 July 2025 – Nine signed.",
        "GENEVA, Switzerland, July 26, 2025 /PRNewswire/ -- Nine signed.",
        "Nine sign\nPublished: 26 July 2025\nNine signed.",
        "Nine sign\n26 July 2025\nNine signed.",
        "FOR IMMEDIATE RELEASE\nSaturday, July 26, 2025\nNine signed.",
        "Nine sign\nBy A. Writer | Posted July 26, 2025 | Updated July 30, 2025\nNine signed.",
    ],
)
def test_a_dateline_gives_the_day_and_goes_before_the_name(entry_of: EntryOf, text: str) -> None:
    (document,), problems = load(entry_of("2025-07-27 note.txt", text))
    assert (document.published, document.origin.published_basis) == (date(2025, 7, 26), "dateline")
    assert problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "On 26 July 2025 nine states signed.",
        "Nine states signed on July 26, 2025, in Geneva.",
        "Last updated: 26 July 2025\nNine signed.",
        "© 26 July 2025 Meridian Wire\nNine signed.",
        "Geneva, July 2025 – Nine signed.",
    ],
)
def test_a_day_that_is_told_is_no_dateline(entry_of: EntryOf, text: str) -> None:
    (document,), _ = load(entry_of("a.txt", text))
    assert document.published is None


def test_a_name_and_a_dateline_that_disagree_are_a_warning(entry_of: EntryOf) -> None:
    (document,), (problem,) = load(entry_of("2024-01-02 note.txt", "GENEVA, July 26, 2025 – Nine signed."))
    assert document.published == date(2025, 7, 26)
    assert (problem.severity, problem.place) == (Severity.WARNING, "file name")
    assert "2024-01-02" in problem.problem
    assert "2025-07-26" in problem.problem
