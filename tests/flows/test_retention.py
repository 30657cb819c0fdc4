"""Old runs go, by the rule and whole; everything else in the output folder stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.outputs import locked, place, prepare
from flows.retention import Pruned, prune
from tests.flows.commands import article
from tests.flows.runs import run

pytestmark = pytest.mark.slow


def runs_in(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "runs").iterdir())


def publish(out: Path, *days: int) -> None:
    for day in days:
        stamp = f"202601{day:02}T060000Z"
        with locked(out), prepare(out, stamp, {"timeline.csv": stamp.encode()}) as waiting:
            place(out, stamp, waiting)


@pytest.mark.parametrize(("keep", "left"), [(1, ["04"]), (2, ["03", "04"]), (4, ["01", "02", "03", "04"])])
def test_the_newest_runs_are_kept(tmp_path: Path, keep: int, left: list[str]) -> None:
    publish(tmp_path, 1, 2, 3, 4)

    assert prune(tmp_path, keep=keep) == Pruned(removed=4 - len(left))
    assert [name[6:8] for name in runs_in(tmp_path)] == left
    assert (tmp_path / "latest" / "timeline.csv").read_bytes() == b"20260104T060000Z"


def test_what_latest_shows_is_kept_whatever_its_age(tmp_path: Path) -> None:
    publish(tmp_path, 2, 3, 1)

    assert prune(tmp_path, keep=1) == Pruned(removed=1)
    assert [name[6:8] for name in runs_in(tmp_path)] == ["01", "03"]


def test_runs_of_one_second_go_in_their_order(tmp_path: Path) -> None:
    publish(tmp_path, *([1] * 11))

    prune(tmp_path, keep=2)

    assert runs_in(tmp_path) == ["20260101T060000Z-10", "20260101T060000Z-11"]


def test_what_is_no_run_is_not_touched(tmp_path: Path) -> None:
    publish(tmp_path, 1, 2)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").touch()
    (tmp_path / "runs" / "20250101T060000Z").symlink_to(elsewhere)
    (tmp_path / "runs" / "20250102T060000Z").touch()
    (tmp_path / "runs" / "my notes").mkdir()

    assert prune(tmp_path, keep=1) == Pruned(removed=1)
    assert runs_in(tmp_path) == ["20250101T060000Z", "20250102T060000Z", "20260102T060000Z", "my notes"]
    assert (elsewhere / "mine.txt").exists()


def test_where_there_was_no_run_nothing_is_pruned(tmp_path: Path) -> None:
    assert prune(tmp_path, keep=1) == Pruned()


def test_a_run_prunes_after_publishing_and_tells(tmp_path: Path) -> None:
    for number in range(1, 4):
        article(tmp_path / "articles", f"forum-{number}.txt", published=f"2025-07-2{number}")
        summary = run(tmp_path, date(2025, 8, number), keep_runs=2)

    assert summary.pruned == Pruned(removed=1)
    assert "Pruned:     1 old run" in list(summary.lines())
    assert len(runs_in(tmp_path / "outputs")) == 2
    assert Path(summary.folder).is_dir()

    quiet = run(tmp_path, date(2025, 8, 4), keep_runs=1)

    assert (quiet.folder, quiet.pruned) == ("", Pruned(removed=1)), "a run with nothing new keeps the rule, too"
    assert "Pruned" not in quiet.facts
