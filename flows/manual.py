"""What ``--help`` prints: arguments by one name, commands by what they are for, examples and exit codes at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from typer import Typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from flows.terminal import DONE, INTERRUPTED, NOTHING_WRITTEN, SOME_DOCUMENT_FAILED, TERMINATED

__all__ = ["EXIT_CODES", "Group", "Purpose", "documented", "examples", "exit_codes"]

Row = tuple[str, str]
TypersOwn = Any
"""A context or a formatter: typer shows the classes of neither."""

EXIT_CODES: tuple[Row, ...] = (
    (f"{DONE}", "done, warnings included"),
    (f"{SOME_DOCUMENT_FAILED}", "done, but some document could not be read (see problems.csv)"),
    (f"{NOTHING_WRITTEN}", "nothing was written: what is wrong is named, with its cure"),
    (f"{INTERRUPTED}", "stopped by Ctrl-C; what was there before is unchanged"),
    (f"{TERMINATED}", "the same, asked for by the system (SIGTERM)"),
)
"""How a command ends, for whoever calls it from a script."""


class Purpose(StrEnum):
    """What commands are for: the headings under which ``timeline --help`` lists them."""

    MAKE = "Make a timeline"
    TAKE = "Take from it"
    CORRECT = "Correct it"
    LOOK = "Look into documents and rules"
    CARE = "Look after it"


class _Command(TyperCommand):
    """A command whose help names an argument as its user types it (SOURCE...), without the type that Python has for it.

    An argument with ``metavar="SOURCE..."`` may be given several times.
    """

    def collect_usage_pieces(self, ctx: TypersOwn) -> list[str]:
        """The words behind the command's name in its usage line."""
        named = [(_name(argument), argument.required) for argument in self._arguments(ctx)]
        return [self.options_metavar or "", *(name if required else f"[{name}]" for name, required in named)]

    def format_options(self, ctx: TypersOwn, formatter: TypersOwn) -> None:
        """Write arguments and options, each with what it means."""
        options = [row for one in self.get_params(ctx) if not _is_argument(one) and (row := one.get_help_record(ctx))]
        _write(formatter, "Arguments", [(_name(one), one.help or "") for one in self._arguments(ctx)])
        _write(formatter, "Options", options)

    def _arguments(self, ctx: TypersOwn) -> list[TyperArgument]:
        return [one for one in self.get_params(ctx) if isinstance(one, TyperArgument)]


class Group(TyperGroup):
    """A command of commands: they are listed under what they are for, in the order in which they were added."""

    def format_commands(self, ctx: TypersOwn, formatter: TypersOwn) -> None:
        """Write a section for each purpose, with one line a command."""
        sections: dict[str, list[Row]] = {}
        for name in self.list_commands(ctx):
            command = self.commands[name]
            heading = getattr(command, "rich_help_panel", None) or "Commands"
            sections.setdefault(heading, []).append((name, command.get_short_help_str(formatter.width)))
        for heading in (*Purpose, *(sections.keys() - set(Purpose))):
            _write(formatter, heading, sections.get(heading, ()))


def documented(
    app: Typer,
    *shown: str,
    name: str | None = None,
    purpose: Purpose | None = None,
    context_settings: dict[str, Any] | None = None,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function a command of an application, whose help ends with the examples ``shown``."""
    return app.command(
        name, cls=_Command, epilog=examples(*shown), rich_help_panel=purpose, context_settings=context_settings
    )


def examples(*commands: str) -> str:
    """Put examples at the end of a command's help, one a line."""
    return _block("Examples:", commands)


def exit_codes() -> str:
    """How the command ends, as the last lines of its help."""
    return _block("Exit codes:", [f"{code:<5}{meaning}" for code, meaning in EXIT_CODES])


def _block(heading: str, lines: Sequence[str]) -> str:
    return "\n".join(("\b", heading, *(f"  {line}" for line in lines)))


def _name(argument: TyperArgument) -> str:
    return argument.metavar or argument.name or ""


def _is_argument(parameter: object) -> bool:
    return isinstance(parameter, TyperArgument)


def _write(formatter: TypersOwn, heading: str, rows: Sequence[Row]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)
