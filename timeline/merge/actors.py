"""Each actor of an event under one name: Washington is the United States, and BIS the bureau of which it is short."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from timeline.rulebook import shipped_words

__all__ = ["canonical_actors"]


def canonical_actors(actors: Iterable[str]) -> tuple[str, ...]:
    """The actors under one name each, in the order of their first naming.

    >>> canonical_actors(["Washington", "the U.S.", "BIS", "Bureau of Industry and Security"])
    ('United States', 'Bureau of Industry and Security')
    """
    written: dict[str, str] = {}
    for actor in actors:
        name = _country(actor) or actor
        written.setdefault(_bare(name), name)
    short = {_initials(name): bare for bare, name in written.items() if " " in name}
    found: dict[str, str] = {}
    for bare, name in written.items():
        long = short.get(name) if name.isupper() else None
        found.setdefault(long or bare, written[long] if long else name)
    return tuple(found.values())


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").replace(".", "")


def _initials(name: str) -> str:
    """The capitals of a name's words: what it is short for."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


@cache
def _titles() -> dict[str, str]:
    maps = shipped_words().maps
    named = {str(code): str(title) for code, title in maps["country_titles"].items()}
    capitals = {name: code for name, code in maps["country_seats"].items() if name in maps["towns"]}
    codes = {_bare(word): str(code) for word, code in (*maps["country_names"].items(), *capitals.items())}
    return {word: named[code] for word, code in codes.items() if code in named}


def _country(actor: str) -> str:
    """The name of the country that an actor is, by its own name or by its capital; empty for any other actor."""
    return _titles().get(_bare(actor), "")
