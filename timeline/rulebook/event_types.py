"""Event types as data: which clause patterns report an event of the type, with their examples beside them.

One TOML file holds one type. A pattern is one of three: an ``[[act]]`` (somebody does something to something), a
``[[nominal]]`` (the same told by a noun: "the release of ...") or a ``[[happening]]`` (a thing that is an event by
itself: a conference, a visit).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import Field

from timeline.errors import RuleError
from timeline.rulebook.examples import Counterexample, MentionExample, MentionGap
from timeline.rulebook.loading import RuleModel, load
from timeline.rulebook.words import RULES, shipped_words

__all__ = ["Act", "EventType", "Happening", "Nominal", "Rulebook", "load_rulebook", "read_types", "rule_files"]

StatusName = Literal["occurred", "ongoing", "planned", "proposed", "cancelled"]
StepName = Literal["proposes", "passes", "announces", "takes effect", "changes", "ends", "by its words"]


class Act(RuleModel):
    """A clause pattern: one of ``verbs`` (lemmas, with their particles) whose roles hold the right things.

    ``object`` lists what is acted upon, ``subject`` what acts; a phrase fits when its last word is the head of the
    role and its other words stand in it too. ``topic`` asks for one of its words anywhere in the sentence, ``near`` for
    one in the sentence, the three before it, the heading above it or the title; ``without`` forbids words in the clause
    and in what the verb leads to. ``status`` fixes the status whatever the tense. In ``object``, ``subject``, ``of``
    ``<money>`` is any sum, ``<product>`` any name with a number ("Step-3") and ``<name>`` any name that is no place.
    """

    name: str
    verbs: tuple[str, ...] = Field(min_length=1)
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    status: StatusName | None = None
    step: StepName | None = None
    kind: str = ""


class Nominal(RuleModel):
    """A noun that tells an act: one of ``nouns``, with what it is the act ``of``, or with one of ``modifiers``.

    ``of`` is sought behind the noun ("the release of the plan", "a proposal for a body") and in front of it
    ("the plan's release", "chip export ban"). ``dated`` asks for a date inside the phrase or right behind it ("the
    October rules", "her arrest in 2018"): the bare noun is no event then.
    """

    name: str
    nouns: tuple[str, ...] = Field(min_length=1)
    of: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    dated: bool = False
    status: StatusName | None = None
    step: StepName | None = None
    kind: str = ""


class Happening(RuleModel):
    """Nouns that are events by themselves; a mention needs a name, a date, or one of the verbs by which they happen.

    ``verbs`` are those whose subject or object the noun is ("opens", "was held", "hosts"); ``at`` lists prepositions
    that put people there ("during a round table"). ``brief`` says that it takes a day at most: what is
    dated at it dates it too. ``near`` is that of an act; ``<acronym>`` among the nouns is any name in capitals.
    """

    name: str
    nouns: tuple[str, ...] = Field(min_length=1)
    verbs: tuple[str, ...] = Field(min_length=1)
    at: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    brief: bool = False
    without: tuple[str, ...] = ()
    step: StepName | None = None
    kind: str = ""


class EventType(RuleModel):
    """One event type: its patterns and its examples.

    ``announced`` makes an event of saying that one will do it ("said on Friday it would impose a tariff"), and gives
    the status of such a saying; what somebody announces or decides has occurred.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    about: str
    announced: StatusName | None = None
    act: tuple[Act, ...] = ()
    nominal: tuple[Nominal, ...] = ()
    happening: tuple[Happening, ...] = ()
    example: tuple[MentionExample, ...] = Field(min_length=6)
    counterexample: tuple[Counterexample, ...] = Field(min_length=4)
    unsupported: tuple[MentionGap, ...] = ()

    @property
    def patterns(self) -> tuple[Act | Nominal | Happening, ...]:
        """All patterns of the type."""
        return (*self.act, *self.nominal, *self.happening)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All event types in force, with word lists expanded; ``version`` changes with any of their rules.

    Two rulebooks of one version are equal.
    """

    types: tuple[EventType, ...] = field(compare=False)
    version: str

    def of(self, name: str) -> EventType:
        """The type of that name; KeyError where there is none."""
        return next(kind for kind in self.types if kind.name == name)

    @property
    def verbs(self) -> tuple[str, ...]:
        """Every verb that some pattern knows, without particles, sorted."""
        verbs = {verb for kind in self.types for act in kind.act for verb in act.verbs}
        verbs |= {verb for kind in self.types for happening in kind.happening for verb in happening.verbs}
        return tuple(sorted({verb.split()[0] for verb in verbs}))

    @property
    def predicates(self) -> tuple[str, ...]:
        """The last words of every "be in force", of the places one may "be in", sorted: "be" tells nothing apart."""
        found: set[str] = set()
        for kind in self.types:
            for happening in kind.happening:
                found |= {verb.split()[-1] for verb in happening.verbs if verb.startswith("be ")}
            for act in kind.act:
                for last in (verb.split()[-1] for verb in act.verbs if verb.startswith("be ")):
                    open_end = act.object and last in shipped_words().lists["prepositions"]
                    found |= {thing.split()[-1] for thing in act.object} if open_end else {last}
        return tuple(sorted(found))

    @property
    def nouns(self) -> tuple[str, ...]:
        """The last word of every noun by which some pattern tells an event, sorted."""
        nouns = {noun for kind in self.types for nominal in kind.nominal for noun in nominal.nouns}
        nouns |= {noun for kind in self.types for happening in kind.happening for noun in happening.nouns}
        return tuple(sorted({noun.split()[-1] for noun in nouns}))


def _expanded(kind: EventType, path: Path) -> EventType:
    """The type with each ``@list`` replaced by its words, and duplicate pattern names refused."""
    words = shipped_words()
    names = [pattern.name for pattern in kind.patterns]
    for name in names:
        if names.count(name) > 1:
            raise RuleError(f"two patterns are named {name}", file=str(path), place=name, cure="give each its own name")
    if not names:
        raise RuleError(
            "the type has no pattern", file=str(path), cure="add an [[act]], a [[nominal]] or a [[happening]]"
        )

    def lists(pattern: Act | Nominal | Happening) -> dict[str, tuple[str, ...]]:
        found = {}
        for key in type(pattern).model_fields:
            value = getattr(pattern, key)
            if isinstance(value, tuple):
                found[key] = words.expand(value, file=str(path), place=f"{pattern.name}.{key}")
        return found

    return kind.model_copy(
        update={
            "act": tuple(pattern.model_copy(update=lists(pattern)) for pattern in kind.act),
            "nominal": tuple(pattern.model_copy(update=lists(pattern)) for pattern in kind.nominal),
            "happening": tuple(pattern.model_copy(update=lists(pattern)) for pattern in kind.happening),
        }
    )


def read_types(paths: Iterable[Path]) -> tuple[EventType, ...]:
    """The event types of some rule files, by name; a name that two files define is an error."""
    types: dict[str, EventType] = {}
    files: dict[str, Path] = {}
    for path in paths:
        kind = _expanded(load(path, EventType), path)
        if kind.name in types:
            raise RuleError(
                f"the type {kind.name} exists already, in {files[kind.name]}",
                file=str(path),
                place="name",
                cure="choose another name; `timeline types` lists those that are taken",
            )
        types[kind.name], files[kind.name] = kind, path
    return tuple(types[name] for name in sorted(types))


def rule_files(place: Path) -> list[Path]:
    """The rule files of a folder, or the one file; RuleError where there is none."""
    found = [place] if place.is_file() else sorted(place.glob("*.toml"))
    if not found:
        raise RuleError(
            "there is no rule file here", file=str(place), cure="give a folder with one .toml file per type"
        )
    return found


def load_rulebook(extra: Path | None = None) -> Rulebook:
    """The shipped event types, and those of a folder (or one file) of the user's own.

    Raises RuleError with file, place and cure when a rule file is wrong, or when ``extra`` holds none.
    """
    return _loaded(extra)


@cache
def _loaded(extra: Path | None) -> Rulebook:
    paths = sorted((RULES / "events").glob("*.toml"))
    if extra is not None:
        shipped = {path.resolve() for path in paths}
        paths += [path for path in rule_files(extra) if path.resolve() not in shipped]
    types = read_types(paths)
    digest = sha256("".join(kind.model_dump_json() for kind in types).encode()).hexdigest()
    return Rulebook(types, digest[:12])
