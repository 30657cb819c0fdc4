"""The day that an address or a file name carries."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from timeline.dates.full_days import days_in, month_named
from timeline.model import Evidence

__all__ = ["address_day", "address_month", "name_day"]

_YEAR = r"(?P<year>19[89]\d|20[0-4]\d)"
_FORMS = (
    rf"/{_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?=[/_.-]|$)",
    rf"/{_YEAR}/(?P<name>[a-z]{{3,9}})/(?P<day>\d{{1,2}})(?=/|$)",
    rf"(?<!\d){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
    rf"/{_YEAR}(?P<sign>[-_.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?!\d)",
    rf"/{_YEAR}[-/]?(?P<month>\d{{2}})/?(?P<day>\d{{2}})(?=[/_t.-]|$)",
    rf"[/_-]t?{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?=[/_.-]|$)",
    rf"/{_YEAR}-(?P<month>\d{{2}})/(?P<day>\d{{2}})(?=/|$)",
    rf"(?<=[/_-])(?P<day>\d{{2}})-(?P<month>\d{{2}})-{_YEAR}(?=[/_.-]|$)",
)
_DAYS = tuple(re.compile(form) for form in _FORMS)
_MONTH = re.compile(rf"/{_YEAR}[/-](?P<month>0?[1-9]|1[0-2])(?:/|$)")
# The day of an event, of a statistic or an archive in an address is not that of a publication.
_OTHER_PAGE = re.compile(r"/(?:events?|kalender|calendar|agenda|termine|veranstaltung(?:en)?|webinars?)/")
_NAME_DAY = re.compile(rf"(?<!\d){_YEAR}(?P<sign>[-_. ]?)(?P<month>\d{{2}})(?P=sign)(?P<day>\d{{2}})(?!\d)")


def address_day(address: str, place: str = "address") -> Evidence | None:
    """What an address says of the day: a path such as /2025/07/26/ or /2025-07-26-summit.

    >>> address_day("https://w.example/2025/jul/26/nine-sign").day
    datetime.date(2025, 7, 26)
    >>> address_day("https://w.example/2025/07/nine-sign"), address_day("https://w.example/2025/marketing/12/")
    (None, None)
    """
    path = unquote(_path(address)).lower()
    if not path or _OTHER_PAGE.search(path):
        return None
    for pattern in _DAYS:
        match = pattern.search(path)
        day = _day(match) if match else None
        if match and day:
            return Evidence("url", place, match[0].strip("/_-."), day)
    return None


def address_month(address: str) -> tuple[int, int] | None:
    """The year and month that an address carries, as blogs write them.

    >>> address_month("https://w.example/2025/07/nine-sign")
    (2025, 7)
    """
    match = _MONTH.search(_path(address))
    return (int(match["year"]), int(match["month"])) if match else None


def name_day(name: str) -> Evidence | None:
    """What a file's name says of the day: "2025-07-26 Ministry.pdf", "report_20250726.docx", "26 July 2025.txt".

    >>> name_day("2025-07-26 Ministry").day, name_day("Ministry 2025")
    (datetime.date(2025, 7, 26), None)
    """
    days = {day for match in _NAME_DAY.finditer(name) if (day := _day(match))}
    if not days:
        days = {one.day for one in days_in(name.replace("_", " ")) if one.day}
    return Evidence("filename", "file name", name, days.pop()) if len(days) == 1 else None


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    name = groups.get("name")
    month = month_named(name, ("en",)) if name else int(groups["month"])
    try:
        return date(int(groups["year"]), month or 0, int(groups["day"]))
    except ValueError:
        return None
