"""The quick commands: what is in a document and why, without a flow, a ledger or an output folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from flows.chunks import chunked
from flows.executor import suited
from flows.explaining import coloured_terminal, show_why
from flows.fetching import surveyed_once
from flows.given import fetch_settings
from flows.records import EXTRACTION, gather
from flows.showing import safe_line
from flows.standard_input import with_pipe
from flows.terminal import DONE, NOTHING_WRITTEN, SOME_DOCUMENT_FAILED, hand_out, note, say, tell_problems
from timeline.check import check_types as check_rules
from timeline.dates import DateOrder, find_dates, find_written, flaws_of
from timeline.errors import RuleError
from timeline.explain import explain
from timeline.export import csv_of_rows
from timeline.model import Document, Problem, Severity, Timex
from timeline.reading import Reading, is_english, read_survey
from timeline.rulebook import Rulebook, load_rulebook
from timeline.table import MENTIONS, mention_rows

__all__ = ["check_types", "list_types", "tell_dates", "tell_mentions", "tell_why"]


def tell_mentions(
    sources: Sequence[str],
    *,
    output: str,
    published: date | None,
    types: Path | None,
    columns: Mapping[str, str] | None = None,
) -> int:
    """Write the mentions of some sources as CSV, and give the exit code."""
    load_rulebook(types)
    with with_pipe(sources) as files:
        fetch = fetch_settings(files)
        with (
            surveyed_once(files, published=published, columns=columns, options=fetch) as found,
            suited(EXTRACTION, len(found.entries), types) as executor,
        ):
            gathered = gather(found, [file for chunk in chunked(found.entries) for file in executor(chunk)])
    data = csv_of_rows(mention_rows(gathered.events), MENTIONS)
    hand_out(data, output)
    return _told(gathered.problems)


def tell_dates(
    sources: Sequence[str],
    *,
    published: date | None,
    narrative: bool | None = None,
    date_order: DateOrder | None = None,
    columns: Mapping[str, str] | None = None,
) -> int:
    """Print the date expressions of some sources as JSON lines, and give the exit code."""
    reading = _read(sources, published, columns)
    flaws: list[Problem] = []
    for document in reading:
        language = document.origin.language
        if is_english(language):
            found = find_dates(document.text, published=document.published, narrative=narrative, date_order=date_order)
        else:
            found = find_written(document.text, language)
        for timex in found:
            for line in _lines(timex):
                say(json.dumps({"document_id": document.id} | line))
        flaws.extend(flaws_of(document.id, found))
    return _told((*reading.problems, *flaws))


def tell_why(file: str, *, published: date | None, types: Path | None, html: Path | None = None) -> int:
    """Print what was found in a file and why, or write it as a page, and give the exit code."""
    rulebook = load_rulebook(types)
    reading = _read([file], published)
    if html:
        _write_page(html, reading, rulebook)
        return _told(reading.problems)
    console = coloured_terminal() if sys.stdout.isatty() else None
    for document in reading:
        if console:
            show_why(console, document, rulebook)
        else:
            say(explain(document, rulebook))
    return _told(reading.problems)


def _read(sources: Sequence[str], published: date | None, columns: Mapping[str, str] | None = None) -> Reading:
    with with_pipe(sources) as files:
        fetch = fetch_settings(files)
        with surveyed_once(files, published=published, columns=columns, options=fetch) as found:
            return read_survey(found)


def _write_page(path: Path, documents: Iterable[Document], rulebook: Rulebook) -> None:
    from timeline.explain.page import explain_html  # noqa: PLC0415 - the template loads when there is a page to make

    hand_out(explain_html(documents, rulebook).encode("utf-8"), str(path))
    say(str(path))


def list_types() -> None:
    """Print the event types with what each is about."""
    kinds = load_rulebook().types
    width = max(len(kind.name) for kind in kinds)
    for kind in kinds:
        say(f"{kind.name:<{width}}  {safe_line(kind.about)}")


def check_types(path: Path) -> int:
    """Check rule files and print what is wrong; the exit code is 0 where nothing is.

    Raises RuleError where the files break the rules for rule files.
    """
    if not path.exists():
        raise RuleError("there is no such file or folder", file=str(path), cure="check the path")
    findings = check_rules(path)
    for finding in findings:
        note(str(replace(finding, place=safe_line(finding.place), problem=safe_line(finding.problem))))
    if findings:
        return NOTHING_WRITTEN
    say(f"{path}: every example holds")
    return DONE


def _lines(timex: Timex) -> Iterator[dict[str, object]]:
    """An expression as it is printed: a range as its two ends, each with the days of the whole.

    TIMEX3 (TimeML 1.2.1) has no ranges: "26 to 28 July" is two expressions, each with its own value.
    """
    fields = _fields(timex)
    for end in timex.ends:
        own = {"span_start": end.span.start, "span_end": end.span.end, "text": end.text, "value": end.value}
        yield fields | own
    if not timex.ends:
        yield fields


def _fields(timex: Timex) -> dict[str, object]:
    when = timex.when
    return {
        "span_start": timex.span.start,
        "span_end": timex.span.end,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "date_start": when.start.isoformat() if when else None,
        "date_end": when.end.isoformat() if when else None,
        "extent": when.extent if when else None,
        "granularity": when.granularity if when else "none",
        "approximate": when.approximate if when else False,
        "edtf": when.edtf if when else "",
        "rule": timex.rule,
        "anchor": timex.anchor.isoformat() if timex.anchor else None,
    }


def _told(problems: Sequence[Problem]) -> int:
    tell_problems(problems)
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return SOME_DOCUMENT_FAILED if failed else DONE
