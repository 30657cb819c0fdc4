"""Pages in the manner of real sites: the day is right or honestly none, and never wrong without a warning."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reading.reading_files import EntryOf
from timeline.model import Document, Problem
from timeline.reading import load

KEPT = tomllib.loads(Path(__file__).with_name("pages.toml").read_text("utf-8"))
PAGES: list[dict[str, Any]] = KEPT["page"]
TEXTS: dict[str, str] = KEPT["texts"]


@dataclass(frozen=True)
class Outcome:
    document: Document
    problems: tuple[Problem, ...]

    @property
    def doubted(self) -> bool:
        return any("language" not in problem.place for problem in self.problems)


def markup(page: dict[str, Any]) -> str:
    language = page.get("lang", "en")
    words = TEXTS[page.get("text", language[:2])]
    text = f"<p>{words}</p><p>{words}</p>"
    canonical = f'<link rel="canonical" href="{page["address"]}">' if page.get("address") else ""
    title = page.get("title", "A page")
    body = page["body"].replace("{text}", text)
    head = f"<title>{title}</title>{canonical}{page.get('head', '')}"
    return f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def outcome(entry_of: EntryOf, page: dict[str, Any]) -> Outcome:
    entry = replace(entry_of("page.html", markup(page)), fetched=page.get("fetched"))
    (document,), problems = load(entry)
    return Outcome(document, problems)


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_the_day_of_a_page(entry_of: EntryOf, page: dict[str, Any]) -> None:
    found = outcome(entry_of, page)
    expected: date | None = page.get("published")
    said = [(one.basis, one.place, one.words, one.weak) for one in found.document.evidence]
    assert found.document.published == expected, said
    assert found.document.origin.published_basis == page.get("basis", "none"), said
    assert found.doubted == page.get("doubt", False), found.problems


def test_nearly_all_are_right_and_none_is_wrong_without_a_warning(entry_of: EntryOf) -> None:
    found = [(page, outcome(entry_of, page)) for page in PAGES]
    right = [one.document.published == page.get("published") for page, one in found]
    assert len(found) >= 60
    assert sum(right) / len(right) >= 0.95
    silent = [
        page["name"]
        for (page, one), good in zip(found, right, strict=True)
        if not good and one.document.published and not one.doubted
    ]
    assert silent == []
