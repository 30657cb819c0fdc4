"""What is installed: every package by its hash, under a licence that allows it; and no network but for fetching."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.licences import ALLOWED, licences, page

REPOSITORY = Path(__file__).parents[2]
LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
PINS = re.split(r"\n(?=\S)", LOCK)


def test_every_package_of_the_lock_is_pinned_with_hashes_and_from_no_other_place() -> None:
    packages = [pin for pin in PINS if pin.strip() and not pin.startswith("#")]
    assert len(packages) > 50
    for package in packages:
        assert re.match(r"[A-Za-z0-9][\w.-]*(\[[\w,]+\])?==\S+", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package
        assert "://" not in package
        assert "@ " not in package


def test_every_package_has_a_licence_that_is_allowed() -> None:
    refused = {name: licence for name, licence in licences(LOCK).items() if licence not in ALLOWED}
    assert refused == {}


def test_the_page_of_licences_is_current() -> None:
    cure = "run: python -m tests.hostile.licences"
    assert (REPOSITORY / "docs" / "licences.md").read_text(encoding="utf-8") == page(LOCK), cure


ALONE = """
import sys
from datetime import date
from pathlib import Path
from flows.running import run_once
from flows.fetching import FetchOptions
home = Path(sys.argv[1])
code = run_once(
    [sys.argv[2]], out=home / "outputs", as_of=date(2025, 8, 1), published=None, types=None,
    ledger=str(home / "timeline.db"), review=home / "review.csv", publishers={}, columns={},
    fetch=FetchOptions(), workers=None, keep_runs=3, verbose=False,
)
sys.exit(code)
"""


@pytest.mark.slow
def test_a_run_needs_no_network_but_the_machine_s_own_loopback(tmp_path: Path) -> None:
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-n", "true"], check=False).returncode:
        pytest.skip("NO NAMESPACE: run where `unshare -n` is permitted, so that a machine without a network is tried")
    command = f'ip link set lo up && exec "$0" -c "$1" "$2" "{REPOSITORY / "seeds"}"'
    done = subprocess.run(
        ["unshare", "-n", "sh", "-c", command, sys.executable, ALONE, str(tmp_path)],
        cwd=REPOSITORY,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "PREFECT_HOME": str(tmp_path / "prefect"), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "outputs" / "latest" / "timeline.csv").stat().st_size > 1_000
