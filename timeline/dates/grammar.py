"""Templates of date expressions, compiled to patterns for bounded windows.

``{month}`` is a field (``{end:month}`` the same kind under another name), ``[...]`` may be missing, ``(a|b)`` is a
choice, ``<...>`` is context that must stand there and is no part of the expression; a space is any white space, a
hyphen any hyphen, an apostrophe any apostrophe; a backslash takes its meaning from the mark behind it. ``~`` is a dash
or "to" between the ends of a range.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.dates.fields import SPACE, FieldClass, Value, field_classes
from timeline.errors import RuleError
from timeline.model import Span
from timeline.rulebook.date_rules import DateRule

__all__ = ["NOT_AFTER", "Pattern", "compile_rule", "key"]

_END = "end"
"""Fields whose names begin so are those of the second end of a range."""
_TOKEN = re.compile(
    r"\{(?P<field>\w+)(?::(?P<kind>\w+))?\}|(?P<word>[^\W\d_]+)|(?P<number>\d+)|\\(?P<literal>.)|(?P<mark>\s+|.)"
)
_TEMPLATE = re.compile(r"(?:<(?P<before>[^<>]+)>)?(?P<core>[^<>]+)(?:<(?P<after>[^<>]+)>)?")
_NOT_BEFORE = r"(?<![\w$€£¥#§@\\])(?<!\w[-‐‑/])(?<!\d[.,:])"
NOT_AFTER = r"(?![\w%°])(?![-‐‑]\w)(?![.,:/]\d)(?![^\S\n]%)"
_WORD_STARTS = r"(?:(?<!\w)|(?=\W))"
_DASH = rf"(?:[^\S\n]?(?:-|‐|‑|–|—|&ndash;){SPACE}?|{SPACE}(?:to|through|until|till|thru){SPACE})"
_MARKS = {
    "[": "(?:",
    "]": ")?",
    "(": "(?:",
    ")": ")",
    "|": "|",
    "-": "[-‐‑]",
    "'": "['’]",
    "^": "^",
    "~": _DASH,
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One template of a rule: where it can stand at all (``needs``, ``anchors``) and what it looks like."""

    rule: DateRule
    template: str
    regex: re.Pattern[str]
    fields: Mapping[str, FieldClass]
    needs: frozenset[str]
    anchors: frozenset[str]

    def values(self, found: re.Match[str]) -> dict[str, Value]:
        """The fields of a match with what they count as; a field that did not take part is absent."""
        said = {name: kind.meaning(found[name]) for name, kind in self.fields.items() if found[name] is not None}
        return {**self.rule.fields, **said, "words": found["span"]}

    def ends(self, found: re.Match[str]) -> tuple[Span, Span] | None:
        """Where the two ends of a range stand; None where the words name no range.

        The second begins with the first of the fields called ``end`` and so on, the first stops at the field before it.
        """
        places = {name: Span(*found.span(name)) for name in self.fields if found[name] is not None}
        second = [span.start for name, span in places.items() if name.startswith(_END)]
        if not second:
            return None
        begin, whole = min(second), Span(*found.span("span"))
        first = max(span.end for span in places.values() if span.end <= begin)
        return Span(whole.start, first), Span(begin, whole.end)


@dataclass(slots=True)
class _Draft:
    """A template half read: what must stand there, and what may."""

    fields: dict[str, FieldClass] = field(default_factory=dict)
    needed_kinds: list[str] = field(default_factory=list)
    needed_words: list[str] = field(default_factory=list)
    possible: set[str] = field(default_factory=set)


def key(kind: str) -> str:
    """The name under which a field's kind is looked up among the words of a window."""
    return f"{{{kind}}}"


def compile_rule(rule: DateRule) -> tuple[Pattern, ...]:
    """The patterns of a rule, in the order of its templates.

    Raises RuleError when a template names a kind of field that does not exist or cannot be read.
    """
    return tuple(_compile(rule, template) for template in rule.patterns)


def _compile(rule: DateRule, template: str) -> Pattern:
    draft = _Draft()
    parts = _TEMPLATE.fullmatch(template)
    if parts is None:
        raise RuleError("context in <...> stands first or last", file=rule.name, place=template, cure="move it")
    before, core, after = (_source(part or "", draft, rule) for part in parts.group("before", "core", "after"))
    lead = f"{_WORD_STARTS}{before}" if before else ""
    source = f"{lead}(?P<span>{_NOT_BEFORE}{core}){NOT_AFTER}" + (f"(?={after})" if after else "")
    try:
        regex = re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise RuleError(
            f"the template cannot be read: {error}", file=rule.name, place=template, cure="close every bracket"
        ) from error
    needs = {*draft.needed_words, *(key(kind) for kind in draft.needed_kinds)}
    return Pattern(rule, template, regex, draft.fields, frozenset(needs), _anchors(draft))


def _source(template: str, draft: _Draft, rule: DateRule) -> str:
    """One part of a template as the source of a regular expression."""
    parts = []
    depth = 0
    for token in _TOKEN.finditer(template):
        kind, mark = token["kind"] or token["field"], token["mark"]
        if kind:
            parts.append(_field(token["field"], kind, draft, rule))
            _note(key(kind), draft, needed=not depth and draft.fields[token["field"]].is_seen)
        elif mark is None:
            parts.append(re.escape(token["literal"] or token.group()))
            _note(token.group().lower(), draft, needed=not depth)
        else:
            depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(mark, 0)
            parts.append(SPACE if mark.isspace() else _MARKS.get(mark, re.escape(mark)))
    return "".join(parts)


def _field(name: str, kind: str, draft: _Draft, rule: DateRule) -> str:
    found = field_classes().get(kind)
    if found is None:
        known = ", ".join(field_classes())
        raise RuleError(f"there is no field {kind}", file=rule.name, place="patterns", cure=f"use one of: {known}")
    if name in draft.fields:
        raise RuleError(
            f"the field {name} stands twice", file=rule.name, place="patterns", cure=f"write {{other:{kind}}}"
        )
    draft.fields[name] = found
    return f"(?P<{name}>{found.pattern})"


def _note(what: str, draft: _Draft, *, needed: bool) -> None:
    if not needed:
        draft.possible.add(what)
    elif what.startswith("{"):
        draft.needed_kinds.append(what[1:-1])
    elif what.isalpha():
        draft.needed_words.append(what)


def _anchors(draft: _Draft) -> frozenset[str]:
    """By what a scan notices that the template might match: one kind or word it needs, else any it may hold."""
    classes = field_classes()
    kinds = [kind for kind in draft.needed_kinds if classes[kind].is_anchor]
    if kinds:
        return frozenset({key(kinds[0])})
    if draft.needed_words:
        return frozenset({max(draft.needed_words, key=len)})
    return frozenset(
        what for what in draft.possible if what.isalpha() or (what.startswith("{") and classes[what[1:-1]].is_anchor)
    )
