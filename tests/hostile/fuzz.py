"""``python -m tests.hostile.fuzz [TARGET] --minutes N``: changes what we read at random, until something breaks.

A target takes bytes, and breaks where it raises anything but an error that is told with a cure. What broke is printed
as a line for ``CRASHERS``, which every test run tries again.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from flows.configuration import configured
from flows.init_cli import TEMPLATE
from tests.reading.making import atom, html, json_feed, make_docx, make_warc, make_zip, rss
from timeline.dates import find_dates
from timeline.errors import TimelineError
from timeline.events import extract
from timeline.model import Severity
from timeline.reading import load, survey
from timeline.review import read_decisions
from timeline.rulebook import load_rulebook

__all__ = ["CRASHERS", "TARGETS", "changed", "tried"]

PUBLISHED = date(2025, 7, 28)
RULES = Path(__file__).parents[2] / "timeline" / "rules"
CRASHERS: Sequence[tuple[str, bytes]] = ()
"""What once broke a target."""
_WORDS = (b"\0", b"\xff", b"<", b'"', b"{", b"[", b",", b"=", b"\n", b"---\n", b"31 February 2025", b"9" * 40, b"]]>")


def _reads(name: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            for entry in survey([path]).entries:
                documents, problems = load(entry)
                assert documents or any(problem.severity is Severity.ERROR for problem in problems)

    return target


def _dates(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    assert all(timex.span.of(text) == timex.text for timex in find_dates(text, published=PUBLISHED))


def _events(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    assert all(mention.quote_span.of(text) == mention.quote for mention in extract(text, published=PUBLISHED))


def _rules(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "own.toml").write_bytes(data)
        load_rulebook(Path(folder))


def _settings(data: bytes) -> None:
    with TemporaryDirectory() as folder, chdir(folder):
        Path("timeline.toml").write_bytes(data)
        configured()


def _news() -> bytes:
    kinds = load_rulebook().types
    return "\n".join(example.text for kind in kinds for example in kind.example).encode()


_MANIFEST = b'{"file": "manifest.jsonl", "id": "a", "published": "2025-07-26"}\n'
_REVIEW = b"event_id,action,field,value,note,by,on\nab,edit,date,2025-07-26,x,me,2025-07-28\nab,merge,,cd,,,\n"
TARGETS: Mapping[str, tuple[Callable[[bytes], None], Callable[[], bytes]]] = {
    "text": (_reads("a.txt"), lambda: b"---\nid: a\npublished: 2025-07-26\n---\nNine signed."),
    "page": (_reads("a.html"), lambda: html('<meta name="date" content="2025-07-26">').encode()),
    "feed": (_reads("a.xml"), (rss() + atom()).encode),
    "json": (_reads("a.json"), lambda: json_feed().encode()),
    "table": (_reads("a.csv"), lambda: b'text,date\n"Nine signed.",2025-07-26\n'),
    "word": (_reads("a.docx"), lambda: make_docx(["Nine signed."])),
    "zip": (_reads("a.zip"), lambda: make_zip({"a.txt": "Nine signed.", "b.html": html()})),
    "warc": (_reads("a.warc"), lambda: make_warc({"https://w.example/": html()}, gzipped=False)),
    "manifest": (_reads("manifest.jsonl"), lambda: _MANIFEST),
    "dates": (_dates, _news),
    "events": (_events, _news),
    "rules": (_rules, (RULES / "events" / "meeting.toml").read_bytes),
    "review": (lambda data: void(read_decisions(data)), lambda: _REVIEW),
    "settings": (_settings, TEMPLATE.encode),
}


def void(_: object) -> None:
    """Leave what a target gives."""


def changed(data: bytes, random: Random) -> bytes:
    """The same with a few pieces cut, doubled, moved or replaced; of long texts a stretch."""
    start = random.randrange(max(1, len(data) - 4_000))
    found = bytearray(data[start : start + 4_000] if len(data) > 50_000 else data)
    for _ in range(random.randint(1, 6)):
        first, last = sorted(random.randrange(len(found) + 1) for _ in range(2))
        piece = random.choice((b"", *_WORDS, bytes(found[first:last]) * 2, random.randbytes(3)))
        found[first : min(last, first + random.choice((0, 1, 20, 400)))] = piece
    return bytes(found)


def tried(target: str, data: bytes) -> str:
    """What broke, in a line; empty where nothing did."""
    try:
        TARGETS[target][0](data)
    except (TimelineError, tomllib.TOMLDecodeError) as error:
        return "" if getattr(error, "cure", "") else f"no cure: {error}"
    except Exception as error:  # noqa: BLE001 - any other is what is looked for
        return f"{type(error).__name__}: {error}"
    return ""


def _rounds(target: str, minutes: float) -> Iterator[str]:
    random, begun, count = Random(os.urandom(8)), monotonic(), 0  # noqa: S311 - no secrets
    data = TARGETS[target][1]()
    while monotonic() - begun < 60 * minutes:
        one = changed(data, random)
        count += 1
        if said := tried(target, one):
            yield f"{target}: {said}\n    ({target!r}, {one!r}),"
    yield f"{target}: {count} tried"


if __name__ == "__main__":
    _names = [name for name in sys.argv[1:] if name in TARGETS] or list(TARGETS)
    _minutes = float(sys.argv[sys.argv.index("--minutes") + 1]) if "--minutes" in sys.argv else 1.0
    for _name in _names:
        for _line in _rounds(_name, _minutes):
            sys.stdout.write(f"{_line}\n")
