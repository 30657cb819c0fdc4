"""Events of every kind of date, status and text, made up for the tests of what leaves us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from timeline.export import Content
from timeline.model import (
    Change,
    DateBasis,
    Event,
    Extent,
    Granularity,
    Join,
    Mention,
    Origin,
    Relation,
    Rival,
    Span,
    Status,
    When,
)
from timeline.table import change_frame, lead_frame, mention_frame, problem_frame, timeline_frame

__all__ = ["AS_OF", "HOSTILE", "content", "event", "events", "many", "when"]

AS_OF = date(2025, 8, 1)
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "two\r\nBEGIN:VEVENT\r\nDTSTART:20200101\r\nEND:VEVENT",
    "</script><script>alert(1)</script>",
    "[click](javascript:alert(1)) *now* `rm` | # ![x](http://evil.example/x.png)",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "nul\x00 bell\x07 escape\x1b[31m \x85 \u2028 \ufffe",
    "w" * 10_000,
    "]]> &amp; <!-- &#0; --> {{ x }}",
    "世界人工智能大会 مؤتمر Всемирный 😀",
    'a;b,c\\n:d"e',
)


def when(start: date, end: date, extent: Extent, granularity: Granularity, *, approximate: bool = False) -> When:
    return When(start, end, extent, granularity, approximate)


def event(number: int = 1, *, date_of: When | None = None, status: Status = Status.OCCURRED, text: str = "") -> Event:
    said = text or f"World AI Forum {number}"
    origin = Origin(
        f"document-{number}", text, text or "Harbour Post", f"https://example.org/{number}", date(2025, 7, 27), "given"
    )
    mention = Mention(
        id=f"m{number}",
        origin=origin,
        coreference=0,
        category="conference",
        rule="opens",
        status=status,
        status_cue="past",
        title=said,
        trigger="opened",
        trigger_span=Span(4, 10),
        quote=text or "The forum opened in Geneva.",
        quote_span=Span(0, 27),
        when=date_of,
        date_basis=DateBasis.EXPLICIT if date_of else DateBasis.NONE,
        date_text="then" if date_of else "",
        date_note="" if date_of else "no date in the text",
        actors=(text or "China",),
        countries=("CN",),
        rivals=(Rival("May", "month", "a verb"),),
    )
    return Event(
        id=f"{number:012x}",
        title=said,
        category="conference",
        status=status,
        status_as_of=origin.published,
        when=date_of,
        date_basis=mention.date_basis,
        date_text=mention.date_text,
        date_note=mention.date_note,
        announced_on=None,
        actors=mention.actors,
        countries=mention.countries,
        place=text or "Geneva",
        confidence=0.9,
        rank=number,
        mentions=(mention,),
        change="new",
        changed_on=AS_OF,
        publisher_count=1,
        joins=(Join("m1", "m2", "shares “Geneva”"),),
        related=(Relation("000000000002", "announces"),),
        note=text,
        tags=(text,) if text else (),
    )


def content(made: Sequence[Event], changes: Sequence[Change] = (), as_of: date = AS_OF) -> Content:
    tables = {
        "timeline": timeline_frame(made),
        "mentions": mention_frame(made),
        "changes": change_frame(changes),
        "leads": lead_frame(()),
        "problems": problem_frame(()),
    }
    return Content(made, changes, tables, as_of)


def many(count: int) -> tuple[Event, ...]:
    """Events of all kinds of date, many of the same documents."""
    day = date(2025, 7, 26)
    dates = (When.day(day), When.month(2025, 7), None, When.year(2025), When.day(day, approximate=True))
    return tuple(event(number + 1, date_of=dates[number % len(dates)]) for number in range(count))


@st.composite
def _dates(draw: st.DrawFn) -> When:
    start = draw(st.dates(date(900, 1, 1)))
    end = date.fromordinal(min(start.toordinal() + draw(st.integers(0, 4000)), date.max.toordinal()))
    approximate = draw(st.booleans())
    year = min(start.year, date.max.year - 1)
    return draw(
        st.sampled_from(
            (
                When.day(start, approximate=approximate),
                When.month(year, start.month, approximate=approximate),
                When.quarter(year, (start.month + 2) // 3, approximate=approximate),
                When.year(year, approximate=approximate),
                When(start, end, Extent.WITHIN, Granularity.RANGE, approximate),
                When(start, end, Extent.LASTS, Granularity.RANGE, approximate),
                replace(When.month(year, start.month), extent=Extent.LASTS, approximate=approximate),
                When(start, date.max, Extent.LASTS, Granularity.RANGE, approximate),
            )
        )
    )


_TEXTS = st.just("") | st.sampled_from(HOSTILE) | st.text(max_size=40)


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, ...]:
    """Up to five events of any date (or none), any status and any text."""
    drawn = draw(st.lists(st.tuples(st.none() | _dates(), st.sampled_from(Status), _TEXTS), max_size=5))
    return tuple(
        event(number, date_of=date_of, status=status, text=text)
        for number, (date_of, status, text) in enumerate(drawn, start=1)
    )
