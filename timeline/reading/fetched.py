"""What is remembered of an address that was fetched: enough to ask for changes only, and to do without the network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["FetchRecord"]


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One address as it was last fetched.

    ``final`` is where it led, ``file`` the name of its content in the cache, ``day`` the day on which that content was
    first seen. ``etag`` and ``modified`` are the server's marks of that state, ``charset`` what it declared. ``stamp``
    names the state of the feed's entry that led to a page: while that stays, the page is not asked for again.
    """

    address: str
    final: str
    file: str
    day: date
    etag: str = ""
    modified: str = ""
    charset: str = ""
    stamp: str = ""
