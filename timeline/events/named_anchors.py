"""Dates an event by another that its sentence names: "the day after the vote", "the weekend before Christmas"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from timeline.dates import moved_on_calendar
from timeline.events.coreference import Found, Group
from timeline.events.dating import Dated
from timeline.model import DateBasis, Extent, Granularity, Span, Status, Token, When
from timeline.rulebook import Act, Happening, shipped_words

__all__ = ["counted_from_named"]

_COUNTED = re.compile(
    r"\b(?P<count>the|an?|[a-z]+|\d{1,3}) (?P<unit>day|week|weekend|month|year)s?(?P<exact> to the day)?"
    r" (?P<way>after|before|following) (?P<what>[^,;:.]{3,80})",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:the|its) (?:gates|doors|curtain) (?:open|rose|rise)|(?:the|its) opening\b(?! of)", re.IGNORECASE
)
_TOLD_BY_NOUN: Mapping[str, frozenset[str]] = {
    "announcement": frozenset({"announce", "unveil", "issue", "publish", "release", "impose", "declare"}),
    "publication": frozenset({"publish", "issue", "release"}),
    "release": frozenset({"release", "publish", "unveil", "launch"}),
    "launch": frozenset({"launch", "release", "unveil"}),
    "signing": frozenset({"sign"}),
    "signature": frozenset({"sign"}),
    "ruling": frozenset({"rule", "find", "strike", "uphold", "order"}),
    "vote": frozenset({"vote", "pass", "approve", "adopt"}),
    "adoption": frozenset({"adopt", "approve"}),
}
"""Nouns by which a text takes up what one of its verbs told."""
_MOST_DAYS = 31
_REACH = 4
"""An act is taken up by its noun within so many sentences; a gathering is known by its name all through a text."""
_LEAD = 4
_SUNDAY = 6
_ONE = ("the", "a", "an", "one")


def counted_from_named(found: Sequence[Found], groups: Sequence[Group]) -> list[Found]:
    """The candidates, those with such words dated by what the words name; undated where the text does not date that."""
    return [_counted(one, groups) for one in found]


def _counted(one: Found, groups: Sequence[Group]) -> Found:
    analysis = one.candidate.analysis
    hit = next((hit for hit in _COUNTED.finditer(analysis.sentence.text) if _is_own(one, hit)), None)
    number = _number(hit["count"]) if hit is not None else 0
    if hit is None or not number or not _may_be_counted(one.dated, hit, analysis.sentence.span.start):
        return one
    anchor = _anchor(one, hit, groups)
    if anchor is None:
        named = any(token.tag == "NAME" for token in _words(one, hit)) and one.dated.basis is DateBasis.EVENT_RELATIVE
        undated = Dated(None, DateBasis.NONE, one.dated.timex, "the text does not date what it counts from")
        return replace(one, dated=undated) if named else one
    when, words = anchor
    way = 1 if hit["way"].lower() != "before" else -1
    unit = hit["unit"].lower()
    meant = _weekend(when, way) if unit == "weekend" else moved_on_calendar(when, unit, number * way)
    if meant is None:
        return one
    if hit["exact"]:
        meant = replace(meant, approximate=False)
    derivation = f"“{hit['count']} {hit['unit']} {hit['way']}” “{words}” ({when.shown})"
    dated = Dated(meant, DateBasis.EVENT_RELATIVE, one.dated.timex, "", derivation, one.dated.announced_on)
    return replace(one, dated=dated)


def _number(word: str) -> int:
    if word.lower() in _ONE:
        return 1
    return int(word) if word.isdigit() else int(shipped_words().maps["counts"].get(word.lower(), 0))


def _is_own(one: Found, hit: re.Match[str]) -> bool:
    """The words stand in the candidate's clause or open its sentence."""
    candidate = one.candidate
    place = hit.start() + candidate.analysis.sentence.span.start
    clauses, clause = candidate.analysis.clauses, candidate.analysis.clause_at(place)
    told_inside = place <= candidate.trigger_span.start < place + len(hit.group())
    if told_inside and (hit.start() or clauses[candidate.clause].kind != "main"):
        return False
    return clause == candidate.clause or not hit.start()


def _may_be_counted(dated: Dated, hit: re.Match[str], start: int) -> bool:
    """Nothing dates it yet but words of this very place."""
    if dated.when is None or dated.timex is None:
        return dated.when is None
    return hit.start() + start <= dated.timex.span.start < hit.end() + start


