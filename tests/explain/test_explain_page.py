"""The explanation as a page: everything is there, nothing in a text can become more than text."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from timeline.events import extract_document
from timeline.explain import marked
from timeline.explain.page import explain_html
from timeline.model import Document, Origin

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

PUBLISHED = date(2025, 7, 28)
TEXT = (
    "China opened the World AI Forum on Saturday.\n\nThe ministry released an AI action plan on 23 July 2025. "
    "It will not release a strategy in May 2026. The mill burnt down on 3 June 2025."
)
ELEMENTS = set(
    "html head meta title style body article header section h1 h2 h3 p div span a bdi sup mark code dl dt dd "
    "figure figcaption blockquote table thead tbody tr th td".split()
)
HOSTILE = [
    "</script><script>document.title='owned'</script>",
    "</style><style>body{display:none}</style>",
    '<a href="javascript:document.title=1">World AI Forum</a>',
    "<img src=x onerror=\"document.title='owned'\">",
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "\u202eesrever\u202c",
    "\x1b[2J\x9b",
    "'\"><b>&amp;</b>",
]


def document(text: str = TEXT, **origin: str) -> Document:
    return Document(Origin("a", published=PUBLISHED, published_basis="given", **origin), text)  # type: ignore[arg-type]


class Shown(HTMLParser):
    """The elements of a page, the addresses in them, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(page: str) -> Shown:
    parser = Shown()
    parser.feed(page)
    return parser


def test_the_page_tells_all_that_the_text_explanation_tells() -> None:
    words = shown(explain_html([document()])).words
    for told in (
        "past tense “released”",
        "2025-07-26 (relative): “Saturday”, counted from 28 July 2025 (the publication day), rule weekday",
        "release_document",
        "negated: it did not happen",
        "no word of an event type",
        "“July 2025” by month_of_year: shorter",
        "2025-07-28, the day of publication",
    ):
        assert told in words


def test_the_pieces_are_the_text() -> None:
    one = document()
    assert "".join(piece.text for piece in marked(one, extract_document(one))) == TEXT


def test_every_link_leads_to_a_place_in_the_page() -> None:
    elements = shown(explain_html([document(), document()])).elements
    places = [attributes["id"] for _, attributes in elements if "id" in attributes]
    links = {attributes["href"] for _, attributes in elements if "href" in attributes}
    assert links
    assert len(places) == len(set(places))
    assert links <= {f"#{place}" for place in places}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    text = f"{hostile} opened on Saturday. The ministry released {hostile} on 23 July 2025."
    page = explain_html([document(text, title=f"{hostile}\ud83d", publisher=hostile, url=f"javascript:{hostile}")])
    found = shown(page)
    assert {tag for tag, _ in found.elements} <= ELEMENTS
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    assert all((attributes.get("href") or "#").startswith("#") for _, attributes in found.elements)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    page.encode("utf-8")


def test_the_page_asks_for_nothing_from_outside() -> None:
    page = explain_html([document(url="https://example.org/a")])
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=.?(?:https?:)?//|url\(|@import", page)


def test_nothing_to_explain_is_said() -> None:
    assert "no text to explain" in explain_html([])


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_browser_shows_it_and_runs_nothing(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    path = tmp_path / "why.html"
    path.write_text(explain_html([document("\n".join([*HOSTILE, TEXT]))]), encoding="utf-8")
    context = browser.new_context(offline=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    assert page.title() == "Why: a"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert HOSTILE[0] in page.locator(".text").inner_text()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(248, 249, 250)", "dark": "rgb(17, 21, 27)"}[scheme]
    context.close()
    assert complaints == []
