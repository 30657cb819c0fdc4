"""Finds the expression that governs an event, never merely the nearest one, and says why the others lost.

The order: the event's own clause, the clause that describes it, the words that open its sentence, the label or heading
above it. A date on who tells of it is when it was announced, not when it happens.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline.events.detect import Candidate
from timeline.model import DateBasis, Extent, Granularity, Rival, Sentence, Span, Timex, TimexType, When
from timeline.rulebook import Happening, shipped_words

__all__ = [
    "CLOSING_VERBS",
    "NO_DATE",
    "OPENING_VERBS",
    "Context",
    "Dated",
    "context_of",
    "date_candidate",
    "expressions_by_sentence",
]

NO_DATE = "no date in the text"
OPENING_VERBS = frozenset({"open", "begin", "start", "kick", "inaugurate", "get"})
_FRONT_LINES = 3
"""Title, byline and page clock stand in the first lines of a text; their dates are not those of what follows."""
_BESIDE_DATE = 3
"""Characters a heading may have beside its date: a colon, a dash."""
_LABEL_REACH = 12
"""Sentences one label can cover."""
CLOSING_VERBS = frozenset({"end", "close", "conclude", "wrap", "wind", "come", "finish", "shut"})
_CALENDAR = (TimexType.DATE, TimexType.TIME)


@dataclass(frozen=True, slots=True)
class Dated:
    """When a candidate happens as far as its document says, with the expression that gives it and those that lost."""

    when: When | None
    basis: DateBasis
    timex: Timex | None
    note: str = ""
    derivation: str = ""
    announced_on: date | None = None
    duration: int | None = None
    moved: bool = False
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a candidate: the expressions of its sentence, and those of labels and headings above."""

    timexes: Sequence[Timex]
    above: Sequence[Timex]
    published: date | None


def context_of(
    sentence: Sentence, timexes: Mapping[int, Sequence[Timex]], sentences: Sequence[Sentence], published: date | None
) -> Context:
    """The expressions that can date an event of one sentence."""
    own = [timex for timex in timexes.get(sentence.index, ()) if not _in(sentence.dateline, timex)]
    above = []
    if sentence.label is not None:
        for other in sentences[max(0, sentence.index - _LABEL_REACH) : sentence.index + 1]:
            above += [timex for timex in timexes.get(other.index, ()) if _in(sentence.label, timex)]
    if not above and sentence.heading >= 0:
        heading = sentences[sentence.heading]
        above = [timex for timex in timexes.get(heading.index, ()) if _is_dated_heading(heading, timex)]
    own = [timex for timex in own if not _in(sentence.label, timex)]
    return Context(own, above, published)


def _in(span: Span | None, timex: Timex) -> bool:
    return span is not None and span.covers(timex.span)


def _is_dated_heading(heading: Sentence, timex: Timex) -> bool:
    """A heading that is a date and little else; the first lines of a text are its title and byline."""
    rest = len(heading.text) - len(timex.text)
    return heading.paragraph >= _FRONT_LINES and rest <= _BESIDE_DATE


def date_candidate(candidate: Candidate, context: Context) -> Dated:
    """The date of a candidate, or none with the reason."""
    found = [timex for timex in context.timexes if timex.type in _CALENDAR]
    governing, rivals = _governing(candidate, found)
    governing = _through(candidate, governing, found)
    announced = _announced(candidate, found, governing)
    duration = _duration(candidate, context.timexes)
    if governing is None and context.above:
        governing = context.above[0]
    dated = _from(governing, candidate, duration, context.published)
    return replace(dated, announced_on=announced, duration=duration[0] if duration else None, rivals=tuple(rivals))


def _governing(candidate: Candidate, found: Sequence[Timex]) -> tuple[Timex | None, list[Rival]]:
    """The expression that dates the candidate among those of its sentence, and the reasons against the others."""
    rivals: list[Rival] = []
    ranked: list[tuple[int, int, Timex]] = []
    for timex in found:
        rank, reason = _rank(candidate, timex)
        if reason:
            rivals.append(Rival(timex.text, timex.rule, reason))
        else:
            ranked.append((rank, abs(timex.span.start - candidate.trigger_span.start), timex))
    ranked.sort(key=_closeness)
    for _, _, timex in ranked[1:]:
        rivals.append(Rival(timex.text, timex.rule, "another expression governs more closely"))
    return (ranked[0][2] if ranked else None), rivals


def _closeness(ranked: tuple[int, int, Timex]) -> tuple[int, int, int]:
    """Rank first; in one clause the more exact of two expressions ("last month, from 4 to 6 July"), then the nearer."""
    rank, distance, timex = ranked
    return (rank, timex.when.days if timex.when is not None else sys.maxsize, distance)


