"""The flow that turns documents into a published timeline: one flow a run, one task a chunk of documents."""

# Annotations stay values here: a flow that Prefect loads for a scheduled run has its parameters checked by them.

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.executor import Executor, suited
from flows.now import today
from flows.outputs import locked
from flows.progress import tell
from flows.publishing import publish
from flows.records import Chunk, Gathered, Records, chunked, gather
from flows.summary import Summary
from timeline.ledger import open_ledger
from timeline.reading import Survey, survey
from timeline.rulebook import load_rulebook

__all__ = ["build_timeline", "extract_chunk", "merge_events", "publish_run", "survey_documents"]

Value = TypeVar("Value")


@task(cache_policy=NO_CACHE)
def survey_documents(sources: Sequence[str], published: date | None) -> Survey:
    """List the files to read."""
    return survey(sources, published=published)


@task(cache_policy=NO_CACHE)
def extract_chunk(chunk: Chunk, executor: Executor) -> Records:
    """Read some files and extract their events."""
    return executor(chunk)


@task(cache_policy=NO_CACHE)
def merge_events(found: Survey, records: Sequence[Records]) -> Gathered:
    """Join the mentions that tell of one happening."""
    return gather(found, records)


@task(cache_policy=NO_CACHE)
def publish_run(gathered: Gathered, found: Survey, out: Path, ledger: str, as_of: date) -> Summary:
    """Let the ledger settle what changed, and publish it."""
    return publish(gathered, found, out=out, ledger=open_ledger(ledger), as_of=as_of)


@flow(
    name="build-timeline",
    task_runner=ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1),  # type: ignore[arg-type]
    validate_parameters=True,
)
def build_timeline(  # noqa: PLR0913, PLR0917 - a flow's parameters are what a deployment can set
    sources: list[str],
    out: str = "outputs",
    as_of: date | None = None,
    published: date | None = None,
    types: str | None = None,
    ledger: str = "timeline.db",
    workers: int | None = None,
) -> Summary:
    """Read documents, extract and merge their events, and publish the timeline to ``out``.

    ``as_of`` is the day the report is made for (default: today), ``published`` the publication day of documents that
    have none, ``types`` a folder of own rule files, ``ledger`` a file or a database URL. Raises TimelineError where
    nothing can be written.
    """
    own_types = Path(types) if types else None
    load_rulebook(own_types)
    found = survey_documents(sources, published)
    with locked(Path(out)), suited(len(found.entries), own_types, workers=workers) as executor:
        records = _extract(found, executor)
        gathered = merge_events(_whole(found), _whole(records))
        summary = publish_run(_whole(gathered), _whole(found), Path(out), ledger, as_of or today())
    for line in summary.lines():
        get_run_logger().info(line)
    return summary


def _whole(value: Value) -> Value:
    """Hand a value to a task as it is; Prefect would walk through all of it, looking for what to wait for."""
    return cast("Value", quote(value))


def _extract(found: Survey, executor: Executor) -> list[Records]:
    """Share the chunks out; their order, not that of their ends, decides what comes out."""
    chunks = chunked(found.entries)
    futures: list[PrefectFuture[Records]] = [extract_chunk.submit(_whole(chunk), _whole(executor)) for chunk in chunks]
    sizes = {future.task_run_id: len(chunk) for future, chunk in zip(futures, chunks, strict=True)}
    done = 0
    for future in as_completed(futures):
        done += sizes[future.task_run_id]
        tell(done, len(found.entries))
    return [future.result() for future in futures]
