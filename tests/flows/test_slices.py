"""What is handed out of the ledger: parts of it, with their changes, by ``report`` and ``export`` alike."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from flows.news import SHOWN, news_lines
from flows.slices import part_of, republish
from tests.export.made_events import content, many
from tests.flows.commands import article, timeline
from tests.flows.runs import rows, run
from timeline.errors import ConfigurationError
from timeline.export import read_jsonl
from timeline.model import Change, Status
from timeline.table import Selection

pytestmark = pytest.mark.slow

FIRST, SECOND = date(2025, 8, 1), date(2025, 8, 5)
LATER = "The Chip Summit will open in Berlin on 3 September 2025.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two runs: one that finds the forum, one that finds the summit."""
    article(tmp_path / "articles")
    run(tmp_path, FIRST)
    article(tmp_path / "articles", "summit.txt", LATER, published="2025-08-04")
    run(tmp_path, SECOND)
    return tmp_path


def ledger(home: Path) -> str:
    return str(home / "timeline.db")


def test_everything_is_what_the_runs_published(home: Path) -> None:
    content = part_of(ledger(home), Selection()).content
    assert [event.id for event in content.events] == [row["event_id"] for row in rows(home)]
    assert [change.event_id for change in content.changes] == [row["event_id"] for row in rows(home, "changes")]
    assert (content.as_of, content.title) == (SECOND, "Timeline of events")


def test_since_a_day_are_the_events_and_the_changes_of_the_runs_since(home: Path) -> None:
    whole = part_of(ledger(home), Selection(since=FIRST)).content
    since = part_of(ledger(home), Selection(since=date(2025, 8, 2))).content
    assert len(whole.events) == len(rows(home))
    assert len(whole.changes) > len(since.changes) > 0
    assert {event.changed_on for event in since.events} == {SECOND}
    assert {change.event_id for change in since.changes} == {event.id for event in since.events}


def test_changes_are_those_of_the_events_asked_for(home: Path) -> None:
    content = part_of(ledger(home), Selection(about="forum", since=FIRST)).content
    assert {change.event_id for change in content.changes} == {event.id for event in content.events}
    assert content.title == "Timeline of events (changed since 2025-08-01; about “forum”)"


def test_a_run_that_found_nothing_new_moves_the_day_and_keeps_the_changes(home: Path) -> None:
    run(home, date(2025, 8, 9))
    content = part_of(ledger(home), Selection()).content
    assert content.as_of == date(2025, 8, 9)
    assert [change.event_id for change in content.changes] == [row["event_id"] for row in rows(home, "changes")]


def test_a_report_holds_the_events_asked_for_in_every_file(home: Path) -> None:
    files = republish(ledger(home), home / "part", Selection(statuses=frozenset({Status.PLANNED}))).files
    assert {path.name for path in files} == {path.name for path in (home / "outputs" / "latest").iterdir()}
    [event] = read_jsonl((home / "part" / "timeline.jsonl").read_bytes())
    [row] = csv.DictReader(io.StringIO((home / "part" / "timeline.csv").read_text(encoding="utf-8-sig")))
    assert (event.id, event.status.value) == (row["event_id"], row["status"])
    assert (home / "part" / "timeline.ics").read_text(encoding="utf-8").count("DTSTART;VALUE=DATE:20250903") == 1