def _through(candidate: Candidate, first: Timex | None, found: Sequence[Timex]) -> Timex | None:
    """Two days that make one span: "on Monday and Tuesday", "opened on Monday and runs until Thursday"."""
    if first is None or first.when is None or first.when.days != 1:
        return first
    text = candidate.analysis.sentence.text
    start = candidate.analysis.sentence.span.start
    for other in found:
        if other.when is None or other.when.days != 1 or other.when.start <= first.when.start:
            continue
        between = text[first.span.end - start : other.span.start - start]
        next_day = (other.when.start - first.when.start).days == 1
        joined = next_day and between.strip() in ("and", "and on", "and again on")
        if joined or (other.relation in ("until", "through") and _same_subject(candidate, other)):
            when = When(first.when.start, other.when.end, Extent.LASTS, Granularity.RANGE)
            span = Span(first.span.start, other.span.end)
            return replace(first, when=when, span=span, text=text[span.start - start : span.end - start])
    return first


def _same_subject(candidate: Candidate, timex: Timex) -> bool:
    """Whether the clause of an expression speaks of the very thing that happens."""
    analysis = candidate.analysis
    subject = analysis.clauses[analysis.clause_at(timex.span.start)].subject
    return isinstance(candidate.pattern, Happening) and subject is not None and subject.head == candidate.last - 1


def _rank(candidate: Candidate, timex: Timex) -> tuple[int, str]:
    """How closely an expression governs (0 is closest), or why it does not."""
    analysis = candidate.analysis
    owner = analysis.clause_at(timex.span.start)
    clauses = analysis.clauses
    inside = _modified(candidate, timex)
    if inside == "other":
        return 9, "belongs to another noun"
    if timex.when is None and not timex.note:
        return 9, "names no day"
    if inside == "own":
        return 3, ""
    if reason := _says_something_else(candidate, timex):
        return 9, reason
    if owner == candidate.clause:
        return (
            (0, "") if _is_dated_by_clause(candidate, timex) else (9, "dates what was done there, not the event itself")
        )
    if clauses[candidate.clause].telling == owner:
        return 9, "dates the telling, not the event"
    if candidate.thing is not None and _describes(candidate, owner):
        return 1, ""
    if (
        clauses[candidate.clause].kind == "participle"
        and clauses[candidate.clause].parent == owner
        and _goes_along(candidate)
    ):
        return 1, ""
    if _opens(candidate, timex, owner) or _is_time_clause(candidate, owner):
        return 2, ""
    return 9, "belongs to another clause"


def _says_something_else(candidate: Candidate, timex: Timex) -> str:
    if _is_purpose(candidate, timex):
        return "says what it is for, not when"
    return "dates what it comes before or after, not the event itself" if _hangs_elsewhere(candidate, timex) else ""


def _hangs_elsewhere(candidate: Candidate, timex: Timex) -> bool:
    """As in "before the election in June": the date belongs to what the preposition brings in."""
    analysis, lists = candidate.analysis, shipped_words().lists
    tokens = analysis.tokens
    left = analysis.token_at(timex.span.start)
    left += tokens[left].tag == "DET"
    own = candidate.thing.head if isinstance(candidate.pattern, Happening) and candidate.thing is not None else -1
    for phrase in reversed(analysis.phrases):
        if phrase.last > left or phrase.first <= left < phrase.last:
            continue
        if any(token.tag not in ("PREP", "TO") for token in tokens[phrase.last : left]):
            return False
        if phrase.head == own or not phrase.first:
            return False
        near = [token.lower for token in tokens[max(0, phrase.first - 2) : phrase.first]]
        if near[-1] in lists["away_prepositions"] or (near[-1] in ("of", "to") and near[0] in lists["away_heads"]):
            return True
        if tokens[phrase.first - 1].tag not in ("PREP", "TO"):
            return False
        left = phrase.first
    return False


def _is_dated_by_clause(candidate: Candidate, timex: Timex) -> bool:
    """Whether a date in the clause dates a happening that the clause does not say takes place.

    It does when it stands right behind the name ("the summit on 1 November"), or where the happening is brief ("said at
    a hearing on Monday").
    """
    pattern = candidate.pattern
    if not isinstance(pattern, Happening) or candidate.links or candidate.thing is None:
        return True
    analysis = candidate.analysis
    gap = analysis.token_at(timex.span.start) - candidate.thing.last
    if 0 <= gap <= 1 and candidate.thing.preposition not in pattern.at:
        return True
    return pattern.brief and candidate.thing.preposition in pattern.at


def _is_time_clause(candidate: Candidate, owner: int) -> bool:
    """As in "on Monday, when the ministry published ...": the day of the clause above."""
    analysis = candidate.analysis
    clause = analysis.clauses[candidate.clause]
    if clause.kind != "subordinate" or clause.parent != owner:
        return False
    first = next(index for index, mine in enumerate(analysis.owner) if mine == candidate.clause)
    return analysis.tokens[first].lower == "when"


