"""All that a web page says of the day on which it appeared, each with its place; which to believe is not decided here.

Date extractors made for recall go on to copyright years, first days of a month and the day of the machine's clock.
Nothing here does: every day stands on the page with day, month and year, and what stands where days of other texts
stand as well is weak. That is why htmldate is not asked, good as it is at finding what people look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from timeline.dates.full_days import days_in
from timeline.model import Evidence
from timeline.reading.address_day import address_day, address_month
from timeline.reading.dateline import shown_days
from timeline.reading.json_ld import LinkedData
from timeline.reading.page_outline import Outline, Spot, in_other_region, words_of
from timeline.reading.page_words import UPDATED_LABEL, is_updated_name, published_name, strongly_marked
from timeline.reading.statements import Manner, said

__all__ = ["PageDays"]

_NEAR_BEFORE, _NEAR_AFTER = 25, 60
"""Elements before and behind the title among which the page shows its own day; bylines stand there."""
_TOGETHER = 6
"""Elements between two time tags of one byline."""
_LINE = 160
"""Characters of a line that shows a day beside other things."""
_MARKED_WORDS = 20
"""Words beside the day in an element that is marked as byline: several authors with their papers."""
_STATE = re.compile(
    r"""["']?(?:date_?published|published_?(?:at|on|date|time)|publish_?(?:date|time|ed)|publication_?date|pub_?date"""
    r"""|first_?published(?:_?(?:at|date))?|display_?date|article_?date)["']?\s*[:=]\s*["']?"""
    r"""([12]\d{3}-\d{2}-\d{2}|[12]\d{7}\b|\d{13}\b|\d{10}\b|\w{3,9}\.? \d{1,2},? \d{4})""",
    re.IGNORECASE,
)
_HATOM = re.compile(r"(?<![a-z-])updated(?![a-z-])")
_EVENT_MARK = re.compile(r"event|start|end-?date|deadline|expire|birth|archive|copyright")
_DAY_ALONE = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s(?:de\s)?([^\W\d_]{3,12})\b|\b([^\W\d_]{3,12})\.?\s(\d{1,2})(?!\d)"
)


