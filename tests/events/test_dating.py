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
        "09:05 Good morning.\n\n09:48 She is on stage.\n\n12:15 The final statement on inclusive AI has been published.",
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
