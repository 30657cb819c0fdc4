"""A timeline that somebody keeps by hand, read for what its columns mean."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from timeline.dates import DateOrder, find_dates
from timeline.errors import SourceError
from timeline.model import Extent, Granularity, Problem, Severity, When
from timeline.reading.archives import oversized
from timeline.review.days import is_written_day, order_of, read_day, read_when
from timeline.review.sheets import read_table

__all__ = ["ImportedRow", "import_sheet"]

_ROLES = {
    "title": "title,event,headline,event title,event name,name,what,heading,subject",
    "date": "date,when,event date,date of event,dates,day",
    "start": "start,start date,date start,from,begin,begins,begin date",
    "end": "end,end date,date end,to,until,ends",
    "description": "description,event description,details,detail,summary,text",
    "category": "category,event type,type,kind,topic",
    "status": "status,state",
    "url": "url,link,source url,source link,website,href",
    "source": "source,sources,publisher,outlet,reference,source name",
    "notes": "notes,note,comments,comment,remarks,remark",
}
"""What columns are called, in any case; of several that fit, the name that stands first."""
_NO_DATE = frozenset("undated,unknown,n/a,na,tbc,tba,tbd,?,-,–".split(","))
_HEADING_ROWS = 10
"""A title and some remarks may stand over the heading, but hardly more rows than these."""
_MOST_ROWS = 1_048_576
"""Rows of a sheet as Excel has them; a damaged one can name rows without end."""
_WORKBOOK_CURE = "save it again as .xlsx"
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DATE_CURE = "write it like 2026-03-31, 2026-03 or 31 March 2026, and add the row by hand or import again"
_HEADING_CURE = "name the columns in one row: date (or start and end), title, description, category, status, url, notes"

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One event of a sheet, as its row (counted from 1) tells it; ``when`` is None where the row gives no date."""

    row: int
    title: str
    when: When | None
    description: str = ""
    category: str = ""
    status: str = ""
    url: str = ""
    source: str = ""
    notes: str = ""


def import_sheet(data: bytes, *, name: str) -> tuple[tuple[ImportedRow, ...], tuple[Problem, ...]]:
    """The events of a sheet (XLSX or CSV) in its order, and the rows that cannot be read, each with its cure.

    Dates may be cells of the spreadsheet, figures, or words; what may be two dates is a problem and never guessed,
    unless other rows of the column show the order of day and month. Raises SourceError where no row names the columns.
    """
    sheets = list(_sheets(data, name))
    headed = next(((title, rows, head) for title, rows in sheets if (head := _heading(rows))), None)
    if headed is None:
        raise SourceError("no row names a column of titles and one of dates", file=name, cure=_HEADING_CURE)
    title, rows, (heading, columns) = headed
    problems = [
        _problem(name, f"sheet {other}", "only one sheet of a workbook is read", "import it from a file of its own")
        for other, others in sheets
        if other != title and others
    ]
    body = [(number, cells) for number, cells in rows if number > heading]
    dates = [columns[role] for role in ("date", "start", "end") if role in columns]
    order = order_of(_cell(cells, place) for _, cells in body for place in dates)
    found: list[ImportedRow] = []
    for number, cells in body:
        fields = {role: _cell(cells, place) for role, place in columns.items()}
        try:
            found.append(_row(number, fields, order))
        except ValueError as error:
            cure = _DATE_CURE if fields.get("title") else "give the row a title, or empty it"
            problems.append(_problem(name, f"row {number}", str(error), cure))
    return tuple(found), tuple(problems)


def _problem(name: str, place: str, problem: str, cure: str) -> Problem:
    return Problem(name, Severity.WARNING, place, problem, cure)


