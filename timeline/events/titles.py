"""Builds the title a person would write in a spreadsheet: actor, act, object, from the words of the text."""

from __future__ import annotations

from timeline.events.actors import end_of_name, joined_before
from timeline.events.candidate import Candidate
from timeline.events.ends import UNTIL, held
from timeline.events.roles import words_of
from timeline.model import NounPhrase, VerbGroup
from timeline.rulebook import Act, Nominal
from timeline.text import Analysis
from timeline.text.time_words import is_calendar_name, is_of_day, is_time
from timeline.text.word_classes import AUXILIARIES

__all__ = ["extended", "title_of"]

_LONGEST = 90
"""Characters a title may have: what a spreadsheet column and a chart label show without wrapping."""
_DAY_AND_MONTH = 2
"""Words of "July 23": a longer phrase that begins like a month is a name."""
_FEW_NAMES = 2
"""Names that a title has room for, beside the last."""
_ARTICLES = frozenset({"the", "a", "an", "this", "these", "its", "their", "his", "her"})


def title_of(candidate: Candidate, *, place: str) -> str:
    """A short title: "U.S. released a strategic blueprint", "World AI Conference (Shanghai)"."""
    analysis = candidate.analysis
    if analysis.tokens[candidate.first].lower in UNTIL and candidate.thing is not None:
        words = f"End of {held(candidate)} {_without_article(extended(analysis, candidate.thing))}"
    elif isinstance(candidate.pattern, Act):
        words = f"Announced: {_act(candidate)}" if candidate.announces else _act(candidate)
    elif (applied := _applied(candidate)) is not None:
        words = f"{_without_article(extended(analysis, applied))} {_take(candidate, applied)} effect"
    elif candidate.thing is not None:
        owner = candidate.actor if candidate.actor is not None and candidate.actor.last < candidate.first else None
        first = owner.first if owner is not None else _first_of_noun(candidate)
        words = _without_article(extended(analysis, NounPhrase(first, candidate.last, candidate.last - 1)))
        words += _dated_name(candidate) if " " not in words else ""
        if place and place.lower() not in words.lower():
            words += f" ({place})"
    else:
        words = candidate.trigger
    return _tidied(words)


def _dated_name(candidate: Candidate) -> str:
    """The "of 2023" of "the controls of 2023", which have no other name."""
    tokens, last = candidate.analysis.tokens, candidate.last + 1
    while last < len(tokens) and is_of_day(tokens[last]):
        last += 1
    dated = isinstance(candidate.pattern, Nominal) and last > candidate.last + 1
    of = dated and tokens[candidate.last].lower in ("of", "from")
    return f" {candidate.analysis.words(candidate.last, last)}" if of else ""


def _first_of_noun(candidate: Candidate) -> int:
    """The "compliance" of a "compliance date" that is told by its last word alone."""
    phrases = candidate.analysis.phrases
    own = next((phrase for phrase in phrases if phrase.first <= candidate.first < phrase.last), None)
    whole = own is not None and isinstance(candidate.pattern, Nominal) and candidate.last - 1 == own.head
    return own.first if own is not None and whole else candidate.first


def _applied(candidate: Candidate) -> NounPhrase | None:
    """What is effective from the day that a date alone tells: "tightened its controls, effective 1 August"."""
    analysis, thing = candidate.analysis, candidate.thing
    if thing is None or analysis.tokens[thing.head].lower.rstrip(".") not in words_of("month_names"):
        return None
    clause = analysis.clauses[candidate.clause]
    ahead = [phrase for phrase in (clause.object, clause.subject) if phrase and phrase.last <= candidate.first]
    return ahead[0] if ahead else None


def _take(candidate: Candidate, phrase: NounPhrase) -> str:
    head = candidate.analysis.tokens[phrase.head]
    return "takes" if head.lower == head.lemma else "take"