def _is_purpose(candidate: Candidate, timex: Timex) -> bool:
    """As in "licences for 2026": the period something is meant for, unless it is being scheduled."""
    analysis = candidate.analysis
    verb = analysis.clauses[analysis.clause_at(timex.span.start)].verb
    first = analysis.token_at(timex.span.start)
    if first < 1 or "for" not in (analysis.tokens[first - 1].lower, analysis.tokens[first].lower):
        return False
    return verb is None or verb.lemma not in shipped_words().lists["scheduling_verbs"]


def _modified(candidate: Candidate, timex: Timex) -> str:
    """Whether an expression stands inside a noun phrase ("last July's edition"): ``own``, ``other`` or empty."""
    analysis = candidate.analysis
    first, last = analysis.token_at(timex.span.start), analysis.token_at(timex.span.end - 1)
    following = analysis.tokens[last + 1].tag if last + 1 < len(analysis.tokens) else ""
    for phrase in analysis.phrases:
        if not (phrase.first <= first and last < phrase.last):
            continue
        if last >= phrase.head or (following not in ("GEN", "NOUN", "NAME", "ADJ", "NUM")):
            return ""
        own = candidate.thing is not None and candidate.thing.head == phrase.head
        return "own" if own else "other"
    return ""


def _describes(candidate: Candidate, owner: int) -> bool:
    """Whether a relative or participle clause describes the thing: "the summit, which is held from ..."."""
    clause = candidate.analysis.clauses[owner]
    if clause.kind not in ("relative", "participle") or clause.modifies is None or candidate.thing is None:
        return False
    if not isinstance(candidate.pattern, Happening) and clause.modifies.head != candidate.thing.head:
        return False
    verb = clause.verb
    happens = verb is not None and (
        verb.passive or verb.lemma in {word.split()[0] for word in getattr(candidate.pattern, "verbs", ())}
    )
    return clause.modifies.head == candidate.thing.head and happens and isinstance(candidate.pattern, Happening)


def _goes_along(candidate: Candidate) -> bool:
    """A participle that tells what the verb above brought with it ("..., adding 140 firms")."""
    verb = candidate.verb
    if verb is None or verb.passive:
        return False
    before = candidate.analysis.tokens[verb.first - 1] if verb.first else None
    return before is None or before.lower not in ("after", "before", "since")


def _opens(candidate: Candidate, timex: Timex, owner: int) -> bool:
    """An expression before the first verb of the sentence dates what is told side by side after it."""
    clauses = candidate.analysis.clauses
    first = clauses[owner]
    mine = clauses[candidate.clause]
    if first.verb is None or mine.kind != "main" or first.kind != "main" or mine.telling != first.telling:
        return False
    before_verb = timex.span.start < candidate.analysis.place(first.verb.head, first.verb.head + 1).start
    same_direction = mine.verb is not None and mine.verb.tense == first.verb.tense
    return before_verb and owner < candidate.clause and same_direction


def _announced(candidate: Candidate, found: Sequence[Timex], governing: Timex | None) -> date | None:
    """The day on which those who tell of the event told it."""
    analysis = candidate.analysis
    telling = analysis.clauses[candidate.clause].telling
    if telling < 0:
        return None
    verb = analysis.clauses[telling].verb
    if verb is None or verb.lemma not in shipped_words().lists["telling_verbs"]:
        return None
    for timex in found:
        if timex is not governing and analysis.clause_at(timex.span.start) == telling:
            return timex.when.start if timex.when is not None and timex.when.days == 1 else None
    return None


def _duration(candidate: Candidate, timexes: Sequence[Timex]) -> tuple[int, Timex] | None:
    """The length in days that the sentence gives a happening ("three-day", "which spans three days")."""
    if not isinstance(candidate.pattern, Happening) or candidate.thing is None:
        return None
    analysis = candidate.analysis
    for timex in timexes:
        if timex.type is not TimexType.DURATION or not timex.days:
            continue
        place = analysis.token_at(timex.span.start)
        owner = analysis.owner[place]
        clause = analysis.clauses[owner]
        holds = clause.verb is not None and clause.verb.lemma in ("span", "last", "run", "take")
        subject = clause.subject is not None and clause.subject.head == candidate.thing.head
        closing = subject and clause.verb is not None and clause.verb.lemma in CLOSING_VERBS
        after = place > 0 and analysis.tokens[place - 1].lower in ("after", "over")
        if (subject and holds) or _stands_by(candidate, place) or (closing and after):
            return timex.days, timex
    return None


