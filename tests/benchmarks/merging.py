"""How long merging takes as the archive grows: a seeded archive of mentions, and a clock around each stage.

    python -m tests.benchmarks.merging 10000 100000 1000000

An article has five mentions of three events. Most events are told once, some by a handful of papers, few by hundreds;
a fifth of the dates are months, a tenth are missing. Articles are made anew whenever they are needed, as a ledger reads
them back from its database, so that nothing but accounts is held.
"""

from __future__ import annotations

import resource
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from random import Random
from time import process_time

from timeline.merge import Account, Group, accounts_of, event_of, group
from timeline.model import DateBasis, Mention, Origin, Span, Status, When

SEED = 20250726
MENTIONS_PER_ARTICLE = 5
ACCOUNTS_PER_ARTICLE = 3
PUBLISHERS = 400
DAYS = 1100
"""About three years of news."""
KINDS = (
    ("export_control", "impose_controls", "announced export controls on"),
    ("sanction_tariff", "impose_tariffs", "imposed tariffs on"),
    ("product_release", "release_product", "released its"),
    ("investment", "raise_sum", "raised $%d million for"),
    ("legal_action", "open_probe", "opened an investigation into"),
    ("conference", "gathering", "opened the summit on"),
    ("legislation_regulation", "issue_regulation", "adopted a regulation on"),
    ("blueprint_release", "release_document", "published a strategy for"),
    ("meeting", "meet_whom", "met the head of"),
    ("agreement", "conclude_accord", "signed an agreement with"),
)
COUNTRIES = (("China", "CN"), ("Japan", "JP"), ("India", "IN"), ("France", "FR"), ("Germany", "DE"), ("Canada", "CA"))
TOWNS = ("Shanghai", "Osaka", "Delhi", "Paris", "Dresden", "Toronto", "")
_SYLLABLES = (
    "ba",
    "cor",
    "del",
    "fin",
    "gra",
    "hol",
    "jun",
    "kra",
    "lim",
    "mor",
    "nex",
    "pol",
    "quar",
    "rav",
    "sol",
    "tur",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the invented world."""

    number: int
    kind: int
    country: int
    thing: str
    town: str
    million: int
    day: date


@cache
def common_words() -> tuple[str, ...]:
    """The invented language's common words; the first are the most common."""
    source = Random(SEED)  # noqa: S311 - invented text keeps no secret
    return tuple(sorted({_word(source, 3) for _ in range(6000)}, key=lambda word: sha256(word.encode()).digest()))


def _word(source: Random, syllables: int) -> str:
    return "".join(source.choice(_SYLLABLES) for _ in range(syllables))


def happening(number: int) -> Happening:
    """The event of a number; the same in every run."""
    source = Random(SEED * 31 + number)  # noqa: S311 - invented text keeps no secret
    return Happening(
        number=number,
        kind=source.randrange(len(KINDS)),
        country=source.randrange(len(COUNTRIES)),
        thing=_word(source, 4).title(),
        town=source.choice(TOWNS),
        million=source.randrange(5, 900),
        day=date(2023, 1, 1) + timedelta(days=source.randrange(DAYS)),
    )


def told_in(article: int, place: int) -> int:
    """Which event an article tells at a place: most are told once, and a few by many papers.

    >>> told_in(7, 0) == told_in(7, 0)
    True
    """
    source = Random(SEED + article * ACCOUNTS_PER_ARTICLE + place)  # noqa: S311 - invented text keeps no secret
    slot = article * ACCOUNTS_PER_ARTICLE + place
    chance = source.random()
    if chance < 0.5:
        return slot
    if chance < 0.95:
        return slot - slot % 6
    return slot - slot % 600


def mentions_of(article: int) -> list[Mention]:
    """The five mentions of an article, as extraction would give them."""
    source = Random(SEED + 7 * article)  # noqa: S311 - invented text keeps no secret
    events = [happening(told_in(article, place)) for place in range(ACCOUNTS_PER_ARTICLE)]
    latest = max(event.day for event in events)
    headline = " ".join(_common(source) for _ in range(5))
    origin = Origin(
        f"article-{article:07d}",
        title=headline.capitalize(),
        publisher=f"Paper {source.randrange(PUBLISHERS)}",
        published=latest + timedelta(days=source.randrange(6)),
        published_basis="given",
    )
    return [
        _mention(
            origin, events[min(place, ACCOUNTS_PER_ARTICLE - 1)], min(place, ACCOUNTS_PER_ARTICLE - 1), place, source
        )
        for place in range(MENTIONS_PER_ARTICLE)
    ]


def _common(source: Random) -> str:
    """A common word; the most common far more often than others."""
    words = common_words()
    return words[min(int(source.paretovariate(0.6)) - 1, len(words) - 1)]


def _mention(origin: Origin, event: Happening, coreference: int, place: int, source: Random) -> Mention:
    category, rule, act = KINDS[event.kind]
    country, code = COUNTRIES[event.country]
    done = act % event.million if "%d" in act else act
    title = f"{country} {done} {event.thing}"
    around = " ".join(_common(source) for _ in range(8))
    quote = f"{title} in {event.town or 'spring'}, {around}."
    when = _when(event.day, source)
    return Mention(
        id=sha256(f"{origin.id} {place}".encode()).hexdigest()[:16],
        origin=origin,
        coreference=coreference,
        category=category,
        rule=rule,
        status=Status.OCCURRED,
        status_cue="past",
        title=title,
        trigger=done.split()[0],
        trigger_span=Span(place * 700, place * 700 + 8),
        quote=quote,
        quote_span=Span(place * 700, place * 700 + len(quote)),
        when=when,
        date_basis=DateBasis.RELATIVE if when else DateBasis.NONE,
        date_note="" if when else "no date in the text",
        actors=(country,),
        countries=(code,),
        place=event.town if category == "conference" else "",
        confidence=0.8,
    )


def _when(day: date, source: Random) -> When | None:
    chance = source.random()
    if chance < 0.7:
        return When.day(day)
    return When.month(day.year, day.month) if chance < 0.9 else None


def accounts(mentions: int) -> Iterator[Account]:
    """The accounts of an archive with so many mentions, article by article."""
    for article in range(mentions // MENTIONS_PER_ARTICLE):
        yield from accounts_of(mentions_of(article))


def event_count(groups: tuple[Group, ...]) -> int:
    """How many events the groups make, each built from its mentions and let go."""
    count = 0
    for each in groups:
        wanted: dict[int, set[int]] = defaultdict(set)
        for document, coreference in each.accounts:
            wanted[int(document.rpartition("-")[2])].add(coreference)
        told = [one for article, places in wanted.items() for one in mentions_of(article) if one.coreference in places]
        count += bool(event_of(told, each.joins).id)
    return count


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each stage, and what came out; ``peak`` is the process's in megabytes."""

    mentions: int
    reading: float
    grouping: float
    building: float
    accounts: int
    events: int
    peak: float

    @property
    def seconds(self) -> float:
        """All stages."""
        return self.reading + self.grouping + self.building


def measure(mentions: int) -> Measured:
    """Merge an archive of so many mentions, with the clock running."""
    start = process_time()
    told = tuple(accounts(mentions))
    read = process_time()
    groups = group(told)
    grouped = process_time()
    events = event_count(groups)
    built = process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(mentions, read - start, grouped - read, built - grouped, len(told), events, peak)


def main() -> None:
    """Print a line for each size."""
    for size in map(int, sys.argv[1:] or ("10000", "100000")):
        done = measure(size)
        stages = f"accounts {done.reading:.1f}, groups {done.grouping:.1f}, events {done.building:.1f}"
        made = f"{done.accounts:,} accounts, {done.events:,} events, peak {done.peak:,.0f} MB"
        print(f"{done.mentions:>9,} mentions {done.seconds:7.1f} s of processor time ({stages}), {made}")  # noqa: T201


if __name__ == "__main__":
    main()
