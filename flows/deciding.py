"""Reads for a run what its reader has decided."""

from __future__ import annotations

from pathlib import Path

from timeline.errors import ConfigurationError
from timeline.ledger import Decided
from timeline.review import read_decisions
from timeline.rulebook import Rulebook

__all__ = ["decided_in"]


def decided_in(file: Path, rulebook: Rulebook) -> Decided:
    """Give the decisions in a file, none where it is not there.

    Raises ConfigurationError where it is there and cannot be read: a run without them would undo them all.
    """
    if not file.exists():
        return Decided()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"the decisions cannot be read: {error.strerror}", file=str(file), cure="name a file that you may open"
        ) from error
    decisions, problems = read_decisions(data, file=file.name)
    return Decided(decisions, frozenset(kind.name for kind in rulebook.types), problems)
