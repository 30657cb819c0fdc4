"""A second opinion on dates written out in full: dateparser reads the same words."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

__all__ = ["disagreement"]

_BASE = datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed base: nothing may depend on the day of reading)


def disagreement(words: str, meant: date) -> str:
    """What dateparser makes of a date with day, month and year, where that is another day than ours; else nothing.

    >>> disagreement("26 July 2025", date(2025, 7, 26))
    ''
    >>> disagreement("26 July 2025", date(2025, 6, 27))
    'dateparser reads 2025-07-26'
    """
    other = _read(" ".join(words.split()))
    return f"dateparser reads {other}" if other and other != meant else ""


@lru_cache(maxsize=4096)
def _read(words: str) -> date | None:
    import dateparser  # noqa: PLC0415  (slow to import, and many texts hold no full date)

    settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": _BASE, "REQUIRE_PARTS": ["day", "month", "year"]}
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
