"""docs/commands.md and docs/python.md have the commands, exit codes and functions of the code; what they show runs."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import timeline
from flows.manual import EXIT_CODES, Purpose
from flows.terminal import DONE, INTERRUPTED, NOTHING_WRITTEN, SOME_DOCUMENT_FAILED, TERMINATED
from tests.flows.commands import command_of
from tests.flows.commands import commands as all_commands

ROOT = Path(__file__).parents[2]
WHOLE_SENTENCE = 200


def commands() -> str:
    """Every command under what it is for."""
    sections: dict[str, list[str]] = {purpose: [] for purpose in Purpose}
    for words in all_commands():
        purpose = getattr(command_of(words[:1]), "rich_help_panel", "")
        does = command_of(words).get_short_help_str(WHOLE_SENTENCE)
        sections[purpose].append(f"| `timeline {' '.join(words)}` | {does} |")
    return "\n\n".join(
        "\n".join((f"## {purpose}", "", "| command | does |", "|---|---|", *rows)) for purpose, rows in sections.items()
    )


def exit_codes() -> str:
    """How a command ends."""
    return "\n".join(("| exit code | means |", "|---|---|", *(f"| {code} | {means} |" for code, means in EXIT_CODES)))


def functions() -> str:
    """The functions of the library, each with the first sentence that its documentation says of it."""
    rows = []
    for name in ("read", "build", "chart", "find_dates", "extract"):
        verb = getattr(timeline, name)
        first = " ".join(verb.__doc__.split("\n\n")[0].split()).replace("``", "`")
        rows.append(f"| `timeline.{name}({_given(verb)})` | {first} |")
    return "\n".join(("| function | gives |", "|---|---|", *rows))


def _given(verb: Callable[..., object]) -> str:
    """The parameters as a reader has to know them: their names, and which may be left out."""
    given = inspect.signature(verb).parameters.values()
    named = [one.name if one.default is one.empty else f"{one.name}={one.default!r}" for one in given]
    options = [one.kind is one.KEYWORD_ONLY for one in given]
    return ", ".join([*named[: options.index(True)], "*", *named[options.index(True) :]])


PARTS = {"commands.md": (commands, exit_codes), "python.md": (functions,)}


@pytest.mark.parametrize(("page", "made"), [(page, made) for page, parts in PARTS.items() for made in parts])
def test_what_is_generated_is_current(page: str, made: Callable[[], str]) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    name = getattr(made, "__name__", "")
    found = re.search(rf"<!-- {name}: generated -->\n(.*?)<!-- end -->", text, re.DOTALL)
    assert found is not None
    assert found.group(1).strip() == made(), f"docs/{page}: put this under “{name}: generated”:\n\n{made()}"


def test_the_page_has_every_function_of_the_library() -> None:
    assert set(re.findall(r"`timeline\.(\w+)\(", functions())) == set(timeline.__all__)


def test_the_exit_codes_are_those_of_the_program() -> None:
    codes = [DONE, SOME_DOCUMENT_FAILED, NOTHING_WRITTEN, INTERRUPTED, TERMINATED]
    assert [int(code) for code, _ in EXIT_CODES] == codes


def test_the_python_that_is_shown_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) > 3
    for block in blocks:
        exec(block, names)  # noqa: S102 - the page's own examples
    assert capsys.readouterr().err == ""


if __name__ == "__main__":
    print(commands(), exit_codes(), functions(), sep="\n\n")  # noqa: T201 - for whoever mends the pages
