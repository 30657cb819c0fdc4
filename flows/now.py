"""The only place that knows what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

__all__ = ["moment", "stamp", "today"]


def today() -> date:
    """Tell the reader's day: the default for ``--as-of``."""
    return date.today()


def moment() -> datetime:
    """Tell the moment, in UTC."""
    return datetime.now(UTC)


def stamp() -> str:
    """Name a run by the second it started in (UTC), such as ``20260101T060000Z``."""
    return moment().strftime("%Y%m%dT%H%M%SZ")
