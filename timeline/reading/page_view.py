"""A parsed page as the search for its day sees it: where its title stands, what is near, elsewhere or running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from timeline.model import Evidence
from timeline.reading.json_ld import LinkedData
from timeline.reading.page_outline import Outline, Spot, in_other_region
from timeline.reading.statements import Manner, said

__all__ = [
    "EVENT_MARK",
    "LINE",
    "NEAR_AFTER",
    "NEAR_BEFORE",
    "PageView",
    "label_before",
    "marks_around",
    "weakened",
]

NEAR_BEFORE, NEAR_AFTER = 25, 60
"""Elements before and behind the title among which the page shows its own day; bylines stand there."""
LINE = 160
"""Characters of a line that shows a day beside other things."""
EVENT_MARK = re.compile(r"event|start|end-?date|deadline|expire|birth|archive|copyright")
"""Classes of days that are not those of a publication."""


@dataclass
class PageView:
    """A page with what its day is read by; ``address`` is its own, where known."""

    outline: Outline
    linked: LinkedData
    address: str
    manner: Manner
    _lengths: dict[Any, int] = field(default_factory=dict)
    """Characters of paragraphs, each counted once: one may hold thousands of elements with a day."""

    def said(self, words: str, basis: str, place: str, *, weak: bool = False) -> Iterator[Evidence]:
        """What a value says of the day; where it says none, only a value that is meant to."""
        one = said(words, basis, place, self.manner, weak=weak)
        if one is not None and (one.day or one.either or place.startswith(("meta", "JSON-LD", "date"))):
            yield one

    @property
    def title(self) -> Spot | None:
        """The heading that shows the page's title."""
        return self.outline.heading

    @cached_property
    def _around_title(self) -> Sequence[Any]:
        return [] if self.title is None else [self.title.element, *self.title.element.iterancestors()]

    def gap(self, number: int) -> int:
        """How far from the title; what stands before it counts double, for a menu or a site's header is there too."""
        away = number - (self.title.number if self.title else 0)
        return away if away >= 0 else -2 * away

    def distance(self, spot: Spot) -> int:
        """How far from the title an element stands."""
        return self.gap(spot.number)

    def is_near(self, spot: Spot) -> bool:
        """Whether an element stands where a byline does."""
        return self.title is not None and -NEAR_BEFORE <= spot.number - self.title.number <= NEAR_AFTER

    def is_elsewhere(self, spot: Spot) -> bool:
        """Whether a spot stands in a region that is not the article."""
        return self.is_foreign(spot.element)

    def is_foreign(self, element: Any) -> bool:  # noqa: ANN401 - lxml is untyped
        """Whether an element stands in a region that is not the article."""
        return in_other_region(element, self._around_title)

    def is_running(self, element: Any) -> bool:  # noqa: ANN401 - lxml is untyped
        """Whether an element stands in a sentence: a day told there is not that of the page."""
        place = element
        while place is not None and place.tag not in ("div", "article", "section", "header", "body", "main"):
            if place.tag in ("p", "li", "td", "blockquote", "dd"):
                if place not in self._lengths:
                    self._lengths[place] = len(" ".join(place.text_content().split()))
                return self._lengths[place] > LINE
            place = place.getparent()
        return False


def marks_around(spot: Spot) -> str:
    """The classes of an element and of the one it stands in."""
    parent = spot.element.getparent()
    above = "" if parent is None else f" {parent.get('class', '')} {parent.get('itemprop', '')}".lower()
    return spot.marks + (above if len(above) < LINE else "")


def label_before(element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    """The words right before an element: its parent's text, or what stands in and behind its elder sibling."""
    before = element.getprevious()
    if before is not None and isinstance(before.tag, str):
        words = f"{before.text_content() or ''} {before.tail or ''}"
    else:
        parent = element.getparent()
        words = (parent.text or "") if parent is not None else ""
    words = " ".join(words.split())
    return words[-60:] if len(words) <= LINE else ""


def weakened(one: Evidence) -> Evidence:
    """The same statement, taken only where there is no other."""
    return replace(one, weak=True)
