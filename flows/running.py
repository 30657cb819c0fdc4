"""One run from the command line: checks first, then the flow, then the summary."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from flows.deciding import decided_in
from flows.fetching import FetchOptions, check_sources
from flows.outputs import check_writable
from flows.settings import hush, prefects_home
from flows.summary import Summary
from flows.terminal import DONE, SOME_DOCUMENT_FAILED, progress, say
from flows.workers import workers_named
from timeline.errors import SourceError
from timeline.ledger import open_ledger
from timeline.rulebook import load_rulebook

__all__ = ["Parameters", "parameters", "run_once"]

SEEDS = Path("seeds")


class Parameters(TypedDict):
    """What a run of the flow is given, now or on a schedule."""

    sources: list[str]
    out: str
    published: date | None
    types: str | None
    ledger: str
    review: str
    publishers: dict[str, str]
    columns: dict[str, str]
    fetch: FetchOptions
    workers: str | None
    keep_runs: int


def parameters(  # noqa: PLR0913 - the options of the command
    sources: Sequence[str],
    *,
    out: Path,
    published: date | None,
    types: Path | None,
    ledger: str,
    review: Path,
    publishers: Mapping[str, str],
    columns: Mapping[str, str],
    fetch: FetchOptions,
    workers: str | None,
    keep_runs: int,
) -> Parameters:
    """Check what can be checked at once, and give the parameters of the flow.

    Raises TimelineError where no run could succeed, before a server is started for it.
    """
    chosen = list(sources) or [str(SEEDS)]
    if not sources and not SEEDS.is_dir():
        raise SourceError(
            "no source to read: none is named, and there is no folder of this name",
            file=str(SEEDS),
            cure="name a file, a folder or an address (timeline run ~/articles), or set `sources` (timeline init)",
        )
    workers_named(workers)
    decided_in(review, load_rulebook(types))
    check_sources(chosen, published)
    open_ledger(ledger).check()
    check_writable(out)
    prefects_home()
    return {
        "sources": chosen,
        "out": str(out),
        "published": published,
        "types": str(types) if types else None,
        "ledger": ledger,
        "review": str(review),
        "publishers": dict(publishers),
        "columns": dict(columns),
        "fetch": fetch,
        "workers": workers,
        "keep_runs": keep_runs,
    }


def run_once(  # noqa: PLR0913 - the options of the command
    sources: Sequence[str],
    *,
    out: Path,
    as_of: date | None,
    published: date | None,
    types: Path | None,
    ledger: str,
    review: Path,
    publishers: Mapping[str, str],
    columns: Mapping[str, str],
    fetch: FetchOptions,
    workers: str | None,
    keep_runs: int,
    verbose: bool,
) -> int:
    """Run the flow in this process, print its summary, and give the exit code."""
    checked = parameters(
        sources,
        out=out,
        published=published,
        types=types,
        ledger=ledger,
        review=review,
        publishers=publishers,
        columns=columns,
        fetch=fetch,
        workers=workers,
        keep_runs=keep_runs,
    )
    if not verbose:
        hush()
    from flows.progress import watched_by  # noqa: PLC0415 - belongs to the flow
    from flows.servers import server_at_hand  # noqa: PLC0415 - Prefect takes seconds to load

    with server_at_hand(), progress("Reading") as watcher, watched_by(watcher):
        from flows.build import build_timeline  # noqa: PLC0415 - loaded while the server starts

        summary = build_timeline(**checked, as_of=as_of)
    for line in _told(summary, out, used_seeds=not sources):
        say(line)
    return SOME_DOCUMENT_FAILED if summary.errors else DONE


def _told(summary: Summary, out: Path, *, used_seeds: bool) -> Iterator[str]:
    yield from summary.lines()
    latest = out / "latest"
    if summary.folder:
        yield f"Published:  {summary.folder}"
    else:
        yield f"Published:  nothing; {latest} stays as it was"
    yield f"Report:     {latest / 'report.html'}"
    yield f"Table:      {latest / 'timeline.csv'}"
    command = shlex.quote(_command())
    yield f"Next:       {command} run ~/articles" if used_seeds else f"Next:       {command} report --help"


def _command() -> str:
    """Say how this program is called from here: by its name where that finds it, else by its path."""
    program = Path(sys.argv[0])
    found = shutil.which("timeline")
    if found and Path(found).resolve() == program.resolve():
        return "timeline"
    beside = program if program.name == "timeline" else Path(sys.executable).parent / "timeline"
    return min(str(beside), os.path.relpath(beside), key=len) if beside.is_file() else "timeline"
