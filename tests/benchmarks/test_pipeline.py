"""What the pipeline costs, as ratios of runs at small sizes. No test here knows how fast the machine is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import beside, processes, starts
from tests.benchmarks.articles import document, write
from tests.benchmarks.everything import DOCUMENT, kept
from tests.benchmarks.flow_cost import Cost
from tests.benchmarks.runs import files_of, run, server
from tests.benchmarks.tables import Table, Target
from tests.benchmarks.tries import once_in_three
from timeline.events import extract_document

pytestmark = pytest.mark.slow

FEW, MORE = 100, 300
MOST_PERCENT_OF_A_SMALL_RUN = 40
"""Measured: 9 % of 300 articles, of which most is the same for a run of any size; 15 % is the bound at 10,000."""
MOST_GROWTH = 1.15
LEAST_GAIN = 1.5
"""Of what an article more costs; measured: 1.9."""
LEAST_OF_DATEPARSER = 2.5
"""Measured: 4.3 times."""
MOST_OF_PANDAS = 4
"""A cold start beside a Python that loads pandas; measured: 2.1 to 2.5 times, and 5 before it was watched."""
HALF_A_KB = 500


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Folders with few and with more articles."""
    few, more = tmp_path_factory.mktemp("few"), tmp_path_factory.mktemp("more")
    write(few / "articles", FEW)
    write(more / "articles", MORE)
    return few, more


def test_the_flow_costs_little_beside_the_library_and_writes_the_same(runs: tuple[Path, Path]) -> None:
    few, more = runs
    small = run("library", few / "articles", few / "library")
    library = run("library", more / "articles", more / "library")
    with server() as prefect:
        flow = run("flow", more / "articles", more / "flow", server=prefect)

    assert Cost(MORE, library, flow, 0.0).percent <= MOST_PERCENT_OF_A_SMALL_RUN
    assert library.alone / MORE <= MOST_GROWTH * small.alone / FEW
    assert files_of(more / "flow") == files_of(more / "library")


def test_a_second_process_takes_its_half_of_each_article_more() -> None:
    def gains() -> bool:
        few, more = (processes.measure(count, rounds=1) for count in (FEW, MORE))
        one, two = (later.processor - earlier.processor for earlier, later in zip(few, more, strict=True))
        return processes.TWO * one / two >= LEAST_GAIN

    assert once_in_three(gains)


def test_events_are_extracted_faster_than_dateparser_finds_dates_in_the_articles() -> None:
    def is_faster() -> bool:
        found = beside.measure(20, rounds=2)
        return found.dateparser / found.ours >= LEAST_OF_DATEPARSER

    assert once_in_three(is_faster)


def test_a_cold_start_takes_little_more_than_loading_pandas() -> None:
    def is_little() -> bool:
        return starts.mentions(3).processor <= MOST_OF_PANDAS * starts.importing_pandas(3).processor

    assert once_in_three(is_little)


def test_articles_are_of_4_kb_and_tell_of_five_events() -> None:
    articles = [document(number) for number in range(40)]
    counts = Counter(len(extract_document(article).mentions) for article in articles)

    assert all(abs(len(article.text) - 4_300) < HALF_A_KB for article in articles)
    assert sum(count * times for count, times in counts.items()) / len(articles) == pytest.approx(5, abs=0.5)


def test_the_same_number_is_the_same_article() -> None:
    assert document(7) == document(7)
    assert document(7).text != document(8).text


def test_a_target_that_is_missed_says_so() -> None:
    slow = Table(
        "Runs", "run", ("articles", "s"), [("10", "3.0")], [Target("articles a second", 3.3, 100, at_least=True)]
    )

    assert "articles a second: 3.3 (at least 100: MISSED)" in slow.text
    assert "| 10 | 3.0 |" in slow.markdown


def test_the_document_takes_new_tables_in_place_of_old_ones() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    once = kept(text, "Measured today.", [Table("Runs", "run", ("articles",), [("10",)])])

    assert kept(once, "Measured today.", [Table("Runs", "run", ("articles",), [("10",)])]) == once
    assert once.splitlines()[0] == text.splitlines()[0]
    assert "Measured today." in once
