"""A run killed anywhere leaves ledger and files as before or after, and the next run ends where it would have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from tests.flows.commands import article
from tests.flows.runs import run
from tests.ledger.books import ARTICLES
from tests.ledger.conftest import Server
from tests.ledger.killing import NOTHING

REPOSITORY = Path(__file__).parents[2]
POINTS = int(os.environ.get("KILL_POINTS", "3"))
"""Points tried in each of the two runs, on each database, anywhere; ``KILL_POINTS=16`` takes minutes."""
LAST = 5
"""Steps at the end of a run that are always tried: from the ledger's commit on until the newest files are in place."""


class Row(NamedTuple):
    """One point: what the killed run left, and whether the next one read just the rest and ended as if undisturbed."""

    database: str
    turn: str
    point: int
    killed: bool
    ledger: str
    files: str
    staged: int
    healed: bool

    def __str__(self) -> str:
        end = "healed" if self.healed else "NOT HEALED"
        left = f"ledger {self.ledger}, files {self.files}, {self.staged} staged"
        return f"{self.database} {self.turn}, step {self.point}: {left}; {end}"


@pytest.fixture
def killer() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-W", "error", "-m", "tests.ledger.killing"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def ask(killer: subprocess.Popen[str], **order: object) -> dict[str, Any]:
    assert killer.stdin
    assert killer.stdout
    killer.stdin.write(json.dumps(order) + "\n")
    killer.stdin.flush()
    answer: dict[str, Any] = json.loads(killer.stdout.readline())
    return answer


def shelf(folder: Path, *, later: bool) -> int:
    """Write articles; later, some are new, one is edited and one has gone. Say how many files are to be read."""
    names = sorted(ARTICLES)
    for name in names[:8]:
        article(folder / "articles", f"{name}.txt", ARTICLES[name].text, published=str(ARTICLES[name].published))
    if not later:
        return 8
    for name in names[8:]:
        article(folder / "articles", f"{name}.txt", ARTICLES[name].text, published=str(ARTICLES[name].published))
    (folder / "articles" / f"{names[0]}.txt").unlink()
    article(folder / "articles", f"{names[1]}.txt", "The summit was cancelled. " + ARTICLES[names[1]].text)
    return len(names[8:]) + 1


@pytest.mark.slow
@pytest.mark.parametrize("turn", ["first run", "later run"])
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_run_killed_anywhere_leaves_a_whole_state_and_the_next_one_heals(
    request: pytest.FixtureRequest, tmp_path: Path, killer: subprocess.Popen[str], database: str, turn: str
) -> None:
    server: Server | None = request.getfixturevalue("postgres") if database == "postgresql" else None
    folder, base, later = tmp_path / "work", tmp_path / "before", turn == "later run"
    template = server.new_database() if server else str(folder / "timeline.db")
    shelf(folder, later=False)
    if later:
        run(folder, ledger=template)
    to_read = shelf(folder, later=later)
    folder.rename(base)

    def attempt(point: int) -> dict[str, Any]:
        ledger = server.copy_of(template) if server else template
        return ask(killer, base=str(base), folder=str(folder), ledger=ledger, point=point)

    undisturbed = attempt(0)
    before, after, steps = attempt(1)["found"], undisturbed["found"], undisturbed["run"]["steps"]
    assert undisturbed["run"]["read"] == to_read
    assert before["ledger"] != after["ledger"]
    assert (before["files"] == NOTHING) != later

    table = []
    anywhere = Random(database).sample(range(1, steps - LAST), POINTS)  # noqa: S311 - a seed that can be repeated
    for point in (*sorted(anywhere), *range(steps - LAST + 1, steps + 1)):
        report = attempt(point)
        found, healed = report["found"], report["healed"]
        ledger = {before["ledger"]: "before", after["ledger"]: "after"}.get(found["ledger"], "between")
        files = {before["files"]: "before", after["files"]: "after"}.get(found["files"], "between")
        left = 0 if ledger == "after" else to_read - found["staged"]
        heals = healed == after | {"runs": healed["runs"]} and report["again"]["read"] == left
        table.append(Row(database, turn, point, report["killed"], ledger, files, found["staged"], heals))
        sys.stdout.write(f"{table[-1]}\n")
    assert all(row.killed and row.healed for row in table)
    assert {(row.ledger, row.files) for row in table} <= {("before", "before"), ("after", "before"), ("after", "after")}
