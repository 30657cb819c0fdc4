"""Times the ledger: a first run of many documents, and a run that adds a few: ``python -m tests.benchmarks.ledger``.

    python -m tests.benchmarks.ledger 10000 [--added 100] [--ledger timeline.db] [--profile]

Documents are made, not read: five mentions each, of events that three documents tell of on the average, over ten years.
A run is staged, drafted and committed; making outputs is not part of it.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from timeline.events import Extraction
from timeline.ledger import Ledger, Run, Scope, Surveyed, TakenReading, open_ledger, taken_document
from timeline.ledger.sql import batched
from timeline.model import DateBasis, Document, Mention, Origin, Span, Status, When
from timeline.reading import Source

MENTIONS = 5
REPORTS = 3
"""Documents that tell of one event, on the average."""
DAYS = 3650
RECENT_DAYS = 14
LONG_PAST = 0.1
"""Share of mentions that look back."""
WORDS = 6
VOCABULARY = 20_000
NAMES = 3_000
CHUNK = 1_000
SOURCE = "/archive"
_CATEGORIES = (
    "conference", "export_control", "blueprint_release", "legislation_regulation", "agreement", "investment", "meeting",
)  # fmt: skip
_SEED = 17


@dataclass(frozen=True, slots=True)
class Told:
    """What happened, for several documents to tell of."""

    category: str
    day: date
    names: tuple[str, ...]
    words: tuple[str, ...]
    place: str


def documents(count: int, total: int, first: int = 0) -> Iterator[TakenReading]:
    """The readings of so many of ``total`` documents, each of one file; the same numbers give the same documents."""
    for number in range(first, first + count):
        yield _reading(number, total * MENTIONS // REPORTS)


def _near(number: int, events: int, random: Random) -> set[int]:
    """Most are of the last weeks, one in ten of any time before."""
    latest = number * MENTIONS // REPORTS
    recent = max(MENTIONS * MENTIONS, events * RECENT_DAYS // DAYS)
    told: set[int] = set()
    while len(told) < MENTIONS:
        back = random.randrange(latest + 1) if random.random() < LONG_PAST else random.randrange(recent)
        told.add(max(0, latest + MENTIONS - back))
    return told


def _told(number: int, events: int) -> Told:
    random = Random(f"{_SEED} event {number}")  # noqa: S311 - a seed that can be repeated
    return Told(
        category=random.choice(_CATEGORIES),
        day=date(2015, 1, 1) + timedelta(days=number * DAYS // events),
        names=tuple(f"Nam{random.randrange(NAMES)}ex" for _ in range(2)),
        words=tuple(f"wor{int(VOCABULARY * random.random() ** 2)}ing" for _ in range(WORDS)),
        place=f"Plac{random.randrange(NAMES // 3)}burg",
    )


def _reading(number: int, events: int) -> TakenReading:
    """A document tells of events of about one time, as news does: their numbers are near each other."""
    random = Random(f"{_SEED} document {number}")  # noqa: S311 - a seed that can be repeated
    name = f"document-{number:07}"
    told = [_told(one, events) for one in sorted(_near(number, events, random))]
    published = max(one.day for one in told) + timedelta(days=random.randrange(3))
    origin = Origin(name, title=" ".join(told[0].words[:3]), published=published, published_basis="given")
    mentions = tuple(_mention(name, place, one, origin, random) for place, one in enumerate(told))
    document = Document(origin, "")
    return TakenReading(name, name, (taken_document(document, name, Extraction(origin, mentions, (), ())),))


def _mention(name: str, place: int, told: Told, origin: Origin, random: Random) -> Mention:
    words = random.sample(told.words, WORDS - 2)
    title = f"{' '.join(told.names)} announced {' '.join(words)} in {told.place}"
    return Mention(
        id=f"{name}-{place}",
        origin=origin,
        coreference=place,
        category=told.category,
        rule="announce",
        status=Status.OCCURRED,
        status_cue="past tense",
        title=title,
        trigger="announced",
        trigger_span=Span(place * 200 + 10, place * 200 + 19),
        quote=f"{title} on {told.day}, a spokesman for word{random.randrange(VOCABULARY)} said.",
        quote_span=Span(place * 200, place * 200 + 180),
        when=When.day(told.day),
        date_basis=DateBasis.EXPLICIT,
        date_text=str(told.day),
        place=told.place,
        actors=told.names,
    )


def _files(count: int) -> tuple[Surveyed, ...]:
    return tuple(Surveyed(f"document-{one:07}", SOURCE, f"{SOURCE}/{one}") for one in range(count))


def timed(ledger: Ledger, fresh: Sequence[TakenReading], total: int) -> tuple[float, float]:
    """Seconds, and seconds of this process alone, to stage, draft and commit the last of ``total`` documents."""
    begun = perf_counter(), process_time()
    files = _files(total)
    ledger.taken(file.reading_id for file in files)
    for batch in batched(fresh, CHUNK):
        ledger.stage(batch)
    with ledger.draft(Scope(files, (Source(SOURCE, lists=True),)), Run("20250804T060000Z", date(2025, 8, 4))) as draft:
        draft.commit()
    return perf_counter() - begun[0], process_time() - begun[1]


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int)
    parser.add_argument("--added", type=int, default=100)
    parser.add_argument("--ledger", default="")
    parser.add_argument("--profile", action="store_true", help="tell where the time of both runs goes")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        total = options.documents + options.added
        runs = ((options.documents, 0), (options.added, options.documents))
        seconds = []
        for count, before in runs:
            # A second run finds neither the documents of the first in memory nor its ledger open.
            fresh = list(documents(count, total, before))
            with closing(open_ledger(options.ledger or Path(folder) / "timeline.db")) as ledger:
                ledger.prepare()
                with cProfile.Profile() if options.profile else nullcontext() as profile:
                    seconds.append(timed(ledger, fresh, before + count))
                with ledger.view() as view:
                    told = view.state
            if profile:
                pstats.Stats(profile, stream=sys.stdout).sort_stats("cumulative").print_stats(35)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (first, first_own), (small, small_own) = seconds
    sys.stdout.write(
        f"{options.documents:,} documents: first run {first:.1f} s ({first_own:.1f} s of this process); "
        f"{options.added} more: {small:.2f} s ({small_own:.2f} s), {small_own / first_own:.1%}; "
        f"memory peak {peak:.0f} MB; state {told}\n"
    )


if __name__ == "__main__":
    _main(sys.argv[1:])
