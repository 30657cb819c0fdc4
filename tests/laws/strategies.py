"""Texts to hold the laws against: real sentences in any order, with arbitrary text between them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from timeline.model import Document, Origin
from timeline.rulebook import load_rulebook

SENTENCES = sorted(
    {
        example.text
        for kind in load_rulebook().types
        for example in (*kind.example, *kind.counterexample, *kind.unsupported)
    }
)
SEPARATORS = st.sampled_from([" ", "\n", "\n\n", "\r\n", "  ", " — ", "\u2028"])
PIECES = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES), st.text(max_size=30))
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Up to six pieces with any separators."""
    pieces = draw(st.lists(PIECES, max_size=6))
    return "".join(piece + draw(SEPARATORS) for piece in pieces)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, ...]:
    """A few documents with different ids."""
    found = draw(st.lists(st.tuples(texts(), st.none() | DAYS), max_size=4))
    return tuple(
        Document(Origin(f"d{number}", publisher=f"p{number % 2}", published=day), text)
        for number, (text, day) in enumerate(found)
    )
