"""Measures how fast pages are read, beside trafilatura alone: ``python -m tests.benchmarks.reading``.

Both get the same pages of about 50 KB, each page different, and give its text with what it says of itself; ours gives
the day of publication with all that speaks for and against it, the language and the warnings as well. Rounds alternate,
so that a busy machine slows both alike; the figures are medians of processor time, after a first round that warms up.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

import trafilatura

from timeline.model import Origin
from timeline.reading import Entry, parse

__all__ = ["PAGES", "ROUNDS", "Speed", "measure", "page"]

PAGES = 1000
ROUNDS = 3
_ENTRY = Entry(Path("page.html"), "page", Origin("", language=""))


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages a second, of ``timeline.reading.parse`` and of ``trafilatura.bare_extraction`` with metadata."""

    ours: float
    trafilatura: float

    @property
    def ratio(self) -> float:
        """Our throughput as a share of trafilatura's."""
        return self.ours / self.trafilatura


def page(number: int) -> bytes:
    """A page in the manner of a news site: menus, teasers with days of their own, scripts, a long article."""
    day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    head = (
        f"<title>Nine sign accord {number} | Meridian Wire</title>"
        f'<link rel="canonical" href="https://wire.example.org/world/nine-{number}/">'
        f'<meta property="og:site_name" content="Meridian Wire">'
        f'<meta property="og:title" content="Nine sign accord {number}">'
        f'<meta property="article:published_time" content="{day}T08:12:03+00:00">'
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Nine sign accord {number}",'
        f'"datePublished":"{day}T08:12:03+00:00","dateModified":"{day}T18:00:00+00:00"}}</script>'
    )
    menu = "".join(f"<li class='menu-item'><a href='/section/{one}'>Section {one}</a></li>" for one in range(150))
    article = "".join(
        f"<p>Ministers of nine countries met in Geneva on day {one} to sign the declaration {number} that they"
        f" had negotiated since the winter, and round {one * 7} of the talks opens in Nairobi with {one} heads.</p>"
        for one in range(70)
    )
    teasers = "".join(
        f"<div class='teaser card'><a href='/a/{one}'><h3>Another story of number {one}</h3></a>"
        f"<span class='date'>May {one % 28 + 1}, 2024</span><p>Its summary says {one} things.</p></div>"
        for one in range(60)
    )
    script = "var x=1;" * 1400
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>"
        f"<nav><ul>{menu}</ul></nav><main>"
        f"<article><h1>Nine sign accord {number}</h1>"
        f"<p class='byline'>By A. Writer | <time datetime='{day}'>{day}</time></p>"
        f"{article}</article></main><aside class='related'>{teasers}</aside><script>{script}</script></body></html>"
    ).encode()


def measure(pages: Sequence[bytes], rounds: int = ROUNDS) -> Speed:
    """Read the pages with both, in turns."""

    def ours() -> None:
        for data in pages:
            parse(data, _ENTRY)

    def theirs() -> None:
        for data in pages:
            trafilatura.bare_extraction(data, with_metadata=True)

    times: list[tuple[float, float]] = [(_seconds(ours), _seconds(theirs)) for _ in range(rounds + 1)][1:]
    return Speed(len(pages) / median(mine for mine, _ in times), len(pages) / median(other for _, other in times))


def _seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """Print both throughputs."""
    pages = [page(number) for number in range(PAGES)]
    speed = measure(pages)
    size = sum(map(len, pages)) / len(pages) / 1000
    sys.stdout.write(f"{'pages':>8}{'KB each':>10}{'ours pages/s':>15}{'trafilatura pages/s':>22}{'ratio':>8}\n")
    sys.stdout.write(f"{PAGES:8}{size:10.0f}{speed.ours:15.1f}{speed.trafilatura:22.1f}{speed.ratio:8.2f}\n")


if __name__ == "__main__":
    main()
