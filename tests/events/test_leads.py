"""What has a date and is no event is a lead, with the reason; what belongs to the page is none."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.events import extract_document
from timeline.model import Document, Lead, Origin

PUBLISHED = date(2025, 7, 26)


def leads(text: str) -> tuple[Lead, ...]:
    return extract_document(Document(Origin("a", published=PUBLISHED, published_basis="given"), text)).leads


def test_a_lead_knows_its_place_and_its_days() -> None:
    text = "It rained a lot. The old mill burnt down on 3 May 2025. It rained again."
    [lead] = leads(text)
    assert lead.quote == "The old mill burnt down on 3 May 2025."
    assert text[slice(*lead.quote_span)] == lead.quote
    assert text[slice(*lead.date_text_span)] == lead.date_text == "3 May 2025"
    assert lead.when.edtf == "2025-05-03"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The old mill burnt down on 3 May 2025.", "no word of an event type"),
        ("The cat opened one eye on 3 May 2025.", "no pattern of an event type fits “opened”"),
        ("The President signs into law the CHIPS Act of 2022.", "the date governs no event: “signs into law” stays "),
        ("The ministry did not release an AI action plan on 3 May 2025.", "“did not release”: "),
    ],
)
def test_the_reason_is_what_kept_it_from_being_an_event(text: str, reason: str) -> None:
    [lead] = leads(text)
    assert lead.reason.startswith(reason)


def test_each_date_of_the_sentence_is_a_lead() -> None:
    found = leads("The mill burnt down in 1940 and again on 3 May 2025.")
    assert [lead.date_text for lead in found] == ["1940", "3 May 2025"]
    assert len({lead.quote_span for lead in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The World AI Forum opened in Shanghai on 3 May 2025.",
        "3 May 2025: The ministry released an AI action plan.",
        "The mill burnt down some day.",
        "The trains run for three days.",
    ],
    ids=["an event has the date", "the label dates an event", "no date", "no days on the calendar"],
)
def test_what_an_event_covers_or_no_calendar_knows_is_no_lead(text: str) -> None:
    assert not leads(text)


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 Harbour Post Ltd.",
        "Copyright 2024 Harbour Post. All rights reserved.",
        "Contact | Privacy | Last updated 3.11.2025",
        "Published: 31/10/2023, 16:45",
        "Updated on 3 May 2025",
        "December 5, 2024",
        "Blog | 17 November 2024 | By A. Writer and B. Writer",
        "Our Special Correspondent, New Delhi, 17 February 2025",
        "Printed in the print edition of 18/02/2025.",
        "GENEVA, May 3 (Wire) — The old mill is gone.",
    ],
)
def test_what_the_page_says_of_itself_is_no_lead(line: str) -> None:
    assert not leads(f"A mill is gone\n\n{line}\n\nNobody was hurt.\n")


@pytest.mark.parametrize(
    "line",
    [
        "Published on 31 October 2023, the novel became famous.",
        "The Copyright Office heard the poets in May 2024.",
        "GENEVA, May 3 (Wire) — The old mill burnt down on 2 May 2025.",
    ],
)
def test_what_only_looks_like_a_notice_is_one(line: str) -> None:
    [lead] = leads(f"A mill is gone\n\n{line}\n\nNobody was hurt.\n")
    assert lead.quote == line
