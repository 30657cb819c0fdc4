"""From bytes to characters: byte-order mark, then what is declared, then UTF-8, then a guess with a warning."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode_page", "decode_text", "guessed"]

_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
# Browsers look for the declaration in the first 1024 bytes; pages that put scripts before it still work with more.
_DECLARED_WITHIN = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "windows-1252"
# What pages mean by these names, as in every browser.
_MEANT = {"iso-8859-1": _WESTERN, "iso8859-1": _WESTERN, "latin-1": _WESTERN, "latin1": _WESTERN, "us-ascii": _WESTERN}
# Python also calls codecs that turn ASCII into something else encodings of text; no page is meant by those.
_ASCII = '<meta charset="~{+AGE-\\u0041">'
# Western text is mostly taken for one of these by statistics; they are right where the language needs them.
_CENTRAL = frozenset(
    ("Polish", "Czech", "Slovak", "Hungarian", "Slovene", "Croatian", "Romanian", "Serbian", "Turkish")
)
_FIRST_OTHER_SCRIPT = "\u0370"
_SAMPLE = 20_000
_FEWEST = 8
"""Bytes beyond ASCII below which statistics of a text say nothing."""


def decode_page(data: bytes, charset: str = "") -> tuple[str, str]:
    r"""Give a page's characters, and what could not be read as declared (empty where all went well).

    A byte-order mark goes before what the server declared (``charset``), that before the page's own declaration, and
    that before UTF-8; what declares nothing and is not UTF-8 is guessed, and said to be. What is UTF-8 beyond chance is
    read as such whatever it declares.

    >>> decode_page(b'<meta charset="windows-1252"><p>\x93AI\x94</p>')
    ('<meta charset="windows-1252"><p>“AI”</p>', '')
    """
    marked = _marked(data)
    if marked:
        return marked
    match = _DECLARATION.search(data[:_DECLARED_WITHIN])
    declared = _known(charset) or (_known(match[1].decode("ascii")) if match else "")
    if declared and not declared.startswith("utf") and _is_utf8(data):
        return data.decode("utf-8"), f"it declares {declared} and is UTF-8: read as UTF-8"
    if declared:
        page, damage = _decoded(data, declared)
        return (page, "") if not damage else _as_utf8(data, (page, damage))
    return decode_text(data)


def decode_text(data: bytes) -> tuple[str, str]:
    r"""Give the characters of a file that declares no character set, and what was guessed or replaced.

    >>> decode_text("\ufeffcafé".encode("utf-16"))
    ('\ufeffcafé', '')
    >>> decode_text("Größe".encode("cp1252"))
    ('Größe', 'it declares no character set and is not UTF-8: read as windows-1252')
    """
    marked = _marked(data)
    if marked:
        return marked
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        encoding = guessed(data)
    text, damage = _decoded(data, encoding)
    return text, damage or f"it declares no character set and is not UTF-8: read as {encoding}"


def guessed(data: bytes) -> str:
    """The likeliest character set of bytes that are not UTF-8: windows-1252 unless statistics plainly say otherwise."""
    if sum(byte > 0x7F for byte in data[:_SAMPLE]) < _FEWEST:  # noqa: PLR2004 - the end of ASCII
        return _WESTERN
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only a file that is not UTF-8 pays for it

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return _WESTERN
    shown = str(best)
    other_script = sum(character >= _FIRST_OTHER_SCRIPT and character.isalpha() for character in shown)
    return str(best.encoding) if best.language in _CENTRAL or 2 * other_script > len(shown) // 2 else _WESTERN


def _marked(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    return None


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 beyond chance: what is written in another character set hardly ever is."""
    if sum(byte > 0x7F for byte in data[:_SAMPLE]) < _FEWEST:  # noqa: PLR2004 - the end of ASCII
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _known(name: str) -> str:
    """Give a declared character set, where it is a known one in which the declaration itself could be written."""
    name = name.strip().lower()
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
