"""What is read again and what is not, from files on; and what is published when nothing is new."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.executor import in_process
from flows.takings import TAKING, orders, scope_of
from tests.flows.commands import article
from tests.flows.runs import rows, run, runs_of
from timeline.ledger import Run, TakenReading, open_ledger
from timeline.reading import survey
from timeline.rulebook import RULES

pytestmark = pytest.mark.slow

FORUM = "The World AI Forum opened in Shanghai on 26 July 2025."
PLAN = "The White House released its AI Action Plan on 23 July 2025."


def take(folder: Path, *, types: Path | None = None) -> list[TakenReading]:
    """Read what has changed in a folder into its ledger; nothing is published. Give what was read."""
    found = survey([folder / "articles"])
    book = open_ledger(folder / "timeline.db")
    book.prepare()
    taken = [reading for reading in in_process(TAKING, types)(orders(found.entries, book)) if reading]
    book.stage(taken)
    with book.draft(scope_of(found), Run("20250804T060000Z", date(2025, 8, 4))) as draft:
        draft.commit()
    book.close()
    return taken


def lines(folder: Path, *texts: str) -> None:
    """Write a JSONL file with one document a line."""
    (folder / "articles").mkdir(exist_ok=True)
    records = [{"id": f"line-{number}", "text": text, "published": "2025-07-28"} for number, text in enumerate(texts)]
    (folder / "articles" / "all.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")


def test_unchanged_files_are_not_read_again(tmp_path: Path) -> None:
    article(tmp_path / "articles", "one.txt", FORUM)
    article(tmp_path / "articles", "two.txt", PLAN)
    assert len(take(tmp_path)) == 2
    assert take(tmp_path) == []

    article(tmp_path / "articles", "two.txt", f"{PLAN} It was long awaited.")
    assert [one.documents[0].id for one in take(tmp_path)] == ["two"]


def test_of_a_changed_file_only_changed_lines_are_extracted(tmp_path: Path) -> None:
    lines(tmp_path, FORUM, PLAN)
    take(tmp_path)
    lines(tmp_path, FORUM, f"{PLAN} It was long awaited.", "Nothing happened.")

    [taken] = take(tmp_path)
    assert [(one.id, one.unchanged) for one in taken.documents] == [
        ("line-0", True), ("line-1", False), ("line-2", False),
    ]  # fmt: skip


def test_other_rules_have_everything_extracted_anew_under_the_same_ids(tmp_path: Path) -> None:
    article(tmp_path / "articles", "one.txt", FORUM)
    take(tmp_path)
    types = tmp_path / "types"
    types.mkdir()
    shipped = (RULES / "events" / "conference.toml").read_text(encoding="utf-8")
    (types / "forum.toml").write_text(shipped.replace('name = "conference"', 'name = "forum"', 1), encoding="utf-8")
    with open_ledger(tmp_path / "timeline.db").view() as view:
        before = {event.id for event in view.events()}

    assert len(take(tmp_path, types=types)) == 1
    assert take(tmp_path, types=types) == []
    with open_ledger(tmp_path / "timeline.db").view() as view:
        assert before <= {event.id for event in view.events()}


def test_two_files_with_one_id_and_the_second_gets_it_when_the_first_has_gone(tmp_path: Path) -> None:
    article(tmp_path / "articles", "essay.md", FORUM)
    run(tmp_path)
    article(tmp_path / "articles", "essay.txt", PLAN)
    both = run(tmp_path)
    again = run(tmp_path)
    (tmp_path / "articles" / "essay.md").unlink()
    alone = run(tmp_path)

    assert len(both.errors) == 1
    assert (again.folder, again.changes, again.read.changed) == ("", {}, 0)
    assert alone.errors == ()
    assert [row["title"] for row in rows(tmp_path)] == ["White House released its AI Action Plan"]


def test_a_second_run_on_the_same_input_publishes_nothing_and_says_so(tmp_path: Path) -> None:
    article(tmp_path / "articles", "one.txt", FORUM)
    (tmp_path / "articles" / "empty.txt").write_bytes(b"\x00\x01\x02" * 100)
    run(tmp_path)
    latest = tmp_path / "outputs" / "latest"
    before = latest.readlink(), {path.name: path.read_bytes() for path in latest.iterdir()}
    read: list[TakenReading] = []

    again = run(tmp_path, date(2025, 8, 9), watch=read.append)

    assert read == []
    assert (again.folder, again.changes, again.read.changed) == ("", {}, 0)
    assert any("nothing new" in line for line in again.lines())
    assert (latest.readlink(), {path.name: path.read_bytes() for path in latest.iterdir()}) == before
    assert runs_of(tmp_path / "timeline.db") == 2


@pytest.mark.parametrize("kept", ["one.txt", "two.txt"])
def test_a_file_that_leaves_its_folder_is_withdrawn(tmp_path: Path, kept: str) -> None:
    article(tmp_path / "articles", "one.txt", FORUM)
    article(tmp_path / "articles", "two.txt", PLAN)
    take(tmp_path)
    for path in (tmp_path / "articles").iterdir():
        if path.name != kept:
            path.unlink()
    take(tmp_path)

    with open_ledger(tmp_path / "timeline.db").view() as view:
        assert {mention.origin.id for event in view.events() for mention in event.mentions} == {
            kept.removesuffix(".txt")
        }
        assert [change.change for change in view.changes_since(1)] == ["withdrawn"]


def test_a_file_that_cannot_be_read_withdraws_nothing(tmp_path: Path) -> None:
    path = article(tmp_path / "articles", "one.txt", FORUM)
    article(tmp_path / "articles", "two.txt", PLAN)
    take(tmp_path)
    path.write_bytes(b"%PDF-1.7 half a")

    [taken] = take(tmp_path)
    assert taken.failed

    with open_ledger(tmp_path / "timeline.db").view() as view:
        assert len(view.events()) == 2
