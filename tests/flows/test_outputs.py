"""The output folder: one run at a time, and whole at every moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.outputs import holds, locked, newest_or_none, place, prepare
from timeline.errors import ConfigurationError
from timeline.export import write_files

FILES = {"timeline.csv": b"one", "report.html": b"two"}


def publish(out: Path, stamp: str, files: dict[str, bytes]) -> Path:
    with locked(out), prepare(out, stamp, files) as waiting:
        return place(out, stamp, waiting)


def test_latest_points_to_the_files_of_the_newest_run(tmp_path: Path) -> None:
    publish(tmp_path, "20260101T060000Z", {"timeline.csv": b"old"})
    folder = publish(tmp_path, "20260102T060000Z", FILES)

    assert folder == tmp_path / "runs" / "20260102T060000Z"
    assert newest_or_none(tmp_path) == folder.resolve()
    assert (tmp_path / "latest" / "timeline.csv").read_bytes() == b"one"
    assert not (tmp_path / "latest").readlink().is_absolute()


def test_two_runs_within_a_second_are_both_kept(tmp_path: Path) -> None:
    first = publish(tmp_path, "20260101T060000Z", FILES)
    second = publish(tmp_path, "20260101T060000Z", FILES)

    assert first != second
    assert newest_or_none(tmp_path) == second.resolve()
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == [first.name, second.name]


def held(out: Path, files: dict[str, bytes]) -> bool:
    write_files(out / "new", files)
    return holds(out, out / "new", files)


def test_holds_compares_every_byte(tmp_path: Path) -> None:
    assert not held(tmp_path, FILES)
    publish(tmp_path, "20260101T060000Z", FILES)

    assert held(tmp_path, FILES)
    assert held(tmp_path, {"timeline.csv": b"one"})
    assert not held(tmp_path, FILES | {"timeline.csv": b"onE"})
    assert not held(tmp_path, FILES | {"problems.csv": b""})


def test_what_is_not_put_in_its_place_is_gone(tmp_path: Path) -> None:
    with prepare(tmp_path, "20260101T060000Z", FILES) as waiting:
        assert waiting.is_dir()

    assert list((tmp_path / "runs").iterdir()) == []


def test_before_the_first_run_there_is_no_newest(tmp_path: Path) -> None:
    assert newest_or_none(tmp_path) is None


def test_a_latest_that_is_no_link_is_left_alone_and_told(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(ConfigurationError, match="is not the link") as caught:
        publish(tmp_path, "20260101T060000Z", FILES)

    assert "move it away" in caught.value.cure
    assert (tmp_path / "latest" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_second_run_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from flows.outputs import locked\nwith locked(Path(sys.argv[1])): pass"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]

    with locked(tmp_path):
        second = subprocess.run(command, capture_output=True, text=True, check=False)
    third = subprocess.run(command, capture_output=True, text=True, check=False)

    assert f"another run is writing here (process {os.getpid()})" in second.stderr
    assert third.returncode == 0


def test_an_output_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("", encoding="utf-8")

    with pytest.raises(ConfigurationError, match="cannot be written"), locked(tmp_path / "outputs"):
        pass


KILLED_AT = """
import os, signal, sys
from pathlib import Path
from tests.flows.test_outputs import publish

def kill(event, arguments):
    if event == sys.argv[2] and Path(str(arguments[1])).name == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill)
publish(Path(sys.argv[1]), "20260102T060000Z", {"timeline.csv": b"new"})
"""


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("os.rename", "timeline.csv"),
        ("os.rename", "20260102T060000Z"),
        ("os.symlink", ".latest.part"),
        ("os.rename", "latest"),
    ],
)
def test_a_run_killed_anywhere_leaves_the_newest_run_whole_and_the_next_one_heals(
    tmp_path: Path, event: str, name: str
) -> None:
    publish(tmp_path, "20260101T060000Z", FILES)
    repository = Path(__file__).parents[2]

    killed = subprocess.run([sys.executable, "-c", KILLED_AT, str(tmp_path), event, name], cwd=repository, check=False)

    assert killed.returncode == -signal.SIGKILL
    assert held(tmp_path, FILES)
    publish(tmp_path, "20260103T060000Z", {"timeline.csv": b"newest"})
    assert (tmp_path / "latest" / "timeline.csv").read_bytes() == b"newest"
    assert [path.name for path in (tmp_path / "runs").iterdir() if path.name.startswith(".")] == []
