"""The files of a run: a name until one is asked for, and the same entries in the same order as a plain list."""

from __future__ import annotations

import pickle
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Origin
from timeline.reading import Listed
from timeline.reading.entries import NOTHING, Entry, Manner
from timeline.reading.listed import Found

MANNER = Manner(fallback=date(2025, 7, 26), publishers=(("w.example", "The Wire"),))


def found(*names: str) -> Found:
    return Found(Path("articles"), names, MANNER, "/home/articles")


def stated(*names: str) -> tuple[Entry, ...]:
    return tuple(Entry(Path(name), name, Origin(name, title=name)) for name in names)


def test_a_file_that_was_found_is_an_entry_when_it_is_asked_for() -> None:
    [entry] = found("a/talks.b.txt")

    assert entry == Entry(
        Path("articles/a/talks.b.txt"),
        "a/talks.b",
        NOTHING,
        date(2025, 7, 26),
        "/home/articles",
        publishers=(("w.example", "The Wire"),),
    )


PARTS = st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=5)


@given(PARTS, st.integers(-3, 25), st.integers(-3, 25))
def test_any_stretch_is_that_of_a_plain_list(parts: list[tuple[bool, int]], first: int, last: int) -> None:
    names = [[f"{place}/{number}.txt" for number in range(size)] for place, (_, size) in enumerate(parts)]
    listed = Listed((found if merely else stated)(*of_part) for of_part, (merely, _) in zip(names, parts, strict=True))
    plain = list(listed)

    assert [str(entry.path).removeprefix("articles/") for entry in plain] == [*chain(*names)]
    assert len(listed) == len(plain)
    assert list(listed[first:last]) == plain[first:last]
    assert [listed[place] for place in range(-len(plain), len(plain))] == plain + plain
    assert pickle.loads(pickle.dumps(listed[first:last])) == listed[first:last]  # noqa: S301 - our own bytes
    with pytest.raises(IndexError):
        listed[len(plain)]


def test_a_stretch_of_found_files_crosses_to_a_worker_as_their_names() -> None:
    listed = Listed([found(*(f"{number}.txt" for number in range(1_000)))])

    assert len(pickle.dumps(listed)) < 20 * len(listed)
