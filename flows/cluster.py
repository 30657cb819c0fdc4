"""Work on a Dask cluster: many machines that see the same files under the same paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from flows.executor import Executor, Work, isolated
from timeline.errors import ConfigurationError
from timeline.rulebook import load_rulebook, rule_set_version

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["dask_cluster"]

Item = TypeVar("Item")
Result = TypeVar("Result")

CONNECT_LIMIT = 30.0
"""Seconds for the scheduler to answer and for a first worker to be there; on a local network it takes one or two."""

LOOK_AGAIN = 60.0
"""Seconds after which a run that waits for a chunk looks whether any worker is left; a new one may come meanwhile."""


@contextmanager
def dask_cluster(work: Work[Item, Result], types: Path | None, *, address: str) -> Iterator[Executor[Item, Result]]:
    """Work on chunks where the scheduler at ``address`` sends them.

    A chunk that is lost with its worker is done again by another one. One that takes down several workers is cut up on
    this machine, each part in a process of its own, until the document at fault stands alone. Raises ConfigurationError
    where Dask is not installed, nobody answers, the workers have other rules or files than this machine, or all of them
    have gone.
    """
    client = _connected(address)
    with client:
        shared = types and types.absolute()
        _check(client, address, shared)
        yield lambda chunk: _executed(client, address, work, chunk, shared)


def _connected(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra that only runs on a cluster need
    except ModuleNotFoundError as error:
        cure = "install it: pip install 'timeline-of-events[dask]'"
        raise ConfigurationError("Dask is not installed", file=f"--workers dask={address}", cure=cure) from error
    try:
        return Client(address, timeout=CONNECT_LIMIT, set_as_default=False)
    except (OSError, ValueError) as error:
        cure = f"start it there (dask scheduler), see whether {address} is its address and no firewall stands between"
        raise ConfigurationError("no Dask scheduler answers", file=f"--workers dask={address}", cure=cure) from error


def _check(client: Client, address: str, types: Path | None) -> None:
    """Make sure that the workers would find what this machine finds: the same rules, in sight of the same folder."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_LIMIT)
    except TimeoutError as error:
        raise _workers_gone(address) from error
    here = _standing(Path.cwd(), types)
    answers = client.run(_standing, Path.cwd(), types, on_error="return")
    for worker, there in sorted(answers.items()):
        if there != here:
            what = f"worker {worker} cannot do the work of this machine ({there} there, {here} here)"
            cure = "install the same version there, and mount the same files under the same paths"
            raise ConfigurationError(what, file=f"--workers dask={address}", cure=cure)


def _standing(folder: Path, types: Path | None) -> str:
    """Say, on a worker, by which rules it reads and whether it sees the folder of the run."""
    sight = "" if folder.is_dir() else f", no folder {folder}"
    return f"rules {rule_set_version(load_rulebook(types))[:12]}{sight}"


def _executed(
    client: Client, address: str, work: Work[Item, Result], chunk: Sequence[Item], types: Path | None
) -> tuple[Result, ...]:
    from distributed import KilledWorker  # noqa: PLC0415 - is there, or there would be no client

    future = client.submit(work.do, chunk, types, pure=False)
    try:
        return _waited_for(client, address, future)
    except KilledWorker:
        return isolated(chunk, types, work)
    except CancelledError as error:
        cure = "start it again and repeat the run; what was read by then is kept"
        raise ConfigurationError("the Dask scheduler has gone", file=f"--workers dask={address}", cure=cure) from error
    finally:
        future.release()


def _waited_for(client: Client, address: str, future: Future[tuple[Result, ...]]) -> tuple[Result, ...]:
    """Wait for a chunk as long as there is anybody to do it."""
    while True:
        try:
            return future.result(timeout=LOOK_AGAIN)
        except TimeoutError as error:
            if future.done():
                raise
            if not client.scheduler_info(n_workers=-1)["workers"]:
                raise _workers_gone(address) from error


def _workers_gone(address: str) -> ConfigurationError:
    cure = f"start some: dask worker {address}; what was read by then is kept"
    return ConfigurationError("the Dask scheduler has no workers", file=f"--workers dask={address}", cure=cure)
