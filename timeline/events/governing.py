"""Finds the expression that governs an event, never merely the nearest one, and says why the others lost.

The order: the event's own clause, the clause that describes it, the words that open its sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from timeline.events.candidate import Candidate
from timeline.events.elsewhere import rank_elsewhere
from timeline.events.gapping import behind_of, is_of_another
from timeline.events.roles import attached, words_of
from timeline.events.ruled_out import ruled_out
from timeline.model import DateBasis, Extent, Granularity, Rival, Span, Timex, When
from timeline.rulebook import Act, Happening, Nominal
from timeline.text import Analysis
from timeline.text.time_words import is_of_day
from timeline.text.word_classes import AUXILIARIES, VERB_TAGS

__all__ = ["governing", "is_its_name", "stands_by", "through"]

_MONTH, _SHORTER = 31, 3
"""All months are equally exact."""
_FEW_DAYS = 7
"""A span of so many days is as exact as a day."""
_VAGUE = ("PAST_REF", "FUTURE_REF")
"""Values of "days earlier": they say less than any month does."""
_HOSTS = frozenset(
    "meeting summit conference session hearing forum congress expo event ceremony briefing convention plenary".split()
)
_COMING_TOGETHER = frozenset({"gather", "convene", "assemble", "meet"})
"""Who comes together for a summit on Sunday is at the summit then."""
_BEHIND_PLACE = 5
"""Between a gathering and its month a place may stand: "at the AI summit in San Francisco in May"."""
_HANGING = frozenset({"on", "of", "about", "over", "for", "into", "by"})
"""Prepositions by which a noun hangs on the one that is acted upon."""
_BETWEEN = ("COMMA", "PREP", "DET")
"""What may stand between a noun and its date: "the rule of the 7th", "her arrest in December"."""


def governing(candidate: Candidate, found: Sequence[Timex]) -> tuple[Timex | None, list[Rival]]:
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
    if ranked:
        ranked.insert(0, ranked.pop(_more_exact(ranked)))
    for _, _, timex in ranked[1:]:
        rivals.append(Rival(timex.text, timex.rule, "another expression governs more closely"))
    return (ranked[0][2] if ranked else None), rivals


def _closeness(ranked: tuple[int, int, Timex]) -> tuple[int, int, int]:
    """Rank first; in one clause the more exact of two expressions ("last month, from 4 to 6 July"), then the nearer."""
    rank, distance, timex = ranked
    days = timex.when.days if timex.when is not None and timex.value not in _VAGUE else sys.maxsize
    return (rank, _MONTH if _MONTH - _SHORTER <= days <= _MONTH else days, distance)


def _more_exact(ranked: Sequence[tuple[int, int, Timex]]) -> int:
    """The place of the expression that counts.

    Of days named side by side ("on 8 and 9 July, with a dinner on 7 July") it is the nearest: neither makes the other
    more exact.
    """
    first = ranked[0]
    days = [
        (distance, index)
        for index, (rank, distance, timex) in enumerate(ranked)
        if rank == first[0] and timex.when is not None and timex.when.days <= _FEW_DAYS and _is_plain(timex)
    ]
    plain = first[2].when is not None and _is_plain(first[2])
    inside = [ranked[index][2].when for _, index in days]
    apart = all(one is not None and (one == first[2].when or not _holds(one, first[2].when)) for one in inside)
    return min(days)[1] if plain and days and apart else 0


def _is_plain(timex: Timex) -> bool:
    return timex.basis is DateBasis.EXPLICIT and timex.relation in ("on", "from")


def _holds(one: When, other: When | None) -> bool:
    return other is not None and one.start <= other.start and other.end <= one.end


def stands_by(candidate: Candidate, timex: Timex | None) -> bool:
    """Whether an expression stands in the candidate's phrase or right behind it ("the October rules", "in 2018")."""
    thing, analysis = candidate.thing, candidate.analysis
    sentence = analysis.sentence.span
    if timex is None or thing is None or not sentence.start <= timex.span.start < sentence.end:
        return False
    first = analysis.token_at(timex.span.start)
    if _closes_clause(candidate, first):
        return False
    if any(phrase.first <= first < phrase.last for phrase in (thing, *attached(analysis, thing))):
        return True
    if any(phrase.first <= first < phrase.head == candidate.last - 1 for phrase in analysis.phrases):
        return True
    last = max([thing.last, *(phrase.last for phrase in attached(analysis, thing))])
    between = analysis.tokens[last:first]
    if 0 <= first - last <= len(_BETWEEN) and all(token.tag in _BETWEEN for token in between):
        return True
    return _behind_place(candidate, last, first)


