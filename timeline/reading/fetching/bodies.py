"""The body of an answer, unpacked piece by piece within limits on its size and on the time it takes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

from timeline.reading.fetching.answers import FetchError

__all__ = ["read_body"]

_PACKINGS = ("gzip", "x-gzip")
"""The packings that are asked for and unpacked."""

_LARGE_CURE = "raise fetch.largest in timeline.toml if it is worth it, or save the document and give the file"
_SLOW_CURE = "try again later, or save the document and give the file"


def read_body(pieces: Iterable[bytes], *, packing: str, largest: int, is_late: Callable[[], bool]) -> bytes:
    """Give a body unpacked; never more than ``largest`` bytes of it are in memory, however far it would unpack.

    Raises FetchError for a body that is larger, packed otherwise than asked for, damaged, or too slow.
    """
    if packing not in {"", "identity", *_PACKINGS}:
        raise FetchError("the server packs its answer in a way that was not asked for", _SLOW_CURE)
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if packing in _PACKINGS else None
    body = bytearray()
    for piece in pieces:
        room = largest + 1 - len(body)
        try:
            body += unpacker.decompress(piece, room) if unpacker else piece[:room]
        except zlib.error as error:
            raise FetchError("the answer is damaged: it cannot be unpacked", _SLOW_CURE) from error
        if len(body) > largest:
            raise FetchError(f"the answer is larger than {largest:,} bytes", _LARGE_CURE)
        if is_late():
            raise FetchError("the answer takes too long", _SLOW_CURE)
    if unpacker and not unpacker.eof:
        raise FetchError("the answer breaks off", _SLOW_CURE)
    return bytes(body)
