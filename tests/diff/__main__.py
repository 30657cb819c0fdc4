"""Shows what events the working tree gains, loses and changes against the last commit: ``python -m tests.diff``.

Both versions read the same documents: the seeds and the articles of the benchmark as they are in the working tree.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ("seeds", "timeline/bench/data")
MANIFESTS = ("manifest.jsonl", "manifest.csv")
HEAD = ("", "document", "at", "category", "trigger", "before", "after")


@dataclass(frozen=True, slots=True)
class Found:
    """One mention as one version finds it."""

    document: str
    category: str
    trigger: str
    start: int
    end: int
    date: str
    status: str

    def says(self, other: Found | None) -> str:
        """Its date and status, and its category where the other version has another."""
        kind = f"{self.category}, " if other and other.category != self.category else ""
        return f"{kind}{self.date}, {self.status}"


Pair = tuple[Found | None, Found | None]


def main(root: Path = ROOT) -> str:
    """The table of all differences, and their sums."""
    sources = list(map(str, _sources(root)))
    with tempfile.TemporaryDirectory() as folder:
        last = Path(folder)
        packed = subprocess.run(["git", "archive", "HEAD", "timeline"], cwd=root, check=True, capture_output=True)
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(last, filter="data")
        versions = [_start(tree, sources) for tree in (last, root)]
        before, after = map(_read, versions)
    return _table(list(differences(before, after)), len(before), len(after))


def differences(before: Sequence[Found], after: Sequence[Found]) -> Iterator[Pair]:
    """The pairs that differ, in the order of the documents: first the same place and category, then the same place."""
    left = [found for found in before if found not in set(after)]
    right = [found for found in after if found not in set(before)]
    pairs: list[Pair] = []
    for same in (_same_event, _same_place):
        for old in list(left):
            new = next((new for new in right if same(old, new)), None)
            if new is not None:
                pairs.append((old, new))
                left.remove(old)
                right.remove(new)
    pairs += [(old, None) for old in left] + [(None, new) for new in right]
    yield from sorted(pairs, key=lambda pair: _place(pair[0] or pair[1]))


def _same_event(one: Found, other: Found) -> bool:
    return one.category == other.category and _same_place(one, other)


def _same_place(one: Found, other: Found) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _place(found: Found | None) -> tuple[str, int, str]:
    assert found is not None
    return found.document, found.start, found.category


def _sources(root: Path) -> Iterator[Path]:
    """The folders to read: a benchmark may keep several sets of articles, each with its manifest."""
    for source in SOURCES:
        folder = root / source
        sets = sorted({path.parent for name in MANIFESTS for path in folder.rglob(name)})
        if sets or folder.is_dir():
            yield from sets or [folder]


def _start(tree: Path, sources: Sequence[str]) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).with_name("listing.py")), *sources]
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def _read(version: subprocess.Popen[str]) -> list[Found]:
    lines, _ = version.communicate()
    if version.returncode:
        raise SystemExit(f"{' '.join(map(str, version.args))} failed")  # type: ignore[union-attr]
    return [Found(**json.loads(line)) for line in lines.splitlines()]


def _table(pairs: Sequence[Pair], before: int, after: int) -> str:
    rows = [HEAD, *(_row(old, new) for old, new in pairs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    gained = sum(old is None for old, _ in pairs)
    lost = sum(new is None for _, new in pairs)
    sums = (
        f"{gained} gained, {lost} lost, {len(pairs) - gained - lost} changed; {before} mentions before, {after} after"
    )
    return "\n".join([*lines, "", sums] if pairs else [sums])


def _row(old: Found | None, new: Found | None) -> tuple[str, ...]:
    found = new or old
    assert found is not None
    kind = "changed" if old and new else "gained" if new else "lost"
    told = (old.says(new) if old else "—", new.says(old) if new else "—")
    return (kind, found.document, str(found.start), found.category, found.trigger, *told)


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT) + "\n")
