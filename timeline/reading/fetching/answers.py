"""What comes of asking for an address: its content, the word that it has not changed, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Answer", "FetchError"]


class FetchError(Exception):
    """An address could not be fetched: what is wrong, and what a reader can do about it."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(problem, cure)
        self.problem = problem
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave for an address; ``data`` is None where it says that nothing has changed.

    ``address`` is where it was found after redirects, without credentials.
    """

    address: str
    data: bytes | None
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
