"""What a text or its reader declares holds for all of its dates: the order of figures, and the fiscal year."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import find_dates
from timeline.dates.declared import DateOrder
from timeline.model import Timex


def dated(text: str, *, date_order: DateOrder | None = None) -> list[tuple[str, str]]:
    found = find_dates(text, published=date(2025, 8, 6), date_order=date_order)
    return [(timex.text, timex.when.edtf if timex.when else "undated") for timex in found]


def last(text: str) -> Timex:
    return find_dates(text, published=date(2025, 8, 6))[-1]


@pytest.mark.parametrize(
    ("order", "day"),
    [("DMY", "2025-08-03"), ("MDY", "2025-03-08"), ("YMD", "undated"), (None, "undated")],
)
def test_the_reader_declares_the_order_of_figures(order: DateOrder | None, day: str) -> None:
    assert dated("Filed 03/08/2025 in Leeds.", date_order=order) == [("03/08/2025", day)]


@pytest.mark.parametrize("order", ["DMY", "MDY", "YMD", None])
def test_no_order_turns_a_day_that_can_be_told_apart(order: DateOrder | None) -> None:
    text = "Filed 26/07/2025, 07/26/2025, 26.07.2025 and 2025-07-26."
    assert {day for _, day in dated(text, date_order=order)} == {"2025-07-26"}


@pytest.mark.parametrize(
    ("order", "day"), [("DMY", "2026-07-25"), ("YMD", "2025-07-26"), ("MDY", "undated"), (None, "undated")]
)
def test_three_pairs_of_figures_are_read_only_in_a_declared_order(order: DateOrder | None, day: str) -> None:
    assert dated("Issued 25-07-26 in Taipei.", date_order=order) == [("25-07-26", day)]


def test_one_clear_day_shows_the_order_of_the_others_and_the_note_says_so() -> None:
    timex = last("Filed 26/07/2025.\n\nPrinted 03/08/2025.")
    assert timex.when is not None
    assert timex.when.edtf == "2025-08-03"
    assert timex.note == "day and month in the order of “26/07/2025” in the same text"
    assert not timex.flawed


def test_the_reader_overrules_the_text_and_a_text_in_two_orders_shows_none() -> None:
    assert dated("Filed 26/07/2025, printed 03/08/2025.", date_order="MDY")[-1] == ("03/08/2025", "2025-03-08")
    timex = last("Filed 26/07/2025 and 07/27/2025, printed 03/08/2025.")
    assert (timex.when, timex.flawed) == (None, True)


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "  "])
def test_any_space_may_stand_inside_a_date(space: str) -> None:
    [timex] = find_dates(space.join(("It was signed on 26", "July", "2025", "at", "2", "p.m. in Paris.")))
    assert timex.value == "2025-07-26T14:00"


BEGUN = "Fiscal 2026, which began on 1 April 2025, is slow. "
ENDING = "Growth in the fiscal year ending March 31, 2026, is slow. "


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (BEGUN + "Sales in FY25 fell.", "[2024-04-01..2025-03-31]"),
        (BEGUN + "Sales in Q2 FY26 fell.", "2025-35"),
        (BEGUN + "Sales in H1 FY26 fell.", "[2025-04-01..2025-09-30]"),
        (ENDING + "Sales in the 2024-25 financial year fell.", "[2024-04-01..2025-03-31]"),
        ("Sales in FY26 fell.", "undated"),
    ],
)
def test_a_fiscal_year_is_dated_where_the_text_defines_it(text: str, day: str) -> None:
    assert dated(text)[-1][1] == day


def test_a_last_day_alone_does_not_tell_which_year_gives_a_fiscal_year_its_number() -> None:
    """Fiscal 2026 ends in March 2026 in Delhi and begins in April 2026 in Tokyo."""
    timex = last(ENDING + "Sales in fiscal 2026 fell.")
    assert (timex.value, timex.when) == ("FY2026", None)
    assert timex.note == "the text does not say when its fiscal year begins"


def test_two_definitions_that_disagree_define_nothing() -> None:
    text = BEGUN + "Rival Fuji's fiscal 2026, which began on 1 July 2025, is better. Sales in FY25 fell."
    assert dated(text)[-1] == ("FY25", "undated")
