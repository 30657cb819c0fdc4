"""Dated events out of documents: what happened or will happen, and when, with the evidence for it.

``read`` documents, ``build`` the timeline as a pandas DataFrame, ``chart`` it with Altair; ``find_dates`` and
``extract`` work on a single text. Nothing here reads the clock, the locale or the network.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.dates import find_dates
    from timeline.events import extract
    from timeline.reading import read
    from timeline.render import chart
    from timeline.table import build

__all__ = ["build", "chart", "extract", "find_dates", "read"]

_HOMES = {
    "build": "timeline.table",
    "chart": "timeline.render",
    "extract": "timeline.events",
    "find_dates": "timeline.dates",
    "read": "timeline.reading",
}


def __getattr__(name: str) -> object:
    """Loads a verb's room when it is first asked for, so that ``import timeline`` stays cheap."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
