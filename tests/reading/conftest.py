"""Files to read, made for each test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.reading.reading_files import EntryOf, MakePdf, Write
from timeline.model import Origin
from timeline.reading import Entry


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file below the test's own folder, byte for byte."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def entry_of(write: Write) -> EntryOf:
    """Writes a file and gives the entry a survey would make of it; keywords are what a manifest states."""

    def make_entry(name: str, content: str | bytes, *, fallback: date | None = None, **stated: object) -> Entry:
        path = write(name, content)
        origin = Origin(**{"id": "", "language": "", **stated})  # type: ignore[arg-type]
        return Entry(path, origin.id or path.stem, origin, fallback)

    return make_entry


def _pdf(pages: Sequence[str], *, info: str = "") -> bytes:
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else "0 0 m"
        font = "<< /Font << /F1 3 0 R >> >>"
        box = "/MediaBox [0 0 612 792]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Resources {font} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(f"<< {info} >>")
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{rows}{trailer}".encode("latin-1")


@pytest.fixture
def make_pdf() -> MakePdf:
    """Builds a PDF with one line of text a page; ``info`` is the body of its information dictionary."""
    return _pdf
