"""Reads the template of a date expression: what it looks like, what must stand in it, and with what it begins.

``{month}`` is a field (``{end:month}`` the same kind under another name), ``[...]`` may be missing, ``(a|b)`` is a
choice, ``<...>`` is context that must stand there and is no part of the expression; a space is any white space, a
hyphen any hyphen, an apostrophe any apostrophe; a backslash takes its meaning from the mark behind it. ``~`` is a dash
or "to" between the ends of a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.dates.field_classes import field_classes
from timeline.dates.fields import SPACE, FieldClass
from timeline.errors import RuleError

__all__ = [
    "Beginnings",
    "Keys",
    "Template",
    "beginnings_of",
    "key",
    "needs_of",
    "opening",
    "read_template",
    "rest",
    "source_of",
]

Keys = frozenset[str]
"""Names under which a scan notices a word: itself, and the kinds of fields that it is in, opens, or goes on with."""
Beginnings = Mapping[str, Keys | None]
"""The keys of the words with which a pattern begins, and of those that can stand second (None: any word or none)."""
Heads = frozenset[tuple[str, ...]]

_TOKEN = re.compile(r"\{(?P<field>\w+)(?::(?P<kind>\w+))?\}|(?P<word>[^\W\d_]+)|\\(?P<literal>.)|(?P<mark>\s+|.)")
_TEMPLATE = re.compile(r"(?:<(?P<before>[^<>]+)>)?(?P<core>[^<>]+)(?:<(?P<after>[^<>]+)>)?")
_DASH_WORDS = ("to", "through", "until", "till", "thru", "ndash")
_DASH = rf"(?:[^\S\n]?(?:-|‐|‑|–|—|&ndash;){SPACE}?|{SPACE}(?:to|through|until|till|thru){SPACE})"
_MARKS = {"-": "[-‐‑]", "'": "['’]"}
_SEEN = frozenset("('")
"""Marks that a scan notices, as it does words: with them an expression may begin."""
_TAKEN = frozenset({"span", "words"})
"""What the expression as a whole is called, in a match and among the fields given to a resolver."""
_CLOSING = {"[": "]", "(": ")"}


@dataclass(frozen=True, slots=True)
class Part:
    """A field, a word or a mark: its pattern, the keys of the words it holds, and its first two words.

    A scan sees words, digits and few marks: of others ``keys`` is empty, and ``heads`` holds the empty beginning.
    ``opens`` says whether it begins with what a scan sees.
    """

    pattern: str
    keys: Keys = frozenset()
    heads: Heads = frozenset({()})
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Some wordings of which one stands there, or none where they may be missing."""

    branches: Sequence[Parts]
    may_lack: bool


Parts = Sequence[Part | Choice]

_START = Part("^")
"""The start of the sentence."""
_ANY = ""
"""The key of a word of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template read: the parts before, in and behind the expression, and its fields in their order."""

    before: Parts
    core: Parts
    after: Parts
    fields: dict[str, FieldClass]


def key(kind: str) -> str:
    """The name under which a scan notices a word that stands in a field of this kind."""
    return f"{{{kind}}}"


def opening(kind: str) -> str:
    """The name under which a scan notices a word with which a field of this kind can begin."""
    return f"{{^{kind}}}"


def rest(kind: str) -> str:
    """The name under which a scan notices a word that can stand second in a field of this kind."""
    return f"{{*{kind}}}"


def read_template(template: str, *, rule: str) -> Template:
    """The parts of a template.

    Raises RuleError when it names a kind of field that does not exist, or its brackets do not match.
    """
    found = _TEMPLATE.fullmatch(template)
    if found is None:
        raise RuleError("context in <...> stands first or last", file=rule, place=template, cure="move it")
    reader = _Reader(rule, template)
    before, core, after = (reader.parts(part or "") for part in found.group("before", "core", "after"))
    return Template(before, core, after, reader.fields)


