"""Many mentions, one event: joins what different documents tell of one real-world happening."""

from timeline.merge.accounts import Account, account_of, accounts_of
from timeline.merge.copies import independent, same_report
from timeline.merge.days import reach_of
from timeline.merge.events import by_date, event_of, merge, ranked, salience
from timeline.merge.grouping import Group, group
from timeline.merge.keys import Rarity, keys_of, rarity_of
from timeline.merge.relating import MeasureStep, measure_step, related, relations_of

__all__ = [
    "Account",
    "Group",
    "MeasureStep",
    "Rarity",
    "account_of",
    "accounts_of",
    "by_date",
    "event_of",
    "group",
    "independent",
    "keys_of",
    "measure_step",
    "merge",
    "ranked",
    "rarity_of",
    "reach_of",
    "related",
    "relations_of",
    "salience",
    "same_report",
]