def _closes_clause(candidate: Candidate, first: int) -> bool:
    """As in "will host a webinar on the new rules on Thursday": a day behind a noun that hangs on another."""
    thing, analysis, verb = candidate.thing, candidate.analysis, candidate.verb
    if thing is None or verb is None or verb.head > thing.first:
        return False
    if thing.preposition not in _HANGING:
        return False
    if thing.preposition != "by" and analysis.tokens[thing.first - 2].tag not in ("NOUN", "NAME"):
        return False
    on = first > 0 and analysis.tokens[first - 1].lower == "on"
    return on and first >= thing.last and is_of_day(analysis.tokens[first])


def _behind_place(candidate: Candidate, last: int, first: int) -> bool:
    """As in "Before that, talks in Madrid on 14 September had failed": a place, then the day, and then the verb."""
    analysis, verb = candidate.analysis, candidate.verb
    if verb is None or not 1 < first - last <= _BEHIND_PLACE or first >= verb.first:
        return False
    opening, *place, closing = analysis.tokens[last:first]
    placed = opening.lower in ("in", "at", "near") and closing.lower in ("on", "in", "from")
    return placed and bool(place) and place[-1].tag == "NAME" and all(token.tag in ("DET", "NAME") for token in place)


def through(candidate: Candidate, first: Timex | None, found: Sequence[Timex]) -> Timex | None:
    """Two days that make one span: "on Monday and Tuesday", "opened on Monday and runs until Thursday"."""
    if first is None or first.when is None or first.when.days != 1:
        return first
    text = candidate.analysis.sentence.text
    start = candidate.analysis.sentence.span.start
    for other in found:
        if other.when is None or other.when.days != 1 or other.when.start == first.when.start:
            continue
        one, two = sorted((first, other), key=lambda timex: timex.span.start)
        assert one.when is not None
        assert two.when is not None
        between = text[one.span.end - start : two.span.start - start]
        joined = (two.when.start - one.when.start).days == 1 and between.strip() in ("and", "and on", "and again on")
        joined = joined and not _opens_clause(candidate.analysis, two)
        lasts = one is first and two.relation in ("until", "through") and _same_subject(candidate, two)
        if joined or (lasts and one.when.start < two.when.start):
            when = When(one.when.start, two.when.end, Extent.LASTS, Granularity.RANGE)
            span = Span(one.span.start, two.span.end)
            return replace(one, when=when, span=span, text=text[span.start - start : span.end - start])
    return first


def _opens_clause(analysis: Analysis, timex: Timex) -> bool:
    """As in "met on Sunday and on Monday signed": the day is that of the verb behind it."""
    behind = analysis.token_at(timex.span.end - 1) + 1
    while behind < len(analysis.tokens) and analysis.tokens[behind].tag == "ADV":
        behind += 1
    return behind < len(analysis.tokens) and analysis.tokens[behind].tag in (*VERB_TAGS, *AUXILIARIES)


def _same_subject(candidate: Candidate, timex: Timex) -> bool:
    """Whether the clause of an expression speaks of the very thing that happens."""
    analysis = candidate.analysis
    subject = analysis.clauses[analysis.clause_at(timex.span.start)].subject
    return isinstance(candidate.pattern, Happening) and subject is not None and subject.head == candidate.last - 1


def _rank(candidate: Candidate, timex: Timex) -> tuple[int, str]:
    """How closely an expression governs (the lowest is closest), or why it does not."""
    analysis = candidate.analysis
    owner = analysis.clause_at(timex.span.start)
    clauses = analysis.clauses
    inside = _modified(candidate, timex)
    if inside == "other":
        return (4, "") if _is_done_at(candidate, timex) else (9, "belongs to another noun")
    if timex.when is None and not timex.note:
        return 9, "names no day"
    if candidate.gapped:
        behind = 0 <= analysis.token_at(timex.span.start) - behind_of(candidate) <= 1
        return (0, "") if behind else (9, "belongs to what is told with the verb")
    if is_its_name(candidate, timex):
        return -1, ""
    if inside == "own":
        return 3, ""
    if reason := ruled_out(candidate, timex):
        return 9, reason
    if owner in (candidate.clause, candidate.led_to):
        return _rank_in_clause(candidate, timex)
    if clauses[candidate.clause].telling == owner:
        return 9, "dates the telling, not the event"
    if isinstance(candidate.pattern, Act) and analysis.clause_above(timex.span.start) == candidate.clause:
        return 3, ""
    return rank_elsewhere(candidate, timex, owner)


