"""The queries of docs/scale.md, asked of the files of a run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.flows.commands import article
from tests.flows.runs import rows, run

ROOT = Path(__file__).parents[2]
QUERIES = ROOT / "docs" / "examples" / "queries.sql"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, object]]]:
    """What each query answers, as rows by column."""
    home = tmp_path_factory.mktemp("queries")
    article(home / "articles")
    article(home / "articles", "again.txt", published="2025-07-30")
    article(home / "articles", "summit.txt", "The Chip Summit will open in Berlin on 3 September 2025.\n")
    run(home, date(2025, 8, 1))
    known = {row["event_id"] for row in rows(home)}
    text = QUERIES.read_text(encoding="utf-8").replace("outputs/latest", str(home / "outputs" / "latest"))
    answers = []
    with duckdb.connect() as database:
        for statement in duckdb.extract_statements(text):
            answer = database.execute(statement)
            names = [column[0] for column in answer.description or ()]
            answers.append([dict(zip(names, values, strict=True)) for values in answer.fetchall()])
    assert {row["event_id"] for row in answers[2]} == known
    return answers


def test_what_is_ahead(asked: list[list[dict[str, object]]]) -> None:
    assert [(row["date_shown"], row["status"]) for row in asked[0]] == [("3 September 2025", "planned")]


def test_events_by_month_and_type(asked: list[list[dict[str, object]]]) -> None:
    assert {(row["month"], row["category"]) for row in asked[1]} == {(date(2025, 7, 1), "conference")}


def test_what_most_documents_report(asked: list[list[dict[str, object]]]) -> None:
    assert (asked[2][0]["documents"], asked[2][0]["days"]) == (2, 2)
