"""Connections to addresses that were checked: a name is looked up once, and what was found is connected to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

from timeline.reading.addresses import refusal_of_ip

__all__ = ["AddressRefusedError", "GuardedBackend", "GuardedTransport", "Resolve", "look_up", "within"]

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the IP addresses of a host."""

SocketOption = httpcore.SOCKET_OPTION
Left = Callable[[], float]
"""Gives the seconds that are left for an answer."""

_left: ContextVar[Left] = ContextVar("left")


class AddressRefusedError(Exception):
    """A host leads to an address that is not of the public internet."""


def look_up(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, each once, by the system's own look-up."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@contextmanager
def within(left: Left) -> Iterator[None]:
    """Give up whatever a server does once no time is left.

    A limit on each reading alone lets a server go on for ever that drips its head, or answers "continue" without end.
    """
    token = _left.set(left)
    try:
        yield
    finally:
        _left.reset(token)


def _limited(timeout: float | None, late: type[httpcore.TimeoutException]) -> float | None:
    left = _left.get(None)
    if left is None:
        return timeout
    seconds = left()
    if seconds <= 0:
        raise late("no time is left for the answer")
    return seconds if timeout is None else min(timeout, seconds)


class _TimedStream(httpcore.NetworkStream):
    """A connection each use of which ends in the time that is left for the answer."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _limited(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _limited(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        limit = _limited(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, limit))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Looks a host up, refuses it where any of its addresses is not public, and connects to what was checked.

    Between a check and a connection that looks the name up again, the name could come to lead elsewhere.
    """

    def __init__(
        self, *, allow_private: bool, resolve: Resolve = look_up, inner: httpcore.NetworkBackend | None = None
    ) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers."""
        failed: Exception = httpcore.ConnectError(f"{host} is not known")
        for ip in self._checked(host, port):
            try:
                limit = _limited(timeout, httpcore.ConnectTimeout)
                return _TimedStream(self._inner.connect_tcp(ip, port, limit, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known") from error
        reasons = [] if self._allow_private else [reason for ip in found if (reason := refusal_of_ip(ip))]
        if reasons:
            raise AddressRefusedError(f"{host} leads to {reasons[0]}")
        return found


class GuardedTransport(httpx.BaseTransport):
    """Sends httpx's requests through a guarded backend; no proxy of the environment, which would connect unchecked."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the answer's body is read as a stream."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _translated(request):
            answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer, request))

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response, request: httpx.Request) -> None:
        self._answer = answer
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        with _translated(self._request):
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _translated(request: httpx.Request) -> Iterator[None]:
    """Errors of the connection in httpx's terms."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.TimeoutException(str(error), request=request) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise httpx.TransportError(str(error), request=request) from error
