"""Small sites on a server of this machine, each page of which a test writes down."""

from __future__ import annotations

import gzip
import socket
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import ClassVar

__all__ = ["Page", "Site", "dripping", "serving"]

_REQUEST = 10_000
"""Bytes that hold any request of a test."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the server says for a path; ``endless`` goes on with the body for as long as it is read."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    endless: bool = False
    cut: bool = False

    def packed(self) -> Page:
        """The same, packed by gzip."""
        return Page(gzip.compress(self.body), self.status, {**self.headers, "Content-Encoding": "gzip"})


class Site:
    """A site: its pages by path, and the requests that came, by path."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, list[Page]] = {}
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def says(self, path: str, *pages: Page | str) -> str:
        """Answer a path with these pages, one after the other, the last for ever; give its address."""
        html = {"Content-Type": "text/html; charset=utf-8"}
        self.pages[path] = [Page(page.encode(), headers=html) if isinstance(page, str) else page for page in pages]
        return self.root + path


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: ClassVar[Site]

    def do_GET(self) -> None:
        site = self.site
        site.asked[self.path] += 1
        site.headers.append({name.lower(): value for name, value in self.headers.items()})
        pages = site.pages.get(self.path, [Page(b"not here", 404)])
        page = pages.pop(0) if len(pages) > 1 else pages[0]
        mark = page.headers.get("ETag")
        if mark and self.headers.get("If-None-Match") == mark:
            page = Page(status=304)
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.endless:
            self.close_connection = True
            self.end_headers()
            self._go_on(page.body)
            return
        if page.status != 304:
            self.send_header("Content-Length", str(len(page.body) + 100 * page.cut))
        self.close_connection = page.cut
        self.end_headers()
        self.wfile.write(page.body)

    def _go_on(self, body: bytes) -> None:
        try:
            while True:
                self.wfile.write(body)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up is what some tests are about."""


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site until the end."""
    handler = type("Handler", (_Handler,), {})
    with _Server(("127.0.0.1", 0), handler) as server:
        handler.site = site = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


class _Drip(BaseRequestHandler):
    first: ClassVar[bytes]
    then: ClassVar[bytes]

    def handle(self) -> None:
        """Robots may go anywhere; every other answer goes on for as long as it is listened to, a little at a time."""
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            if b"robots.txt" in self.request.recv(_REQUEST):
                self.request.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            self.request.sendall(self.first)
            while True:
                self.request.sendall(self.then)
        except OSError:
            return


@contextmanager
def dripping(first: bytes, then: bytes) -> Iterator[str]:
    """Serve an answer that begins and then goes on and on; its address."""
    handler = type("Drip", (_Drip,), {"first": first, "then": then})
    with ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/a"
        finally:
            server.shutdown()
            thread.join()
