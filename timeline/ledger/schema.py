"""The ledger's tables, in types that SQLite and PostgreSQL both have."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Integer, MetaData, String, Table

__all__ = ["EVENT", "LEDGER", "MENTION", "METADATA", "RUN", "VERSION"]

VERSION = 1

METADATA = MetaData()

LEDGER = Table("ledger", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))

RUN = Table(
    "run",
    METADATA,
    # Counted from 1: two runs that started from the same state cannot both be written.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("started", String(32), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("events", Integer, nullable=False),
)

EVENT = Table(
    "event",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("category", String, nullable=False),
    Column("title", String, nullable=False),
    Column("status", String(16), nullable=False),
    Column("edtf", String(64), nullable=False),
    Column("documents", JSON, nullable=False),
    Column("change", String(32), nullable=False),
    Column("changed_on", Date, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

MENTION = Table(
    "mention",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("event_id", String(64), nullable=False),
)
