"""Tables to render: realistic ones, hostile ones, and many rows."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from timeline.model import Extent, Granularity, When
from timeline.table.columns import CHANGES, LEADS, MENTIONS, PROBLEMS, TIMELINE, Column, Kind

_EMPTY = {Kind.TEXT: "", Kind.DAY: pd.NaT, Kind.FLAG: pd.NA, Kind.COUNT: pd.NA, Kind.SHARE: pd.NA}


def table(columns: tuple[Column, ...], rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column.name: pd.Series([row.get(column.name, _EMPTY[column.kind]) for row in rows], dtype=column.kind.dtype)
            for column in columns
        }
    )


def within(start: date, end: date) -> When:
    return When(start, end, Extent.WITHIN, Granularity.RANGE)


def lasts(start: date, end: date) -> When:
    return When(start, end, Extent.LASTS, Granularity.RANGE)


def event(title: str, category: str, status: str, when: When | None, **cells: object) -> dict[str, object]:
    row: dict[str, object] = {
        "event_id": f"e-{title[:60]}",
        "title": title,
        "category": category,
        "status": status,
        "date_shown": when.shown if when else "undated",
        "date_note": "" if when else "no date in the text",
        "document_count": 2,
        "publisher_count": 2,
        "mention_count": 2,
        "publishers": "Harbour Post; Meridian Wire",
        "rank": 1,
        "best_quote": f"The report says: {title}.",
    }
    if when:
        row |= {
            "date_start": when.start,
            "date_end": when.end,
            "extent": when.extent.value,
            "granularity": when.granularity.value,
            "approximate": when.approximate,
            "edtf": when.edtf,
        }
    return row | cells


def mention(of: dict[str, object], number: int, **cells: object) -> dict[str, object]:
    lead, trigger, middle, tail = "Officials confirmed: ", str(of["title"]), " on ", " at a briefing in the capital."
    words = str(of["date_shown"])
    dated = "date_start" in of
    quote = lead + trigger + (middle + words if dated else "") + tail
    start = 120 * number
    row = {name: of[name] for name in of if name in {column.name for column in MENTIONS}}
    row |= {
        "mention_id": f"m-{of['event_id']}-{number}",
        "document_id": f"2025/07/article-{number:03d}",
        "quote": quote,
        "trigger": trigger,
        "quote_start": start,
        "quote_end": start + len(quote),
        "trigger_start": start + len(lead),
        "trigger_end": start + len(lead) + len(trigger),
        "published": date(2025, 7, 1) + timedelta(days=number),
        "published_basis": "given",
        "publisher": ("Harbour Post", "Meridian Wire")[number % 2],
        "url": f"https://example.org/articles/{number}",
        "language": "en",
    }
    if dated:
        place = start + len(lead) + len(trigger) + len(middle)
        row |= {
            "date_text": words,
            "date_text_start": place,
            "date_text_end": place + len(words),
            "date_rule": "calendar-day",
            "date_basis": "explicit",
        }
    return row | cells


def timeline(rows: list[dict[str, object]]) -> pd.DataFrame:
    return table(TIMELINE, rows)


def tables(
    rows: list[dict[str, object]],
    problems: list[dict[str, object]] | None = None,
    *,
    changes: list[dict[str, object]] | None = None,
    leads: list[dict[str, object]] | None = None,
) -> dict[str, pd.DataFrame]:
    mentions = [mention(row, 2 * number + copy) for number, row in enumerate(rows) for copy in range(2)]
    return {
        "timeline": timeline(rows),
        "mentions": table(MENTIONS, mentions),
        "changes": table(CHANGES, changes or []),
        "leads": table(LEADS, leads or []),
        "problems": table(PROBLEMS, problems or []),
    }


def many(count: int) -> pd.DataFrame:
    categories = ("conference", "export_control", "legislation_regulation", "investment")
    statuses = ("occurred", "planned", "proposed", "cancelled", "ongoing")
    first = date(2023, 1, 1)
    return timeline(
        [
            event(
                f"Event number {number}",
                categories[number % 4],
                statuses[number % 5],
                lasts(
                    first + timedelta(days=37 * number % 1000),
                    first + timedelta(days=37 * number % 1000 + number % 3 * 5),
                ),
                rank=number + 1,
            )
            for number in range(count)
        ]
    )


def sample() -> list[dict[str, object]]:
    """A summer of technology policy, wholly made up."""
    day = When.day
    occurred, planned = "occurred", "planned"
    rows = [
        event("World Compute Forum in Lisbon", "conference", occurred, lasts(date(2025, 7, 26), date(2025, 7, 28))),
        event("Nordic AI Safety Summit", "conference", planned, lasts(date(2025, 9, 16), date(2025, 9, 19))),
        event("Open Models Week", "conference", planned, When.month(2025, 11)),
        event("Robotics Congress in Nairobi", "conference", "cancelled", lasts(date(2025, 8, 18), date(2025, 8, 30))),
        event("Ministry extends licence duty to AI chips", "export_control", occurred, day(date(2025, 5, 13))),
        event("Licence duty for lithography parts takes effect", "export_control", planned, day(date(2025, 9, 1))),
        event("Draft rule on cloud access by foreign labs", "export_control", "proposed", day(date(2025, 10, 6))),
        event("Chip tracking pilot", "export_control", "ongoing", lasts(date(2025, 6, 2), date(2025, 8, 29))),
        event("National AI blueprint released", "blueprint_release", occurred, day(date(2025, 7, 23))),
        event(
            "Digital decade strategy update", "blueprint_release", occurred, within(date(2025, 6, 1), date(2025, 6, 30))
        ),
        event("Compute roadmap to 2030", "blueprint_release", planned, When.quarter(2025, 4)),
        event("Parliament passes the AI liability act", "legislation_regulation", occurred, day(date(2025, 6, 18))),
        event("General-purpose model duties apply", "legislation_regulation", occurred, day(date(2025, 8, 2))),
        event("Senate vote on the data centre bill", "legislation_regulation", "proposed", day(date(2025, 9, 24))),
        event("Tariff on server imports", "sanction_tariff", occurred, day(date(2025, 7, 9))),
        event(
            "Sanctions on two brokers of accelerators",
            "sanction_tariff",
            occurred,
            When.day(date(2025, 6, 27), approximate=True),
        ),
        event("Semiconductor pact between three states", "agreement", occurred, day(date(2025, 5, 29))),
        event("Trade deal on chips to be signed", "agreement", planned, day(date(2025, 7, 30))),
        event("AI Safety Institute opens in Seoul", "organization_launch", occurred, day(date(2025, 5, 20))),
        event("Aurora 4 model released", "product_release", occurred, day(date(2025, 8, 5))),
        event(
            "Investment of 12 billion in a fab near Porto",
            "investment",
            occurred,
            within(date(2025, 7, 13), date(2025, 7, 19)),
        ),
        event("Court hears the training-data case", "legal_action", planned, day(date(2025, 8, 20))),
        event("Antitrust complaint against a cloud provider", "legal_action", occurred, day(date(2025, 6, 5))),
        event(
            "Ministers meet on chip supply in Kuala Lumpur",
            "meeting",
            occurred,
            lasts(date(2025, 7, 10), date(2025, 7, 11)),
        ),
        event("Envoys meet on AI red lines", "meeting", planned, day(date(2025, 8, 12))),
        event("Working group on compute thresholds", "meeting", occurred, None),
        event("A merger of two chip designers", "investment", "proposed", None, date_note="no publication date"),
    ]
    for rank, row in enumerate(rows, start=1):
        row |= {"rank": rank, "change": "new" if rank % 9 == 0 else "", "confidence": 0.5 + rank % 50 / 100}
        row["countries"] = ("US", "JP; NL", "")[rank % 3]
        row["actors"] = ("Meridian Council; Harbour Lab", "Ada Okoro")[rank % 2]
    rows[4]["related_events"] = f"{rows[5]['event_id']} (takes effect)"
    rows[0]["date_note"] = "3 documents say 26 July, 1 says 27 July"
    return rows


def sample_changes() -> list[dict[str, object]]:
    """At least one change of each kind, in the summer."""
    forum, congress = "e-World Compute Forum in Lisbon", "e-Robotics Congress in Nairobi"
    moved = ("date moved", "date", "2025-07", "2025-07-26/2025-07-28", "a")
    edited = ("edited", "title", "Congress", "Robotics Congress in Nairobi", "")
    names = ("event_id", "change", "field", "before", "after", "document_id")
    rows = (
        (forum, *moved),
        (congress, "status changed", "status", "planned", "cancelled", "b"),
        (congress, *edited),
        ("e-Open Models Week", "new", "", "", "", "c"),
        ("e-Chip tracking pilot", "corroborated", "documents", "", "d/e", "d/e"),
        ("gone", "withdrawn", "event_id", "gone", "", ""),
        ("joined", "withdrawn", "event_id", "joined", forum, ""),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def sample_leads() -> list[dict[str, object]]:
    day = date(2025, 7, 3)
    lead: dict[str, object] = {
        "quote": "Nobody knows what 3 July 2025 will bring.",
        "date_text": "3 July 2025",
        "reason": "no trigger",
        "document_id": "a",
        "published": day,
    }
    return [lead | {"date_start": day, "date_end": day, "edtf": "2025-07-03"}]
