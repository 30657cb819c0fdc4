"""The only place that reaches the network: what addresses lead to, fetched safely and politely, and kept."""

from __future__ import annotations

from timeline.reading.fetching.cache import Cache
from timeline.reading.fetching.fetcher import Fetcher, Limits
from timeline.reading.fetching.gathering import gather_addresses
from timeline.reading.fetching.network import GuardedBackend, GuardedTransport
from timeline.reading.fetching.politeness import Pace
from timeline.reading.fetching.web import Memory, Web

__all__ = [
    "Cache",
    "Fetcher",
    "GuardedBackend",
    "GuardedTransport",
    "Limits",
    "Memory",
    "Pace",
    "Web",
    "gather_addresses",
]
