"""Who does the work of a run, as it is named on the command line and in a deployment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.errors import ConfigurationError

__all__ = ["UNSAID", "Workers", "workers_named"]

_CLUSTER = re.compile(r"dask=((?:tcp|tls)://\S+:\d{1,5})")


@dataclass(frozen=True, slots=True)
class Workers:
    """So many processes of this machine (None: one a processor), or the cluster whose scheduler has this address."""

    processes: int | None = None
    cluster: str = ""


UNSAID = Workers()
"""Nobody chose: as many as suit the work."""


def workers_named(name: int | str | None) -> Workers:
    """Read a number of processes, or the address of a Dask cluster.

    Raises ConfigurationError where it is neither.

    >>> workers_named("4")
    Workers(processes=4, cluster='')
    >>> workers_named("dask=tcp://10.0.0.7:8786")
    Workers(processes=None, cluster='tcp://10.0.0.7:8786')
    """
    if name is None:
        return UNSAID
    text = str(name)
    if text.isdecimal() and int(text) > 0:
        return Workers(processes=int(text))
    if match := _CLUSTER.fullmatch(text):
        return Workers(cluster=match[1])
    cure = "give a number of processes, such as 4, or the address of a Dask scheduler: dask=tcp://host:8786"
    raise ConfigurationError("names no workers", file=f"--workers {text}", cure=cure)
