"""Every date rule is held to its own file: what it must read, must leave alone, and cannot read yet."""

from __future__ import annotations

import pytest
from _pytest.mark.structures import ParameterSet

from timeline.dates import find_dates
from timeline.dates.match import candidates, choose, shipped_grammar
from timeline.dates.meaning import resolver_named
from timeline.rulebook.date_rules import DateRule, shipped_date_rules
from timeline.rulebook.examples import Counterexample, TimexExample
from timeline.text import split

RULES = shipped_date_rules()


def named(kind: str) -> list[ParameterSet]:
    return [
        pytest.param(rule, example, id=f"{rule.name}-{kind}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), start=1)
    ]


def read(example: TimexExample | Counterexample) -> list[tuple[str, str, str, str]]:
    found = find_dates(example.text, published=example.published)
    return [(each.text, str(each.type), each.value, each.when.edtf if each.when else "undated") for each in found]


def expected(example: TimexExample) -> list[tuple[str, str, str, str]]:
    return [(each.text, each.type, each.value, each.date) for each in example.yields]


@pytest.mark.parametrize(("rule", "example"), named("example"))
def test_example_is_read_as_its_file_says(rule: DateRule, example: TimexExample) -> None:
    assert read(example) == expected(example), (
        f"timeline/rules/dates/{rule.name}.toml: {example.text!r} is read otherwise; "
        "mend the patterns or the resolver, or correct the example if the guideline says so"
    )
    assert rule.name in {each.rule for each in find_dates(example.text, published=example.published)}, (
        f"timeline/rules/dates/{rule.name}.toml: another rule reads {example.text!r}; move the example to that rule"
    )


@pytest.mark.parametrize(("rule", "example"), named("counterexample"))
def test_counterexample_holds_no_date(rule: DateRule, example: Counterexample) -> None:
    assert read(example) == [], (
        f"timeline/rules/dates/{rule.name}.toml: {example.text!r} holds no date ({example.why}); "
        "narrow the pattern or add a guard"
    )


@pytest.mark.parametrize(("rule", "example"), named("unsupported"))
@pytest.mark.xfail(strict=True, reason="listed as unsupported; when it passes, make it an example")
def test_unsupported_is_not_read_yet(rule: DateRule, example: TimexExample) -> None:
    assert read(example) == expected(example), rule.name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_pattern_wins_an_example(rule: DateRule) -> None:
    winners = {
        choice.winner.pattern.template
        for example in rule.example
        for sentence in split(example.text)
        for choice in choose(sentence.text, candidates(sentence, shipped_grammar()))
        if choice.winner.pattern.rule.name == rule.name
    }
    dead = [pattern for pattern in rule.patterns if pattern not in winners]
    assert not dead, (
        f"timeline/rules/dates/{rule.name}.toml: no example is read by {dead}; add one, or remove the pattern"
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_resolver_exists(rule: DateRule) -> None:
    assert callable(resolver_named(rule.resolver, file=rule.name))
