"""What a reader decides is applied on every run, and comes back when it is taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.flows.commands import article
from tests.flows.runs import rows, run
from timeline.ledger import open_ledger

pytestmark = pytest.mark.slow

DAYS = [date(2025, 8, number) for number in range(1, 29)]
FORUM = "The World AI Forum opened in Shanghai on 26 July 2025.\n"
SUMMIT = "Leaders met in Oslo on 3 June 2025. A mill burnt down on 4 May 2025.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    article(tmp_path / "articles", "forum.txt", FORUM)
    article(tmp_path / "articles", "summit.txt", SUMMIT)
    run(tmp_path, DAYS[0])
    return tmp_path


def decide(home: Path, *decisions: str) -> None:
    head = "event_id,action,field,value,note,by,on"
    (home / "review.csv").write_text("\n".join((head, *decisions)) + "\n", encoding="utf-8")


def ids(home: Path) -> dict[str, str]:
    return {row["category"]: row["event_id"] for row in rows(home)}


def changes(home: Path) -> list[tuple[str, ...]]:
    return [
        (row["event_id"], row["change"], row["field"], row["before"], row["after"]) for row in rows(home, "changes")
    ]


def test_an_edit_stands_over_what_documents_say_and_goes_with_the_decision(home: Path) -> None:
    forum = ids(home)["conference"]
    decide(home, f"{forum},edit,date,2025-07-27,,,", f"{forum},note,,Checked by phone,,,", f"{forum},tag,,chips,,,")

    run(home, DAYS[1])

    [row] = [row for row in rows(home) if row["event_id"] == forum]
    assert (row["date_start"], row["note"], row["tags"]) == ("2025-07-27", "Checked by phone", "chips")
    assert (row["change"], row["changed_on"]) == ("edited", "2025-08-02")
    assert (forum, "edited", "date", "", "2025-07-27") in changes(home)
    assert run(home, DAYS[2]).folder == ""

    (home / "review.csv").unlink()
    run(home, DAYS[3])
    [row] = [row for row in rows(home) if row["event_id"] == forum]
    assert (row["date_start"], row["note"], row["tags"]) == ("2025-07-26", "", "")
    assert (forum, "edited", "date", "2025-07-27", "") in changes(home)


def test_a_conflict_with_new_documents_is_told_until_the_reader_decides_again(home: Path) -> None:
    forum = ids(home)["conference"]
    decide(home, f"{forum},edit,date,2025-07-27,,,")
    run(home, DAYS[1])
    assert rows(home, "problems") == []

    article(home / "articles", "forum.txt", FORUM.replace("26 July", "25 July"))
    for day in DAYS[2:4]:
        run(home, day)
        [problem] = rows(home, "problems")
        assert "now say 25 July 2025" in problem["problem"]
        assert [row["date_start"] for row in rows(home) if row["event_id"] == forum] == ["2025-07-27"]


def test_rejected_events_stay_out_until_that_is_undone(home: Path) -> None:
    forum = ids(home)["conference"]
    decide(home, f"{forum},reject,,,,,")
    run(home, DAYS[1])
    assert forum not in ids(home).values()
    assert (forum, "withdrawn", "review", "", "rejected") in changes(home)

    article(home / "articles", "again.txt", FORUM)
    run(home, DAYS[2])
    assert forum not in ids(home).values()

    decide(home, f"{forum},reject,,,,,", f"{forum},undo,,,,,")
    run(home, DAYS[3])
    assert ids(home)["conference"] == forum
    assert (forum, "new", "", "", "") in changes(home)


def test_merged_events_are_one_and_come_apart_again(home: Path) -> None:
    forum, meeting = ids(home)["conference"], ids(home)["meeting"]
    decide(home, f"{meeting},merge,,{forum},,,")
    run(home, DAYS[1])
    [row] = rows(home)
    assert (row["event_id"], row["document_count"]) == (forum, "2")
    assert (meeting, "withdrawn", "event_id", meeting, forum) in changes(home)

    decide(home)
    run(home, DAYS[2])
    assert set(ids(home).values()) == {forum, meeting}
    assert {row["document_count"] for row in rows(home)} == {"1"}


def test_a_split_an_addition_and_a_promoted_lead_are_events_until_they_are_taken_back(home: Path) -> None:
    article(home / "articles", "forum-2.txt", FORUM)
    run(home, DAYS[1])
    forum = ids(home)["conference"]
    mention = next(row["mention_id"] for row in rows(home, "mentions") if row["document_id"] == "forum-2")
    lead = next(row for row in rows(home, "leads"))
    decide(
        home,
        f"{forum},split,,{mention},,,",
        "new-1,add,category,meeting,,,",
        "new-1,add,title,Talks in Bern,,,",
        "new-1,add,date,2025-09-01,,,",
        f"new-2,promote,,{lead['document_id']}@{lead['quote_start']},,,",
        "new-2,promote,category,investment,,,",
        "new-2,promote,title,Mill burns,,,",
    )
    before = {row["event_id"] for row in rows(home)}

    run(home, DAYS[2])

    made = [row for row in rows(home) if row["event_id"] not in before]
    assert sorted(row["title"] for row in made)[:2] == ["Mill burns", "Talks in Bern"]
    assert len(made) == 3
    assert {row["change"] for row in made} == {"new"}
    assert run(home, DAYS[3]).folder == ""

    decide(home)
    run(home, DAYS[4])
    assert {row["event_id"] for row in rows(home)} == before


def test_decisions_survive_a_withdrawal_and_an_unknown_event_is_told(home: Path) -> None:
    decide(home, "0123456789ab,accept,,,,,")

    run(home, DAYS[1])

    [problem] = rows(home, "problems")
    assert (problem["document_id"], problem["place"]) == ("review.csv", "line 2")
    with open_ledger(home / "timeline.db").view() as view:
        assert len(view.events()) == len(view.found()) == 2
