"""What is no date stays untouched, with and without a day of publication; its twin that is a date is still found."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.dates import find_dates

CORPUS = Path(__file__).parents[1] / "corpus"
LINES = [
    line
    for line in (CORPUS / "no_dates.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TWINS = tomllib.loads((CORPUS / "date_twins.toml").read_text(encoding="utf-8"))["twin"]
PUBLISHED = date(2025, 8, 6)


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(LINES) >= 360
    assert len(set(LINES)) == len(LINES)
    assert len(TWINS) >= 60


@pytest.mark.parametrize("line", LINES)
def test_nothing_is_found_in_a_line_without_date(line: str) -> None:
    found = [
        (each.text, str(each.type), each.rule)
        for published in (None, PUBLISHED)
        for each in find_dates(line, published=published)
    ]
    assert found == [], (
        f"tests/corpus/no_dates.txt: {line!r}; narrow that rule, or add a word to timeline/rules/words/no_dates.toml"
    )


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin["text"])
def test_the_twin_that_is_a_date_is_found(twin: dict[str, Any]) -> None:
    assert twin["none"] in LINES, "a twin stands beside a line of no_dates.txt"
    found = [[each.text, each.value] for each in find_dates(twin["text"], published=PUBLISHED)]
    assert found == twin["found"], f"tests/corpus/date_twins.toml: a guard against {twin['none']!r} takes too much"
