"""On which days the event of an account may lie, and how far apart two accounts put it."""

from __future__ import annotations

from datetime import date

from timeline.merge.accounts import Account
from timeline.model import Status

__all__ = ["MOVED", "NEXT_DAY", "days_apart", "is_long_past", "is_moved", "months_of_reach", "reach_of", "span_of"]

NEXT_DAY = 1
"""Days by which reports of plainly one event may differ: time zones, and the eve of a release."""
MOVED = 200
"""Days by which a date may be moved ("postponed"): less than a year, in which the next edition would come."""

_MONTH = 30
_APPROXIMATE_SLACK = 2
"""Days by which a counted day ("a week before") may miss the day that another document states."""
_UNDATED_BEFORE, _UNDATED_AHEAD = 45, 183
"""Days before its publication in which an undated report of a done thing may have it happen, and days after in which
an undated plan may have it."""
_PAST_DAYS = 60
"""A report that comes so long after a day tells of it for what happened on it."""


def span_of(account: Account) -> tuple[int, int] | None:
    """The days (as ordinals) on which an account may have its event happen; None where nothing is known."""
    if account.first is not None and account.last is not None:
        slack = _APPROXIMATE_SLACK if account.approximate and account.first == account.last else 0
        return account.first.toordinal() - slack, account.last.toordinal() + slack
    if account.published is None:
        return None
    day = account.published.toordinal()
    first = day if account.status is Status.PLANNED else day - _UNDATED_BEFORE
    return first, day + _UNDATED_AHEAD if account.status in (Status.PLANNED, Status.PROPOSED) else day


def reach_of(account: Account) -> range:
    """The days (as ordinals) within which an account can meet others: two whose days are apart are never one event.

    They are whole months of thirty days, counted from the year 1, so that accounts can be looked for by the month;
    empty for an account that is joined with none.

    >>> day = date(2025, 7, 26)
    >>> days = reach_of(Account("a", 0, "m", "meeting", Status.OCCURRED, first=day, last=day))
    >>> date.fromordinal(days.start).isoformat(), date.fromordinal(days.stop - 1).isoformat()
    ('2025-07-08', '2025-08-06')
    """
    span = span_of(account)
    if span is None:
        return range(0)
    reach = MOVED if account.moved else NEXT_DAY
    return range((span[0] - reach) // _MONTH * _MONTH, ((span[1] + reach) // _MONTH + 1) * _MONTH)


def months_of_reach(account: Account) -> range:
    """The months of ``reach_of``, numbered from the year 1."""
    days = reach_of(account)
    return range(days.start // _MONTH, days.stop // _MONTH)


def days_apart(one: Account, other: Account) -> int | None:
    """How many days lie between the intervals of two dated accounts; 0 where they overlap, None without dates."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, _gap(one.last, other.first), _gap(other.last, one.first))


def _gap(end: date, start: date) -> int:
    return (start - end).days


def is_long_past(account: Account) -> bool:
    """Whether an account was published long after the day of which it tells."""
    if account.published is None or account.last is None:
        return False
    return (account.published - account.last).days > _PAST_DAYS


def is_moved(one: Account, other: Account) -> bool:
    """Whether the later of two reports says that a date was moved which the earlier one had as a plan."""
    if one.published is None or other.published is None or one.published == other.published:
        return False
    earlier, later = (one, other) if one.published < other.published else (other, one)
    return later.moved and earlier.status in (Status.PLANNED, Status.PROPOSED)
