"""Joins the accounts that came in a run with those the ledger has, without looking at all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Row, bindparam, case, func, select, update

from timeline.ledger.identity import following, stable_ids
from timeline.ledger.intake import account_from, mention_from, number_of
from timeline.ledger.loading import origins, with_mentions
from timeline.ledger.replacing import FEWEST_SHARING, Moved
from timeline.ledger.schema import ACCOUNT, ACCOUNT_KEY, EVENT, FORWARD, KEY_COUNT, MENTION
from timeline.ledger.shelf import Shelf
from timeline.ledger.sql import batched, fetch_in
from timeline.ledger.values import Seen, seen
from timeline.merge import Account, Group, Rarity, event_of, group, keys_of, reach_of
from timeline.model import Mention

__all__ = ["Regrouped", "regroup"]

Place = tuple[str, int]
"""An account by its document and its number there."""

_WHOLE = 5
"""Where more than one in so many accounts of a category is touched, all of them are loaded: one pass through a table
is then cheaper than looking each up by its keys."""
_GROUPS_AT_ONCE = 500
_SMALL = 200
"""Accounts of a category that are all grouped anew whatever has changed: it takes a tenth of a second."""
_RARE = 50
"""A key that more accounts hold (a month, a country, a capital) tells too little by itself: who shares only that one
with an event is not compared with it."""
_FELT = 0.05
"""Events are looked at anew where the weight of a key that they share has changed by so much: a thirtieth of what
makes two reports one event (``timeline.merge.evidence.ENOUGH``). In a large ledger one more or less changes less."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The events of a category that a run has touched, by their stable ids; ``emptied`` have no account any more.

    ``heirs`` says where most accounts of an emptied event went.
    """

    events: dict[str, Seen]
    emptied: frozenset[str]
    heirs: dict[str, str]


@dataclass(slots=True)
class _Region:
    """The accounts of a category that are grouped anew, by their numbers: each with the event it belonged to."""

    connection: Connection
    category: str
    total: int
    before: dict[int, str] = field(default_factory=dict)
    accounts: dict[int, Account] = field(default_factory=dict)
    numbers: dict[Place, int] = field(default_factory=dict)
    events: dict[str, set[int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def load(self, events: Collection[str]) -> bool:
        """Take in all accounts of some events; whether there was any that is not here yet."""
        missing = set(events) - self.events.keys()
        query = select(ACCOUNT.c.number, ACCOUNT.c.event_id, ACCOUNT.c.data).where(ACCOUNT.c.category == self.category)
        self._add(fetch_in(self.connection, query, ACCOUNT.c.event_id, missing))
        return bool(missing)

    def load_all(self) -> None:
        """Take in all accounts of the category."""
        query = select(ACCOUNT.c.number, ACCOUNT.c.event_id, ACCOUNT.c.data).where(ACCOUNT.c.category == self.category)
        self._add(self.connection.execute(query))

    def _add(self, rows: Iterable[Row[tuple[int, str, str]]]) -> None:
        names: dict[int, str] = {}
        for number, event, data in rows:
            account = account_from(data)
            self.before[number] = event
            self.accounts[number] = account
            self.numbers[account.document_id, account.coreference] = number
            self.events.setdefault(event, set()).add(number)
            names.update((number_of(key), key) for key in keys_of(account) if key not in self.counts)
        counts = _counts(self.connection, names)
        self.counts.update((name, counts.get(number, 1)) for number, name in names.items())

    def groups(self) -> dict[Group, frozenset[int]]:
        """Group what is here, as often as all accounts of the ledger hold each key; each group with its numbers."""
        found = group(self.accounts.values(), rarity=Rarity(self.counts, self.total))
        return {one: frozenset(self.numbers[place] for place in one.accounts) for one in found}

    def neighbours(self, numbers: Collection[int]) -> set[str]:
        """Give the events that one of these accounts may belong to.

        They may be of its time, and share a rare key with it, or two telling ones.
        """
        limit = Rarity(total=self.total).limit
        found: set[str] = set()
        for number in sorted(numbers):
            account = self.accounts[number]
            held = {number_of(key): self.counts[key] for key in keys_of(account)}
            rare = [key for key, count in held.items() if 1 < count <= _RARE]
            telling = [key for key, count in held.items() if _RARE < count <= limit]
            found |= _sharing(self.connection, account, rare, telling)
        return found

    def is_settled(self, numbers: frozenset[int], fresh: Collection[int], mine: Collection[str]) -> bool:
        """Whether a group is an event as it was before the run."""
        owners = {self.before[number] for number in numbers}
        if len(owners) > 1 or not owners.isdisjoint(mine) or not numbers.isdisjoint(fresh):
            return False
        return all(self.events[owner] == numbers for owner in owners)


def regroup(connection: Connection, moved: Moved, shelf: Shelf) -> Iterator[Regrouped]:
    """Group anew the events that lost an account and those that a new account may belong to, category by category.

    Afterwards every account belongs to an event. Events that nothing new comes near stay as they are: grouping
    joins only accounts that share a key (``timeline.merge.keys_of``), and what a group is does not depend on groups
    that are not near it. The events are those that grouping all accounts at once would give; those that may have
    changed are laid on the ``shelf``.
    """
    total = connection.execute(select(func.count()).select_from(ACCOUNT)).scalar_one()
    for category in _categories(connection, moved):
        yield _regroup_category(_Region(connection, category, total), moved, shelf)


def _categories(connection: Connection, moved: Moved) -> list[str]:
    new = select(ACCOUNT.c.category).where(ACCOUNT.c.number > moved.accounts_before).distinct()
    found = set(connection.execute(new).scalars())
    found |= {row.category for row in fetch_in(connection, select(EVENT.c.category), EVENT.c.id, moved.events)}
    return sorted(found)


def _regroup_category(region: _Region, moved: Moved, shelf: Shelf) -> Regrouped:
    query = select(EVENT.c.id).where(EVENT.c.category == region.category)
    mine = {row.id for row in fetch_in(region.connection, query, EVENT.c.id, moved.events)}
    of_category = ACCOUNT.c.category == region.category
    new = select(ACCOUNT.c.number).where(of_category, ACCOUNT.c.number > moved.accounts_before)
    fresh = set(region.connection.execute(new).scalars())
    total = region.connection.execute(select(func.count()).select_from(ACCOUNT).where(of_category)).scalar_one()
    if total <= _SMALL or (len(fresh) + len(mine)) * _WHOLE > total:
        region.load_all()
        groups = region.groups()
    else:
        groups = _spread(region, fresh, mine, moved)
    settled = {region.before[min(numbers)] for numbers in groups.values() if region.is_settled(numbers, fresh, mine)}
    stirred = {one: numbers for one, numbers in groups.items() if not region.is_settled(numbers, fresh, mine)}
    start = shelf.end
    regrouped = _named(region, list(_seen(region, stirred, shelf)), settled, mine)
    renamed = {one.minted: event_id for event_id, one in regrouped.events.items() if one.minted != event_id}
    shelf.name(region.category, start, renamed)
    return regrouped


def _named(
    region: _Region, found: Sequence[tuple[Seen, frozenset[int]]], settled: Collection[str], mine: Collection[str]
) -> Regrouped:
    """Give the events their ids, and say of those that are no more where their accounts went."""
    owners = {one.minted: [region.before[number] for number in numbers] for one, numbers in found}
    ids = stable_ids(owners, _taken_ids(region.connection, owners))
    _assign(region, {number: ids[one.minted] for one, numbers in found for number in numbers})
    known = {owner for owner in region.before.values() if owner} | set(mine)
    emptied = frozenset(known - set(ids.values()) - set(settled))
    return Regrouped({ids[one.minted]: one for one, _ in found}, emptied, _heirs(owners, ids, emptied))


def _spread(
    region: _Region, fresh: Collection[int], mine: Collection[str], moved: Moved
) -> dict[Group, frozenset[int]]:
    """Group wider and wider, until nothing beyond what is looked at can be near to what has changed."""
    region.load({"", *mine, *_owners(region.connection, fresh)})
    region.load(_events_with(region.connection, _reweighted(region, moved.keys)))
    looked: set[int] = set()
    while True:
        groups = region.groups()
        changed = [numbers for numbers in groups.values() if not region.is_settled(numbers, fresh, mine)]
        stirred = {number for numbers in changed for number in numbers} - looked
        looked |= stirred
        if not stirred or not region.load(region.neighbours(stirred)):
            return groups


def _reweighted(region: _Region, grown: Mapping[int, int]) -> list[int]:
    """Give the keys that several accounts held and hold, and whose weight is another now."""
    changed = [key for key, number in grown.items() if number]
    now = _counts(region.connection, changed)
    before = {key: count - grown[key] for key, count in now.items()}
    weights = [
        (key, Rarity({"": count}, region.total).weight("") - Rarity({"": before[key]}, region.total).weight(""))
        for key, count in now.items()
        if min(count, before[key]) >= FEWEST_SHARING
    ]
    return [key for key, change in weights if abs(change) >= _FELT]


def _owners(connection: Connection, numbers: Collection[int]) -> set[str]:
    query = select(ACCOUNT.c.event_id).distinct()
    return {row.event_id for row in fetch_in(connection, query, ACCOUNT.c.number, numbers)}


def _sharing(connection: Connection, account: Account, rare: Collection[int], telling: Collection[int]) -> set[str]:
    """Give the events with an account of the same time that holds one of the rare keys, or two of the telling ones."""
    days = reach_of(account)
    keys = (*rare, *(telling if len(telling) >= FEWEST_SHARING else ()))
    if not keys or not days:
        return set()
    enough = case((ACCOUNT_KEY.c.key.in_(rare), FEWEST_SHARING), else_=1)
    shared = (
        select(ACCOUNT.c.number, ACCOUNT.c.event_id)
        .join(ACCOUNT_KEY, ACCOUNT_KEY.c.account == ACCOUNT.c.number)
        .where(ACCOUNT_KEY.c.key.in_(keys), ACCOUNT.c.first_day < days.stop, ACCOUNT.c.last_day >= days.start)
        .group_by(ACCOUNT.c.number, ACCOUNT.c.event_id)
        .having(func.sum(enough) >= FEWEST_SHARING)
    )
    return {row.event_id for row in connection.execute(shared)}


def _events_with(connection: Connection, keys: Collection[int]) -> set[str]:
    query = select(ACCOUNT_KEY.c.account)
    return _owners(connection, {row.account for row in fetch_in(connection, query, ACCOUNT_KEY.c.key, keys)})


def _taken_ids(connection: Connection, minted: Collection[str]) -> set[str]:
    """Give the ids that no new event may have: of events that are there, and of those that lead to another.

    An event that was withdrawn and is reported again has the id it had.
    """
    events = select(EVENT.c.id, EVENT.c.withdrawn)
    forwards = select(FORWARD.c.event_id)
    taken: set[str] = set()
    asked = set(minted)
    while asked:
        found = {row.id: row.withdrawn for row in fetch_in(connection, events, EVENT.c.id, asked)}
        leading = {row.event_id for row in fetch_in(connection, forwards, FORWARD.c.event_id, asked)}
        taken |= leading | {name for name, withdrawn in found.items() if not withdrawn}
        asked = {following(one) for one in leading | found.keys()}
    return taken


def _heirs(owners: Mapping[str, Sequence[str]], ids: Mapping[str, str], emptied: Collection[str]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = {}
    for minted, before in owners.items():
        for owner in before:
            if owner in emptied:
                votes.setdefault(owner, Counter())[ids[minted]] += 1
    return {owner: min(counter, key=lambda heir: (-counter[heir], heir)) for owner, counter in votes.items()}


def _counts(connection: Connection, keys: Collection[int]) -> dict[int, int]:
    query = select(KEY_COUNT.c.key, KEY_COUNT.c.accounts)
    return {row.key: row.accounts for row in fetch_in(connection, query, KEY_COUNT.c.key, keys)}


def _seen(
    region: _Region, groups: Mapping[Group, frozenset[int]], shelf: Shelf
) -> Iterator[tuple[Seen, frozenset[int]]]:
    """Build each event from its mentions, lay it on the shelf, and keep what the ledger compares."""
    for batch in batched(groups.items(), _GROUPS_AT_ONCE):
        known = origins(region.connection, {document for one, _ in batch for document, _ in one.accounts})
        told: dict[int, list[Mention]] = {}
        wanted = [number for _, numbers in batch for number in numbers]
        for row in fetch_in(region.connection, _MENTIONS, ACCOUNT.c.number, wanted):
            told.setdefault(row.number, []).append(mention_from(row.data, known[row.document_id]))
        for one, numbers in batch:
            mentions = [mention for number in numbers for mention in told[number]]
            event = event_of(mentions, one.joins)
            shelf.lay(event)
            yield seen(event), numbers


_MENTIONS = with_mentions(select(ACCOUNT.c.number, MENTION.c.document_id, MENTION.c.data))


def _assign(region: _Region, ids: Mapping[int, str]) -> None:
    changed = [{"account": number, "event": event} for number, event in ids.items() if region.before[number] != event]
    if changed:
        statement = update(ACCOUNT).where(ACCOUNT.c.number == bindparam("account")).values(event_id=bindparam("event"))
        region.connection.execute(statement, changed)
