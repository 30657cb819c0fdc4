"""Settings for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

# The same examples in every run: a red build can be repeated. Time is no verdict on a shared machine.
settings.register_profile(
    "project", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a Prefect server whose database is thrown away at the end."""
    from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415 - only the slow tests load Prefect

    from flows.servers import local_server  # noqa: PLC0415 - the same

    home = tmp_path_factory.mktemp("prefect")
    with (
        local_server(PREFECT_HOME=str(home), PREFECT_PROFILES_PATH=str(home / "profiles.toml")) as address,
        temporary_settings({PREFECT_API_URL: address}),
    ):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; in CI its absence is a failure."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        reason = "NO BROWSER: install chromium, so that the report is tried in one"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only the slow tests load it

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS, timeout=180_000)
        yield chromium
        chromium.close()
