"""What holds for every text, and for any bytes at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.errors import SourceError
from timeline.model import Origin, Severity
from timeline.reading import Entry, load, survey
from timeline.reading.characters import is_whole

_WORDS = st.text(st.characters(codec="utf-8"), min_size=1).filter(
    lambda text: text.strip() and not text.startswith(("---", "\ufeff", "%PDF-", "PK\x03\x04"))
)
_STARTS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"<html><body><p>",
        b'{"text": "',
        b"---\nid: ",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"<?xml ",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"WARC/1.0\r\n",
        b"PAR1",
        b"<rss><channel><item>",
        b"a,text\n",
    ]
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


@given(text=_WORDS)
@example("a\r\nb\rc\x0b\x0c\x1c\x85\u2028d")
@example("\x00")
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_character_for_character(folder: Path, text: str) -> None:
    path = folder / "text.txt"
    path.write_bytes(text.encode())
    (document,), problems = load(Entry(path, "text", Origin("")))
    assert document.text == text
    assert problems == ()


@pytest.mark.parametrize(
    "name", [f"a.{suffix}" for suffix in "txt html pdf jsonl json csv xml docx zip warc gz parquet".split()]
)
@given(start=_STARTS, rest=st.binary(max_size=300))
@example(start=b"%PDF-1.4\ntrailer << /Root 1 0 R /Size 9 >>", rest=b"1 0 obj << /Pages 1 0 R /Kids [1 0 R] >> endobj")
@example(start=b"<html><body>" + b"<div>" * 3000, rest=b"x")
@settings(max_examples=40, deadline=None)
def test_no_bytes_make_reading_raise(folder: Path, name: str, start: bytes, rest: bytes) -> None:
    path = folder / name
    path.write_bytes(start + rest)
    (entry,) = survey([path]).entries
    documents, problems = load(entry)
    assert documents or any(problem.severity is Severity.ERROR for problem in problems)
    assert all(is_whole(document.text) and document.text.strip() for document in documents)


@pytest.mark.parametrize("name", ["manifest.jsonl", "manifest.csv"])
@given(rest=st.binary(max_size=200))
@example(rest=b'{"file": {"a": [1]}, "id": [null], "published": {"x": 1}}')
@example(rest=b'{"file": "\\u0000", "published": "\\ud800"}')
@settings(max_examples=40, deadline=None)
def test_no_manifest_fails_but_as_a_source(folder: Path, name: str, rest: bytes) -> None:
    path = folder / name
    path.write_bytes((b"file,id,published\n" if name.endswith("csv") else b"") + rest)
    try:
        found = survey([path])
    except SourceError as error:
        assert error.cure  # noqa: PT017 - both ends are allowed, and each has its promise
    else:
        assert found.entries or found.problems
