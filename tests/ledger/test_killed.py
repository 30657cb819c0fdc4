"""A run that is killed anywhere leaves ledger and files as before or after, and the next run ends as if nothing happened."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

from tests.flows.commands import article
from tests.flows.runs import run
from tests.ledger.books import ARTICLES
from tests.ledger.conftest import Server
from tests.ledger.killing import NOTHING

REPOSITORY = Path(__file__).parents[2]
POINTS = 40
"""Points tried in each of the two runs, on each database."""


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


class Places:
    """Gives each try a ledger of its own, in the state before the run that is killed."""

    def __init__(self, base: Path, server: Server | None) -> None:
        self.base = base
        self.server = server
        self.template = server.new_database() if server else str(base / "timeline.db")

    def copy(self, folder: Path) -> str:
        if self.server is None:
            return str(folder / "timeline.db")
        return self.server.copy_of(self.template)


@pytest.mark.slow
@pytest.mark.parametrize("later", [False, True], ids=["first run", "later run"])
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_run_killed_anywhere_leaves_a_whole_state_and_the_next_one_heals(
    request: pytest.FixtureRequest, tmp_path: Path, killer: subprocess.Popen[str], database: str, later: bool
) -> None:
    base = tmp_path / "base"
    places = Places(base, request.getfixturevalue("postgres") if database == "postgresql" else None)
    shelf(base, later=False)
    if later:
        run(base, ledger=places.template)
    to_read = shelf(base, later=later)

    def attempt(point: int) -> dict[str, Any]:
        folder = tmp_path / f"try-{point}"
        return ask(killer, base=str(base), folder=str(folder), ledger=places.copy(folder), point=point)

    undisturbed = attempt(0)
    after = undisturbed["found"]
    before = attempt(1)["found"]
    assert undisturbed["run"]["read"] == to_read
    assert before["files"] == (before["files"] if later else NOTHING)
    assert before["ledger"] != after["ledger"]
    steps = undisturbed["run"]["steps"]
    points = sorted(Random(database).sample(range(1, steps + 1), POINTS))

    table = Counter[tuple[str, str]]()
    for point in points:
        report = attempt(point)
        found, healed, again = report["found"], report["healed"], report["again"]
        state = {before["ledger"]: "before", after["ledger"]: "after"}.get(found["ledger"], "between")
        files = {before["files"]: "before", after["files"]: "after"}.get(found["files"], "between")
        whole = (healed["ledger"], healed["files"]) == (after["ledger"], after["files"])
        print(
            f"{database:<11}{point:>4}/{steps}  ledger {state:<8}files {files:<8}staged {found['staged']:>2}  healed {whole}"
        )
        table[state, files] += 1
        assert report["killed"]
        assert (state, files) in {("before", "before"), ("after", "before"), ("after", "after")}
        assert again["read"] == (0 if state == "after" else to_read - found["staged"])
        assert healed["staged"] == 0
        assert whole
    print(database, "later" if later else "first", f"{len(points)} points of {steps}", dict(table))
