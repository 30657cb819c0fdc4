"""What a spreadsheet makes of review.csv is read for what it means; what cannot be read costs its own row only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import SourceError
from timeline.review import Action, Decision, append_decisions, read_decisions, write_decisions

HEAD = "event_id,action,field,value,note,by,on\n"
DATED = Decision("0a1b2c", Action.EDIT, "date", "2026-03-31", "as the ministry says", "kim", date(2026, 4, 2), 2)

VARIANTS = {
    "as we write it": write_decisions([DATED]),
    "without byte-order mark": (HEAD + "0a1b2c,edit,date,2026-03-31,as the ministry says,kim,2026-04-02\n").encode(),
    "semicolons and CRLF": (
        (HEAD + "0a1b2c,edit,date,31/03/2026,as the ministry says,kim,2026-04-02\n")
        .replace(",", ";")
        .replace("\n", "\r\n")
        .encode("utf-8-sig")
    ),
    "tabs in UTF-16": ("\ufeff" + HEAD + "0a1b2c,edit,date,2026-03-31,as the ministry says,kim,2026-04-02\n")
    .replace(",", "\t")
    .encode("utf-16-le"),
    "day first": (HEAD + "0a1b2c,edit,date,31/03/2026,as the ministry says,kim,02/04/2026\n").encode(),
    "month first": (HEAD + "0a1b2c,edit,date,3/31/2026,as the ministry says,kim,4/2/2026\n").encode(),
    "full stops": (HEAD + "0a1b2c,edit,date,31.03.2026,as the ministry says,kim,02.04.2026\n").encode(),
    "with a clock": (
        HEAD + "0a1b2c,edit,date,2026-03-31 00:00:00,as the ministry says,kim,2026-04-02T00:00:00\n"
    ).encode(),
    "counted days": (HEAD + "0a1b2c,edit,date,46112,as the ministry says,kim,46114\n").encode(),
    "trailing empty columns": (
        b"event_id,action,field,value,note,by,on,,\n0a1b2c,edit,date,2026-03-31,as the ministry says,kim,2026-04-02,,\n"
        b",,,,,,,,\n"
    ),
    "columns in another order and case": (
        b"On,By,Note,Value,Field,Action,Event_ID\n2026-04-02,kim,as the ministry says,2026-03-31,Date,EDIT,0a1b2c\n"
    ),
    "a line that names the separator": (
        "sep=;\r\n" + HEAD.replace(",", ";") + "0a1b2c;edit;date;2026-03-31;as the ministry says;kim;2026-04-02\r\n"
    ).encode(),
}


@pytest.mark.parametrize("data", VARIANTS.values(), ids=VARIANTS)
def test_spreadsheet_variant(data: bytes) -> None:
    decisions, problems = read_decisions(data)
    assert [replace(decision, line=2) for decision in decisions] == [DATED]
    assert problems == ()


BAD = {
    "unknown action": ("0a1b,delete,,,,,", "'delete' is no action", "accept, reject, edit"),
    "no action": ("0a1b,,,,,,", "no action is named", "use one of"),
    "no event": (",accept,,,,,", "no event is named", "event_id of timeline.csv"),
    "unknown field": ("0a1b,edit,colour,red,,,", "'colour' is no field of an event", "title, category"),
    "no field": ("0a1b,edit,,red,,,", "no field is named", "title, category"),
    "merge into nothing": ("0a1b,merge,,,,,", "merge needs a value", "value"),
    "rounded id": ("1.23457E+11,accept,,,,,", "rounded by a spreadsheet", "format the column as text"),
    "day or month": ("0a1b,edit,date,03/04/2026,,,", "may be 3 April or 4 March 2026", "2026-03-31"),
    "no such day": ("0a1b,edit,date,2026-02-30,,,", "2026-02-30 does not exist", "2026-03-31"),
    "too many cells": ("0a1b,accept,,,,,,surplus", "more cells than", "quote cells"),
    "an open quotation mark": ('0a1b,note,,"open,,,', "cannot be read", "close each quotation mark"),
}


@pytest.mark.parametrize(("row", "problem", "cure"), BAD.values(), ids=BAD)
def test_a_bad_row_is_a_problem_with_line_and_cure_and_the_others_count(row: str, problem: str, cure: str) -> None:
    decisions, [found] = read_decisions(f"{HEAD}ffff,accept,,,,,\n{row}\neeee,reject,,,,,\n".encode(), file="r.csv")

    assert [(decision.event_id, decision.line) for decision in decisions] == [("ffff", 2), ("eeee", 4)]
    assert (found.document_id, found.place) == ("r.csv", "line 3")
    assert problem in found.problem
    assert cure in found.cure


def test_a_decision_counts_although_its_day_cannot_be_read() -> None:
    [decision], [problem] = read_decisions((HEAD + "0a1b,accept,,,,,last week\n").encode())

    assert (decision.action, decision.on) == (Action.ACCEPT, None)
    assert "'last week' is no day" in problem.problem


def test_a_file_that_excel_saved_without_being_asked_is_read_and_said_so() -> None:
    [decision], [problem] = read_decisions((HEAD + "0a1b,edit,place,Zürich,,,\n").encode("cp1252"))

    assert decision.value == "Zürich"
    assert "Windows-1252" in problem.problem


def test_columns_that_nobody_reads_are_named() -> None:
    _, [problem] = read_decisions(b"event_id,action,colour\n0a1b,accept,red\n")

    assert "colour" in problem.problem


@pytest.mark.parametrize("data", [b"0a1b,accept\n", b"event_id,title\n0a1b,Forum\n"])
def test_a_file_without_our_columns_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(SourceError, match="there is no column"):
        read_decisions(data)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf\r\n", HEAD.encode()])
def test_an_empty_file_holds_no_decision(data: bytes) -> None:
    assert read_decisions(data) == ((), ())


def test_a_formula_and_an_id_of_digits_survive_a_spreadsheet() -> None:
    decision = Decision("012345678901", Action.EDIT, "title", "=1+1", line=2)

    data = write_decisions([decision])

    assert b"'012345678901,edit,title,'=1+1," in data
    assert read_decisions(data)[0] == (decision,)


def test_a_month_survives_a_spreadsheet() -> None:
    decision = Decision("0a1b2c", Action.EDIT, "date", "2025-07", line=2)

    data = write_decisions([decision])

    assert b"date,'2025-07," in data
    assert read_decisions(data)[0] == (decision,)


def test_half_a_character_does_not_cost_the_file() -> None:
    assert "half \ufffd" in write_decisions([Decision("0a", Action.NOTE, value="half \ud83d ")]).decode()


def test_an_apostrophe_that_a_person_wrote_stays() -> None:
    [decision], _ = read_decisions((HEAD + "0a1b,edit,title,'Chips' act,,,\n").encode())

    assert decision.value == "'Chips' act"


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12).map(str.strip)
decisions = st.builds(
    Decision,
    event_id=st.from_regex(r"[0-9a-f]{12}|new-[0-9]", fullmatch=True),
    action=st.sampled_from([Action.ACCEPT, Action.NOTE, Action.UNDO]),
    value=words,
    note=words,
    by=words,
    on=st.none() | st.dates(),
)


@given(st.lists(decisions, max_size=5))
def test_what_is_written_is_read(some: list[Decision]) -> None:
    found, problems = read_decisions(write_decisions(some))
    assert [replace(decision, line=0) for decision in found] == some
    assert problems == ()


@given(st.lists(decisions, max_size=3), st.lists(decisions, min_size=1, max_size=3), st.sampled_from(["", "\n"]))
def test_appending_keeps_what_stood_there_byte_for_byte(
    before: list[Decision], more: list[Decision], ending: str
) -> None:
    data = write_decisions(before) + ending.encode()

    after = append_decisions(data, more)

    assert after.startswith(data)
    assert [replace(decision, line=0) for decision in read_decisions(after)[0]] == before + more


FILES = {
    "semicolons, no last line break": ("event_id;action;value;note;by;on;field;;".encode("utf-8-sig"), ";"),
    "UTF-16": ("\ufeffevent_id\taction\tfield\tvalue\tnote\tby\ton\r\n".encode("utf-16-le"), "\t"),
    "Windows-1252": ("event_id,action,field,value,note,by,on\r\nab,note,,Zürich,,,\r\n".encode("cp1252"), ","),
    "a row left open": (b'event_id,action,field,value,note,by,on\r\nab,note,,"open,,,\r\n', ","),
}


@pytest.mark.parametrize(("data", "separator"), FILES.values(), ids=FILES)
def test_a_row_is_appended_in_the_manner_of_the_file(data: bytes, separator: str) -> None:
    decision = Decision("cd", Action.NOTE, value="Łódź", on=date(2026, 4, 2))

    found, _ = read_decisions(append_decisions(data, [decision]))

    assert replace(found[-1], line=0) == decision
    if separator == "\t":
        assert append_decisions(data, [decision]).startswith(data)


def test_a_column_that_is_missing_is_named_before_anything_is_lost() -> None:
    with pytest.raises(SourceError, match="no column note"):
        append_decisions(b"event_id,action,value\n", [Decision("cd", Action.ACCEPT, note="why")])
