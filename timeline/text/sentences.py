"""Cuts a text into sentences, headings and list items, without changing a character of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.model import Sentence, Span

__all__ = ["LONGEST_SENTENCE", "split"]

LONGEST_SENTENCE = 2000
"""More characters than this without a full stop are a list or a table that lost its lines."""

_LONGEST_BREATH = 2 * LONGEST_SENTENCE
"""More characters than this without a pause are no prose."""

_PIECE = 400
"""Characters of the pieces that such text is cut into: each date and event in one carries all of it as its quote."""

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof inc ltd corp co no vs st rep sen gov gen lt col capt sgt rev hon pres dept univ approx
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    a.m p.m i.e e.g cf al fig vol art sec para pp nos""".split()
)
_BOUNDARY = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*[\"'”’)\]»]*(?=\s+[\"'“‘(\[«]?[A-Z0-9ÀÁÂÄÅÇÈÉÊËÍÎÓÔÖÚÜŠŽ])")
_PAUSE = re.compile(r";(?=\s)|(?<!\d),(?=\s[a-z])")
"""Semicolons, and commas that cannot stand within a date."""
_LAST_WORD = re.compile(r"[\w.&'’-]*\Z")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪]|\(?\d{1,2}[.)])\s+")
_LABEL = re.compile(r"([^:\n]{3,60}?)(?::|\s[–—-])\s+(?=\S)")
_DATED_LABEL = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:19|20)\d\d\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tomorrow)\b"
)
_OF_TEXT = re.compile(r"(?i)(?:last |first )?(?:updated?|published|posted|modified|corrected|edited|reviewed)\b")
"""Words that date the text, and not what the line tells: "Updated March 18: The court ..."."""
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]+(?:,\s*[A-Z][\w. ]+?)?(?:,\s*(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})"
    r"(?:,?\s+\d{4})?)?\s*(?:\([^)\n]{2,40}\))?\s*(?:--?|[–—])\s+"
)
_DATELINE_LENGTH = 120
"""An agency's place, day and name stand within this many characters."""
_TERMINAL = (".", "!", "?", "…", '"', "”", ";", ",")
_HEADING_LENGTH = 160
"""Longer lines without a full stop are prose that lost it, not headings."""
_WRAPPED_LENGTH = 100
"""Files wrapped by an editor or a PDF have lines of at most this many characters."""
_FULL_LINE = 0.6
"""A line break is a wrap only behind a line at least this full, measured on the block's longest line."""


def split(text: str) -> tuple[Sentence, ...]:
    r"""The sentences, headings and list items of a text, in order; together they hold every word of it.

    >>> [(sentence.kind, sentence.text) for sentence in split("Talks open\n\nThey met Mr. Li. Then they left.")]
    [('heading', 'Talks open'), ('sentence', 'They met Mr. Li.'), ('sentence', 'Then they left.')]
    """
    sentences: list[Sentence] = []
    heading = -1
    for number, paragraph in enumerate(_paragraphs(text)):
        sentences.extend(_in_paragraph(text, paragraph, number, len(sentences), heading))
        if sentences[-1].kind == "heading":
            heading = sentences[-1].index
    return tuple(sentences)


def _paragraphs(text: str) -> Iterator[Span]:
    """Runs of lines that belong together: a line break inside one is only a wrap."""
    block: list[Span] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        span = _stripped(text, Span(offset, offset + len(line)))
        offset += len(line)
        if span.start < span.end:
            block.append(span)
        else:
            yield from _unwrapped(text, block)
            block = []
    yield from _unwrapped(text, block)


def _unwrapped(text: str, block: list[Span]) -> Iterator[Span]:
    longest = max((line.end - line.start for line in block), default=0)
    start = 0
    for index, line in enumerate(block):
        following = block[index + 1] if index + 1 < len(block) else None
        listed = following is not None and _label(text, following) and _label(text, block[start])
        if following is None or listed or not _is_wrap(text, line, following, longest):
            yield Span(block[start].start, line.end)
            start = index + 1


