"""Many mentions, one event: joins what different documents tell of one real-world happening."""

from timeline.merge.events import merge

__all__ = ["merge"]
