"""Whose a web page is: its title, its publisher, its address, its language tag."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from timeline.model import Origin
from timeline.reading.addresses import host_name, joined, site_of
from timeline.reading.characters import whole
from timeline.reading.json_ld import LinkedData
from timeline.reading.language import code_of
from timeline.reading.page_outline import Outline, squeezed

__all__ = ["page_origin", "page_tag"]

_PARTED = re.compile(r"\s+[|·•»«—–:-]+\s+|\s*[|·•»]\s*")
_LONGEST_NAME = 60
_GUESSED_TITLES = ("", "home", "homepage", "untitled", "untitled document", "index", "news", "article", "title")
# Where a country's people write the day first, a page in English that names no country is read as theirs.
_DAY_FIRST = ("uk", "ie", "au", "nz", "in", "za", "eu", "ng", "ke", "sg", "my", "hk", "pk", "gh", "lk", "mt")
_MONTH_FIRST = ("gov", "mil", "us", "edu")
_HTTP = ("http://", "https://")


def page_origin(outline: Outline, linked: LinkedData, fetched_from: str = "") -> Origin:
    """What a page says of itself: title, publisher (else the host), address; ``fetched_from`` is where it was saved."""
    address = _address(outline, fetched_from)
    title = _title(outline, linked)
    return Origin(
        "",
        title=whole(title),
        publisher=whole(_publisher(outline, linked, address)),
        url=whole(address),
        language=code_of(linked.language()),
    )


def page_tag(tree: Any, outline: Outline, linked: LinkedData, address: str) -> str:  # noqa: ANN401 - lxml is untyped
    """The language tag of a page; where it names English and no country, the country of its host, which orders days."""
    stated = (
        str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or "")
        or outline.meta("og:locale", "content-language", "http-equiv content-language", "language", "dc.language")
        or linked.language()
    ).strip()
    locale = outline.meta("og:locale")
    if code_of(stated) == "en" and len(stated) == len("en"):
        if code_of(locale) == "en" and len(locale) > len("en"):
            return locale
        ending = host_name(address).rpartition(".")[2]
        if ending in _DAY_FIRST:
            return "en-GB"
        if ending in _MONTH_FIRST:
            return "en-US"
    return stated


def _address(outline: Outline, fetched_from: str) -> str:
    for stated in (outline.links.get("canonical", ""), outline.meta("og:url", "twitter:url"), fetched_from):
        address = stated.strip()
        if address.startswith("//"):
            address = f"https:{address}"
        elif address.startswith("/") and fetched_from.startswith(_HTTP):
            address = joined(fetched_from, address)
        if address.lower().startswith(_HTTP) and host_name(address) and not _is_front_page(address, fetched_from):
            return address
    return ""


def _is_front_page(address: str, fetched_from: str) -> bool:
    """Whether a template states the site's front page in place of the article's own address."""
    try:
        bare = not urlsplit(address).path.strip("/") and not urlsplit(address).query
        other = bool(urlsplit(fetched_from).path.strip("/"))
    except ValueError:
        return True
    return bare and other


def _title(outline: Outline, linked: LinkedData) -> str:
    spot = outline.heading
    shown = " ".join(spot.text.split()) if spot else ""
    stated = outline.meta("og:title", "twitter:title", "dc.title", "dcterms.title") or linked.headline()
    stated = " ".join(stated.split())
    if shown and (not stated or squeezed(shown) in squeezed(stated)):
        return shown
    return stated or shown or _PARTED.split(outline.title)[0].strip()


def _publisher(outline: Outline, linked: LinkedData, address: str) -> str:
    stated = (
        outline.meta("og:site_name")
        or linked.publisher()
        or outline.meta("application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher")
        or _from_title(outline)
    )
    stated = " ".join(stated.split())
    if stated and len(stated) <= _LONGEST_NAME and not stated.lower().startswith(("http", "@")):
        return stated
    return site_of(address)


def _from_title(outline: Outline) -> str:
    """The site's name at the end of the title tag, where the page shows the rest of it as its heading."""
    parts = _PARTED.split(outline.title)
    spot = outline.heading
    if len(parts) < 2 or spot is None:  # noqa: PLR2004 - a title and a name
        return ""
    name = parts[-1].strip()
    rest = squeezed(outline.title.removesuffix(name))
    shown = squeezed(spot.text)
    plain = bool(shown) and (shown in rest or rest in shown) and squeezed(name) not in shown
    return name if plain and name.lower() not in _GUESSED_TITLES and len(name) <= _LONGEST_NAME else ""
