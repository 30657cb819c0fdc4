"""Remembers events between runs: stable ids, and what is new, corroborated, moved, changed or withdrawn."""

from timeline.ledger.settle import Change, Settled, settle
from timeline.ledger.store import Ledger, open_ledger
from timeline.ledger.values import Known, KnownEvent, Run

__all__ = ["Change", "Known", "KnownEvent", "Ledger", "Run", "Settled", "open_ledger", "settle"]
