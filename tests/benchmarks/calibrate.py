"""Counts how often mentions are right, and writes the rates: ``python -m tests.benchmarks.calibrate [--keep]``.

The rates are those of the open articles of the benchmark. A cell's rate is drawn towards the cell above it, as by so
many more mentions (a Beta prior). The table of reliability holds what was predicted beside what was so: on
the open articles by rates counted without the article at hand, on the unread ones by the rates as they are written.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.bench import Article, Part, articles, judged
from timeline.events import extract_document
from timeline.events.confidence import Rates, shipped_rates, traits_of
from timeline.rulebook import RULES, load_rulebook
from timeline.text import analyse, split

STRENGTH = 4
"""So many mentions of the cell above stand beside those of a cell."""
SUREST = 0.99
"""What was right each time will not be so for ever."""
FEWEST = 5
"""A cell of fewer mentions is left to the one above it."""
BINS = (0.0, 0.3, 0.7, 0.85, 0.9, 1.01)
_NAMES = ("basis", "where", "kind")
_HEAD = """\
# How often a mention's category and date are right, counted on the open articles of the benchmark.
# Written by `python -m tests.benchmarks.calibrate --keep`; rates are drawn towards the cell above.
"""

Traits = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A mention of an article, its traits, and whether it is right; ``more`` are traits that no cell uses."""

    article: str
    traits: Traits
    right: bool
    more: dict[str, str]


def cases(part: Part) -> list[Case]:
    """The mentions of a part that are right or wrong."""
    return [case for article in articles(part) for case in _cases(article)]


def _cases(article: Article) -> list[Case]:
    sentences = {sentence.span: sentence for sentence in split(article.document.text)}
    patterns = {(kind.name, pattern.name): pattern for kind in load_rulebook().types for pattern in kind.patterns}
    found = []
    for verdict in judged(article, extract_document(article.document).mentions):
        mention = verdict.mention
        pattern = patterns[mention.category, mention.rule]
        traits = traits_of(mention, pattern, analyse(sentences[mention.quote_span]))
        more = {
            "granularity": mention.when.granularity.value if mention.when is not None else "none",
            "category": mention.category,
            "status": mention.status.value,
            "approximate": str(mention.when is not None and mention.when.approximate),
        }
        found.append(Case(article.document.id, traits, verdict.right, more))
    return found


def counted(found: Sequence[Case], traits: Callable[[Case], Traits] = lambda case: case.traits) -> dict[Traits, float]:
    """The rate of each cell, the widest first."""
    of: Counter[Traits] = Counter()
    right: Counter[Traits] = Counter()
    for case in found:
        own = traits(case)
        for depth in range(len(own) + 1):
            of[own[:depth]] += 1
            right[own[:depth]] += case.right
    rates = {(): right[()] / of[()]}
    for cell in sorted(of, key=lambda cell: (len(cell), cell)):
        above = next((cell[:depth] for depth in range(len(cell) - 1, -1, -1) if cell[:depth] in rates), ())
        if of[cell] >= FEWEST and of[cell] != of[above]:
            rates[cell] = (right[cell] + STRENGTH * rates[above]) / (of[cell] + STRENGTH)
    return rates


def left_out(
    found: Sequence[Case], traits: Callable[[Case], Traits] = lambda case: case.traits
) -> list[tuple[float, bool]]:
    """What is predicted for each case by the cases of all other articles, and what was so."""
    pairs = []
    for article in sorted({case.article for case in found}):
        rates = Rates(frozenset(), counted([case for case in found if case.article != article], traits))
        pairs += [(rates.rate(traits(case)), case.right) for case in found if case.article == article]
    return pairs


def brier(pairs: Sequence[tuple[float, bool]]) -> float:
    """The mean squared error of some predictions."""
    return sum((predicted - right) ** 2 for predicted, right in pairs) / len(pairs)


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[str]:
    """The table of reliability, as lines of Markdown."""
    lines = ["| confidence | mentions | predicted | observed |", "|---|---|---|---|"]
    for low, high in pairwise(BINS):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        if inside:
            predicted, observed = (sum(pair[index] for pair in inside) / len(inside) for index in (0, 1))
            lines.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(inside)} | {predicted:.2f} | {observed:.2f} |")
    predicted, observed = (sum(pair[index] for pair in pairs) / len(pairs) for index in (0, 1))
    lines.append(f"| all | {len(pairs)} | {predicted:.2f} | {observed:.2f} |")
    return [*lines, "", f"Brier score {brier(pairs):.3f}."]


def file_of(found: Sequence[Case]) -> str:
    """The content of the file of rates."""
    rates = counted(found)
    lines = [_HEAD, 'about = "The probability that category and date of a mention are right."']
    names = ",\n  ".join(f'"{kind.name}"' for kind in load_rulebook().types)
    lines += [f"categories = [\n  {names},\n]", f"rate = {rates[()]:.2f}"]
    for cell in sorted(rates):
        if not cell:
            continue
        inside = [case for case in found if case.traits[: len(cell)] == cell]
        lines.append("\n[[cell]]")
        lines += [f'{name} = "{trait}"' for name, trait in zip(_NAMES, cell, strict=False)]
        rate = min(rates[cell], SUREST)
        lines += [f"rate = {rate:.2f}", f"right = {sum(case.right for case in inside)}", f"of = {len(inside)}"]
    return "\n".join(lines) + "\n"


def tables() -> tuple[str, str, str]:
    """Three Markdown tables: reliability on the open articles, on the unread ones, and what other traits would do."""
    known = cases(Part.OPEN)
    rates = shipped_rates()
    unread = [(rates.rate(case.traits), case.right) for case in cases(Part.UNREAD)]
    others: dict[str, Callable[[Case], Traits]] = {
        "none": lambda _: (),
        "basis": lambda case: case.traits[:1],
        "basis, where": lambda case: case.traits[:2],
        "basis, where, kind (those of the file)": lambda case: case.traits,
    }
    for name in ("granularity", "category", "status", "approximate"):
        others[f"basis, {name}"] = lambda case, name=name: (case.traits[0], case.more[name])  # type: ignore[misc]
        others[f"basis, where, {name}"] = lambda case, name=name: (*case.traits[:2], case.more[name])  # type: ignore[misc]
    rows = [f"| {name} | {brier(left_out(known, traits)):.4f} |" for name, traits in others.items()]
    traits = ["| cells by | Brier score |", "|---|---|", *rows]
    return "\n".join(reliability(left_out(known))), "\n".join(reliability(unread)), "\n".join(traits)


def main() -> None:
    """Print the tables of reliability, and keep the rates where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", action="store_true", help="write the rates")
    keep = parser.parse_args().keep
    if keep:
        (RULES / "confidence.toml").write_text(file_of(cases(Part.OPEN)), encoding="utf-8")
        shipped_rates.cache_clear()
    names = ("open articles, each predicted from the others", "unread articles", "other traits, on the open articles")
    sys.stdout.write("\n\n".join(f"{name}\n\n{table}" for name, table in zip(names, tables(), strict=True)) + "\n")


if __name__ == "__main__":
    main()
