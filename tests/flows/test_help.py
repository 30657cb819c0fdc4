"""`--help` of every command: a screen's width, its arguments as they are typed, and examples that hold."""

from __future__ import annotations

import re
import shlex

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.manual import EXIT_CODES, Purpose
from tests.flows.commands import command_of, commands

WIDTH = 80


def told(*words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": str(WIDTH)}, prog_name="timeline")
    assert done.exit_code == 0
    return done.stdout


def examples(*words: str) -> list[str]:
    return re.findall(r"^    ((?:cat .* \| )?timeline .*)$", told(*words).split("Examples:")[1], re.MULTILINE)


@pytest.mark.parametrize("words", [(), *commands()], ids=" ".join)
def test_help_fits_a_terminal_and_names_arguments_as_they_are_typed(words: tuple[str, ...]) -> None:
    text = told(*words)

    assert [line for line in text.splitlines() if len(line) > WIDTH] == []
    usage = text.splitlines()[0]
    assert usage.startswith(" ".join(("Usage: timeline", *words)))
    assert not set("{}<>") & set(usage)
    assert "<str>" not in text
    assert "list[" not in text


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_examples_call_the_command_with_options_that_it_has(words: tuple[str, ...]) -> None:
    shown = [tuple(shlex.split(example.rpartition("| ")[2])[1:]) for example in examples(*words)]

    assert any(called[: len(words)] == words for called in shown)
    for called in shown:
        inner = next(one for one in reversed(commands()) if called[: len(one)] == one)
        known = {option for parameter in command_of(inner).params for option in parameter.opts}
        assert {word for word in called if word.startswith("--")} <= known, called


@pytest.mark.parametrize("words", [(), ("review",), ("ledger",), ("types",)], ids=" ".join)
def test_the_list_of_commands_has_each_with_what_it_does_in_a_whole_line(words: tuple[str, ...]) -> None:
    text = told(*words)

    for command in (one[-1] for one in commands() if one[:-1] == words):
        [line] = re.findall(rf"^  {command}  +(.*)$", text, re.MULTILINE)
        assert line.endswith("."), line
        assert not line.endswith("..."), line


def test_the_first_page_says_what_each_command_is_for_and_how_they_end() -> None:
    text = told()

    assert [text.index(f"\n{purpose}:") for purpose in Purpose] == sorted(text.index(f"\n{one}:") for one in Purpose)
    assert "\nCommands:" not in text
    assert all(f"    {code:<5}{meaning}" in text for code, meaning in EXIT_CODES)
