"""`make diff` tells what a change of the working tree does to events."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.diff.__main__ import ROOT, Found, differences, main

pytestmark = pytest.mark.slow

OLD = Found("a", "conference", "forum", 10, 15, "undated", "planned")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with this library and one small article, committed."""
    ignored = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(ROOT / "timeline", tmp_path / "timeline", ignore=ignored)
    (tmp_path / "seeds").mkdir()
    text = "---\npublished: 2025-07-28\n---\nThe World AI Forum opened in Rome on Saturday. China banned exports.\n"
    (tmp_path / "seeds" / "news.txt").write_text(text, encoding="utf-8")
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "as it was"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def mentions_after(table: str) -> int:
    return int(table.rstrip().removesuffix(" after").split()[-1])


def test_a_tiny_change_is_told(repository: Path) -> None:
    same = main(repository)
    assert same.startswith("0 gained, 0 lost, 0 changed; ")

    (repository / "timeline" / "rules" / "events" / "conference.toml").unlink()

    table = main(repository).splitlines()
    assert [line.split()[:2] for line in table if line.startswith(("lost", "gained", "changed"))] == [["lost", "news"]]
    [lost] = [line for line in table if line.startswith("lost")]
    assert "conference" in lost
    assert "2025-07-26, occurred" in lost
    assert table[-1].startswith("0 gained, 1 lost, 0 changed; ")


def test_articles_of_the_benchmark_are_read_once_they_are_there(repository: Path) -> None:
    count = mentions_after(main(repository))
    articles = repository / "timeline" / "bench" / "data" / "articles"
    articles.mkdir(parents=True)
    shutil.copy(repository / "seeds" / "news.txt", articles / "more.txt")
    (articles / "manifest.jsonl").write_text('{"file": "more.txt", "id": "more"}\n', encoding="utf-8")
    assert mentions_after(main(repository)) > count


@pytest.mark.parametrize(
    ("after", "pairs"),
    [
        ([OLD], []),
        ([], [(OLD, None)]),
        ([Found("a", "conference", "the forum", 6, 15, "2025-07", "planned")], ["changed"]),
        ([Found("a", "meeting", "forum", 10, 15, "undated", "planned")], ["changed"]),
        ([Found("b", "conference", "forum", 10, 15, "undated", "planned")], ["lost", "gained"]),
    ],
    ids=["the same", "lost", "date and trigger", "category", "another document"],
)
def test_what_stands_at_one_place_is_one_event(after: list[Found], pairs: list[object]) -> None:
    found = list(differences([OLD], after))
    kinds = ["changed" if old and new else "gained" if new else "lost" for old, new in found]
    assert pairs in (found, kinds)