def _act(candidate: Candidate) -> str:
    analysis, verb = candidate.analysis, candidate.verb
    if verb is None:
        return candidate.trigger
    act = _predicate(candidate)
    actor = _together(analysis, candidate.actor) if candidate.actor is not None else ""
    thing = _thing(candidate, act)
    if not actor and not verb.passive and thing and analysis.tokens[verb.first].tag == "TO":
        if candidate.thing is not None and candidate.thing.last <= verb.first:
            return f"{_without_article(thing)} {act}"
        return f"to {act.partition(' ')[2] if verb.modality else act} {thing}"
    if (subject := _done_to(candidate)) is not None:
        return f"{_together(analysis, subject)} {act} {thing}"
    if verb.passive or not actor:
        done = _done_by_nobody(candidate, act, thing)
        return f"{done} by {actor}" if actor else done
    if candidate.thing == candidate.actor:
        return f"{_without_article(thing)} {act} {_met(candidate)}".strip()
    return f"{actor} {act} {_link(candidate, act)}{thing}".strip()


def _thing(candidate: Candidate, act: str) -> str:
    """What an act is about, in words; a day is not, unless the act's words end before it ("has until 3 May")."""
    analysis, thing = candidate.analysis, candidate.thing
    if thing is not None and _is_time(analysis, thing) and not act.endswith(("until", "by")):
        return ""
    inside = thing is not None and candidate.first <= thing.first < candidate.last
    if inside and not candidate.gapped:
        return ""
    return _inside(candidate.named) or (extended(analysis, thing) if thing is not None else "")


def _done_by_nobody(candidate: Candidate, act: str, words: str) -> str:
    """As in "Pact signed", "Ministers met their counterparts", "Agreed to buy a rival": who acts is not named apart."""
    thing = candidate.thing
    act = f"{act} {_met(candidate)}".strip()
    if thing is not None and thing.first >= candidate.last and " to " in act:
        return f"{act} {words}"
    if thing is not None and not candidate.named and thing.last <= candidate.first:
        words = _together(candidate.analysis, thing, extended(candidate.analysis, thing))
    return f"{_without_article(words)} {act}" if words else act


def _met(candidate: Candidate) -> str:
    """Whom or what a deed is done to that is told by who does it: "The ministers met their counterparts"."""
    analysis, verb = candidate.analysis, candidate.verb
    thing = analysis.clauses[candidate.clause].object
    told_by_subject = candidate.thing is not None and candidate.thing.last <= candidate.first
    if verb is None or verb.passive or thing is None or not told_by_subject or thing.first != candidate.last:
        return ""
    named = analysis.tokens[thing.head].tag in ("NOUN", "NAME") and candidate.last == verb.head + 1
    return analysis.words(thing.first, thing.last) if named and not _is_time(analysis, thing) else ""


def _link(candidate: Candidate, act: str) -> str:
    """The preposition between a verb and what it is about, where the verb's own words lack it: "went public on"."""
    verb, thing = candidate.verb, candidate.thing
    if verb is None or thing is None or not thing.preposition or thing.first <= verb.head:
        return ""
    said = act.lower().endswith(f" {thing.preposition}") or _is_time(candidate.analysis, thing)
    return "" if said else f"{thing.preposition} "


def _without_days(analysis: Analysis, first: int, last: int) -> str:
    """The words from one token up to another, but for a day among them: "agreed on March 10 to buy"."""
    kept, index = "", first
    while index < last:
        behind = index + 1
        while behind < last and is_of_day(analysis.tokens[behind]):
            behind += 1
        if analysis.tokens[index].lower in ("on", "in") and behind > index + 1:
            index = behind
        else:
            kept = f"{kept} {analysis.words(index, index + 1)}"
            index += 1
    return kept.strip()


def _inside(words: str) -> str:
    """Words that stood at the front of their sentence, set inside a title: "17 states signed the treaty"."""
    first = words.partition(" ")[0]
    return first.lower() + words[len(first) :] if first.lower() in _ARTICLES else words


def _done_to(candidate: Candidate) -> NounPhrase | None:
    """Whom a passive is about where what is acted upon stands behind it: "Three men were charged with smuggling"."""
    analysis, verb, thing = candidate.analysis, candidate.verb, candidate.thing
    subject = analysis.clauses[candidate.clause].subject
    if verb is None or not verb.passive or subject is None or thing is None or thing.first < candidate.last:
        return None
    head = analysis.tokens[subject.head]
    helped = analysis.tokens[verb.first].tag in AUXILIARIES
    return subject if helped and head.tag in ("NOUN", "NAME") and not is_time(head) else None


