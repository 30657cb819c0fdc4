"""The pages lead from one to the other: an index has them all, each says for whom it is, and no link is dead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "seeds" / "README.md"])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def links_of(page: Path) -> list[str]:
    return LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors_of(page: Path) -> set[str]:
    """The names by which the headings of a page are reached, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_link_is_dead(page: Path) -> None:
    for link in links_of(page):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        file = page.parent / target if target else page
        assert file.exists(), f"{page.name} links to {link}"
        assert not anchor or anchor in anchors_of(file), f"{page.name} links to {link}: no such heading"


def test_the_index_leads_to_every_page() -> None:
    linked = {(INDEX.parent / link.partition("#")[0]).resolve() for link in links_of(INDEX)}
    pages = {*DOCS.rglob("*.md"), *ROOT.glob("*.md")} - {INDEX}
    assert sorted(page.name for page in pages if page.resolve() not in linked) == []


def test_the_first_page_leads_to_the_index() -> None:
    assert "docs/README.md" in links_of(ROOT / "README.md")


def test_the_plan_of_the_house_names_modules_that_are_there() -> None:
    plan = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("| in `flows/` |")[2].partition("## ")[0]
    named = re.findall(r"`([a-z_]+)`", plan)
    assert len(named) > 40
    assert [name for name in named if not (ROOT / "flows" / f"{name}.py").exists()] == []


@pytest.mark.parametrize("page", sorted({*DOCS.glob("*.md"), *DOCS.glob("domains/*.md")}), ids=lambda page: page.name)
def test_a_page_says_first_for_whom_it_is(page: Path) -> None:
    title, _, rest = page.read_text(encoding="utf-8").partition("\n")
    assert title.startswith("# ")
    assert rest.lstrip().startswith("For whoever "), page.name
