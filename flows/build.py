"""The flow that turns documents into a published timeline: one flow a run, one task a chunk of documents."""

# Annotations stay values here: a flow that Prefect loads for a scheduled run has its parameters checked by them.

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar, cast

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, as_completed
from prefect.runtime import flow_run
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote
from pydantic import Field

from flows.artifacts import link_report, progress_shown, show_summary
from flows.chunks import chunked, portions
from flows.deciding import decided_in
from flows.executor import Executor, suited
from flows.fetching import FetchOptions, check_sources, surveyed
from flows.now import today
from flows.outputs import locked
from flows.progress import tell
from flows.publishing import publish
from flows.retention import KEEP_RUNS, prune
from flows.retrying import PAUSES, database_was_busy
from flows.summary import Summary
from flows.takings import TAKING, Order, orders
from flows.workers import Workers, workers_named
from timeline.ledger import Decided, Ledger, TakenReading, open_ledger
from timeline.reading import Entry, Survey
from timeline.rulebook import load_rulebook

__all__ = ["build_timeline", "publish_run", "read_chunk", "survey_documents"]

Value = TypeVar("Value")

CHUNKS_AT_ONCE = 32
"""Threads of the flow: they only wait for the workers, and a cluster of 32 is as large as 100 chunks can keep busy."""

TAGS = ["timeline"]


def _run_name() -> str:
    """Name a run by the day it is for."""
    return f"timeline as of {flow_run.parameters.get('as_of') or today()}"


@task(cache_policy=NO_CACHE, task_run_name="list the files", tags=TAGS)
def survey_documents(  # noqa: PLR0913, PLR0917 - where to look, and how
    sources: Sequence[str],
    ledger: Ledger,
    published: date | None,
    publishers: dict[str, str] | None,
    columns: dict[str, str] | None,
    options: FetchOptions,
) -> Survey:
    """List the files to read, and fetch what lies in the network."""
    return surveyed(sources, ledger, published=published, publishers=publishers, columns=columns, options=options)


@task(
    cache_policy=NO_CACHE,
    task_run_name="read {part}",
    tags=TAGS,
    retries=len(PAUSES),
    retry_delay_seconds=PAUSES,
    retry_condition_fn=database_was_busy,
)
def read_chunk(
    part: str,  # noqa: ARG001 - names the task
    chunk: Sequence[Entry],
    executor: Executor[Order, TakenReading | None],
    ledger: Ledger,
) -> int:
    """Ask the ledger what it has of some files, read those that changed, and stage their events; say how many."""
    count = 0
    for portion in portions(chunk):
        taken = [reading for reading in executor(orders(portion, ledger)) if reading]
        if taken:
            ledger.stage(taken)
        count += len(taken)
    return count


@task(
    cache_policy=NO_CACHE,
    task_run_name="publish the timeline",
    tags=TAGS,
    retries=len(PAUSES),
    retry_delay_seconds=PAUSES,
    retry_condition_fn=database_was_busy,
)
def publish_run(  # noqa: PLR0913, PLR0917 - what a run publishes from, and how
    survey: Survey, out: Path, ledger: Ledger, as_of: date, decided: Decided, staff: Workers, keep_runs: int
) -> Summary:
    """Let the ledger merge what was read, apply what the reader decided, tell what changed, publish it, and tidy up."""
    summary = publish(survey, out=out, ledger=ledger, as_of=as_of, decided=decided, at_once=staff.processes)
    return replace(summary, pruned=prune(out, keep=keep_runs))


@flow(
    name="build-timeline",
    flow_run_name=_run_name,
    task_runner=ThreadPoolTaskRunner(max_workers=CHUNKS_AT_ONCE),  # type: ignore[arg-type]
    validate_parameters=True,
)
def build_timeline(  # noqa: PLR0913, PLR0917 - a flow's parameters are what a deployment can set
    sources: list[str],
    out: str = "outputs",
    as_of: date | None = None,
    published: date | None = None,
    types: str | None = None,
    ledger: str = "timeline.db",
    review: str = "review.csv",
    publishers: dict[str, str] | None = None,
    columns: dict[str, str] | None = None,
    fetch: FetchOptions = FetchOptions(),  # noqa: B008 - it is frozen
    workers: int | str | None = None,
    keep_runs: Annotated[int, Field(ge=1)] = KEEP_RUNS,
    shown_at: str = "",
) -> Summary:
    """Read documents, extract and merge their events, and publish the timeline to ``out``.

    ``as_of`` is the day the report is made for (default: today), ``published`` the publication day of documents that
    have none, ``types`` a folder of own rule files, ``ledger`` a file or a database URL, ``review`` the file of the
    reader's decisions, ``publishers`` the names by which sites and publishers are counted, ``columns`` which column of
    a table holds a field, ``fetch`` how addresses are fetched, ``workers`` a number of processes or a Dask cluster
    (``dask=tcp://host:8786``), ``keep_runs`` how many runs' files are kept, ``shown_at`` the address under which
    ``out`` is served. The run ends as "Done", or "Done with problems" where a document could not be read. Raises
    TimelineError, and has failed, where nothing can be written.
    """
    staff = workers_named(workers)
    own_types = Path(types) if types else None
    decided = decided_in(Path(review), load_rulebook(own_types))
    check_sources(sources, published)
    book = open_ledger(ledger)
    with locked(Path(out)), book.claimed():
        book.prepare()
        found = survey_documents(sources, _whole(book), published, publishers, columns, fetch)
        _read(found.entries, book, own_types, staff)
        day = as_of or today()
        summary = publish_run(_whole(found), Path(out), _whole(book), day, _whole(decided), _whole(staff), keep_runs)
    book.close()
    for line in summary.lines():
        get_run_logger().info(line)
    show_summary(summary)
    link_report(summary, Path(out), shown_at=shown_at)
    return cast("Summary", _ended(summary))  # Prefect hands the caller what the state holds


def _ended(summary: Summary) -> State[Summary]:
    """End a run in a state that tells whether all documents could be read."""
    changes = ", ".join(f"{count} {change}" for change, count in summary.changes.items()) or "nothing new"
    if summary.errors:
        told = f"{changes}; documents with errors: {len(summary.errors)} (problems.csv)"
        return Completed(name="Done with problems", message=told, data=summary)
    return Completed(name="Done", message=changes, data=summary)


def _whole(value: Value) -> Value:
    """Hand a value to a task as it is; Prefect would walk through all of it, looking for what to wait for."""
    return cast("Value", quote(value))


def _read(files: Sequence[Entry], ledger: Ledger, types: Path | None, workers: Workers) -> None:
    """Share the chunks out; what they yield is staged, so that a run that is killed leaves it to the next."""
    with suited(TAKING, len(files), types, workers=workers) as executor:
        futures: list[PrefectFuture[int]] = []
        sizes = {}
        begun = done = 0
        show = progress_shown(len(files))
        for chunk in chunked(files):
            part = f"files {begun + 1} to {begun + len(chunk)} of {len(files)}"
            future = read_chunk.submit(part, _whole(chunk), _whole(executor), _whole(ledger))
            futures.append(future)
            sizes[future.task_run_id] = len(chunk)
            begun += len(chunk)
        for future in as_completed(futures):
            future.result()
            done += sizes[future.task_run_id]
            tell(done, len(files))
            show(done)
