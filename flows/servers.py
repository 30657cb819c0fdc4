"""A Prefect server of our own on this machine, for as long as something needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from flows.web import LOOPBACK
from timeline.errors import ConfigurationError

__all__ = ["local_server"]

START_LIMIT = 90.0
"""Seconds a Prefect server may take to start; a cold start on a busy laptop takes about 20."""


@contextmanager
def local_server(**environment: str) -> Iterator[str]:
    """Keep a Prefect server on a free port of this machine, and give the address of its API.

    ``environment`` is set for it besides what is set already. Raises ConfigurationError where it does not start.
    """
    port = _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", LOOPBACK, "--port", str(port)]
    # A session of its own: Ctrl-C must reach the flow first, which still has to tell the server that it pauses.
    server = subprocess.Popen(  # noqa: S603 - our own interpreter, no text of others
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | environment,
    )
    address = f"http://{LOOPBACK}:{port}/api"
    try:
        _wait_until_healthy(server, address)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


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
