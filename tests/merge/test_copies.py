"""Copies of one report count once, and reports in own words count each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.copy_cases import Case, cases, mention_of
from timeline.events import extract_document
from timeline.merge import independent, merge, same_report
from timeline.model import Document, Mention, Origin
from timeline.table import timeline_frame

SEEN = cases("copies.toml")
UNSEEN = cases("copies_unseen.toml")
ENOUGH = {"seen": 0.95, "unseen": 0.85}
EVERY = tuple(mention for case in (*SEEN, *UNSEEN) for mention in case.mentions)
PUBLISHERS = st.sampled_from(["", "Harbour Post", "HARBOUR POST", "Inland Courier", "North Valley Times"])
URLS = st.sampled_from(["", "https://www.tidings.example/a", "https://tidings.example/b", "https://[bad", "no address"])


def marked(case: Case) -> object:
    marks = pytest.mark.xfail(reason=case.limit) if case.limit else ()
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in (*SEEN, *UNSEEN)])
def test_case(case: Case) -> None:
    reasons = "; ".join(
        f"{one.origin.id}, {other.origin.id}: {same_report(one, other) or 'independent'}"
        for one, other in combinations(case.mentions, 2)
    )
    found = independent(case.mentions)
    assert found == case.independent, f"{case.name}: {found} and not {case.independent}, for {case.why}. {reasons}"


@pytest.mark.parametrize(("batch", "some"), [("seen", SEEN), ("unseen", UNSEEN)], ids=["seen", "unseen"])
def test_share_judged_right(batch: str, some: tuple[Case, ...]) -> None:
    wrong = [case.name for case in some if independent(case.mentions) != case.independent]
    share = 1 - len(wrong) / len(some)
    print(f"{batch}: {len(some) - len(wrong)} of {len(some)} judged right ({share:.1%}); wrong: {wrong}")  # noqa: T201
    assert share >= ENOUGH[batch], f"judged wrong: {'; '.join(wrong)}"


@st.composite
def reports(draw: st.DrawFn) -> tuple[Mention, ...]:
    """Some of the documents of the cases, of any publishers, as if all told of one event."""
    told = draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=7))
    return tuple(
        replace(
            mention,
            id=f"m{number}",
            origin=replace(mention.origin, id=f"d{number}", publisher=draw(PUBLISHERS), url=draw(URLS)),
        )
        for number, mention in enumerate(told)
    )


@given(reports(), st.data())
def test_order_does_not_matter(some: tuple[Mention, ...], data: st.DataObject) -> None:
    assert independent(data.draw(st.permutations(some))) == independent(some)


@given(reports())
def test_the_count_lies_between_one_and_the_documents(some: tuple[Mention, ...]) -> None:
    assert 1 <= independent(some) <= len(some)
    assert independent((*some, *some)) == independent(some)


@given(reports(), st.data())
def test_a_copy_never_raises_the_count(some: tuple[Mention, ...], data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from([mention for mention in some if len(mention.origin.sketch) > 20] or [None]))
    if copied is None:
        return
    origin = replace(copied.origin, id="copy", publisher=data.draw(PUBLISHERS), url=data.draw(URLS))
    assert independent((*some, replace(copied, id="copy", origin=origin))) <= independent(some)


@given(reports())
def test_reasons_hold_both_ways_and_agree_with_the_count(some: tuple[Mention, ...]) -> None:
    for one, other in combinations(some, 2):
        assert same_report(one, other) == same_report(other, one)
        assert independent((one, other)) == (1 if same_report(one, other) else 2)


REASONS = {
    "three mastheads": (SEEN[0].mentions[:2], "100 % of the shorter text is in the other"),
    "one document": (SEEN[0].mentions[:1] * 2, "same document"),
    "one paper": (next(case for case in SEEN if "of one paper" in case.name).mentions, "same publisher"),
    "one site": (next(case for case in SEEN if "one site" in case.name).mentions, "same site"),
    "one sentence": (
        next(case for case in UNSEEN if "round-up" in case.name).mentions,
        "the sentences that report it are 96 % alike",
    ),
    "own words": (next(case for case in SEEN if "in own words" in case.name).mentions, ""),
}


@pytest.mark.parametrize(("pair", "reason"), REASONS.values(), ids=REASONS)
def test_the_reason_is_told(pair: tuple[Mention, Mention], reason: str) -> None:
    assert same_report(*pair) == reason


FORM = (
    "The agency fined the operator {} million euros on Tuesday for a breach of the rules on the storage of data that "
    "customers had asked it to delete in {}."
)
APART = {
    "a form filled in twice": (FORM.format(12, 2021), FORM.format(31, 2019)),
    "a sentence half of one's own": (
        FORM.format(12, 2021),
        FORM.format(12, 2021).replace("for a breach of the rules on the storage of", "because it had gone on keeping"),
    ),
    "a few words in common": (
        "The agency fined the operator 12 million euros on Tuesday for delay.",
        "The agency fined the operator 12 million euros. Shares fell.",
    ),
}


@pytest.mark.parametrize("texts", APART.values(), ids=APART)
def test_one_sentence_is_no_copy(texts: tuple[str, str]) -> None:
    rest = [" ".join(f"{name}{number}" for number in range(60)) for name in "ab"] if len(texts[0]) > 80 else ["", ""]
    told = [
        mention_of(Document(Origin(name, publisher=name), f"{text}\n\n{other}"), "fined")
        for name, text, other in zip("ab", texts, rest, strict=True)
    ]
    assert same_report(*told) == ""


def test_no_mentions_are_no_publishers() -> None:
    assert independent(()) == 0


def test_a_chain_of_copies_is_one_text() -> None:
    """A cut and another cut of one text have no sentence in common; the whole text between them joins them."""
    parts = [" ".join(f"word{part}{number}" for number in range(60)) for part in "ab"]
    texts = [parts[0], parts[1], " ".join(parts)]
    front, back, whole = (
        mention_of(Document(Origin(f"d{number}", publisher=f"P{number}"), text), text.split()[0])
        for number, text in enumerate(texts)
    )
    assert independent((front, back)) == 2
    assert independent((front, back, whole)) == 1
    assert independent((whole, back, front)) == 1


def test_an_event_counts_independent_publishers_and_names_all() -> None:
    """The table's count leaves the copy out; its list of names does not."""
    text = (
        "China announced export controls on gallium on July 3. Exporters will have to ask the ministry for a licence, "
        "name the final buyer abroad and wait for up to three months, traders in Rotterdam said after the first day."
    )
    own = "China's commerce ministry announced export controls on gallium on July 3. Prices jumped before noon."
    documents = [
        Document(Origin(name, publisher=name, published=date(2023, 7, 4)), told)
        for name, told in (("Agency", text), ("Printer", f"Metals\n\n{text}"), ("Witness", own))
    ]
    [event] = merge(mention for document in documents for mention in extract_document(document).mentions)
    [row] = timeline_frame([event]).to_dict("records")
    assert event.publisher_count == row["publisher_count"] == 2
    assert row["publishers"] == "Agency; Printer; Witness"
