"""Grouping: whatever the order, each account in one group, and a part of the ledger alone gives the same groups."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.benchmarks.merging import mentions_of
from timeline.events import extract
from timeline.merge import Account, Rarity, account_of, accounts_of, group, keys_of, merge, rarity_of, reach_of
from timeline.model import Mention, Status

ARTICLES = range(120)
MENTIONS: list[Mention] = [mention for article in ARTICLES for mention in mentions_of(article)]
DAY = date(2025, 3, 1)


def invented(number: int, words: tuple[int, ...], day: int | None, country: str) -> Account:
    first = None if day is None else DAY + timedelta(days=day)
    return Account(
        document_id=f"d{number % 7}",
        coreference=number,
        mention_id=f"m{number}",
        category="export_control",
        status=Status.OCCURRED,
        first=first,
        last=first,
        published=DAY + timedelta(days=10),
        actor_countries=(country,) if country else (),
        countries=(country,) if country else (),
        words=tuple(sorted({f"gallium{word}x"[:-1] + "ite" for word in words})),
    )


accounts = st.builds(
    invented,
    number=st.integers(0, 10**6),
    words=st.lists(st.integers(0, 6), max_size=3).map(tuple),
    day=st.none() | st.integers(0, 6),
    country=st.sampled_from(["", "CN", "US"]),
)
bodies = st.lists(accounts, max_size=25, unique_by=lambda one: (one.document_id, one.coreference))


@settings(max_examples=60, deadline=None)
@given(bodies, st.randoms(use_true_random=False))
def test_the_order_of_accounts_does_not_matter(body: list[Account], chance: object) -> None:
    shuffled = list(body)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert group(shuffled) == group(body)


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_each_account_is_in_one_group(body: list[Account]) -> None:
    told = list(chain.from_iterable(one.accounts for one in group(body)))
    assert sorted(told) == sorted((one.document_id, one.coreference) for one in body)


@settings(max_examples=60, deadline=None)
@given(bodies, st.sets(st.integers(0, 25)))
def test_some_groups_alone_are_the_same_groups(body: list[Account], picked: set[int]) -> None:
    rarity = rarity_of(body)
    groups = group(body, rarity=rarity)
    chosen = [one for number, one in enumerate(groups) if number in picked]
    names = set(chain.from_iterable(one.accounts for one in chosen))
    part = [one for one in body if (one.document_id, one.coreference) in names]
    assert list(group(part, rarity=rarity)) == chosen


def test_some_events_of_an_archive_alone_are_the_same_events() -> None:
    body = accounts_of(MENTIONS)
    rarity = rarity_of(body)
    groups = group(body, rarity=rarity)
    assert any(len(one.accounts) > 2 for one in groups)
    for one in groups:
        part = [account for account in body if (account.document_id, account.coreference) in set(one.accounts)]
        assert group(part, rarity=rarity) == (one,)


def test_accounts_of_one_event_share_a_key() -> None:
    body = {(one.document_id, one.coreference): one for one in accounts_of(MENTIONS)}
    for one in group(body.values()):
        keys = [set(keys_of(body[name])) for name in one.accounts]
        assert all(any(mine & theirs for theirs in keys if theirs is not mine) for mine in keys if len(keys) > 1)


def test_accounts_of_one_event_can_meet() -> None:
    """A ledger looks for those alone whose days meet."""
    by_place = {(one.document_id, one.coreference): one for one in accounts_of(MENTIONS)}
    for found in group(by_place.values()):
        days = [reach_of(by_place[place]) for place in found.accounts]
        for one in days[1:]:
            assert any(max(one.start, other.start) < min(one.stop, other.stop) for other in days if other is not one)


def test_a_date_that_was_moved_reaches_further_and_one_that_is_not_known_as_far_as_its_publication() -> None:
    planned = invented(1, (1,), 0, "CN")
    moved = replace(planned, moved=True)
    undated = replace(planned, first=None, last=None, status=Status.PLANNED)
    assert len(reach_of(planned)) < len(reach_of(moved))
    assert DAY.toordinal() + 180 in reach_of(undated)
    assert DAY.toordinal() - 180 in reach_of(moved)
    assert not reach_of(replace(undated, published=None))


def test_one_document_never_merges_with_itself() -> None:
    for one in group(accounts_of(MENTIONS)):
        documents = [document for document, _ in one.accounts]
        assert len(documents) == len(set(documents))


def test_each_mention_is_in_one_event_whatever_the_order() -> None:
    events = merge(MENTIONS)
    assert sorted(one.id for event in events for one in event.mentions) == sorted(one.id for one in MENTIONS)
    assert merge(reversed(MENTIONS)) == events


def test_an_account_travels_as_bytes_and_as_json() -> None:
    [mention] = extract("China announced export controls on gallium on July 3.", published=date(2023, 7, 5))
    account = account_of([mention])
    adapter = TypeAdapter(Account)
    assert pickle.loads(pickle.dumps(account)) == account  # noqa: S301 - our own bytes
    assert adapter.validate_json(adapter.dump_json(account)) == account


def test_a_common_key_brings_nothing_together() -> None:
    body = [invented(number, (1,), 1, "CN") for number in range(2)]
    assert len(group(body)) == 1
    keys = {key: 10**6 for one in body for key in keys_of(one)}
    assert len(group(body, rarity=Rarity(keys, 10**6))) == 2
