"""Events whose date hangs on more than their own sentence."""

from __future__ import annotations

from datetime import date

import pytest

import timeline

CASES = [
    (
        "FOR IMMEDIATE RELEASE\n\nThe President signs into law the Chips Act, which sets aside $52bn.",
        date(2022, 8, 9),
        [("signs into law", "2022-08-09", "dct", "occurred")],
    ),
    (
        "The President signs into law the Chips Act, which sets aside $52bn, and the critics are loud.",
        date(2022, 8, 9),
        [("signs into law", None, "none", "occurred")],
    ),
    (
        "09:05 Good morning.\n\n09:48 She speaks.\n\n12:15 The final statement on inclusive AI has been published.",
        date(2025, 2, 11),
        [("has been published", "2025-02-11", "dct", "occurred")],
    ),
    (
        "The final statement on inclusive AI has been published. Nobody has read it.",
        date(2025, 2, 11),
        [("has been published", None, "none", "occurred")],
    ),
    (
        "Press release\n\nThe new AI Act enters into force in stages.\n\nThe bans of the AI Act bite after six months.",
        date(2024, 8, 1),
        [("enters into force", None, "none", "occurred")],
    ),
    (
        "Export rules were released on 2 December.\n\nThe day after the announcement, Beijing banned gallium exports.",
        date(2024, 12, 5),
        [
            ("were released", "2024-12-02", "explicit", "occurred"),
            ("banned", "2024-12-03", "event-relative", "occurred"),
        ],
    ),
    (
        "The Harbour AI Expo was held from 26 to 28 July.\n\nStarStep unveiled Step-3 the day before the gates opened.",
        date(2025, 7, 29),
        [
            ("Harbour AI Expo", "2025-07-26/2025-07-28", "explicit", "occurred"),
            ("unveiled", "2025-07-25", "event-relative", "occurred"),
        ],
    ),
    (
        "The Harbour AI Conference kicked off on Thursday. The event, which runs until Saturday, is free.",
        date(2024, 7, 4),
        [("Harbour AI Conference", "2024-07-04/2024-07-06", "relative", "ongoing")],
    ),
    (
        "The tribunal stayed its ruling on Friday until 14 October.",
        date(2025, 9, 1),
        [
            ("stayed", "2025-08-29", "relative", "occurred"),
            ("until 14 October", "2025-10-14", "explicit", "planned"),
        ],
    ),
    (
        "The president paused the tariffs until July 9.",
        date(2025, 9, 1),
        [("paused", None, "none", "occurred")],
    ),
    (
        "The export controls were published on 17 October. Within a week Nvidia was told that it needs a licence.",
        date(2023, 11, 17),
        [
            ("were published", "2023-10-17", "explicit", "occurred"),
            ("was told", "[2023-10-18..2023-10-24]", "event-relative", "occurred"),
        ],
    ),
    (
        "Within six months the ministry published its AI strategy.",
        date(2023, 11, 17),
        [("published", None, "none", "occurred")],
    ),
    (
        "What you may have missed yesterday: the chipmaker was fined €40m by the competition authority.",
        date(2025, 2, 11),
        [("was fined", "2025-02-10", "relative", "occurred")],
    ),
    (
        "The office proposed duties on April 3; Beijing drew up its own list of tariffs the next day.",
        date(2018, 4, 20),
        [
            ("proposed", "2018-04-03", "explicit", "proposed"),
            ("drew up", "2018-04-04", "event-relative", "proposed"),
        ],
    ),
    (
        "New York's governor signed the AI bill the weekend before Christmas.",
        date(2026, 1, 5),
        [("signed", "[2025-12-20..2025-12-21]", "event-relative", "occurred")],
    ),
    (
        "Ministers met on 3 November. A week before the Bletchley meeting Britain had announced a safety institute.",
        date(2023, 11, 17),
        [("met", "2023-11-03", "explicit", "occurred"), ("had announced", None, "none", "occurred")],
    ),
]


@pytest.mark.parametrize(("text", "published", "expected"), CASES)
def test_date_from_around_the_sentence(
    text: str, published: date, expected: list[tuple[str, str | None, str, str]]
) -> None:
    found = [
        (mention.trigger, mention.when and mention.when.edtf, mention.date_basis.value, mention.status.value)
        for mention in timeline.extract(text, published=published)
    ]
    assert found == expected
