"""All that a web page says of the day on which it appeared, each with its place; which to believe is not decided here.

Date extractors made for recall go on to copyright years, first days of a month and the day of the machine's clock.
Nothing here does: every day stands on the page with day, month and year, and what stands where days of other texts
stand as well is weak. That is why htmldate is not asked, good as it is at finding what people look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from timeline.dates.full_days import days_in
from timeline.model import Evidence
from timeline.reading.address_day import address_day, address_month
from timeline.reading.dateline import shown_days
from timeline.reading.page_outline import Spot, words_of
from timeline.reading.page_search import search_page
from timeline.reading.page_view import (
    EVENT_MARK,
    LINE,
    NEAR_AFTER,
    NEAR_BEFORE,
    PageView,
    label_before,
    marks_around,
    weakened,
)
from timeline.reading.page_words import PUBLISHED_LABEL, UPDATED_LABEL, is_updated_name, published_name, strongly_marked

__all__ = ["days_of_page"]

_TOGETHER = 6
"""Elements between two time tags of one byline."""
_MARKED_WORDS = 20
"""Words beside the day in an element that is marked as byline: several authors with their papers."""
_DAY_ALONE = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s(?:de\s)?([^\W\d_]{3,12})\b|\b([^\W\d_]{3,12})\.?\s(\d{1,2})(?!\d)"
)


def days_of_page(view: PageView) -> tuple[Evidence, ...]:
    """What the page says, by place; the weak search of the whole page only where nothing plain was found."""
    found = [*_stated(view), *_address(view), *_shown(view)]
    if not any(one.basis != "updated" and (one.day or one.either) and not one.weak for one in found):
        found.extend(search_page(view))
    return tuple(_by_month(view, one) for one in found)


def _by_month(view: PageView, one: Evidence) -> Evidence:
    """Read 03/04/2025 as the one of its two days whose month the address carries."""
    month = address_month(view.address) if one.either and view.address else None
    fitting = [day for day in one.either if (day.year, day.month) == month]
    return replace(one, day=fitting[0], either=(), reason="") if len(fitting) == 1 else one


def _stated(view: PageView) -> Iterator[Evidence]:
    """What JSON-LD, meta tags and microdata state for programs."""
    for words in view.linked.published():
        yield from view.said(words, "metadata", "JSON-LD datePublished")
    ranked = sorted(
        ((rank, name, content) for name, content in view.outline.metas if (rank := published_name(name))),
        key=lambda item: item[0],
    )
    for rank, name, content in ranked:
        if not name.startswith("http-equiv"):
            yield from view.said(
                content, "metadata", f"meta {name[:40]}", weak=rank > 1 and bool(_says_outright(ranked))
            )
    for words in view.linked.updated():
        yield from view.said(words, "updated", "JSON-LD dateModified")
    for name, content in view.outline.metas:
        if is_updated_name(name):
            yield from view.said(content, "updated", f"meta {name[:40]}")
    yield from _microdata(view)


def _microdata(view: PageView) -> Iterator[Evidence]:
    own = [spot for spot in view.outline.properties if not view.is_elsewhere(spot)]
    for spot in sorted(own, key=view.distance):
        name = spot.marks.split()[-1]
        if is_updated_name(name):
            yield from view.said(spot.value, "updated", name)
        elif published_name(name):
            yield from view.said(spot.value, "metadata", name)
            if published_name(name) == 1:
                return


def _address(view: PageView) -> Iterator[Evidence]:
    found = address_day(view.address) if view.address else None
    if found:
        yield found


def _shown(view: PageView) -> Iterator[Evidence]:
    """What the page shows its reader near the title: time tags, marked elements, lines with a day."""
    yield from _times(view)
    yield from _marked(view)
    if view.title is not None:
        yield from _lines(view, view.title.number - NEAR_BEFORE, view.title.number + NEAR_AFTER)


def _times(view: PageView) -> Iterator[Evidence]:
    """Time tags, the one that is the page's own first: marked as such, else near the title, else the first of all.

    Of several that stand together without a label the earliest comes first: the others are revisions.
    """
    plain: list[Evidence] = []
    near: list[tuple[int, Evidence]] = []
    far: list[Evidence] = []
    for spot in sorted(view.outline.times, key=view.distance):
        if view.is_elsewhere(spot) or EVENT_MARK.search(marks_around(spot)) or view.is_running(spot.element):
            continue
        is_plain = spot.element.get("pubdate") is not None or strongly_marked(marks_around(spot))
        if _is_update(spot):
            yield from view.said(spot.value, "updated", "time tag")
        elif is_plain:
            plain.extend(view.said(spot.value, "metadata", "time tag"))
        elif not view.is_near(spot):
            far.extend(view.said(spot.value, "metadata", "time tag", weak=True))
        elif not near or abs(spot.number - near[0][0]) <= _TOGETHER:
            near.extend((spot.number, one) for one in view.said(spot.value, "metadata", "time tag"))
    together = sorted((one for _, one in near), key=lambda one: one.day or date.max)
    yield from plain[:1] or together or far[:1]


def _marked(view: PageView) -> Iterator[Evidence]:
    for spot in sorted(view.outline.marked, key=view.distance):
        if not view.is_near(spot) and not strongly_marked(spot.marks):
            continue
        if view.is_elsewhere(spot) or EVENT_MARK.search(spot.marks) or view.is_running(spot.element):
            continue
        near = view.is_near(spot)
        line = spot.text
        label = "updated" if is_updated_name(spot.marks) else ""
        shown = []
        if len(line) <= LINE:
            place = "line near the title"
            shown = list(shown_days(line, view.manner, place, bare=_MARKED_WORDS, label=label, marked=near))
            if not shown and spot.value != line:
                shown = list(view.said(spot.value, "updated" if label else "metadata", place))
        for one in shown:
            yield one if near else weakened(one)
        if any(one.basis != "updated" for one in shown):
            return


def _lines(view: PageView, first: int, last: int) -> Iterator[Evidence]:
    found: list[tuple[int, Evidence]] = []
    title = view.title.number if view.title else 0
    for number, text, element in view.outline.texts:
        if not first <= number <= last or len(text) > LINE or view.is_foreign(element):
            continue
        if view.is_running(element):
            continue
        line = words_of(element)
        line = line if len(line) <= LINE else " ".join(text.split())
        label = label_before(element)
        shown = list(shown_days(line, view.manner, "line near the title", basis="dateline", label=label))
        # The header of a site shows the day of today as well, and themes mark revisions by a class alone.
        above = number < title and not PUBLISHED_LABEL.search(f"{label} {line}")
        if above or any(is_updated_name(_names(part)) for part in _with_parent(element)):
            shown = [weakened(one) for one in shown]
        found.extend((view.gap(number), one) for one in shown)
    seen = set()
    for _, one in sorted(found, key=lambda item: item[0]):
        if one.basis == "updated" or "dateline" not in seen:
            yield one
        seen.add(one.basis)
    if "dateline" not in seen:
        yield from _without_year(view, first, last)


def _without_year(view: PageView, first: int, last: int) -> Iterator[Evidence]:
    """A day and month near the title whose year the address gives, with the same month: /2025/07/ and "July 26"."""
    stated = address_month(view.address) if view.address else None
    if stated is None:
        return
    year, month = stated
    for spot in view.outline.marked:
        if first <= spot.number <= last and not view.is_elsewhere(spot):
            for match in _DAY_ALONE.finditer(spot.text[:LINE]):
                words = f"{match[1] or match[4]} {match[2] or match[3]} {year}"
                for one in days_in(words, languages=view.manner.languages):
                    if one.day and one.day.month == month:
                        yield Evidence("url", "address and line near the title", match[0], one.day)
                        return


def _says_outright(ranked: Sequence[tuple[int, str, str]]) -> bool:
    """Whether a tag says outright when the page was published, so that a bare "date" says less."""
    return bool(ranked) and ranked[0][0] == 1


def _is_update(spot: Spot) -> bool:
    marks = spot.marks
    if "published" in marks or "entry-date" in marks:
        return False  # themes write class="entry-date published updated" on the one time they show
    return is_updated_name(f"{marks} date") or bool(UPDATED_LABEL.search(label_before(spot.element)))


def _names(element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    return f"{element.get('class', '')} {element.get('itemprop', '')}"


def _with_parent(element: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml is untyped
    yield element
    parent = element.getparent()
    if parent is not None:
        yield parent
