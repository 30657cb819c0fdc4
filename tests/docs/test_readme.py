"""What the README shows is what the code does."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.events import extract_document
from timeline.merge import merge
from timeline.model import Document, Event, Origin

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEED = ROOT / "seeds" / "000_77ec657db0443af4.txt"


def seed_table() -> str:
    """The table of the seed article: run this module to print it."""
    origin = Origin("seed", published=date(2025, 7, 26), published_basis="given")
    events = merge(extract_document(Document(origin, SEED.read_text(encoding="utf-8"))).mentions)
    rows = ["| event | type | status | when | the words that say so | derivation |", "|---|---|---|---|---|---|"]
    rows += [_row(event) for event in events]
    return "\n".join(rows)


def _row(event: Event) -> str:
    mention = event.mentions[0]
    start = mention.trigger_span.start - mention.quote_span.start
    end = mention.trigger_span.end - mention.quote_span.start
    before, after = mention.quote[:start].split(), mention.quote[end:].split()
    head = ("… " if len(before) > 6 else "") + " ".join(before[-6:])
    tail = " ".join(after[:7]) + (" …" if len(after) > 7 else "")
    space = "" if tail.startswith((",", ".")) else " "
    words = f"{head} **{mention.trigger}**{space}{tail}".strip()
    when = event.when.shown if event.when else "*undated*"
    why = mention.date_derivation or event.date_note
    return f"| {event.title} | {event.category} | {event.status} | {when} | {words} | {why} |"


def test_the_seed_table_is_what_the_article_yields() -> None:
    assert seed_table() in README, f"README.md: put this table in:\n\n{seed_table()}"


def python_example() -> str:
    found = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_python_example_runs_and_its_comments_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    checked = 0
    for line in python_example().splitlines():
        code, _, comment = line.partition("  # ")
        try:
            value = eval(code.strip(), names)  # noqa: S307 - the README's own lines
        except SyntaxError:
            exec(code, names)  # noqa: S102 - the same
            continue
        try:
            expected = ast.literal_eval(comment.strip())
        except (SyntaxError, ValueError):
            continue
        plain = tuple(str(part) for part in value) if isinstance(value, tuple) else value
        assert plain == expected, line
        checked += 1
    assert checked >= 2


if __name__ == "__main__":
    print(seed_table())  # noqa: T201 - for whoever mends the README
