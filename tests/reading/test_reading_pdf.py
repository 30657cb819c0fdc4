"""PDF: the text layer with its pages; damaged, encrypted and scanned files are told apart."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from tests.reading.reading_files import EntryOf, MakePdf
from timeline.model import Severity
from timeline.reading import load

_DATED = "/CreationDate (D:20250726233000-07'00') /Title (The Accord)"
_GIVEN = {"published": date(2025, 7, 1), "published_basis": "given"}


def _encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, password[::-1] or None, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pages_are_joined_and_their_offsets_known(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    (document,), problems = load(entry_of("a.pdf", make_pdf(["First page.", "", "Third page."])))
    assert document.text == "First page.\n\nThird page."
    assert document.pages == (0, 12, 13)
    assert document.page_at(document.text.index("First")) == 1
    assert document.page_at(document.text.index("Third")) == 3
    assert (document.published, document.origin.published_basis) == (None, "none")
    assert problems == ()


def test_the_creation_date_is_a_weak_day_with_a_warning(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    (document,), (problem,) = load(entry_of("a.pdf", make_pdf(["Text."], info=_DATED)))
    assert (document.published, document.origin.published_basis) == (date(2025, 7, 26), "pdf")
    assert document.origin.title == "The Accord"
    assert (problem.severity, problem.document_id) == (Severity.WARNING, "a")
    assert "CreationDate" in problem.place


def test_what_is_given_goes_before_the_creation_date(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    data = make_pdf(["Text."], info=_DATED)
    (listed,), no_problems = load(entry_of("a.pdf", data, title="Listed", **_GIVEN))
    assert (listed.published, listed.origin.published_basis, listed.origin.title) == (
        date(2025, 7, 1),
        "given",
        "Listed",
    )
    assert no_problems == ()
    (argued,), none = load(entry_of("b.pdf", data, fallback=date(2025, 7, 2)))
    assert (argued.published, argued.origin.published_basis) == (date(2025, 7, 2), "given")
    assert none == ()


def test_a_creation_date_that_is_none_counts_for_nothing(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    (document,), problems = load(entry_of("a.pdf", make_pdf(["Text."], info="/CreationDate (last Tuesday)")))
    assert (document.published, document.origin.published_basis) == (None, "none")
    assert problems == ()


def test_a_scan_is_an_error_with_the_cure(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    documents, (problem,) = load(entry_of("a.pdf", make_pdf(["", ""])))
    assert documents == ()
    assert problem.severity is Severity.ERROR
    assert "OCR" in problem.cure


def test_an_encrypted_file_is_an_error_and_an_empty_password_is_none(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    data = make_pdf(["Text."])
    documents, (problem,) = load(entry_of("a.pdf", _encrypted(data, "secret")))
    assert documents == ()
    assert "encrypted" in problem.problem
    (document,), _ = load(entry_of("b.pdf", _encrypted(data, "")))
    assert document.text == "Text."


def test_a_damaged_file_is_an_error(entry_of: EntryOf, make_pdf: MakePdf) -> None:
    data = make_pdf(["Text."])
    for name, damaged in {"cut": data[:40], "empty": b"", "login page": b"<html></html>"}.items():
        documents, (*_, problem) = load(entry_of(f"{name}.pdf", damaged))
        assert documents == ()
        assert (problem.severity, problem.document_id) == (Severity.ERROR, name)
        assert problem.cure
