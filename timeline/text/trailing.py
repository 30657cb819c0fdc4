"""Tells which clause the day at the end of a sentence belongs to: "barred firms from buying the chips on Sunday".

News puts the day of the main verb last, behind all that is said of its object. It reaches up over an infinitive, a
gerund, a participle that describes, a relative clause of what would be; not over a clause that may have a day itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Clause, Token
from timeline.text.time_words import day_names, is_calendar, is_of_day

__all__ = ["clause_of_last_day"]

_DAYS_TOLD = frozenset({"today", "yesterday"})
_SET_FOR_A_DAY = frozenset(
    """visit meet hold travel attend open reopen begin start host convene resume talk speak launch release publish
    unveil announce present introduce sign vote address testify appear arrive return come go leave join take end close
    debate decide rule hear gather discuss negotiate be have kick deliver report list debut step""".split()
)
"""Verbs that are often set for a day: behind "to" it may be theirs ("called on both to meet on Monday")."""
_DESCRIBING = frozenset(
    """accuse suspect base locate own control make build design intend mean aim call name know use link tie back fund
    head lead train develop run involve consider deem entitle title dub produce write target""".split()
)
"""Participles that say what something is, and not what was done to it on a day."""
_LOOKING_AHEAD = frozenset(
    """agree plan intend expect want hope seek ask urge invite call schedule set prepare promise pledge vow offer arrive
    travel fly go come return head visit request summon book slate wait decide due need propose threaten
    consider""".split()
)
"""Verbs whose infinitive has the day ("plans to meet on Monday")."""
_LONGEST_CHAIN = 4


def clause_of_last_day(tokens: Sequence[Token], clauses: Sequence[Clause], owner: Sequence[int], index: int) -> int:
    """The clause above to which a day at the end of a sentence belongs; -1 where it stays with its own.

    ``index`` is the place of the day or of the preposition before it.
    """
    day = index + (tokens[index].tag == "PREP")
    day += tokens[day : day + 1] != [] and tokens[day].lower == "last"
    if day >= len(tokens):
        return -1
    month = _is_date(tokens, day) and _describes(clauses[owner[day]], on=tokens[day - 1].lower == "on")
    if not (month or _is_day(tokens[day])) or not _ends(tokens, day):
        return -1
    at = owner[day]
    for _ in range(_LONGEST_CHAIN):
        clause, above = clauses[at], clauses[at].parent
        if not 0 <= above < at or not _lets_through(tokens, clause, clauses[above], day):
            return -1
        at = above
        if clauses[at].kind == "main":
            break
    verb = clauses[at].verb
    past = verb is not None and verb.tense == "past" and not verb.modality
    return at if past and clauses[at].kind == "main" else -1


def _is_day(token: Token) -> bool:
    return token.lower in _DAYS_TOLD or token.lower in day_names()


def _is_date(tokens: Sequence[Token], day: int) -> bool:
    """Whether "September", "September 25" or "25 September" stands here."""
    behind = tokens[day : day + 2]
    return is_calendar(behind[0]) or (behind[0].text.isdigit() and is_calendar(behind[-1]))


def _ends(tokens: Sequence[Token], day: int) -> bool:
    """Whether nothing but a stop, or a comma and what tells of it all, stands behind."""
    behind = day + 1
    while behind < len(tokens) and is_of_day(tokens[behind]):
        behind += 1
    return behind == len(tokens) or tokens[behind].tag in ("STOP", "COMMA")


def _describes(clause: Clause, *, on: bool) -> bool:
    """As in "raised money in a round led by ASML in September": a participle that has no day of its own.

    With "on", so does one that acts: "signed the order approving the sale on 25 September".
    """
    verb = clause.verb
    if clause.kind != "participle" or verb is None:
        return False
    return verb.lemma in _DESCRIBING if verb.passive else on


def _lets_through(tokens: Sequence[Token], clause: Clause, above: Clause, day: int) -> bool:
    verb, governor = clause.verb, above.verb
    if verb is None or governor is None:
        return False
    if clause.kind == "infinitive":
        sets_up = governor.lemma == "set" and tokens[governor.head + 1].lower in ("up", "out")
        looks_ahead = governor.lemma in _LOOKING_AHEAD and above.kind != "participle" and not sets_up
        return verb.lemma not in _SET_FOR_A_DAY and not looks_ahead
    if clause.kind == "participle" and not verb.passive:
        return tokens[verb.first - 1].lower not in ("after", "before", "since", "while", "when")
    if clause.kind == "participle":
        return verb.lemma in _DESCRIBING and day - verb.head > 1 + (tokens[day - 1].tag == "PREP")
    if clause.kind in ("conditional", "subordinate"):
        return tokens[day].tag == "NAME" and any(
            token.lower in ("whether", "how") for token in tokens[governor.head : verb.first]
        )
    return clause.kind == "relative" and verb.modality == "proposed" and verb.lemma not in _SET_FOR_A_DAY
