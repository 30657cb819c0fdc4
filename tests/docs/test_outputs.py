"""docs/outputs.md has the formats and the data dictionary of the code, and what it shows works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.export.made_events import content, many
from timeline.export import FORMATS, csv_bytes, files_of, write_files
from timeline.table import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "outputs.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
OPTIONS = ("--from", "--to", "--since", "--about", "--category", "--status", "--actor", "--country", "--tag", "--top")


def formats() -> str:
    """Every format with its file: run this module to print it."""
    rows = [f"| `{name}` | `{form.file}` | {form.about} |" for name, form in FORMATS.items()]
    return "\n".join(("| `timeline export` | file | what it is |", "|---|---|---|", *rows))


def dictionary() -> str:
    """Every column of every table: run this module to print it."""
    lines = []
    for name, columns in TABLES.items():
        lines += [f"### {name}.csv", "", "| column | holds | meaning |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in columns]
        lines.append("")
    return "\n".join(lines).rstrip()


def part(name: str) -> str:
    found = re.search(rf"<!-- {name}: generated -->\n(.*?)<!-- end -->", PAGE, re.DOTALL)
    assert found is not None
    return found.group(1).strip()


@pytest.mark.parametrize("made", [formats, dictionary])
def test_what_is_generated_is_current(made: object) -> None:
    name, text = made.__name__, made()  # type: ignore[attr-defined,operator]
    assert part(name) == text, f"docs/outputs.md: put this under “{name}: generated”:\n\n{text}"


def test_every_filter_is_told() -> None:
    assert [option for option in OPTIONS if f"`{option}" not in PAGE] == []


def test_the_python_shown_reads_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = content(many(5))
    write_files(tmp_path, files_of(made) | {f"{name}.csv": csv_bytes(made.tables[name]) for name in TABLES})
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in PYTHON:
        exec(block, names)  # noqa: S102 - the page's own examples
    assert len(names["typed"]) == len(names["mentions"]) == len(names["frame"]) == 5  # type: ignore[arg-type]
    assert names["events"] == made.events


if __name__ == "__main__":
    print(formats(), dictionary(), sep="\n\n")  # noqa: T201 - for whoever mends the page
