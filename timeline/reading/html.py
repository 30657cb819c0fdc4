"""Web pages: the article's text without its surroundings, and what the markup says of it."""

from __future__ import annotations

import codecs
import re
from typing import Any

from timeline.model import Document, Origin, Problem, Severity
from timeline.reading.characters import whole
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.fields import dated, fill, settle
from timeline.reading.page_day import page_day
from timeline.reading.published import DAY_CURE

__all__ = ["decode_page", "read_html"]

_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
# Browsers look for the declaration in the first 1024 bytes; pages that put scripts before it still work with more.
_DECLARED_WITHIN = 4096
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WESTERN = "windows-1252"
# What pages mean by these names, as in every browser.
_MEANT = {"iso-8859-1": _WESTERN, "iso8859-1": _WESTERN, "latin-1": _WESTERN, "latin1": _WESTERN, "us-ascii": _WESTERN}
# Python also calls codecs that turn ASCII into something else encodings of text; no page is meant by those.
_ASCII = '<meta charset="~{+AGE-\\u0041">'
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")
# The day is read by page_day; these bounds keep trafilatura's own search short and away from the clock.
_DATE_SEARCH = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1995-01-01",
    "max_date": "2100-01-01",
}


def read_html(data: bytes, entry: Entry) -> Loaded:
    """Give the document of a web page; its title, site, address, language and day where the manifest leaves them open.

    A page without an article is an error row; characters that had to be guessed or replaced are a warning.
    """
    import trafilatura  # noqa: PLC0415 - only a run that reads pages pays for it

    page, damage = decode_page(data)
    try:
        tree = trafilatura.load_html(page)
        own, reason = (Origin("", language=""), "") if tree is None else _stated(tree)
        text = None if tree is None else _article(tree)
    except Exception as error:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        return failed(entry, f"the page is damaged: {type(error).__name__}", cure="save the page again")
    if not text or not text.strip():
        return failed(entry, "no article found in the page", cure="save the article's text as a .txt file")
    origin = settle(fill(entry.origin, own), document_id=entry.document_id, fallback=entry.fallback)
    problems: list[Problem] = []
    if damage:
        cure = "save the page as UTF-8"
        problems.append(Problem(origin.id, Severity.WARNING, f"{entry.path.name}, character set", damage, cure))
    if reason and entry.origin.published is None:
        problems.append(Problem(origin.id, Severity.WARNING, "page metadata, published", reason, DAY_CURE))
    return (Document(origin, whole(text)),), tuple(problems)


def decode_page(data: bytes) -> tuple[str, str]:
    r"""Give a page's characters, and what could not be read as declared (empty where all went well).

    A byte-order mark goes before the page's declaration, and that before UTF-8; a page that declares nothing and is
    not UTF-8 is read as windows-1252, as browsers do.

    >>> decode_page(b'<meta charset="windows-1252"><p>\x93AI\x94</p>')
    ('<meta charset="windows-1252"><p>“AI”</p>', '')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    declared = _declared(data)
    if declared:
        page, damage = _decoded(data, declared)
        return (page, "") if not damage else _as_utf8(data, (page, damage))
    page, damage = _decoded(data, _WESTERN)
    guess = damage or f"it declares no character set and is not UTF-8: read as {_WESTERN}"
    return _as_utf8(data, (page, guess))


def _declared(data: bytes) -> str:
    """Give the declared character set, where it is a known one in which the declaration itself could be written."""
    match = _DECLARATION.search(data[:_DECLARED_WITHIN])
    if match is None:
        return ""
    name = match[1].decode("ascii").lower()
    name = _MEANT.get(name, name)
    try:
        kept = _ASCII.encode().decode(name)
    except (LookupError, ValueError):
        return ""
    return name if kept == _ASCII else ""


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), ""
    except UnicodeError:
        page = data.decode(encoding, "replace")
        return page, f"some bytes are not {encoding} and were replaced by U+FFFD"


def _as_utf8(data: bytes, otherwise: tuple[str, str]) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return otherwise


def _article(tree: Any) -> str | None:  # noqa: ANN401 - lxml is untyped
    import trafilatura  # noqa: PLC0415 - as above

    text = trafilatura.extract(tree, include_comments=False, date_extraction_params=_DATE_SEARCH)
    return text if isinstance(text, str) else None


def _stated(tree: Any) -> tuple[Origin, str]:  # noqa: ANN401 - lxml is untyped
    """Say what the markup says of the page, and why its day cannot be read, if so."""
    import trafilatura  # noqa: PLC0415 - as above

    day, reason = page_day(tree)
    language = _LANGUAGE.match(str(tree.get("lang") or tree.get("xml:lang") or "").strip().lower())
    metadata = trafilatura.extract_metadata(tree, date_config=_DATE_SEARCH)
    url = metadata.url or ""
    origin = Origin(
        "",
        title=whole(metadata.title or ""),
        publisher=whole(metadata.sitename or ""),
        url=whole(url) if url.startswith(("http://", "https://")) else "",
        language=language[0] if language else "",
    )
    return dated(origin, day, "metadata"), reason
