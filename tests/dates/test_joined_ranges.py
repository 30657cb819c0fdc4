"""Two dates that bound a range are one expression with two ends; what is moved from one day to another is none."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import find_dates

WEDNESDAY = date(2025, 8, 6)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("It ran from late 2022 to early 2023.", "late 2022 to early 2023", "2022-09-01~/2023-04-30~"),
        (
            "Prices rose between mid-July and the end of August.",
            "mid-July and the end of August",
            "2025-07-11~/2025-08-31~",
        ),
        ("Open from spring 2024 until autumn 2025.", "spring 2024 until autumn 2025", "2024-03-01~/2025-11-30~"),
        ("Figures for Q1 2025 to Q3 2025 are out.", "Q1 2025 to Q3 2025", "2025-01-01/2025-09-30"),
        ("It fell from the 1990s to the 2010s.", "the 1990s to the 2010s", "1990-01-01/2019-12-31"),
        ("From March to late June 2025 it rained.", "March to late June 2025", "2025-03-01~/2025-06-30~"),
        ("From mid-December to early January 2026.", "mid-December to early January 2026", "2025-12-11~/2026-01-10~"),
        ("They met from Monday to today.", "Monday to today", "2025-08-04/2025-08-06"),
        ("Closed between 3 July and mid-August 2024.", "3 July and mid-August 2024", "2024-07-03~/2024-08-20~"),
    ],
)
def test_two_dates_bound_a_range(text: str, words: str, edtf: str) -> None:
    [timex] = find_dates(text, published=WEDNESDAY)
    assert timex.when is not None
    assert (timex.text, timex.when.edtf) == (words, edtf)
    assert [end.span.of(text) for end in timex.ends] == [end.text for end in timex.ends]
    assert timex.text.startswith(timex.ends[0].text)
    assert timex.text.endswith(timex.ends[1].text)


@pytest.mark.parametrize(
    "text",
    [
        "The summit was postponed from late May to mid-June.",
        "The vote has been pushed back from spring 2025 to autumn 2025.",
        "Sales fell in late 2022 and early 2023.",
        "It rose from 5% in 2019 to 8% in late 2020.",
        "From late 2023 to early 2022 nothing was built.",
    ],
)
def test_two_dates_stay_two(text: str) -> None:
    found = find_dates(text, published=WEDNESDAY)
    assert len(found) == 2
    assert all(not timex.ends for timex in found)