def _words(one: Found, hit: re.Match[str]) -> list[Token]:
    tokens = one.candidate.analysis.tokens
    return [token for token in tokens if hit.start("what") <= token.span.start < hit.end("what")]


def _anchor(one: Found, hit: re.Match[str], groups: Sequence[Group]) -> tuple[When, str] | None:
    """The date of what the words name, with the words that tell of it."""
    timex, start = one.dated.timex, one.candidate.analysis.sentence.span.start
    if timex is not None and timex.when is not None and timex.span.start - start == hit.start("what"):
        return timex.when, timex.text
    dated = [group for group in groups if all(other.candidate is not one.candidate for other in group.found)]
    place = Span(hit.start("what") + start, hit.end("what") + start)
    inside = [group for group in dated if any(place.covers(other.candidate.trigger_span) for other in group.found)]
    before = [group for group in reversed(dated) if _can_be_taken_up(group, one)]
    if _OPENING.match(hit["what"]):
        named = [group for group in before if _is_gathering(group) and _sentences_back(group, one) >= 0]
    else:
        named = [group for group in before if _is_named(group, _words(one, hit))]
    days = [_day_of(group, hit) for group in (*inside, *named)]
    return next((day for day in days if day is not None), None)


def _can_be_taken_up(group: Group, one: Found) -> bool:
    """What was told shortly before or in the lead; of gatherings, one that lies on the same side of publication."""
    if _is_gathering(group):
        verb = one.candidate.verb
        past = verb is not None and verb.tense == "past"
        return not (past and group.verdict is not None and group.verdict.status is Status.PLANNED)
    lead = any(other.candidate.analysis.sentence.index <= _LEAD for other in group.found)
    return _sentences_back(group, one) > 0 and (lead or _sentences_back(group, one) <= _REACH)


def _sentences_back(group: Group, one: Found) -> int:
    """How many sentences before the candidate the event was last told of."""
    mine = one.candidate.analysis.sentence.index
    return min((mine - other.candidate.analysis.sentence.index for other in group.found), default=0)


def _is_gathering(group: Group) -> bool:
    return isinstance(group.found[0].candidate.pattern, Happening)


def _day_of(group: Group, hit: re.Match[str]) -> tuple[When, str] | None:
    """What is counted from begins or ends on a day: "before" counts from its first, "after" from its last."""
    when = group.dated.when if group.dated else None
    if when is None or when.days > _MOST_DAYS:
        return None
    if _is_gathering(group) and when.extent is Extent.LASTS:
        opens = hit["way"].lower() == "before" or _OPENING.match(hit["what"])
        when = When.day(when.start if opens else when.end)
    exact = when.days == 1 or hit["unit"].lower() not in ("day", "weekend")
    return (when, group.found[0].candidate.trigger) if exact else None


def _is_named(group: Group, words: Sequence[Token]) -> bool:
    """Whether the first noun behind the words is that of the event, or takes up its verb."""
    head = next((index for index, token in enumerate(words) if _ends_noun(words, index)), None)
    if head is None:
        return False
    noun, names = words[head].lemma, {token.lower for token in words[:head] if token.tag == "NAME"}
    for other in group.found:
        candidate = other.candidate
        verb, text = candidate.verb, candidate.analysis.sentence.text.lower()
        own = candidate.analysis.tokens[candidate.last - 1].lemma == noun and not isinstance(candidate.pattern, Act)
        taken_up = isinstance(candidate.pattern, Act) and verb is not None and verb.lemma in _TOLD_BY_NOUN.get(noun, ())
        if (own or taken_up) and all(name in text for name in names):
            return True
    return False


def _ends_noun(words: Sequence[Token], index: int) -> bool:
    goes_on = ("NOUN", "NAME", "GEN") if words[index].tag == "NAME" else ("NOUN", "GEN")
    last = index + 1 == len(words) or words[index + 1].tag not in goes_on
    return words[index].tag in ("NOUN", "NAME") and last


def _weekend(day: When, way: int) -> When:
    """The Saturday and Sunday next to a day, on the side that ``way`` says."""
    if way < 0:
        sunday = day.start - timedelta(days=day.start.weekday() + 1)
        return When(sunday - timedelta(days=1), sunday, Extent.WITHIN, Granularity.RANGE)
    saturday = day.end + timedelta(days=(_SUNDAY - 1 - day.end.weekday()) % 7 or 7)
    return When(saturday, saturday + timedelta(days=1), Extent.WITHIN, Granularity.RANGE)
