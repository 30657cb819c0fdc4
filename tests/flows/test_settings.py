"""What the project asks of Prefect is what this Prefect understands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAY = """
import flows
from prefect.settings import get_current_settings
server = get_current_settings().server
vacuum = server.services.db_vacuum
print(sorted(vacuum.enabled_vacuum_types), vacuum.retention_period.days, server.events.retention_period.days,
      server.analytics_enabled, server.ephemeral.startup_timeout_seconds, sep="|")
"""


def understood(home: Path, **own: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {"PREFECT_HOME": str(home)} | own
    command = [sys.executable, "-c", SAY]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.slow
def test_prefect_keeps_its_database_small_and_stays_at_home(tmp_path: Path) -> None:
    assert understood(tmp_path) == "['events', 'flow_runs', 'orphans']|30|2|False|90"


@pytest.mark.slow
def test_what_the_user_has_set_goes_first(tmp_path: Path) -> None:
    own = understood(tmp_path, PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD=str(7 * 24 * 3600))
    assert own == "['events', 'flow_runs', 'orphans']|7|2|False|90"
