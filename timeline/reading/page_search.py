"""The last search for a page's day, where nothing states it plainly: all that it finds is weak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from timeline.model import Evidence
from timeline.reading.dateline import shown_days
from timeline.reading.page_view import EVENT_MARK, LINE, PageView, label_before, weakened
from timeline.reading.page_words import PUBLISHED_LABEL, UPDATED_LABEL

__all__ = ["search_page"]

_STATE = re.compile(
    r"""["']?(?:date_?published|published_?(?:at|on|date|time)|publish_?(?:date|time|ed)|publication_?date|pub_?date"""
    r"""|first_?published(?:_?(?:at|date))?|display_?date|article_?date)["']?\s*[:=]\s*["']?"""
    r"""([12]\d{3}-\d{2}-\d{2}|[12]\d{7}\b|\d{13}\b|\d{10}\b|\w{3,9}\.? \d{1,2},? \d{4})""",
    re.IGNORECASE,
)
_HATOM = re.compile(r"(?<![a-z-])updated(?![a-z-])")
_OTHERS = re.compile(
    r"comment|repl(?:y|ies)|respon[ds]|disqus|related|teaser|recommend|popular|trending|latest|recent|archive|event"
    r"|ticker|promo|feed"
)
"""Classes of regions whose days are those of other texts, for certain."""


def search_page(view: PageView) -> Iterator[Evidence]:
    """What a page without any plain statement shows at all: weak, and the first of these that names a day."""
    for search in (
        _of_server,
        _states,
        _marked_anywhere,
        _loose_lines,
        _class_updated,
        _beside,
    ):
        found = list(search(view))
        yield from found
        if any(one.basis != "updated" and (one.day or one.either) for one in found):
            return


def _of_server(view: PageView) -> Iterator[Evidence]:
    for name, content in view.outline.metas:
        if name == "http-equiv date":
            yield from view.said(content, "metadata", "meta http-equiv", weak=True)


def _states(view: PageView) -> Iterator[Evidence]:
    """The first day of publication in what a page hands its scripts."""
    for state in view.outline.states:
        for match in _STATE.finditer(state):
            found = list(view.said(match[1], "metadata", "script", weak=True))
            if found:
                yield from found
                return


def _marked_anywhere(view: PageView) -> Iterator[Evidence]:
    for spot in (*view.outline.times, *view.outline.marked):
        if view.is_elsewhere(spot) or EVENT_MARK.search(spot.marks) or view.is_running(spot.element):
            continue
        line = spot.text
        if len(line) > LINE:
            continue
        shown = list(shown_days(line, view.manner, "line of the page"))
        shown = shown or list(view.said(spot.value, "metadata", "line of the page"))
        yield from map(weakened, shown)
        if any(one.basis != "updated" and one.day for one in shown):
            return


def _beside(view: PageView) -> Iterator[Evidence]:
    """A labelled day in a column or foot beside the article, as some sites show it; none of other texts' teasers."""
    for _, text, element in view.outline.texts:
        label = label_before(element)
        if len(text) > LINE or not PUBLISHED_LABEL.search(f"{label} {text}") or _is_of_others(element):
            continue
        found = list(shown_days(" ".join(text.split()), view.manner, "line beside the article", label=label))
        yield from map(weakened, found)
        if any(one.basis != "updated" for one in found):
            return


def _class_updated(view: PageView) -> Iterator[Evidence]:
    """A day whose class alone calls it an update: the microformat hAtom had themes mark the day of posting so."""
    for spot in sorted((*view.outline.times, *view.outline.marked), key=view.distance):
        if (
            _HATOM.search(spot.marks)
            and not view.is_elsewhere(spot)
            and not UPDATED_LABEL.search(label_before(spot.element))
        ):
            line = spot.text
            if line and len(line) <= LINE and not UPDATED_LABEL.search(line):
                found = list(view.said(spot.value, "metadata", "element of class updated", weak=True))
                yield from found
                if found:
                    return


def _loose_lines(view: PageView) -> Iterator[Evidence]:
    """The short line with a day that stands next to the title, outside of other regions."""
    bare: list[tuple[int, Evidence]] = []
    for number, text, element in view.outline.texts:
        if len(text) > LINE or view.is_foreign(element):
            continue
        for one in shown_days(" ".join(text.split()), view.manner, "line of the page", label=label_before(element)):
            if one.basis == "updated":
                yield one
            else:
                bare.append((view.gap(number), weakened(one)))
    yield from (one for _, one in sorted(bare, key=lambda item: item[0])[:1])


def _is_of_others(element: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    places = (element, *element.iterancestors())
    return any(_OTHERS.search(f"{place.get('class', '')} {place.get('id', '')}".lower()) for place in places)
