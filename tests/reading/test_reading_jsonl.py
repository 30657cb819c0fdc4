"""JSON lines: one document a line, and no line takes another down."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.reading.reading_files import EntryOf
from timeline.model import Severity
from timeline.reading import load


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson"])
def test_each_line_is_a_document(entry_of: EntryOf, suffix: str) -> None:
    full = {"text": " A\r\n\u2028b ", "id": 7, "published": "2025-07-26", "title": "T", "source": "Wire", "url": "u"}
    content = "\ufeff" + json.dumps(full, ensure_ascii=False) + '\r\n\n{"text": "Second", "language": "fr"}\n'
    (first, second), problems = load(entry_of(f"a{suffix}", content))
    assert (first.id, first.text, first.published) == ("7", " A\r\n\u2028b ", date(2025, 7, 26))
    assert (first.origin.title, first.origin.publisher, first.origin.url) == ("T", "Wire", "u")
    assert first.origin.published_basis == "given"
    assert (second.id, second.text, second.origin.language) == ("a#3", "Second", "fr")
    assert second.published is None
    assert [(problem.document_id, problem.place) for problem in problems] == [("a#3", "language")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{not json", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"title": "x"}', "no text"),
        (b'{"text": 5}', "no text"),
        (b'{"text": " \\n"}', "blank"),
        (b'{"text": "\xe9"}', "not UTF-8"),
        (b'{"text": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_an_error_and_the_others_go_on(entry_of: EntryOf, line: bytes, problem: str) -> None:
    content = b'{"text": "First"}\n' + line + b'\n{"text": "Third"}'
    documents, (wrong,) = load(entry_of("a.jsonl", content))
    assert [document.id for document in documents] == ["a#1", "a#3"]
    assert (wrong.document_id, wrong.severity, wrong.place) == ("a#2", Severity.ERROR, "a.jsonl line 2")
    assert problem in wrong.problem
    assert wrong.cure


def test_an_impossible_day_and_unknown_fields_are_warnings(entry_of: EntryOf) -> None:
    content = '{"text": "A", "id": "x", "published": "2025-02-30", "zeta": 1, "alpha": 2}\n{"text": "B", "alpha": 1}'
    (document, _), (day, unknown) = load(entry_of("a.jsonl", content))
    assert document.published is None
    assert (day.document_id, day.severity, day.place) == ("x", Severity.WARNING, "a.jsonl line 1, published")
    assert (unknown.severity, unknown.problem) == (Severity.WARNING, "not read: alpha, zeta")


def test_a_line_goes_before_the_manifest_and_that_before_the_run(entry_of: EntryOf) -> None:
    content = '{"text": "A", "published": "2025-07-26", "publisher": "Own"}\n{"text": "B"}'
    given = {"id": "feed", "published": date(2025, 7, 1), "published_basis": "given", "publisher": "Listed"}
    (own, listed), _ = load(entry_of("a.jsonl", content, fallback=date(2024, 1, 1), **given))
    assert (own.id, own.published, own.origin.publisher) == ("feed#1", date(2025, 7, 26), "Own")
    assert (listed.id, listed.published, listed.origin.publisher) == ("feed#2", date(2025, 7, 1), "Listed")
    (argued,), _ = load(entry_of("b.jsonl", '{"text": "B"}', fallback=date(2024, 1, 1)))
    assert argued.published == date(2024, 1, 1)


def test_a_lone_surrogate_is_replaced_with_a_warning(entry_of: EntryOf) -> None:
    content = r'{"text": "a\ud83d and \ud83d\ude00", "title": "t\ud83d"}'
    (document,), (problem,) = load(entry_of("a.jsonl", content))
    assert document.text == "a\ufffd and 😀"
    assert document.origin.title == "t\ufffd"
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_documents_is_an_error(entry_of: EntryOf, content: str) -> None:
    documents, (problem,) = load(entry_of("a.jsonl", content))
    assert documents == ()
    assert "no documents" in problem.problem
