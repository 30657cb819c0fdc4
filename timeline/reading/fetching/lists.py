"""Lists of addresses: feeds named by an OPML file, and the links of a page that fit a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from timeline.reading.addresses import joined, plain, refusal

__all__ = ["fits", "links_of", "opml_feeds"]


def opml_feeds(data: bytes) -> tuple[str, ...]:
    """The addresses of the feeds that an OPML file lists, in its order; raises what its parser does."""
    from lxml import etree  # noqa: PLC0415 - only a run that reads lists pays for it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    stated = (element.get("xmlUrl") or element.get("xmlurl") or "" for element in root.iter("outline"))
    return tuple(dict.fromkeys(address.strip() for address in stated if address.strip()))


def links_of(data: bytes, address: str, patterns: Sequence[str]) -> tuple[str, ...]:
    """The links of a page that fit one of the patterns, each once, in the order of the page."""
    from lxml import etree, html  # noqa: PLC0415 - as above

    try:
        tree = html.document_fromstring(data)
    except (etree.LxmlError, ValueError):
        return ()
    bases = tree.xpath("//base/@href")
    base = joined(address, str(bases[0])) if bases else address
    links = (joined(base, str(href).strip()) for href in tree.xpath("//a/@href"))
    wanted = (plain(link) for link in links if link and not refusal(link))
    return tuple(dict.fromkeys(link for link in wanted if fits(link, patterns) and link != plain(address)))


def fits(address: str, patterns: Sequence[str]) -> bool:
    """Whether an address fits a pattern with ``*`` for anything.

    >>> fits("https://w.example/news/nine", ["https://w.example/news/*"])
    True
    """
    return any(fnmatchcase(address, pattern) for pattern in patterns)
