"""The command that measures: how many events of the shipped articles are found, how well, and how fast."""

from __future__ import annotations

import json
from collections.abc import Sequence
from time import process_time

from flows.options import BenchPart
from flows.terminal import DONE, note, say
from timeline.bench import KEPT, Part, Quality, Score, Share, Speed, articles, kept_text, measure, quality
from timeline.export import write_files

__all__ = ["tell_figures"]

_WIDTH = 44


def tell_figures(part: BenchPart, *, as_json: bool, keep: bool) -> int:
    """Print the figures of some parts, keep them where that is asked for, and give the exit code."""
    parts = [Part(part.value)] if part is not BenchPart.ALL else list(Part)
    found = {part: quality(articles(part)) for part in parts}
    speed = measure([article.document for part in parts for article in articles(part)], process_time)
    if as_json:
        say(json.dumps({part.value: _figures(figures) for part, figures in found.items()} | {"speed": _speed(speed)}))
    else:
        for line in _table(found, speed):
            say(line)
    if keep:
        headlines = {part: figures.headline() for part, figures in found.items()}
        write_files(KEPT.parent, {KEPT.name: kept_text(headlines).encode()})
        note(f"kept in {KEPT}")
    return DONE


def _figures(figures: Quality) -> dict[str, object]:
    return {"articles": figures.articles, "events": figures.events} | {
        name: round(value, 1) for name, value in figures.headline().items()
    }


def _speed(speed: Speed) -> dict[str, float]:
    return {
        "documents_a_second": round(speed.documents_a_second, 1),
        "kb_a_second": round(speed.kb_a_second, 1),
        "times_dateparser": round(speed.ratio, 1),
    }


def _table(found: dict[Part, Quality], speed: Speed) -> list[str]:
    columns = list(found.values())
    return [
        _row("", [part.value for part in found]),
        _row("articles", [str(figures.articles) for figures in columns]),
        _row("events to be found", [str(figures.events) for figures in columns]),
        _row("events with their exact date, P/R/F1 %", [_score(figures.dated) for figures in columns]),
        _row("events at all, P/R/F1 %", [_score(figures.detection) for figures in columns]),
        _row("exact dates of events found", [_share(figures.exact) for figures in columns]),
        _row("status right of events found", [_share(figures.status) for figures in columns]),
        _row("undated events given a date", [_share(figures.invented) for figures in columns]),
        _row("negative articles with a dated event", [_share(figures.invented_negative) for figures in columns]),
        "",
        _speed_line(speed),
    ]


def _speed_line(speed: Speed) -> str:
    here = f"{speed.documents_a_second:.0f} documents a second, {speed.kb_a_second:.0f} KB a second"
    return f"{here}: {speed.ratio:.1f} times as fast as dateparser's search_dates on the same articles"


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<{_WIDTH}}" + "".join(f"{cell:>22}" for cell in cells)


def _score(score: Score) -> str:
    return f"{100 * score.precision:.1f} {100 * score.recall:5.1f} {100 * score.f1:5.1f}"


def _share(share: Share) -> str:
    return f"{share.count} of {share.of}, {100 * share.rate:.1f} %"
