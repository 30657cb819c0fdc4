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
START_PAGE = "/latest/report.html"

# A run's folder never changes once it is there; `latest` is another one after each run.
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"

_REPORT_POLICY = "frame-ancestors 'none'"
"""Beside the policy that stands in the page itself, which names its scripts; a page cannot say this of itself."""

_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""No other file has anything to run or to fetch."""

_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/atom+xml; charset=utf-8",
}


class _Files(SimpleHTTPRequestHandler):
    """Gives the files of runs to browsers of this machine that asked for this machine."""

    server_version = "timeline"
    sys_version = ""

    def send_head(self) -> BinaryIO | None:
        """Refuse a foreign host name: a page elsewhere could have pointed its name at this machine to read along."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        if host not in (LOOPBACK, "localhost"):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        if self._asked() == "/":
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", START_PAGE)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        if not self._is_shown():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def guess_type(self, path: object) -> str:
        """Name the kind of a file by our own list: that of the system differs from machine to machine."""
        return _TYPES.get(Path(str(path)).suffix, "application/octet-stream")

    def end_headers(self) -> None:
        """Say how long an answer holds, and that a browser must not see more in it than it is."""
        asked = self._asked()
        self.send_header("Cache-Control", _FOR_EVER if asked.startswith("/runs/") and self._is_shown() else _ASK_AGAIN)
        self.send_header("Content-Security-Policy", _REPORT_POLICY if asked.endswith(".html") else _FILE_POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing of each request."""

    def _asked(self) -> str:
        """The path asked for; none where the request was too broken to have one."""
        return getattr(self, "path", "").partition("?")[0].partition("#")[0]

    def _is_shown(self) -> bool:
        """Whether it is a file in the folder, wherever links lead, and neither a lock nor a half-written run."""
        root = Path(self.directory).resolve()
        try:
            file = Path(self.translate_path(self.path)).resolve()
            inside = file.relative_to(root).parts if file.is_relative_to(root) else (".",)
            return file.is_file() and not any(part.startswith(".") for part in inside)
        except (OSError, ValueError):
            return False


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
