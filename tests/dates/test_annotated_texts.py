"""The figures of docs/dates.md on annotated texts that others have made; skipped where these do not stand beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.benchmarks.timex import BESIDE, MEASURES, parts_of, score

DOCUMENT = Path(__file__).parents[2] / "docs" / "dates.md"
ROW = re.compile(r"^\| (news|narrative), (tuned|test) part \|(.+)\|$", re.MULTILINE)
SLACK = 1.0

told = {
    (kind, part): dict(zip(MEASURES, map(float, cells.split("|")), strict=True))
    for kind, part, cells in ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
}


@pytest.mark.skipif(not (BESIDE / "score.py").exists(), reason="the annotated texts are not beside the checkout")
@pytest.mark.parametrize(("kind", "name"), sorted(told))
def test_no_figure_falls_by_more_than_a_point(kind: str, name: str) -> None:
    part = next(part for part in parts_of(BESIDE) if (part.kind, part.name) == (kind, name))
    figures, _ = score(BESIDE, part.files)
    fallen = {
        measure: (figures[measure], was) for measure, was in told[kind, name].items() if figures[measure] < was - SLACK
    }
    assert not fallen, f"docs/dates.md says more for {kind}, {name}: mend the rules, or tell the new figures there"


def test_the_document_tells_all_figures() -> None:
    assert set(told) == {(kind, part) for kind in ("news", "narrative") for part in ("tuned", "test")}
