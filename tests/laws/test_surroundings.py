"""Laws 3 and 4: time zone, locale, hash seed and working folder change nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parents[2] / "seeds"
CODE = """
import sys
from timeline.events import extract_document
from timeline.export import csv_bytes
from timeline.merge import merge
from timeline.reading import read
from timeline.table import mention_frame, timeline_frame
events = merge(m for d in read(sys.argv[1]) for m in extract_document(d).mentions)
sys.stdout.buffer.write(csv_bytes(timeline_frame(events)) + csv_bytes(mention_frame(events)))
"""
SURROUNDINGS = {
    "plain": {"PYTHONHASHSEED": "0"},
    "another hash seed": {"PYTHONHASHSEED": "4242"},
    "the other side of the world": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland"},
    "a bare locale": {"PYTHONHASHSEED": "2", "LC_ALL": "C", "LANG": "C"},
}


def digest(surroundings: dict[str, str], folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(SEEDS.parent), **surroundings}
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(SEEDS)], capture_output=True, check=True, env=environment, cwd=folder
    )
    assert done.stdout.count(b"\n") > 60
    return hashlib.sha256(done.stdout).hexdigest()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> str:
    return digest(SURROUNDINGS["plain"], tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("name", [name for name in SURROUNDINGS if name != "plain"])
def test_surroundings_change_nothing(name: str, plain: str, tmp_path: Path) -> None:
    assert digest(SURROUNDINGS[name], tmp_path) == plain
