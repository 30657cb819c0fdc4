"""What is made in a process of its own is what would be made here, and no process is left behind."""

from __future__ import annotations

import os
import signal
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from flows import telling
from flows.beside import beside
from tests.flows.commands import article
from tests.flows.runs import run


def process(_: str = "") -> int:
    return os.getpid()


def made_late(mark: Path) -> None:
    signal.sigtimedwait([], 10)
    mark.touch()


def interrupted(mark: Path) -> None:
    with beside(worth=True, at_once=2) as begin:
        begin(partial(made_late, mark))
        raise KeyboardInterrupt


def test_it_is_made_elsewhere_where_that_is_worth_a_process() -> None:
    with beside(worth=True, at_once=2) as begin:
        assert begin(partial(process, "a"))() != os.getpid()
    assert not active_children()


@pytest.mark.parametrize(("worth", "at_once"), [(False, 2), (True, 1)])
def test_it_is_made_here_where_it_is_not_or_only_one_may_work(at_once: int, *, worth: bool) -> None:
    with beside(worth=worth, at_once=at_once) as begin:
        assert begin(partial(process))() == os.getpid()


def test_what_a_process_was_ended_over_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADE_BY", str(os.getpid()))
    with beside(worth=True, at_once=2) as begin:
        assert begin(partial(ended_elsewhere))() == "made here"
        assert begin(partial(process))() == os.getpid()


def ended_elsewhere() -> str:
    """Stand in for what takes more memory than the system gives a second process."""
    if os.getpid() != int(os.environ["MADE_BY"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return "made here"


def test_nobody_waits_for_what_is_not_asked_for(tmp_path: Path) -> None:
    with beside(worth=True, at_once=2) as begin:
        begin(partial(made_late, tmp_path / "mark"))
    assert not active_children()
    assert not (tmp_path / "mark").exists()


def test_an_interrupted_run_does_not_wait_for_it(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "mark")
    assert not active_children()
    assert not (tmp_path / "mark").exists()


def test_a_run_publishes_the_same_files_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "WORTH_A_PROCESS", 1)
    published = []
    for at_once in (1, 2):
        home = tmp_path / str(at_once)
        for number in range(3):
            article(home / "articles", f"forum-{number}.txt", published=f"2025-07-2{number}")
        run(home, workers=at_once)
        latest = home / "outputs" / "latest"
        published.append({path.name: path.read_bytes() for path in latest.iterdir() if path.name != "run.json"})
    assert published[0] == published[1]
    assert "timeline.xlsx" in published[0]
