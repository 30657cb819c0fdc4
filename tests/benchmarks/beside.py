"""Extraction beside dateparser and spaCy's tokeniser, on the same texts: ``python -m tests.benchmarks.beside``.

    python -m tests.benchmarks.beside 100

Ours is all of ``timeline.extract``: dates, events, status, actors. dateparser's ``search_dates(languages=["en"])`` only
looks for dates, ``spacy.blank("en")`` only cuts the text into tokens (``pip install spacy``; where it is missing its
line says so). Rounds alternate, so that a busy machine slows all alike; the figures are medians of processor time.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from time import process_time

from dateparser.search import search_dates

from tests.benchmarks.articles import document
from tests.benchmarks.tables import Table, Target
from timeline.events import extract
from timeline.model import Document

__all__ = ["DOCUMENTS", "Beside", "measure", "table"]

DOCUMENTS = 100
ROUNDS = 3
LEAST_OF_DATEPARSER = 1.0
FEW_WORDS = "The articles have few words, which spaCy's tokeniser remembers; of varied news it cuts fewer in a second."
NO_SPACY = "spaCy is not installed, its tokeniser was not measured; cure: pip install spacy"


@dataclass(frozen=True, slots=True)
class Beside:
    """Seconds of the processor that each takes for the same texts; None for spaCy where it is not installed."""

    documents: int
    ours: float
    dateparser: float
    spacy: float | None


def measure(documents: int, *, rounds: int = ROUNDS) -> Beside:
    """The medians of some rounds, after one that warms up."""
    texts = [document(number) for number in range(documents)]
    taken = [_round(texts) for _ in range(rounds + 1)][1:]
    ours, dateparser, *spacy = (median(times) for times in zip(*taken, strict=True))
    return Beside(documents, ours, dateparser, spacy[0] if spacy else None)


def _round(texts: Sequence[Document]) -> list[float]:
    works: list[Callable[[Document], object]] = [
        lambda one: extract(one.text, published=one.published),
        lambda one: search_dates(one.text, languages=["en"]),
        *_tokenisers(),
    ]
    return [_seconds(work, texts) for work in works]


def _tokenisers() -> Iterator[Callable[[Document], object]]:
    """A tokeniser that knows no word yet: spaCy's remembers how it cut each one. None where spaCy is not installed."""
    if find_spec("spacy") is not None:
        import spacy  # noqa: PLC0415 - it takes seconds to load, and need not be there

        tokenise = spacy.blank("en")
        yield lambda one: tokenise(one.text)


def _seconds(work: Callable[[Document], object], texts: Sequence[Document]) -> float:
    start = process_time()
    for text in texts:
        work(text)
    return process_time() - start


def table(found: Beside) -> Table:
    """Throughputs and ratios; an own run's throughput is that of extraction alone."""
    rows = [
        _row("timeline.extract", found, found.ours),
        _row('dateparser search_dates(languages=["en"])', found, found.dateparser),
        *([_row('spaCy blank("en"), tokens only', found, found.spacy)] if found.spacy else []),
    ]
    ratio = found.dateparser / found.ours
    return Table(
        title=f"Extraction beside dateparser and spaCy's tokeniser, on {found.documents:,} of the articles",
        command=f"python -m tests.benchmarks.beside {found.documents}",
        head=("", "articles a second, one core", "ms an article", "times as fast as dateparser"),
        rows=rows,
        targets=[Target("timeline.extract, times dateparser", ratio, LEAST_OF_DATEPARSER, at_least=True)],
        note=FEW_WORDS if found.spacy else NO_SPACY,
    )


def _row(name: str, found: Beside, seconds: float) -> tuple[str, ...]:
    count = found.documents
    return (name, f"{count / seconds:.0f}", f"{1000 * seconds / count:.1f}", f"{found.dateparser / seconds:.2f}")


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int, nargs="?", default=DOCUMENTS)
    sys.stdout.write(table(measure(parser.parse_args().documents)).text)


if __name__ == "__main__":
    main()
