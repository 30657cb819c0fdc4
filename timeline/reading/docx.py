"""Word documents (DOCX): paragraphs and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from timeline.model import Evidence, Origin
from timeline.reading.archives import oversized
from timeline.reading.characters import whole
from timeline.reading.drafts import Draft, finish
from timeline.reading.entries import Entry, Loaded, failed

__all__ = ["read_docx"]

_CURE = "open it and save it again, or save its text as a .txt file"
_PLACE = "document properties, created"
# The day in the template that python-docx ships, which programs hand on with every document they make of it.
_TEMPLATE_DAY = date(2013, 12, 23)


def read_docx(data: bytes, entry: Entry) -> Loaded:
    """Give the document of a Word file; its properties give a title, and the day of creation weakly."""
    import docx  # noqa: PLC0415 - only a run that reads Word files pays for it

    too_large = oversized(data)
    if too_large:
        return failed(entry, too_large, cure=_CURE)
    try:
        document = docx.Document(BytesIO(data))
        text = whole("\n".join(_lines(document)))
        properties = document.core_properties
        title, created = whole(str(properties.title or "")).strip(), properties.created
    except Exception as error:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        return failed(entry, f"the Word file is damaged: {type(error).__name__}", cure=_CURE)
    if not text.strip():
        return failed(entry, "the Word file holds no text", cure=_CURE)
    day = created.date() if created else None
    said = (Evidence("metadata", _PLACE, str(day), day, weak=True),) if day and day != _TEMPLATE_DAY else ()
    own = Origin("", title=title, language="")
    found, problems = finish(Draft(text, entry.origin, own, said), entry, entry.document_id)
    return (found,), problems


def _lines(part: Any) -> Iterator[str]:  # noqa: ANN401 - tables and documents alike
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield "\t".join(" ".join(cell.text.split()) for cell in row.cells)
        else:
            yield block.text
