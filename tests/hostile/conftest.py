"""The database server of the ledger's tests serves here as well."""

from __future__ import annotations

from tests.ledger.conftest import postgres

__all__ = ["postgres"]
