"""Nothing on the chart covers anything else, however many events there are and wherever they fall."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.frames import event, lasts, timeline
from timeline.model import When
from timeline.render.lanes import MARK_RADIUS, Item, Layout, arrange
from timeline.render.window import DAY, Window, window_of

WIDTH = 760
NARROWEST_CHARACTER = 5.0  # pixels; the true letters are wider on average

_DAYS = st.dates(date(2025, 6, 1), date(2025, 8, 31))
_TITLES = st.just("") | st.text(st.sampled_from("abcdefg "), min_size=5, max_size=60)
_EVENTS = st.lists(
    st.tuples(_DAYS, st.integers(0, 40), st.sampled_from(["conference", "meeting"]), _TITLES), min_size=8, max_size=25
)


def laid_out(events: list[tuple[date, int, str, str]]) -> tuple[Layout, Window]:
    rows = [
        event(title, category, "occurred", lasts(start, start + timedelta(days=days)), event_id=f"e{n}", rank=n + 1)
        for n, (start, days, category, title) in enumerate(events)
    ]
    frame = timeline(rows)
    window = window_of(frame)
    return arrange(frame, window, width=WIDTH), window


def stretch(item: Item, window: Window) -> tuple[float, float]:
    """The pixels a mark and its words need at least."""
    left, right = window.at(item.start, WIDTH), window.at(item.end, WIDTH)
    if item.is_day:
        middle = (left + right) / 2
        left, right = middle - MARK_RADIUS, middle + MARK_RADIUS
    words = len(item.label.text) * NARROWEST_CHARACTER if item.label else 0.0
    return (left - words, right) if item.label and item.label.side == "left" else (left, right + words)


@settings(max_examples=60, deadline=None)
@given(_EVENTS)
def test_no_mark_and_no_word_touches_another(events: list[tuple[date, int, str, str]]) -> None:
    layout, window = laid_out(events)
    assert sorted(item.row for item in layout.items) == list(range(len(events)))
    for one, other in combinations(layout.items, 2):
        if one.y == other.y:
            (left, right), (other_left, other_right) = stretch(one, window), stretch(other, window)
            assert right < other_left or other_right < left


@settings(max_examples=60, deadline=None)
@given(_EVENTS)
def test_each_event_stands_in_the_band_of_its_category(events: list[tuple[date, int, str, str]]) -> None:
    layout, _ = laid_out(events)
    bands = {band.category: band for band in layout.bands}
    for item in layout.items:
        band = bands[events[item.row][2]]
        assert band.top < item.y < item.y + 1 <= band.bottom
    assert all(above.bottom < below.top for above, below in zip(layout.bands, layout.bands[1:], strict=False))


def test_words_at_the_right_edge_stand_left_of_their_mark() -> None:
    layout, _ = laid_out([(date(2025, 1, 1), 0, "meeting", "Early"), (date(2025, 6, 1), 0, "meeting", "Late")])
    assert [item.label.side for item in layout.items if item.label] == ["right", "left"]


def test_words_hold_no_sign_that_turns_the_reading_direction() -> None:
    layout, _ = laid_out([(date(2025, 1, 1), 0, "meeting", "a\u202eb\nc\x00"), (date(2025, 6, 1), 0, "meeting", "d")])
    assert [item.label.text for item in layout.items if item.label] == ["ab c", "d"]


def test_the_first_view_shows_the_bulk_and_counts_the_rest() -> None:
    rows = [event(f"E{day}", "meeting", "occurred", When.day(date(2025, 7, day))) for day in range(1, 31)]
    rows.append(event("Far", "meeting", "planned", When.day(date(2090, 1, 1))))
    window = window_of(timeline(rows))
    assert (window.earlier, window.later) == (0, 1)
    assert (window.end - window.start) / DAY < 366


def test_an_as_of_day_close_by_is_in_view_and_a_far_one_is_not() -> None:
    frame = timeline([event("E", "meeting", "occurred", lasts(date(2025, 7, 1), date(2025, 7, 31)))])
    alone = window_of(frame)
    assert window_of(frame, date(2025, 8, 20)).end > alone.end
    assert window_of(frame, date(2026, 8, 20)) == alone
