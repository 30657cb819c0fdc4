"""``timeline doctor``: whether a run would find all it needs in this folder, and what to do where it would not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import disk_usage

from flows.configuration import CONFIGURATION, Configuration, configured
from flows.deciding import decided_in
from flows.fetching import is_fetched
from flows.given import settings_are_given
from flows.outputs import check_writable
from flows.settings import prefects_home
from flows.terminal import DONE, NOTHING_WRITTEN, say
from timeline.errors import ConfigurationError, RuleError, SourceError, TimelineError
from timeline.ledger import open_ledger
from timeline.rulebook import Rulebook, load_rulebook

__all__ = ["examine", "tell_health"]

PACKAGES = ("dateparser", "pandas", "prefect", "altair")
EXTRAS = {"pyarrow": "Parquet files", "dask": "workers on other machines", "psycopg": "a ledger on PostgreSQL"}
LEAST_FREE = 1024**3
"""Bytes that should be free: a run's files and a ledger of ten thousand articles take a third of it (docs/scale.md)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, or what is wrong with it."""

    name: str
    state: str
    wrong: TimelineError | None = None


def tell_health() -> int:
    """Print what was found, and give the exit code: 2 where a run could write nothing."""
    found = list(examine())
    width = max(len(one.name) for one in found) + 2
    for one in found:
        mark = "wrong" if one.wrong else "ok"
        first, *rest = str(one.wrong or one.state).splitlines()
        say(f"{mark:<7}{one.name:<{width}}{first}")
        for line in rest:
            say(f"{'':<{7 + width}}{line.strip()}")
    wrong = sum(one.wrong is not None for one in found)
    say(f"\n{wrong} of {len(found)} would stop a run." if wrong else "\nA run would find all it needs.")
    return NOTHING_WRITTEN if wrong else DONE


def examine() -> Iterator[Finding]:
    """Look at everything that a run in this folder depends on, without changing any of it."""
    yield Finding("Python", sys.version.split()[0])
    yield Finding("packages", ", ".join(f"{name} {_version(name)}" for name in PACKAGES))
    yield Finding(
        "extras", ", ".join(f"{name} {'yes' if find_spec(name) else 'no'} ({what})" for name, what in EXTRAS.items())
    )
    settings = Configuration.model_construct()
    try:
        settings = configured() if settings_are_given() else Configuration()
        yield Finding("settings", f"{CONFIGURATION}" if CONFIGURATION.exists() else "none; the defaults hold")
    except ConfigurationError as error:
        yield Finding("settings", "", error)
    yield from _examined(settings)


def _examined(settings: Configuration) -> Iterator[Finding]:
    looks: tuple[tuple[str, Callable[[Configuration], str]], ...] = (
        ("event types", lambda given: f"{len(_rules(given).types)}, all readable"),
        ("sources", _sources),
        ("outputs", _outputs),
        ("ledger", _ledger),
        ("review", _review),
        ("Prefect", _prefect),
    )
    for name, look in looks:
        try:
            yield Finding(name, look(settings))
        except TimelineError as error:
            yield Finding(name, "", error)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is missing"


def _rules(settings: Configuration) -> Rulebook:
    types = Path(settings.types) if settings.types else None
    if types and not types.exists():
        raise RuleError("there is no such folder", file=str(types), cure="check `types` in timeline.toml")
    return load_rulebook(types)


def _sources(settings: Configuration) -> str:
    if not settings.sources:
        return "none in the settings; name them with the command"
    for source in settings.sources:
        if not is_fetched(source) and not Path(source).exists():
            raise SourceError("there is no such file or folder", file=source, cure="check `sources` in timeline.toml")
    fetched = sum(map(is_fetched, settings.sources))
    return f"{len(settings.sources) - fetched} on this machine, {fetched} addresses"


def _outputs(settings: Configuration) -> str:
    out = Path(settings.outputs)
    free = disk_usage(check_writable(out)).free
    if free < LEAST_FREE:
        cure = "make room, or name a folder on another disk with --out"
        raise ConfigurationError(f"only {free / 1e6:,.0f} MB are free", file=str(out), cure=cure)
    newest = "a run's files are there" if (out / "latest").exists() else "no run yet"
    return f"{out}: {newest}, {free / 1e9:,.0f} GB free"


def _ledger(settings: Configuration) -> str:
    with closing(open_ledger(settings.ledger)) as book:
        book.check()
        with book.view() as view:
            tally = view.tally()
    return f"{book.name}: runs {tally.runs:,}, documents {tally.documents:,}" if tally.runs else "no run yet"


def _review(settings: Configuration) -> str:
    file = Path(settings.review)
    decided = decided_in(file, load_rulebook())
    if not file.exists():
        return "no decisions yet"
    wrong = f", {len(decided.problems)} of them cannot be meant (see problems.csv)" if decided.problems else ""
    return f"{file}: {len(decided.decisions):,} decisions{wrong}"


def _prefect(_: Configuration) -> str:
    home = prefects_home()
    import httpx  # noqa: PLC0415 - nothing else here asks a server
    from prefect.settings import PREFECT_API_URL  # noqa: PLC0415 - Prefect is slow to load, and needs that home

    address = PREFECT_API_URL.value()
    if not address:
        return f"a server of its own for each run, in {home}"
    try:
        httpx.get(f"{address}/health", timeout=10).raise_for_status()
    except httpx.HTTPError as error:
        cure = "start that server, or unset PREFECT_API_URL to let a run start its own"
        raise ConfigurationError(f"does not answer: {error}", file=address, cure=cure) from error
    return f"the server at {address}"
