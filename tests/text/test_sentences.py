"""Sentences, headings, items, labels and datelines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He met Mr. Li. She left.", ["He met Mr. Li.", "She left."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("It starts on Aug. 1. Firms wait.", ["It starts on Aug. 1.", "Firms wait."]),
        ("“It is done,” she said. He agreed.", ["“It is done,” she said.", "He agreed."]),
        ("It rose 3.5 per cent. Shares fell.", ["It rose 3.5 per cent.", "Shares fell."]),
        ("Is it so? Yes! It is.", ["Is it so?", "Yes!", "It is."]),
        ("J. R. Smith spoke. He left.", ["J. R. Smith spoke.", "He left."]),
        (
            "A line that a mail program\nbroke in two. Then more.",
            ["A line that a mail program\nbroke in two.", "Then more."],
        ),
    ],
)
def test_sentence_borders(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split(text)] == sentences


def test_a_heading_stands_over_what_follows() -> None:
    title, first, heading, second = split("Talks open in Geneva\n\nThey met.\n\nNEXT STEPS\n\nThey will meet again.")
    assert (title.kind, heading.kind) == ("heading", "heading")
    assert (first.heading, second.heading) == (title.index, heading.index)


def test_a_dated_label_covers_its_paragraph() -> None:
    text = "Oct. 17, 2023: A second round closes loopholes. The changes bite later.\n\nNote: this is no date."
    first, second, note = split(text)
    assert first.label == second.label
    assert first.label is not None
    assert first.label.of(text) == "Oct. 17, 2023"
    assert note.label is None


def test_a_dateline_is_no_label() -> None:
    text = "SHANGHAI, July 26 (Agency) — Delegates arrived on Friday."
    [sentence] = split(text)
    assert sentence.label is None
    assert sentence.dateline is not None
    assert sentence.dateline.of(text).startswith("SHANGHAI, July 26")


@given(st.text())
def test_sentences_are_places_of_the_text_in_order(text: str) -> None:
    end = 0
    for sentence in split(text):
        assert text[sentence.span.start : sentence.span.end] == sentence.text
        assert sentence.span.start >= end
        end = sentence.span.end


@given(st.text(alphabet="ab.!? \n\t-•\u2028", max_size=200))
def test_no_word_is_lost(text: str) -> None:
    kept = sum(sum(character in "ab" for character in sentence.text) for sentence in split(text))
    assert kept == sum(character in "ab" for character in text)
