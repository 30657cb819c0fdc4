"""What an operator finds on Prefect's pages: how runs and tasks are called, how they ended, and what they left."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.flows.commands import article
from timeline.errors import ConfigurationError

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.summary import Summary

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]


def state_of(folder: Path, **more: object) -> State[Summary]:
    from flows.build import build_timeline  # noqa: PLC0415 - Prefect must meet the server's settings

    state: State[Summary] = build_timeline(
        sources=[str(folder / "articles")],
        out=str(folder / "outputs"),
        as_of=date(2025, 8, 1),
        ledger=str(folder / "timeline.db"),
        return_state=True,
        **more,
    )
    return state


def artifacts_of(state: State[Summary]) -> dict[str, tuple[str, object]]:
    from prefect import get_client  # noqa: PLC0415 - as above
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId  # noqa: PLC0415 - as above

    run = state.state_details.flow_run_id
    assert run
    with get_client(sync_client=True) as client:
        ours = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run]))
        return {str(one.key): (str(one.type), one.data) for one in client.read_artifacts(artifact_filter=ours)}


def run_name(state: State[Summary]) -> str:
    from prefect import get_client  # noqa: PLC0415 - as above

    assert state.state_details.flow_run_id
    with get_client(sync_client=True) as client:
        return client.read_flow_run(state.state_details.flow_run_id).name


def test_a_run_says_how_it_ended_and_leaves_its_summary_and_its_report(tmp_path: Path) -> None:
    article(tmp_path / "articles")

    state = state_of(tmp_path, shown_at="http://127.0.0.1:8080")

    assert (state.type.value, state.name) == ("COMPLETED", "Done")
    assert state.message
    assert state.message.endswith(" new")
    assert run_name(state) == "timeline as of 2025-08-01"
    artifacts = artifacts_of(state)
    assert artifacts["timeline-progress"] == ("progress", 100.0)
    kind, page = artifacts["timeline-summary"]
    assert (kind, "    Documents:  1" in str(page), "## What changed" in str(page)) == ("markdown", True, True)
    stamp = next((tmp_path / "outputs" / "runs").iterdir()).name
    assert f"[Report](http://127.0.0.1:8080/runs/{stamp}/report.html)" in str(artifacts["timeline-report"])


def test_a_run_that_finds_nothing_new_says_so_and_links_the_newest_report(tmp_path: Path) -> None:
    article(tmp_path / "articles")
    state_of(tmp_path)

    state = state_of(tmp_path)

    assert (state.name, state.message) == ("Done", "nothing new")
    artifacts = artifacts_of(state)
    assert str(artifacts["timeline-summary"][1]).endswith("Nothing new was published.\n")
    assert (tmp_path / "outputs" / "latest" / "report.html").as_uri() in str(artifacts["timeline-report"])


def test_a_bad_document_is_done_with_problems_and_not_tried_again(tmp_path: Path) -> None:
    article(tmp_path / "articles")
    (tmp_path / "articles" / "broken.txt").write_bytes(b"\xff\xfe\xff")

    state = state_of(tmp_path)

    assert (state.type.value, state.name) == ("COMPLETED", "Done with problems")
    assert state.message
    assert state.message.endswith("documents with errors: 1 (problems.csv)")


def test_what_cannot_be_written_has_failed(tmp_path: Path) -> None:
    article(tmp_path / "articles")
    (tmp_path / "outputs").touch()

    state = state_of(tmp_path)

    assert state.type.value == "FAILED"
    with pytest.raises(ConfigurationError, match="cannot be written"):
        state.result()


def test_retries_are_for_a_busy_database_only(tmp_path: Path) -> None:
    from prefect.states import Failed  # noqa: PLC0415 - as above

    from flows.build import publish_run, read_chunk, survey_documents  # noqa: PLC0415 - as above
    from timeline.ledger import open_ledger  # noqa: PLC0415 - as above

    place = tmp_path / "timeline.db"
    place.write_bytes(b"no database at all, but long enough to look like one to a hasty reader")
    with pytest.raises(ConfigurationError) as damaged, open_ledger(place).view() as view:
        view.tally()
    locked = _locked(tmp_path / "locked.db")

    for tried in (publish_run, read_chunk):
        assert tried.retries == 3
        assert tried.retry_condition_fn
        outcomes = [
            tried.retry_condition_fn(tried, None, Failed(data=error))  # type: ignore[arg-type]
            for error in (locked, damaged.value, ValueError("a bad document"))
        ]
        assert outcomes == [True, False, False]
    assert survey_documents.retries == 0
    assert (read_chunk.task_run_name, read_chunk.tags) == ("read {part}", {"timeline"})


def _locked(file: Path) -> Exception:
    """Get the error of a database that another process keeps to itself, as the ledger reports it."""
    from sqlalchemy import create_engine, text  # noqa: PLC0415 - only this test needs it
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415 - the same

    with sqlite3.connect(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 0})
        try:
            with engine.connect() as connection:
                connection.execute(text("CREATE TABLE one (two)"))
        except OperationalError as error:
            told = ConfigurationError("the ledger cannot be used", file=str(file))
            told.__cause__ = error
            return told
        finally:
            engine.dispose()
    other.close()
    raise AssertionError
