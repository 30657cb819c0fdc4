from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
USER_SEED = "000_77ec657db0443af4"
USER_SEED_SHA256 = "a72750ac0b1dcf5e1d4455e70f415287bea61e37137121fac36c6a8a6e72f871"
FIELDS = ("id", "file", "published", "title", "url", "publisher", "language")

_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAY_AND_DATE = re.compile(
    rf"\b(?P<weekday>{_DAYS}),?\s+"
    rf"(?:(?P<month>{_MONTHS})\.?\s+(?P<day>\d{{1,2}})|(?P<british_day>\d{{1,2}})\s+(?P<british_month>{_MONTHS})\b\.?)"
    r"(?:,?\s+(?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class DayAndDate:
    words: str
    weekday: str
    day: date


def manifest() -> list[dict[str, str]]:
    return [json.loads(line) for line in (SEEDS / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


NOTES = [row for row in manifest() if row["id"] != USER_SEED]


def text_of(row: dict[str, str]) -> str:
    return (SEEDS / row["file"]).read_text(encoding="utf-8")


def days_and_dates(text: str, *, published: date) -> list[DayAndDate]:
    found = []
    for match in _DAY_AND_DATE.finditer(text):
        month = match["month"] or match["british_month"]
        number = int(match["day"] or match["british_day"])
        years = [int(match["year"])] if match["year"] else [published.year + step for step in (-1, 0, 1)]
        dates = [datetime.strptime(f"{year} {month[:3]} {number}", "%Y %b %d").date() for year in years]  # noqa: DTZ007
        nearest = min(dates, key=lambda day: abs(day - published))
        found.append(DayAndDate(match.group(), match["weekday"], nearest))
    return found


def test_the_manifest_lists_exactly_the_text_files() -> None:
    assert sorted(row["file"] for row in manifest()) == sorted(path.name for path in SEEDS.glob("*.txt"))


def test_every_row_has_the_same_fields_in_the_same_order() -> None:
    assert [tuple(row) for row in manifest()] == [FIELDS] * len(manifest())


def test_ids_are_sorted_unique_and_name_their_file() -> None:
    ids = [row["id"] for row in manifest()]
    assert ids == sorted(set(ids))
    assert [row["file"] for row in manifest()] == [f"{name}.txt" for name in ids]


def test_only_the_day_of_publication_is_given_for_the_users_own_document() -> None:
    row = next(row for row in manifest() if row["id"] == USER_SEED)
    assert {name: value for name, value in row.items() if value} == {
        "id": USER_SEED,
        "file": f"{USER_SEED}.txt",
        "published": "2025-07-26",
    }


def test_the_users_own_document_is_untouched() -> None:
    assert hashlib.sha256((SEEDS / f"{USER_SEED}.txt").read_bytes()).hexdigest() == USER_SEED_SHA256


@pytest.mark.parametrize("row", NOTES, ids=lambda row: row["id"])
def test_a_note_says_that_it_is_ours_and_names_no_outlet_or_address(row: dict[str, str]) -> None:
    assert (row["publisher"], row["url"], row["language"]) == ("Project notes", "", "en")
    assert not re.search(r"https?:|www\.", text_of(row))


@pytest.mark.parametrize("row", NOTES, ids=lambda row: row["id"])
def test_a_note_is_a_title_a_blank_line_and_two_to_four_short_paragraphs(row: dict[str, str]) -> None:
    title, blank, body = text_of(row).split("\n", 2)
    assert (title, blank) == (row["title"], "")
    assert 2 <= len(body.strip().split("\n\n")) <= 4
    assert 120 <= len(text_of(row).split()) <= 220


@pytest.mark.parametrize("row", NOTES, ids=lambda row: row["id"])
def test_weekdays_beside_dates_agree_with_the_calendar(row: dict[str, str]) -> None:
    found = days_and_dates(text_of(row), published=date.fromisoformat(row["published"]))
    assert [(each.words, f"{each.day:%A}") for each in found] == [(each.words, each.weekday) for each in found]


def test_the_notes_have_weekdays_beside_dates() -> None:
    found = [days_and_dates(text_of(row), published=date.fromisoformat(row["published"])) for row in NOTES]
    assert sum(map(len, found)) >= 12


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("on Monday, July 3,", date(2023, 7, 4), date(2023, 7, 3)),
        ("on Monday 3 July", date(2023, 7, 4), date(2023, 7, 3)),
        ("on Thursday, Oct. 20, 2022", date(2023, 7, 4), date(2022, 10, 20)),
        ("on Saturday, 30 December", date(2024, 1, 2), date(2023, 12, 30)),
    ],
)
def test_a_weekday_beside_a_date_is_found_however_it_is_written(text: str, published: date, expected: date) -> None:
    assert [each.day for each in days_and_dates(text, published=published)] == [expected]