@dataclass
class PageDays:
    """What a page says of its day; ``address`` is its own, where known."""

    outline: Outline
    linked: LinkedData
    address: str
    manner: Manner

    def evidence(self) -> tuple[Evidence, ...]:
        """What the page says, by place; the weak search of the whole page only where nothing plain was found."""
        found = [*self._stated(), *self._address(), *self._shown()]
        if not any(one.basis != "updated" and (one.day or one.either) and not one.weak for one in found):
            found.extend(self._anywhere())
        return tuple(map(self._by_month, found))

    def _by_month(self, one: Evidence) -> Evidence:
        """Read 03/04/2025 as the one of its two days whose month the address carries."""
        month = address_month(self.address) if one.either and self.address else None
        fitting = [day for day in one.either if (day.year, day.month) == month]
        return replace(one, day=fitting[0], either=(), reason="") if len(fitting) == 1 else one

    def _stated(self) -> Iterator[Evidence]:
        """What JSON-LD, meta tags and microdata state for programs."""
        for words in self.linked.published():
            yield from self._said(words, "metadata", "JSON-LD datePublished")
        ranked = sorted(
            ((rank, name, content) for name, content in self.outline.metas if (rank := published_name(name))),
            key=lambda item: item[0],
        )
        for rank, name, content in ranked:
            if not name.startswith("http-equiv"):
                yield from self._said(
                    content, "metadata", f"meta {name[:40]}", weak=rank > 1 and bool(days_before(ranked))
                )
        for words in self.linked.updated():
            yield from self._said(words, "updated", "JSON-LD dateModified")
        for name, content in self.outline.metas:
            if is_updated_name(name):
                yield from self._said(content, "updated", f"meta {name[:40]}")
        yield from self._microdata()

    def _microdata(self) -> Iterator[Evidence]:
        own = [spot for spot in self.outline.properties if not self._elsewhere(spot)]
        for spot in sorted(own, key=self._distance):
            name = spot.marks.split()[-1]
            if is_updated_name(name):
                yield from self._said(spot.value, "updated", name)
            elif published_name(name):
                yield from self._said(spot.value, "metadata", name)
                if published_name(name) == 1:
                    return

    def _address(self) -> Iterator[Evidence]:
        found = address_day(self.address) if self.address else None
        if found:
            yield found

    def _shown(self) -> Iterator[Evidence]:
        """What the page shows its reader near the title: time tags, marked elements, lines with a day."""
        yield from self._times()
        yield from self._marked()
        if self._title is not None:
            yield from self._lines(self._title.number - _NEAR_BEFORE, self._title.number + _NEAR_AFTER)

    def _times(self) -> Iterator[Evidence]:
        """Time tags, the one that is the page's own first: marked as such, else near the title, else the first of all.

        Of several that stand together without a label the earliest comes first: the others are revisions.
        """
        plain: list[Evidence] = []
        near: list[tuple[int, Evidence]] = []
        far: list[Evidence] = []
        for spot in sorted(self.outline.times, key=self._distance):
            if self._elsewhere(spot) or _EVENT_MARK.search(_marks(spot)) or _is_running(spot.element):
                continue
            is_plain = spot.element.get("pubdate") is not None or strongly_marked(_marks(spot))
            if _is_update(spot):
                yield from self._said(spot.value, "updated", "time tag")
            elif is_plain:
                plain.extend(self._said(spot.value, "metadata", "time tag"))
            elif not self._is_near(spot):
                far.extend(self._said(spot.value, "metadata", "time tag", weak=True))
            elif not near or abs(spot.number - near[0][0]) <= _TOGETHER:
                near.extend((spot.number, one) for one in self._said(spot.value, "metadata", "time tag"))
        together = sorted((one for _, one in near), key=lambda one: one.day or date.max)
        yield from plain[:1] or together or far[:1]

    def _marked(self) -> Iterator[Evidence]:
        for spot in sorted(self.outline.marked, key=self._distance):
            if not self._is_near(spot) and not strongly_marked(spot.marks):
                continue
            if self._elsewhere(spot) or _EVENT_MARK.search(spot.marks) or _is_running(spot.element):
                continue
            near = self._is_near(spot)
            line = spot.text
            label = "updated" if is_updated_name(spot.marks) else ""
            shown = []
            if len(line) <= _LINE:
                place = "line near the title"
                shown = list(shown_days(line, self.manner, place, bare=_MARKED_WORDS, label=label, marked=near))
                if not shown and spot.value != line:
                    shown = list(self._said(spot.value, "updated" if label else "metadata", place))
            for one in shown:
                yield one if near else _weakened(one)
            if any(one.basis != "updated" for one in shown):
                return

    def _lines(self, first: int, last: int) -> Iterator[Evidence]:
        found: list[tuple[int, Evidence]] = []
        for number, text, element in self.outline.texts:
            if not first <= number <= last or len(text) > _LINE or self._foreign(element):
                continue
            if _is_running(element):
                continue
            line = words_of(element)
            line = line if len(line) <= _LINE else " ".join(text.split())
            shown = list(shown_days(line, self.manner, "line near the title", basis="dateline", label=_label(element)))
            if any(
                is_updated_name(f"{part.get('class', '')} {part.get('itemprop', '')}") for part in _with_parent(element)
            ):
                shown = [_weakened(one) for one in shown]
            found.extend((self._gap(number), one) for one in shown)
        seen = set()
        for _, one in sorted(found, key=lambda item: item[0]):
            if one.basis == "updated" or "dateline" not in seen:
                yield one
            seen.add(one.basis)
        if "dateline" not in seen:
            yield from self._without_year(first, last)

    def _without_year(self, first: int, last: int) -> Iterator[Evidence]:
        """A day and month near the title whose year the address gives, with the same month: /2025/07/ and "July 26"."""
        stated = address_month(self.address) if self.address else None
        if stated is None:
            return
        year, month = stated
        for spot in self.outline.marked:
            if first <= spot.number <= last and not self._elsewhere(spot):
                for match in _DAY_ALONE.finditer(spot.text[:_LINE]):
                    words = f"{match[1] or match[4]} {match[2] or match[3]} {year}"
                    for one in days_in(words, languages=self.manner.languages):
                        if one.day and one.day.month == month:
                            yield Evidence("url", "address and line near the title", match[0], one.day)
                            return

    def _anywhere(self) -> Iterator[Evidence]:
        """What a page without any plain statement shows at all: weak, and the first of these that names a day."""
        for search in (self._of_server, self._states, self._marked_anywhere, self._loose_lines, self._class_updated):
            found = list(search())
            yield from found
            if any(one.basis != "updated" and (one.day or one.either) for one in found):
                return

    def _of_server(self) -> Iterator[Evidence]:
        for name, content in self.outline.metas:
            if name == "http-equiv date":
                yield from self._said(content, "metadata", "meta http-equiv", weak=True)

    def _states(self) -> Iterator[Evidence]:
        """The first day of publication in what a page hands its scripts."""
        for state in self.outline.states:
            for match in _STATE.finditer(state):
                found = list(self._said(match[1], "metadata", "script", weak=True))
                if found:
                    yield from found
                    return

    def _marked_anywhere(self) -> Iterator[Evidence]:
        for spot in (*self.outline.times, *self.outline.marked):
            if self._elsewhere(spot) or _EVENT_MARK.search(spot.marks) or _is_running(spot.element):
                continue
            line = spot.text
            if len(line) > _LINE:
                continue
            shown = list(shown_days(line, self.manner, "line of the page"))
            shown = shown or list(self._said(spot.value, "metadata", "line of the page"))
            yield from map(_weakened, shown)
            if any(one.basis != "updated" and one.day for one in shown):
                return

    def _class_updated(self) -> Iterator[Evidence]:
        """A day whose class alone calls it an update: the microformat hAtom had themes mark the day of posting so."""
        for spot in sorted((*self.outline.times, *self.outline.marked), key=self._distance):
            if (
                _HATOM.search(spot.marks)
                and not self._elsewhere(spot)
                and not UPDATED_LABEL.search(_label(spot.element))
            ):
                line = spot.text
                if line and len(line) <= _LINE and not UPDATED_LABEL.search(line):
                    found = list(self._said(spot.value, "metadata", "element of class updated", weak=True))
                    yield from found
                    if found:
                        return

    def _loose_lines(self) -> Iterator[Evidence]:
        """The short line with a day that stands next to the title, outside of other regions."""
        bare: list[tuple[int, Evidence]] = []
        for number, text, element in self.outline.texts:
            if len(text) > _LINE or self._foreign(element):
                continue
            for one in shown_days(" ".join(text.split()), self.manner, "line of the page", label=_label(element)):
                if one.basis == "updated":
                    yield one
                else:
                    bare.append((self._gap(number), _weakened(one)))
        yield from (one for _, one in sorted(bare, key=lambda item: item[0])[:1])

    def _said(self, words: str, basis: str, place: str, *, weak: bool = False) -> Iterator[Evidence]:
        one = said(words, basis, place, self.manner, weak=weak)
        if one is not None and (one.day or one.either or place.startswith(("meta", "JSON-LD", "date"))):
            yield one

    @property
    def _title(self) -> Spot | None:
        return self.outline.heading

    @cached_property
    def _around_title(self) -> Sequence[Any]:
        return [] if self._title is None else [self._title.element, *self._title.element.iterancestors()]

    def _gap(self, number: int) -> int:
        """How far from the title; what stands before it counts double, for a menu or a site's header is there too."""
        away = number - (self._title.number if self._title else 0)
        return away if away >= 0 else -2 * away

    def _distance(self, spot: Spot) -> int:
        return self._gap(spot.number)

    def _is_near(self, spot: Spot) -> bool:
        return self._title is not None and -_NEAR_BEFORE <= spot.number - self._title.number <= _NEAR_AFTER

    def _elsewhere(self, spot: Spot) -> bool:
        return self._foreign(spot.element)

    def _foreign(self, element: Any) -> bool:  # noqa: ANN401 - lxml is untyped
        return in_other_region(element, self._around_title)


