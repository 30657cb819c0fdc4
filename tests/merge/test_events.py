"""What an event says of its mentions together: date, status, actors, why they were joined, and what belongs to it."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.events import extract_document
from timeline.merge import event_of, merge, related
from timeline.model import Document, Event, Mention, Origin, Status


def mentions(*texts: tuple[str, str]) -> list[Mention]:
    """The mentions of documents given as (publication day, text)."""
    found: list[Mention] = []
    for number, (published, text) in enumerate(texts):
        origin = Origin(f"d{number}", publisher=f"P{number}", published=date.fromisoformat(published))
        found += extract_document(Document(origin, text)).mentions
    return found


def told(*texts: tuple[str, str]) -> tuple[Event, ...]:
    return merge(mentions(*texts))


SAME_DAY = ("2025-07-02", "Japan released its AI strategy on 1 July.")
OTHER_PAPER = ("2025-07-03", "Japan released its AI strategy on 1 July 2025.")
ONLY_MONTH = ("2025-07-30", "Japan released its AI strategy in July.")
DAY_AFTER = ("2025-07-04", "Japan released its AI strategy on 2 July.")


def test_the_date_is_the_most_exact_one_that_most_agree_on() -> None:
    [event] = told(SAME_DAY, OTHER_PAPER, ONLY_MONTH)
    assert event.when is not None
    assert event.when.edtf == "2025-07-01"
    assert event.date_note == ""


def test_who_says_another_day_is_noted() -> None:
    event = event_of(mentions(SAME_DAY, OTHER_PAPER, ONLY_MONTH, DAY_AFTER))
    assert event.when is not None
    assert event.when.edtf == "2025-07-01"
    assert event.date_note == "2 documents say 1 July 2025, 1 says 2 July 2025"


def test_a_moved_date_is_that_of_the_later_report() -> None:
    [event] = told(
        ("2025-02-10", "The Lisbon Robotics Forum will be held in Lisbon on 12 May 2025."),
        ("2025-04-10", "The Lisbon Robotics Forum in Lisbon has been postponed to 15 September 2025."),
    )
    assert event.when is not None
    assert event.when.edtf == "2025-09-15"
    assert event.date_note == "1 document says 15 September 2025, 1 says 12 May 2025"
    assert event.status is Status.PLANNED


def test_the_whole_span_of_a_gathering_wins_over_its_first_day() -> None:
    [event] = told(
        ("2025-11-11", "The Nordic Compute Forum opened in Tampere on Monday."),
        ("2025-11-11", "The Nordic Compute Forum opened in Tampere on 10 November."),
        ("2025-10-01", "The Nordic Compute Forum will take place in Tampere from 10 to 12 November 2025."),
    )
    assert event.when is not None
    assert event.when.edtf == "2025-11-10/2025-11-12"


def test_actors_have_one_name_each() -> None:
    [event] = told(
        ("2023-07-04", "Beijing announced export controls on gallium on Monday."),
        ("2023-07-05", "China announced export controls on gallium on July 3."),
    )
    assert event.actors == ("China",)
    assert [mention.actors for mention in event.mentions] == [("Beijing",), ("China",)]


def test_an_event_tells_why_its_documents_were_joined() -> None:
    [event] = told(
        ("2023-07-04", "China announced export controls on gallium on Monday."),
        ("2023-07-05", "China announced export controls on gallium on July 3."),
    )
    [join] = event.joins
    assert {join.mention_id, join.with_id} == {mention.id for mention in event.mentions}
    assert join.evidence == "same day; both name gallium, CN, announced and control"


def test_an_event_needs_a_mention() -> None:
    with pytest.raises(ValueError, match="at least one mention"):
        event_of([])


LIFE = (
    ("2023-07-04", "China announced export controls on gallium on July 3."),
    ("2023-08-02", "China's export controls on gallium took effect on August 1."),
    ("2025-11-10", "China suspended its export controls on gallium on November 9."),
)


def test_the_steps_of_a_measure_name_each_other() -> None:
    events = told(*LIFE)
    announced, in_effect, changed = events
    assert [(one.event_id, one.kind) for one in announced.related] == [
        (in_effect.id, "takes effect"),
        (changed.id, "changes"),
    ]
    assert [(one.event_id, one.kind) for one in in_effect.related] == [
        (announced.id, "announces"),
        (changed.id, "changes"),
    ]
    assert [one.kind for one in changed.related] == ["announces", "takes effect"]
    assert related(events) == events


@pytest.mark.parametrize(
    "other",
    [
        ("2023-08-02", "China's export controls on graphite took effect on August 1."),
        ("2023-08-02", "Japan's export controls on gallium took effect on August 1."),
        ("2023-06-02", "China's export controls on gallium took effect on June 1."),
        ("2029-08-02", "China's export controls on gallium took effect on August 1."),
    ],
    ids=["another metal", "another country", "before it was announced", "six years on"],
)
def test_steps_of_two_measures_do_not(other: tuple[str, str]) -> None:
    events = told(LIFE[0], other)
    assert len(events) == 2
    assert [event.related for event in events] == [(), ()]
