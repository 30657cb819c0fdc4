"""The tutorial is done from top to bottom, in an empty folder, and shows what happens there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.docs.test_commands import ROOT
from tests.flows.commands import timeline

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_each_step_gives_what_the_page_shows(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    told = ""
    steps = 0
    for kind, file, text in BLOCK.findall(page):
        if file:
            (tmp_path / file).parent.mkdir(exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
        elif kind == "sh":
            for command in text.splitlines():
                done = timeline(tmp_path, *shlex.split(command)[1:])
                assert done.returncode == 0, f"{command}\n{done.stderr}"
                told = done.stdout
                steps += 1
        elif kind == "output":
            assert [line for line in text.splitlines() if line not in told] == [], told
    assert steps > 10
