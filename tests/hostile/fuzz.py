"""``python -m tests.hostile.fuzz [TARGET] --minutes N``: changes what we read at random, until something breaks.

A target takes bytes, and breaks where it raises anything but an error that is told with a cure, or where the memory of
the process grows on and on. What broke a target is kept in ``crashers/TARGET``, which every test run tries again; ends
with 1 where anything broke.
"""

from __future__ import annotations

import io
import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

import psutil
from openpyxl import Workbook

from flows.configuration import configured
from flows.init_cli import TEMPLATE
from tests.hostile.attacks import ATTACKS
from tests.reading.making import atom, html, json_feed, make_docx, make_parquet, make_warc, make_zip, rss
from timeline.dates import find_dates
from timeline.errors import TimelineError
from timeline.events import extract
from timeline.model import Severity
from timeline.reading import load, survey
from timeline.reading.language import language_of
from timeline.review import read_decisions
from timeline.review.importing import import_sheet
from timeline.rulebook import load_rulebook

__all__ = ["CRASHERS", "GROWTH", "TARGETS", "WARM_UP", "changed", "falls", "tried"]

PUBLISHED = date(2025, 7, 28)
RULES = Path(__file__).parents[2] / "timeline" / "rules"
CRASHERS = Path(__file__).parent / "crashers"
"""What once broke a target, one file each, in a folder of the target's name."""
WARM_UP = 300
"""Examples after which a target has loaded what it ever loads: rules, word lists, readers of formats."""
GROWTH = 64_000_000
"""Bytes by which the resident memory may grow after that, however many examples follow.

Caches with a limit fill up with what is new in them; four times what the hungriest target was seen to take.
"""
FOREIGN = "Il pleut sur la ville, et le ministre part en vacances avec sa famille. " * 9
"""What loads the model of languages, 75 MB: a change may make a text foreign only after hours."""
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


def _pdf() -> bytes:
    return next(attack.content(1) for attack in ATTACKS if attack.name == "same page.pdf")


def _workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (("title", "date"), ("The forum opens", date(2025, 7, 26)), ("Nine sign", "28/07/2025")):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


_MANIFEST = b'{"file": "manifest.jsonl", "id": "a", "published": "2025-07-26"}\n'
_REVIEW = b"event_id,action,field,value,note,by,on\nab,edit,date,2025-07-26,x,me,2025-07-28\nab,merge,,cd,,,\n"
TARGETS: Mapping[str, tuple[Callable[[bytes], None], Callable[[], bytes]]] = {
    "text": (_reads("a.txt"), lambda: b"---\nid: a\npublished: 2025-07-26\n---\nNine signed."),
    "page": (_reads("a.html"), lambda: html('<meta name="date" content="2025-07-26">').encode()),
    "feed": (_reads("a.xml"), (rss() + atom()).encode),
    "json": (_reads("a.json"), lambda: json_feed().encode()),
    "lines": (_reads("a.jsonl"), lambda: b'{"text": "Nine signed.", "date": "2025-07-26"}\n{"text": "Ten."}\n'),
    "pdf": (_reads("a.pdf"), _pdf),
    "parquet": (_reads("a.parquet"), lambda: make_parquet({"text": ["Nine signed."], "date": ["2025-07-26"]})),
    "table": (_reads("a.csv"), lambda: b'text,date\n"Nine signed.",2025-07-26\n'),
    "word": (_reads("a.docx"), lambda: make_docx(["Nine signed."])),
    "zip": (_reads("a.zip"), lambda: make_zip({"a.txt": "Nine signed.", "b.html": html()})),
    "warc": (_reads("a.warc"), lambda: make_warc({"https://w.example/": html()}, gzipped=False)),
    "manifest": (_reads("manifest.jsonl"), lambda: _MANIFEST),
    "dates": (_dates, _news),
    "events": (_events, _news),
    "rules": (_rules, (RULES / "events" / "meeting.toml").read_bytes),
    "review": (lambda data: void(read_decisions(data)), lambda: _REVIEW),
    "workbook": (lambda data: void(import_sheet(data, name="a.xlsx")), _workbook),
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


def falls(target: str, random: Random, goes_on: Callable[[int], bool]) -> Iterator[tuple[str, bytes]]:
    """What broke a target, with what was said of it, as long as ``goes_on`` says so of the number of examples."""
    language_of(FOREIGN)
    data, process, held, count = TARGETS[target][1](), psutil.Process(), 0, 0
    while goes_on(count):
        one = changed(data, random)
        count += 1
        if said := tried(target, one):
            yield said, one
        resident = process.memory_info().rss
        if count <= WARM_UP:
            held = resident
        elif resident - held > GROWTH:
            yield f"grew from {held >> 20} to {resident >> 20} MB within {count} examples", one
            return


def _fuzz(target: str, minutes: float) -> bool:
    """Try a target for some minutes, tell and keep what broke it; whether nothing did."""
    begun, tries, whole = monotonic(), 0, True

    def goes_on(count: int) -> bool:
        nonlocal tries
        tries = count
        return monotonic() - begun < 60 * minutes

    for said, data in falls(target, Random(os.urandom(8)), goes_on):  # noqa: S311 - no secrets
        whole = False
        kept = CRASHERS / target / sha256(data).hexdigest()[:12]
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(data)
        sys.stdout.write(f"{target}: {said}\n    {kept}\n")
    megabytes = psutil.Process().memory_info().rss >> 20
    sys.stdout.write(f"{target}: {tries:,} tried, {megabytes} MB held\n")
    sys.stdout.flush()
    return whole


def main(arguments: Sequence[str]) -> int:
    """Try the targets that are named, or all."""
    minutes = float(arguments[arguments.index("--minutes") + 1]) if "--minutes" in arguments else 1.0
    names = [name for name in arguments if name in TARGETS] or list(TARGETS)
    whole = [_fuzz(name, minutes) for name in names]
    return int(not all(whole))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
