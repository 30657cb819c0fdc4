"""The two databases of a ledger: a file (SQLite), and a PostgreSQL that the tests start and stop themselves."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import sample

import psycopg
import pytest

_NUMBERS = count(1)
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_writer_delay=10s"
"""A server that commits late: what does not ask for more is lost when it crashes."""


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL that listens on a loopback port, for these tests only."""

    port: int
    programs: Path
    folder: Path
    user: str | None

    def start(self) -> None:
        """Start it, or start it again."""
        options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -p {self.port} {_QUICK}"
        self._control("-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Break all its connections and stop it, in order or (``immediate``) as by a crash; commits are kept."""
        self._control("-m", how, "stop")

    def restart(self, how: str = "fast") -> None:
        """Break all its connections, and be there again."""
        self.stop(how)
        self.start()

    def end_claims(self) -> int:
        """Break the connections that claim a ledger, wait until they are gone, and say how many there were."""
        claims = "SELECT pg_terminate_backend(pid, 60000) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        with psycopg.connect(self.address("postgres", "postgresql"), autocommit=True) as connection:
            return len(connection.execute(claims).fetchall())

    def _control(self, *order: str) -> None:
        command = [self.programs / "pg_ctl", "-D", self.folder / "data", *order]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=self.user)

    def address(self, database: str, scheme: str = "postgresql+psycopg") -> str:
        return f"{scheme}://postgres@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        return self._created("template0")

    def copy_of(self, address: str) -> str:
        return self._created(address.rpartition("/")[2])

    def _created(self, template: str) -> str:
        name = f"ledger_{next(_NUMBERS)}"
        with psycopg.connect(self.address("postgres", "postgresql"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self.address(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Start a cluster in a temporary folder, as a user that PostgreSQL accepts; in CI its absence is a failure."""
    programs = _programs()
    if programs is None:
        reason = "NO POSTGRESQL: install it, so that the ledger is tried on it"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="ledger-"))
    user = _user(folder)
    server = Server(_free_port(), programs, folder, user)
    try:
        make = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, check=True, capture_output=True, user=user)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """Find the newest installed server; Debian keeps its programs out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _user(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return owner.pw_name


def _free_port() -> int:
    """Find one that no program is given by chance: those for outgoing connections begin at 32,768."""
    for port in sample(range(20_000, 32_768), 100):
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail("no free port for PostgreSQL")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name a ledger that does not exist yet, in each of the two databases."""
    if request.param == "sqlite":
        return str(tmp_path / "timeline.db")
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()
