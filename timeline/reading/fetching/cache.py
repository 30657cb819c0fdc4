"""The folder in which all that was fetched is kept, each content once, under the hash of it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from timeline.errors import ConfigurationError
from timeline.reading.fetching.answers import Answer
from timeline.reading.formats import SUFFIXES, kind_of

__all__ = ["Cache", "suffix_of"]

_BY_MEDIA_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/feed+json": ".json",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/zip": ".zip",
    "application/warc": ".warc",
}
_DIGITS = 40
"""Of the hash: as many as git takes for its contents."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of contents; names are ``ab/cdef….html``, the suffix being that of the content's format."""

    folder: Path

    def put(self, data: bytes, suffix: str) -> str:
        """Keep a content, whole or not at all, and give its name.

        Raises ConfigurationError where the folder cannot be written.
        """
        digest = sha256(data).hexdigest()[:_DIGITS]
        name = f"{digest[:2]}/{digest[2:]}{suffix}"
        path = self.folder / name
        if path.exists():
            return name
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            cure = "name another ledger with --ledger, in a folder that you may write to: what is fetched is kept there"
            raise ConfigurationError(
                f"cannot be written: {error.strerror}", file=str(path.parent), cure=cure
            ) from error
        finally:
            beside.unlink(missing_ok=True)
        return name

    def path(self, name: str) -> Path:
        """Where a content is."""
        return self.folder / name

    def holds(self, name: str) -> bool:
        """Whether a content is there."""
        return self.path(name).is_file()


def suffix_of(answer: Answer, data: bytes) -> str:
    """The suffix for what was fetched: of what it is by its content, else of what the server or the address says."""
    stated = _BY_MEDIA_TYPE.get(answer.media_type, "")
    named = PurePosixPath(urlsplit(answer.address).path).suffix.lower()
    hint = stated if stated and stated != ".txt" else named if named in SUFFIXES else stated
    kind = kind_of(data, hint)
    if SUFFIXES.get(hint) == kind or kind not in SUFFIXES.values():
        return hint
    return next(suffix for suffix, meant in SUFFIXES.items() if meant == kind)
