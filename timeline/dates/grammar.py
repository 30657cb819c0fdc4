"""Compiles the templates of a rule to patterns that are tried on bounded windows, where their first words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from timeline.dates.field_classes import field_classes
from timeline.dates.fields import FieldClass, Value
from timeline.dates.templates import Beginnings, Keys, beginnings_of, needs_of, read_template, source_of
from timeline.model import Span
from timeline.rulebook.date_rules import DateRule

__all__ = ["NOT_AFTER", "Pattern", "compile_rule"]

_END = "end"
"""Fields whose names begin so are those of the second end of a range."""
_NOT_BEFORE = r"(?<![\w$€£¥#§@\\])(?<!\w[-‐‑/])(?<!\d[.,:])"
NOT_AFTER = r"(?![\w%°])(?![-‐‑]\w)(?![.,:/]\d)(?![^\S\n]%)"
_WORD_STARTS = r"(?:(?<!\w)|(?=\W))"
_ANCHOR, _NO_ANCHOR = 100, -1
"""Fields rank before words of any length or behind them."""


@dataclass(frozen=True)
class Pattern:
    """One template of a rule, the one at ``place`` among them: what it looks like, and where it can stand at all.

    Its regular expression is made when it is first tried, and kept, for which it has no slots: most texts try few of
    the hundreds.

    A window must hold all the ``needs`` and one of each of the ``choices``, which include one of the ``anchors``; there
    the pattern is tried where its ``beginnings`` stand (None: everywhere, it does not begin with a word).
    ``names_ends`` is whether it has the fields of a second end.
    """

    rule: DateRule
    place: int
    source: str
    fields: Mapping[str, FieldClass]
    needs: Keys
    choices: tuple[Keys, ...]
    anchors: Keys
    beginnings: Beginnings | None
    names_ends: bool

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """What is tried on a window."""
        return re.compile(self.source, re.IGNORECASE)

    @property
    def template(self) -> str:
        """The pattern as its rule file writes it."""
        return self.rule.patterns[self.place]

    @property
    def asks(self) -> Iterator[Keys]:
        """All keys by which it is noticed, sought or tried."""
        yield self.needs
        yield from self.choices
        for first, second in (self.beginnings or {}).items():
            yield frozenset({first})
            yield second or frozenset()

    def values(self, found: re.Match[str]) -> dict[str, Value]:
        """The fields of a match with what they count as; a field that did not take part is absent."""
        words = found.groupdict()
        said = {name: kind.meaning(word) for name, kind in self.fields.items() if (word := words[name]) is not None}
        return {**self.rule.fields, **said, "words": words["span"]}

    def ends(self, found: re.Match[str]) -> tuple[Span, Span] | None:
        """Where the two ends of a range stand; None where the words name no range.

        The second begins with the first of the fields called ``end`` and so on, the first stops at the field before it;
        letters that are written together with a field ("Q3") are part of its end.
        """
        if not self.names_ends:
            return None
        places = {name: Span(*found.span(name)) for name in self.fields if found[name] is not None}
        second = [span.start for name, span in places.items() if name.startswith(_END)]
        if not second:
            return None
        begin, whole = min(second), Span(*found.span("span"))
        first = max(span.end for span in places.values() if span.end <= begin)
        while found.string[begin - 1].isalnum():
            begin -= 1
        while found.string[first].isalnum():
            first += 1
        return Span(whole.start, first), Span(begin, whole.end)


def compile_rule(rule: DateRule) -> tuple[Pattern, ...]:
    """The patterns of a rule, in the order of its templates.

    Raises RuleError when a template names a kind of field that does not exist or cannot be read.
    """
    return tuple(_compile(rule, place) for place in range(len(rule.patterns)))


def _compile(rule: DateRule, place: int) -> Pattern:
    template = read_template(rule.patterns[place], rule=rule.name)
    before, core, after = (source_of(parts) for parts in (template.before, template.core, template.after))
    lead = f"{_WORD_STARTS}{before}" if before else ""
    source = f"{lead}(?P<span>{_NOT_BEFORE}{core}){NOT_AFTER}" + (f"(?={after})" if after else "")
    needs = list(needs_of((*template.before, *template.core, *template.after)))
    return Pattern(
        rule,
        place,
        source,
        template.fields,
        needs=frozenset(key for keys in needs if len(keys) == 1 for key in keys),
        choices=tuple(keys for keys in needs if len(keys) > 1),
        anchors=max(needs, key=_rarity, default=frozenset()),
        beginnings=beginnings_of((*template.before, *template.core, *template.after)),
        names_ends=any(name.startswith(_END) for name in template.fields),
    )


def _rarity(keys: Keys) -> int:
    """How well some keys tell that a pattern might match: fields that are anchors best, then long words."""
    return min(map(_rarity_of, keys))


def _rarity_of(key: str) -> int:
    if not key.startswith("{"):
        return len(key)
    return _ANCHOR if field_classes()[key[1:-1]].is_anchor else _NO_ANCHOR
