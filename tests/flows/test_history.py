"""How a row came about: its reports, what joined them, which count once, what was decided, what changed when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.flows.commands import article, timeline
from tests.flows.runs import rows, run

pytestmark = pytest.mark.slow

WIRE = (
    "The World AI Forum opened in Shanghai on 26 July 2025. Delegates from thirty countries filled the halls, and the "
    "organisers spoke of more exhibitors than in any year before, most of them makers of robots and chips.\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    article(tmp_path / "articles", "forum.txt", WIRE)
    run(tmp_path, date(2025, 8, 1))
    article(tmp_path / "articles", "reprint.txt", f"{WIRE}Printed by permission.\n", published="2025-07-29")
    [event] = rows(tmp_path)
    decision = (
        f"event_id,action,field,value,note,by,on\n{event['event_id']},edit,date,2025-07-27,by phone,Ada,2025-08-02\n"
    )
    (tmp_path / "review.csv").write_text(decision, encoding="utf-8")
    run(tmp_path, date(2025, 8, 2))
    return tmp_path


def test_it_tells_reports_copies_decisions_and_runs_in_order(home: Path) -> None:
    [event] = rows(home)

    done = timeline(home, "history", event["event_id"][:5])

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"{event['event_id']}  {event['title']}"
    assert "2025-07-27 (set by the reader)" in lines[1]
    assert "Reports (2 documents, 1 independent publisher)" in lines
    assert any("the same event: same day" in line for line in lines)
    assert any("counts once with forum: " in line and "% of the shorter text" in line for line in lines)
    assert "  edit date 2025-07-27 (Ada, 2025-08-02): by phone" in lines
    assert "  run 1, as of 2025-08-01: new (forum)" in lines
    assert any(line.startswith("  run 2, as of 2025-08-02: corroborated (reprint)") for line in lines)
    assert "  run 2, as of 2025-08-02: edited: date (none) → 2025-07-27" in lines


@pytest.mark.parametrize(("wanted", "problem"), [("zzz", "there is no event 'zzz'"), ("", "there is no event ''")])
def test_an_id_that_nothing_has_is_told_with_a_cure(home: Path, wanted: str, problem: str) -> None:
    done = timeline(home, "history", wanted)

    assert done.returncode == 2
    assert problem in done.stderr
    assert "timeline.csv" in done.stderr
