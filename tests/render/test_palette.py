"""Colours can be told from the page behind them, on a light and on a dark screen."""

from __future__ import annotations

import pytest

from timeline.render.glyphs import CANCELLED_COLOUR
from timeline.render.palette import NOTEBOOK, PAPER, category_colour, category_name

CATEGORIES = (
    "conference export_control blueprint_release legislation_regulation sanction_tariff agreement "
    "organization_launch product_release investment legal_action meeting"
).split()
LIGHT, DARK = "#ffffff", "#1a2029"
LEAST = 3.0  # what WCAG 2 asks of graphics


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("background", [LIGHT, DARK])
@pytest.mark.parametrize("category", [*CATEGORIES, "port_strike"])
def test_a_category_stands_out(category: str, background: str) -> None:
    assert contrast(category_colour(category), background) >= LEAST


def test_lines_stand_out() -> None:
    assert min(contrast(NOTEBOOK.line, background) for background in (LIGHT, DARK)) >= LEAST
    assert contrast(PAPER.line, PAPER.background) >= LEAST


def test_categories_differ_in_colour_and_none_looks_cancelled() -> None:
    colours = {category_colour(category) for category in CATEGORIES}
    assert len(colours) == len(CATEGORIES)
    assert CANCELLED_COLOUR not in colours


def test_a_reader_s_own_category_has_a_name_and_always_the_same_colour() -> None:
    assert category_name("port_strike") == "Port strike"
    assert category_colour("port_strike") == category_colour("port_strike")
