"""Settings for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run: a red build can be repeated. Time is no verdict on a shared machine.
settings.register_profile(
    "project", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[str]:
    """Give the address of a Prefect server whose database is thrown away at the end."""
    from prefect.settings import PREFECT_API_URL  # noqa: PLC0415 - only the slow tests load Prefect
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415 - the same

    with prefect_test_harness(server_startup_timeout=90):
        yield PREFECT_API_URL.value()
