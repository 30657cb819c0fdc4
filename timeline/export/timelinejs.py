"""Events as TimelineJS 3 JSON: slides whose dates are as partial as those of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from timeline.export.content import Content, is_exact, left_out
from timeline.export.texts import one_line, web_link
from timeline.model import Event, Extent, When
from timeline.table import best_mention

__all__ = ["timelinejs_bytes"]

Partial = dict[str, int]
"""A date of TimelineJS: a year, with or without month and day."""


def timelinejs_bytes(content: Content) -> bytes:
    """The dated events as the JSON of TimelineJS (https://timeline.knightlab.com/docs/json-format.html).

    A day of the text is a day; a month, an approximate day or a span inside a month is that month, a longer one its
    year; an end date stands only where the event lasts. What people read is always ``date_shown``. An undated event, or
    one on an unknown day of a time across years, has no such date: the title slide counts them. TimelineJS takes text
    for HTML, so all of it is escaped, and links are of the web or none.
    """
    slides = []
    missing = []
    for event in content.events:
        dates = partial_dates(event.when) if event.when else None
        if event.when is None or dates is None:
            missing.append("undated" if event.when is None else "on an unknown day in several years")
        else:
            slides.append(_slide(event, event.when, dates))
    told = "; ".join(filter(None, (f"As of {content.as_of}", left_out([*missing, *content.left_behind]))))
    data = {
        "title": {"text": {"headline": _html(content.title), "text": _html(told)}, "autolink": False},
        "events": slides,
    }
    # "<" only stands in strings, and so cannot end a script element that somebody puts this into.
    return json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c").encode() + b"\n"


def partial_dates(when: When) -> tuple[Partial, Partial | None] | None:
    """The start, and the end where it lasts, each no more exact than the text; None where no such date says it.

    >>> partial_dates(When.month(2025, 7)), partial_dates(When.day(date(2025, 7, 26)))
    (({'year': 2025, 'month': 7}, None), ({'year': 2025, 'month': 7, 'day': 26}, None))
    """
    start, end = when.start, when.end
    if is_exact(when):
        return _day(start), _day(end) if end > start else None
    if (start.year, start.month) == (end.year, end.month):
        return _month(start), None
    if when.extent is Extent.LASTS:
        return _month(start), _month(end)
    return ({"year": start.year}, None) if start.year == end.year else None


def _day(day: date) -> Partial:
    return {"year": day.year, "month": day.month, "day": day.day}


def _month(day: date) -> Partial:
    return {"year": day.year, "month": day.month}


def _slide(event: Event, when: When, dates: tuple[Partial, Partial | None]) -> dict[str, object]:
    start, end = dates
    slide: dict[str, object] = {
        "start_date": start,
        "display_date": when.shown,
        "unique_id": one_line(event.id),
        "group": _html(event.category.replace("_", " ")),
        "text": {"headline": _html(event.title), "text": "".join(_body(event))},
        "autolink": False,
    }
    return slide | {"end_date": end} if end else slide


def _body(event: Event) -> Iterator[str]:
    yield f"<p>{event.status.value}</p>"
    best = best_mention(event)
    yield f"<blockquote>{_html(best.quote)}</blockquote>"
    yield from _sources(event, best.origin.id)


def _sources(event: Event, first: str) -> Iterable[str]:
    """The documents, the one that is quoted first."""
    origins = {mention.origin.id: mention.origin for mention in event.mentions}
    for name in sorted(origins, key=lambda name: name != first):
        origin = origins[name]
        said = _html(origin.publisher or origin.title or origin.id)
        link = web_link(origin.url)
        yield f'<p><a href="{escape(link)}" rel="noopener noreferrer">{said}</a></p>' if link else f"<p>{said}</p>"


def _html(text: str) -> str:
    return escape(one_line(text))