def test_where_nothing_is_left_nothing_is_written(home: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no event is left \(only sanction_tariff\)"):
        republish(ledger(home), home / "none", Selection(categories=frozenset({"sanction_tariff"})))
    assert not (home / "none").exists()


def test_a_ledger_without_a_run_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no run yet"):
        part_of(ledger(tmp_path), Selection())


def test_the_command_writes_one_format_to_a_file_or_the_screen(home: Path) -> None:
    shown = timeline(home, "export", "jsonl", "--top", "1")
    written = timeline(home, "export", "ics", "-o", "ahead.ics", "--status", "planned", "--country", "Japan")
    assert (shown.returncode, written.returncode, written.stdout) == (0, 2, "")
    assert json.loads(shown.stdout)["rank"] == 1
    assert "no event is left" in written.stderr
    written = timeline(home, "export", "ics", "-o", "ahead.ics", "--status", "planned", "--about", "chip")
    assert (written.returncode, written.stdout) == (0, "")
    assert (home / "ahead.ics").read_bytes().count(b"BEGIN:VEVENT") == 1


def test_a_report_since_the_last_one_has_what_the_run_between_them_changed(tmp_path: Path) -> None:
    article(tmp_path / "articles")
    run(tmp_path, FIRST)
    first = timeline(tmp_path, "report", "--since-report")
    assert first.stdout.startswith(f"There is no earlier report in {Path('outputs', 'report')}")
    assert "New (1)\n  26 July 2025: World AI Forum (Shanghai)\n" in first.stdout
    report = tmp_path / "outputs" / "report"
    assert "This is the first report" in (report / "report.html").read_text(encoding="utf-8")
    article(tmp_path / "articles", "summit.txt", LATER, published="2025-08-04")
    run(tmp_path, SECOND)
    second = timeline(tmp_path, "report", "--since-report")
    assert second.stdout.startswith("Since the report as of 2025-08-01:\nNew (1)\n  3 September 2025: Chip Summit")
    assert "Coming up (1)\n" in second.stdout
    assert "World AI Forum" not in (report / "timeline.csv").read_text(encoding="utf-8-sig")
    page = (report / "report.html").read_text(encoding="utf-8")
    assert "<small>since 1 August 2025</small>" in page
    assert "This is the first report" not in page
    before = {path.name: path.read_bytes() for path in report.iterdir()}
    third = timeline(tmp_path, "report", "--since-report")
    said = f"Nothing changed since the report as of 2025-08-05; {Path('outputs', 'report')} stays as it was.\n"
    assert (third.returncode, third.stdout) == (0, said)
    assert {path.name: path.read_bytes() for path in report.iterdir()} == before


def test_what_was_withdrawn_since_the_last_report_is_told_by_its_title(home: Path) -> None:
    republish(ledger(home), home / "part", Selection())
    (home / "articles" / "summit.txt").unlink()
    run(home, date(2025, 8, 9))
    made = republish(ledger(home), home / "part", Selection(), since_report=True)
    assert made.part.content.events == ()
    assert list(news_lines(made.part.content, made.part.gone)) == ["Withdrawn (1)", "  Chip Summit (Berlin)"]
    assert "Withdrawn" in (home / "part" / "report.html").read_text(encoding="utf-8")


def test_a_report_of_another_ledger_is_nothing_to_compare_with(home: Path, tmp_path: Path) -> None:
    republish(ledger(home), home / "part", Selection())
    article(tmp_path / "other" / "articles")
    run(tmp_path / "other", FIRST)
    with pytest.raises(ConfigurationError, match="knows more runs than the ledger"):
        republish(ledger(tmp_path / "other"), home / "part", Selection(), since_report=True)


def test_of_many_titles_ten_are_shown_and_the_others_counted() -> None:
    made = many(12)
    changes = [Change(event.id, "new") for event in made]
    told = list(news_lines(content(made, changes=changes), {}))
    assert told[0] == "New (12)"
    assert told[11] == "  … and 2 more"
    assert len([line for line in told[:12] if line.startswith("  ")]) == SHOWN + 1


def test_the_page_of_a_run_says_since_when(home: Path) -> None:
    page = (home / "outputs" / "latest" / "report.html").read_text(encoding="utf-8")
    assert "<small>since 1 August 2025</small>" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "pdf"), "'pdf' is not one of 'csv'"),
        (("export", "csv"), "there is no run yet"),
        (("report",), "there is no run yet"),
        (("export", "csv", "--country", "Atlantis"), "no country known here"),
        (("export", "csv", "--status", "maybe"), "is not one of"),
        (("export", "csv", "--since", "yesterday"), "is no day"),
        (("report", "--top", "0"), "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_meant_ends_with_its_cure(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = timeline(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.replace("│", "").split())
    assert list(tmp_path.iterdir()) == []
