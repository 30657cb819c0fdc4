"""Text that would be run, obeyed or forged where it is shown: it stays text, in every place where it leaves us."""

from __future__ import annotations

import io
import logging
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from flows.artifacts import summary_page
from flows.files import content_of
from flows.terminal import tell_problems
from tests.flows.commands import article
from tests.flows.runs import run
from tests.reading.making import html, make_warc
from timeline.events import extract
from timeline.export import csv_bytes, files_of
from timeline.merge import merge
from timeline.model import Problem, Severity
from timeline.reading import read
from timeline.table import timeline_frame

HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J\x9b31m",
    "a\nerror: forged, b: all is lost\n  cure: rm -rf /",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "=HYPERLINK(1)",
    "'; DROP TABLE event; --",
    "\u202eturned\u2066",
    "[here](javascript:alert(1))",
    "\r\nDTSTART:19990101",
)


def problem(text: str) -> Problem:
    return Problem(f"id {text}", Severity.ERROR, f"place {text}", f"what {text}", "cure it")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_problem_is_two_lines_on_the_terminal_and_drives_nothing(
    capsys: pytest.CaptureFixture[str], text: str
) -> None:
    tell_problems([problem(text)])
    shown = capsys.readouterr().err
    assert len(shown.splitlines()) == 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_is_text_in_every_format(text: str) -> None:
    told = extract(f"The {text} World AI Forum opened in Shanghai on 26 July 2025.", published=date(2025, 7, 28))
    events = merge(told)
    files = files_of(content_of(events, (), (), [problem(text)], as_of=date(2025, 8, 1)))
    for name, data in files.items():
        if name.endswith((".ics", ".xml", ".atom", ".md")):
            shown = data.decode()
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", shown), name
            assert name.endswith(".ics") or "<script" not in shown, name  # a calendar is no markup
            assert "\nDTSTART:19990101" not in shown.replace("\r", ""), name
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(data))
            cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            assert all(cell.data_type != "f" for cell in cells)
    rows = csv_bytes(timeline_frame(events)).decode("utf-8-sig").splitlines()
    assert not any(re.match(r'"?[=+@]', row) for row in rows)


def test_a_damaged_web_archive_writes_nothing_to_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = make_warc({"https://w.example/a": html()}, gzipped=False)
    first = whole.index(b"\r\n\r\nWARC/1.1")
    (tmp_path / "a.warc").write_bytes(whole[:first] + b"\x1b[2J" + whole[first:])
    read(tmp_path)
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_names_and_titles_forge_no_line_of_a_summary_or_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    article(tmp_path / "articles", "a\x1b[2J\nerror: forged.txt", "")
    article(tmp_path / "articles", "good.txt")
    summary = run(tmp_path)
    lines = list(summary.lines())
    assert len([line for line in lines if line.lstrip().startswith("error: ")]) == 1
    assert all("\n" not in line and "\x1b" not in line for line in lines)
    assert "\x1b" not in summary_page(summary)
    assert "\x1b" not in caplog.text
