"""Reports of any size with made-up words: as varied as real ones, so that they compress no better."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from tests.render.frames import event, lasts, mention, table, timeline, within
from timeline.model import When
from timeline.table.columns import CHANGES, LEADS, MENTIONS, PROBLEMS

CATEGORIES = (
    "conference export_control blueprint_release legislation_regulation sanction_tariff agreement "
    "organization_launch product_release investment legal_action meeting"
).split()
STATUSES = ("occurred", "occurred", "occurred", "ongoing", "planned", "planned", "proposed", "cancelled")
COUNTRIES = ("US", "CN", "JP", "DE", "FR", "GB", "KR", "NL", "IN", "BR", "KE", "SG")
FIRST, DAYS = date(2024, 1, 1), 900
AS_OF = date(2026, 1, 15)
_PARTS = (
    ("ba ca da fa ga ha la ma na pa ra sa ta va ko lo mo no po ro so to vo bi di fi ki li mi".split()),
    ("rd nt st ck lm rn ll ss nd rt x n r s l".split()),
)


def words(random_: random.Random, vocabulary: Sequence[str], count: int) -> str:
    return " ".join(random_.choices(vocabulary, k=count))


def crowd(count: int) -> dict[str, pd.DataFrame]:
    """All tables of a report of ``count`` events, each with one to three mentions."""
    random_ = random.Random(count)  # noqa: S311 - made-up words, nothing secret
    vocabulary = [_word(random_) for _ in range(6000)]
    actors = [words(random_, vocabulary, 2).title() for _ in range(max(8, count // 12))]
    publishers = [words(random_, vocabulary, 2).title() for _ in range(min(40, max(4, count // 10)))]
    rows = [_event(random_, number, vocabulary, actors, publishers) for number in range(count)]
    mentions = [
        _mention(row, 3 * number + copy, publishers, words(random_, vocabulary, 16))
        for number, row in enumerate(rows)
        for copy in range(1 + number % 3)
    ]
    problem = {"severity": "warning", "place": "line 1", "problem": "no publication date", "cure": "give one"}
    problems: list[dict[str, object]] = [problem | {"document_id": f"scan-{n}"} for n in range(count // 50)]
    leads = [_lead(random_, number, vocabulary) for number in range(count // 4)]
    return {
        "timeline": timeline(rows),
        "mentions": table(MENTIONS, mentions),
        "changes": table(CHANGES, _changes(rows)),
        "leads": table(LEADS, leads),
        "problems": table(PROBLEMS, problems),
    }


def _word(random_: random.Random) -> str:
    return "".join(random_.choice(part) for part in (*_PARTS, *_PARTS))[: random_.randint(3, 9)]


def _mention(row: dict[str, object], number: int, publishers: Sequence[str], tail: str) -> dict[str, object]:
    dated = f" on {row['date_shown']} " if "date_start" in row else " "
    quote = f"Officials confirmed: {row['title']}{dated}{tail}."
    return mention(row, number, publisher=publishers[number % len(publishers)], quote=quote)


def _event(
    random_: random.Random, number: int, vocabulary: Sequence[str], actors: Sequence[str], publishers: Sequence[str]
) -> dict[str, object]:
    title = words(random_, vocabulary, random_.randint(3, 9)).capitalize()
    status = random_.choice(STATUSES)
    when = _when(random_, status) if random_.random() > 0.06 else None
    who = sorted({actors[int(len(actors) * random_.random() ** 3)] for _ in range(random_.randint(0, 3))})
    row = event(
        title,
        random_.choice(CATEGORIES),
        status,
        when,
        event_id=f"{random_.getrandbits(48):012x}",
        rank=number + 1,
        actors="; ".join(who),
        countries="; ".join(sorted(set(random_.choices(COUNTRIES, k=random_.randint(0, 2))))),
        publishers="; ".join(sorted({publishers[(number + copy) % len(publishers)] for copy in range(1 + number % 3)})),
        document_count=1 + number % 3,
        publisher_count=1 + number % 3,
        confidence=round(random_.uniform(0.45, 0.99), 2),
        first_reported=FIRST,
        last_reported=AS_OF,
        change="new" if number % 7 == 0 else "date moved" if number % 31 == 0 else "",
        changed_on=AS_OF,
    )
    return row | {"best_quote": f"Officials confirmed: {title}."}


def _when(random_: random.Random, status: str) -> When:
    ahead = status in ("planned", "proposed")
    start = FIRST + timedelta(days=random_.randint(500, DAYS) if ahead else random_.randint(0, (AS_OF - FIRST).days))
    kind = random_.random()
    if kind < 0.66:
        return When.day(start, approximate=kind < 0.05)
    if kind < 0.84:
        return lasts(start, start + timedelta(days=random_.randint(1, 25)))
    if kind < 0.9:
        return within(start, start + timedelta(days=6))
    return When.month(start.year, start.month) if kind < 0.97 else When.quarter(start.year, (start.month + 2) // 3)


def _lead(random_: random.Random, number: int, vocabulary: Sequence[str]) -> dict[str, object]:
    day = FIRST + timedelta(days=random_.randint(0, DAYS))
    return {
        "document_id": f"2025/07/article-{number:03d}",
        "published": AS_OF,
        "quote": words(random_, vocabulary, 18) + ".",
        "date_text": When.day(day).shown,
        "date_start": day,
        "date_end": day,
        "edtf": When.day(day).edtf,
        "reason": "no trigger in the clause",
    }


def _changes(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for number, row in enumerate(rows):
        document = f"2025/07/article-{3 * number:03d}"
        cells = {"event_id": row["event_id"], "document_id": document}
        if row["change"] == "new":
            made.append(cells | {"change": "new"})
        if row["change"] == "date moved":
            moved = {"change": "date moved", "field": "date", "before": "2025-11", "after": row.get("edtf", "")}
            made.append(cells | moved)
        if number % 41 == 5:
            turned = {"change": "status changed", "field": "status", "before": "proposed", "after": row["status"]}
            made.append(cells | turned)
        if number % 13 == 3:
            made.append(cells | {"change": "corroborated", "field": "documents", "after": document})
    return [*made, {"event_id": "gone", "change": "withdrawn", "field": "event_id", "before": "gone"}]
