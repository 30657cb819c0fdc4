"""Whether two documents tell of one event: what speaks against it at once, and how much they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from timeline.merge.accounts import Account
from timeline.merge.keys import Rarity, month_key
from timeline.merge.wording import is_rule_word
from timeline.model import Status

__all__ = ["ENOUGH", "PLAIN", "Evidence", "at_odds", "evidence_for", "span_of"]

ENOUGH = 1.45
"""Evidence from which on two accounts are one event; tuned on the open articles of the benchmark, where two in three pairs of
one event have more, and hardly any others."""
PLAIN = 2.6
"""Evidence from which on they are plainly one event even though their days differ: names, places and words agree."""

_SAME_DAY, _SAME_SPAN, _CLOSE_OVERLAP, _SHORT_OVERLAP, _LONG_OVERLAP = 1.0, 0.8, 0.7, 0.5, 0.0
_LONG_PAST = 0.4
"""A day long past is told of for what happened on it: more than the day of a fresh report."""
_PAST_DAYS = 60
_ACTOR_COUNTRY, _COUNTRY, _NEAR_COUNTRY = 0.5, 0.35, 0.15
_PLACE, _NEAR_PLACE = 0.9, 0.6
_NUMBER, _NEAR_NUMBER = 0.8, 0.4
_ACT, _STEP = 0.35, 0.2
_BOTH_TITLES, _ONE_TITLE, _NO_TITLE = 1.0, 0.65, 0.35
_MODEL, _NAME = 2.0, 1.4
"""A name with a number ("H20") tells most, a proper name more than another word."""
_RULE_WORD = 0.3
"""A word by which rules find events tells least: each event of the kind has some of them."""
_OTHER_WORDS = -0.7
"""Each says of what it tells something of its own that the other report has nowhere: two metals, two devices."""
_OTHER_NAMES = -1.3
"""Each names something of its own that the other report has nowhere: two firms on one list, two acts on one desk."""
_NO_NAME_SHARED = -0.5
"""Both sentences hold names, and none is in both."""
_OTHER_HEAD = -0.7
"""One is an expo, the other a summit; or one an order, the other a bill."""
_APPROXIMATE_SLACK = 2
"""Days by which a counted day ("a week before") may miss the day that another document states."""
_CLOSE, _SHORT = 10, 31
"""Days of an interval that still says which of several like events is meant: about a week, and a month."""
_UNDATED_BEFORE, _UNDATED_AHEAD = 45, 183
"""Days before its publication in which an undated report of a done thing may have it happen, and days after in which
an undated plan may have it."""
_JOINT = frozenset({"meeting", "agreement", "conference"})
"""Kinds of event in which several parties act: each report may name another of them first."""
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED})


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much two accounts share, and what, in words."""

    amount: float
    words: str


def span_of(account: Account) -> tuple[int, int] | None:
    """The days (as ordinals) in which an account may have its event happen; None where nothing is known."""
    if account.first is not None and account.last is not None:
        slack = _APPROXIMATE_SLACK if account.approximate and account.first == account.last else 0
        return account.first.toordinal() - slack, account.last.toordinal() + slack
    if account.published is None:
        return None
    day = account.published.toordinal()
    return (day, day + _UNDATED_AHEAD) if account.status in _AHEAD else (day - _UNDATED_BEFORE, day)


def at_odds(one: Account, other: Account) -> str:
    """Why two accounts cannot be one event, in words; empty where nothing speaks against it. Dates aside."""
    if one.document_id == other.document_id:
        return "one document tells of them apart"
    if one.category != other.category:
        return "they are of two kinds"
    if one.step and other.step and _phase(one.step) != _phase(other.step):
        return f"one {one.step}, the other {other.step}"
    if _proposal(one) != _proposal(other) and not _same_days(one, other):
        return "one is a proposal or a threat, the other is not"
    if one.category not in _JOINT and _apart(one.actor_countries, other.actor_countries):
        return "two countries act"
    if _apart(one.countries, other.countries) and not set(one.places) & set(other.places):
        return "they concern two countries"
    if _apart(one.places, other.places) and not _place_within(one, other):
        return "they are in two places"
    if _apart(_money(one), _money(other)) or _apart(_shares(one), _shares(other)):
        return "they have two sums"
    if _apart(_years(one), _years(other)) or _apart(_ordinals(one), _ordinals(other)):
        return "they are two editions or rounds"
    if _two_actors(one, other):
        return "two actors"
    if _apart(_models(one), _models(other)):
        return "they name two models"
    return ""


