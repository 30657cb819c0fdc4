"""The public verbs, as a stranger's script uses them."""

from __future__ import annotations

import inspect
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import timeline

SEEDS = Path(__file__).parents[1] / "seeds"


def test_a_strangers_script() -> None:
    documents = timeline.read(SEEDS)
    frame = timeline.build(documents)
    assert len(frame) > 20
    assert {"title", "date_start", "edtf", "best_quote"} <= set(frame.columns)
    assert "mark" in timeline.chart(frame).to_json()
    [timex] = timeline.find_dates("They met on Friday.", published=date(2025, 7, 26))
    assert timex.value == "2025-07-25"
    [mention] = timeline.extract("The ministry released an AI strategy on Friday.", published=date(2025, 7, 26))
    assert mention.category == "blueprint_release"


@pytest.mark.parametrize("name", timeline.__all__)
def test_every_public_name_is_documented_typed_and_shown_in_use(name: str) -> None:
    verb = getattr(timeline, name)
    signature = inspect.signature(verb)

    assert verb.__doc__.splitlines()[0].endswith(".")
    assert f"{name}(" in verb.__doc__.partition(">>> ")[2], "a doctest calls it"
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())


def test_importing_is_cheap() -> None:
    """``import timeline`` and the finding of dates load neither pandas nor Altair nor Prefect."""
    code = (
        "import sys, timeline; timeline.find_dates; timeline.extract('x')\n"
        "print(sorted({'pandas', 'altair', 'prefect', 'vl_convert', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