def _stands_by(candidate: Candidate, place: int) -> bool:
    """The length stands right before the noun, or in an apposition behind it ("the expo, a three-day gathering")."""
    analysis = candidate.analysis
    for phrase in analysis.phrases:
        if phrase.first <= place < phrase.last:
            own = candidate.thing is not None and phrase.head == candidate.thing.head
            behind = candidate.thing is not None and phrase.first - 1 == candidate.thing.last
            return own or (behind and analysis.tokens[phrase.first - 1].tag == "COMMA")
    return False


def _from(
    timex: Timex | None, candidate: Candidate, duration: tuple[int, Timex] | None, published: date | None
) -> Dated:
    if timex is None:
        return _from_duration(candidate, duration, published) or Dated(None, DateBasis.NONE, None, NO_DATE)
    if timex.when is None:
        return Dated(None, DateBasis.NONE, timex, timex.note)
    verb = candidate.verb
    if published is not None and verb is not None and _contradicts(candidate, timex.when, published):
        return Dated(None, DateBasis.NONE, None, f"the text's date (“{timex.text}”) does not agree with its tense")
    if _is_moved(candidate, timex):
        derivation = f"{_derivation(timex, None)}; put off to its end"
        return Dated(When.day(timex.when.end), timex.basis, timex, "", derivation, moved=True)
    when, basis = timex.when, timex.basis
    closes = verb is not None and verb.lemma in CLOSING_VERBS
    if duration and when.days == 1 and closes:
        when = When(when.start - timedelta(days=duration[0] - 1), when.end, Extent.LASTS, Granularity.RANGE)
        basis = DateBasis.DURATION
    elif duration and when.days == 1 and (verb is None or verb.lemma in OPENING_VERBS):
        end = when.start + timedelta(days=duration[0] - 1)
        when = When(when.start, end, Extent.LASTS, Granularity.RANGE if duration[0] > 1 else Granularity.DAY)
        basis = DateBasis.DURATION
    return Dated(when, basis, timex, "", _derivation(timex, duration if basis is DateBasis.DURATION else None))


def _is_moved(candidate: Candidate, timex: Timex) -> bool:
    """As in "postponed from 4 May to 9 June": no span, but the old day and the new."""
    verb = candidate.verb
    if not isinstance(candidate.pattern, Happening) or verb is None or timex.when is None or timex.when.days == 1:
        return False
    return verb.lemma in shipped_words().lists["moving_verbs"] and " to " in timex.text


def _contradicts(candidate: Candidate, when: When, published: date) -> bool:
    """A past act cannot lie wholly after publication, nor a coming one wholly before."""
    verb = candidate.verb
    if verb is None or candidate.analysis.clause_at(candidate.trigger_span.start) != candidate.clause:
        return False
    if verb.tense == "past" and not verb.modality:
        return when.start > published and candidate.first == verb.first
    return verb.tense == "future" and verb.modality == "planned" and when.end < published


def _from_duration(candidate: Candidate, duration: tuple[int, Timex] | None, published: date | None) -> Dated | None:
    """An N-day event under way on the publication day lies within N-1 days of it on either side."""
    verb = candidate.verb
    if duration is None or verb is None or verb.tense != "present":
        return None
    days, timex = duration
    if published is None:
        return Dated(None, DateBasis.NONE, timex, "no publication date")
    margin = timedelta(days=days - 1)
    when = When(published - margin, published + margin, Extent.WITHIN, Granularity.RANGE, approximate=True)
    words = f"“{timex.text}”, under way on {_day(published)} (publication day): at most {days - 1} days to either side"
    return Dated(when, DateBasis.DURATION, timex, "", words)


def _derivation(timex: Timex, duration: tuple[int, Timex] | None) -> str:
    words = f"“{timex.text}”"
    if timex.anchor is not None:
        source = "the publication day" if timex.anchor_basis == "published" else "a date told before"
        words += f", counted from {_day(timex.anchor)} ({source})"
    words += f", rule {timex.rule}"
    if duration:
        words += f"; lasting “{duration[1].text}”"
    return words


def _day(day: date) -> str:
    return When.day(day).shown


def expressions_by_sentence(sentences: Sequence[Sentence], timexes: Sequence[Timex]) -> dict[int, list[Timex]]:
    """The expressions of each sentence, by the sentence's index."""
    found: dict[int, list[Timex]] = {}
    for index, timex in _located(sentences, timexes):
        found.setdefault(index, []).append(timex)
    return found


def _located(sentences: Sequence[Sentence], timexes: Sequence[Timex]) -> Iterator[tuple[int, Timex]]:
    position = 0
    for timex in timexes:
        while position < len(sentences) and sentences[position].span.end <= timex.span.start:
            position += 1
        if position < len(sentences):
            yield sentences[position].index, timex