def days_before(ranked: Sequence[tuple[int, str, str]]) -> bool:
    """Whether a tag says outright when the page was published, so that a bare "date" says less."""
    return bool(ranked) and ranked[0][0] == 1


def _marks(spot: Spot) -> str:
    """The classes of an element and of the one it stands in."""
    parent = spot.element.getparent()
    above = "" if parent is None else f" {parent.get('class', '')} {parent.get('itemprop', '')}".lower()
    return spot.marks + (above if len(above) < _LINE else "")


def _is_update(spot: Spot) -> bool:
    marks = spot.marks
    if "published" in marks or "entry-date" in marks:
        return False  # themes write class="entry-date published updated" on the one time they show
    return is_updated_name(f"{marks} date") or bool(UPDATED_LABEL.search(_label(spot.element)))


def _label(element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    """The words right before an element: its parent's text, or what stands in and behind its elder sibling."""
    before = element.getprevious()
    if before is not None and isinstance(before.tag, str):
        words = f"{before.text_content() or ''} {before.tail or ''}"
    else:
        parent = element.getparent()
        words = (parent.text or "") if parent is not None else ""
    words = " ".join(words.split())
    return words[-60:] if len(words) <= _LINE else ""


def _is_running(element: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether an element stands in a sentence: a day told there is not that of the page."""
    place = element
    while place is not None and place.tag not in ("div", "article", "section", "header", "body", "main"):
        if place.tag in ("p", "li", "td", "blockquote", "dd"):
            return len(" ".join(place.text_content().split())) > _LINE
        place = place.getparent()
    return False


def _with_parent(element: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml is untyped
    yield element
    parent = element.getparent()
    if parent is not None:
        yield parent


def _weakened(one: Evidence) -> Evidence:
    return replace(one, weak=True)
