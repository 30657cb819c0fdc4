"""What the ledger says of events between runs: which are the same, and what happened to them."""

from __future__ import annotations

from datetime import date

from tests.ledger.ledger_factories import event, mention
from timeline.ledger import Change, Known, Settled, settle
from timeline.model import Event, Status, When

MONDAY, TUESDAY = date(2025, 8, 4), date(2025, 8, 5)


def documents_in(*events: Event) -> set[str]:
    return {mention.origin.id for event in events for mention in event.mentions}


def first_run(*events: Event) -> Settled:
    return settle(events, Known(), as_of=MONDAY, documents=documents_in(*events))


def known_after(settled: Settled, before: Known | None = None) -> Known:
    before = before or Known()
    return Known(
        events={**before.events, **{row.id: row for row in settled.known_events}},
        mentions={**before.mentions, **dict(settled.known_mentions)},
        runs=before.runs + 1,
    )


def second_run(before: Settled, *events: Event, also_read: tuple[str, ...] = ()) -> Settled:
    return settle(events, known_after(before), as_of=TUESDAY, documents=documents_in(*events) | {*also_read})


def test_the_first_run_finds_everything_new_under_the_minted_ids() -> None:
    settled = first_run(event("e1", mention("m1", document="a")))

    assert settled.changes == (Change("e1", "new", document_id="a"),)
    assert [(found.id, found.change, found.changed_on) for found in settled.events] == [("e1", "new", MONDAY)]


def test_the_same_run_again_finds_nothing_new_and_keeps_the_last_change() -> None:
    conference = event("e1", mention("m1"))

    again = second_run(first_run(conference), conference)

    assert again.nothing_new
    assert again.known_events == ()
    assert again.known_mentions == ()
    assert [(found.change, found.changed_on) for found in again.events] == [("new", MONDAY)]


def test_an_event_keeps_its_id_when_an_earlier_report_turns_up() -> None:
    before = first_run(event("e1", mention("m1", document="b")))

    after = second_run(before, event("minted from a", mention("m0", document="a"), mention("m1", document="b")))

    assert [found.id for found in after.events] == ["e1"]
    assert after.changes == (Change("e1", "corroborated", "documents", "", "a", "a"),)
    assert after.events[0].changed_on == TUESDAY


def test_a_second_mention_in_a_known_document_corroborates_nothing() -> None:
    before = first_run(event("e1", mention("m1", document="a")))

    after = second_run(before, event("e1", mention("m1", document="a"), mention("m2", document="a")))

    assert after.nothing_new
    assert after.known_mentions == (("m2", "e1"),)


def test_a_date_that_moves_says_from_where_to_where_and_by_which_document() -> None:
    later = When.day(date(2025, 7, 27))
    before = first_run(event("e1", mention("m1", document="a")))

    after = second_run(before, event("e1", mention("m1", document="a", when=later)))

    assert after.changes == (Change("e1", "date moved", "date", "2025-07-26", "2025-07-27", "a"),)
    assert after.events[0].change == "date moved"


def test_a_date_that_gets_lost_is_a_change_too() -> None:
    before = first_run(event("e1", mention("m1", document="a")))

    after = second_run(before, event("e1", mention("m1", document="a", when=None)))

    assert [(change.before, change.after) for change in after.changes] == [("2025-07-26", "")]


def test_the_weightiest_of_several_changes_stands_in_the_timeline() -> None:
    before = first_run(event("e1", mention("m1", document="a", status=Status.PLANNED)))
    cancelled = mention("m2", document="b", status=Status.CANCELLED)

    after = second_run(before, event("e1", mention("m1", document="a", status=Status.PLANNED), cancelled))

    assert [change.change for change in after.changes] == ["corroborated", "status changed"]
    assert after.changes[1] == Change("e1", "status changed", "status", "planned", "cancelled", "b")
    assert after.events[0].change == "status changed"


def test_an_event_is_withdrawn_when_all_its_documents_report_it_no_more() -> None:
    before = first_run(event("e1", mention("m1", document="a")), event("e2", mention("m2", document="b")))

    after = second_run(before, event("e2", mention("m2", document="b")), also_read=("a",))

    assert after.changes == (Change("e1", "withdrawn", "event_id", "e1", ""),)
    assert [row.withdrawn for row in after.known_events] == [True]


def test_an_event_whose_document_was_not_read_is_not_withdrawn() -> None:
    before = first_run(event("e1", mention("m1", document="a")), event("e2", mention("m2", document="b")))

    assert second_run(before, event("e2", mention("m2", document="b"))).nothing_new


def test_a_withdrawn_event_is_told_once_and_is_new_when_it_returns_under_its_old_id() -> None:
    conference = event("e1", mention("m1", document="a"))
    known = known_after(first_run(conference))
    gone = settle((), known, as_of=TUESDAY, documents={"a"})
    known = known_after(gone, known)

    assert settle((), known, as_of=TUESDAY, documents={"a"}).nothing_new
    back = settle((event("other", mention("m1", document="a")),), known, as_of=TUESDAY, documents={"a"})
    assert back.changes == (Change("e1", "new", document_id="a"),)


def test_two_events_found_to_be_one_keep_the_id_with_most_mentions() -> None:
    known = [mention(name, document=name) for name in ("m1", "m2", "m3")]
    before = first_run(event("small", known[0]), event("large", *known[1:]))

    after = second_run(before, event("small", *known))

    assert [found.id for found in after.events] == ["large"]
    assert Change("small", "withdrawn", "event_id", "small", "large") in after.changes


def test_an_event_found_to_be_two_leaves_its_id_to_the_larger_part_even_if_the_other_holds_its_first_mention() -> None:
    known = [mention(name, document=name) for name in ("m1", "m2", "m3")]
    before = first_run(event("e1", *known))

    after = second_run(before, event("e1", known[0]), event("minted later", *known[1:]))

    ids = [found.id for found in after.events]
    assert ids[1] == "e1"
    assert ids[0] not in {"e1", "minted later"}
    assert after.events[0].change == "new"


def test_a_document_that_comes_and_goes_corroborates_once() -> None:
    both = event("e1", mention("m1", document="a"), mention("m2", document="b"))
    known = known_after(first_run(both))
    alone = settle((event("e1", both.mentions[0]),), known, as_of=TUESDAY, documents={"a"})
    known = known_after(alone, known)

    assert settle((both,), known, as_of=TUESDAY, documents={"a", "b"}).nothing_new
