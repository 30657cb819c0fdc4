"""The evidence a reader sees: the quote with the words that count marked, and where they stand."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.render.frames import event, mention, sample, table, tables
from timeline.model import When
from timeline.render.evidence import Piece, entries, marked
from timeline.table.columns import MENTIONS, TIMELINE

_EVENT = event("Summit", "conference", "planned", When.day(date(2025, 7, 26)))
_OFFSET = st.none() | st.integers(0, 30)


def record(**cells: object) -> dict[object, object]:
    [row] = table(MENTIONS, [mention(_EVENT, 3, **cells)]).to_dict("records")
    return dict(row)


def test_trigger_and_date_words_are_marked() -> None:
    assert marked(record()) == (
        Piece("Officials confirmed: ", ""),
        Piece("Summit", "trigger"),
        Piece(" on ", ""),
        Piece("26 July 2025", "date"),
        Piece(" at a briefing in the capital.", ""),
    )


def test_words_that_are_both_are_marked_as_both() -> None:
    cells = {"quote": "July summit", "quote_start": 0, "trigger_start": 0, "trigger_end": 11}
    pieces = marked(record(**cells, date_text_start=0, date_text_end=4))
    assert pieces == (Piece("July", "trigger date"), Piece(" summit", "trigger"))


def test_date_words_outside_the_quote_are_not_marked() -> None:
    roles = {piece.role for piece in marked(record(date_text_start=0, date_text_end=12))}
    assert roles == {"", "trigger"}


@given(st.text(max_size=20), st.tuples(_OFFSET, _OFFSET, _OFFSET, _OFFSET, _OFFSET))
def test_the_pieces_are_the_quote(quote: str, offsets: tuple[int | None, ...]) -> None:
    names = ("quote_start", "trigger_start", "trigger_end", "date_text_start", "date_text_end")
    pieces = marked({"quote": quote, **dict(zip(names, offsets, strict=True))})
    assert "".join(piece.text for piece in pieces) == quote


def test_events_come_by_date_and_undated_ones_last() -> None:
    made = tables(sample())
    found = entries(made["timeline"], made["mentions"])
    starts = [entry.start for entry in found]
    dated = [start for start in starts if start]
    assert starts == sorted(dated) + [None] * (len(starts) - len(dated))
    assert [entry.note for entry in found[len(dated) :]] == ["no date in the text", "no publication date"]


def test_every_mention_stands_under_its_event_with_its_derivation() -> None:
    made = tables([_EVENT])
    [entry] = entries(made["timeline"], made["mentions"])
    assert [evidence.document_id for evidence in entry.evidence] == ["2025/07/article-000", "2025/07/article-001"]
    assert dict(entry.evidence[0].facts) == {
        "Words": "“26 July 2025”",
        "Read as": "26 July 2025",
        "Because": "the text states it",
        "Rule": "calendar-day",
        "Status here": "Planned",
    }


def test_an_event_without_mentions_is_shown_without_evidence() -> None:
    [entry] = entries(table(TIMELINE, [_EVENT]), table(MENTIONS, []))
    assert (entry.title, entry.evidence) == ("Summit", ())
