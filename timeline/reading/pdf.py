"""PDF files: the text layer, page by page."""

from __future__ import annotations

import logging
from datetime import date
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING

from timeline.model import Evidence, Origin
from timeline.reading.characters import whole
from timeline.reading.drafts import Draft, finish
from timeline.reading.entries import Entry, Loaded, failed

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["read_pdf"]

# What a damaged file makes the parser say goes to who listens, not to the terminal of who does not.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_PLACE = "PDF metadata, CreationDate"


def read_pdf(data: bytes, entry: Entry) -> Loaded:
    """Give the document of a PDF: its pages joined by line ends, ``pages`` telling where each begins.

    An encrypted, damaged or scanned file is an error row. The creation date is a weak publication day: anything else
    that gives one goes before it, and its use is a warning.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only a run that reads PDF pays for it

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return failed(entry, "the PDF is encrypted", cure="save a copy without a password")
        texts = [whole(page.extract_text()) for page in reader.pages]
        title, created = _metadata(reader)
    except Exception as error:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        return failed(
            entry, f"the PDF is damaged: {type(error).__name__}", cure="open it and save it again, or get a new copy"
        )
    text = "\n".join(texts)
    if not text.strip():
        return failed(
            entry,
            "the PDF holds no text: its pages are pictures",
            cure="run optical character recognition (OCR) on it, for example with ocrmypdf",
        )
    said = (Evidence("pdf", _PLACE, created.isoformat(), created, weak=True),) if created else ()
    starts = tuple(accumulate((len(page) + 1 for page in texts[:-1]), initial=0))
    own = Origin("", title=title, language="")
    document, problems = finish(Draft(text, entry.origin, own, said, starts), entry, entry.document_id)
    return (document,), problems


def _metadata(reader: PdfReader) -> tuple[str, date | None]:
    """Title and creation day as written; a date that is none counts for nothing."""
    metadata = reader.metadata
    if metadata is None:
        return "", None
    title = metadata.title
    try:
        created = metadata.creation_date
    except ValueError:
        created = None
    return whole(str(title or "")).strip(), created.date() if created else None
