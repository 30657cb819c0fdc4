"""Finds the expression that governs an event, never merely the nearest one, and says why the others lost.

The order: the event's own clause, the clause that describes it, the words that open its sentence.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace

from timeline.events.candidate import Candidate
from timeline.events.elsewhere import rank_elsewhere
from timeline.events.gapping import behind_of
from timeline.events.roles import attached, verbs_of, words_of
from timeline.model import DateBasis, Extent, Granularity, Rival, Span, Timex, When
from timeline.rulebook import Act, Happening, Nominal

__all__ = ["governing", "is_its_name", "stands_by", "through"]

_NAME_AND_OF = 2
_MONTH, _SHORTER = 31, 3
"""All months are equally exact."""
_FEW_DAYS = 7
"""A span of so many days is as exact as a day."""
_BEFORE_NAMED = 3
_UNITS = frozenset("hour day week fortnight month year".split())
_HOSTS = frozenset(
    "meeting summit conference session hearing forum congress expo event ceremony briefing convention plenary".split()
)
_COMING_TOGETHER = frozenset({"gather", "convene", "assemble", "meet"})
"""Who comes together for a summit on Sunday is at the summit then."""
_BEHIND_PLACE = 5
"""Between a gathering and its month a place may stand: "at the AI summit in San Francisco in May"."""
_TAKES_EFFECT = re.compile(
    r"[,;–—(] ?(?:both |all )?(?:effective|applicable|with effect|retroactive(?:ly)?|backdated)"
    r"(?: (?:from|on|as of|as from|to|the|midnight|next|this))*\s*$",
    re.IGNORECASE,
)
"""Words that bring in the day something applies from: "... export controls, effective August 1"."""
_FROM = re.compile(r"\b(?:from|starting|starting on|beginning|as of|as from)(?: the)? ?$", re.IGNORECASE)
_MAKING_KNOWN = frozenset({"announce", "unveil", "declare", "propose", "approve", "adopt", "agree", "pass", "decide"})
"""Verbs that are done with at once: "announced a tariff from April 10" says when the tariff begins."""
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
    days = timex.when.days if timex.when is not None else sys.maxsize
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
    if any(phrase.first <= first < phrase.last for phrase in (thing, *attached(analysis, thing))):
        return True
    if any(phrase.first <= first < phrase.head == candidate.last - 1 for phrase in analysis.phrases):
        return True
    last = max([thing.last, *(phrase.last for phrase in attached(analysis, thing))])
    between = analysis.tokens[last:first]
    return 0 <= first - last <= len(_BETWEEN) and all(token.tag in _BETWEEN for token in between)


def through(candidate: Candidate, first: Timex | None, found: Sequence[Timex]) -> Timex | None:
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
    if reason := _says_something_else(candidate, timex):
        return 9, reason
    if owner in (candidate.clause, candidate.led_to):
        return (
            (0, "") if _is_dated_by_clause(candidate, timex) else (9, "dates what was done there, not the event itself")
        )
    if clauses[candidate.clause].telling == owner:
        return 9, "dates the telling, not the event"
    if isinstance(candidate.pattern, Act) and analysis.clause_above(timex.span.start) == candidate.clause:
        return 3, ""
    return rank_elsewhere(candidate, timex, owner)


def _is_parted(candidate: Candidate, timex: Timex) -> bool:
    """As in "2023: Bletchley summit; 2024: Seoul summit": each part of a list has a date of its own."""
    if candidate.verb is not None:
        return False
    first, last = sorted((candidate.trigger_span, timex.span))
    start = candidate.analysis.sentence.span.start
    return ";" in candidate.analysis.sentence.text[first.end - start : last.start - start]


def is_its_name(candidate: Candidate, timex: Timex) -> bool:
    """As in "effective July 1": the words that tell of the event are the date's own."""
    return isinstance(candidate.pattern, Nominal) and timex.span.start < candidate.trigger_span.end <= timex.span.end


def _says_how_long(candidate: Candidate, timex: Timex) -> bool:
    """As in "extended the truce until November": the end of what was done, not its day."""
    verb = candidate.verb
    done = verb is not None and verb.tense in ("past", "present") and not verb.modality
    moved = verb is not None and verb.lemma in words_of("moving_verbs")
    act = isinstance(candidate.pattern, Act) and candidate.pattern.status != "planned"
    return act and done and timex.relation == "until" and not moved


def _fills(candidate: Candidate, timex: Timex) -> bool:
    """As in "is investing $25 billion over the next two years": the time that a decided act will take."""
    analysis, verb = candidate.analysis, candidate.verb
    first = analysis.token_at(timex.span.start)
    ahead = timex.when is not None and timex.when.days > 1 and first > 0 and analysis.tokens[first - 1].lower == "over"
    return ahead and isinstance(candidate.pattern, Act) and verb is not None and verb.tense in ("past", "present")


def _says_from_when(candidate: Candidate, timex: Timex) -> bool:
    """As in "announced export controls, effective August 1": the day a done deed takes effect, an event of its own."""
    analysis, verb = candidate.analysis, candidate.verb
    if not isinstance(candidate.pattern, Act) or verb is None or verb.tense not in ("past", "none") or verb.modality:
        return False
    ahead = analysis.sentence.text[: timex.span.start - analysis.sentence.span.start]
    made_known = verb.lemma in _MAKING_KNOWN and _FROM.search(ahead)
    return bool(made_known or (verb.tense == "past" and _TAKES_EFFECT.search(ahead)))


