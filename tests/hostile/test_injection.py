"""Text that would be run, obeyed or forged where it is shown: it stays text, in every place where it leaves us."""

from __future__ import annotations

import io
import json
import logging
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import typer

from flows.artifacts import summary_page
from flows.files import content_of
from flows.terminal import errors_told, tell_problems
from tests.flows.commands import article, timeline
from tests.flows.runs import run
from tests.reading.making import html, make_warc
from timeline.errors import ConfigurationError
from timeline.events import extract
from timeline.export import csv_bytes, files_of
from timeline.merge import merge
from timeline.model import Problem, Severity
from timeline.reading import read
from timeline.render import svg
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
DRAWN = {"svg", "g", "path", "text", "tspan", "title", "desc", "line", "rect", "defs", "clipPath", "style", "image"}
"""What a picture is made of: nothing that runs, leads elsewhere or embeds."""


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


@pytest.mark.parametrize("text", HOSTILE)
def test_the_picture_is_a_picture_whatever_its_titles_say(text: str) -> None:
    told = extract("The World AI Forum opened in Shanghai on 26 July 2025.", published=date(2025, 7, 28))
    frame = timeline_frame(merge(told))
    frame["title"] = frame["category"] = text
    drawn = svg(frame, title=text, as_of=date(2025, 8, 1))
    tree = ET.fromstring(drawn)  # noqa: S314 - our own picture
    assert {element.tag.rpartition("}")[2] for element in tree.iter()} <= DRAWN
    for element in tree.iter():
        assert not any(re.match("on|.*href", name, re.IGNORECASE) for name in element.keys())  # noqa: SIM118 - no dict
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", drawn)


FORGED = "x\x1b[2J\nerror: all is lost\n  cure: rm -rf /\n"
_TYPE = 'name = "own"\nabout = "x"\n[[act]]\nname = "opening"\nverbs = ["open"]\nobject = ["fair"]\n'
_YIELDS = 'yields = [{ trigger = "x", status = "occurred", date = "undated" }]'
_EXAMPLE = f"[[example]]\ntext = {json.dumps(FORGED)}\n{_YIELDS}\n"
_COUNTER = f"[[counterexample]]\ntext = {json.dumps(FORGED)}\nwhy = {json.dumps(FORGED)}\n"


def forges_nothing(said: str) -> None:
    assert "\x1b" not in said
    assert not re.search(r"^(error|  cure: rm)", said, re.MULTILINE), said


SPOILT = {
    "name": f"name = {json.dumps(FORGED)}\n",
    "key": f"{json.dumps(FORGED)} = 1\n{_TYPE}",
    "pattern": _TYPE.replace('"opening"', json.dumps(FORGED)).replace("fair", "@none"),
    "examples": _TYPE + 6 * _EXAMPLE + 4 * _COUNTER,
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT)
def test_a_rule_file_forges_no_message(tmp_path: Path, content: str) -> None:
    (tmp_path / "own.toml").write_text(content, encoding="utf-8")
    done = timeline(tmp_path, "types", "check", "own.toml")
    assert done.returncode
    forges_nothing(done.stdout + done.stderr)


@pytest.mark.parametrize("content", [f"{json.dumps(FORGED)} = 1", f"workers = {json.dumps(FORGED)}", f"= {FORGED}"])
def test_a_settings_file_forges_no_message(tmp_path: Path, content: str) -> None:
    (tmp_path / "timeline.toml").write_text(content, encoding="utf-8")
    done = timeline(tmp_path, "types")
    assert done.returncode == 2
    forges_nothing(done.stderr)


def test_a_name_in_an_error_forges_no_message(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), errors_told():
        raise ConfigurationError(FORGED, file=FORGED, place=FORGED, cure=f"mend {FORGED}")
    forges_nothing(capsys.readouterr().err)
