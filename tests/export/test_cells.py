from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.cells import encodable
from timeline.export import neutralise, restore

_ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(_ANY_TEXT)
def test_restoring_gives_back_exactly_what_was_neutralised(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(st.sampled_from("=+-@\t\r\n\0＝＋－＠"), _ANY_TEXT)
def test_no_cell_starts_like_a_formula(start: str, rest: str) -> None:
    assert neutralise(start + rest) == "'" + start + rest


@pytest.mark.parametrize("text", ["", "26 July", "a=b", "“quoted”", "1-2", " =1"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text


@given(_ANY_TEXT)
def test_every_text_can_be_encoded(text: str) -> None:
    assert len(encodable(text).encode("utf-8").decode("utf-8")) == len(text)
