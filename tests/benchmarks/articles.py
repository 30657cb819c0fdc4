"""Articles to measure with: 4 KB of news each, of about five events, the same for the same number.

    python -m tests.benchmarks.articles FOLDER 1000

They tell, in sentences that extraction reads, of the invented world of ``tests.benchmarks.merging``: most events are
told once, some by a handful of papers, few by hundreds. What stands between is the filling of news, without an event.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.benchmarks.merging import COUNTRIES, Happening, happening, told_in
from timeline.model import Document, Origin

__all__ = ["document", "write"]

SIZE = 4_000
"""Characters of a text, at least; the last sentence is finished."""
TOLD = 5
"""Events of an article; a title or a second date may make a mention more of one."""
PUBLISHERS = 400
FOLDER_SIZE = 1_000
"""Files in one folder, as of one day."""
_SEED = 40

_TELLINGS = (
    "{country} announced export controls on {thing} chips {when}.",
    "{country} imposed tariffs of {share} percent on steel from {thing} {when}.",
    "{thing} released its {thing}-{share} model {when}.",
    "{thing} raised ${million} million from investors {when}.",
    "Regulators in {country} opened an antitrust investigation into {thing} {when}.",
    "The {thing} Summit opened in {town} {when}.",
    "{country} adopted a regulation on {thing} systems {when}.",
    "{country} published a national strategy for {thing} {when}.",
    "The prime minister of {country} met the head of {thing} in {town} {when}.",
    "{country} signed a trade agreement with {thing} {when}.",
)
"""One for each kind of the invented world, in its order."""

_FILLING = (
    "Officials familiar with the matter said that the numbers behind it were larger than most people had thought.",
    "Analysts at the bank called demand for {word} goods weaker than in {month}, and supply as tight as in {year}.",
    "Nobody at the {word} company could be reached for comment, and its website gave no details.",
    "Prices of {word} metals were {share} percent higher than a year before, according to the exchange.",
    "The region has about {million} plants of this kind, most of them small, old and far from the {word} coast.",
    "Critics say that such steps cost consumers more than they help workers, and that the evidence is thin.",
    "In {year} the same question had divided the {word} industry, whose members differ in size and in outlook.",
    "Supporters point to {word} towns where wages are higher and where young people no longer leave for the capital.",
    'It is "a matter of patience, and of money", in the words of one engineer with {share} years in the business.',
    "How long that lasts depends on rates, on the weather and on the mood of buyers abroad, economists believe.",
)
_MONTHS = "January February March April May June July August September October November December".split()
_WORDS = "northern coastal rural industrial inland southern advanced western heavy light".split()


def document(number: int) -> Document:
    """The article of a number, as it is read back from its file."""
    random = Random(f"{_SEED} {number}")  # noqa: S311 - invented text keeps no secret
    told = [happening(told_in(number, place)) for place in range(TOLD)]
    published = max(event.day for event in told) + timedelta(days=random.randrange(1, 6))
    origin = Origin(
        f"article-{number:07}",
        title=f"{random.choice(_WORDS).capitalize()} markets, {random.choice(_WORDS)} hopes",
        publisher=f"Paper {random.randrange(PUBLISHERS)}",
        published=published,
        published_basis="given",
    )
    return Document(origin, _text(told, published, random))


def write(folder: Path, count: int) -> int:
    """Write the first articles to a folder, each with its day in a header; give the size of all in bytes."""
    size = 0
    for number in range(count):
        article = document(number)
        origin = article.origin
        head = f"---\ntitle: {origin.title}\npublisher: {origin.publisher}\npublished: {origin.published}\n---\n"
        place = folder / f"{number // FOLDER_SIZE:04}"
        if number % FOLDER_SIZE == 0:
            place.mkdir(parents=True, exist_ok=True)
        size += (place / f"{origin.id}.txt").write_text(head + article.text, encoding="utf-8")
    return size


def _text(told: list[Happening], published: date, random: Random) -> str:
    """A paragraph for each event: its sentence first, then filling until the whole has its size."""
    paragraphs = []
    for event in told:
        paragraph = _telling(event, published, random)
        while len(paragraph) < SIZE / TOLD:
            paragraph += " " + _filled(random.choice(_FILLING), random)
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs) + "\n"


def _telling(event: Happening, published: date, random: Random) -> str:
    country, _ = COUNTRIES[event.country]
    town = event.town or "Geneva"
    values = {"country": country, "thing": event.thing, "town": town, "million": event.million}
    return _TELLINGS[event.kind].format(
        share=event.million % 90 + 2, when=_when(event.day, published, random), **values
    )


def _when(day: date, published: date, random: Random) -> str:
    """The words for a day: a weekday where it lies days back, else its date, and now and then its month alone."""
    if 0 < (published - day).days < len(_DAYS):
        return f"on {_DAYS[day.weekday()]}"
    full = f"on {day.day} {_MONTHS[day.month - 1]} {day.year}"
    return random.choice((full, full, full, f"in {_MONTHS[day.month - 1]} {day.year}"))


def _filled(sentence: str, random: Random) -> str:
    return sentence.format(
        word=random.choice(_WORDS),
        month=random.choice(_MONTHS),
        year=random.randrange(1990, 2022),
        share=random.randrange(2, 90),
        million=random.randrange(5, 900),
    )


_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def main() -> None:
    """Write a folder of articles."""
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    asked = parser.parse_args()
    size = write(asked.folder, asked.count)
    sys.stdout.write(f"{asked.count:,} articles, {size / asked.count / 1000:.1f} KB each\n")


if __name__ == "__main__":
    main()
