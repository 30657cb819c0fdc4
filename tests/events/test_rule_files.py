"""Every shipped event type keeps the promises inside its own file."""

from __future__ import annotations

import pytest

from timeline.check import check_type
from timeline.rulebook import RULES, EventType, load_rulebook

BOOK = load_rulebook()


@pytest.mark.parametrize("kind", BOOK.types, ids=lambda kind: kind.name)
def test_type_keeps_its_promises(kind: EventType) -> None:
    findings = list(check_type(kind, BOOK))
    assert not findings, "\n\n".join(map(str, findings))


def test_every_rule_file_is_read() -> None:
    assert sorted(path.stem for path in (RULES / "events").glob("*.toml")) == [kind.name for kind in BOOK.types]
