"""Reads the template of a date expression: what it looks like, what must stand in it, and with what it begins.

``{month}`` is a field (``{end:month}`` the same kind under another name), ``[...]`` may be missing, ``(a|b)`` is a
choice, ``<...>`` is context that must stand there and is no part of the expression; a space is any white space, a
hyphen any hyphen, an apostrophe any apostrophe; a backslash takes its meaning from the mark behind it. ``~`` is a dash
or "to" between the ends of a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.dates.fields import SPACE, FieldClass, field_classes
from timeline.errors import RuleError

__all__ = ["Keys", "Template", "key", "needs_of", "opening", "openings_of", "read_template", "source_of"]

Keys = frozenset[str]
"""Names under which a scan notices a word: itself, the kinds of fields it is in, the kinds of fields it opens."""

_TOKEN = re.compile(r"\{(?P<field>\w+)(?::(?P<kind>\w+))?\}|(?P<word>[^\W\d_]+)|\\(?P<literal>.)|(?P<mark>\s+|.)")
_TEMPLATE = re.compile(r"(?:<(?P<before>[^<>]+)>)?(?P<core>[^<>]+)(?:<(?P<after>[^<>]+)>)?")
_DASH = rf"(?:[^\S\n]?(?:-|‐|‑|–|—|&ndash;){SPACE}?|{SPACE}(?:to|through|until|till|thru){SPACE})"
_MARKS = {"-": "[-‐‑]", "'": "['’]", "~": _DASH}
_SEEN = frozenset("('")
"""Marks that a scan notices, as it does words: with them an expression may begin."""
_TAKEN = frozenset({"span", "words"})
"""What the expression as a whole is called, in a match and among the fields given to a resolver."""
_CLOSING = {"[": "]", "(": ")"}


@dataclass(frozen=True, slots=True)
class Part:
    """A field, a word or a mark: its pattern, the keys of the words it holds, and of those it can begin with.

    ``keys`` is empty and ``openings`` None where a scan, which sees words, digits and few marks, notices nothing.
    """

    pattern: str
    keys: Keys = frozenset()
    openings: Keys | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Some wordings of which one stands there, or none where they may be missing."""

    branches: Sequence[Parts]
    may_lack: bool


Parts = Sequence[Part | Choice]

_START = Part("^", openings=frozenset())
"""The start of the sentence."""


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
            word = frozenset({token["word"].lower()})
            return Part(re.escape(token["word"]), word, word)
        mark = token["literal"] or token["mark"]
        if token["literal"] is None and mark == "^":
            return _START
        pattern = SPACE if mark.isspace() else _MARKS.get(mark, re.escape(mark))
        return Part(pattern, openings=frozenset({mark}) if mark in _SEEN else None)

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
        return Part(f"(?P<{name}>{found.pattern})", keys, frozenset({opening(kind)}) if found.opens else None)

    def _error(self, problem: str, cure: str) -> RuleError:
        return RuleError(problem, file=self.rule, place=self.template, cure=cure)


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


def openings_of(parts: Parts) -> Keys | None:
    """The keys of the words with which the parts can begin; None where they can begin with what no scan notices.

    >>> sorted(openings_of(read_template("[the ](last|past) {unit}", rule="").core))
    ['last', 'past', 'the']
    """
    found, may_be_empty = _openings(parts)
    return None if may_be_empty else found


def _openings(parts: Parts) -> tuple[Keys | None, bool]:
    """The openings of some parts, and whether they may be empty altogether."""
    found: set[str] = set()
    for part in parts:
        if isinstance(part, Part):
            inner, may_be_empty = part.openings, part is _START
        else:
            every = [_openings(branch) for branch in part.branches]
            heads = [keys for keys, _ in every if keys is not None]
            inner = frozenset().union(*heads) if len(heads) == len(every) else None
            may_be_empty = part.may_lack or any(empty for _, empty in every)
        if inner is None:
            return None, False
        found |= inner
        if not may_be_empty:
            return frozenset(found), False
    return frozenset(found), True
