"""Workbooks without a clock: the same content gives the same bytes on any day."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.functions import tostring

__all__ = ["fixed_archive"]

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP entry can carry
_PROPERTIES = "docProps/core.xml"


def fixed_archive(data: bytes) -> bytes:
    """The workbook with the times of its making replaced by 1 January 1980, in its entries and its properties."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = _properties() if name == _PROPERTIES else source.read(name)
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return buffer.getvalue()


def _properties() -> bytes:
    moment = datetime(*_EARLIEST)  # noqa: DTZ001 - a workbook's times carry no zone
    properties = DocumentProperties(creator="timeline", created=moment, modified=moment)
    return bytes(tostring(properties.to_tree()))
