"""The explanation as a page: the text with all that was found in it, and below it why; one file, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from timeline.events import Extraction, extract_document
from timeline.explain.document import event_facts, events_of
from timeline.explain.expressions import expression_facts
from timeline.explain.marking import marked, marked_quote
from timeline.model import Document, Mention, Rival
from timeline.rulebook import Rulebook, load_rulebook
from timeline.theme import page_style

__all__ = ["explain_html"]

# Control characters a page cannot hold, direction marks that would let a text reorder the page, halves of characters.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Explained:
    """One document as the page shows it."""

    document: Document
    found: Extraction
    number: int

    @property
    def day(self) -> str:
        origin = self.document.origin
        return f"published {origin.published} ({origin.published_basis})" if origin.published else "no publication date"


def explain_html(documents: Iterable[Document], rulebook: Rulebook | None = None) -> str:
    """A page that shows each text with its events and dates marked, and for each the rule, the reasons and what lost.

    It holds no script, loads nothing and leads nowhere; no text of a document can become markup. Characters that a
    page would obey instead of show (control characters, direction marks) are shown as U+FFFD.
    """
    rules = rulebook or load_rulebook()
    explained = [
        _Explained(document, extract_document(document, rules), number)
        for number, document in enumerate(documents, start=1)
    ]
    return (
        _environment()
        .get_template("explain.html.j2")
        .render(
            explained=explained,
            marked=marked,
            marked_quote=marked_quote,
            events_of=events_of,
            event_facts=event_facts,
            expression_facts=expression_facts,
            rivals_of=_rivals_of,
            style=Markup(page_style("timeline.explain", "explain.css")),  # noqa: S704 - our own file
        )
    )


def _environment() -> Environment:
    loader = PackageLoader("timeline.explain", package_path="")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    r"""What the page writes for a value, at the one place where text leaves us.

    >>> _shown("a\x1b[2J\u202eb")
    'a�[2J�b'
    """
    return _UNSHOWN.sub("\ufffd", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _rivals_of(mentions: list[Mention]) -> list[Rival]:
    return list(dict.fromkeys(rival for mention in mentions for rival in mention.rivals))
