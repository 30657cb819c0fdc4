"""What must hold of every text, however odd."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import find_dates
from timeline.dates.match import shipped_grammar
from timeline.dates.scan import LONGEST_WINDOW, windows
from timeline.model import DateBasis, Sentence, Span, TimexType
from timeline.rulebook.words import shipped_words

CALENDAR = shipped_words()
WORDS = sorted({word for words in CALENDAR.maps.values() for word in words})
GLUE = [
    "in",
    "on",
    "the",
    "of",
    "from",
    "to",
    "between",
    "and",
    "last",
    "next",
    "ago",
    "later",
    "earlier",
    "every",
    "by",
]
MARKS = [",", ".", "-", "–", "/", ":", "(", ")", "'", "’", "\n", "\n\n", "\u00a0", "§", "$", "%"]
NUMBERS = st.integers(0, 2400).map(str)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(str.capitalize),
    st.sampled_from(GLUE),
    st.sampled_from(MARKS),
    NUMBERS,
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80)
DAYS = st.dates(date(1000, 1, 1), date(2200, 12, 31)) | st.just(date(1, 1, 1)) | st.just(date(9999, 12, 31))
ANCHORS = st.none() | DAYS


@given(text=TEXTS, published=ANCHORS, narrative=st.sampled_from([None, True, False]))
@settings(max_examples=300, deadline=None)
def test_every_expression_is_grounded_ordered_and_explained(
    *, text: str, published: date | None, narrative: bool | None
) -> None:
    found = find_dates(text, published=published, narrative=narrative)
    for timex in found:
        assert timex.span.of(text) == timex.text != ""
        assert timex.when is not None or timex.note, timex
        assert timex.note or not timex.flawed, timex
        assert timex.when is None or timex.when.start <= timex.when.end
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert found == find_dates(text, published=published, narrative=narrative)


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_without_a_day_of_publication_nothing_counts_from_it(text: str) -> None:
    for timex in find_dates(text):
        assert timex.anchor_basis != "published"
        assert timex.basis is not DateBasis.RELATIVE
        assert timex.when is None or timex.basis in (DateBasis.EXPLICIT, DateBasis.EVENT_RELATIVE)


@given(text=TEXTS, published=st.dates(date(1500, 1, 1), date(2200, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_no_date_moves_with_publication_unless_it_says_so(text: str, published: date) -> None:
    """An absolute date is the same whenever the text appeared: publication is never a fallback."""
    there = {timex.span: timex for timex in find_dates(text, published=published + timedelta(days=400))}
    for timex in find_dates(text, published=published):
        if timex.anchor_basis == "none" and timex.span in there and there[timex.span].anchor_basis == "none":
            assert there[timex.span].when == timex.when


@given(month=st.sampled_from(sorted(CALENDAR.maps["months"])), published=DAYS)
@settings(max_examples=50, deadline=None)
def test_a_month_never_becomes_a_day(month: str, published: date) -> None:
    for timex in find_dates(f"It was signed in {month.capitalize()}.", published=published):
        assert timex.when is None or timex.when.days >= 28


HOSTILE = [
    "The state vote from . in May. ",
    "1 ",
    "last ",
    "2019",
    "2019 ",
    "May",
    "May ",
    "12-",
    "1/1/",
    "first of ",
    "(",
    " \n",
    "'s ",
    "a day before ",
    "§ 1 ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_grammar_looks_at_a_text_only_so_often(piece: str) -> None:
    """No more than a constant times the length is ever tried, whatever the text; no window is longer than the bound."""
    text = piece * (40_000 // len(piece))
    sentence = Sentence(Span(0, len(text)), text, 0, 0)
    looked = [window.span.end - window.span.start for window in windows(sentence, shipped_grammar().vocabulary)]
    assert sum(looked) <= 3 * len(text)
    assert max(looked, default=0) <= LONGEST_WINDOW


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read(piece: str) -> None:
    text = piece * (4_000 // len(piece))
    for timex in find_dates(text, published=date(2025, 8, 6)):
        assert timex.span.of(text) == timex.text


def test_a_long_word_is_no_window() -> None:
    text = "x" * 200_000
    assert list(windows(Sentence(Span(0, len(text)), text, 0, 0), shipped_grammar().vocabulary)) == []


def test_every_duration_is_undated_unless_it_counts_from_a_day() -> None:
    for timex in find_dates("It took three days, several weeks and two years.", published=date(2025, 8, 6)):
        assert timex.type is TimexType.DURATION
        assert timex.when is None
