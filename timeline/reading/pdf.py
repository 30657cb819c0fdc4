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
from timeline.reading.limits import MOST_CHARACTERS, MOST_PAGES, TooLargeError

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
        texts = _texts(reader)
        title, created = _metadata(reader)
    except TooLargeError as error:
        return failed(entry, str(error), cure="cut it into parts, each a file of its own")
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


def _texts(reader: PdfReader) -> list[str]:
    """The text of each page. Raises TooLargeError as soon as there are too many pages, or too much text on them."""
    if len(reader.pages) > MOST_PAGES:
        raise TooLargeError(f"the PDF has {len(reader.pages):,} pages, more than {MOST_PAGES:,}")
    texts: list[str] = []
    room = MOST_CHARACTERS
    for page in reader.pages:
        texts.append(whole(page.extract_text()))
        room -= len(texts[-1])
        if room < 0:
            raise TooLargeError(f"the PDF holds more than {MOST_CHARACTERS:,} characters of text")
    return texts


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
