"""Asks for addresses: politely, within limits, a few times where a server stumbles, and never of a private network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx
from httpx import codes

from timeline.reading.addresses import credentials, host_of, joined, plain, refusal
from timeline.reading.fetching.answers import Answer, FetchError
from timeline.reading.fetching.bodies import read_body
from timeline.reading.fetching.network import AddressRefusedError, within
from timeline.reading.fetching.politeness import Hosts, Pace, Rules, rules_of

__all__ = ["Fetcher", "Limits"]

_REDIRECTS = 5
"""As many as RFC 9309 asks for; more is a loop, or meant to lead astray."""
_STUMBLED = {
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}
_LED_ON = {301, 302, 303, 307, 308}
_LONGEST_WAIT = 60.0
"""Seconds that a server's Retry-After is heeded; who asks for more is tried in a later run."""
_ROBOTS_SIZE = 500 * 1024
"""Bytes of a robots.txt, as RFC 9309 has it."""
_LATER = "try again later"
_SAVE = "look at it in a browser; where it is there, save the page and give the file"
_ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and how often.

    ``timeout`` seconds without a byte, ``longest`` seconds for a whole answer, ``largest`` bytes of it unpacked,
    ``attempts`` for one address, ``pause`` seconds between requests to a host.
    """

    timeout: float = 20.0
    longest: float = 120.0
    largest: int = 20_000_000
    attempts: int = 3
    pause: float = 1.0


class _StumbledError(Exception):
    """A server or the way to it failed in a manner that may pass."""

    def __init__(self, problem: str, after: float = 0.0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.after = after


class Fetcher:
    """Gets addresses one by one; may be used from several threads, which share its manners."""

    def __init__(self, transport: httpx.BaseTransport, *, agent: str, pace: Pace, limits: Limits | None = None) -> None:
        self._name = agent.partition("/")[0]
        self._pace = pace
        self._limits = limits or Limits()
        self._hosts = Hosts(pace)
        self._rules: dict[str, Rules | FetchError] = {}
        self._lock = Lock()
        self._client = httpx.Client(
            transport=transport,
            timeout=self._limits.timeout,
            headers={"User-Agent": agent, "Accept": _ACCEPTED, "Accept-Encoding": "gzip"},
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, address: str, *, etag: str = "", modified: str = "") -> Answer:
        """Give what an address holds, after redirects; without data where it is still as the marks say.

        Raises FetchError for what cannot be had, with a cure.
        """
        marks = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in marks.items() if value}
        target = address
        for _ in range(_REDIRECTS + 1):
            reason = refusal(target)
            if reason:
                raise FetchError(reason, "give an address that begins with https://")
            rules = self._rules_for(target)
            if not rules.allow(self._name, plain(target)):
                cure = "ask the site; a page that you may read can be saved by hand and given as a file"
                raise FetchError("the site's robots.txt asks programs to leave this address", cure)
            answer = self._persist(target, headers, rules)
            if isinstance(answer, Answer):
                return answer
            target = joined(target, answer)
        raise FetchError(f"it leads on more than {_REDIRECTS} times", _SAVE)

    def _persist(self, target: str, headers: Mapping[str, str], rules: Rules, largest: int = 0) -> Answer | str:
        """Ask until there is an answer (or the address that it leads on to), but not for ever."""
        pause = max(self._limits.pause, rules.pause(self._name))
        for attempt in range(1, self._limits.attempts + 1):
            try:
                with self._hosts.turn(host_of(target), pause):
                    return self._ask(target, headers, largest or self._limits.largest)
            except _StumbledError as error:
                if attempt == self._limits.attempts:
                    raise FetchError(error.problem, _LATER) from error
                self._pace.wait(max(2.0 ** (attempt - 1), min(error.after, _LONGEST_WAIT)))
        raise AssertionError("at least one attempt is made")

    def _ask(self, target: str, headers: Mapping[str, str], largest: int) -> Answer | str:
        ends = self._pace.clock() + self._limits.longest

        def left() -> float:
            return ends - self._pace.clock()

        secret = credentials(target)
        try:
            # Apart from the address, which the client writes to its log.
            with (
                within(left),
                self._client.stream("GET", plain(target), headers=dict(headers), auth=secret) as response,
            ):
                if response.status_code in _LED_ON and "location" in response.headers:
                    return response.headers["location"]
                _check_status(response, conditional=bool(headers))
                unchanged = response.status_code == HTTPStatus.NOT_MODIFIED
                body = (
                    None
                    if unchanged
                    else read_body(
                        response.iter_raw(),
                        packing=response.headers.get("content-encoding", "").strip().lower(),
                        largest=largest,
                        is_late=lambda: left() < 0,
                    )
                )
                return _answer(target, response, body)
        except AddressRefusedError as error:
            cure = "add --allow-private if it is a server of your own network"
            raise FetchError(f"not fetched: {error}", cure) from error
        except httpx.TimeoutException as error:
            if left() <= 0:
                raise FetchError("the answer takes too long", _LATER) from error
            raise _StumbledError("the server does not answer in time") from error
        except httpx.RemoteProtocolError as error:
            # The connection's own failures come as plain transport errors: this is what httpx cannot make sense of.
            raise FetchError("it leads on to what is no address", _SAVE) from error
        except httpx.TransportError as error:
            raise _StumbledError("the server cannot be reached, or breaks off") from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError("it is no address", "check the address") from error

    def _rules_for(self, target: str) -> Rules:
        """What the robots.txt of a host says, asked for once."""
        parts = urlsplit(plain(target))
        base = f"{parts.scheme}://{parts.netloc}/robots.txt"
        with self._lock:
            known = self._rules.get(base)
        if known is None:
            known = self._asked_rules(base)
            with self._lock:
                self._rules[base] = known
        if isinstance(known, FetchError):
            raise known
        return known

    def _asked_rules(self, base: str) -> Rules | FetchError:
        """A host that has none allows everything; one that cannot say so just now allows nothing (RFC 9309)."""
        target = base
        try:
            for _ in range(_REDIRECTS + 1):
                if refusal(target):
                    return Rules()
                answer = self._persist(target, {}, Rules(), _ROBOTS_SIZE)
                if isinstance(answer, Answer):
                    return rules_of((answer.data or b"").decode("utf-8-sig", "replace"))
                target = joined(target, answer)
        except FetchError as error:
            if isinstance(error, _NotThereError):
                return Rules()
            return error
        return Rules()


class _NotThereError(FetchError):
    """The server is there and says that it has no such document for us."""


def _check_status(response: httpx.Response, *, conditional: bool) -> None:
    """Raise for a status that brings no document."""
    status = response.status_code
    if status == HTTPStatus.OK or (status == HTTPStatus.NOT_MODIFIED and conditional):
        return
    name = codes.get_reason_phrase(status)
    said = f"the server answers {status} ({name})" if name else f"the server answers {status}"
    if status in _STUMBLED:
        after = response.headers.get("retry-after", "")
        raise _StumbledError(said, float(after) if after.isascii() and after.isdigit() else 0.0)
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise _NotThereError(said, _SAVE)
    raise FetchError(said, _SAVE)


def _answer(target: str, response: httpx.Response, body: bytes | None) -> Answer:
    headers = response.headers
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(
        plain(target),
        body,
        media_type=media_type,
        charset=response.charset_encoding or "",
        etag=headers.get("etag", ""),
        modified=headers.get("last-modified", ""),
    )
