"""One Prefect server for all tests of flows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

__all__ = ["prefect_server"]


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[str]:
    """Give the address of a server whose database is thrown away at the end."""
    from prefect.settings import PREFECT_API_URL  # noqa: PLC0415 - only the slow tests load Prefect
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415 - the same

    with prefect_test_harness(server_startup_timeout=90):
        yield PREFECT_API_URL.value()
