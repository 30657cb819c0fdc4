"""A run that is killed on its way out: ledger and newest files are each of before or after, and the next run heals."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.flows.commands import article
from tests.flows.runs import rows, run, runs_of

REPOSITORY = Path(__file__).parents[2]


def changes(folder: Path) -> dict[str, tuple[str, str]]:
    return {row["event_id"]: (row["change"], row["changed_on"]) for row in rows(folder)}


KILLED_AT = """
import os, signal, sys
from datetime import date
from pathlib import Path
from tests.flows.runs import run

def kill(event, arguments):
    if event == "os.rename" and sys.argv[2] in str(arguments[1]) and Path(str(arguments[1])).name == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill)
run(Path(sys.argv[1]), date(2025, 8, 2))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "runs_known"),
    [("report.html", 1), ("latest", 2)],
    ids=["before the ledger's commit", "after the ledger's commit"],
)
def test_a_killed_run_leaves_the_newest_files_and_the_next_one_publishes_its_changes(
    tmp_path: Path, file: str, runs_known: int
) -> None:
    article(tmp_path / "articles")
    run(tmp_path, date(2025, 8, 1))
    before = changes(tmp_path)
    article(tmp_path / "articles", "second.txt")

    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(tmp_path), "outputs", file], cwd=REPOSITORY, check=False
    )

    assert killed.returncode == -signal.SIGKILL
    assert changes(tmp_path) == before
    assert runs_of(tmp_path / "timeline.db") == runs_known

    healed = run(tmp_path, date(2025, 8, 3))

    day = "2025-08-03" if runs_known == 1 else "2025-08-02"
    assert healed.folder
    assert set(changes(tmp_path)) >= set(before)
    assert ("corroborated", day) in changes(tmp_path).values()
    assert not run(tmp_path, date(2025, 8, 4)).folder


def test_the_summary_says_what_is_undated_and_how_to_date_it(tmp_path: Path) -> None:
    article(tmp_path / "articles", text="The World AI Forum opened yesterday in Geneva.\n", published="")
    article(tmp_path / "articles", "dated.txt")
    (tmp_path / "articles" / "notes.odt").write_bytes(b"")

    told = "\n".join(run(tmp_path, date(2025, 8, 1)).lines())

    assert "1 of 2 documents has no publication day: 1 relative date left undated" in told
    assert "give one with --published or a manifest" in told
    assert "no publication date: 1" in told
    assert "1 (not a known format (.odt))" in told
    assert " new" in told
