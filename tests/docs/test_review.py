"""Every command of docs/review.md is run, in the order in which the page tells them."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from flows.cli import app
from tests.docs.test_commands import ROOT, commands_of
from tests.flows.commands import article
from tests.flows.runs import rows, run
from timeline.review import Action, read_decisions
from timeline.review.decisions import COLUMNS, EDITED_FIELDS

PAGE = "docs/review.md"
FORUM = "The World AI Forum opened in Shanghai on 26 July 2025."
TITLES = {"3fa2": "World AI Forum", "91bc": "Tallinn", "5d70": "gallium"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a run, and with the sheet that the page imports."""
    article(tmp_path / "articles", "a.txt", f"{FORUM}\n\nChina announced export controls on gallium on Monday.\n")
    article(tmp_path / "articles", "b.txt", f"{FORUM}\n\nThe Tallinn Digital Forum will be held in the autumn.\n")
    article(tmp_path / "articles", "article.txt", "The dome saw first light on 3 May 2025.\n")
    run(tmp_path)
    book = Workbook()
    assert book.active is not None
    for cells in (("Date", "Event"), (date(2025, 7, 26), "World AI Forum in Shanghai"), (date(2025, 9, 1), "Talks")):
        book.active.append(cells)
    book.save(tmp_path / "my-timeline.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def meant(home: Path) -> dict[str, str]:
    """What the ids of the page stand for in this run."""
    ids = {short: next(row["event_id"] for row in rows(home) if name in row["title"]) for short, name in TITLES.items()}
    mention = next(row["mention_id"] for row in rows(home, "mentions") if row["event_id"] == ids["91bc"])
    return ids | {"8c01": mention, "article@1204": "article@0"}


def test_the_page_works_from_top_to_bottom(home: Path) -> None:
    ids = meant(home)
    for command in commands_of(PAGE, start="timeline review"):
        words = [ids.get(word, word) for word in shlex.split(command)[1:]]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, f"{command}\n{done.output}"
    decisions, problems = read_decisions((home / "review.csv").read_bytes())
    assert problems == ()
    assert {decision.action for decision in decisions} == set(Action)


def test_the_page_names_all_columns_actions_and_fields() -> None:
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    assert {*COLUMNS, *EDITED_FIELDS, *Action} <= set(re.findall(r"`(\w+)`", text))
