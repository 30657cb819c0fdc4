"""What a cell of text may hold when it leaves us: no formula, and nothing that no encoding can carry."""

from __future__ import annotations

import re

__all__ = ["ESCAPE_MARK", "encodable", "neutralise", "restore", "starts_like_formula"]

ESCAPE_MARK = "'"

# Spreadsheets read a cell as a formula from these characters on; the full-width ones do so in East Asian editions,
# and control characters (tab, carriage return, NUL) are skipped by some before they look.
_FORMULA_STARTS = frozenset("=+-@＝＋－＠") | frozenset(map(chr, range(0x20)))
_SURROGATE = re.compile("[\ud800-\udfff]")


def starts_like_formula(cell: str) -> bool:
    """Whether a spreadsheet might run this text instead of showing it.

    >>> starts_like_formula("=1+1"), starts_like_formula("1+1=")
    (True, False)
    """
    return cell[:1] in _FORMULA_STARTS


def neutralise(cell: str) -> str:
    r"""Text that a spreadsheet shows and never runs: a leading apostrophe where it starts like a formula.

    Text that starts with an apostrophe gets another one, so that ``restore`` gives back exactly what went in.

    >>> neutralise('=HYPERLINK("http://example.org")')
    '\'=HYPERLINK("http://example.org")'
    >>> neutralise("26 July"), neutralise("'26")
    ('26 July', "''26")
    """
    return ESCAPE_MARK + cell if cell.startswith(ESCAPE_MARK) or starts_like_formula(cell) else cell


def restore(cell: str) -> str:
    """The text as it was before ``neutralise``: exactly one leading apostrophe is taken off.

    >>> restore("'=1+1"), restore("''26"), restore("26 July")
    ('=1+1', "'26", '26 July')
    """
    return cell.removeprefix(ESCAPE_MARK)


def encodable(text: str) -> str:
    r"""The text with every lone surrogate (half a character, left by broken input) shown as U+FFFD.

    >>> encodable("half \ud83d of a smile")
    'half � of a smile'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
