"""Joins the accounts that came in a run with those the ledger has, without looking at all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, update

from timeline.ledger.identity import stable_ids
from timeline.ledger.intake import account_from, mention_from, number_of
from timeline.ledger.loading import origins
from timeline.ledger.schema import ACCOUNT, ACCOUNT_KEY, EVENT, KEY_COUNT, MENTION
from timeline.ledger.sql import batched, fetch_in
from timeline.ledger.values import Seen, seen
from timeline.merge import Account, Group, Rarity, event_of, group, keys_of
from timeline.model import Mention

__all__ = ["Regrouped", "regroup"]

Place = tuple[str, int]
"""An account by its document and its number there."""

_WHOLE = 5
"""Where more than one in so many accounts of a category is touched, all of them are loaded: one pass through a table
is then cheaper than looking each up by its keys."""
_GROUPS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The events of a category that a run has touched, by their stable ids; ``emptied`` have no account any more.

    ``heirs`` says where the accounts of an emptied event went.
    """

    events: dict[str, Seen]
    emptied: frozenset[str]
    heirs: dict[str, str]


def regroup(connection: Connection, touched: Collection[str]) -> Iterator[Regrouped]:
    """Group anew the events that lost an account and those that a new account may belong to, category by category.

    Afterwards every account belongs to an event. Events that no new account comes near stay as they are, since
    grouping joins only accounts that share a key (``timeline.merge.keys_of``).
    """
    for category in _categories(connection, touched):
        yield _regroup_category(connection, category, touched)


def _categories(connection: Connection, touched: Collection[str]) -> list[str]:
    new = select(ACCOUNT.c.category).where(ACCOUNT.c.event_id == "").distinct()
    found = set(connection.execute(new).scalars())
    found |= {row.category for row in fetch_in(connection, select(EVENT.c.category), EVENT.c.id, touched)}
    return sorted(found)


def _regroup_category(connection: Connection, category: str, touched: Collection[str]) -> Regrouped:
    query = select(EVENT.c.id).where(EVENT.c.category == category)
    mine = {row.id for row in fetch_in(connection, query, EVENT.c.id, touched)}
    before = _before(connection, category, mine)
    accounts = _accounts(connection, before)
    groups = group(accounts.values(), rarity=_rarity(connection, accounts.values()))
    found = {one.minted: (one, numbers) for one, numbers in _seen(connection, groups, accounts)}
    owners = {minted: [before[number] for number in numbers] for minted, (_, numbers) in found.items()}
    taken = {row.id for row in fetch_in(connection, select(EVENT.c.id), EVENT.c.id, owners)}
    ids = stable_ids(owners, taken)
    _assign(connection, {number: ids[minted] for minted, (_, numbers) in found.items() for number in numbers}, before)
    emptied = frozenset({owner for owner in before.values() if owner} | mine) - frozenset(ids.values())
    heirs = {owner: ids[minted] for minted, owned in sorted(owners.items()) for owner in owned if owner in emptied}
    return Regrouped({ids[minted]: one for minted, (one, _) in found.items()}, emptied, heirs)


def _before(connection: Connection, category: str, mine: Collection[str]) -> dict[int, str]:
    """Give the accounts to group, each with the event it belonged to; empty for a new one."""
    of_category = ACCOUNT.c.category == category
    query = select(ACCOUNT.c.number, ACCOUNT.c.event_id).where(of_category)
    new = list(connection.execute(select(ACCOUNT.c.number).where(of_category, ACCOUNT.c.event_id == "")).scalars())
    total = connection.execute(select(func.count()).select_from(ACCOUNT).where(of_category)).scalar_one()
    if (len(new) + len(mine)) * _WHOLE > total:
        return {row.number: row.event_id for row in connection.execute(query)}
    events = set(mine) | _neighbours(connection, new)
    found = {row.number: row.event_id for row in fetch_in(connection, query, ACCOUNT.c.event_id, events)}
    return found | dict.fromkeys(new, "")


def _neighbours(connection: Connection, new: Sequence[int]) -> set[str]:
    """Give the events that have an account with a telling key in common with one of the new accounts."""
    rows = fetch_in(connection, select(ACCOUNT_KEY.c.key).distinct(), ACCOUNT_KEY.c.account, new)
    counts = _counts(connection, {row.key for row in rows})
    limit = Rarity(total=_total(connection)).limit
    telling = [key for key, count in counts.items() if 1 < count <= limit]
    query = select(ACCOUNT.c.event_id).distinct().join(ACCOUNT_KEY, ACCOUNT_KEY.c.account == ACCOUNT.c.number)
    return {row.event_id for row in fetch_in(connection, query, ACCOUNT_KEY.c.key, telling)} - {""}


def _accounts(connection: Connection, numbers: Collection[int]) -> dict[Place, Account]:
    query = select(ACCOUNT.c.number, ACCOUNT.c.data)
    found = {}
    for row in fetch_in(connection, query, ACCOUNT.c.number, numbers):
        account = account_from(row.data)
        found[account.document_id, account.coreference] = account
    return found


def _counts(connection: Connection, keys: Collection[int]) -> dict[int, int]:
    query = select(KEY_COUNT.c.key, KEY_COUNT.c.accounts)
    return {row.key: row.accounts for row in fetch_in(connection, query, KEY_COUNT.c.key, keys)}


def _total(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(ACCOUNT)).scalar_one()


def _rarity(connection: Connection, accounts: Iterable[Account]) -> Rarity:
    """How many accounts of the whole ledger, not only of those looked at, hold each key."""
    names = {number_of(key): key for account in accounts for key in keys_of(account)}
    counts = _counts(connection, names)
    return Rarity({name: counts.get(number, 1) for number, name in names.items()}, _total(connection))


def _seen(
    connection: Connection, groups: Iterable[Group], accounts: Mapping[Place, Account]
) -> Iterator[tuple[Seen, list[int]]]:
    """Build each event from its mentions, and keep what the ledger compares."""
    for batch in batched(groups, _GROUPS_AT_ONCE):
        documents = {document for one in batch for document, _ in one.accounts}
        known = origins(connection, documents)
        told: dict[Place, list[Mention]] = {}
        numbers: dict[Place, int] = {}
        for row in fetch_in(connection, _MENTIONS, ACCOUNT.c.document_id, documents):
            place = (row.document_id, row.coreference)
            numbers[place] = row.number
            if place in accounts:
                told.setdefault(place, []).append(mention_from(row.data, known[row.document_id]))
        for one in batch:
            mentions = [mention for place in one.accounts for mention in told[place]]
            yield seen(event_of(mentions, one.joins)), [numbers[place] for place in one.accounts]


_MENTIONS = select(ACCOUNT.c.document_id, ACCOUNT.c.coreference, ACCOUNT.c.number, MENTION.c.data).join(
    MENTION, (ACCOUNT.c.document_id == MENTION.c.document_id) & (ACCOUNT.c.coreference == MENTION.c.coreference)
)


def _assign(connection: Connection, ids: Mapping[int, str], before: Mapping[int, str]) -> None:
    changed = [{"account": number, "event": event} for number, event in ids.items() if before[number] != event]
    if changed:
        statement = update(ACCOUNT).where(ACCOUNT.c.number == bindparam("account")).values(event_id=bindparam("event"))
        connection.execute(statement, changed)
