"""Every shipped event type keeps the promises inside its own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.check import check_type, check_types
from timeline.errors import RuleError
from timeline.rulebook import RULES, EventType, load_rulebook

BOOK = load_rulebook()


@pytest.mark.parametrize("kind", BOOK.types, ids=lambda kind: kind.name)
def test_type_keeps_its_promises(kind: EventType) -> None:
    findings = list(check_type(kind, BOOK))
    assert not findings, "\n\n".join(map(str, findings))


def test_every_rule_file_is_read() -> None:
    assert sorted(path.stem for path in (RULES / "events").glob("*.toml")) == [kind.name for kind in BOOK.types]


PLEDGE = """name = "pledge"
about = "Vows."

[[act]]
name = "swear"
verbs = ["swear", "call back"]
object = ["oath", "car"]
"""


def written(folder: Path, *examples: str) -> Path:
    """A rule file with some examples of its own, and as many others as it must have."""
    fill = [
        f'[[example]]\ntext = "He swore an oath on {day} March 2025."\n'
        f'yields = [{{ trigger = "swore", status = "occurred", date = "2025-03-0{day}" }}]\n'
        for day in range(1, 7)
    ]
    none = [f'[[counterexample]]\ntext = "He is {age}."\nwhy = "nobody swears"\n' for age in range(4)]
    path = folder / "pledge.toml"
    path.write_text("\n".join((PLEDGE, *examples, *fill, *none)), encoding="utf-8")
    return path


def test_a_shipped_file_can_be_checked_by_its_path() -> None:
    assert check_types(RULES / "events" / "conference.toml") == ()


def test_a_name_that_is_taken_says_by_which_file(tmp_path: Path) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_bytes((RULES / "events" / "conference.toml").read_bytes())
    with pytest.raises(RuleError, match=r"copy\.toml, name: the type conference exists already, in .*conference\.toml"):
        check_types(copy)


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        (
            "He did not swear the oath.",
            'trigger = "swore", status = "occurred"',
            "“did not swear” (swear) is none: negated: it did not happen",
        ),
        (
            "He swore an oath before the vote in June.",
            'trigger = "swore", status = "occurred", date = "2025-06"',
            "“June” dates what it comes before or after, not the event itself",
        ),
        (
            "The maker called back the car.",
            'trigger = "called back", status = "planned"',
            "is 'occurred', expected 'planned'\n  past tense “called”",
        ),
    ],
)
def test_a_finding_says_why(tmp_path: Path, text: str, expected: str, told: str) -> None:
    example = f'[[example]]\ntext = "{text}"\nyields = [{{ {expected} }}]\n'
    [finding] = check_types(written(tmp_path, example))
    assert told in str(finding)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('[[counterexample]]\ntext = "A tax."\nwhy = "no"\n', "counterexample 1 (A tax.), why: String should have"),
        ('[[act]]\nname = "two"\nverbs = ["vow"]\nobjekt = ["oath"]\n', "act 2 (two), objekt: Extra inputs are not"),
    ],
)
def test_an_error_names_the_place_by_number_and_words(tmp_path: Path, wrong: str, told: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_types(written(tmp_path, wrong))
    assert told in str(caught.value)
