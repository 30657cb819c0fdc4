"""What a reading of files brings to the ledger: rows, made where the files are read, and only stored here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b, sha256
from typing import TypeVar

from pydantic import TypeAdapter

from timeline.events import Extraction
from timeline.merge import Account, accounts_of, keys_of, reach_of
from timeline.model import Document, Lead, Mention, Origin, Problem
from timeline.reading import Marks, marks_of

__all__ = [
    "AccountRow",
    "MentionRow",
    "Taken",
    "TakenDocument",
    "TakenReading",
    "account_from",
    "document_key",
    "lead_from",
    "mention_from",
    "number_of",
    "origin_from",
    "reading_key",
    "taken_document",
]

Found = TypeVar("Found", Mention, Lead)

_MENTION = TypeAdapter(Mention)
_ACCOUNT = TypeAdapter(Account)
_LEAD = TypeAdapter(Lead)
_ORIGIN = TypeAdapter(Origin)
_UNMARKED = Marks("")


@dataclass(frozen=True, slots=True)
class Taken:
    """What the ledger holds of a file: the key under which it was read, and that of each of its documents by id."""

    key: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention as it is stored: its own words as JSON, its document by name."""

    id: str
    coreference: int
    data: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One document's account of one event as it is stored, with the keys under which others find it.

    Accounts of one event have days in common in ``first_day``..``last_day`` (ordinals, both included; an account that
    is joined with none has no day in it).
    """

    coreference: int
    category: str
    data: str
    keys: tuple[int, ...]
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class TakenDocument:
    """One document's rows; ``unchanged`` where the ledger holds them already, and none of them is repeated.

    ``marks`` tell whether it is another document once more.
    """

    id: str
    key: str
    unchanged: bool = False
    marks: Marks = _UNMARKED
    origin: str = ""
    anchorless: int = 0
    problems: tuple[Problem, ...] = ()
    leads: tuple[str, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    accounts: tuple[AccountRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenReading:
    """One file as it was read: its documents in order, and what was wrong with it.

    ``failed`` says that the file could not be read as a whole: what it does not show is not withdrawn.
    """

    id: str
    key: str
    documents: tuple[TakenDocument, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: bool = False


def reading_key(data: bytes, stated: str, rules: str) -> str:
    """Name what a reading depends on: the bytes of the file, what a manifest states of it, the rules in force."""
    digest = sha256(f"{rules}\x1f{stated}\x1f".encode("utf-8", "surrogatepass"))
    digest.update(data)
    return digest.hexdigest()[:32]


def document_key(document: Document, rules: str) -> str:
    """Name what an extraction depends on: the text, its origin and its publication day, the rules in force."""
    known = f"{rules}\x1f{document.origin!r}\x1f{document.pages}\x1f{document.text}"
    return sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def taken_document(
    document: Document, key: str, extraction: Extraction, problems: Sequence[Problem] = ()
) -> TakenDocument:
    """Give the rows of one document. What all its mentions share, its origin, is stored once."""
    bare = Origin(document.id)
    mentions = tuple(replace(mention, origin=bare) for mention in extraction.mentions)
    return TakenDocument(
        id=document.id,
        key=key,
        marks=marks_of(document),
        origin=_ORIGIN.dump_json(extraction.origin).decode(),
        anchorless=extraction.anchorless,
        problems=tuple(problems),
        leads=tuple(_LEAD.dump_json(replace(lead, origin=bare)).decode() for lead in extraction.leads),
        mentions=tuple(
            MentionRow(mention.id, mention.coreference, _MENTION.dump_json(mention).decode()) for mention in mentions
        ),
        accounts=tuple(_account_row(account) for account in accounts_of(extraction.mentions)),
    )


def _account_row(account: Account) -> AccountRow:
    days = reach_of(account)
    return AccountRow(
        coreference=account.coreference,
        category=account.category,
        data=_ACCOUNT.dump_json(account).decode(),
        keys=numbered(keys_of(account)),
        first_day=days.start,
        last_day=days.stop - 1,
    )


def numbered(keys: Iterable[str]) -> tuple[int, ...]:
    """Give keys as the ledger keeps them: 63 bits of a hash, in order.

    Two keys that share a number only make two accounts be compared that need not be.
    """
    return tuple(sorted({number_of(key) for key in keys}))


def number_of(key: str) -> int:
    """Give one key as the ledger keeps it."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def origin_from(data: str) -> Origin:
    """Read an origin back."""
    return _ORIGIN.validate_json(data)


def mention_from(data: str, origin: Origin | None = None) -> Mention:
    """Read a mention back, with the origin of its document where that is given."""
    mention = _MENTION.validate_json(data)
    return _of(origin, mention) if origin else mention


def lead_from(data: str, origin: Origin) -> Lead:
    """Read a lead back, with the origin of its document."""
    return _of(origin, _LEAD.validate_json(data))


def _of(origin: Origin, fresh: Found) -> Found:
    """Give what was just read its origin, in place: nobody else has it yet, and a copy costs as much as to read it."""
    object.__setattr__(fresh, "origin", origin)
    return fresh


def account_from(data: str) -> Account:
    """Read an account back."""
    return _ACCOUNT.validate_json(data)
