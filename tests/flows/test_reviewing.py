"""`timeline review`: what it shows of the last run, what it writes, and what it refuses to write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import app
from tests.flows.commands import article
from tests.flows.runs import rows, run
from timeline.review import Action, Decision, read_decisions

FORUM = "The World AI Forum opened in Shanghai on 26 July 2025."
ARTICLES = {
    "a.txt": f"{FORUM}\n\nChina announced export controls on gallium on Monday. The dome saw first light on 3 May.\n",
    "b.txt": f"{FORUM}\n\nThe Tallinn Digital Forum will be held in the autumn.\n",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a run has published the events of two documents."""
    folder = tmp_path_factory.mktemp("published")
    for name, text in ARTICLES.items():
        article(folder / "articles", name, text)
    run(folder)
    return folder


@pytest.fixture
def home(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in which the commands are typed."""
    shutil.copytree(published, tmp_path, dirs_exist_ok=True, symlinks=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def review(*arguments: str, code: int = 0) -> Result:
    done = CliRunner().invoke(app, ["review", *arguments])
    assert done.exit_code == code, done.output
    return done


def found(home: Path) -> dict[str, str]:
    """The events of the run: their ids by the first word that tells them apart."""
    titles = {row["title"]: row["event_id"] for row in rows(home)}
    return {
        word: next(name for title, name in titles.items() if word in title) for word in ("World", "gallium", "Tallinn")
    }


def decisions(home: Path) -> tuple[Decision, ...]:
    got, problems = read_decisions((home / "review.csv").read_bytes())
    assert problems == ()
    return got


def told(home: Path) -> list[tuple[str, str, str, str]]:
    return [(row.event_id, row.action.value, row.field, row.value) for row in decisions(home)]


def test_the_list_begins_with_what_is_doubtful_and_says_why(home: Path) -> None:
    done = review()

    lines = done.stdout.splitlines()
    assert "one publisher only" in lines[1]
    assert lines[0].split() == ["id", "date", "title", "why"]
    assert lines[-1] == "3 of 3 events, 0 accepted, 0 rejected."
    assert not (home / "review.csv").exists()
    assert review("list").stdout == done.stdout


def test_what_is_not_shown_is_counted(home: Path) -> None:
    ids = set(found(home).values())

    assert review("list", "--top", "1").stdout.splitlines()[-1].startswith("1 of 3 events")
    assert all(name in review("list", "--top", "1", "--all").stdout for name in ids)


def test_without_a_run_there_is_nothing_to_review_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert "`timeline run` finds some" in review().stdout
    assert list(tmp_path.iterdir()) == []


def test_show_gives_the_evidence_of_an_event(home: Path) -> None:
    name = found(home)["World"]

    done = review("show", name[:6])

    assert name in done.stdout
    assert done.stdout.count(FORUM) == 2
    assert "26 July 2025" in done.stdout


def test_accepted_events_come_last_and_the_command_says_what_comes_next(home: Path) -> None:
    name = found(home)["Tallinn"]

    done = review("accept", name[:5], "--by", "kim")

    assert done.stdout.splitlines() == [
        f"review.csv, line 2: accept {name}",
        "The next `timeline run` applies it.",
    ]
    [decision] = decisions(home)
    assert (decision.by, decision.on is not None) == ("kim", True)
    listed = review().stdout.splitlines()
    assert (name in listed[3], "accepted" in listed[3]) == (True, True)


def test_a_rejected_event_leaves_the_list_and_undo_brings_it_back(home: Path) -> None:
    name = found(home)["gallium"]

    review("reject", name, "--note", "no news; =1+1")
    assert name not in review("list").stdout
    assert "why look     rejected" in review("show", name).stdout

    review("undo")
    assert name in review("list").stdout
    assert [row.action for row in decisions(home)] == [Action.REJECT, Action.UNDO]
    assert decisions(home)[0].note == "no news; =1+1"


def test_an_edit_is_seen_at_once(home: Path) -> None:
    name = found(home)["World"]

    review("edit", name, "Title", "AI forum")
    review("edit", name, "date", "2025-07-27")

    done = review("show", name).stdout
    assert "AI forum" in done.splitlines()[0]
    assert "27 July 2025" in done
    assert "line 3: edit" in done


def test_notes_and_tags_go_on_and_off(home: Path) -> None:
    name = found(home)["World"]

    review("note", name, "ask the ministry")
    review("tag", name, "chips", "watch")
    review("tag", name, "-watch")

    done = review("show", name).stdout
    assert ("ask the ministry" in done, "tags         chips\n" in done) == (True, True)


def test_an_added_event_gets_the_next_free_id(home: Path) -> None:
    review(
        "add", "--title", "Ban", "--category", "export_control", "--date", "2025-08", "--source", "https://x.example"
    )
    review("undo")
    review("add", "--title", "Fair", "--category", "conference", "--date", "undated", "--note", "seen in the street")

    assert ("new-1", "add", "source", "https://x.example") in told(home)
    assert [row.note for row in decisions(home) if row.event_id == "new-2"] == ["seen in the street", "", ""]
    assert "Fair" in review("show", "new-2").stdout


def test_a_lead_is_promoted_by_its_place(home: Path) -> None:
    [lead] = [row for row in rows(home, "leads") if "dome" in row["quote"]]
    place = f"{lead['document_id']}@{lead['quote_start']}"

    review("promote", place, "--category", "product_release", "--title", "First light")

    assert ("new-1", "promote", "", place) in told(home)
    done = review("show", "new-1").stdout
    assert ("First light" in done, lead["quote"] in done, "3 May 2025" in done) == (True, True, True)


def test_merged_events_are_one_and_a_split_takes_them_apart(home: Path) -> None:
    names = found(home)

    review("merge", names["Tallinn"], names["World"])
    assert names["Tallinn"] in review("show", names["Tallinn"]).stdout
    mentions = [line.split()[1] for line in review("show", names["World"]).stdout.splitlines() if "  mention " in line]
    assert len(mentions) == 3

    review("split", names["World"], mentions[0][:8])
    assert len([line for line in review("show", names["World"]).stdout.splitlines() if "  mention " in line]) == 2


REFUSED = {
    "no such event": (("accept", "zz"), "no event has an id that begins with 'zz'"),
    "no such field": (("edit", "World", "colour", "red"), "'colour' is no field"),
    "no date": (("edit", "World", "date", "soon"), "'soon' is no date"),
    "no status": (("edit", "World", "status", "done"), "'done' is no status"),
    "no category": (("add", "--title", "x", "--category", "party", "--date", "2025"), "'party' is no category"),
    "no such lead": (("promote", "a@1", "--category", "meeting"), "there is no lead a@1"),
    "into itself": (("merge", "World", "World"), "cannot be merged into itself"),
    "no such mention": (("split", "World", "zz"), "no mention of"),
    "nothing to take back": (("undo",), "there is no decision to take back"),
    "nothing to take back there": (("undo", "World"), "nothing is left to take back"),
    "no such sheet": (("import", "sheet.xlsx"), "the sheet cannot be read"),
}


@pytest.mark.parametrize(("arguments", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_carried_out_is_not_written(home: Path, arguments: tuple[str, ...], says: str) -> None:
    names = found(home)

    done = review(*(names.get(argument, argument) for argument in arguments), code=2)

    assert says in done.stderr
    assert "cure: " in done.stderr
    assert not (home / "review.csv").exists()


@pytest.mark.usefixtures("home")
def test_an_id_that_is_cut_too_short_is_answered_with_those_that_begin_so() -> None:
    for number in range(7):
        review("add", "--title", f"Talk {number}", "--category", "meeting", "--date", "2025")

    done = review("show", "new-", code=2)

    assert "new-1, new-2, new-3, new-4, new-5 and 2 more" in done.stderr


def test_what_a_person_wrote_stays_byte_for_byte_and_bad_rows_are_told(home: Path) -> None:
    name = found(home)["World"]
    heading = "event_id;action;field;value;note;by;on;;\r\n"
    hers = f"{heading}{name};edit;date;27/07/2025;;eva;02/08/2025;;\r\nx;erase;;;;;;;".encode()
    (home / "review.csv").write_bytes(hers)

    done = review("tag", name, "chips", "--by", "kim")

    data = (home / "review.csv").read_bytes()
    assert data.startswith(hers + b"\r\n" + f"{name};tag;;chips;;kim;".encode())
    assert "line 3: 'erase' is no action" in done.stderr
    assert "27 July 2025" in review("show", name).stdout


def test_decisions_that_hold_no_more_are_told_with_the_list(home: Path) -> None:
    (home / "review.csv").write_text("event_id,action\ngone,accept\n", encoding="utf-8")

    assert "warning: review.csv, line 2: accept: there is no event gone" in review().stderr


def test_the_file_and_the_ledger_can_be_others(home: Path) -> None:
    (home / "timeline.db").rename(home / "other.db")
    name = found(home)["World"]

    review("accept", name, "--review", "mine.csv", "--ledger", "other.db")

    assert (home / "mine.csv").exists()
    assert not (home / "timeline.db").exists()


SHEET = """\
date,event,type,notes
2025-07-26,World AI Forum in Shanghai,,saw it
03/04/2025,Talks,,
2025-09-01,Chips fair,,
"""


def test_an_import_shows_what_it_would_do_and_then_does_it(home: Path) -> None:
    (home / "sheet.csv").write_text(SHEET, encoding="utf-8")
    name = found(home)["World"]

    tried = review("import", "sheet.csv", "--category", "conference")
    assert f"{name} World AI Forum" in tried.stdout
    assert "Rows read: 2. Matched: 1. Decisions that follow: 5." in tried.stdout
    assert "may be 3 April or 4 March 2025" in tried.stderr
    assert not (home / "review.csv").exists()

    review("import", "sheet.csv", "--category", "conference", "--write")
    assert [row[:2] for row in told(home)] == [(name, "accept"), (name, "note"), *[("new-1", "add")] * 3]
    again = review("import", "sheet.csv", "--category", "conference")
    assert "Decisions that follow: 0." in again.stdout


@pytest.mark.usefixtures("home")
def test_a_title_that_would_drive_the_terminal_is_shown_and_not_obeyed() -> None:
    review("add", "--title", "[red]x[/red] \x1b[2J", "--category", "meeting", "--date", "2025")

    assert "[red]x[/red] �[2J" in review("list").stdout
