"""The two worked types of `docs/domains/`: their files keep their promises, their pages show what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.check import check_types
from timeline.reading import read
from timeline.rulebook import load_rulebook
from timeline.table import build

DOMAINS = Path(__file__).parents[2] / "docs" / "domains"
ARTICLES = {"central_banks": ("lira_night", "rate_cut"), "product_recalls": ("brake_fault", "soft_cheese")}


def table(name: str) -> str:
    """The timeline of the two articles of a type: run this module to print it."""
    files = [DOMAINS / "articles" / f"{article}.txt" for article in ARTICLES[name]]
    frame = build(read(files), rulebook=load_rulebook(DOMAINS))
    rows = ["| when | event | type | status | documents |", "|---|---|---|---|--:|"]
    rows += [
        f"| {row.date_shown} | {row.title} | {row.category} | {row.status} | {row.document_count} |"
        for row in frame.itertuples()
    ]
    return "\n".join(rows)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_type_keeps_its_promises(name: str) -> None:
    assert [str(finding) for finding in check_types(DOMAINS / f"{name}.toml")] == []


@pytest.mark.parametrize("name", ARTICLES)
def test_the_page_shows_what_the_articles_yield(name: str) -> None:
    page = (DOMAINS / f"{name}.md").read_text(encoding="utf-8")
    assert table(name) in page, f"docs/domains/{name}.md: put this table in:\n\n{table(name)}"


def test_the_types_take_nothing_from_one_another() -> None:
    alone = {
        name: build(read(DOMAINS / "articles"), rulebook=load_rulebook(DOMAINS / f"{name}.toml")) for name in ARTICLES
    }
    both = build(read(DOMAINS / "articles"), rulebook=load_rulebook(DOMAINS))
    for name, frame in alone.items():
        assert set(frame[frame.category == name].title) == set(both[both.category == name].title)


if __name__ == "__main__":
    for each in ARTICLES:
        print(table(each), end="\n\n")  # noqa: T201 - for whoever mends the pages
