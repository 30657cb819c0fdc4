"""Prefect's settings for this project: applied before Prefect is imported, and never over what the user has set."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["apply", "hush", "prefects_home", "server_is_given"]

_DAY = 24 * 60 * 60

_SETTINGS = {
    # A cold start on a busy laptop takes longer than the 20 s that Prefect allows.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    # Nothing leaves the machine; without a network the server would log an error for each attempt.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # Prefect's database is a log: without these it forgets events and keeps runs (20 to 30 KB a task) for ever.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * _DAY),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P2D",
}


def apply() -> None:
    """Set what the project needs of Prefect, as defaults: environment variables of the user go first."""
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)


def prefects_home() -> Path:
    """The folder in which Prefect keeps the database of the server that a run starts.

    Raises ConfigurationError where this user cannot write there: who runs by sudo may have the home of somebody else.
    """
    from flows.outputs import check_writable  # noqa: PLC0415 - whoever imports anything of flows imports this module

    home = Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect")
    if not os.environ.get("PREFECT_API_URL"):
        check_writable(home, cure="set PREFECT_HOME to a folder of this user's own, or HOME (sudo -H)")
    return home


def hush() -> None:
    """Keep Prefect's log off the terminal: the command says itself what went wrong, in words for its reader."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_ROOT_LEVEL", "CRITICAL")


def server_is_given() -> bool:
    """Whether the user has a Prefect server, by ``PREFECT_API_URL`` or by a Prefect profile."""
    from prefect.settings import PREFECT_API_URL  # noqa: PLC0415 - settings must be applied first

    return bool(PREFECT_API_URL.value())
