"""When to try again: where a database was busy or away for a moment, and never because of a document."""

from __future__ import annotations

from typing import Any

from prefect import Task
from prefect.client.schemas.objects import State, TaskRun
from sqlalchemy.exc import OperationalError

__all__ = ["PAUSES", "database_was_busy"]

PAUSES = [2.0, 10.0, 60.0]
"""Seconds before each new attempt: longer than a backup or a restart of the database server takes, together."""


def database_was_busy(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a task failed by what may pass: the ledger's database did not answer, or was locked."""
    error = state.data
    return isinstance(error, OperationalError) or isinstance(getattr(error, "__cause__", None), OperationalError)
