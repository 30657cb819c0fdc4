"""Measures how fast dates are found, beside dateparser on the same texts: ``python -m tests.benchmarks.dates``.

The texts are the seeds and, where they stand beside the checkout, annotated news and histories; those are only read.
Rounds alternate, so that a busy machine slows both alike; the figures are medians, after a first round that warms up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from dateparser.search import search_dates

from tests.benchmarks.timex import BESIDE
from timeline import find_dates, read

__all__ = ["ROUNDS", "Speed", "Text", "beside", "measure", "seconds", "seeds"]

SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = 5

Text = tuple[str, date | None]
"""A text and the day it was published."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Thousands of characters a second, of ``timeline.find_dates`` and of ``dateparser.search.search_dates``."""

    ours: float
    dateparser: float

    @property
    def ratio(self) -> float:
        return self.ours / self.dateparser


def seeds() -> list[Text]:
    """The articles that ship with the project."""
    return [(document.text, document.published) for document in read(SEEDS)]


def beside(kind: str) -> list[Text]:
    """The annotated texts of a kind, ``news`` or ``narrative``; none where they are not there."""
    if not (BESIDE / "score.py").exists():
        return []
    dump = [sys.executable, str(BESIDE / "score.py"), "--gold", str(BESIDE / kind), "--dump"]
    rows = [json.loads(line) for line in subprocess.run(dump, check=True, capture_output=True).stdout.splitlines()]
    return [(row["text"], date.fromisoformat(row["dct"]) if row["dct"] else None) for row in rows]


def measure(texts: Sequence[Text], *, rounds: int = ROUNDS) -> Speed:
    """The throughput of both over the same texts, in one run."""

    def ours() -> None:
        for text, published in texts:
            find_dates(text, published=published)

    def theirs() -> None:
        for text, _ in texts:
            search_dates(text, languages=["en"])

    taken = [(seconds(ours), seconds(theirs)) for _ in range(rounds + 1)][1:]
    size = sum(len(text) for text, _ in texts) / 1000
    return Speed(size / median(first for first, _ in taken), size / median(second for _, second in taken))


def seconds(work: Callable[[], object]) -> float:
    """The processor time that some work takes: what else runs on the machine does not count."""
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """Print the table of throughputs."""
    sys.stdout.write(f"{'texts':<12}{'KB':>8}{'ours KB/s':>12}{'dateparser KB/s':>18}{'ratio':>8}\n")
    for name, texts in (("seeds", seeds()), *((kind, beside(kind)) for kind in ("news", "narrative"))):
        if texts:
            speed = measure(texts)
            size = sum(len(text) for text, _ in texts) / 1000
            sys.stdout.write(f"{name:<12}{size:8.0f}{speed.ours:12.0f}{speed.dateparser:18.0f}{speed.ratio:8.1f}\n")


if __name__ == "__main__":
    main()