def _is_wrap(text: str, line: Span, following: Span, longest: int) -> bool:
    if _BULLET.match(text, following.start):
        return False
    if text[following.start].islower():
        return True
    full = longest <= _WRAPPED_LENGTH and line.end - line.start >= _FULL_LINE * longest
    return full and text[line.end - 1] not in ".!?:" and longest > _WRAPPED_LENGTH * _FULL_LINE


def _in_paragraph(text: str, paragraph: Span, number: int, index: int, heading: int) -> Iterator[Sentence]:
    bullet = _BULLET.match(text, paragraph.start, paragraph.end)
    start = bullet.end() if bullet else paragraph.start
    found = None if bullet else _DATELINE.match(text, start, min(paragraph.end, start + _DATELINE_LENGTH))
    dateline = Span(found.start(), found.end()) if found else None
    label = None if dateline else _label(text, Span(start, paragraph.end))
    spans = list(_cuts(text, Span(start, paragraph.end)))
    kind = "item" if bullet or label else "sentence"
    if kind == "sentence" and len(spans) == 1 and _is_heading(spans[0].of(text)):
        kind = "heading"
    for step, span in enumerate(spans):
        yield Sentence(
            span=span,
            text=span.of(text),
            index=index + step,
            paragraph=number,
            kind=kind,
            label=label,
            dateline=dateline if step == 0 else None,
            heading=-1 if kind == "heading" else heading,
        )


def _label(text: str, paragraph: Span) -> Span | None:
    """The words before the colon of "May 2019: Huawei is added ...", if they hold a date."""
    found = _LABEL.match(text, paragraph.start, min(paragraph.end, paragraph.start + 80))
    if found and _DATED_LABEL.search(found.group(1)) and not _OF_TEXT.match(found.group(1)):
        return Span(found.start(1), found.end(1))
    return None


def _cuts(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for found in _BOUNDARY.finditer(text, paragraph.start, paragraph.end):
        if found.group().startswith(".") and _is_abbreviation(text, found.start(), start):
            continue
        yield from _shortened(text, Span(start, found.end()))
        start = found.end()
    for rest in _worded(text, Span(start, paragraph.end)):
        yield from _shortened(text, rest)


def _shortened(text: str, span: Span) -> Iterator[Span]:
    """What is too long for a sentence, cut at its pauses, lest a date be cut in two; what has none, at its blanks."""
    start = pause = span.start
    if span.end - start <= LONGEST_SENTENCE:
        yield _stripped(text, span)
        return
    pauses = [found.end() for found in _PAUSE.finditer(text, *span)]
    for end in (*pauses, span.end):
        if end - start > LONGEST_SENTENCE and pause > start:
            yield from _broken(text, Span(start, pause))
            start = pause
        pause = end
    yield from _broken(text, Span(start, span.end))


def _broken(text: str, span: Span) -> Iterator[Span]:
    """What has no pause for longer than any list of names, cut at blanks; what has not even those, anywhere."""
    start = span.start
    while span.end - start > _LONGEST_BREATH:
        blank = text.rfind(" ", start + _PIECE // 2, start + _PIECE)
        end = blank if blank >= 0 else start + _PIECE
        yield from _worded(text, Span(start, end))
        start = end
    yield from _worded(text, Span(start, span.end))


def _worded(text: str, span: Span) -> Iterator[Span]:
    """The words of a span, where it holds any."""
    found = _stripped(text, span)
    if found.start < found.end:
        yield found


def _is_abbreviation(text: str, dot: int, start: int) -> bool:
    found = _LAST_WORD.search(text, max(start, dot - 30), dot)
    word = found.group().lower() if found else ""
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or word[-2:-1] == "."


def _is_heading(line: str) -> bool:
    return len(line) <= _HEADING_LENGTH and not line.endswith(_TERMINAL)


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return span
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))
