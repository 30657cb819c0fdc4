"""The files of a run in their order, each made into an entry when it is asked for: until then a name is held of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, compress
from pathlib import Path, PurePosixPath
from typing import overload

from timeline.reading.entries import NOTHING, Entry, Manner

__all__ = ["Found", "Listed"]


@dataclass(frozen=True, slots=True)
class Found(Sequence[Entry]):
    """Files that a folder holds and no manifest names, by their paths in it, with slashes.

    The document's id is that path without its suffix.
    """

    folder: Path
    names: Sequence[str]
    manner: Manner
    source: str = ""

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> Found: ...

    def __getitem__(self, place: int | slice) -> Entry | Found:
        if isinstance(place, slice):
            return replace(self, names=self.names[place])
        name = self.names[place]
        document_id = str(PurePosixPath(name).with_suffix(""))
        return replace(self.manner.entry(self.folder / name, document_id, NOTHING), source=self.source)

    def of(self, source: str) -> Found:
        """The same, as files of a source."""
        return replace(self, source=source)

    def those(self, kept: Iterable[bool]) -> Found:
        """Some of them: a yes or no for each."""
        return replace(self, names=tuple(compress(self.names, kept)))


class Listed(Sequence[Entry]):
    """Files of several sources, one source after the other; a stretch of them is a ``Listed`` as well."""

    def __init__(self, parts: Iterable[Sequence[Entry]] = ()) -> None:
        self._parts = tuple(part for part in parts if len(part))
        self._starts = (0, *accumulate(map(len, self._parts)))

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Entry]:
        return chain.from_iterable(self._parts)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Listed) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> Listed: ...

    def __getitem__(self, place: int | slice) -> Entry | Listed:
        if isinstance(place, slice):
            first, last, step = place.indices(len(self))
            assert step == 1, "a stretch has no gaps"
            pairs = zip(self._parts, self._starts, strict=False)
            return Listed(part[max(first - start, 0) : max(last - start, 0)] for part, start in pairs)
        number = range(len(self))[place]
        part = bisect_right(self._starts, number) - 1
        return self._parts[part][number - self._starts[part]]