def _apart(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    mine, theirs = set(mine), set(theirs)
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _phase(step: str) -> str:
    """A suspension is told as an end by some and as a change by others."""
    return "undone" if step in ("changes", "ends") else step


def _proposal(account: Account) -> bool:
    """Whether what is told is the proposing itself: what is only proposed for a day to come may yet happen on it."""
    if account.status is not Status.PROPOSED:
        return False
    return account.last is None or account.published is None or account.last <= account.published


def _same_days(one: Account, other: Account) -> bool:
    return (
        one.first is not None
        and (one.first, one.last) == (other.first, other.last)
        and not (
            one.status is Status.PROPOSED and _proposal(one) or other.status is Status.PROPOSED and _proposal(other)
        )
    )


def _place_within(one: Account, other: Account) -> bool:
    return any(mine in theirs or theirs in mine for mine in one.places for theirs in other.places)


def _money(account: Account) -> list[str]:
    return [number for number in account.numbers if number.startswith("$")]


def _shares(account: Account) -> list[str]:
    return [number for number in account.numbers if number.endswith("%")]


def _years(account: Account) -> list[str]:
    return [edition for edition in account.editions if edition.isdigit()]


def _ordinals(account: Account) -> list[str]:
    return [edition for edition in account.editions if not edition.isdigit()]


def _models(account: Account) -> list[str]:
    return [name for name in account.names if any(char.isdigit() for char in name)]


def _two_actors(one: Account, other: Account) -> bool:
    """Both name who acts, neither stands for a country they share, and neither is named in the other's report."""
    if one.category in _JOINT or set(one.actor_countries) & set(other.actor_countries):
        return False
    if not _apart(one.actors, other.actors):
        return False
    return not (set(one.actors) & _all_words(other) or set(other.actors) & _all_words(one))


def _all_words(account: Account) -> set[str]:
    return {*account.names, *account.words, *account.near_names, *account.near_words}


def evidence_for(one: Account, other: Account, rarity: Rarity) -> Evidence:
    """What two accounts share, each thing weighed by how telling it is and how rare among all accounts."""
    parts = [*_dates(one, other, rarity), *_parties(one, other), *_shared_words(one, other, rarity)]
    amount = sum(weight for weight, _ in parts)
    told = [words for weight, words in sorted(parts, key=lambda part: -part[0]) if weight > 0 and words]
    return Evidence(amount, _told(told))


def _told(told: list[str]) -> str:
    dates = [words for words in told if not words.startswith("=")]
    named = [words[1:] for words in told if words.startswith("=")][:4]
    if not named:
        return "; ".join(dates)
    names = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return "; ".join([*dates, f"both name {names}"])


def _dates(one: Account, other: Account, rarity: Rarity) -> Iterable[tuple[float, str]]:
    mine, theirs = one.days, other.days
    if one.first is None or other.first is None or mine is None or theirs is None:
        yield 0.0, ""
        return
    rare = 0.5 + 0.5 * rarity.weight(f"{one.category}|{month_key(one.first)}")
    if days_apart(one, other):
        yield 0.0, ""
    elif (one.first, one.last) == (other.first, other.last):
        if mine == 1:
            yield _SAME_DAY * rare, "same day"
        else:
            yield (_SAME_SPAN if mine <= _SHORT else _LONG_OVERLAP) * rare, "same dates"
    elif min(mine, theirs) <= _SHORT:
        longest = max(mine, theirs)
        weight = _CLOSE_OVERLAP if longest <= _CLOSE else _SHORT_OVERLAP if longest <= _SHORT else _LONG_OVERLAP
        yield weight * rare, "dates overlap"
    if max(mine, theirs) <= _SHORT and (_long_past(one) or _long_past(other)):
        yield _LONG_PAST, ""


def _long_past(account: Account) -> bool:
    return (
        account.published is not None
        and account.last is not None
        and (account.published - account.last).days > _PAST_DAYS
    )


def _parties(one: Account, other: Account) -> Iterable[tuple[float, str]]:
    acting = set(one.actor_countries) & set(other.actor_countries)
    involved = set(one.countries) & set(other.countries)
    near = {*one.countries, *one.near_countries} & {*other.countries, *other.near_countries}
    for codes, weight in (
        (acting, _ACTOR_COUNTRY),
        (involved - acting, _COUNTRY),
        (near - involved - acting, _NEAR_COUNTRY),
    ):
        for code in sorted(codes):
            yield weight, f"={code}"
    for place in sorted(set(one.places) & set(other.places)):
        yield _PLACE, f"={place.title()}"
    for place in sorted({*_near_places(one, other), *_near_places(other, one)} - (set(one.places) & set(other.places))):
        yield _NEAR_PLACE, f"={place.title()}"
    shared = set(one.numbers) & set(other.numbers)
    near_shared = {*one.numbers, *one.near_numbers} & {*other.numbers, *other.near_numbers} - shared
    yield from ((_NUMBER, f"={number.lstrip('#')}") for number in sorted(shared))
    yield from ((_NEAR_NUMBER, f"={number.lstrip('#')}") for number in sorted(near_shared))
    if set(one.acts) & set(other.acts):
        yield _ACT, ""
    elif one.step and one.step == other.step:
        yield _STEP, ""


def _near_places(one: Account, other: Account) -> Iterable[str]:
    """The places of one account that the other's report names without placing its event there."""
    return (place for place in one.places if place in other.near_names or place in other.near_words or place in other.names)


def _shared_words(one: Account, other: Account, rarity: Rarity) -> Iterable[tuple[float, str]]:
    mine, theirs = _word_places(one), _word_places(other)
    for word in sorted(mine.keys() & theirs.keys()):
        titles, both_name = mine[word][0] + theirs[word][0], mine[word][1] and theirs[word][1]
        model = both_name and any(char.isdigit() for char in word)
        common = is_rule_word(word)
        weight = (_NO_TITLE, _ONE_TITLE, _BOTH_TITLES)[max(1, titles) if model else titles]
        weight *= (_MODEL if model else _NAME) if both_name else 1.0
        yield weight * (_RULE_WORD if common else 1.0) * rarity.weight(f"{one.category}|{word}"), f"={word}"
    if one.heads and other.heads and set(one.heads).isdisjoint(other.heads):
        yield _OTHER_HEAD, ""
    yield from _differences(one, other)


def _differences(one: Account, other: Account) -> Iterable[tuple[float, str]]:
    """What each tells of its own; where only one does, it is just the fuller report."""
    mine, theirs = _all_words(one), _all_words(other)
    names = [_own(one.names, theirs), _own(other.names, mine)]
    words = [names[0] or _own(one.words, theirs), names[1] or _own(other.words, mine)]
    if all(names):
        yield _OTHER_NAMES, ""
    elif all(words):
        yield _OTHER_WORDS, ""
    elif _apart({*one.names, *one.near_names}, {*other.names, *other.near_names}):
        yield _NO_NAME_SHARED, ""


def _own(words: Iterable[str], theirs: set[str]) -> bool:
    return any(word not in theirs and " " not in word and not is_rule_word(word) for word in words)


def _telling(words: Iterable[str]) -> bool:
    return any(not is_rule_word(word) for word in words)


def _word_places(account: Account) -> Mapping[str, tuple[int, bool]]:
    """For each word whether it stands in a title (1 or 0), and whether it is a name.

    Where the title says nothing ("Rule", "Ban"), the words around it stand for it.
    """
    bare = not (_telling(account.names) or _telling(account.words))
    found: dict[str, tuple[int, bool]] = {}
    for words, named in ((account.near_words, False), (account.near_names, True)):
        found |= {word: (int(bare and not is_rule_word(word)), named) for word in words}
    found |= dict.fromkeys(account.words, (1, False))
    found |= dict.fromkeys(account.names, (1, True))
    return found


def days_apart(one: Account, other: Account) -> int | None:
    """How many days lie between the intervals of two dated accounts; 0 where they overlap, None without dates."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    gap = max(_gap(one.last, other.first), _gap(other.last, one.first))
    return max(0, gap)


def _gap(end: date, start: date) -> int:
    return (start - end).days
