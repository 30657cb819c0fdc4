"""Brings the ledger's tables to the form this program knows, step by step (Alembic)."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from timeline.errors import ConfigurationError

__all__ = ["check", "check_for_run", "upgrade"]

_STEPS = "timeline.ledger:migrations"


def check(connection: Connection, name: str) -> bool:
    """Whether there is a ledger of this program's form; False where the database is still empty of one.

    Raises ConfigurationError where the ledger has another form.
    """
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        if inspect(connection).has_table("ledger"):
            raise ConfigurationError(
                "the ledger was made by a version before 0.2 and cannot be read",
                file=name,
                cure="move it away, and let the next run read the documents again",
            )
        return False
    if found != _newest():
        raise ConfigurationError(
            f"the ledger has form {found}, and this program reads form {_newest()}",
            file=name,
            cure="make a run, which brings an older ledger up to date; for a newer one, update the program",
        )
    return True


def upgrade(connection: Connection, name: str) -> None:
    """Make the tables, or bring those of an earlier version up to date.

    Raises ConfigurationError where the ledger was made by a newer program.
    """
    if check_for_run(connection, name) == _newest():
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check_for_run(connection: Connection, name: str) -> str:
    """The form of a ledger that a run can use or bring up to date; empty where the database has none yet.

    Raises ConfigurationError where the ledger was made by a newer program, or by one of before 0.2.
    """
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        check(connection, name)
    elif found not in _known():
        raise ConfigurationError(
            f"the ledger has form {found}, which this program does not know",
            file=name,
            cure="update the program, or name another ledger with --ledger",
        )
    return found or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", _STEPS)
    return config


@cache
def _newest() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


@cache
def _known() -> frozenset[str]:
    return frozenset(step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions())
