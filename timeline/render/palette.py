"""Colours and names for categories and statuses, the same in chart, report and picture."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

__all__ = ["NOTEBOOK", "PAGE", "PAPER", "STATUS_NAMES", "Ink", "category_colour", "category_name"]


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour of words and lines, and of what lies behind them."""

    line: str
    background: str


NOTEBOOK = Ink("#6b7687", "transparent")  # legible on a light and on a dark notebook
PAGE = Ink("currentColor", "transparent")  # the page sets light or dark
PAPER = Ink("#334155", "#ffffff")

STATUS_NAMES = {
    "occurred": "Happened",
    "ongoing": "Ongoing",
    "planned": "Planned",
    "proposed": "Proposed",
    "cancelled": "Cancelled",
}

# After Okabe and Ito, darkened where needed: each has a contrast of at least 3:1 to white and to a dark page.
_CATEGORIES = {
    "conference": ("Conference", "#0a7abf"),
    "export_control": ("Export control", "#d55e00"),
    "blueprint_release": ("Blueprint or strategy", "#00936b"),
    "legislation_regulation": ("Legislation and regulation", "#8a63d2"),
    "sanction_tariff": ("Sanction or tariff", "#d1495b"),
    "agreement": ("Agreement", "#2590a6"),
    "organization_launch": ("New organization", "#a8703f"),
    "product_release": ("Product release", "#c4639a"),
    "investment": ("Investment", "#a87800"),
    "legal_action": ("Legal action", "#5672d8"),
    "meeting": ("Meeting", "#6f8a1f"),
}


def category_colour(category: str) -> str:
    """The colour of a category, as ``#rrggbb``: the same in every chart, for a reader's own categories too.

    >>> category_colour("conference")
    '#0a7abf'
    """
    if category in _CATEGORIES:
        return _CATEGORIES[category][1]
    colours = [colour for _, colour in _CATEGORIES.values()]
    return colours[zlib.crc32(category.encode(errors="replace")) % len(colours)]


def category_name(category: str) -> str:
    """The category as people write it.

    >>> category_name("legislation_regulation"), category_name("port_strike")
    ('Legislation and regulation', 'Port strike')
    """
    if category in _CATEGORIES:
        return _CATEGORIES[category][0]
    words = category.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
