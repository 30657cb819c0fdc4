from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import ConfigurationError
from timeline.export import write_files


def test_files_appear_under_their_names_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "runs" / "first"
    write_files(folder, {"timeline.csv": b"a", "report.html": b"b"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"timeline.csv": b"a", "report.html": b"b"}


def test_a_file_is_replaced_by_a_new_one_and_readers_keep_the_old(tmp_path: Path) -> None:
    write_files(tmp_path, {"timeline.csv": b"old"})
    with (tmp_path / "timeline.csv").open("rb") as reader:
        write_files(tmp_path, {"timeline.csv": b"new"})
        assert reader.read() == b"old"
    assert (tmp_path / "timeline.csv").read_bytes() == b"new"


def test_when_one_file_cannot_be_written_all_stay_as_before(tmp_path: Path) -> None:
    write_files(tmp_path, {"timeline.csv": b"old"})
    too_long = "x" * 300
    with pytest.raises(ConfigurationError, match="cannot be written"):
        write_files(tmp_path, {"timeline.csv": b"new", too_long: b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"timeline.csv": b"old"}


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(ConfigurationError, match="taken"):
        write_files(tmp_path / "taken", {"timeline.csv": b"new"})


@pytest.mark.parametrize("name", ["../timeline.csv", "a/b", "a\\b", "", ".", "..", "a\0b"])
def test_a_name_cannot_lead_out_of_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plain file name"):
        write_files(tmp_path, {name: b""})
    assert list(tmp_path.iterdir()) == []
