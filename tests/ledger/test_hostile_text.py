"""Text that databases dislike: it is kept, or shown as U+FFFD, and never costs the run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.flows.commands import article
from tests.flows.runs import rows, run
from tests.ledger.books import ARTICLES, Article, Book, reading
from tests.ledger.ledger_factories import mention
from timeline.events import Extraction
from timeline.ledger import TakenReading, storable, taken_document
from timeline.model import Document, Origin, Problem, Severity
from timeline.reading import Source

# No two parts alike: a database that packs long values cannot make it short.
LONG = "".join(Random(5).choices("abcdefghijklmnopqrstuvwxyz", k=10_000))  # noqa: S311 - a seed that can be repeated
WORDS = {
    "NUL": "Sh\x00anghai",
    "half a character": "Shang\ud83dhai",
    "the other half": "Shang\udc00hai",
    "emoji": "Shanghai 🎉👩\u200d👩\u200d👧",
    "quotes": "Shang'hai\"; DROP TABLE event; --",
    "backslashes": "Shang\\u0000hai \\x00 {0} %s :name",
    "10,000 characters": f"Shanghai {LONG.title()}",
}


@pytest.fixture
def book(place: str) -> Iterator[Book]:
    opened = Book(place)
    yield opened
    opened.close()


@pytest.mark.parametrize("word", WORDS.values(), ids=list(WORDS))
def test_any_text_in_titles_quotes_ids_and_problems_is_kept_or_replaced(book: Book, word: str) -> None:
    text = f"{ARTICLES['forum'].text} The AI Action Plan was released in {word} on 1 May. {word} followed."
    told = Problem(word, Severity.ERROR, word, word, word)
    book.stage([replace(reading("a", (f"id {word}", Article(text))), problems=(told,))])
    scope = replace(book.scope(["a"]), sources=(Source(book.source, lists=True, problems=(told,)),))
    changes = book.settle(scope)
    again = book.settle(scope)

    events = book.events()
    assert changes
    assert again == ()
    assert events
    for event in events:
        for one in event.mentions:
            clean = storable(Document(Origin(f"id {word}"), text))
            assert clean.text[one.quote_span.start : one.quote_span.end] == one.quote
            assert one.origin.id == clean.id
    with book.view() as view:
        assert len(view.problems()) == 2


def test_a_title_and_a_quote_of_any_length_are_kept(book: Book) -> None:
    told = replace(mention("m1", document="a"), title=LONG, quote=LONG, place=LONG, actors=(LONG,))
    taken = taken_document(Document(told.origin, LONG), "key", Extraction(told.origin, (told,), (), ()))
    book.stage([TakenReading("a", "key", (taken,))])
    book.settle(book.scope(["a"]))

    assert [(event.title, event.mentions[0].quote) for event in book.events()] == [(LONG, LONG)]


def test_ids_that_are_too_long_for_an_index_stay_distinct(book: Book) -> None:
    book.run({"short": ARTICLES["plan"]})
    book.stage([reading("a", (f"{LONG}a", ARTICLES["forum"]), (f"{LONG}b", ARTICLES["summit"]))])
    book.settle(book.scope(["short", "a"]))

    ids = {mention.origin.id for event in book.events() for mention in event.mentions}
    assert len(ids) == 3
    assert max(map(len, ids)) == 500


def test_a_file_with_nul_characters_is_read_and_published(tmp_path: Path) -> None:
    article(tmp_path / "articles", text="The World AI Forum\x00 opened in Shang\x00hai on 26 July 2025.\n")

    assert run(tmp_path).folder
    assert not run(tmp_path).folder
    assert all("\x00" not in cell for row in rows(tmp_path, "mentions") for cell in row.values())
