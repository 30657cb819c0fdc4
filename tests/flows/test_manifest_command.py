"""``timeline manifest``: what was found, to be corrected by hand and used from then on."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.flows.commands import timeline
from timeline.reading import read

pytestmark = pytest.mark.slow

_PAGE = (
    "<html><head><title>Nine sign</title>{head}</head><body><article><h1>Nine sign</h1><p>Ministers of nine countries"
    " met in Geneva to sign the declaration that they had negotiated since the winter.</p></article></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files whose days are sure, likely, doubtful and none."""
    articles = tmp_path / "articles"
    articles.mkdir()
    sure = (
        '<meta name="date" content="2025-07-26"><meta property="og:site_name" content="=Wire">'
        '<link rel="canonical" href="https://w.example/2025/07/26/nine">'
    )
    (articles / "sure.html").write_text(_PAGE.format(head=sure), encoding="utf-8")
    (articles / "2025-07-26 likely.txt").write_text("Nine signed.", encoding="utf-8")
    doubtful = '<meta name="date" content="2025-07-26"><link rel="canonical" href="https://w.example/2024/01/02/nine">'
    (articles / "doubtful.html").write_text(_PAGE.format(head=doubtful), encoding="utf-8")
    (articles / "none.txt").write_text("Nine signed.", encoding="utf-8")
    (articles / "two.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    return articles


def _rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_a_manifest_says_how_sure_each_day_is_and_what_else_is_said(folder: Path) -> None:
    done = timeline(folder.parent, "manifest", "articles")
    assert done.returncode == 0, done.stderr
    assert "5 files; days: 1 sure, 1 likely, 1 doubtful, 1 none" in done.stdout
    rows = _rows(folder / "manifest.csv")
    assert {name: row["sure"] for name, row in rows.items()} == {
        "2025-07-26 likely.txt": "likely",
        "doubtful.html": "doubtful",
        "none.txt": "none",
        "sure.html": "sure",
        "two.jsonl": "",
    }
    assert rows["sure.html"]["published_basis"] == "metadata"
    assert "url 2024-01-02" in rows["doubtful.html"]["others"]
    assert rows["sure.html"]["publisher"] == "'=Wire"
    assert rows["two.jsonl"]["others"] == "holds 2 documents with days of their own"


def test_what_it_says_is_used_and_what_is_corrected_in_it_is_given(folder: Path) -> None:
    before = read(folder)
    timeline(folder.parent, "manifest", "articles")
    after = read(folder)
    assert [document.origin for document in after] == [document.origin for document in before]
    assert after.problems == before.problems
    path = folder / "manifest.csv"
    path.write_text(path.read_text("utf-8-sig").replace("none.txt,none,,", "none.txt,none,26/07/2025,"), "utf-8")
    (corrected,) = (document for document in read(folder) if document.id == "none")
    assert (str(corrected.published), corrected.origin.published_basis) == ("2025-07-26", "given")


def test_a_manifest_is_never_overwritten_unasked(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file\nnone.txt\n", encoding="utf-8")
    refused = timeline(folder.parent, "manifest", "articles")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert (folder / "manifest.csv").read_text("utf-8") == "file\nnone.txt\n"
    done = timeline(folder.parent, "manifest", "articles", "--force")
    assert done.returncode == 0
    assert list(_rows(folder / "manifest.csv")) == ["none.txt"]
    assert "left out: not named in manifest.csv: 4" in done.stderr


def test_it_can_be_written_as_json_lines(folder: Path) -> None:
    assert timeline(folder.parent, "manifest", "articles", "--jsonl").returncode == 0
    assert len(read(folder)) == 6


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    done = timeline(tmp_path, "manifest", "nowhere")
    assert (done.returncode, "no such folder" in done.stderr) == (2, True)
