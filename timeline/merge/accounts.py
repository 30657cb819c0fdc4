"""What one document tells of one event, in a value small enough to hold those of a whole archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from sys import intern

from timeline.events.actors import countries_of
from timeline.merge.steps import step_of
from timeline.merge.wording import Wording, norm, sums_in, wording_of
from timeline.model import Extent, Granularity, Mention, Status
from timeline.rulebook import load_rulebook, shipped_words
from timeline.text.tags import singular

__all__ = ["Account", "account_of", "accounts_of"]


@dataclass(frozen=True, slots=True)
class Account:
    """One document's account of one event: all its mentions with one coreference number.

    ``mention_id`` is that of the mention that dates it. ``first``..``last`` is its interval, both days included, or
    None. Words are lower case, singular and sorted: ``names`` and ``words`` stand in its titles, ``near_names``
    in its sentences only, ``near_words`` in its sentences or the document's title. ``actor_countries`` are those that
    act; ``countries`` are all involved, ``near_countries`` those that its sentences name besides.
    ``acts`` are the patterns that found it, ``kinds`` what those tell (``kind`` in CONTRIBUTING.md; empty for most),
    ``heads`` the nouns by which happenings are called ("summit").
    ``numbers`` are sums, shares and counts in its titles, ``editions`` what numbers it among its like ("second",
    "2026"). ``step`` is its place in the life of a measure (see ``timeline.merge.steps``).
    """

    document_id: str
    coreference: int
    mention_id: str
    category: str
    status: Status
    first: date | None = None
    last: date | None = None
    lasts: bool = False
    granularity: Granularity = Granularity.NONE
    approximate: bool = False
    moved: bool = False
    published: date | None = None
    step: str = ""
    acts: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    actor_countries: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    near_countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    near_numbers: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    near_names: tuple[str, ...] = ()
    near_words: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Told by its document and number: one body holds no two accounts of these."""
        return hash((self.document_id, self.coreference))

    @property
    def days(self) -> int | None:
        """How many days its interval has, or None where it is undated."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1


def accounts_of(mentions: Iterable[Mention]) -> tuple[Account, ...]:
    """The accounts that mentions of any documents give, by document and number; their order does not matter."""
    ordered = sorted(mentions, key=_place)
    return tuple(account_of(tuple(told)) for _, told in groupby(ordered, key=document_event))


def document_event(mention: Mention) -> tuple[str, int]:
    """What names an account: the document and the number of the event in it."""
    return (mention.origin.id, mention.coreference)


def _place(mention: Mention) -> tuple[str, int, int, str]:
    return (mention.origin.id, mention.coreference, mention.trigger_span.start, mention.id)


def account_of(mentions: Sequence[Mention]) -> Account:
    """The account that some mentions of one document give together; ValueError where there is none.

    >>> from timeline.events import extract
    >>> text = "China announced export controls on gallium on July 3."
    >>> account = account_of(extract(text, published=date(2023, 7, 5)))
    >>> account.first, account.actor_countries, account.words
    (datetime.date(2023, 7, 3), ('CN',), ('announced', 'control', 'export', 'gallium'))
    """
    if not mentions:
        raise ValueError("an account has at least one mention")
    best = min(mentions, key=lambda one: (one.when is None, one.when.days if one.when else 0, _place(one)))
    origin, when = best.origin, best.when
    title = _joined(wording_of(one.title) for one in mentions)
    quoted = _joined(wording_of(quote) for quote in sorted({one.quote for one in mentions}))
    headline = wording_of(origin.title)
    places = _sorted(_place_name(one.place) for one in mentions if one.place)
    known = {*quoted.names, *title.names}
    told = {*title.names, *title.words}
    actors = [actor for one in mentions for actor in one.actors]
    acting = _sorted(code for actor in actors for code in acting_countries(actor))
    countries = _sorted([*acting, *(code for one in mentions for code in one.countries)])
    quotes = [one.quote for one in mentions]
    numbers = _sorted(sum_ for one in mentions for sum_ in sums_in(one.title, without=[one.date_text]))
    return Account(
        document_id=origin.id,
        coreference=best.coreference,
        mention_id=best.id,
        category=intern(best.category),
        status=best.status,
        first=_day(when.start) if when else None,
        last=_day(when.end) if when else None,
        lasts=when is not None and when.extent is Extent.LASTS,
        granularity=when.granularity if when else Granularity.NONE,
        approximate=when is not None and when.approximate,
        moved=any(moves_date(quote) for quote in quotes),
        published=_day(origin.published) if origin.published else None,
        step=next((step for step in (step_of(one) for one in (best, *mentions)) if step), ""),
        acts=_sorted(one.rule for one in mentions),
        heads=_sorted(head for one in mentions for head in _heads(one)),
        kinds=_sorted(_kinds().get((one.category, one.rule), "") for one in mentions),
        actors=_sorted(name for actor in actors for name in _actor_names(actor)),
        actor_countries=acting,
        countries=countries,
        near_countries=_sorted(
            code for text in (*quotes, origin.title) for code in acting_countries(text) if code not in countries
        ),
        places=places,
        numbers=numbers,
        near_numbers=_sorted(
            sum_ for one in mentions for sum_ in sums_in(one.quote, without=[one.date_text]) if sum_ not in numbers
        ),
        editions=_sorted(edition for one in mentions for edition in _editions(one)),
        names=_sorted(
            {
                *(told & known),
                *(name for name in quoted.names if " " in name and set(name.split()) <= {*title.names, *title.words}),
            }
        ),
        words=_sorted(told - known),
        near_names=_sorted(
            name for name in quoted.names if name not in told and not (" " in name and set(name.split()) <= told)
        ),
        near_words=_sorted({*quoted.words, *headline.words, *headline.names} - told - {*quoted.names}),
    )


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({intern(str(word)) for word in words}))


def _joined(wordings: Iterable[Wording]) -> Wording:
    found = list(wordings)
    return Wording(
        tuple(name for one in found for name in one.names), tuple(word for one in found for word in one.words)
    )


@lru_cache(maxsize=100_000)
def _day(day: date) -> date:
    """One object for each day: an archive has many accounts of few days."""
    return day


@lru_cache(maxsize=100_000)
def _place_name(place: str) -> str:
    return place.lower().removeprefix("the ")


@cache
def _country_words() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Agencies and heads of government by their first word, with the words that follow it and their country."""
    maps = shipped_words().maps
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in ("agencies", "heads_of_government"):
        for phrase, code in maps[name].items():
            first, *rest = phrase.split()
            found.setdefault(first, []).append((tuple(rest), str(code)))
    return found


