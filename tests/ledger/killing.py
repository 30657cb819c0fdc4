"""Kills runs at given points, looks at what they left, and runs again.

Everything is loaded once, and each run is a process forked from that: many points are tried in little time. A point is
the number of a step of the run: a statement to the database, a commit, a file written, moved or linked in the outputs.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine

from flows.outputs import newest_or_none
from tests.flows.runs import run
from timeline.events import extract
from timeline.ledger import open_ledger
from timeline.rulebook import load_rulebook

__all__ = ["NOTHING", "seen_of"]

AS_OF = date(2025, 8, 2)
NOTHING = "nothing"
_FILE_STEPS = {"os.rename", "os.symlink", "os.mkdir", "os.remove"}


class Steps:
    """Counts the steps of a run, and kills it at one of them; 0 kills nothing."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        event.listen(Engine, "before_cursor_execute", lambda *_: self.step())
        event.listen(Engine, "commit", lambda *_: self.step())
        sys.addaudithook(self._audit)

    def _audit(self, name: str, arguments: tuple[Any, ...]) -> None:
        place = str(arguments[0]) if arguments else ""
        written = (
            name == "open" and "outputs" in place and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
        )
        if written or (name in _FILE_STEPS and any("outputs" in str(one) for one in arguments)):
            self.step()


def seen_of(folder: Path, ledger: str) -> dict[str, object]:
    """What readers see: the ledger's view and the newest files, as hashes; what is staged; how many runs are known."""
    book = open_ledger(ledger)
    with book.view() as view:
        told = (
            view.events(),
            view.leads(),
            view.problems(),
            sorted(view.forwards().items()),
            tuple(view.changes_since(0)),
        )
        runs = view.tally().runs
    staged = _staged(ledger)
    book.close()
    return {"ledger": _digest(repr(told).encode()), "files": _files(folder / "outputs"), "runs": runs, "staged": staged}


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _files(out: Path) -> str:
    newest = newest_or_none(out)
    if newest is None:
        return NOTHING
    names = [path for path in sorted(newest.iterdir()) if path.suffix in {".csv", ".html"}]
    return _digest(b"".join(path.name.encode() + path.read_bytes() for path in names))


def _staged(ledger: str) -> int:
    engine = create_engine(ledger if "://" in ledger else f"sqlite:///{ledger}")
    try:
        with engine.connect() as connection:
            count: int = connection.execute(text("SELECT count(*) FROM staged")).scalar_one()
            return count
    except Exception:  # noqa: BLE001 - a ledger without tables has nothing staged, whichever way the database says so
        return 0
    finally:
        engine.dispose()


def _forked(do: Callable[[], object]) -> object:
    """Do it in a process of its own, and give what it says; None where it was killed."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        status = 1
        try:
            os.write(write_end, json.dumps(do()).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("a run failed that was not killed")
    return json.loads(said) if said else None


def _run(folder: Path, ledger: str, last: int) -> dict[str, int]:
    steps, read = Steps(last), []
    steps.watch()
    run(folder, AS_OF, ledger=ledger, watch=read.append)
    return {"steps": steps.count, "read": len(read)}


def _try(base: Path, folder: Path, ledger: str, point: int) -> dict[str, object]:
    """Put a folder back as it was, kill a run in it, look, run again, look again."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder, symlinks=True)
    killed = _forked(lambda: _run(folder, ledger, point))
    _let_go(ledger)
    found = _forked(lambda: seen_of(folder, ledger))
    again = _forked(lambda: _run(folder, ledger, 0))
    healed = _forked(lambda: seen_of(folder, ledger))
    return {"point": point, "killed": killed is None, "run": killed, "found": found, "again": again, "healed": healed}


def _let_go(ledger: str) -> None:
    """Wait until the database server has noticed that a run was killed: till then, its claim is held."""
    if "://" in ledger:
        claims = "SELECT pg_terminate_backend(pid, 60000) FROM pg_locks, pg_database WHERE locktype = 'advisory'"
        engine = create_engine(ledger, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"{claims} AND database = pg_database.oid AND datname = current_database()"))
        engine.dispose()


def _load_once() -> None:
    """Load what every run needs, so that the forks need not; nothing that starts threads."""
    extract("The White House released its AI Action Plan on 23 July 2025.", published=AS_OF, rulebook=load_rulebook())
    for name in ("altair", "openpyxl", "pandas"):
        import_module(name)


def _main() -> None:
    """Take orders as lines of JSON (a folder as it was, where to run, a ledger, a point), and give reports likewise."""
    _load_once()
    for line in sys.stdin:
        order = json.loads(line)
        report = _try(Path(order["base"]), Path(order["folder"]), order["ledger"], order["point"])
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
