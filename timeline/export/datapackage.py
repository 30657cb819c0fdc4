"""The files of a folder described for machines: a Frictionless data package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from timeline.export.texts import one_line
from timeline.table.columns import ABOUT, TABLES, Column, Kind

__all__ = ["datapackage_bytes"]

_TYPES = {
    Kind.TEXT: "string",
    Kind.DAY: "date",
    Kind.FLAG: "boolean",
    Kind.COUNT: "integer",
    Kind.SHARE: "number",
}
_KEYS = {"timeline": "event_id", "mentions": "mention_id"}
_SAFE = "Text that starts like a formula, or with an apostrophe, has one leading apostrophe more; take it off."


def datapackage_bytes(title: str, others: Sequence[tuple[str, str, str]] = ()) -> bytes:
    """The data package (https://specs.frictionlessdata.io) of the five CSV files, as UTF-8 JSON.

    Each table has its columns with type, meaning and what is missing. ``others`` are further files of the folder, each
    with its name, media type and what it is.
    """
    package = {
        "profile": "data-package",
        "name": "timeline-of-events",
        "title": one_line(title),
        "description": "Dated events found in documents, with their evidence. " + _SAFE,
        "resources": [*_tables(), *(_file(*other) for other in others)],
    }
    return json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"


def _tables() -> Iterator[dict[str, object]]:
    for name, columns in TABLES.items():
        yield {
            "name": name,
            "path": f"{name}.csv",
            "profile": "tabular-data-resource",
            "description": ABOUT[name],
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
            "schema": _schema(name, columns),
        }


def _schema(name: str, columns: Sequence[Column]) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if name in _KEYS:
        schema["primaryKey"] = [_KEYS[name]]
    if name == "mentions":
        reference = {"resource": "timeline", "fields": ["event_id"]}
        schema["foreignKeys"] = [{"fields": ["event_id"], "reference": reference}]
    return schema


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning}
    if column.kind is Kind.FLAG:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.kind is Kind.SHARE:
        field["constraints"] = {"minimum": 0, "maximum": 1}
    return field


def _file(path: str, mediatype: str, about: str) -> dict[str, object]:
    name = path.lower().replace("_", "-")
    # "file": readers that know a format by its ending would else take the workbook for one table.
    return {"name": name, "type": "file", "path": path, "mediatype": mediatype, "description": about}
