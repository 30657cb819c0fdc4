"""A manifest lists what is read; each of its lines stands or falls alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.reading.reading_files import Write
from timeline.errors import SourceError
from timeline.model import Severity
from timeline.reading import load, read, survey


def _lines(*records: dict[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_a_manifest_gives_order_and_origin(write: Write, tmp_path: Path) -> None:
    write("texts/b.txt", "B")
    write("a.txt", "A")
    write("extra.txt", "not listed")
    write(".hidden", "x")
    write("manifest.csv", "file\nextra.txt\n")
    full = {"id": "one", "file": "texts/b.txt", "published": "26 July 2025", "title": "T", "url": "u", "source": "Wire"}
    write("manifest.jsonl", "\ufeff" + _lines({**full, "language": "fr"}) + "\n" + _lines({"file": "a.txt"}))
    found = survey([tmp_path])
    first, second = found.entries
    assert (first.document_id, second.document_id) == ("one", "a")
    origin = first.origin
    assert (origin.title, origin.url, origin.publisher, origin.language) == ("T", "u", "Wire", "fr")
    assert (origin.published, origin.published_basis) == (date(2025, 7, 26), "given")
    assert found.problems == ()
    assert found.left_out == {"hidden files": 1, "not named in manifest.jsonl": 2}
    (document,), _ = load(second)
    assert (document.id, document.origin.language, document.published) == ("a", "en", None)


def test_a_csv_manifest_is_the_same(write: Write, tmp_path: Path) -> None:
    write("a.txt", "A")
    write("manifest.csv", '\ufeffFile,id,published,title,publisher\r\na.txt,one,2025-07-26,"A, ""b""\nc",Wire\r\n')
    (entry,) = survey([tmp_path]).entries
    assert (entry.document_id, entry.origin.title, entry.origin.publisher) == ("one", 'A, "b"\nc', "Wire")
    assert entry.origin.published == date(2025, 7, 26)


def test_a_manifest_can_be_the_source_and_publisher_wins_over_source(write: Write) -> None:
    write("a.txt", "A")
    path = write("manifest.jsonl", _lines({"file": "a.txt", "source": "S", "publisher": "P"}))
    found = survey([path])
    assert [entry.origin.publisher for entry in found.entries] == ["P"]
    assert found.left_out == {}


def test_a_folder_inside_may_have_its_own_manifest(write: Write, tmp_path: Path) -> None:
    write("top.txt", "x")
    write("sub/a.txt", "x")
    write("sub/b.txt", "x")
    write("sub/manifest.jsonl", _lines({"file": "a.txt"}, {"file": "gone.txt"}))
    found = survey([tmp_path])
    assert sorted(entry.document_id for entry in found.entries) == ["sub/a", "top"]
    assert found.left_out == {"not named in manifest.jsonl": 1}
    assert [problem.place for problem in found.problems] == ["sub/manifest.jsonl line 2"]


@pytest.mark.parametrize(
    ("line", "document_id", "problem"),
    [
        ("{not json", "manifest.jsonl", "not JSON"),
        ("[1]", "manifest.jsonl", "not a JSON object"),
        ('{"id": "x"}', "x", "no file is named"),
        ('{"file": ""}', "manifest.jsonl", "no file is named"),
        ('{"file": "gone.txt"}', "gone", "missing"),
        ('{"file": "folder"}', "folder", "is no file"),
        ('{"file": "../outside.txt"}', "../outside", "outside"),
        ('{"file": "folder/../../outside.txt"}', "folder/../../outside", "outside"),
        ('{"file": "/etc/hosts"}', "/etc/hosts", "outside"),
        ('{"file": "link.txt"}', "link", "outside"),
        ('{"file": "a\\u0000.txt"}', "a\0", "NUL"),
        ('{"file": "\\ud800.txt"}', "\ufffd", "missing"),
        ('{"file": "' + "x" * 5000 + '"}', "x" * 5000, "cannot be looked up"),
        ('{"file": "a.txt", "id": "first"}', "first", "already that of line 1"),
    ],
)
def test_a_bad_line_is_an_error_and_the_others_go_on(
    write: Write, tmp_path: Path, line: str, document_id: str, problem: str
) -> None:
    write("outside.txt", "secret")
    write("in/a.txt", "A")
    write("in/folder/b.txt", "B")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "outside.txt")
    good = [_lines({"file": "a.txt", "id": "first"}), _lines({"file": "folder/b.txt", "id": "last"})]
    path = write("in/manifest.jsonl", f"{good[0]}{line}\n{good[1]}")
    found = survey([path])
    assert [entry.document_id for entry in found.entries] == ["first", "last"]
    (wrong,) = found.problems
    assert (wrong.document_id, wrong.severity, wrong.place) == (document_id, Severity.ERROR, "manifest.jsonl line 2")
    assert problem in wrong.problem
    assert wrong.cure


@pytest.mark.parametrize("published", ["2025-02-30", "03/04/2025", "July 2025", True, {"day": 26}])
def test_an_impossible_day_is_a_warning_and_the_document_goes_through(write: Write, published: object) -> None:
    write("a.txt", "A")
    found = read(write("manifest.jsonl", _lines({"file": "a.txt", "published": published})))
    (document,) = found
    assert (document.published, document.origin.published_basis) == (None, "none")
    (problem,) = found.problems
    assert (problem.document_id, problem.severity) == ("a", Severity.WARNING)
    assert problem.place == "manifest.jsonl line 1, published"
    assert "YYYY-MM-DD" in problem.cure


@pytest.mark.parametrize("published", [None, "", "  "])
def test_an_empty_day_is_no_problem(write: Write, published: object) -> None:
    write("a.txt", "A")
    found = read(write("manifest.jsonl", _lines({"file": "a.txt", "published": published})))
    assert found.problems == ()
    assert len(found) == 1


def test_unknown_fields_are_one_warning_a_manifest(write: Write) -> None:
    write("a.txt", "A")
    write("b.txt", "B")
    records = [{"file": "a.txt", "zeta": 1, "source": "S"}, {"file": "b.txt", "zeta": 2, "alpha": 3}]
    (problem,) = survey([write("manifest.jsonl", _lines(*records))]).problems
    assert (problem.document_id, problem.severity) == ("manifest.jsonl", Severity.WARNING)
    assert problem.problem == "not read: alpha, zeta"


def test_a_row_with_too_many_cells_is_an_error_at_its_line(write: Write) -> None:
    write("a.txt", "A")
    path = write("manifest.csv", "file,title\na.txt,A\na.txt,Two, cells\n")
    found = survey([path])
    assert [entry.document_id for entry in found.entries] == ["a"]
    (problem,) = found.problems
    assert (problem.place, problem.problem) == ("manifest.csv line 3", "more cells than columns")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("manifest.jsonl", b"", "lists nothing"),
        ("manifest.csv", b"", "no column"),
        ("manifest.csv", b"file\n", "lists nothing"),
        ("manifest.csv", b"name,title\na.txt,A\n", "no column"),
        ("manifest.csv", b'file,title\na.txt,"A\n', "not CSV"),
        ("manifest.csv", b"file,title\na.txt,caf\xe9\n", "not UTF-8"),
    ],
)
def test_a_manifest_that_cannot_be_read_at_all_stops_the_run(
    write: Write, name: str, content: bytes, problem: str
) -> None:
    path = write(name, content)
    with pytest.raises(SourceError, match=problem) as caught:
        survey([path.parent])
    assert caught.value.file == str(path)
    assert caught.value.cure


def test_a_line_that_is_not_utf8_falls_alone(write: Write) -> None:
    write("a.txt", "A")
    path = write("manifest.jsonl", b'{"file": "caf\xe9.txt"}\n{"file": "a.txt"}\n')
    found = survey([path])
    assert [entry.document_id for entry in found.entries] == ["a"]
    assert [problem.place for problem in found.problems] == ["manifest.jsonl line 1"]


def test_a_manifest_whose_lines_are_all_bad_keeps_its_problems(write: Write, tmp_path: Path) -> None:
    write("manifest.jsonl", _lines({"file": "gone.txt"}))
    found = read(tmp_path)
    assert (len(found), [problem.severity for problem in found.problems]) == (0, [Severity.ERROR])