@dataclass(slots=True)
class _Reader:
    rule: str
    template: str
    fields: dict[str, FieldClass] = field(default_factory=dict)

    def parts(self, source: str) -> Parts:
        [whole] = self._branches(_TOKEN.finditer(source), closing="")
        return whole

    def _branches(self, tokens: Iterator[re.Match[str]], *, closing: str) -> Sequence[Parts]:
        """What stands up to the closing bracket, cut at each ``|`` between."""
        branches: list[list[Part | Choice]] = [[]]
        for token in tokens:
            mark = token["mark"] or ""
            if mark in _CLOSING:
                inner = self._branches(tokens, closing=_CLOSING[mark])
                branches[-1].append(Choice(inner, may_lack=mark == "["))
            elif mark == "|" and closing:
                branches.append([])
            elif mark and mark == closing:
                return branches
            elif mark and mark in "|])":
                raise self._error(f"{mark} has no bracket before it", f"open the bracket, or write \\{mark}")
            else:
                branches[-1].append(self._part(token))
        if closing:
            raise self._error(f"{closing} is missing", "close every bracket")
        return branches

    def _part(self, token: re.Match[str]) -> Part:
        if token["field"]:
            return self._field(token["field"], token["kind"] or token["field"])
        if token["word"]:
            word = token["word"].lower()
            return Part(re.escape(word), frozenset({word}), frozenset({(word,)}), opens=True)
        mark = token["literal"] or token["mark"]
        if token["literal"] is None and mark == "^":
            return _START
        if mark == "~":
            return Part(_DASH, heads=frozenset({(), *((word,) for word in _DASH_WORDS)}))
        if mark.isalnum():
            return Part(re.escape(mark), heads=frozenset({(_ANY,)}))
        pattern = SPACE if mark.isspace() else _MARKS.get(mark, re.escape(mark))
        return Part(pattern, heads=frozenset({(mark,)}), opens=True) if mark in _SEEN else Part(pattern)

    def _field(self, name: str, kind: str) -> Part:
        found = field_classes().get(kind)
        if found is None:
            known = ", ".join(field_classes())
            raise self._error(f"there is no field {kind}", f"use one of: {known}")
        if name in _TAKEN or not name.isidentifier():
            raise self._error(f"no field can be called {name}", f"write {{other:{kind}}}")
        if name in self.fields:
            raise self._error(f"the field {name} stands twice", f"write {{other:{kind}}}")
        self.fields[name] = found
        keys = frozenset({key(kind)}) if found.is_seen else frozenset()
        return Part(f"(?P<{name}>{found.pattern})", keys, _heads_of(kind, found), opens=found.opens)

    def _error(self, problem: str, cure: str) -> RuleError:
        return RuleError(problem, file=self.rule, place=self.template, cure=cure)


def _heads_of(kind: str, found: FieldClass) -> Heads:
    first = opening(kind) if found.opens else _ANY
    if found.rest is None:
        return frozenset({(first,), (first, _ANY)})
    return frozenset({(first,), (first, rest(kind))} if found.rest else {(first,)})


def source_of(parts: Parts) -> str:
    """The source of the regular expression for some parts."""
    return "".join(part.pattern if isinstance(part, Part) else _choice(part) for part in parts)


def _choice(choice: Choice) -> str:
    inner = "|".join(source_of(branch) for branch in choice.branches)
    return f"(?:{inner})?" if choice.may_lack else f"(?:{inner})"


def needs_of(parts: Parts) -> Iterator[Keys]:
    """Of each of these sets one key at least is among the words, wherever the parts stand.

    >>> [sorted(keys) for keys in needs_of(read_template("[the ](last|past) {unit}", rule="").core)]
    [['last', 'past'], ['{unit}']]
    """
    for part in parts:
        if isinstance(part, Part):
            if part.keys:
                yield part.keys
        elif not part.may_lack:
            rarest = [min(needs_of(branch), key=len, default=frozenset()) for branch in part.branches]
            if all(rarest):
                yield frozenset().union(*rarest)


def beginnings_of(parts: Parts) -> Beginnings | None:
    """The first words of some parts, with what can follow each; None where they can begin with what no scan notices.

    >>> found = beginnings_of(read_template("[the ](last|past) {unit}", rule="").core)
    >>> [(first, sorted(second)) for first, second in sorted(found.items())]
    [('last', ['{^unit}']), ('past', ['{^unit}']), ('the', ['last', 'past'])]
    """
    if not _opens(parts):
        return None
    seconds: dict[str, set[str]] = {}
    for first, *second in _heads(parts):
        seconds.setdefault(first, set()).update(second or [_ANY])
    return {first: None if _ANY in second else frozenset(second) for first, second in seconds.items()}


def _heads(parts: Parts) -> Heads:
    """The first two words of all that the parts can be, or as many as there are."""
    found: Heads = frozenset({()})
    for part in parts:
        if isinstance(part, Part):
            more = part.heads
        else:
            more = frozenset().union(*map(_heads, part.branches), {()} if part.may_lack else ())
        found = frozenset((*head, *tail)[:2] for head in found for tail in more)
    return found


def _opens(parts: Parts) -> bool | None:
    """Whether the parts can begin with nothing but what a scan sees; None where they can be empty."""
    for part in parts:
        if isinstance(part, Part):
            inner = None if part is _START else part.opens
        else:
            every = [_opens(branch) for branch in part.branches]
            inner = False if False in every else None if part.may_lack or None in every else True
        if inner is not None:
            return inner
    return None
