"""What a user can get wrong: each is told with file, place and cure, and leaves no file behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.commands import article, timeline

pytestmark = pytest.mark.slow

MANIFEST = '{"id": "a", "file": "forum.txt", "published": "2025-07-28"}\n'


def everything_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with every mistake in it."""
    article(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "types").mkdir()
    (tmp_path / "types" / "own.toml").write_text('name = "own"\n', encoding="utf-8")
    return tmp_path


NOTHING_TO_DO = {
    "a folder that is not there": (["nowhere"], ["nowhere: there is no such file", "cure: check the path"]),
    "a folder with nothing in it": (["empty"], ["empty: the folder holds nothing to read", "cure: put files there"]),
    "an address that is none of the web": (
        ["ftp://me:secret@example.org/a"],
        ["ftp://example.org/a: only http and https are fetched", "cure: give an address"],
    ),
    "a list of feeds that is not there": (
        ["feeds.opml"],
        ["feeds.opml: there is no such file", "cure: check the path"],
    ),
    "a rule file with an error": (
        ["forum.txt", "--types", "types"],
        ["types/own.toml, about: Field required", "cure: add the key"],
    ),
    "a folder of types that is not there": (["forum.txt", "--types", "nowhere"], ["nowhere: ", "cure: "]),
    "a day that does not exist": (
        ["forum.txt", "--published", "2025-02-30"],
        ["--published", "'2025-02-30' is no day", "2026-03-31"],
    ),
}


@pytest.mark.parametrize("command", ["run", "mentions"])
@pytest.mark.parametrize(("arguments", "told"), NOTHING_TO_DO.values(), ids=NOTHING_TO_DO)
def test_what_cannot_be_begun_is_told_at_once_and_writes_nothing(
    folder: Path, command: str, arguments: list[str], told: list[str]
) -> None:
    before = everything_in(folder)

    done = timeline(folder, command, *arguments)

    assert done.returncode == 2
    assert [words for words in told if words not in done.stderr] == []
    assert "Traceback" not in done.stderr
    assert "Prefect" not in done.stderr
    assert done.stdout == ""
    assert everything_in(folder) == before


def test_without_a_source_and_without_seeds_the_cure_is_a_command(folder: Path) -> None:
    done = timeline(folder, "run")

    assert done.returncode == 2
    assert "cure: name a file, a folder or an address (timeline run ~/articles)" in done.stderr


def test_a_ledger_in_a_folder_that_is_not_there_is_told_before_the_run(folder: Path) -> None:
    done = timeline(folder, "run", "forum.txt", "--ledger", "nowhere/timeline.db")

    assert done.returncode == 2
    assert "nowhere/timeline.db: its folder does not exist" in done.stderr
    assert not (folder / "outputs").exists()


def test_outputs_that_cannot_be_written_are_told_before_a_server_is_started(folder: Path) -> None:
    done = timeline(folder, "run", "forum.txt", "--out", "forum.txt")

    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "forum.txt: cannot be written: Not a directory"
    assert "Prefect" not in done.stderr


@pytest.mark.parametrize("command", [("run", "forum.txt"), ("doctor",)], ids=" ".join)
def test_a_home_that_is_somebody_elses_is_told_with_its_cure(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "home").write_text("no folder")

    done = timeline(folder, *command, PREFECT_HOME=str(folder / "home"), PREFECT_API_URL="")

    assert done.returncode == 2
    assert "home: cannot be written: Not a directory" in done.stdout + done.stderr
    assert "cure: set PREFECT_HOME" in done.stdout + done.stderr


def test_a_ledger_that_is_not_there_is_told_and_not_made(folder: Path) -> None:
    before = everything_in(folder)

    shown = timeline(folder, "ledger")
    copied = timeline(folder, "ledger", "copy", "none.db", "copy.db")
    forgotten = timeline(folder, "ledger", "forget", "articles")

    assert "no run yet" in shown.stdout
    assert "none.db: there is no ledger here" in copied.stderr
    assert "no run has read articles" in forgotten.stderr
    assert [done.returncode for done in (shown, copied, forgotten)] == [0, 2, 2]
    assert everything_in(folder) == before


def test_a_report_before_the_first_run_says_how_to_make_one(folder: Path) -> None:
    done = timeline(folder, "report")

    assert done.returncode == 2
    assert "timeline.db: there is no run yet" in done.stderr
    assert "`timeline run`" in done.stderr


def test_types_check_names_the_file_the_key_and_the_cure(folder: Path) -> None:
    wrong = timeline(folder, "types", "check", "types")
    missing = timeline(folder, "types", "check", "nowhere")

    assert (wrong.returncode, missing.returncode) == (2, 2)
    assert "types/own.toml, about: Field required" in wrong.stderr
    assert "nowhere: there is no such file or folder" in missing.stderr


SOME_DOCUMENT = {
    "a manifest that names a missing file": (
        {"manifest.jsonl": MANIFEST + '{"id": "b", "file": "gone.txt"}\n'},
        ["error: b, manifest.jsonl line 2: 'gone.txt' is missing", "cure: correct the name"],
        1,
    ),
    "a manifest with an impossible day": (
        {"manifest.jsonl": '{"id": "a", "file": "forum.txt", "published": "2025-02-30"}\n'},
        ["warning: a, manifest.jsonl line 1, published: '2025-02-30' is no day", "cure: write the day"],
        0,
    ),
    "a file that cannot be read as text": (
        {"broken.txt": b"The forum \x00\xff\xfe opened."},
        ["error: broken, broken.txt: the file is no text", "cure: give the file the suffix of its format"],
        1,
    ),
}


@pytest.mark.parametrize(("files", "told", "code"), SOME_DOCUMENT.values(), ids=SOME_DOCUMENT)
def test_one_bad_document_is_told_and_the_others_go_on(
    tmp_path: Path, files: dict[str, str | bytes], told: list[str], code: int
) -> None:
    article(tmp_path / "articles")
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "articles" / name).write_bytes(data)

    done = timeline(tmp_path, "mentions", "articles", "-o", "mentions.csv")

    assert done.returncode == code
    assert [words for words in told if words not in done.stderr] == []
    assert "World AI Forum" in (tmp_path / "mentions.csv").read_text(encoding="utf-8")
    assert everything_in(tmp_path) == {
        "articles",
        "articles/forum.txt",
        "mentions.csv",
        *(f"articles/{name}" for name in files),
    }
