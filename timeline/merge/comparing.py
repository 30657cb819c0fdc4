"""Whether two documents tell of one event: what speaks against it at once, and how much they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from timeline.merge.accounts import Account
from timeline.merge.keys import Rarity, month_key
from timeline.merge.wording import is_rule_word, is_verb
from timeline.model import Status
from timeline.rulebook import shipped_words

__all__ = ["ENOUGH", "PLAIN", "Evidence", "at_odds", "contradiction", "evidence_for", "span_of"]

ENOUGH = 1.4
"""Evidence from which on two accounts are one event; tuned on the open articles of the benchmark, where two in three
pairs of one event have more, and hardly any others."""
PLAIN = 2.6
"""Evidence from which on they are plainly one event even though their days differ: names, places and words agree."""

_SAME_DAY, _SAME_SPAN, _CLOSE_OVERLAP, _SHORT_OVERLAP, _LONG_OVERLAP = 1.0, 0.8, 0.7, 0.5, 0.0
_LONG_PAST = 0.5
"""A day long past is told of for what happened on it: more than the day of a fresh report."""
_PAST_DAYS = 60
_ACTOR_COUNTRY, _COUNTRY, _NEAR_COUNTRY = 0.5, 0.35, 0.15
_PLACE, _NEAR_PLACE = 0.9, 0.8
_NUMBER, _NEAR_NUMBER = 0.8, 0.4
_ACT, _STEP = 0.35, 0.2
_BOTH_TITLES, _ONE_TITLE, _NO_TITLE = 1.0, 0.65, 0.35
_MODEL, _NAME = 2.0, 1.4
"""A name with a number ("H20") tells most, a proper name more than another word."""
_RULE_WORD = 0.3
"""A word by which rules find events tells least: each event of the kind has some of them."""
_OTHER_THING, _OTHER_WORDS = -1.5, -0.7
"""Each says of what it tells something of its own that the other report has nowhere ("lithium", "graphite"), and
they share nothing of the kind; or they do share something."""
_OTHER_KIND = -1.0
"""One says something of its own, and the other calls its thing by other nouns, all of them common ("chip strategy")."""
_NO_NAME_SHARED, _NO_NAME_AT_ALL = -0.6, -2.0
"""Both sentences hold names, and none is in both; or the titles hold none, so that the sentences must tell."""
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
    first = day if account.status is Status.PLANNED else day - _UNDATED_BEFORE
    return first, day + _UNDATED_AHEAD if account.status in _AHEAD else day


def at_odds(one: Account, other: Account) -> str:
    """Why two accounts cannot be one event, in words; empty where nothing speaks against it. Dates aside."""
    if one.document_id == other.document_id:
        return "one document tells of them apart"
    if one.category != other.category:
        return "they are of two kinds"
    if one.step and other.step and _phase(one.step) != _phase(other.step):
        return f"one {one.step}, the other {other.step}"
    if _proposal(one) != _proposal(other):
        return "one is a proposal or a threat, the other is not"
    if one.category not in _JOINT and _apart(one.actor_countries, other.actor_countries):
        return "two countries act"
    if _two_actors(one, other):
        return "two actors"
    return contradiction(one, other)


def contradiction(one: Account, other: Account) -> str:
    """Why two accounts cannot be of one thing, whoever acts and whatever is done to it; empty where they can."""
    if _own_countries(one, other) and _own_countries(other, one) and not set(one.places) & set(other.places):
        return "they concern two countries"
    if _apart(one.places, other.places) and not _place_within(one, other):
        return "they are in two places"
    if _apart(_money(one), _money(other)) or _apart(_shares(one), _shares(other)):
        return "they have two sums"
    if _apart(_years(one), _years(other)) or _apart(_ordinals(one), _ordinals(other)):
        return "they are two editions or rounds"
    if _apart(_models(one), _models(other)):
        return "they name two models"
    if (
        _own(one, one.names, other)
        and _own(other, other.names, one)
        and not _specific(one.names, other.names, one, other)
    ):
        return "each names something that the other does not"
    if _other_phrase(one, other):
        return "they bear two names"
    return ""


def _apart(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    mine, theirs = set(mine), set(theirs)
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _own_countries(one: Account, other: Account) -> bool:
    """Whether an account has a country that the other nowhere names."""
    return not set(one.countries) <= {*other.countries, *other.near_countries}


def _specific(mine: Iterable[str], theirs: Iterable[str], one: Account, other: Account) -> bool:
    """Whether words are shared that tell this event from its like: not those of rules, of who acts, of the place."""
    frame = {*one.actors, *other.actors, *(word for place in (*one.places, *other.places) for word in place.split())}
    return any(" " not in word and word not in frame and not is_rule_word(word) for word in set(mine) & set(theirs))


def _phase(step: str) -> str:
    """A suspension is told as an end by some and as a change by others."""
    return "undone" if step in ("changes", "ends") else step


def _proposal(account: Account) -> bool:
    """Whether what is told is the proposing itself: what is only proposed for a day to come may yet happen on it."""
    if account.status is not Status.PROPOSED:
        return False
    return account.last is None or account.published is None or account.last <= account.published


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
    return (
        place for place in one.places if place in other.near_names or place in other.near_words or place in other.names
    )


def _shared_words(one: Account, other: Account, rarity: Rarity) -> Iterable[tuple[float, str]]:
    mine, theirs = _word_places(one), _word_places(other)
    for word in sorted((mine.keys() & theirs.keys()) - {*one.places, *other.places}):
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
    mine, theirs = (*one.names, *one.words), (*other.names, *other.words)
    own, other_own = _own(one, mine, other), _own(other, theirs, one)
    if own and other_own:
        yield (_OTHER_WORDS if _specific(mine, theirs, one, other) else _OTHER_THING), ""
    elif (own and _own_nouns(theirs, one) > 1) or (other_own and _own_nouns(mine, other) > 1):
        yield _OTHER_KIND, ""
    if _apart(_named(one, other), _all_words(other)) and _apart(_named(other, one), _all_words(one)):
        yield (_NO_NAME_SHARED if _telling(one.names) or _telling(other.names) else _NO_NAME_AT_ALL), ""


def _own(one: Account, words: Iterable[str], other: Account) -> bool:
    """Whether some of an account's words tell its event from others and stand nowhere in the other account.

    Who acts is no such word where both name the country it stands for.
    """
    silent = {*one.actors} if set(one.actor_countries) & {*other.countries, *other.near_countries} else set[str]()
    rest = {*words} - _all_words(other) - silent
    return any(" " not in word and not is_rule_word(word) for word in rest)


def _other_phrase(one: Account, other: Account) -> bool:
    """Whether both bear a name of one kind with another word before it: "AI Act" and "Data Act"."""
    mine, theirs = _phrases(one), _phrases(other)
    return any(
        mine[head] != theirs[head] and mine[head] not in _all_words(other) and theirs[head] not in _all_words(one)
        for head in mine.keys() & theirs.keys()
    )


def _phrases(account: Account) -> dict[str, str]:
    parts = (name.split(" ") for name in account.names if " " in name)
    return {part[-1]: part[0] for part in parts}


def _own_nouns(words: Iterable[str], other: Account) -> int:
    """How many common nouns of an account the other has nowhere."""
    theirs = _all_words(other)
    return sum(word not in theirs and " " not in word and not is_verb(word) for word in words)


def _named(account: Account, other: Account) -> list[str]:
    """The proper names of an account, but for capitals that stand for a country which the other names as well."""
    seats = shipped_words().maps["country_seats"]
    silent = {name for name, code in seats.items() if code in other.countries or code in other.near_countries}
    names = (*account.names, *account.near_names)
    return [name for name in names if " " not in name and name not in silent and not is_rule_word(name)]


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
