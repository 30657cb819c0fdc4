"""Where events are laid while a run builds and tells them, so that memory hardly grows with their number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import NamedTuple, Self

from pydantic import TypeAdapter

from timeline.model import Event

__all__ = ["Place", "Shelf"]

_EVENT = TypeAdapter(Event)
_SKETCHES = {"mentions": {"__all__": {"origin": {"sketch"}}}}
"""What it takes to tell copies of one report is as large as all the rest of an event, and was used before."""
_HELD = 32 * 2**20
"""Bytes of events that are kept in memory (some ten thousand events); beyond, a file without a name takes them."""


class Place(NamedTuple):
    """Where on the shelf an event lies, and how many bytes it takes."""

    offset: int
    length: int


class _Built(NamedTuple):
    """The events of a category that a run has built: where they begin and end, and which go by another id since."""

    start: int
    end: int
    renamed: Mapping[str, str]


class Shelf:
    """Events on their way into the files of a run; many of them lie in a file without a name in ``folder``.

    It is gone in the end, whatever happens. Without a ``folder`` it is in the system's folder for such files.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = SpooledTemporaryFile(max_size=_HELD, dir=str(folder) if folder else None)  # noqa: SIM115 - closed on exit
        self._end = 0
        self._built: dict[str, _Built] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def end(self) -> int:
        """Where the next event will lie."""
        return self._end

    def lay(self, event: Event) -> Place:
        """Lay an event down behind all others."""
        data = _EVENT.dump_json(event, exclude=_SKETCHES)
        self._file.seek(self._end)
        self._file.write(data + b"\n")
        place = Place(self._end, len(data))
        self._end += len(data) + 1
        return place

    def take(self, place: Place) -> Event:
        """Look at an event; it stays where it is."""
        self._file.seek(place.offset)
        return _EVENT.validate_json(self._file.read(place.length))

    def name(self, category: str, start: int, renamed: Mapping[str, str]) -> None:
        """Take all that lies from ``start`` on for what a run has built of a category.

        ``renamed`` gives the ids under which some of these events are known, by those they were laid down with.
        """
        self._built[category] = _Built(start, self._end, renamed)

    def built(self, category: str) -> Iterator[tuple[Event, Place]]:
        """The events of a category that a run has built, each under the id by which it is known."""
        built = self._built.get(category, _Built(0, 0, {}))
        offset = built.start
        while offset < built.end:
            self._file.seek(offset)
            line = self._file.readline()
            event = _EVENT.validate_json(line)
            yield replace(event, id=built.renamed.get(event.id, event.id)), Place(offset, len(line) - 1)
            offset += len(line)
