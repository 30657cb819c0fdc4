"""Reports in a real browser, without a network."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.render.frames import sample, sample_changes, sample_leads, tables
from timeline.render import report_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["AS_OF", "LOOKS", "Opener", "open_page", "report"]

AS_OF = date(2025, 8, 1)
LOOKS = [(360, "light"), (1280, "dark"), (2560, "light")]
AXE = "axe-core@4.14.1"

Opener = Callable[..., "Page"]


def report() -> str:
    """A page with something in every section."""
    made = tables(sample(), changes=sample_changes(), leads=sample_leads(), problems=PROBLEMS)
    return report_html(made, title="A summer", as_of=AS_OF, facts={"Documents": "54"}, since=date(2025, 7, 25))


def until(page: Page, told: str, *, this: object = None) -> None:
    """Wait for what JavaScript tells, given `this`: a function, for the page's policy refuses to read a text twice."""
    page.wait_for_function(f"(given) => {told}", arg=this)


PROBLEMS: list[dict[str, object]] = [
    {"document_id": "scan-1", "severity": "warning", "place": "line 1", "problem": "no day", "cure": "give one"}
]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a report from disk with the network off; whatever it complains about or asks for fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(  # noqa: PLR0913 - a page is opened in many ways, each a word at the call
        html: str,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        view: str = "",
        scripts: bool = True,
        checked: bool = False,
    ) -> Page:
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            offline=True,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            accept_downloads=True,
            java_script_enabled=scripts,
            bypass_csp=checked,  # a checker is a script that the page's policy would refuse
        )
        context.set_default_timeout(120_000)
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
        page.goto(path.as_uri() + view)
        if scripts:
            page.wait_for_selector("html[data-chart=drawn]", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe(pytestconfig: pytest.Config) -> str:
    """The program of axe-core, fetched once and kept beside pytest's cache."""
    npm = shutil.which("npm")
    folder = pytestconfig.cache.mkdir("axe-core") if pytestconfig.cache else None
    if npm is None or folder is None:
        pytest.skip("axe-core comes by npm, which is missing")
    name = AXE.replace("@", "-") + ".tgz"
    if not (folder / name).is_file():
        packed = subprocess.run([npm, "pack", AXE], cwd=folder, capture_output=True, text=True, check=False)
        if packed.returncode:
            pytest.skip("axe-core cannot be fetched")
    with tarfile.open(folder / name) as archive:
        program = archive.extractfile("package/axe.min.js")
        assert program is not None
        return program.read().decode("utf-8")
