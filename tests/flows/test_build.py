"""The whole flow, on a Prefect server, on a folder of a few articles."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.flows.commands import article
from tests.flows.runs import rows, runs_of
from timeline.errors import SourceError

if TYPE_CHECKING:
    from flows.summary import Summary

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

AS_OF = date(2025, 8, 1)
NEXT_DAY = date(2025, 8, 2)
EXPECTED = {
    "changes.csv",
    "datapackage.json",
    "feed.xml",
    "leads.csv",
    "mentions.csv",
    "mentions.parquet",
    "problems.csv",
    "report.html",
    "run.json",
    "summary.md",
    "timeline.csv",
    "timeline.ics",
    "timeline.jsonl",
    "timeline.parquet",
    "timeline.png",
    "timeline.svg",
    "timeline.xlsx",
    "timelinejs.json",
}


def build(folder: Path, *, as_of: date = AS_OF, workers: int | None = None) -> Summary:
    from flows.build import build_timeline  # noqa: PLC0415 - Prefect must meet the server's settings

    return build_timeline(
        sources=[str(folder / "articles")],
        out=str(folder / "outputs"),
        as_of=as_of,
        ledger=str(folder / "timeline.db"),
        workers=workers,
    )


def state(folder: Path) -> dict[str, bytes]:
    latest = folder / "outputs" / "latest"
    return {"->": str(latest.readlink()).encode()} | {path.name: path.read_bytes() for path in latest.iterdir()}


def test_a_run_publishes_all_files_and_a_second_one_nothing_new(tmp_path: Path) -> None:
    article(tmp_path / "articles")

    first = build(tmp_path)
    published = state(tmp_path)
    second = build(tmp_path, as_of=NEXT_DAY)

    assert set(published) == EXPECTED | {"->"}
    assert first.folder.startswith(str(tmp_path / "outputs" / "runs"))
    assert (first.documents, first.events, first.changes) == (1, len(rows(tmp_path)), {"new": first.events})
    assert first.events > 0
    assert {row["change"] for row in rows(tmp_path)} == {"new"}
    assert {row["changed_on"] for row in rows(tmp_path)} == {"2025-08-01"}
    assert (second.folder, second.changes) == ("", {})
    assert state(tmp_path) == published
    assert runs_of(tmp_path / "timeline.db") == 2


def test_a_second_report_corroborates_under_the_same_id(tmp_path: Path) -> None:
    article(tmp_path / "articles")
    build(tmp_path)
    before = {row["event_id"] for row in rows(tmp_path)}

    article(tmp_path / "articles", "earlier.txt", published="2025-07-27")
    after = build(tmp_path, as_of=NEXT_DAY)

    assert "corroborated" in after.changes
    assert before <= {row["event_id"] for row in rows(tmp_path)}
    corroborated = [row for row in rows(tmp_path) if row["change"] == "corroborated"]
    assert {row["changed_on"] for row in corroborated} == {"2025-08-02"}


def test_a_bad_document_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    article(tmp_path / "articles")
    (tmp_path / "articles" / "broken.txt").write_bytes(b"\xff\xfe\xff")

    summary = build(tmp_path)

    assert len(summary.errors) == 1
    assert summary.documents == 1
    assert [(row["document_id"], row["severity"]) for row in rows(tmp_path, "problems")] == [("broken", "error")]
    assert rows(tmp_path)


def test_an_impossible_day_is_a_warning_that_costs_no_document(tmp_path: Path) -> None:
    article(tmp_path / "articles", text="The World AI Forum opened in Geneva on 31 June 2025.\n")

    summary = build(tmp_path)

    [row] = rows(tmp_path, "problems")
    assert (summary.documents, summary.warnings) == (1, 1)
    assert (row["severity"], row["place"], row["problem"]) == (
        "warning",
        "“31 June 2025” at 39",
        "31 June 2025 does not exist",
    )


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        for number in range(70):
            text = f"The World AI Forum {number} opened in Geneva on Monday. A ministry released a plan yesterday.\n"
            article(folder / "articles", f"forum-{number}.txt", text, published=f"2025-07-{1 + number % 28:02}")

    build(tmp_path / "one", workers=1)
    build(tmp_path / "two", workers=2)

    one, two = state(tmp_path / "one"), state(tmp_path / "two")
    assert [name for name in EXPECTED if one[name] != two[name]] == []


def test_a_source_that_is_not_there_fails_the_flow_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        build(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_part_of_the_ledger_is_made_without_reading_again(tmp_path: Path) -> None:
    from flows.report import publish_report  # noqa: PLC0415 - Prefect must meet the server's settings

    path = article(
        tmp_path / "articles",
        text="The AI Forum opened on 26 July 2025. The AI Summit opened on 3 May 2024.\n\n"
        "A mill burnt down on 4 May 2024. It burnt again on 5 May 2025.\n",
    )
    build(tmp_path)
    path.unlink()

    files = publish_report(ledger=str(tmp_path / "timeline.db"), into=str(tmp_path / "part"), first=date(2025, 1, 1))

    assert {Path(name).name for name in files} == EXPECTED
    part = list(csv.DictReader((tmp_path / "part" / "timeline.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["date_start"] for row in part] == ["2025-07-26"]
    part = list(csv.DictReader((tmp_path / "part" / "leads.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["date_start"] for row in part] == ["2025-05-05"]
    assert (len(rows(tmp_path)), len(rows(tmp_path, "leads"))) == (2, 2)
