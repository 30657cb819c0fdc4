"""Many mentions, one event: joins what different documents tell of one real-world happening."""

from timeline.merge.accounts import Account, account_of, accounts_of
from timeline.merge.copies import independent, same_report
from timeline.merge.days import reach_of
from timeline.merge.events import event_of, merge, ranked
from timeline.merge.grouping import Group, group
from timeline.merge.keys import Rarity, keys_of, rarity_of
from timeline.merge.relating import related

__all__ = [
    "Account",
    "Group",
    "Rarity",
    "account_of",
    "accounts_of",
    "event_of",
    "group",
    "independent",
    "keys_of",
    "merge",
    "ranked",
    "rarity_of",
    "reach_of",
    "related",
    "same_report",
]
