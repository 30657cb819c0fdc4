"""Where a result goes: a file whole or not at all, and what is no file stays what it is."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from flows.terminal import hand_out
from timeline.errors import ConfigurationError

RESULT = b"event_id,title\n"


def test_a_link_leads_to_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "shown.csv").write_bytes(b"before")
    (tmp_path / "link.csv").symlink_to("shown.csv")

    hand_out(RESULT, str(tmp_path / "link.csv"))

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "shown.csv").read_bytes() == RESULT


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    hand_out(RESULT, str(pipe))
    reader.join()

    assert read == [RESULT]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(os.geteuid() != 0 or not hasattr(os, "mknod"), reason="only the superuser makes devices")
def test_a_device_stays_a_device(tmp_path: Path) -> None:
    device = tmp_path / "nothing"
    os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))

    hand_out(RESULT, str(device))

    assert stat.S_ISCHR(device.stat().st_mode)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cure"):
        hand_out(RESULT, str(tmp_path))

    assert list(tmp_path.iterdir()) == []
