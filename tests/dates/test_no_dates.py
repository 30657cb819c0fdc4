"""What is no date stays untouched, with and without a day of publication."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline.dates import find_dates
from timeline.model import TimexType

CORPUS = Path(__file__).parents[1] / "corpus" / "no_dates.txt"
LINES = [line for line in CORPUS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(LINES) >= 80
    assert len(set(LINES)) == len(LINES)


@pytest.mark.parametrize("published", [None, date(2025, 8, 6)], ids=["unpublished", "published"])
@pytest.mark.parametrize("line", LINES)
def test_line_holds_no_date(line: str, published: date | None) -> None:
    found = find_dates(line, published=published)
    dates = [(each.text, each.rule) for each in found if each.type in (TimexType.DATE, TimexType.TIME)]
    assert dates == [], f"tests/corpus/no_dates.txt: {line!r}; narrow that rule, or add a guard"
