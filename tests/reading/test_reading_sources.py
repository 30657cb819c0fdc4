"""What a run is going to read: files, folders and manifests, with all that is left out counted."""

from __future__ import annotations

import os
import pickle
from datetime import date
from pathlib import Path

import pytest

from tests.reading.reading_files import Write
from timeline.errors import SourceError
from timeline.model import Severity
from timeline.reading import load, read, survey


def _ids(*sources: str | Path) -> list[str]:
    return [entry.document_id for entry in survey(sources).entries]


def test_a_folder_is_read_in_the_order_of_its_paths(write: Write, tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.md", "a/y/x.html", "A.PDF", "a.b.txt", "c.jsonl"]:
        write(name, "x")
    assert _ids(tmp_path) == ["A", "a/y/x", "a/z", "a.b", "b", "c"]
    assert survey([str(tmp_path)]) == survey([tmp_path])


def test_what_a_folder_does_not_give_is_counted_by_reason(write: Write, tmp_path: Path) -> None:
    for name in ["a.txt", ".hidden.txt", ".git/x.txt", "p.png", "q.PNG", "Makefile", "~a.odt"]:
        write(name, "x")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert survey([tmp_path]).left_out == {
        "broken links": 1,
        "hidden files": 1,
        "hidden folders": 1,
        "not a known format (.odt)": 1,
        "not a known format (.png)": 2,
        "not a known format (no suffix)": 1,
        "not a regular file": 1,
    }
    assert _ids(tmp_path) == ["a"]


def test_a_loop_of_links_does_not_hang(write: Write, tmp_path: Path) -> None:
    write("sub/a.txt", "x")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = survey([tmp_path])
    assert [entry.document_id for entry in found.entries] == ["sub/a"]
    assert found.left_out == {"broken links": 1, "links to folders": 1}


def test_a_file_can_be_a_source(write: Write) -> None:
    path = write("sub/report.v2.txt", "x")
    assert _ids(path) == ["report.v2"]


def test_entries_travel_to_workers_small(write: Write) -> None:
    (entry,) = survey([write("a.txt", "x" * 100_000)], published=date(2025, 7, 26)).entries
    assert pickle.loads(pickle.dumps(entry)) == entry  # noqa: S301 - our own bytes
    assert len(pickle.dumps(entry)) < 2000


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "HTTP://example.org/a.html", Path("https://example.org/a")]
)
def test_an_address_is_refused_with_a_cure(address: str | Path) -> None:
    with pytest.raises(SourceError, match="an address is not read here") as caught:
        survey([address])
    assert "save the page" in caught.value.cure


@pytest.mark.parametrize("name", ["missing.txt", "missing", "", "a\0b", "x" * 5000])
def test_a_missing_source_names_its_path_and_cure(tmp_path: Path, name: str) -> None:
    source = f"{tmp_path}/{name}" if name else ""
    with pytest.raises(SourceError) as caught:
        survey([source])
    assert caught.value.file == source
    assert caught.value.cure


def test_nothing_to_read_is_an_error_that_says_what_was_there(write: Write, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(SourceError, match="it is empty"):
        survey([empty])
    picture = write("pictures/a.png", "x")
    with pytest.raises(SourceError, match=r"not a known format \(\.png\): 1"):
        survey([picture.parent])
    with pytest.raises(SourceError, match="not a known format") as caught:
        survey([picture])
    assert ".txt" in caught.value.cure
    with pytest.raises(SourceError, match="no source"):
        survey([])


def test_one_bad_source_among_good_ones_stops_the_run(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read([write("a.txt", "x"), tmp_path / "missing.txt"])


def test_a_file_of_two_sources_is_read_once(write: Write, tmp_path: Path) -> None:
    path = write("sub/a.txt", "x")
    found = survey([tmp_path, path.parent, path])
    assert [entry.document_id for entry in found.entries] == ["sub/a"]
    assert found.left_out == {"named twice": 2}


def test_what_a_manifest_states_goes_before_a_mere_find(write: Write) -> None:
    path = write("a.txt", "x")
    manifest = write("manifest.jsonl", '{"file": "a.txt", "id": "one"}')
    assert _ids(path, manifest, manifest.parent) == ["one"]


def test_a_name_that_is_not_utf8_is_an_error_row(write: Write, tmp_path: Path) -> None:
    write("a.txt", "x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    found = survey([tmp_path])
    assert [entry.document_id for entry in found.entries] == ["a"]
    (problem,) = found.problems
    assert (problem.document_id, problem.severity) == ("caf\ufffd", Severity.ERROR)


def test_documents_come_by_id_and_a_clash_keeps_the_first(write: Write, tmp_path: Path) -> None:
    write("z.txt", "---\nid: aa\n---\nHeader id")
    write("b.html", "<p></p>")
    write("m.md", "Markdown")
    write("m.txt", "Text")
    found = read(tmp_path)
    assert [(document.id, document.text) for document in found] == [("aa", "Header id"), ("m", "Markdown")]
    assert len(found) == 2
    page, clash = found.problems
    assert page.document_id == "b"
    assert (clash.document_id, clash.severity, clash.place) == ("m", Severity.ERROR, "m.md, m.txt")
    assert "manifest" in clash.cure


def test_clashes_of_two_folders_are_named_from_the_folder_they_share(write: Write) -> None:
    one, two = write("one/a.txt", "1"), write("two/a.txt", "2")
    found = read([one.parent, two.parent])
    assert [document.text for document in found] == ["1"]
    assert [problem.place for problem in found.problems] == ["one/a.txt, two/a.txt"]


def test_clashes_within_a_file_are_error_rows(write: Write) -> None:
    path = write("a.jsonl", '{"text": "A", "id": "x"}\n{"text": "B", "id": "x"}\n{"text": "C", "id": "x"}')
    found = read(path)
    assert [document.text for document in found] == ["A"]
    assert [problem.document_id for problem in found.problems] == ["x", "x"]


def test_the_run_s_day_is_given_to_what_has_none(write: Write) -> None:
    (document,) = read(write("a.txt", "x"), published=date(2025, 7, 26))
    assert (document.published, document.origin.published_basis) == (date(2025, 7, 26), "given")


def test_a_file_that_vanished_or_is_none_is_an_error_row(write: Write, tmp_path: Path) -> None:
    (entry,) = survey([write("a.txt", "x")]).entries
    entry.path.unlink()
    documents, (problem,) = load(entry)
    assert documents == ()
    assert (problem.document_id, problem.severity, problem.place) == ("a", Severity.ERROR, "a.txt")
    (tmp_path / "a.txt").mkdir()
    assert load(entry)[1][0].severity is Severity.ERROR
