"""Sources that lie in the network: fetched before the survey, with this machine's clock and the user's settings."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from flows.now import today
from timeline.errors import SourceError
from timeline.reading import FetchRecord, Listed, Manner, Survey, survey
from timeline.reading.addresses import is_address, plain, refusal

if TYPE_CHECKING:
    from timeline.ledger import Ledger

__all__ = ["FetchOptions", "check_sources", "is_fetched", "surveyed", "surveyed_once"]

_OPML = ".opml"
_BESIDE_A_SERVER = Path("timeline.fetched")
"""Where the contents are kept whose records are in a database on a server."""


class FetchOptions(BaseModel):
    """How addresses are fetched: what is followed, what is allowed, and within which limits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    follow: tuple[str, ...] = Field(
        (), description="Patterns (* for anything) of links that are read in place of a page."
    )
    offline: bool = Field(default=False, description="Take what earlier runs fetched, and do without the network.")
    allow_private: bool = Field(default=False, description="Also fetch from this machine and from private networks.")
    timeout: float = Field(20.0, gt=0, le=600, description="Seconds without a byte after which a server is given up.")
    longest: float = Field(120.0, gt=0, le=3600, description="Seconds that one answer may take in all.")
    largest: int = Field(20_000_000, gt=0, le=2_000_000_000, description="Bytes of one answer, unpacked.")
    attempts: int = Field(3, ge=1, le=10, description="How often an address is asked for where its server stumbles.")
    pause: float = Field(1.0, ge=0, le=600, description="Seconds between two requests to one host.")
    contact: str = Field(
        "", pattern=r"^[\x20-\x7e]*$", description="An address in the user agent, for the sites' owners."
    )

    @property
    def agent(self) -> str:
        """The name under which servers are asked."""
        about = f"+{self.contact}" if self.contact else "reads news for a timeline of events"
        return f"timeline-of-events/{version('timeline-of-events')} ({about})"


def is_fetched(source: str) -> bool:
    """Whether a source is an address, or a file that lists addresses (OPML)."""
    return is_address(source) or Path(source).suffix.lower() == _OPML


def check_sources(sources: Sequence[str], published: date | None = None) -> None:
    """Check all that can be checked without the network.

    Raises SourceError for a source that is missing, or an address that cannot be fetched.
    """
    local = [source for source in sources if not is_fetched(source)]
    for source in sources:
        reason = refusal(source) if is_address(source) else ""
        if reason:
            cure = "give an address that begins with https://, or save the page and give the file"
            raise SourceError(reason, file=plain(source), cure=cure)
        if is_fetched(source) and not is_address(source) and not Path(source).is_file():
            raise SourceError("there is no such file or folder", file=source, cure="check the path")
    if local or not sources:
        survey(local, published=published)


def surveyed(  # noqa: PLR0913 - where to look, and how
    sources: Sequence[str],
    ledger: Ledger,
    *,
    published: date | None = None,
    publishers: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    options: FetchOptions | None = None,
) -> Survey:
    """List what there is to read: files as they are, addresses after they were fetched into the ledger's cache.

    The ledger must be claimed and prepared. Raises SourceError as ``check_sources`` does.
    """
    folder = ledger.file.with_suffix(".fetched") if ledger.file else _BESIDE_A_SERVER
    named = tuple(sorted((columns or {}).items()))
    manner = Manner(published, columns=named, publishers=tuple(sorted((publishers or {}).items())))
    check_sources(sources, published)
    local = [source for source in sources if not is_fetched(source)]
    remote = [source for source in sources if is_fetched(source)]
    nothing = Survey((), (), {})
    found = survey(local, published=published, publishers=publishers, columns=columns) if local else nothing
    if not remote:
        return found
    from timeline.reading.fetching import Memory  # noqa: PLC0415 - only who fetches pays for it

    memory = Memory(ledger.recall_fetched, ledger.keep_fetched)
    return _joined(found, _fetched(remote, folder, memory, manner, options or FetchOptions()))


@contextmanager
def surveyed_once(
    sources: Sequence[str],
    *,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    options: FetchOptions | None = None,
) -> Iterator[Survey]:
    """The same for commands without a ledger: what was fetched is kept for as long as they take."""
    local = [source for source in sources if not is_fetched(source)]
    remote = [source for source in sources if is_fetched(source)]
    if remote:
        check_sources(remote)
    found = survey(local, published=published, columns=columns) if local or not remote else Survey((), (), {})
    if not remote:
        yield found
        return
    from timeline.reading.fetching import Memory  # noqa: PLC0415 - as above

    records: dict[str, FetchRecord] = {}

    def recall(addresses: Sequence[str]) -> dict[str, FetchRecord]:
        return {address: records[address] for address in addresses if address in records}

    def keep(fresh: Sequence[FetchRecord]) -> None:
        records.update({record.address: record for record in fresh})

    manner = Manner(published, columns=tuple(sorted((columns or {}).items())))
    with TemporaryDirectory() as folder:
        yield _joined(found, _fetched(remote, Path(folder), Memory(recall, keep), manner, options or FetchOptions()))


def _fetched(sources: Sequence[str], folder: Path, memory: object, manner: Manner, options: FetchOptions) -> Survey:
    from timeline.reading import fetching  # noqa: PLC0415 - as above

    assert isinstance(memory, fetching.Memory)
    cache = fetching.Cache(folder)
    if options.offline:
        web = fetching.Web(None, cache, memory, today())
        return fetching.gather_addresses(sources, web, manner=manner, follow=options.follow)
    backend = fetching.GuardedBackend(allow_private=options.allow_private)
    limits = fetching.Limits(options.timeout, options.longest, options.largest, options.attempts, options.pause)
    pace = fetching.Pace(time.monotonic, time.sleep)
    transport = fetching.GuardedTransport(backend)
    with fetching.Fetcher(transport, agent=options.agent, pace=pace, limits=limits) as fetcher:
        web = fetching.Web(fetcher, cache, memory, today())
        return fetching.gather_addresses(sources, web, manner=manner, follow=options.follow)


def _joined(one: Survey, other: Survey) -> Survey:
    reasons = {*one.left_out, *other.left_out}
    left_out = {reason: one.left_out.get(reason, 0) + other.left_out.get(reason, 0) for reason in sorted(reasons)}
    return Survey(Listed((one.entries, other.entries)), (*one.sources, *other.sources), left_out)
