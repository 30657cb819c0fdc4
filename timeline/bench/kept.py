"""The headline figures that are kept: a change that lets one fall by more than a point is seen."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from timeline.bench.gold import Part
from timeline.rulebook.loading import RuleModel, load

__all__ = ["KEPT", "TOLERANCE", "fallen", "kept_figures", "kept_text"]

KEPT = Path(str(files("timeline.bench") / "kept.toml"))
TOLERANCE = 1.0
"""Points by which a figure may fall: rules for one thing may cost another a little."""

Figures = Mapping[Part, Mapping[str, float]]
_HEAD = "# Headline figures of the benchmark, in percent. Written by `timeline bench --keep`.\n"


class _KeptFile(RuleModel):
    open: dict[str, float]
    unread: dict[str, float]


def kept_figures() -> Figures:
    """The figures that were kept last, by part."""
    content = load(KEPT, _KeptFile)
    return {Part.OPEN: content.open, Part.UNREAD: content.unread}


def kept_text(figures: Figures) -> str:
    """The content of the file that keeps some figures.

    >>> print(kept_text({Part.OPEN: {"dated_f1": 63.52}}))
    # Headline figures of the benchmark, in percent. Written by `timeline bench --keep`.
    <BLANKLINE>
    [open]
    dated_f1 = 63.5
    <BLANKLINE>
    """
    parts = (
        f"\n[{part}]\n" + "".join(f"{name} = {value:.1f}\n" for name, value in figures[part].items())
        for part in figures
    )
    return _HEAD + "".join(parts)


def fallen(now: Mapping[str, float], kept: Mapping[str, float]) -> list[str]:
    """The figures that fell by more than the tolerance, in words.

    >>> fallen({"dated_f1": 60.0, "exact_dates": 90.2}, {"dated_f1": 63.5, "exact_dates": 91.0})
    ['dated_f1 is 60.0, was 63.5']
    """
    return [
        f"{name} is {now[name]:.1f}, was {value:.1f}" for name, value in kept.items() if now[name] < value - TOLERANCE
    ]
