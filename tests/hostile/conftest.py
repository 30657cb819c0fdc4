"""The database server of the ledger's tests serves here as well; and what two runs come to without a fault."""

from __future__ import annotations

import pytest

from tests.flows.runs import run
from tests.hostile.disturbed import LATER, told
from tests.ledger.conftest import postgres
from tests.ledger.test_killed import shelf

__all__ = ["postgres"]


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, ...]]:
    """The timeline of two runs without a fault."""
    folder = tmp_path_factory.mktemp("undisturbed")
    shelf(folder, later=False)
    run(folder)
    shelf(folder, later=True)
    run(folder, LATER)
    return told(folder)
