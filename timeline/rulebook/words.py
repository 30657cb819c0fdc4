"""Word lists that all rules share: ``rules/words/*.toml``, named by what the words are.

A file holds ``[lists]`` (name → words) and ``[maps]`` (name → word → value). Rules refer to a list as ``@name``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from timeline.errors import RuleError
from timeline.rulebook.loading import RuleModel, load

__all__ = ["RULES", "WordBook", "WordFile", "shipped_words"]

RULES = Path(str(files("timeline") / "rules"))


class WordFile(RuleModel):
    """One file of word lists."""

    about: str
    lists: Mapping[str, tuple[str, ...]] = {}
    maps: Mapping[str, Mapping[str, int | float | str]] = {}


class WordBook:
    """All word lists of a rulebook, by name."""

    def __init__(
        self, lists: Mapping[str, tuple[str, ...]], maps: Mapping[str, Mapping[str, int | float | str]]
    ) -> None:
        self.lists = dict(lists)
        self.maps = {name: dict(words) for name, words in maps.items()}

    def expand(self, words: Iterable[str], *, file: str = "", place: str = "") -> tuple[str, ...]:
        """The words with every ``@name`` replaced by that list; lists may name other lists.

        >>> book = WordBook({"acts": ("sign", "@more"), "more": ("seal",)}, {})
        >>> book.expand(["agree", "@acts"])
        ('agree', 'sign', 'seal')
        """
        out: dict[str, None] = {}
        for word in words:
            if not word.startswith("@"):
                out[word] = None
                continue
            found = self.lists.get(word[1:])
            if found is None:
                known = ", ".join(sorted(self.lists))
                raise RuleError(f"there is no word list {word}", file=file, place=place, cure=f"use one of: {known}")
            out.update(dict.fromkeys(self.expand(found, file=file, place=place)))
        return tuple(out)


def _read_words(folder: Path) -> WordBook:
    """All word files of a folder as one book; a name that two files define is an error."""
    lists: dict[str, tuple[str, ...]] = {}
    maps: dict[str, Mapping[str, int | float | str]] = {}
    for path in sorted(folder.glob("*.toml")):
        content = load(path, WordFile)
        for name in (*content.lists, *content.maps):
            if name in lists or name in maps:
                raise RuleError(
                    f"the list {name} exists already", file=str(path), place=name, cure="give it another name"
                )
        lists.update(content.lists)
        maps.update(content.maps)
    return WordBook(lists, maps)


@cache
def shipped_words() -> WordBook:
    """The word lists that come with the project."""
    return _read_words(RULES / "words")
