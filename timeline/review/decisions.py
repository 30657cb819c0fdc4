"""The reader's decisions, one a row of ``review.csv``: read from what spreadsheets make of it, and written for them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from timeline.cells import ESCAPE_MARK, encodable, neutralise
from timeline.dates import DateOrder
from timeline.errors import SourceError
from timeline.model import Problem, Severity
from timeline.review.days import is_written_day, order_of, read_day
from timeline.review.sheets import Row, Table, read_table

__all__ = [
    "COLUMNS",
    "EDITED_FIELDS",
    "REVIEW",
    "Action",
    "Decision",
    "append_decisions",
    "read_decisions",
    "write_decisions",
]

REVIEW = "review.csv"
"""The name of the file, and of the document that reports what the reader adds."""

COLUMNS = ("event_id", "action", "field", "value", "note", "by", "on")
EDITED_FIELDS = ("title", "category", "status", "date", "announced_on", "actors", "countries", "place")
_ADDED_FIELDS = (*EDITED_FIELDS, "source")
"""An added event may also say where it is from: ``source``, an address."""

_DATES = ("date", "announced_on")
_MISTAKEN = re.compile(r"0\d+|\d{12,}|\d+[eE]\d+|\d{4}-(?:0\d|1[0-2])")
"""What a spreadsheet takes for something else: an id for a number, whose first zeros, or digits beyond the eleventh, it
drops; a month for its first day, which it saves as Jul-25."""
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+")
_DAY_CURE = "write it like 2026-03-31"
_FILE_CURE = f"write the columns {', '.join(COLUMNS)} into the first line"


class Action(StrEnum):
    """What a reader can do to an event."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    ADD = "add"
    PROMOTE = "promote"
    MERGE = "merge"
    SPLIT = "split"
    NOTE = "note"
    TAG = "tag"
    UNDO = "undo"


