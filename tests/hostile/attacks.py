"""Files made to hang a run or to eat its memory; each can be made at any size."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["ATTACKS", "Attack", "pdf"]

FORUM = "The World AI Forum opened on 26 July 2025 in Geneva. "
_PARAGRAPHS = f"<p>{FORUM * 4}</p>" * 5


@dataclass(frozen=True, slots=True)
class Attack:
    """A file by a size: ``small`` in every test run, ``full`` by ``python -m tests.hostile.full``.

    ``says`` is what the problem row must say at full size; empty where the document must be read.
    """

    name: str
    make: Callable[[int], str | bytes]
    small: int
    full: int
    says: str = ""

    def content(self, size: int) -> bytes:
        """The bytes of the file."""
        made = self.make(size)
        return made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its root."""
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return data + head + rows + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))


_ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R"
    b" /Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >> >>"
)
_LOOP = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>"
    b"\nstream\n/X Do\nendstream"
)


def _pages(kids: bytes, content: bytes = b"BT /F1 12 Tf 72 720 Td (It opened.) Tj ET /X Do\n") -> bytes:
    packed = zlib.compress(content)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    return pdf(_ROOT, b"<< /Type /Pages /Count 1 /Kids [" + kids + b"] >>", _FONT, _PAGE, stream, _LOOP)


def _page(body: str) -> str:
    return f"<!doctype html><html><head><title>x</title></head><body><article>{body}</article></body></html>"


def _entities(count: int) -> str:
    grown = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(count))
    return f'[<!ENTITY e0 "lol">{grown}]'


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    content = _zip(("bottom.txt", b"x" * 1_000_000))
    for level in range(depth):
        content = _zip((f"{level}.zip", content))
    return content


def _dates(count: int) -> str:
    return " ".join(f"The forum opened on {1 + n % 28} May {1950 + n % 100}." for n in range(count))


def _rss(size: int) -> str:
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss {_entities(size)}><rss version="2.0"><channel><item><title>x</title>'
        f"<description>&e{size};</description></item></channel></rss>"
    )


ATTACKS = (
    Attack("long.txt", lambda size: FORUM * (size // len(FORUM)), 20_000, 200_000_000, "more than 20,000,000"),
    Attack("book.txt", lambda size: FORUM * (size // len(FORUM)), 20_000, 5_000_000),
    Attack("line.txt", lambda size: "x" * size, 100_000, 50_000_000, "more than 20,000,000"),
    Attack("line of a book.txt", lambda size: "the minister " * (size // 13), 100_000, 5_000_000),
    Attack("single characters.txt", lambda size: "A. " * size, 10_000, 1_000_000),
    Attack("blank bullets.txt", lambda size: "a\n\n" * size, 10_000, 1_000_000),
    Attack("dates.txt", _dates, 300, 100_000),
    Attack("days alone.txt", lambda size: "26 July 2025, " * size, 300, 100_000),
    Attack("one sentence.txt", lambda size: f"{FORUM.replace('.', '')}\u202c \u202e" * size, 300, 80_000),
    Attack("no blank.txt", lambda size: "2025-07-26/forum/opened," * size, 500, 200_000),
    Attack("bullets.txt", lambda size: f"- 26 July 2025: {FORUM}\n" * size, 200, 50_000),
    Attack("accents.txt", lambda size: FORUM + "a" + "\u0301" * size, 50_000, 2_000_000),
    Attack("turned.txt", lambda size: f"\u202e{FORUM}\u202c\u2066{FORUM}\u2069" * size, 20, 40_000),
    Attack("control.txt", lambda size: f"{FORUM}\x00\x01\x07\x08\x1b[2J\x1b]0;owned\x07\x7f\x9b" * size, 20, 40_000),
    Attack("deep.html", lambda size: _page("<div>" * size + _PARAGRAPHS), 2_000, 50_000, "no article"),
    Attack("deep lists.html", lambda size: _page("<ul><li>" * size + _PARAGRAPHS), 2_000, 50_000, "no article"),
    Attack("deep tables.html", lambda size: _page("<table><tr><td>" * size + _PARAGRAPHS), 500, 50_000, "no article"),
    Attack(
        "attributes.html", lambda size: _page(f"<p {' '.join(f'a{n}' for n in range(size))}>"), 2_500, 300_000, "attri"
    ),
    Attack("paragraphs.html", lambda size: _page(f"<p>{FORUM}" * size), 100, 80_000),
    Attack("stamps.html", lambda size: _page('<time datetime="2025-07-26">x</time><p>y</p>' * size), 500, 40_000),
    Attack("large.html", lambda size: _page(f"<!--{'x' * size}-->{_PARAGRAPHS}"), 100_000, 30_000_000, "more than"),
    Attack("open comments.html", lambda size: _page("<!-- " * size + _PARAGRAPHS), 5_000, 100_000, "no article"),
    Attack("angles.html", lambda size: _page("<" * size + _PARAGRAPHS), 2_000, 100_000),
    Attack(
        "entities.html", lambda size: f"<!DOCTYPE html {_entities(size)}>{_page(f'&e{size};{_PARAGRAPHS}')}", 9, 300
    ),
    Attack(
        "linked data.html",
        lambda size: _page(f'<script type="application/ld+json">{"[" * size}</script>{_PARAGRAPHS}'),
        5_000,
        1_000_000,
    ),
    Attack("entities.xml", _rss, 9, 30, "defines entities"),
    Attack("entities in UTF-16.xml", lambda size: _rss(size).encode("utf-16"), 9, 30, "feed"),
    Attack("deep.json", lambda size: "[" * size + "]" * size, 10_000, 5_000_000, "too deep"),
    Attack("number.json", lambda size: f'[{{"text": {"9" * size}}}]', 10_000, 5_000_000, "number"),
    Attack("lines.jsonl", lambda size: f'{{"text": "{FORUM}"}}\n' * size, 20, 200_001, "more than 200,000"),
    Attack(
        "columns.csv", lambda size: "".join(f"c{n}," for n in range(size)) + "text\n" + "," * size + "x", 500, 50_000
    ),
    Attack("quote.csv", lambda size: 'text\n"' + "a,b\n" * size, 1_000, 5_000_000, "not CSV"),
    Attack("bomb.zip", lambda size: _zip(("a.txt", b"x" * size)), 3_000_000, 300_000_000, "unpacks to more than"),
    Attack("nested.zip", _nested, 5, 60, "within an archive"),
    Attack("bomb.docx", lambda size: _zip(("word/document.xml", b" " * size)), 3_000_000, 300_000_000, "damaged"),
    Attack("same page.pdf", lambda size: _pages(b"4 0 R " * size), 20, 100_000, "more than 10,000"),
    Attack("pages in pages.pdf", lambda _: _pages(b"2 0 R 4 0 R"), 1, 1, "damaged"),
    Attack(
        "much on a page.pdf", lambda size: _pages(b"4 0 R", b"BT /F1 9 Tf (It opened.) Tj ET\n" * size), 200, 100_000
    ),
    Attack("blank bomb.pdf", lambda size: _pages(b"4 0 R", b" " * size), 1_000_000, 500_000_000, "the PDF"),
    Attack("deep array.pdf", lambda size: pdf(b"[" * size + b"]" * size), 5_000, 1_000_000, "damaged"),
)
