"""A ledger in the hands of a test: documents by name go in, and what they did to events comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from timeline.events import Extraction, extract_document
from timeline.ledger import (
    Draft,
    Ledger,
    Run,
    Scope,
    Surveyed,
    TakenDocument,
    TakenReading,
    View,
    document_key,
    open_ledger,
    reading_key,
    storable,
    taken_document,
)
from timeline.merge import ranked
from timeline.model import Change, Document, Event, Origin
from timeline.reading import Source, marks_of
from timeline.rulebook import load_rulebook

__all__ = ["ARTICLES", "DAY", "Article", "Book", "facts", "reading"]

DAY = date(2025, 8, 4)
SHELF = "/shelf"


@dataclass(frozen=True, slots=True)
class Article:
    """What a document says, and when it appeared."""

    text: str
    published: date = date(2025, 7, 28)


@lru_cache(maxsize=1000)
def _extracted(document: Document) -> Extraction:
    return extract_document(document, load_rulebook())


def document_of(name: str, article: Article, rules: str, held: Mapping[str, str]) -> TakenDocument:
    """Extract an article, unless the ledger has it as it is."""
    document = storable(Document(Origin(name, published=article.published, published_basis="given"), article.text))
    key = document_key(document, rules)
    if held.get(document.id) == key:
        return TakenDocument(document.id, key, unchanged=True, marks=marks_of(document))
    return taken_document(document, key, _extracted(document))


def reading(name: str, *articles: tuple[str, Article], rules: str = "rules", failed: bool = False) -> TakenReading:
    """A file that holds some articles."""
    documents = tuple(document_of(one, article, rules, {}) for one, article in articles)
    key = reading_key("".join(document.key for document in documents).encode(), name, rules)
    return TakenReading(name, key, documents, failed=failed)


@dataclass(slots=True)
class Book:
    """A ledger at a place, and the runs that were made with it: each file holds one document of the file's name."""

    place: str | Path
    source: str = SHELF
    ledger: Ledger = field(init=False)
    staged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger = open_ledger(self.place)
        self.ledger.prepare()

    def scope(self, names: Iterable[str], *, lists: bool = True) -> Scope:
        files = tuple(Surveyed(name, self.source, f"{self.source}/{name}") for name in names)
        return Scope(files, (Source(self.source, lists=lists),))

    def read(self, articles: Mapping[str, Article], *, rules: str = "rules") -> Scope:
        """Stage what has changed among some articles."""
        scope = self.scope(articles)
        held = self.ledger.taken(file.reading_id for file in scope.files)
        fresh: list[TakenReading] = []
        for name, article in articles.items():
            document = document_of(name, article, rules, held[name].documents if name in held else {})
            if name not in held or held[name].key != document.key:
                fresh.append(TakenReading(name, document.key, (document,)))
        self.staged = [one.id for one in fresh]
        self.ledger.stage(fresh)
        return scope

    def draft(self, scope: Scope, as_of: date = DAY) -> AbstractContextManager[Draft]:
        return self.ledger.draft(scope, Run("20250804T060000Z", as_of))

    def settle(self, scope: Scope, as_of: date = DAY) -> tuple[Change, ...]:
        """Make a run of what is staged; what it tells is what the ledger tells afterwards, in order, with its ranks."""
        with self.draft(scope, as_of) as draft:
            with draft.telling() as events:
                told = tuple(events)
            draft.commit()
            changes = tuple(draft.changes)
        assert told == self.events() == ranked(told)
        return changes

    def run(self, articles: Mapping[str, Article], as_of: date = DAY, *, rules: str = "rules") -> tuple[Change, ...]:
        """Read some articles, and let the ledger have no others of this source."""
        return self.settle(self.read(articles, rules=rules), as_of)

    def stage(self, readings: Sequence[TakenReading]) -> None:
        self.ledger.stage(readings)

    def view(self) -> AbstractContextManager[View]:
        return self.ledger.view()

    def events(self) -> tuple[Event, ...]:
        with self.view() as view:
            return view.events()

    def forwards(self) -> Mapping[str, str]:
        with self.view() as view:
            return dict(view.forwards())

    def close(self) -> None:
        self.ledger.close()


def facts(events: Iterable[Event]) -> list[tuple[object, ...]]:
    """What events say, whatever their ids and histories: who tells of them, when, how it stands."""
    return sorted(
        (
            tuple(sorted(mention.id for mention in event.mentions)),
            event.category,
            event.title,
            event.status.value,
            event.when.edtf if event.when else "",
        )
        for event in events
    )


_FORUM = "The World AI Conference opened in Shanghai on 26 July 2025."
ARTICLES: Mapping[str, Article] = {
    "forum": Article(_FORUM),
    "forum-again": Article("The World AI Conference opened in Shanghai on Saturday, 26 July 2025, organisers said."),
    "forum-planned": Article("The World AI Conference will open in Shanghai on 26 July 2025.", date(2025, 7, 1)),
    "forum-next-day": Article("The World AI Conference in Shanghai opened on 27 July 2025.", date(2025, 7, 29)),
    "forum-cancelled": Article(
        "The World AI Conference in Shanghai, planned for 26 July 2025, was cancelled.", date(2025, 7, 30)
    ),
    "plan": Article("The White House released its AI Action Plan on 23 July 2025.", date(2025, 7, 24)),
    "plan-vague": Article("Days earlier, the White House released an AI Action Plan.", date(2025, 7, 26)),
    "gallium": Article("China announced export controls on gallium and germanium on 3 July 2023.", date(2023, 7, 4)),
    "gallium-later": Article(
        "China announced export controls on gallium in July 2023. They took effect on 1 August 2023.",
        date(2023, 8, 2),
    ),
    "graphite": Article("China announced export controls on graphite on 20 October 2023.", date(2023, 10, 21)),
    "two": Article(f"{_FORUM} Three days before, the White House released its AI Action Plan."),
    "summit": Article("The AI Impact Summit will be held in New Delhi from 16 to 20 February 2026."),
}
"""Reports that tell of the same events in other words, contradict each other, or have nothing to do with each other."""
