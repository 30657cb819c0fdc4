"""The clause analysis reads its examples, which are data."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from timeline.model import NounPhrase
from timeline.text import Analysis, analyse, split

SENTENCES = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text(encoding="utf-8"))["sentence"]


def analysed(example: dict[str, object]) -> Analysis:
    [sentence] = split(str(example["text"]))
    return analyse(replace(sentence, kind="heading" if example.get("heading") else "sentence"))


def described(analysis: Analysis, index: int) -> dict[str, object]:
    clause = analysis.clauses[index]
    verb = clause.verb
    assert verb is not None

    def words(phrase: NounPhrase | None) -> str:
        return analysis.words(phrase.first, phrase.last) if phrase else ""

    telling = analysis.clauses[clause.telling].verb if clause.telling >= 0 else None
    return {
        "verb": verb.lemma,
        "kind": clause.kind,
        "tense": verb.tense,
        "modality": verb.modality,
        "negated": verb.negated,
        "passive": verb.passive,
        "subject": words(clause.subject),
        "object": words(clause.object),
        "modifies": words(clause.modifies),
        "told_by": telling.lemma if telling else "",
    }


@pytest.mark.parametrize("example", SENTENCES, ids=[example["text"][:70] for example in SENTENCES])
def test_clauses(example: dict[str, object]) -> None:
    analysis = analysed(example)
    lemmas = [clause.verb.lemma if clause.verb else "" for clause in analysis.clauses]
    for wanted in example["clauses"]:  # type: ignore[attr-defined]
        assert wanted["verb"] in lemmas
        index = lemmas.index(wanted["verb"])
        found = described(analysis, index)
        assert {name: found[name] for name in wanted if name != "holds"} == {
            name: value for name, value in wanted.items() if name != "holds"
        }
        if "holds" in wanted:
            place = analysis.sentence.text.index(wanted["holds"])
            assert analysis.clause_at(analysis.sentence.span.start + place) == index, f"who owns {wanted['holds']!r}?"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("They met on Friday.", "past"),
        ("They will meet on Friday.", "future"),
        ("The summit opens on Friday.", "present"),
        ("The forum, planned for May, was cancelled.", "future"),
        ("The hearing had been pencilled in for Thursday.", "future"),
        ("Rules issued in May were eased.", "past"),
        ("It is Friday.", ""),
        ("The minister is in Beijing until Friday.", "present"),
    ],
)
def test_direction_of_a_date(text: str, direction: str) -> None:
    [sentence] = split(text)
    day = next(text.index(word) for word in ("Friday", "May", "Thursday") if word in text)
    assert analyse(sentence).direction_at(day) == direction
