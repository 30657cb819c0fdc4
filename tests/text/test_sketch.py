"""A sketch tells how much of a text stands in another, and is the same everywhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events import extract_document
from timeline.model import Document, Origin
from timeline.text import shared, sketch_of
from timeline.text.sketch import SKETCH_SIZE

ANY = st.text(st.characters(), max_size=400)
WORDS = st.lists(st.sampled_from([f"word{number}" for number in range(3000)]), min_size=1, max_size=900)


@given(ANY)
def test_any_text_has_a_bounded_sketch_that_json_keeps(text: str) -> None:
    sketch = sketch_of(text)
    assert len(sketch) <= SKETCH_SIZE
    assert list(sketch) == sorted(set(sketch))
    assert all(0 <= value < 2**53 for value in sketch)


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert sketch_of("The ministry released its plan, officials said.") == (
        4023252512154190,
        5880046319044087,
        8008077032860360,
    )


@given(WORDS)
def test_a_part_is_found_whole_in_the_text(words: list[str]) -> None:
    """Whatever was cut: of what is sampled of the part, everything stands in the text."""
    part = words[: len(words) // 2]
    common = shared(sketch_of(" ".join(part)), sketch_of(" ".join(words)))
    assert common.common == common.sampled
    assert common == shared(sketch_of(" ".join(words)), sketch_of(" ".join(part)))


@pytest.mark.parametrize("cut", [300, 600, 1200])
def test_a_part_of_a_long_text_is_found_whole(cut: int) -> None:
    words = [f"word{number}" for number in range(1500)]
    common = shared(sketch_of(" ".join(words[:cut])), sketch_of(" ".join(words)))
    assert common.common == common.sampled > 30


def test_the_share_of_long_texts_is_estimated() -> None:
    """Half of 2,000 words in another 2,000: within four standard errors of a sample of some 200."""
    text, other = ([f"{name}{number}" for number in range(2000)] for name in ("a", "b"))
    common = shared(sketch_of(" ".join(text)), sketch_of(" ".join(text[:1000] + other[:1000])))
    assert common.sampled > 100
    assert 0.36 < common.share < 0.64


OWN = "The regulator opened an inquiry into the three largest makers of modems on Tuesday morning."


@pytest.mark.parametrize(
    "other",
    [
        OWN.upper(),
        OWN.replace(" ", "\n"),
        OWN.replace("three largest", "three, largest"),
        f"{OWN} Reporting by A. Writer; editing by B. Reader.",
        f"{OWN}\n© 2025 Gazette Media Group. All rights reserved.",
        f"{OWN} “Nobody here had expected that they would come on a Tuesday,” a maker said.",
        f'{OWN} "Nobody here had expected that they would come on a Tuesday," a maker said.',
        f"{OWN} ‘Nobody here had expected that they would come on a Tuesday,’ a maker said.",
    ],
)
def test_what_is_not_of_the_report_does_not_count(other: str) -> None:
    mine, theirs = set(sketch_of(OWN)), set(sketch_of(other))
    assert mine <= theirs
    assert len(theirs - mine) <= 3


def test_numbers_count() -> None:
    first = "Revenue rose 12 percent to 340 million in the second quarter"
    other = "Revenue rose 31 percent to 975 million in the second quarter"
    assert not set(sketch_of(first)) & set(sketch_of(other)) - set(sketch_of("million in the second quarter"))


def test_a_short_quotation_is_a_word_of_the_writer() -> None:
    assert sketch_of("They call the plan “a gift” to makers of old modems") == sketch_of(
        "They call the plan a gift to makers of old modems"
    )


def test_a_speech_is_taken_whole() -> None:
    speech = "“" + " ".join(f"word{number}" for number in range(100)) + "”"
    assert len(sketch_of(f"He said: {speech}")) > 90


@pytest.mark.parametrize("mark", ["“", '"', "‘", "‘.’", "\n", "“\n \n", "\n" + " " * 50, "© ", "word "])
def test_hostile_texts_are_sketched(mark: str) -> None:
    assert len(sketch_of(mark * 40_000)) <= 2


def test_every_mention_and_lead_carries_the_sketch_of_its_document() -> None:
    text = "China announced export controls on gallium on July 3. The lease runs until May 2025."
    extraction = extract_document(Document(Origin("a", published=date(2023, 7, 4)), text))
    origins = [found.origin for found in (*extraction.mentions, *extraction.leads)]
    assert len(origins) > 1
    assert {origin.sketch for origin in origins} == {sketch_of(text)} == {extraction.origin.sketch}