def _rank_in_clause(candidate: Candidate, timex: Timex) -> tuple[int, str]:
    behind = candidate.trigger_span.end <= timex.span.start
    if behind and is_of_another(candidate.analysis, candidate.analysis.token_at(timex.span.start)):
        return 9, "belongs to what is told beside it"
    if not _is_dated_by_clause(candidate, timex):
        return 9, "dates what was done there, not the event itself"
    return (-1 if _is_right_behind(candidate, timex) else 0), ""


def is_its_name(candidate: Candidate, timex: Timex) -> bool:
    """As in "effective July 1": the words that tell of the event are the date's own."""
    return isinstance(candidate.pattern, Nominal) and timex.span.start < candidate.trigger_span.end <= timex.span.end


def _is_dated_by_clause(candidate: Candidate, timex: Timex) -> bool:
    """Whether a date in the clause dates a happening that the clause does not say takes place.

    It does when it stands right behind the name ("the summit on 1 November"), or where the happening is brief ("said at
    a hearing on Monday").
    """
    pattern = candidate.pattern
    if not isinstance(pattern, Happening) or candidate.links or candidate.thing is None:
        return True
    analysis = candidate.analysis
    if candidate.verb is None and timex.span.end < candidate.trigger_span.start:
        return analysis.sentence.text[timex.span.end - analysis.sentence.span.start :].startswith(":")
    gap = analysis.token_at(timex.span.start) - candidate.thing.last
    if candidate.thing.preposition not in pattern.at and _stands_behind_place(candidate, gap):
        return True
    if 0 <= gap <= 1 and candidate.thing.preposition not in pattern.at:
        return True
    if candidate.thing.preposition == "for" and candidate.verb is not None and candidate.verb.lemma in _COMING_TOGETHER:
        return True
    held = pattern.brief or (0 <= gap <= _BEHIND_PLACE and _is_part_of_year(timex))
    return held and candidate.thing.preposition in pattern.at


def _is_right_behind(candidate: Candidate, timex: Timex) -> bool:
    """As in "followed by the Seoul summit in May and the summit in Paris in February": each has the day behind it."""
    thing, analysis = candidate.thing, candidate.analysis
    if not isinstance(candidate.pattern, Happening) or thing is None:
        return False
    between = analysis.tokens[thing.last : analysis.token_at(timex.span.start)]
    if analysis.token_at(timex.span.start) < thing.last or len(between) > _BEHIND_PLACE:
        return False
    if len(between) <= 1:
        return all(token.tag == "PREP" for token in between)
    opening, *place, closing = between
    placed = opening.lower in ("in", "at", "near") and closing.lower in ("on", "in", "from")
    return placed and bool(place) and all(token.tag == "NAME" for token in place)


def _stands_behind_place(candidate: Candidate, gap: int) -> bool:
    """As in "the third AI summit, in Paris in February, was renamed": a place and a day between a noun and its verb."""
    analysis, thing, verb = candidate.analysis, candidate.thing, candidate.verb
    if thing is None or verb is None or not 1 < gap <= _BEHIND_PLACE or thing.last + gap >= verb.first:
        return False
    between = analysis.tokens[thing.last : thing.last + gap]
    return between[0].tag in ("COMMA", "PREP") and all(token.tag in ("COMMA", "PREP", "NAME") for token in between)


def _is_part_of_year(timex: Timex) -> bool:
    """A month or the early part of it, a season: what is done at a gathering then, the gathering holds as well."""
    return timex.when is not None and timex.when.granularity not in (Granularity.DAY, Granularity.YEAR)


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
        behind = following == "GEN" or last + 1 == phrase.head
        named = isinstance(candidate.pattern, Nominal) and candidate.last - 1 == phrase.head and behind
        own = named or (candidate.thing is not None and candidate.thing.head == phrase.head and not _changes(candidate))
        return "own" if own else "other"
    return ""


def _changes(candidate: Candidate) -> bool:
    """As in "amends the October 7, 2022 rules": what is changed was made on that day."""
    verb = candidate.verb
    return isinstance(candidate.pattern, Act) and verb is not None and verb.lemma in words_of("changing_verbs")


def _is_done_at(candidate: Candidate, timex: Timex) -> bool:
    """As in "At its May meeting, the council adopted the plan": what is done at a gathering is done on its day."""
    analysis = candidate.analysis
    first = analysis.token_at(timex.span.start)
    if not isinstance(candidate.pattern, Act) or analysis.owner[first] != candidate.clause:
        return False
    host = next((phrase for phrase in analysis.phrases if phrase.first <= first < phrase.head), None)
    at = host is not None and host.preposition in ("at", "during")
    return host is not None and at and analysis.tokens[host.head].lemma in _HOSTS
