"""Servers that say one thing and send another: what comes is read for what it is, or it is a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.attacks import pdf
from tests.reading.making import html, make_docx, make_zip, rss
from tests.reading.sites import Page, Site, serving
from tests.reading.test_gathering import Desk, documents, told

SAID = ("text/html", "application/rss+xml", "application/pdf", "application/zip", "image/png", "text/plain", "a\tb;;=")
SENT = {
    "a page": html().encode(),
    "a feed": rss().encode(),
    "a text": b"The forum opened on 26 July 2025.",
    "a document of a word processor": make_docx(["The forum opened on 26 July 2025."]),
    "an archive": make_zip({"a.txt": "The forum opened on 26 July 2025."}),
    "a PDF without a page": pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "nothing": b"",
    "a program": b"\x7fELF" + bytes(range(256)),
}
SHOWS = {"a page", "a feed", "a document of a word processor", "an archive"}
"""What says of itself what it is."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("sent", SENT)
def test_a_wrong_content_type_is_seen_through(site: Site, tmp_path: Path, said: str, sent: str) -> None:
    address = site.says("/it", Page(SENT[sent], headers={"Content-Type": said}))
    found = Desk(tmp_path / "cache").read(address)
    assert documents(found) or told(found)
    assert documents(found) or sent not in SHOWS
