"""Scores `timeline dates` on annotated texts that stand outside the project: ``python -m tests.benchmarks.timex DIR``.

DIR holds ``score.py`` and the folders ``news`` and ``narrative`` of TimeML files. A third of the news and four of the
narratives are the test part: rules are written without them. ``--errors PART`` lists the errors of the tuned part only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["BESIDE", "MEASURES", "PARTS", "Part", "parts_of", "score"]

BESIDE = Path(__file__).parents[3] / "shared" / "dev" / "timex"
"""Where the annotated texts stand when they are there at all: third-party data, never committed."""
MEASURES = ("relaxed", "strict", "type", "value", "date")
PARTS = ("tuned", "test")
_TIMELINE = "from flows.cli import app; app()"
_THIRD = 3
_UNREAD_NARRATIVES = 4


@dataclass(frozen=True, slots=True)
class Part:
    """Some texts of one kind: ``news`` or ``narrative``, the ``tuned`` part or the unread ``test`` part."""

    kind: str
    name: str
    files: tuple[Path, ...]


def parts_of(folder: Path) -> tuple[Part, ...]:
    """The four parts, divided by a hash of the file name."""
    news = sorted((folder / "news").glob("*.tml"))
    narratives = sorted((folder / "narrative").glob("*.tml"), key=_hashed)
    return (
        Part("news", "tuned", tuple(file for file in news if _hashed(file) % _THIRD)),
        Part("news", "test", tuple(file for file in news if not _hashed(file) % _THIRD)),
        Part("narrative", "tuned", tuple(sorted(narratives[_UNREAD_NARRATIVES:]))),
        Part("narrative", "test", tuple(sorted(narratives[:_UNREAD_NARRATIVES]))),
    )


def score(folder: Path, files: Sequence[Path], *, errors: bool = False) -> tuple[dict[str, float], list[str]]:
    """F1 of each measure in percent, and the list of errors where it is asked for."""
    with tempfile.TemporaryDirectory() as scratch:
        gold, texts = Path(scratch) / "gold", Path(scratch) / "texts"
        gold.mkdir()
        texts.mkdir()
        for file in files:
            (gold / file.name).symlink_to(file.resolve())
        scorer = [sys.executable, str(folder / "score.py"), "--gold", str(gold)]
        _write_texts(texts, _run([*scorer, "--dump"]))
        found = Path(scratch) / "found.jsonl"
        found.write_text(
            "".join(_scored(_run([sys.executable, "-c", _TIMELINE, "dates", str(texts)]))), encoding="utf-8"
        )
        told = _run([*scorer, "--system", str(found), "--json", *(["--errors"] if errors else [])])
    first, *rest = told.splitlines()
    figures = json.loads(first)
    return {measure: figures[measure] for measure in MEASURES}, rest


def _write_texts(folder: Path, dumped: str) -> None:
    manifest = []
    for line in dumped.splitlines():
        row = json.loads(line)
        (folder / f"{row['doc']}.txt").write_text(row["text"], encoding="utf-8", newline="")
        manifest.append(json.dumps({"id": row["doc"], "file": f"{row['doc']}.txt", "published": row["dct"]}) + "\n")
    (folder / "manifest.jsonl").write_text("".join(manifest), encoding="utf-8")


def _scored(lines: str) -> Iterator[str]:
    for line in lines.splitlines():
        row = json.loads(line)
        renamed = {"doc": row["document_id"], "start": row["span_start"], "end": row["span_end"]}
        yield json.dumps(renamed | {name: row[name] for name in ("type", "value", "text")}) + "\n"


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _hashed(file: Path) -> int:
    return int.from_bytes(hashlib.sha256(file.stem.encode()).digest()[:8])


def main() -> None:
    """Print the table of figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=BESIDE)
    parser.add_argument("--errors", choices=("news", "narrative"), help="list the errors of a tuned part")
    asked = parser.parse_args()
    if not (asked.folder / "score.py").exists():
        parser.error(f"{asked.folder} holds no score.py; cure: name the folder of the annotated texts")
    parts = parts_of(asked.folder)
    if asked.errors:
        files = next(part.files for part in parts if part.kind == asked.errors)
        sys.stdout.write("\n".join(score(asked.folder, files, errors=True)[1]) + "\n")
        return
    sys.stdout.write(f"{'texts':<18}" + "".join(f"{measure:>9}" for measure in MEASURES) + "\n")
    for kind in ("news", "narrative"):
        mine = [part for part in parts if part.kind == kind]
        every = Part(kind, "all", tuple(file for part in mine for file in part.files))
        for part in (*mine, every):
            figures, _ = score(asked.folder, part.files)
            row = "".join(f"{figures[measure]:9.1f}" for measure in MEASURES)
            sys.stdout.write(f"{kind + ' ' + part.name:<18}{row}\n")


if __name__ == "__main__":
    main()
