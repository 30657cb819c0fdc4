"""The ledger's tables, in types that SQLite and PostgreSQL both have; docs/ledger.md tells what each row is."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "ACCOUNT",
    "ACCOUNT_KEY",
    "CHANGE",
    "DECISION",
    "DOCUMENT",
    "DOUBLE",
    "EVENT",
    "FETCH",
    "FORWARD",
    "KEY_COUNT",
    "MENTION",
    "METADATA",
    "READING",
    "RUN",
    "SOURCE",
    "STAGED",
]

METADATA = MetaData()

RUN = Table(
    "run",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("started", String(32), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    # Whether it changed what the ledger says; the last run that did names the state of the ledger.
    Column("changed", Boolean, nullable=False),
    # What was wrong with the reader's decisions.
    Column("problems", JSON, nullable=False),
)

SOURCE = Table(
    "source",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("lists", Boolean, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("run", Integer, nullable=False),
)

READING = Table(
    "reading",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("path", Text, nullable=False),
    # What the file, its place in a manifest and the rules were when it was read.
    Column("key", String(64), nullable=False),
    Column("problems", JSON, nullable=False),
    Column("run", Integer, nullable=False),
)

STAGED = Table(
    "staged",
    METADATA,
    Column("reading_id", String(64), primary_key=True),
    Column("key", String(64), nullable=False),
    # By what its documents are known, and whether it may have more: whose an id is, and what is a document once more,
    # must be known before the rows are loaded.
    Column("documents", JSON, nullable=False),
    Column("failed", Boolean, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("reading_id", String(64), nullable=False, index=True),
    Column("key", String(64), nullable=False),
    # Documents that have one of these in common may be one document; empty where there is none.
    Column("address", String(32), nullable=False, index=True),
    Column("text", String(32), nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("anchorless", Integer, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("leads", JSON, nullable=False),
    Column("first_run", Integer, nullable=False),
    Column("run", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

# Documents that are another one once more: they say nothing as long as that one is there.
DOUBLE = Table(
    "double",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("reading_id", String(64), nullable=False, index=True),
    Column("key", String(64), nullable=False),
    Column("original", Text, nullable=False, index=True),
    Column("what", String(16), nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

MENTION = Table(
    "mention",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("coreference", Integer, nullable=False),
    Column("data", Text, nullable=False),
    Index("mention_of_document", "document_id", "coreference"),
)

ACCOUNT = Table(
    "account",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document_id", Text, nullable=False),
    Column("coreference", Integer, nullable=False),
    Column("category", String, nullable=False, index=True),
    # The event as merging found it, empty for an account that came in this run; a reader's decisions come on top.
    Column("event_id", String(64), nullable=False, index=True),
    Column("data", Text, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Index("account_of_document", "document_id", "coreference", unique=True),
)

# Keys are kept as numbers (the first 63 bits of a hash): an archive has tens of millions of them.
ACCOUNT_KEY = Table(
    "account_key",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("account", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

# How many accounts hold a key: counting them each time would make a small run cost as much as a large one.
KEY_COUNT = Table(
    "key_count",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("accounts", Integer, nullable=False),
    sqlite_with_rowid=False,
)

EVENT = Table(
    "event",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("category", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("edtf", String(64), nullable=False),
    Column("documents", JSON, nullable=False),
    Column("joins", JSON, nullable=False),
    # What the reader set, by field, and what documents said there when that was first applied.
    Column("edited", JSON, nullable=False),
    Column("overridden", JSON, nullable=False),
    Column("change", String(32), nullable=False),
    Column("changed_on", Date, nullable=False),
    Column("first_run", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

CHANGE = Table(
    "change",
    METADATA,
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("event_id", String(64), nullable=False, index=True),
    Column("change", String(32), nullable=False),
    Column("field", String(32), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("document_id", Text, nullable=False),
)

FORWARD = Table(
    "forward",
    METADATA,
    Column("event_id", String(64), primary_key=True),
    Column("heir_id", String(64), nullable=False),
    Column("run", Integer, nullable=False),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("event_id", Text, nullable=False, index=True),
    Column("action", String(16), nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", String(16), nullable=False),
    Column("line", Integer, nullable=False),
    Column("run", Integer, nullable=False),
)

# What was fetched: the server's marks of its state, and the name of its content in the cache beside the ledger.
FETCH = Table(
    "fetch",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("address", Text, nullable=False),
    Column("final", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("charset", Text, nullable=False),
    Column("stamp", String(64), nullable=False),
)
