"""What docs/dates.md says is read is read, and the Python that it shows prints what it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from timeline.dates import find_dates

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
KINDS = re.findall(
    r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", PAGE.split("## How each kind resolves")[1].split("\n\n**")[0], re.MULTILINE
)
EXAMPLES = [(kind, example) for kind, examples in KINDS[1:] for example in examples.split(", ")]
SENTENCES = (
    "They met {}.",
    "It began on 4 May 2020. They met {}.",
    "For the third quarter of 2025 revenue rose 5%. Costs fell in {}.",
    "The {} forum opened.",
)
"""Places in which an expression can stand: some need a date told before, a report of figures, or a noun."""


AROUND = frozenset(("a", "at", "for", "from", "in", "on", "plan"))
"""Words of an example that are no part of the expression itself."""


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_each_example_is_found(kind: str, example: str) -> None:
    found = [one for text in SENTENCES for one in find_dates(text.format(example), published=date(2025, 8, 6))]
    left = [example.replace(one.text, "", 1).split() for one in found if one.text in example]
    assert any(AROUND.issuperset(words) for words in left), f"{kind}: {example}"


def test_all_kinds_are_looked_at() -> None:
    assert len(EXAMPLES) > 50


def test_the_python_shown_prints_what_its_comments_say(capsys: pytest.CaptureFixture[str]) -> None:
    [block] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(block, {})  # noqa: S102 - the page's own example
    assert capsys.readouterr().out.splitlines() == re.findall(r"^# (.*)$", block, re.MULTILINE)