@lru_cache(maxsize=100_000)
def acting_countries(text: str) -> tuple[str, ...]:
    """The countries that words name or stand for: by name, seat, agency or head of government.

    >>> acting_countries("President Biden's BIS and the Chinese premier, Li Qiang")
    ('CN', 'US')
    """
    known = _country_words()
    words = [word.strip(",;:.()").removesuffix("'s").removesuffix("’s").lower() for word in text.split()]
    found = {*countries_of([text])}
    for start, word in enumerate(words):
        for rest, code in known.get(word, ()):
            if tuple(words[start + 1 : start + 1 + len(rest)]) == rest:
                found.add(code)
    return tuple(sorted(found))


@lru_cache(maxsize=100_000)
def _actor_names(actor: str) -> tuple[str, ...]:
    """The words that tell an actor from others: names without what they stand for ("Premier Li Qiang": li, qiang)."""
    if actor == actor.lower():
        return ()
    words = (
        norm(word.strip(",."))
        for word in actor.replace("’s", "").replace("'s", "").split()
        if word[:1].isupper() or not word.islower()
    )
    return tuple(sorted({word for word in words if word}))


@cache
def _moving() -> frozenset[str]:
    return frozenset(shipped_words().lists["date_moving_words"])


def moves_date(quote: str) -> bool:
    """Whether a sentence says that a date was moved ("postponed to")."""
    return not _moving().isdisjoint(quote.lower().replace(",", " ").replace(".", " ").split())


@cache
def _happenings() -> frozenset[tuple[str, str]]:
    return frozenset((kind.name, pattern.name) for kind in load_rulebook().types for pattern in kind.happening)


@cache
def _kinds() -> dict[tuple[str, str], str]:
    return {(kind.name, pattern.name): pattern.kind for kind in load_rulebook().types for pattern in kind.patterns}


def _heads(mention: Mention) -> Iterable[str]:
    """The noun that names a happening, if it says what kind it is: any conference may be called an edition or event."""
    if (mention.category, mention.rule) in _happenings():
        head = singular(mention.trigger.split()[-1].lower())
        if head not in shipped_words().lists["general_gatherings"]:
            yield intern(head)


@cache
def _ordinals() -> frozenset[str]:
    words = set(shipped_words().maps["ordinals"]) - {"first"}
    return frozenset(words | {f"{number}{end}" for number in range(2, 100) for end in ("st", "nd", "rd", "th")})


def _editions(mention: Mention) -> Iterable[str]:
    """What numbers an event among its like: "second", "27th", "2026"; the first of a kind is often just praise."""
    for word in mention.title.lower().replace("-", " ").split():
        bare = word.strip("().,'’\"")
        if bare in _ordinals() or (bare.isdigit() and len(bare) == 4 and bare[:2] in ("19", "20")):  # noqa: PLR2004 - a year
            yield bare
