"""The name under which a publisher is counted: the user's own for a site or for what a site calls itself."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Origin
from timeline.reading.addresses import host_name

__all__ = ["publisher_of"]


def publisher_of(origin: Origin, names: Sequence[tuple[str, str]]) -> str:
    """The publisher of a document by the user's names: that of its site, of a site above it, or of its publisher.

    >>> publisher_of(Origin("a", url="https://live.w.example/nine"), [("w.example", "The Wire")])
    'The Wire'
    >>> publisher_of(Origin("a", publisher="Wire World Desk"), [("wire world desk", "The Wire")])
    'The Wire'
    """
    if not names:
        return origin.publisher
    ours = {key.casefold(): name for key, name in names}
    host = host_name(origin.url)
    while host:
        if host in ours:
            return ours[host]
        host = host.partition(".")[2]
    return ours.get(origin.publisher.casefold(), origin.publisher)
