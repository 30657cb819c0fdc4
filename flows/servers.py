"""A Prefect server of our own on this machine, for as long as something needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

import httpx
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.attended import attended
from flows.settings import server_is_given
from flows.terminal import note
from flows.web import LOOPBACK
from timeline.errors import ConfigurationError

__all__ = ["local_server", "server_at_hand"]

START_LIMIT = 90.0
"""Seconds a Prefect server may take to start; a cold start on a busy laptop takes about 20."""
END_LIMIT = 15.0
"""Seconds it may take to end in order."""


@contextmanager
def local_server(meanwhile: Callable[[], object] | None = None, /, **environment: str) -> Iterator[str]:
    """Keep a Prefect server on a free port of this machine, and give the address of its API.

    It ends with what needs it, even where that is killed. ``meanwhile`` is done while it starts; ``environment`` is
    set for it besides what is set already. Raises ConfigurationError where it does not start.
    """
    port = _free_port()
    # A session of its own: Ctrl-C must reach the flow first, which still has to tell the server that it pauses.
    with subprocess.Popen(  # noqa: S603 - our own interpreter, no text of others
        attended("prefect", "server", "start", "--host", LOOPBACK, "--port", str(port)),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | environment,
    ) as server:
        address = f"http://{LOOPBACK}:{port}/api"
        try:
            if meanwhile:
                meanwhile()
            _wait_until_healthy(server, address)
            yield address
        finally:
            _end(server)


@contextmanager
def server_at_hand() -> Iterator[None]:
    """Have a Prefect server: the one that the user gives, or else one of our own until the end.

    Prefect would start one by itself, which goes on for ever where the run is killed.
    """
    if server_is_given():
        yield
        return
    note("Starting Prefect's local server (about 10 s) …")
    with local_server(_load_the_flow) as address, temporary_settings({PREFECT_API_URL: address}):
        yield


def _load_the_flow() -> None:
    """Two seconds of loading, on another processor than the server's."""
    import_module("flows.build")


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=END_LIMIT)
    except subprocess.TimeoutExpired:
        server.kill()


def _wait_until_healthy(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{address}/health", timeout=2).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    cure = "try `prefect server start` to see why, or set PREFECT_API_URL to a server that runs"
    raise ConfigurationError("Prefect's server did not start", file=address, cure=cure)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
