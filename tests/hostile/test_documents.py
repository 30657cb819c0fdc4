"""Hostile files and folders: each ends as a document or as a row with its cure, and the run goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.flows.commands import FORUM, article
from tests.flows.runs import rows, run
from tests.hostile.attacks import ATTACKS
from tests.hostile.bounded import MEMORY
from tests.ledger.test_store import unprivileged
from timeline.errors import SourceError
from timeline.events import extract, extract_document
from timeline.model import Document, Origin, Severity
from timeline.reading import Entry, limits, load, read, survey
from timeline.rulebook import load_rulebook
from timeline.text import split
from timeline.text.sentences import LONGEST_SENTENCE

REPOSITORY = Path(__file__).parents[2]
FAR_TOO_LONG = 240
"""Seconds after which the run over all of them hangs; it takes about twenty."""


@pytest.mark.slow
def test_a_run_over_every_hostile_file_ends_in_bounded_memory_and_reads_the_good_one(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    article(folder, "good.txt")
    for attack in ATTACKS:
        (folder / attack.name).write_bytes(attack.content(attack.small))
    command = [sys.executable, "-m", "tests.hostile.bounded", str(tmp_path)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=FAR_TOO_LONG)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    titles = [row["title"] for row in rows(tmp_path)]
    assert any("World AI Forum" in title for title in titles)
    assert told["megabytes"] * 1_000_000 < MEMORY
    known = {row["document_id"].partition("#")[0] for row in (*rows(tmp_path, "mentions"), *told["problems"])}
    known |= {row["document_id"].partition("#")[0] for row in rows(tmp_path, "leads")}
    unread = {attack.name.rpartition(".")[0] for attack in ATTACKS if attack.says} - known
    assert unread <= {"long", "line", "large", "lines", "same page"}  # small ones are read without a word
    assert all(row["severity"] and row["place"] and row["problem"] and row["cure"] for row in told["problems"])


LIMITED = {
    "a file": ("MOST_FILE_BYTES", 10, "a.txt", FORUM.encode(), "the file holds more than 10 bytes"),
    "a text": ("_MOST_BYTES", {"text": 10}, "a.txt", FORUM.encode(), "bytes, more than 10 of one document"),
    "rows": ("MOST_DOCUMENTS", 1, "a.jsonl", b'{"text": "One."}\n{"text": "Two."}', "2 documents, more than 1"),
}


@pytest.mark.parametrize(("name", "most", "file", "data", "said"), LIMITED.values(), ids=LIMITED)
def test_what_is_beyond_a_bound_is_a_row(  # noqa: PLR0913, PLR0917 - a bound and what breaks it
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: object, file: str, data: bytes, said: str
) -> None:
    monkeypatch.setattr(limits, name, most)
    monkeypatch.setattr("timeline.reading.loading.MOST_FILE_BYTES", 10)
    monkeypatch.setattr("timeline.reading.records.MOST_DOCUMENTS", 1)
    (tmp_path / file).write_bytes(data)
    documents, (problem,) = load(Entry(tmp_path / file, "a", Origin("")))
    assert documents == ()
    assert said in problem.problem
    assert "parts" in problem.cure


def test_a_document_that_is_longer_than_a_book_is_a_row_and_its_neighbours_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.reading.loading.MOST_CHARACTERS", 20)
    (tmp_path / "a.jsonl").write_text('{"text": "Nine signed."}\n{"text": "Nine states signed at once."}', "utf-8")
    found = read(tmp_path)
    assert [document.text for document in found] == ["Nine signed."]
    assert [problem.problem for problem in found.problems] == ["the text has 27 characters, more than 20"]


def test_names_of_columns_in_a_message_are_few(tmp_path: Path) -> None:
    names = [f"column{number}" for number in range(5_000)]
    (tmp_path / "a.csv").write_text(f"text,{','.join(names)}\nNine signed.{',x' * 5_000}\n", "utf-8")
    (problem,) = read(tmp_path).problems
    assert problem.problem.endswith("and 4,980 more")
    assert len(problem.problem) < 1_000


SENTENCES = {
    "no pause": FORUM.replace(".", "").replace("\n", " ") * 500,
    "no blank": "2025-07-26/forum" * 1_000,
    "blanks alone between": "a" + " " * 20_000 + "b",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_no_sentence_is_longer_than_two_long_ones_and_no_word_is_lost(text: str) -> None:
    found = split(text)
    assert max(len(sentence.text) for sentence in found) <= 2 * LONGEST_SENTENCE
    assert all(sentence.text.strip() for sentence in found)
    assert "".join("".join(sentence.text.split()) for sentence in found) == "".join(text.split())


DENSE = ("one sentence.txt", "no blank.txt", "turned.txt", "control.txt")


@pytest.mark.parametrize("name", DENSE)
def test_what_is_quoted_of_a_text_is_no_great_multiple_of_it(name: str) -> None:
    attack = next(attack for attack in ATTACKS if attack.name == name)
    text = attack.content(attack.small).decode()
    found = extract_document(Document(Origin("a"), text), load_rulebook())
    quotes = [(one.quote, one.quote_span) for one in (*found.mentions, *found.leads)]
    assert quotes
    assert all(span.of(text) == quote for quote, span in quotes)
    assert sum(len(quote) for quote, _ in quotes) < 50 * len(text)


def test_reports_of_one_day_are_one_event_and_other_days_are_others() -> None:
    text = "The World AI Forum opened in Shanghai on 26 July 2025. " * 3 + "The World AI Forum opened on 1 May 2024."
    found = extract(text)
    assert [mention.coreference for mention in found][:3] == [found[0].coreference] * 3
    assert found[-1].coreference != found[0].coreference


NAMES = {
    "a line end": "a\nb.txt",
    "an escape": "a\x1b[2Jb.txt",
    "an emoji": "🎉👩\u200d👩\u200d👧.txt",
    "255 bytes": "x" * 251 + ".txt",
    "a turn": "a\u202etxt.exe.txt",
    "dots": "a...txt",
    "a formula": "=cmd|' !A0'.txt",
    "markup": "<script>alert(1)<.txt",
    "a variable": "$(reboot) `id` %s {0}.txt",
    "NUL in words": "a\\0b%00.txt",
}


@pytest.mark.slow
def test_files_of_any_names_are_read_published_and_never_run(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES.values()):
        article(tmp_path / "articles", name, f"The {number}th Forum opened in Geneva on {number + 1} July 2025.\n")
    summary = run(tmp_path)
    assert summary.errors == ()
    ids = {row["best_document_id"].removeprefix("'") for row in rows(tmp_path)}
    assert ids == {Path(name).with_suffix("").as_posix().replace("\n", "") for name in NAMES.values()}
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "articles",
        "outputs",
        "timeline.db",
        "timeline.db.lock",
    ]


def test_a_manifest_cannot_lead_out_of_its_folder_by_any_way(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret forum opened.", "utf-8")
    folder = tmp_path / "articles"
    article(folder, "good.txt")
    (folder / "link.txt").symlink_to(secret)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    names = ["good.txt", "../secret.txt", str(secret), "link.txt", "loop.txt", "a/../../secret.txt", "/dev/zero", "."]
    (folder / "manifest.jsonl").write_text("".join(json.dumps({"file": name}) + "\n" for name in names), "utf-8")
    found = read(folder)
    assert [document.id for document in found] == ["good"]
    assert len(found.problems) == len(names) - 1
    assert all("secret forum" not in document.text for document in found)


def test_pipes_and_devices_in_place_of_files_hang_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (entry,) = survey([article(folder)]).entries
    for replace in (os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")):
        shutil.rmtree(folder)
        folder.mkdir()
        replace(entry.path)
        documents, (problem,) = load(entry)
        assert documents == ()
        assert (problem.severity, problem.cure) == (Severity.ERROR, "give a file")


def test_files_and_folders_that_may_not_be_opened_are_rows(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if "pytest" in str(folder):
            folder.chmod(0o755)
    article(tmp_path, "good.txt")
    article(tmp_path, "shut.txt").chmod(0)
    article(tmp_path / "closed", "a.txt")
    (tmp_path / "closed").chmod(0)
    with unprivileged():
        found = read(tmp_path)
        with pytest.raises(SourceError, match="no such file") as caught:
            survey([tmp_path / "closed" / "a.txt"])
    (tmp_path / "closed").chmod(0o755)
    assert [document.id for document in found] == ["good"]
    assert {problem.document_id for problem in found.problems if "who may open it" in problem.cure} == {
        "closed",
        "shut",
    }
    assert caught.value.cure


def test_a_manifest_that_is_a_pipe_is_told(tmp_path: Path) -> None:
    article(tmp_path)
    os.mkfifo(tmp_path / "manifest.jsonl")
    with pytest.raises(Exception, match="the manifest cannot be read") as caught:
        survey([tmp_path])
    assert "cure" in str(caught.value)


def test_a_file_that_grows_while_it_is_read_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_FILE_BYTES", 3_000_000)
    monkeypatch.setattr(limits, "_PIECE", 1_000)
    path = article(tmp_path)
    done = threading.Event()

    def grow() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not done.is_set():
                file.write(FORUM * 1_000)
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        documents, problems = load(Entry(path, "a", Origin("")))
    finally:
        done.set()
        writer.join()
    assert documents or "holds more than" in problems[0].problem


@pytest.mark.slow
def test_files_and_folders_that_vanish_during_a_run_are_rows(tmp_path: Path) -> None:
    for number in range(30):
        article(tmp_path / "articles" / "part", f"a{number:02}.txt", f"{FORUM} It was the {number}th of its kind.")
    article(tmp_path / "articles", "z.txt")

    summary = run(tmp_path, watch=lambda _: shutil.rmtree(tmp_path / "articles" / "part", ignore_errors=True))

    assert summary.errors
    assert all("cannot be read" in error for error in summary.errors)
    assert rows(tmp_path)


MISLABELLED = {
    f"{said} for {meant}": (said, meant)
    for said in ("utf-8", "utf-16", "windows-1252", "shift_jis", "koi8-r", "utf-7", "rot13", "zlib", "nonsense")
    for meant in ("utf-8", "utf-16", "windows-1252")
    if (said, meant) != ("koi8-r", "windows-1252")  # any bytes are letters of KOI8-R: nothing can tell
}


@pytest.mark.parametrize(("said", "meant"), MISLABELLED.values(), ids=MISLABELLED)
def test_a_page_in_a_wrong_character_set_is_read_or_told(tmp_path: Path, said: str, meant: str) -> None:
    words = f"<p>{FORUM * 5} “Café” — naïve.</p>"
    page = f'<html><head><meta charset="{said}"><title>Forum</title></head><body><article>{words}</article></body>'
    (tmp_path / "a.html").write_bytes(page.encode(meant, "replace"))
    found = read(tmp_path)
    assert found.problems or "“Café”" in found.documents[0].text
    assert all(character < "\ud800" or character > "\udfff" for one in found for character in one.text)
