"""Addresses in, files of the cache out: fetched where they changed, remembered, or taken from an earlier run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from timeline.reading.addresses import host_of, plain
from timeline.reading.fetched import FetchRecord
from timeline.reading.fetching.answers import Answer, FetchError
from timeline.reading.fetching.cache import Cache, suffix_of
from timeline.reading.fetching.fetcher import Fetcher

__all__ = ["Got", "Memory", "Want", "Web"]

_HOSTS_AT_ONCE = 8
"""Hosts asked at the same time, each by one request: as browsers do, and little enough for a home network."""
_BUG_CURE = "save the page and give the file, and report this as a bug of this program"
_OFFLINE_CURE = "run once without --offline"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered between runs: ``recall`` gives the records of addresses, ``keep`` takes new ones."""

    recall: Callable[[Sequence[str]], Mapping[str, FetchRecord]]
    keep: Callable[[Sequence[FetchRecord]], None]


@dataclass(frozen=True, slots=True)
class Want:
    """An address to have, as given; ``stamp`` is the state of the entry that led to it, empty where none did."""

    address: str
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Got:
    """What came of an address: the record of its content, now or of an earlier run, and what was wrong."""

    address: str
    record: FetchRecord | None
    error: FetchError | None = None


class Web:
    """The network and its memory, on one day; without a fetcher, only the memory (``--offline``)."""

    def __init__(self, fetcher: Fetcher | None, cache: Cache, memory: Memory, day: date) -> None:
        self._fetcher = fetcher
        self._cache = cache
        self._memory = memory
        self._day = day

    def get_all(self, wants: Iterable[Want]) -> dict[str, Got]:
        """Have some addresses, by their plain form; hosts side by side, the addresses of one host in their order."""
        each = {plain(want.address): want for want in reversed(list(wants))}
        known = self._memory.recall(list(each))
        hosts: dict[str, list[tuple[Want, FetchRecord | None]]] = {}
        for name, want in reversed(each.items()):
            hosts.setdefault(host_of(name), []).append((want, self._held(known.get(name))))
        with ThreadPoolExecutor(max_workers=_HOSTS_AT_ONCE) as pool:
            groups = list(pool.map(lambda group: [self._get(want, held) for want, held in group], hosts.values()))
        found = {got.address: got for group in groups for got in group}
        fresh = [got.record for got in found.values() if got.record and got.record != known.get(got.address)]
        self._memory.keep(sorted(fresh, key=lambda record: record.address))
        return found

    def keep(self, address: str, data: bytes, suffix: str, final: str) -> FetchRecord:
        """Keep a piece of something fetched, such as a feed's entry, under a name of its own."""
        [known] = self._memory.recall([address]).values() or [None]
        record = self._record(address, final, self._cache.put(data, suffix), self._held(known))
        if record != known:
            self._memory.keep([record])
        return record

    def path(self, record: FetchRecord) -> Path:
        """Where the content of a record is."""
        return self._cache.path(record.file)

    def _held(self, record: FetchRecord | None) -> FetchRecord | None:
        return record if record and self._cache.holds(record.file) else None

    def _get(self, want: Want, held: FetchRecord | None) -> Got:
        name = plain(want.address)
        if held and want.stamp and held.stamp == want.stamp:
            return Got(name, held)
        if self._fetcher is None:
            return Got(name, held, None if held else FetchError("it was not fetched before", _OFFLINE_CURE))
        try:
            marks = (held.etag, held.modified) if held else ("", "")
            answer = self._fetcher.get(want.address, etag=marks[0], modified=marks[1])
        except FetchError as error:
            return Got(name, held, error)
        except Exception as error:  # noqa: BLE001 - one address must never cost the others, whatever a server sends
            return Got(name, held, FetchError(f"it could not be fetched ({type(error).__name__})", _BUG_CURE))
        return Got(name, self._answered(name, answer, held, want.stamp))

    def _answered(self, name: str, answer: Answer, held: FetchRecord | None, stamp: str) -> FetchRecord:
        if answer.data is None:
            assert held is not None
            return replace(held, stamp=stamp)
        file = self._cache.put(answer.data, suffix_of(answer, answer.data))
        record = self._record(name, answer.address, file, held)
        return replace(record, etag=answer.etag, modified=answer.modified, charset=answer.charset, stamp=stamp)

    def _record(self, address: str, final: str, file: str, held: FetchRecord | None) -> FetchRecord:
        """A content that was there before keeps the day on which it was first seen."""
        day = held.day if held and held.file == file else self._day
        return FetchRecord(address, final, file, day)
