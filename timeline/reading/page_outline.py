"""One walk over a parsed page: the tags that may state its day, its titles and its links, each with its place."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from timeline.reading.page_words import DATE_CLASS, OTHER_REGION, OWN_PART

__all__ = ["Outline", "Spot", "in_other_region", "outline_of", "squeezed", "words_of"]

_HEADINGS = ("h1", "h2", "h3", "h4")
_VALUES = ("datetime", "content", "data-datetime", "data-date", "data-published", "data-publish-date", "data-time")
_FURTHER_VALUES = ("data-timestamp", "data-utime", "title")
_TIME_TAGS = ("time", "relative-time", "local-time", "time-ago", "abbr")
# A marked element with more text than this holds the article rather than its day.
_LONGEST_MARKED = 400
_SKIPPED = frozenset(("script", "style", "noscript", "svg", "path", "option", "select", "textarea", "head", "link"))
_OTHER_TAGS = ("nav", "aside", "footer")
_TRIVIAL = 4
_LONGEST_TITLE = 60
"""Characters of a title attribute that may be a day: "Saturday, July 26th, 2025, 9:15 am"."""
_SHORTEST_TITLE = 8
"""Letters below which a heading and a title are alike by chance."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An element with its number in the order of the page."""

    number: int
    element: Any
    marks: str
    """Its class, id and itemprop in lower case."""

    @property
    def value(self) -> str:
        """What it states: an attribute made for programs, else its text."""
        for name in (*_VALUES, *_FURTHER_VALUES):
            stated = self.element.get(name)
            if stated and any(character.isdigit() for character in stated):
                return str(stated)
        return self.text

    @property
    def text(self) -> str:
        """Its text with single blanks; empty where it is long."""
        whole = words_of(self.element)
        return whole if len(whole) <= _LONGEST_MARKED else ""


@dataclass
class Outline:
    """What one walk over a page has collected, each kind in the order of the page."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    title: str = ""
    headings: list[Spot] = field(default_factory=list)
    properties: list[Spot] = field(default_factory=list)
    times: list[Spot] = field(default_factory=list)
    marked: list[Spot] = field(default_factory=list)
    texts: list[tuple[int, str, Any]] = field(default_factory=list)

    @cached_property
    def heading(self) -> Spot | None:
        """The heading that shows the page's own title: the longest its title tags repeat, else the first h1."""
        stated = [squeezed(text) for text in (self.meta("og:title", "twitter:title"), self.title) if text]
        best, length = None, _SHORTEST_TITLE
        for spot in self.headings:
            shown = squeezed(spot.text)
            if len(shown) > length and any(_repeats(text, shown) for text in stated):
                best, length = spot, len(shown)
        return best or next((spot for spot in self.headings if spot.element.tag == "h1" and spot.text), None)

    def meta(self, *names: str) -> str:
        """The content of the first of some tags that has any."""
        found = dict(reversed(self.metas))
        return next((found[name].strip() for name in names if found.get(name, "").strip()), "")


def outline_of(tree: Any) -> Outline:  # noqa: ANN401 - lxml is untyped
    """Walk over a page once."""
    outline = Outline()
    for number, element in enumerate(tree.iter()):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag == "meta":
            _add_meta(outline, element)
        elif tag == "link":
            for relation in (element.get("rel") or "").lower().split():
                outline.links.setdefault(relation, element.get("href") or "")
        elif tag == "script":
            _add_script(outline, element)
        elif tag == "title":
            outline.title = outline.title or " ".join((element.text_content() or "").split())
        elif tag not in _SKIPPED:
            _add_element(outline, number, element, tag)
        tail = element.tail
        if tail and _has_digits(tail):
            outline.texts.append((number, tail, element.getparent()))
    return outline


def _add_meta(outline: Outline, element: Any) -> None:  # noqa: ANN401 - lxml is untyped
    content = element.get("content") or element.get("datetime")
    if content:
        for kind in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(kind)
            if name:
                outline.metas.append((f"http-equiv {name}".lower() if kind == "http-equiv" else name.lower(), content))
        if element.get("pubdate"):
            outline.metas.append(("pubdate", content))


def _add_script(outline: Outline, element: Any) -> None:  # noqa: ANN401 - lxml is untyped
    source = element.text or ""
    if "ld+json" in (element.get("type") or ""):
        outline.scripts.append(source)
    elif "ubli" in source or "pubDate" in source or "ubdate" in source:
        outline.states.append(source)


def _add_element(outline: Outline, number: int, element: Any, tag: str) -> None:  # noqa: ANN401 - lxml is untyped
    attributes = element.attrib
    if attributes:
        marks = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('itemprop', '')}".lower()
    else:
        marks = "  "
    prop = attributes.get("itemprop") or attributes.get("property") if attributes else None
    if prop and ("date" in prop.lower() or "issued" in prop.lower() or "created" in prop.lower()):
        outline.properties.append(Spot(number, element, f"{marks} {prop.lower()}"))
    elif tag in _TIME_TAGS or (attributes and _has_digits(attributes.get("title", "")[:_LONGEST_TITLE])):
        outline.times.append(Spot(number, element, marks))
    elif len(marks) > _TRIVIAL and DATE_CLASS.search(marks):
        outline.marked.append(Spot(number, element, marks))
    if tag in _HEADINGS or "headline" in marks:
        outline.headings.append(Spot(number, element, marks))
    text = element.text
    if text and _has_digits(text):
        outline.texts.append((number, text, element))


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./-]\d\d(?!\d)|\bago\b")


def _has_digits(text: str) -> bool:
    return _YEAR.search(text) is not None


def in_other_region(element: Any, around_title: Collection[Any]) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether an element stands in a region that is not the article: navigation, comments, teasers of other texts.

    What holds the title as well is no such region, whatever its class ("content-sidebar-wrap").
    """
    place = element
    while place is not None and place.tag not in ("body", "html") and place not in around_title:
        names = f"{place.get('class', '')} {place.get('id', '')}".lower()
        own = OWN_PART.sub("", names) if len(names) > 1 else names
        if place.tag in _OTHER_TAGS and own == names and not (place.tag == "footer" and _within_article(place)):
            return True
        if len(own) > 1 and "elementor" not in own and OTHER_REGION.search(own):
            return True
        place = place.getparent()
    return False


def _within_article(element: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    return any(place.tag == "article" for place in element.iterancestors())


def words_of(element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    """The text of an element with single blanks, also between its parts: "<i>26</i><i>July</i>" is two words."""
    return " ".join(" ".join(element.itertext()).split())


def squeezed(text: str) -> str:
    """A title without case, blanks and marks, for comparing."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _repeats(stated: str, shown: str) -> bool:
    return shown in stated or (len(stated) > _SHORTEST_TITLE and stated in shown)
