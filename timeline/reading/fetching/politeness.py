"""Good manners towards servers: one request at a time a host, a pause between two, and what robots.txt asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from urllib.robotparser import RobotFileParser

__all__ = ["Hosts", "Pace", "Rules", "rules_of"]

LONGEST_PAUSE = 30.0
"""Seconds: a robots.txt that asks for longer pauses than this is met with this one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A clock and a way to wait, in seconds: the caller's, since the library has none."""

    clock: Callable[[], float]
    wait: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says to us; ``parser`` is None where it says nothing."""

    parser: RobotFileParser | None = None

    def allow(self, agent: str, address: str) -> bool:
        """Whether an address may be asked for."""
        return self.parser is None or self.parser.can_fetch(agent, address)

    def pause(self, agent: str) -> float:
        """The seconds between two requests that it asks for."""
        wanted = self.parser.crawl_delay(agent) if self.parser else None
        return min(float(wanted or 0), LONGEST_PAUSE)


def rules_of(text: str) -> Rules:
    r"""Read a robots.txt.

    >>> rules_of("User-agent: *\nDisallow: /private/").allow("timeline", "https://w.example/private/a")
    False
    """
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return Rules(parser)


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    free: float = 0.0


class Hosts:
    """Gives each host one request at a time, with a pause after each."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str, pause: float) -> Iterator[None]:
        """Wait until a host may be asked, and keep others from asking it meanwhile."""
        with self._lock:
            host = self._hosts.setdefault(name, _Host())
        with host.lock:
            left = host.free - self._pace.clock()
            if left > 0:
                self._pace.wait(left)
            try:
                yield
            finally:
                host.free = self._pace.clock() + pause
