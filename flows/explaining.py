"""The explanation on a terminal with colours: the text with what was found in it, then why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.terminal import safe
from timeline.events import extract_document
from timeline.explain import LEFT, RIGHT, Piece, explain_found, marked
from timeline.model import Document
from timeline.rulebook import Rulebook

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["coloured_terminal", "show_why"]

EVENT, DATE, LOST, QUIET, TITLE = "bold black on yellow", "black on cyan", "underline yellow", "dim", "bold"
_LABEL = re.compile(r"^ {4}[a-z]+(?: on)?(?= )|^  at \d+:|^ {4}at \d+, rule \w+:")
_TRIGGER = re.compile(f"{LEFT}.*?{RIGHT}")
_TITLE = re.compile(r"^  (?! )(?!at \d).*|^\S.*")


def coloured_terminal() -> Console | None:
    """The terminal, if there is one and it has colours that its user wants (``NO_COLOR``)."""
    from rich.console import Console  # noqa: PLC0415 - a pipe needs none of it

    console = Console(highlight=False, markup=False, emoji=False)
    return console if console.is_terminal and console.color_system and not console.no_color else None


def show_why(console: Console, document: Document, rulebook: Rulebook) -> None:
    """Print the text of a document with its events and dates in colour, and below it the explanation."""
    from rich.text import Text  # noqa: PLC0415 - as above

    found = extract_document(document, rulebook)
    shown = Text()
    for piece in marked(document, found):
        shown.append(safe(piece.text), style=_style(piece))
        if piece.event and piece.opens:
            shown.append(f"[{piece.event}]", style=QUIET)
    console.print(shown, soft_wrap=False)
    console.print()
    for line in explain_found(document, found).splitlines():
        console.print(_coloured(Text(safe(line))), soft_wrap=True)


def _style(piece: Piece) -> str:
    if piece.event:
        return EVENT
    if piece.date:
        return DATE
    return LOST if piece.lost else ""


def _coloured(line: Text) -> Text:
    line.highlight_regex(_TITLE, TITLE)
    line.highlight_regex(_LABEL, QUIET)
    line.highlight_regex(_TRIGGER, EVENT)
    return line
