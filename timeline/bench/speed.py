"""How fast texts become mentions, beside dateparser on the same texts in the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from dateparser.search import search_dates

from timeline.events import extract
from timeline.model import Document

__all__ = ["Speed", "measure"]

Clock = Callable[[], float]
"""Gives the seconds so far; this library reads no clock of its own."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What was read and the seconds it took, by ``timeline.extract`` and by ``dateparser.search.search_dates``."""

    documents: int
    characters: int
    ours: float
    dateparser: float

    @property
    def documents_a_second(self) -> float:
        """Documents whose events are extracted in a second."""
        return self.documents / self.ours

    @property
    def kb_a_second(self) -> float:
        """Thousands of characters a second."""
        return self.characters / 1000 / self.ours

    @property
    def ratio(self) -> float:
        """How many times as fast as dateparser, which only looks for dates."""
        return self.dateparser / self.ours


def measure(documents: Sequence[Document], clock: Clock, *, rounds: int = 3) -> Speed:
    """The medians of some rounds, in which both take turns: a busy machine slows both alike; the first warms up."""

    def seconds(work: Callable[[Document], object]) -> float:
        start = clock()
        for document in documents:
            work(document)
        return clock() - start

    def ours(document: Document) -> object:
        return extract(document.text, published=document.published)

    def theirs(document: Document) -> object:
        return search_dates(document.text, languages=["en"])

    taken = [(seconds(ours), seconds(theirs)) for _ in range(rounds + 1)][1:]
    characters = sum(len(document.text) for document in documents)
    return Speed(len(documents), characters, median(one for one, _ in taken), median(other for _, other in taken))
