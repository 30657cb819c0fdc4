"""How fast texts become events, and how that grows with the text. No test here knows how fast the machine is."""

from __future__ import annotations

from time import process_time

import pytest

from tests.benchmarks.dates import seconds
from tests.benchmarks.tries import once_in_three
from timeline import extract
from timeline.bench import Part, articles, measure

pytestmark = pytest.mark.slow

FASTER_THAN_DATEPARSER = 3.2
"""Measured: 3.7 to 4.0 times its throughput; a busy machine is given some room. dateparser only looks for dates."""
COPIES = 4
MOST_PER_LENGTH = 1.4
"""Four times the text may take 1.4 times four times as long: of short runs the clock is not sure."""

DOCUMENTS = [article.document for part in Part for article in articles(part)]


def test_events_are_extracted_faster_than_dateparser_finds_dates() -> None:
    assert once_in_three(lambda: measure(DOCUMENTS, process_time, rounds=5).ratio >= FASTER_THAN_DATEPARSER)


def test_time_grows_with_the_length_of_a_document() -> None:
    text = "\n\n".join(document.text for document in DOCUMENTS)
    published = DOCUMENTS[0].published
    extract(text, published=published)

    def stays_in_bounds() -> bool:
        short, long = (
            min(seconds(lambda part=text * copies: extract(part, published=published)) for _ in range(3))
            for copies in (1, COPIES)
        )
        return long <= MOST_PER_LENGTH * COPIES * short

    assert once_in_three(stays_in_bounds)