def _sheets(data: bytes, name: str) -> Iterator[tuple[str, list[tuple[int, Cells]]]]:
    """The sheets of a file by name, each with its rows that hold something and their numbers."""
    if data.startswith(_OLD_EXCEL):
        raise SourceError("this is a workbook of the old form (.xls)", file=name, cure="save it as .xlsx or CSV")
    if not data.startswith(_ZIP):
        yield "", [(row.line, row.cells) for row in read_table(data).rows]
        return
    if too_large := oversized(data):
        raise SourceError(too_large, file=name, cure=_WORKBOOK_CURE)
    from openpyxl import load_workbook  # noqa: PLC0415 - a CSV needs no reader of workbooks

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of a workbook that hold no cells, such as drop-down lists
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                shown = sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)
                rows = ([_text(value) for value in values] for values in shown)
                yield sheet.title, [(number, cells) for number, cells in enumerate(rows, start=1) if any(cells)]
    except Exception as error:  # a parser of hostile bytes may fail in any way
        what = f"the workbook cannot be read: {error or type(error).__name__}"
        raise SourceError(what, file=name, cure=_WORKBOOK_CURE) from error


def _text(value: object) -> str:
    """A cell of a workbook as text; a day loses its midnight, a whole number its point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _heading(rows: Iterable[tuple[int, Cells]]) -> tuple[int, Mapping[str, int]] | None:
    """The row that names most columns, and where they are; None where none names a title and a date."""
    best: tuple[int, Mapping[str, int]] | None = None
    for number, cells in list(rows)[:_HEADING_ROWS]:
        columns = _columns(cells)
        dated = "date" in columns or "start" in columns
        if dated and "title" in columns and (best is None or len(columns) > len(best[1])):
            best = number, columns
    return best


def _columns(cells: Cells) -> dict[str, int]:
    names = [" ".join(re.findall(r"[^\W_]+", cell.casefold())) for cell in cells]
    columns = {
        role: names.index(name)
        for role, known in _ROLES.items()
        for name in reversed(known.split(","))
        if name in names
    }
    if "title" not in columns and "description" in columns:
        columns["title"] = columns.pop("description")
    return columns


def _cell(cells: Cells, place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _row(number: int, fields: Mapping[str, str], order: DateOrder | None) -> ImportedRow:
    """The event of a row. Raises ValueError, with what is wrong, where it has no title or its date cannot be read."""
    if not fields.get("title"):
        raise ValueError("the row has no title")
    source, url = fields.get("source", ""), fields.get("url", "")
    if not url and "://" in source:
        source, url = "", source
    return ImportedRow(
        row=number,
        title=" ".join(fields["title"].split()),
        when=_when(fields, order),
        description=fields.get("description", ""),
        category=fields.get("category", ""),
        status=fields.get("status", ""),
        url=url,
        source=source,
        notes=fields.get("notes", ""),
    )


def _when(fields: Mapping[str, str], order: DateOrder | None) -> When | None:
    start = _date(fields.get("date") or fields.get("start", ""), order)
    end = _date(fields.get("end", ""), order)
    if start is None or end is None or start.end >= end.end >= start.start:
        return start or end
    if start.start > end.end:
        raise ValueError(f"the event ends ({end.shown}) before it starts ({start.shown})")
    return When(start.start, end.end, Extent.LASTS, Granularity.RANGE, start.approximate or end.approximate)


def _date(cell: str, order: DateOrder | None) -> When | None:
    """The date that a cell holds, None where it is empty or says that there is none."""
    if not cell or cell.casefold() in _NO_DATE:
        return None
    if is_written_day(cell):
        return When.day(read_day(cell, order))
    try:
        return read_when(cell)
    except ValueError:
        return _told(cell, order)


def _told(cell: str, order: DateOrder | None) -> When:
    """The one date that the words of a cell tell; figures beside it could be another one."""
    found = find_dates(cell, date_order=order)
    if len(found) != 1:
        raise ValueError(f"{cell!r} holds {'more than one date' if found else 'no date that can be read'}")
    [timex] = found
    rest = cell[: timex.span.start] + cell[timex.span.end :]
    if timex.when is None or any(letter.isdigit() for letter in rest):
        raise ValueError(f"{cell!r}: {timex.note or 'the date is not clear'}")
    return timex.when