_WITH_VALUE = (Action.MERGE, Action.SPLIT, Action.TAG)


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a reader decided about an event; ``line`` is where it stands in the file (0: not yet in one).

    ``on`` is the day of the decision, ``by`` who took it, ``note`` the reason in the reader's words. What ``field`` and
    ``value`` hold depends on the action: see ``docs/review.md``.
    """

    event_id: str
    action: Action
    field: str = ""
    value: str = ""
    note: str = ""
    by: str = ""
    on: date | None = None
    line: int = 0


def read_decisions(data: bytes, *, file: str = REVIEW) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    r"""The decisions of a file in its order, and what is wrong with its rows; a bad row costs no other.

    ``data`` is CSV as we or a spreadsheet write it: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs; days in
    figures in the order that the file itself shows. Raises SourceError where the first line does not name the columns.

    >>> read_decisions(b"event_id,action\r\n0a1b,accept\r\n")[0]
    (Decision(event_id='0a1b', action=<Action.ACCEPT: 'accept'>, field='', value='', note='', by='', on=None, line=2),)
    """
    table = read_table(data)
    columns = _columns(table, file)
    places = [columns[name] for name in ("value", "on") if name in columns]
    order = order_of(cell for row in table.rows[1:] for place in places for cell in row.cells[place : place + 1])
    decisions: list[Decision] = []
    problems = list(_file_problems(table, columns, file))
    for row in table.rows[1:]:
        decision, wrong = _decision(row, columns, order, _width(table))
        decisions.extend([decision] if decision else [])
        problems.extend(_problem(file, row.line, problem, cure) for problem, cure in wrong)
    return tuple(decisions), tuple(problems)


def write_decisions(decisions: Iterable[Decision]) -> bytes:
    r"""The bytes of a review file that spreadsheets open without harm: UTF-8 with a byte-order mark, CRLF, commas.

    >>> write_decisions([Decision("012345678901", Action.TAG, value="-old")])[3:]
    b"event_id,action,field,value,note,by,on\r\n'012345678901,tag,,'-old,,,\r\n"
    """
    return ",".join(COLUMNS).encode("utf-8-sig") + b"\r\n" + _lines(decisions, COLUMNS, ",", "\r\n").encode()


def append_decisions(data: bytes, decisions: Sequence[Decision], *, file: str = REVIEW) -> bytes:
    """The same file with more decisions at its end, written in its own manner; what stood there stays, byte for byte.

    Raises SourceError where the file has no column for something that a decision holds.
    """
    table = read_table(data)
    if not table.rows:
        return write_decisions(decisions)
    columns = _columns(table, file)
    lacking = [name for name in COLUMNS if name not in columns and any(_cells(row)[name] for row in decisions)]
    if lacking:
        raise SourceError(f"there is no column {', '.join(lacking)}", file=file, place="line 1", cure=_FILE_CURE)
    newline = "\r\n" if b"\r" in data else "\n"
    names = {place: name for name, place in columns.items()}
    width = len(table.rows[0].cells)
    added = _lines(decisions, [names.get(place, "") for place in range(width)], table.separator, newline)
    encoding = table.encoding
    try:
        more = added.encode(encoding)
    except UnicodeEncodeError:
        data, encoding = data.decode(encoding, "replace").encode("utf-8-sig"), "utf-8"
        more = added.encode(encoding)
    ended = data.endswith((newline.encode(encoding), b"\n"))
    return data + (b"" if ended else newline.encode(encoding)) + more


def _columns(table: Table, file: str) -> dict[str, int]:
    """Where each of our columns stands; nothing where the file is empty."""
    if not table.rows:
        return {}
    heading = [cell.casefold() for cell in table.rows[0].cells]
    columns = {name: heading.index(name) for name in COLUMNS if name in heading}
    lacking = [name for name in ("event_id", "action") if name not in columns]
    if lacking:
        raise SourceError(f"there is no column {' and no '.join(lacking)}", file=file, place="line 1", cure=_FILE_CURE)
    return columns


def _width(table: Table) -> int:
    """How many columns the first line names; a spreadsheet may put empty ones behind them."""
    return max(place for place, cell in enumerate(table.rows[0].cells, start=1) if cell)


def _file_problems(table: Table, columns: Mapping[str, int], file: str) -> Iterable[Problem]:
    if table.encoding == "cp1252":
        cure = "save it as “CSV UTF-8”, so that no letter is mistaken"
        yield _problem(file, 1, "the file is not UTF-8, and was read as Windows-1252", cure)
    heading = table.rows[0].cells if table.rows else ()
    strange = sorted({cell for cell in heading if cell and cell.casefold() not in columns})
    if strange:
        yield _problem(file, 1, f"columns that nobody reads: {', '.join(strange)}", f"use {', '.join(COLUMNS)}")


def _problem(file: str, line: int, problem: str, cure: str) -> Problem:
    return Problem(file, Severity.WARNING, f"line {line}", problem, cure)


def _decision(
    row: Row, columns: Mapping[str, int], order: DateOrder | None, width: int
) -> tuple[Decision | None, list[tuple[str, str]]]:
    """The decision of a row, if it holds one, and what is wrong with it, each with the cure."""
    if row.reason:
        return None, [(f"the row cannot be read: {row.reason}", "close each quotation mark, on a line of its own row")]
    if any(row.cells[width:]):
        return None, [("the row has more cells than the first line has columns", "quote cells that hold the separator")]
    cells = {name: _restored(row.cells[place]) for name, place in columns.items() if place < len(row.cells)}
    wrong = _wrong(cells)
    if wrong:
        return None, [wrong]
    action, field, value = Action(cells["action"].casefold()), cells.get("field", "").casefold(), cells.get("value", "")
    on, problems = None, []
    try:
        if field in _DATES and is_written_day(value):
            value = read_day(value, order).isoformat()
    except ValueError as error:
        return None, [(str(error), _DAY_CURE)]
    try:
        on = read_day(cells["on"], order) if cells.get("on") else None
    except ValueError as error:
        problems.append((f"the day of the decision: {error}", _DAY_CURE))
    note, by = cells.get("note", ""), cells.get("by", "")
    return Decision(cells["event_id"], action, field, value, note, by, on, row.line), problems


def _wrong(cells: Mapping[str, str]) -> tuple[str, str] | None:
    """Why the cells of a row are no decision, and the cure; None where they are one."""
    event_id, action, field = cells.get("event_id", ""), cells.get("action", ""), cells.get("field", "").casefold()
    if not event_id:
        return "no event is named", "write the event_id of timeline.csv into the first column"
    if _ROUNDED.fullmatch(event_id):
        cure = "format the column as text, and take the event_id from timeline.csv again"
        return f"the id {event_id} was rounded by a spreadsheet", cure
    if action.casefold() not in list(Action):
        return f"{action!r} is no action" if action else "no action is named", f"use one of {', '.join(Action)}"
    known = {Action.EDIT: EDITED_FIELDS, Action.ADD: _ADDED_FIELDS, Action.PROMOTE: ("", *EDITED_FIELDS)}
    fields = known.get(Action(action.casefold()))
    if fields is not None and field not in fields:
        problem = f"{field!r} is no field of an event" if field else "no field is named"
        return problem, f"use one of {', '.join(name for name in fields if name)}"
    if action.casefold() in _WITH_VALUE and not cells.get("value"):
        return f"{action} needs a value", "say in the column “value” what is meant"
    return None


def _lines(decisions: Iterable[Decision], columns: Sequence[str], separator: str, newline: str) -> str:
    """Rows as they stand in a file; a column without a name stays empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=newline)
    writer.writerows([_cells(decision).get(column, "") for column in columns] for decision in decisions)
    return out.getvalue()


def _cells(decision: Decision) -> dict[str, str]:
    return {
        "event_id": _guarded(decision.event_id),
        "action": decision.action.value,
        "field": _guarded(decision.field),
        "value": _guarded(decision.value),
        "note": _guarded(decision.note),
        "by": _guarded(decision.by),
        "on": decision.on.isoformat() if decision.on else "",
    }


def _guarded(text: str) -> str:
    """A cell that a spreadsheet neither runs nor changes."""
    cell = encodable(text.strip())
    return ESCAPE_MARK + cell if _MISTAKEN.fullmatch(cell) else neutralise(cell)


def _restored(cell: str) -> str:
    """The text of a cell: an apostrophe that we set is taken off, and one that a person wrote stays."""
    text = cell.removeprefix(ESCAPE_MARK)
    return text if _guarded(text) == cell else cell
