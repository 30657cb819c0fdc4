"""How the time to find dates grows with the text. No test here knows how fast the machine is: all are ratios."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from random import Random

import pytest

from tests.benchmarks.dates import beside, measure, seconds, seeds
from tests.benchmarks.tries import once_in_three
from timeline import find_dates
from timeline.text import analyse, split

pytestmark = pytest.mark.slow

PUBLISHED = date(2025, 8, 6)
KB = 1_000
FASTER_THAN_DATEPARSER = {"seeds": 8, "news": 13, "narrative": 13}
"""Measured: 11, 15 and 16 times its throughput; a busy machine is given some room."""
LONG, LONGER = 1_000 * KB, 5_000 * KB
MOST_PER_LENGTH = 1.3
"""Five times the text may take 1.3 times five times as long: memory grows too."""
SHORT_HOSTILE, HOSTILE = 250 * KB, 1_000 * KB
MOST_PER_HOSTILE_LENGTH = 1.6
"""Of short runs the clock is less sure."""
UNFELT = 0.1
"""Seconds that a pause of the machine takes: a megabyte that is analysed in less says nothing of growth."""

SENTENCES = (
    "The ministry said on {weekday} that the rules, issued on {day}, would take effect {ahead}.",
    "Shipments of gallium fell {share} percent in {month}, the third decline since {year}.",
    "Talks that had been planned for {day} were put off until {month}, two officials familiar with them said.",
    '"We will decide by the end of the year," the commissioner told reporters in Geneva {ago}.',
    "The forum, which ran from {day} to {later}, drew 4,300 people; three years earlier it had drawn half as many.",
    "Analysts at the bank expect chip makers in the region to invest $2.5 billion over the next five years.",
    "No date was given, and nobody at the company could be reached for comment.",
    "By {year} the agency had approved 17 licences, most of them within two weeks of the first request.",
)
HOSTILE_PIECES = {
    "ones": "1 ",
    "last": "last ",
    "may": "May May ",
    "slashed days": "12/12/12/",
    "articles": "the the ",
    "from": "from from ",
    "first of": "first of ",
    "brackets": "(",
    "no space": "x",
    "digits": "7",
    "lines": "\n",
    "blank bullets": "- \n\n",
    "dotted months": "Jan.",
    "days before days": "a day before ",
    "years joined": "1990-",
    "years listed": "1990,",
    "counts": "two ",
    "months of two lengths": "May,June,",
    "exclamations": "!",
    "stops that end nothing": "! ",
    "one endless sentence": "China will meet on Friday and ",
    "infinitives": "to open ",
    "reports of reports": "said it would ",
    "relative clauses": "which had in 1990 said ",
    "commas": ", ",
    "weekdays and months": "Monday,june,5 ",
}


def news(size: int) -> str:
    """Varied news of about so many characters, the same each time."""
    random = Random(5)  # noqa: S311 - texts for a clock, no secrets
    text = ""
    while len(text) < size:
        sentences = (random.choice(SENTENCES).format(**_dates(random)) for _ in range(random.randint(1, 6)))
        text += " ".join(sentences) + "\n\n"
    return text[:size]


def _dates(random: Random) -> dict[str, str]:
    day = date(2019, 1, 1) + timedelta(random.randrange(2_400))
    later = day + timedelta(random.randint(1, 5))
    return {
        "weekday": f"{day:%A}",
        "day": random.choice((f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B}", f"{day:%b}. {day.day}")),
        "later": f"{later:%B} {later.day}",
        "month": f"{day:%B}",
        "year": f"{day.year}",
        "share": f"{random.randint(2, 90)}",
        "ago": random.choice(("last week", "two days ago", "on Tuesday", "yesterday", "earlier this month")),
        "ahead": random.choice(("next month", "in ten days", "on Friday", "in early 2026", "by the second quarter")),
    }


def taken(text: str) -> float:
    """The least time of three: what disturbs a clock only adds to it."""
    return min(seconds(lambda: find_dates(text, published=PUBLISHED)) for _ in range(3))


@pytest.mark.parametrize("name", FASTER_THAN_DATEPARSER)
def test_dates_are_found_many_times_faster_than_by_dateparser(name: str) -> None:
    texts = seeds() if name == "seeds" else beside(name)
    if not texts:
        pytest.skip("the annotated texts are not beside the checkout")
    assert once_in_three(lambda: measure(texts).ratio >= FASTER_THAN_DATEPARSER[name])


def test_time_grows_with_the_length_of_a_document() -> None:
    text = news(LONGER)
    find_dates(text[:LONG], published=PUBLISHED)

    def stays_in_bounds() -> bool:
        sizes = (LONG, LONGER)
        short, long = (seconds(lambda part=text[:size]: find_dates(part, published=PUBLISHED)) for size in sizes)
        return long <= MOST_PER_LENGTH * LONGER / LONG * short

    assert once_in_three(stays_in_bounds)


@pytest.mark.parametrize("name", HOSTILE_PIECES)
def test_no_text_takes_more_than_its_length(name: str) -> None:
    piece = HOSTILE_PIECES[name]

    def stays_in_bounds() -> bool:
        short, long = (taken(piece * (size // len(piece))) for size in (SHORT_HOSTILE, HOSTILE))
        return long <= MOST_PER_HOSTILE_LENGTH * HOSTILE / SHORT_HOSTILE * short + UNFELT

    assert once_in_three(stays_in_bounds)


@pytest.mark.parametrize("name", HOSTILE_PIECES)
def test_clauses_take_no_more_time_than_their_length(name: str) -> None:
    piece = HOSTILE_PIECES[name]

    def analysed(size: int) -> float:
        sentences = split(piece * (size // len(piece)))
        return min(seconds(lambda: deque(map(analyse, sentences), maxlen=0)) for _ in range(3))

    def stays_in_bounds() -> bool:
        return analysed(HOSTILE) <= MOST_PER_HOSTILE_LENGTH * HOSTILE / SHORT_HOSTILE * analysed(SHORT_HOSTILE) + UNFELT

    assert once_in_three(stays_in_bounds)


def test_the_news_are_varied() -> None:
    text = news(100 * KB)
    found = {timex.text for timex in find_dates(text, published=PUBLISHED)}
    assert len(found) > 300