def _predicate(candidate: Candidate) -> str:
    """The verb with its particle: "released", "to publish", "may impose"; auxiliaries of the past are left off."""
    analysis, verb = candidate.analysis, candidate.verb
    if verb is None:
        return ""
    between = (verb.head + 1, candidate.last)
    rest = _particle(candidate, verb) if candidate.gapped else _without_days(analysis, *between)
    if verb.lemma == "be" and rest.startswith("due"):
        head = analysis.tokens[verb.head].text
    elif verb.modality == "planned":
        head = f"to be {analysis.tokens[verb.head].text}" if verb.passive else f"to {verb.lemma}"
    elif verb.modality == "wishing":
        head = analysis.words(verb.first, verb.head + 1)
    elif verb.modality == "proposed":
        head = f"may be {analysis.tokens[verb.head].text}" if verb.passive else f"may {verb.lemma}"
    else:
        head = f"{_leading(candidate)} {analysis.tokens[verb.head].text}".strip()
    return f"{head} {_done(candidate) or rest}".strip()


def _done(candidate: Candidate) -> str:
    """What the "to" at the end of a verb's words brings in: "agreed to cut tariffs on cars"."""
    analysis, to = candidate.analysis, candidate.last - 1
    behind = analysis.tokens[to + 1 : to + 2]
    thing = candidate.thing
    named = thing is not None and thing.first >= candidate.last
    if analysis.tokens[to].lower != "to" or named or not behind or not behind[0].text.isalpha():
        return ""
    act = analysis.words(to, to + 2)
    ahead = next((phrase for phrase in analysis.phrases if phrase.first in (to + 2, to + 3)), None)
    if ahead is None or (ahead.first == to + 3) != bool(ahead.preposition) or _is_time(analysis, ahead):
        return act
    return f"{act} {analysis.words(to + 2, ahead.first)} {extended(analysis, ahead)}"


def _particle(candidate: Candidate, verb: VerbGroup) -> str:
    """The "out" of "rolled out", where the act is told of others without its verb."""
    behind = candidate.analysis.tokens[verb.head + 1 : verb.head + 2]
    return behind[0].text if behind and behind[0].lower in words_of("particles") - {"on", "in"} else ""


def _leading(candidate: Candidate) -> str:
    """The "proposed" of "proposed banning the apps"."""
    analysis, clause = candidate.analysis, candidate.analysis.clauses[candidate.clause]
    above = analysis.clauses[clause.parent].verb if clause.kind == "participle" and clause.parent >= 0 else None
    verb = clause.verb
    leads = above is not None and verb is not None and above.head == verb.first - 1
    return analysis.tokens[above.head].text if above is not None and leads else ""


def _together(analysis: Analysis, phrase: NounPhrase, words: str = "") -> str:
    """A phrase with the names in front of it that share its part: "Canada and Germany", "OpenAI and others"."""
    words = words or analysis.words(phrase.first, end_of_name(analysis, phrase))
    before = joined_before(analysis, phrase)
    if not before:
        return _without_article(words)
    first = next(at for at in range(before[0].first, before[0].last) if analysis.tokens[at].tag == "NAME")
    if len(before) > _FEW_NAMES:
        return f"{analysis.words(first, before[0].last)} and others"
    return f"{analysis.words(first, phrase.first)} {words}"


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in _ARTICLES and rest else words


def extended(analysis: Analysis, phrase: NounPhrase) -> str:
    """A phrase with what hangs on it by a preposition, up to a length that still reads well; dates are left off."""
    last = phrase.last
    for other in analysis.phrases:
        gap = other.first - last
        if gap != 1 or other.preposition not in ("of", "on", "for", "to", "with", "between", "against"):
            continue
        if _is_time(analysis, other) or analysis.words(phrase.first, other.last) == "":
            break
        if len(analysis.words(phrase.first, other.last)) > _LONGEST - 30:
            break
        last = other.last
    return analysis.words(phrase.first, last)


def _is_time(analysis: Analysis, phrase: NounPhrase) -> bool:
    head = analysis.tokens[phrase.head]
    if is_time(head) or all(is_of_day(token) for token in analysis.tokens[phrase.first : phrase.last]):
        return True
    month = is_calendar_name(head.lower) and head.tag == "NAME"
    return month and phrase.last - phrase.first <= _DAY_AND_MONTH


def _tidied(words: str) -> str:
    words = " ".join(words.split()).strip(" ,;:–—-“”\"'").removesuffix(" to")
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return words if words[1:2].isupper() else words[:1].upper() + words[1:]
