"""``timeline manifest``: writes what was found of each document's origin, to be corrected and used from then on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.manual import Purpose, documented
from flows.options import Columns, columns_named, day
from flows.terminal import DONE, SOME_DOCUMENT_FAILED, errors_told, note, say, tell_problems
from timeline.errors import SourceError
from timeline.model import Problem, Severity

__all__ = ["add_manifest"]


def add_manifest(app: typer.Typer) -> None:
    """Give the command to the application."""
    documented(
        app,
        "timeline manifest ~/articles",
        "timeline manifest ~/articles --fetched 2026-03-31 --force",
        name="manifest",
        purpose=Purpose.LOOK,
    )(manifest_command)


def manifest_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of documents.", show_default=False)],
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Write manifest.jsonl instead of manifest.csv.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a manifest that is there.")] = False,
    fetched: Annotated[
        date | None,
        typer.Option("--fetched", parser=day, metavar="DATE", help="The day on which the documents were saved."),
    ] = None,
    columns: Columns = None,
) -> None:
    """Write a folder's manifest: the day of each document, to correct.

    It has each document's day of publication, where it stands, how sure it is and what else is said. Correct it in a
    spreadsheet; later runs go by it.
    """
    with errors_told():
        code = _write_manifest(folder, jsonl=jsonl, force=force, fetched=fetched, columns=columns_named(columns))
    raise typer.Exit(code)


def _write_manifest(
    folder: Path,
    *,
    jsonl: bool = False,
    force: bool = False,
    fetched: date | None = None,
    columns: Mapping[str, str] | None = None,
) -> int:
    """Write the manifest, say how sure its days are, and give the exit code."""
    from timeline.export import write_files  # noqa: PLC0415 - the quick commands start without it
    from timeline.reading import load, survey  # noqa: PLC0415 - the same
    from timeline.reading.listing import line_of  # noqa: PLC0415 - the same
    from timeline.reading.manifest import MANIFESTS  # noqa: PLC0415 - the same

    name = "manifest.jsonl" if jsonl else "manifest.csv"
    if not folder.is_dir():
        raise SourceError("there is no such folder", file=str(folder), cure="name the folder that holds the documents")
    there = [one for one in MANIFESTS if (folder / one).exists()]
    if there and not force:
        cure = "add --force to overwrite it; corrections in it that are days of their own are kept"
        raise SourceError("there is a manifest already", file=str(folder / there[0]), cure=cure)
    found = survey([folder], fetched=fetched, columns=columns)
    loaded = [(entry, load(entry)) for entry in found.entries]
    lines = [line_of(entry, one, folder).named() for entry, one in loaded]
    write_files(folder, {name: (_json_lines(lines) if jsonl else _csv(lines)).encode("utf-8")})
    problems = (*found.problems, *(problem for _, (_, wrong) in loaded for problem in wrong))
    _tell(folder / name, lines, problems)
    for reason, count in found.left_out.items():
        note(f"left out: {reason}: {count}")
    return SOME_DOCUMENT_FAILED if any(one.severity is Severity.ERROR for one in problems) else DONE


def _csv(lines: Sequence[dict[str, str]]) -> str:
    from timeline.cells import neutralise  # noqa: PLC0415 - as above
    from timeline.reading.listing import COLUMNS  # noqa: PLC0415 - as above

    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: neutralise(value) for name, value in line.items()} for line in lines)
    # Spreadsheets take a file without the mark for one in the machine's own character set.
    return "\ufeff" + out.getvalue()


def _json_lines(lines: Sequence[dict[str, str]]) -> str:
    return "".join(
        json.dumps({name: value for name, value in line.items() if value}, ensure_ascii=False) + "\n" for line in lines
    )


def _tell(path: Path, lines: Sequence[dict[str, str]], problems: Sequence[Problem]) -> None:
    tell_problems(problem for problem in problems if problem.severity is Severity.ERROR)
    sure = [sum(line["sure"] == word for line in lines) for word in ("sure", "likely", "doubtful", "none")]
    say(str(path))
    say(f"{len(lines)} files; days: {sure[0]} sure, {sure[1]} likely, {sure[2]} doubtful, {sure[3]} none")
    if sure[2] or sure[3]:
        say("Look at the doubtful ones: correct the column “published”, save as CSV, and run as before.")
