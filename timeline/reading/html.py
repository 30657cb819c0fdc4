"""Web pages: the article's text without its surroundings, and what the page says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.model import Problem, Severity
from timeline.reading.addresses import canonical, site_of
from timeline.reading.characters import whole
from timeline.reading.decoding import decode_page
from timeline.reading.drafts import Draft, finish, manner_of
from timeline.reading.entries import Entry, Loaded, failed
from timeline.reading.json_ld import LinkedData
from timeline.reading.language import language_of
from timeline.reading.limits import has_crowded_tag, is_crowded
from timeline.reading.page_day import days_of_page
from timeline.reading.page_origin import page_origin, page_tag
from timeline.reading.page_outline import outline_of
from timeline.reading.page_view import PageView
from timeline.reading.statements import Manner

__all__ = ["read_html"]

_COMMON = ("de", "fr", "es", "it", "pt", "nl")
_WHOLE_PAGE = 200
"""Characters of a page in which no article was found, from which on there is more than a login or an error."""
_NO_ARTICLE = "no article could be told from what surrounds it: all the words of the page were taken"
_NO_ARTICLE_CURE = "save the article's text as a .txt file"


def read_html(data: bytes, entry: Entry) -> Loaded:
    """Give the document of a web page; its title, site, address, language and day where the manifest leaves them open.

    A page without an article is an error row; characters that had to be guessed or replaced are a warning.
    """
    import trafilatura  # noqa: PLC0415 - only a run that reads pages pays for it

    page, damage = decode_page(data, entry.charset)
    if has_crowded_tag(page):
        return failed(entry, "a tag of the page has thousands of attributes", cure="save the page again")
    try:
        tree = trafilatura.load_html(page)
        draft = None if tree is None else _draft(tree, entry, quick=is_crowded(page))
    except Exception as error:  # noqa: BLE001 - a parser of hostile bytes may fail in any way, and the run goes on
        return failed(entry, f"the page is damaged: {type(error).__name__}", cure="save the page again")
    if draft is None:
        return failed(entry, "no article found in the page", cure=_NO_ARTICLE_CURE)
    document, problems = finish(draft, entry, _id_of(draft, entry))
    if damage:
        cure = "save the page as UTF-8"
        place = f"{entry.name}, character set"
        problems = (Problem(document.id, Severity.WARNING, place, damage, cure), *problems)
    return (document,), problems


def _manner(language: str, tag: str, entry: Entry) -> Manner:
    """How a page writes its days; one that is too short to tell and declares nothing may be in any common language."""
    manner = manner_of(language, tag, entry)
    return replace(manner, languages=(*manner.languages, *_COMMON)) if language == "en" and not tag else manner


def _id_of(draft: Draft, entry: Entry) -> str:
    """A page that was fetched is named by the address that it calls its own, where that is of the same site."""
    own = canonical(draft.own.url) if draft.own.url else ""
    same = bool(site_of(own)) and site_of(own) == site_of(entry.address)
    return own if entry.fetched_alone and same else entry.document_id


def _draft(tree: Any, entry: Entry, *, quick: bool) -> Draft | None:  # noqa: ANN401 - lxml is untyped
    import trafilatura  # noqa: PLC0415 - as above

    outline = outline_of(tree)
    text = trafilatura.extract(tree, include_comments=False, fast=quick)
    problems: tuple[Problem, ...] = ()
    if not isinstance(text, str) or not text.strip():
        text = trafilatura.html2txt(tree)
        if len(text) < _WHOLE_PAGE:
            return None
        problems = (Problem(entry.document_id, Severity.WARNING, entry.name, _NO_ARTICLE, _NO_ARTICLE_CURE),)
    linked = LinkedData(outline.scripts, outline.meta("og:title") or outline.title, outline.links.get("canonical", ""))
    own = page_origin(outline, linked, entry.origin.url or entry.address)
    tag = page_tag(tree, outline, linked, own.url)
    language = entry.origin.language or language_of(text, declared=tag)
    view = PageView(outline, linked, entry.origin.url or own.url, _manner(language, tag, entry))
    return Draft(whole(text), entry.origin, own, days_of_page(view), problems=problems, web=True, tag=tag)