def _says_something_else(candidate: Candidate, timex: Timex) -> str:
    if _is_in_name(candidate, timex):
        return "belongs to a name"
    if _dates_a_thing(candidate, timex):
        return "belongs to another noun"
    if _is_counted_from(candidate, timex):
        return "dates what it comes before or after, not the event itself"
    if _is_parted(candidate, timex):
        return "stands behind a semicolon"
    if _says_how_long(candidate, timex):
        return "says how long, not when"
    if _fills(candidate, timex):
        return "says over how long, not when"
    if _is_purpose(candidate, timex):
        return "says what it is for, not when"
    if _says_from_when(candidate, timex):
        return "says from when it applies, not when it was done"
    return "dates what it comes before or after, not the event itself" if _hangs_elsewhere(candidate, timex) else ""


def _hangs_elsewhere(candidate: Candidate, timex: Timex) -> bool:
    """As in "before the election in June": the date belongs to what the preposition brings in."""
    analysis = candidate.analysis
    tokens = analysis.tokens
    left = analysis.token_at(timex.span.start)
    left += tokens[left].tag == "DET"
    noun = isinstance(candidate.pattern, Happening | Nominal)
    own = candidate.thing.head if noun and candidate.thing is not None else -1
    for phrase in reversed(analysis.phrases):
        if phrase.last > left or phrase.first <= left < phrase.last:
            continue
        if any(token.tag not in ("PREP", "TO") for token in tokens[phrase.last : left]):
            return False
        if phrase.head == own or not phrase.first:
            return False
        if candidate.first < phrase.first <= candidate.last:
            return False
        near = [token.lower for token in tokens[max(0, phrase.first - 2) : phrase.first]]
        of_head = near[-1] in ("of", "to") and near[0] in words_of("away_heads")
        if of_head or near[-1] in words_of("away_prepositions"):
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


def _is_purpose(candidate: Candidate, timex: Timex) -> bool:
    """As in "licences for 2026": the period something is meant for, unless it is being scheduled."""
    analysis = candidate.analysis
    verb = analysis.clauses[analysis.clause_at(timex.span.start)].verb
    first = analysis.token_at(timex.span.start)
    starts = timex.relation == "from"
    if starts or first < 1 or "for" not in (analysis.tokens[first - 1].lower, analysis.tokens[first].lower):
        return False
    scheduling = words_of("scheduling_verbs")
    return verb is None or (verb.lemma not in scheduling and verb.lemma not in _called_off(candidate))


def _called_off(candidate: Candidate) -> frozenset[str]:
    """Verbs after which "for" brings in the day that had been planned: "the forum scrapped for September"."""
    return verbs_of("cancelling_verbs") if isinstance(candidate.pattern, Happening) else frozenset()


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
        own = named or (candidate.thing is not None and candidate.thing.head == phrase.head)
        return "own" if own else "other"
    return ""


def _is_done_at(candidate: Candidate, timex: Timex) -> bool:
    """As in "At its May meeting, the council adopted the plan": what is done at a gathering is done on its day."""
    analysis = candidate.analysis
    first = analysis.token_at(timex.span.start)
    if not isinstance(candidate.pattern, Act) or analysis.owner[first] != candidate.clause:
        return False
    host = next((phrase for phrase in analysis.phrases if phrase.first <= first < phrase.head), None)
    at = host is not None and host.preposition in ("at", "during")
    return host is not None and at and analysis.tokens[host.head].lemma in _HOSTS


def _is_counted_from(candidate: Candidate, timex: Timex) -> bool:
    """As in "three weeks after the London talks": the day of what lies that much before or after them."""
    thing, analysis = candidate.thing, candidate.analysis
    if isinstance(candidate.pattern, Act) or thing is None or thing.preposition not in ("after", "before", "following"):
        return False
    start = analysis.token_at(timex.span.start)
    before = analysis.tokens[max(0, thing.first - _BEFORE_NAMED) : thing.first]
    return start < thing.first and any(token.lemma in _UNITS for token in before)


def _dates_a_thing(candidate: Candidate, timex: Timex) -> bool:
    """As in "the order of October 2023 was revoked in January": behind "of" the day of what was acted upon."""
    analysis, thing = candidate.analysis, candidate.thing
    if not isinstance(candidate.pattern, Act) or thing is None:
        return False
    at = analysis.token_at(timex.span.start)
    if at > 0 and analysis.tokens[at - 1].tag == "DET":
        at -= 1
    return at > 0 and analysis.tokens[at - 1].lower == "of" and thing.last == at - 1


def _is_in_name(candidate: Candidate, timex: Timex) -> bool:
    """As in "the CHIPS and Science Act of 2022": a year that is part of a name."""
    analysis = candidate.analysis
    first = analysis.token_at(timex.span.start)
    if first < _NAME_AND_OF or timex.when is None or timex.when.granularity is not Granularity.YEAR:
        return False
    of, name = analysis.tokens[first - 1], analysis.tokens[first - _NAME_AND_OF]
    return of.lower == "of" and name.tag == "NAME"
