"""The commands that need no flow: what they print, what they write, and how fast they are out of the way."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.commands import REPOSITORY, article, timeline
from timeline.table import MENTIONS

pytestmark = pytest.mark.slow


def test_mentions_writes_the_table_to_the_file_it_is_given(tmp_path: Path) -> None:
    article(tmp_path / "articles")

    done = timeline(tmp_path, "mentions", "articles", "-o", "mentions.csv")

    rows = list(csv.DictReader(io.StringIO((tmp_path / "mentions.csv").read_text(encoding="utf-8-sig"))))
    assert done.returncode == 0
    assert list(rows[0]) == [column.name for column in MENTIONS]
    assert {row["document_id"] for row in rows} == {"forum"}
    assert done.stdout == ""


def test_mentions_prints_the_table_where_no_file_is_given(tmp_path: Path) -> None:
    article(tmp_path)

    done = timeline(tmp_path, "mentions", "forum.txt")

    assert done.stdout.lstrip("\ufeff").startswith("mention_id,event_id,document_id,")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["forum.txt"]


@pytest.mark.parametrize(
    ("kind", "month"), [("auto", "2009-05"), ("news", "2009-05"), ("narrative", "1861-05")], ids=lambda value: value
)
def test_dates_lets_its_user_say_of_what_time_a_text_tells(tmp_path: Path, kind: str, month: str) -> None:
    article(tmp_path, text="War broke out in 1861. In May the ports were closed.\n", published="2010-01-05")

    done = timeline(tmp_path, "dates", "forum.txt", "--kind", kind)

    assert [json.loads(line)["value"] for line in done.stdout.splitlines()] == ["1861", month]


@pytest.mark.parametrize(
    ("order", "day"), [((), None), (("--date-order", "DMY"), "2026-02-03"), (("--date-order", "MDY"), "2026-03-02")]
)
def test_dates_in_figures_are_read_in_the_order_its_user_says(
    tmp_path: Path, order: tuple[str, ...], day: str | None
) -> None:
    article(tmp_path, text="Filed on 03/02/2026.\n", published="2026-05-05")

    done = timeline(tmp_path, "dates", "forum.txt", *order)

    [found] = [json.loads(line) for line in done.stdout.splitlines()]
    assert found["date_start"] == day


def test_what_a_terminal_has_no_character_for_is_a_question_mark(tmp_path: Path) -> None:
    article(tmp_path)
    command = [sys.executable, "-c", "from flows.cli import app; app()", "explain", "forum.txt"]

    latin = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, cwd=tmp_path, env=latin, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "?26 July 2025?" in done.stdout.decode("latin-1")


def test_dates_prints_one_json_object_an_expression_with_its_place(tmp_path: Path) -> None:
    path = article(tmp_path, text="It opened on 26 July 2025.\n", published="")

    done = timeline(tmp_path, "dates", "forum.txt")

    [found] = [json.loads(line) for line in done.stdout.splitlines()]
    assert path.read_text(encoding="utf-8")[found["span_start"] : found["span_end"]] == found["text"]
    assert (found["date_start"], found["date_end"], found["edtf"]) == ("2025-07-26", "2025-07-26", "2025-07-26")
    assert list(found) == [
        "document_id",
        "span_start",
        "span_end",
        "text",
        "type",
        "value",
        "date_start",
        "date_end",
        "extent",
        "granularity",
        "approximate",
        "edtf",
        "rule",
        "anchor",
    ]


def test_the_publication_day_of_the_command_line_is_the_anchor(tmp_path: Path) -> None:
    article(tmp_path, text="It opened yesterday.\n", published="")

    without = timeline(tmp_path, "dates", "forum.txt")
    given = timeline(tmp_path, "dates", "forum.txt", "--published", "2025-07-28")

    assert json.loads(without.stdout)["date_start"] is None
    assert (json.loads(given.stdout)["date_start"], json.loads(given.stdout)["anchor"]) == ("2025-07-27", "2025-07-28")


def test_dates_names_an_impossible_day_and_its_place_on_stderr(tmp_path: Path) -> None:
    article(tmp_path, text="It lapsed on 31 June 2025.\n", published="")

    done = timeline(tmp_path, "dates", "forum.txt")

    assert done.returncode == 0
    assert json.loads(done.stdout)["date_start"] is None
    assert "warning: forum, “31 June 2025” at 13: 31 June 2025 does not exist" in done.stderr


def test_mentions_names_a_wrong_weekday_on_stderr_and_in_the_note(tmp_path: Path) -> None:
    article(tmp_path, text="The World AI Forum opened in Geneva on Monday, 26 July 2025.\n")

    done = timeline(tmp_path, "mentions", "forum.txt")

    [row] = csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff")))
    said = "the text says Monday, but 26 July 2025 is a Saturday"
    assert (row["date_start"], row["date_note"]) == ("2025-07-26", said)
    assert said in done.stderr


def test_explain_names_the_rule_and_the_words(tmp_path: Path) -> None:
    article(tmp_path)

    done = timeline(tmp_path, "explain", "forum.txt")

    assert done.returncode == 0
    assert "26 July 2025" in done.stdout
    assert "rule " in done.stdout


def test_types_lists_every_type_with_what_it_is_about(tmp_path: Path) -> None:
    done = timeline(tmp_path, "types")

    names = [line.split()[0] for line in done.stdout.splitlines()]
    assert {"conference", "export_control", "blueprint_release"} <= set(names)
    assert all(len(line.split()) > 2 for line in done.stdout.splitlines())


def test_a_title_that_would_drive_the_terminal_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    article(tmp_path, text="The \x1b[2JForum\x9b opened on 26 July 2025.\n")

    done = timeline(tmp_path, "explain", "forum.txt")

    assert "\x1b" not in done.stdout
    assert "\x9b" not in done.stdout


@pytest.mark.parametrize(
    "arguments", [["types"], ["dates", "forum.txt"], ["explain", "forum.txt"], ["mentions", "forum.txt", "-o", "m.csv"]]
)
def test_the_quick_commands_load_nothing_that_they_do_not_need(tmp_path: Path, arguments: list[str]) -> None:
    article(tmp_path)
    script = (
        "import sys; from flows.cli import app; app(sys.argv[2:], standalone_mode=False);"
        "print('loaded:', *sorted({name.split('.')[0] for name in sys.modules} & {*sys.argv[1].split()}))"
    )
    heavy = "prefect altair vl_convert pandas numpy sqlalchemy alembic openpyxl feedgen icalendar httpx"

    done = subprocess.run(
        [sys.executable, "-c", script, heavy, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "loaded:"
