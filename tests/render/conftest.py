"""Reports in a real browser, without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["open_page"]

Opener = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a report from disk with the network off; whatever it complains about or asks for fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(report: str, *, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Page:
        path = tmp_path / "report.html"
        path.write_text(report, encoding="utf-8")
        context = browser.new_context(
            offline=True, viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(("file:", "blob:", "data:")) else complaints.append(request.url)
            ),
        )
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-chart=drawn]", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
