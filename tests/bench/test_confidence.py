"""Confidence: counted on the open articles, for the categories that ship, and told as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks.calibrate import Case, cases, counted, left_out
from tests.docs.test_commands import recall_type
from timeline import extract
from timeline.bench import Part
from timeline.events.confidence import shipped_rates
from timeline.merge import merge
from timeline.rulebook import load_rulebook

PUBLISHED = date(2025, 7, 26)
FAR = 0.08
"""So far may what is predicted for all mentions of a part lie from what is so."""


@pytest.mark.parametrize("part", list(Part))
def test_as_many_are_right_as_predicted(part: Part) -> None:
    found = cases(part)
    predicted = sum(shipped_rates().rate(case.traits) for case in found) / len(found)
    observed = sum(case.right for case in found) / len(found)
    assert abs(predicted - observed) <= FAR, "count anew: python -m tests.benchmarks.calibrate --keep"


def test_every_shipped_category_is_counted() -> None:
    assert shipped_rates().categories == {kind.name for kind in load_rulebook().types}


def test_confidence_has_two_decimals() -> None:
    assert all(rate == round(rate, 2) and 0 < rate < 1 for rate in shipped_rates().by_traits.values())


def test_a_date_in_the_own_clause_is_surer_than_none() -> None:
    [dated] = extract("The ministry released an AI action plan on Tuesday.", published=PUBLISHED)
    [undated] = extract("The ministry has released an AI action plan.", published=PUBLISHED)
    assert dated.confidence is not None
    assert undated.confidence is not None
    assert dated.confidence > 0.8
    assert undated.confidence < 0.3


def test_a_type_of_the_users_own_has_none(tmp_path: Path) -> None:
    (tmp_path / "recall.toml").write_text(recall_type(), encoding="utf-8")
    rulebook = load_rulebook(tmp_path)
    [mention] = extract("The maker recalled 40,000 chargers on Monday.", published=PUBLISHED, rulebook=rulebook)
    assert (mention.category, mention.confidence) == ("recall", None)
    assert merge([mention])[0].confidence is None


def test_an_event_is_as_sure_as_the_surest_mention_of_its_date() -> None:
    [mention] = extract("The ministry released an AI action plan on Tuesday.", published=PUBLISHED)
    low = replace(mention, id="low", confidence=0.2)
    undated = replace(mention, id="undated", when=None, date_note="none", confidence=0.99)
    assert [event.confidence for event in merge([mention, low, undated])] == [mention.confidence]


def test_small_cells_are_drawn_to_the_one_above() -> None:
    found = [Case(str(number), ("explicit", "clause", "act"), number < 9, {}) for number in range(10)]
    found += [Case(str(number), ("none", "nowhere", "act"), number < 16, {}) for number in range(11, 20)]
    rates = counted(found)
    assert rates[()] == 14 / 19
    assert rates["explicit",] == pytest.approx((9 + 4 * 14 / 19) / 14)
    assert ("explicit", "clause") not in rates, "a cell that holds all of the one above says nothing more"
    assert len(left_out(found)) == 19
