"""Which addresses become links, in every file and in the report."""

from __future__ import annotations

import pytest

from timeline.export.texts import web_link


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/a?b=c&d=%20#e",
        "HTTPS://example.org/ä",
        "https://[::1]/a",
        "https://example.org/Forum_(2025)",
    ],
)
def test_web_addresses_become_links(url: str) -> None:
    assert web_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/hosts",
        "//example.org",
        "https://",
        "https://example.org/a b",
        'https://example.org/"onclick="x',
        "https://example.org/\n",
        "java\nscript:https://example.org",
    ],
)
def test_nothing_else_does(url: str) -> None:
    assert web_link(url) == ""


def test_an_address_with_half_a_character_can_be_written() -> None:
    assert web_link("https://example.org/\ud83d") == "https://example.org/\ufffd"
