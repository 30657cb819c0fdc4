"""Makes small files of every format, whole ones and their damaged twins."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

import docx
import pyarrow as pa
from pyarrow import parquet

__all__ = [
    "ARTICLE",
    "atom",
    "encrypted",
    "html",
    "json_feed",
    "make_docx",
    "make_parquet",
    "make_warc",
    "make_zip",
    "rss",
]

ARTICLE = (
    "Ministers of nine countries met in Geneva to sign the declaration that they had negotiated since the winter."
    " The next round of the talks opens in Nairobi, and it will deal with the export of chips."
)


def html(head: str = "", *, text: str = ARTICLE, title: str = "Nine sign") -> str:
    """A page with an article."""
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


def rss() -> str:
    """A feed with a full entry and one that is only a summary."""
    text, published = f"<p>{ARTICLE}</p><p>It is signed.</p>", "Sat, 26 Jul 2025 23:30:00 -0700"
    return f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Meridian Wire</title><language>en-gb</language>
<item><title>Nine sign</title><link>https://wire.example.org/nine</link><guid isPermaLink="false">tag:1</guid>
<pubDate>{published}</pubDate><description>Short.</description>
<content:encoded><![CDATA[{text}]]></content:encoded></item>
<item><title>Second</title><link>https://wire.example.org/second</link>
<description>A summary of the second.</description></item>
</channel></rss>"""


def atom() -> str:
    """A feed whose second entry says only when it was updated."""
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Meridian Wire</title>
<entry><id>tag:wire.example.org,2025:1</id><title>Nine sign</title><link href="https://wire.example.org/nine"/>
<published>2025-07-26T08:00:00Z</published><updated>2025-07-30T08:00:00Z</updated>
<content type="html">&lt;p&gt;{ARTICLE}&lt;/p&gt;</content></entry>
<entry><id>tag:wire.example.org,2025:2</id><title>Second</title><updated>2025-07-30T08:00:00Z</updated>
<content type="html">&lt;p&gt;The second text.&lt;/p&gt;</content></entry></feed>"""


def json_feed() -> str:
    """A JSON Feed with one entry."""
    item = {
        "id": "1",
        "url": "https://wire.example.org/nine",
        "title": "Nine sign",
        "content_html": f"<p>{ARTICLE}</p>",
        "date_published": "2025-07-26T08:00:00-07:00",
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Meridian Wire", "items": [item]})


def make_docx(paragraphs: Sequence[str], *, title: str = "", created: datetime | None = None) -> bytes:
    """A Word file, with a table behind its paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if paragraphs:
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Signed", "nine"
    document.core_properties.title = title
    if created:
        document.core_properties.created = created
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_parquet(columns: Mapping[str, Sequence[object]]) -> bytes:
    """A Parquet file."""
    out = io.BytesIO()
    parquet.write_table(pa.table(dict(columns)), out)
    return out.getvalue()


def make_zip(members: Mapping[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same ZIP file with all its parts said to be encrypted."""
    found = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = found.find(mark)
        while position >= 0:
            found[position + offset] |= 1
            position = found.find(mark, position + 4)
    return bytes(found)


def make_warc(
    pages: Mapping[str, str], *, gzipped: bool = True, kind: str = "text/html; charset=utf-8", day: str = "2025-08-01"
) -> bytes:
    """A WARC file with a response for each address, and one that was not found."""
    records = []
    for number, (address, content) in enumerate({**pages, "https://wire.example.org/gone": "x"}.items()):
        status = "404 Not Found" if address.endswith("/gone") else "200 OK"
        response = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{content}".encode()
        fields = (
            "WARC-Type: response",
            f"WARC-Record-ID: <urn:uuid:{number}>",
            f"WARC-Target-URI: {address}",
            f"WARC-Date: {day}T10:00:00Z",
            "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(response)}",
        )
        record = "\r\n".join(("WARC/1.1", *fields, "", "")).encode() + response + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0) if gzipped else record)
    return b"".join(records)
