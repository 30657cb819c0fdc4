"""Prefect's settings for this project: applied before Prefect is imported, and never over what the user has set."""

from __future__ import annotations

import os

__all__ = ["apply", "hush", "server_is_given"]

_SETTINGS = {
    # A cold start on a busy laptop takes longer than the 20 s that Prefect allows.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    # Nothing leaves the machine; without a network the server would log an error for each attempt.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}


def apply() -> None:
    """Set what the project needs of Prefect, as defaults: environment variables of the user go first."""
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)


def hush() -> None:
    """Keep Prefect's log off the terminal: the command says itself what went wrong, in words for its reader."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_ROOT_LEVEL", "CRITICAL")


def server_is_given() -> bool:
    """Whether the user has a Prefect server, by ``PREFECT_API_URL`` or by a Prefect profile."""
    from prefect.settings import PREFECT_API_URL  # noqa: PLC0415 - settings must be applied first

    return bool(PREFECT_API_URL.value())
