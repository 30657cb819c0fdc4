"""A hand-made timeline is read by its headings, matched with what was found, and never guessed at."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from tests.review.review_factories import event, mention
from timeline.errors import SourceError
from timeline.review import Action, apply_review
from timeline.review.importing import ImportedRow, import_sheet
from timeline.review.matching import decisions_of, matched

CATEGORIES = ("conference", "export_control", "meeting")


def workbook(*rows: tuple[object, ...], more: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for title in more:
        book.create_sheet(title).append(["scribbles"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


FORUM = "2025-07-26"
SHEETS = {
    "dates of the spreadsheet": workbook(("Date", "Event"), (datetime(2025, 7, 26), "Forum")),  # noqa: DTZ001
    "days": workbook(("Date", "Event"), (date(2025, 7, 26), "Forum")),
    "a heading below a title": workbook(("My timeline",), (), ("What", "When"), ("Forum", "26 July 2025")),
    "CSV of a German Excel": "Titel;Title;DATE\r\nx;Forum;26.07.2025\r\n".encode("cp1252"),
    "words": b"title,date\nForum,Sat 26 July 2025\n",
    "an order that another row shows": b"title,date\nForum,7/26/2025\n",
    "a description for a title": b"start,description\n2025-07-26,Forum\n",
}


@pytest.mark.parametrize("data", SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_read_by_its_headings(data: bytes) -> None:
    [row], problems = import_sheet(data, name="mine")
    assert row.when is not None
    assert (row.title, row.when.edtf, problems) == ("Forum", FORUM, ())


DATES = {
    "2025": "2025",
    "2025-07": "2025-07",
    "July 2025": "2025-07",
    "Q3 2025": "2025-35",
    "26–28 July 2025": "2025-07-26/2025-07-28",
    "July 2025 (to be confirmed)": "2025-07",
    "45864": "2025-07-26",
    "TBC": None,
    "": None,
}


@pytest.mark.parametrize(("cell", "edtf"), DATES.items())
def test_a_date_is_as_exact_as_its_cell(cell: str, edtf: str | None) -> None:
    [row], problems = import_sheet(f"title,date,url\nForum,{cell},x\n".encode(), name="mine")
    assert (row.when.edtf if row.when else None, problems) == (edtf, ())


def test_start_and_end_make_an_interval() -> None:
    rows, problems = import_sheet(
        b"title,Start Date,End Date\nForum,2025-07-26,2025-07-28\nTalks,2025-08,\nTour,2025-09-02,2025-09-01\n",
        name="mine",
    )
    assert [row.when.edtf if row.when else "" for row in rows] == ["2025-07-26/2025-07-28", "2025-08"]
    [problem] = problems
    assert (problem.place, "before it starts" in problem.problem) == ("row 4", True)


UNREADABLE = {
    "03/04/2025": "may be 3 April or 4 March 2025",
    "26 July": "no publication date",
    "Jul-25": "no date that can be read",
    "26 July 2025 and 3 May 2026": "more than one date",
    "31 June 2025": "does not exist",
    "July 2025, or 2026": "2026",
}


@pytest.mark.parametrize(("cell", "says"), UNREADABLE.items())
def test_what_is_unclear_is_reported_with_row_and_cure_and_never_guessed(cell: str, says: str) -> None:
    rows, [problem] = import_sheet(f'title,date\nForum,"{cell}"\nTalks,2025\n'.encode(), name="mine.csv")
    assert [row.title for row in rows] == ["Talks"]
    assert (problem.document_id, problem.place) == ("mine.csv", "row 2")
    assert says in problem.problem
    assert "2026-03-31" in problem.cure


def test_a_row_without_a_title_is_reported() -> None:
    _, [problem] = import_sheet(b"title,date\n,2025\n", name="mine")
    assert (problem.place, problem.problem) == ("row 2", "the row has no title")


def test_other_sheets_of_a_workbook_are_named() -> None:
    _, [problem] = import_sheet(workbook(("date", "title"), ("2025", "Forum"), more=("Notes",)), name="mine.xlsx")
    assert problem.place == "sheet Notes"


@pytest.mark.parametrize(
    "data",
    [b"", b"title,url\nForum,x\n", b"\xd0\xcf\x11\xe0 old", b"PK\x03\x04 broken"],
    ids=["empty", "no", "xls", "zip"],
)
def test_a_file_that_is_no_timeline_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="mine"):
        import_sheet(data, name="mine")


FOUND = event("a", mention("m1", title="World AI Forum opens in Geneva"))
OTHER = event("b", mention("m2", title="Ministry bans exports of gallium"))
ROWS = {
    "the same words": ("World AI Forum in Geneva", "2025-07-26", "a"),
    "a month that holds the day": ("World AI Forum", "2025-07", "a"),
    "no date": ("World AI Forum in Geneva", "", "a"),
    "the other one": ("Export ban on gallium", "2025-07-26", "b"),
    "another year": ("World AI Forum in Geneva", "2024-07-26", None),
    "another story on that day": ("Central bank raises rates", "2025-07-26", None),
}


@pytest.mark.parametrize(("title", "day", "wanted"), ROWS.values(), ids=ROWS)
def test_rows_meet_events_by_dates_and_words(title: str, day: str, wanted: str | None) -> None:
    rows, _ = import_sheet(f"title,date\n{title},{day}\n".encode(), name="mine")
    [match] = matched(rows, (OTHER, FOUND))
    assert (match.event.id if match.event else None) == wanted


def test_an_event_goes_to_the_row_that_fits_it_best() -> None:
    rows = tuple(ImportedRow(number, title, FOUND.when) for number, title in enumerate(("AI Forum", FOUND.title)))
    first, second = matched(rows, [FOUND])
    assert (first.event, second.event, second.surety) == (None, FOUND, 1.0)


SHEET = (
    b"date,title,type,status,link,notes,description\n"
    b"2025-07-26,World AI Forum opens in Geneva,Conference,,,worth a visit,\n"
    b"2025-09-01,Ban on exports,Export Controls,upcoming,https://example.org/ban,,The ministry told the press\n"
    b"2025-09-02,Party,party,red,,,\n"
)


def test_what_is_matched_is_accepted_and_what_is_not_is_added() -> None:
    rows, _ = import_sheet(SHEET, name="mine.csv")
    decisions, problems = decisions_of(matched(rows, [FOUND]), name="mine.csv", categories=CATEGORIES, first=3)

    told = [(row.event_id, row.action, row.field, row.value) for row in decisions]
    assert told == [
        ("a", Action.ACCEPT, "", ""),
        ("a", Action.NOTE, "", "worth a visit"),
        ("new-3", Action.ADD, "title", "Ban on exports"),
        ("new-3", Action.ADD, "category", "export_control"),
        ("new-3", Action.ADD, "date", "2025-09-01"),
        ("new-3", Action.ADD, "status", "planned"),
        ("new-3", Action.ADD, "source", "https://example.org/ban"),
    ]
    assert decisions[0].note == "mine.csv, row 2: World AI Forum opens in Geneva"
    assert decisions[2].note == "The ministry told the press"
    assert [(found.place, found.problem) for found in problems] == [
        ("row 4", "'red' is no status: left out"),
        ("row 4", "not added: 'party' is no category"),
    ]


def test_a_category_for_all_is_taken_where_a_row_has_none_of_ours() -> None:
    rows, _ = import_sheet(SHEET, name="mine.csv")
    decisions, _ = decisions_of(matched(rows, [FOUND]), name="mine.csv", categories=CATEGORIES, category="meeting")
    assert [row.value for row in decisions if row.field == "category"] == ["export_control", "meeting"]


def test_a_sheet_that_is_imported_twice_adds_nothing() -> None:
    rows, _ = import_sheet(SHEET, name="mine.csv")
    decisions, _ = decisions_of(matched(rows, [FOUND]), name="mine.csv", categories=CATEGORIES, category="meeting")
    result = apply_review([FOUND], decisions)

    again, _ = decisions_of(
        matched(rows, result.events),
        name="mine.csv",
        categories=CATEGORIES,
        category="meeting",
        accepted=result.accepted,
    )

    assert again == ()


def test_a_damaged_workbook_is_told_and_one_that_names_rows_without_end_is_read_to_its_end() -> None:
    whole = workbook(("title", "date"), ("The forum opens", "2025-07-26"))
    damaged = whole[: len(whole) // 3] + b"\xff" * 40 + whole[len(whole) // 3 :]
    with pytest.raises(SourceError) as caught:
        import_sheet(damaged, name="a.xlsx")
    assert caught.value.cure == "save it again as .xlsx"

    endless, out = ZipFile(BytesIO(whole)), BytesIO()
    with endless, ZipFile(out, "w") as copy:
        for name in endless.namelist():
            far = endless.read(name).replace(b'r="2"', b'r="99999999999"').replace(b'"A2"', b'"A99999999999"')
            copy.writestr(name, far.replace(b'"B2"', b'"B99999999999"'))
    rows, _ = import_sheet(out.getvalue(), name="a.xlsx")
    assert rows == ()
