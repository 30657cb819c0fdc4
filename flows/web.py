"""The output folder in the browser: static files, for this machine only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from timeline.errors import ConfigurationError

__all__ = ["LOOPBACK", "folder_served"]

LOOPBACK = "127.0.0.1"


class _Files(SimpleHTTPRequestHandler):
    """Gives files to browsers of this machine that asked for this machine."""

    def send_head(self) -> BinaryIO | None:
        """Refuse a foreign host name: a page elsewhere could have pointed its name at this machine to read along."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        if host not in (LOOPBACK, "localhost"):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """Let the browser ask again each time: the newest run keeps its address."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing of each request."""


@contextmanager
def folder_served(folder: Path, *, port: int) -> Iterator[str]:
    """Serve a folder, and give its address; port 0 takes a free one.

    Raises ConfigurationError where the port is taken.
    """
    handler = partial(_Files, directory=str(folder))
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), handler)
    except OSError as error:
        cure = "name another one with --port"
        raise ConfigurationError(f"cannot be used: {error.strerror}", file=f"port {port}", cure=cure) from error
    with server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
