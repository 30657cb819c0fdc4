"""Records with a text each (JSON lines, tables, JSON arrays): which field is which, and a document for every one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.model import Document, Problem, Severity
from timeline.reading.drafts import Draft, finish
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.fields import FIELDS, clean, column_order, fill, stated, unknown_fields
from timeline.reading.limits import MOST_DOCUMENTS, listed_names

__all__ = ["Columns", "Record", "read_records"]

_KEYS = ("text", *(field for field in FIELDS if field != "file"))
"""The fields of a record."""

_GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "fulltext", "articletext", "articlebody", "bodytext", "maintext", "plaintext"),
        *("textcontent", "contenttext", "article", "story", "html", "contenthtml"),
    ),
    "published": (
        *("published", "publishedat", "publisheddate", "publishedon", "publishdate", "publicationdate", "pubdate"),
        *("datepublished", "dateofpublication", "publishtime", "publishedtime", "dateissued", "issued", "date"),
    ),
    "title": ("title", "headline", "heading"),
    "url": ("url", "link", "canonicalurl", "permalink", "weburl", "articleurl", "sourceurl"),
    "publisher": (
        *("publisher", "source", "outlet", "newspaper", "sitename", "sourcename", "publication", "site", "domain"),
    ),
    "language": ("language", "lang", "inlanguage"),
    "id": ("id", "documentid", "docid", "articleid", "guid", "uuid"),
}
"""Names under which databases and scrapers export a field, the likeliest first; without case, blanks and marks."""

_SQUEEZED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: where it stands, and its fields by the names of its columns."""

    number: int
    place: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field; ``missing`` are those that were named and are not there."""

    by_field: Mapping[str, str]
    missing: tuple[str, ...] = ()

    def named(self, record: Mapping[str, object]) -> dict[str, object]:
        """A record with its fields under our names; what we have no name for keeps its own."""
        ours = {column: field for field, column in self.by_field.items()}
        return {ours.get(name, name): value for name, value in record.items()}


def _columns_of(names: Collection[str], chosen: Sequence[tuple[str, str]] = ()) -> Columns:
    """Say which column holds which field: the chosen ones, else the likeliest by name.

    >>> _columns_of(["Headline", "Body", "pub_date"]).by_field
    {'text': 'Body', 'published': 'pub_date', 'title': 'Headline'}
    """
    given = dict(chosen)
    squeezed: dict[str, str] = {}
    for name in names:
        squeezed.setdefault(_SQUEEZED.sub("", name.casefold()), name)
    found: dict[str, str] = {}
    for field, guesses in _GUESSES.items():
        column = given.get(field) or next((squeezed[guess] for guess in guesses if guess in squeezed), "")
        if column and column in names and column not in found.values():
            found[field] = column
    return Columns(found, tuple(column for column in given.values() if column not in names))


def read_records(records: Iterable[Record], entry: Entry, cure: str) -> Loaded:
    """Give a document for every record that has a text; one that has none is an error row, and the others go on.

    What a record says of its document goes before what the manifest says of the file. ``cure`` tells how such a file is
    written.
    """
    rows = list(records)
    if len(rows) > MOST_DOCUMENTS:
        what = f"the file holds {len(rows):,} documents, more than {MOST_DOCUMENTS:,}"
        return failed(entry, what, cure="cut it into parts, each a file of its own")
    names = list(dict.fromkeys(name for row in rows for name in row.fields))
    columns = _columns_of(names, entry.columns)
    if columns.missing or (rows and "text" not in columns.by_field and len(rows) > 1):
        what, remedy = _no_column(columns, names)
        return failed(entry, what, cure=remedy)
    order = column_order(row.fields.get(columns.by_field.get("published", "")) for row in rows)
    documents: list[Document] = []
    problems: list[Problem] = []
    for row in rows:
        found, wrong = _document(row, columns, entry, order, cure)
        documents.extend(found)
        problems.extend(wrong)
    unknown = set(names) - set(columns.by_field.values())
    known = {name: "" for name in names if name in unknown and _SQUEEZED.sub("", name.casefold()) not in _KEYS}
    extra = unknown_fields(
        clean(dict.fromkeys(known, "-")), known=_KEYS, document_id=entry.document_id, place=entry.name
    )
    return tuple(documents), (*problems, *extra)


def _no_column(columns: Columns, names: Sequence[str]) -> tuple[str, str]:
    seen = listed_names([repr(name) for name in names]) or "none"
    if columns.missing:
        missing = ", ".join(repr(name) for name in columns.missing)
        return f"there is no column {missing}; the columns are {seen}", "name columns that are there"
    return f"no column holds the text; the columns are {seen}", (
        "say which one does: --columns text=NAME, or columns in the manifest"
    )


def _document(row: Record, columns: Columns, entry: Entry, order: str, cure: str) -> Loaded:
    record = columns.named(row.fields)
    text = record.pop("text", None)
    fields = clean(record)
    numbered = f"{entry.document_id}#{row.number}"
    reason = "no text" if not isinstance(text, str) else "" if text.strip() else "the text is blank"
    if reason or not isinstance(text, str):
        return (), (Problem(numbered, Severity.ERROR, row.place, reason, cure),)
    document_id = fields.get("id", numbered)
    own, problems = stated({**fields, "id": document_id}, document_id=document_id, place=row.place, order=order)
    if columns.by_field["text"].casefold().endswith("html"):
        from timeline.reading.fragments import plain_text  # noqa: PLC0415 - only a column of markup pays for it

        text = plain_text(text)
    given = fill(own, replace(entry.origin, id=""))
    draft = Draft(text, given, problems=problems, named=False, place=row.place)
    document, wrong = finish(draft, entry, document_id)
    return (document,), wrong
