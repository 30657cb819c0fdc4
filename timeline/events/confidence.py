"""How sure a mention is: the rate at which mentions of its kind were right on articles that people have read.

The rates stand in ``rules/confidence.toml``, a tree of cells: by the basis of the date, then by where the words stood
that gave it, then by the kind of pattern. Cells with few mentions were drawn towards the one above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from timeline.model import Mention
from timeline.rulebook import RULES, Act, Happening, Nominal
from timeline.rulebook.loading import RuleModel, load
from timeline.text import Analysis

__all__ = ["Cell", "ConfidenceFile", "Rates", "confidence_of", "shipped_rates", "traits_of"]

Traits = tuple[str, ...]


class Cell(RuleModel):
    """Mentions of one kind: ``right`` of ``of`` had their category and date right; ``rate`` is what that makes."""

    basis: str
    where: str = ""
    kind: str = ""
    rate: float
    right: int
    of: int

    @property
    def traits(self) -> Traits:
        """The traits by which the cell is found, as many as it has."""
        return tuple(trait for trait in (self.basis, self.where, self.kind) if trait)


class ConfidenceFile(RuleModel):
    """The content of the file: the categories it was counted on, the rate of all mentions, and the cells."""

    about: str
    categories: tuple[str, ...]
    rate: float
    cell: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of cells by their traits; that of no traits is the rate of all mentions."""

    categories: frozenset[str]
    by_traits: Mapping[Traits, float]

    def rate(self, traits: Traits) -> float:
        """The rate of the narrowest cell there is.

        >>> Rates(frozenset(), {(): 0.7, ("relative",): 0.9}).rate(("relative", "label", "act"))
        0.9
        """
        depths = range(len(traits), -1, -1)
        return next(self.by_traits[traits[:depth]] for depth in depths if traits[:depth] in self.by_traits)


@cache
def shipped_rates() -> Rates:
    """The rates that come with the project."""
    content = load(RULES / "confidence.toml", ConfidenceFile)
    rates = {(): content.rate} | {cell.traits: cell.rate for cell in content.cell}
    return Rates(frozenset(content.categories), rates)


def confidence_of(mention: Mention, pattern: Act | Nominal | Happening, analysis: Analysis) -> float | None:
    """The probability that category and date are right; None for a category that nobody has counted."""
    rates = shipped_rates()
    return rates.rate(traits_of(mention, pattern, analysis)) if mention.category in rates.categories else None


def traits_of(mention: Mention, pattern: Act | Nominal | Happening, analysis: Analysis) -> Traits:
    """What is known of a mention when it is extracted: the basis of its date, where the words stood, what told it."""
    where = "nowhere" if mention.when is None else _where(mention, analysis)
    return (mention.date_basis.value, where, type(pattern).__name__.lower())


def _where(mention: Mention, analysis: Analysis) -> str:
    """The trigger's own ``clause``, ``another`` of its sentence, the ``telling`` one, a ``label``, or ``elsewhere``."""
    span, label = mention.date_text_span, analysis.sentence.label
    if span is not None and label is not None and label.covers(span):
        return "label"
    if span is None or not mention.quote_span.covers(span):
        return "elsewhere"
    own, owner = analysis.clause_at(mention.trigger_span.start), analysis.clause_at(span.start)
    if owner == own:
        return "clause"
    return "telling" if analysis.clauses[own].telling == owner else "another"
