"""How large the report is, how fast it is made, opened and filtered: `python -m tests.benchmarks.report`.

Making is told in seconds of the processor, opening and filtering in time as it passes, so only on an idle machine; each
is the best of three rounds. No test asserts them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.render.crowds import AS_OF, crowd
from timeline.render import png, report_html, svg

BROWSER = "/usr/bin/chromium"
SIZES = (10, 52, 500, 10_000)
VIEWS = (
    "q=ta",
    "category=conference",
    "country=US&status=planned",
    "confidence=0.9",
    "from=2025-06-01&to=2025-09-30",
    "",
)
ROUNDS = 3
# The time from the change of the address to the next picture after it.
FILTER = """view => new Promise((done) => {
  const start = performance.now();
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  addEventListener("hashchange", drawn, { once: true });
  location.hash = view;
})"""


def best(action: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Give the shortest of some rounds, in seconds: of the processor, or of another clock."""
    times = []
    for _ in range(ROUNDS):
        start = clock()
        action()
        times.append(clock() - start)
    return min(times)


def opened(browser: Browser, path: Path) -> Page:
    """Open a page and wait until its charts are drawn."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-chart=drawn]", state="attached")
    return page


def measure(browser: Browser, count: int) -> str:
    """Give one line of figures for a report of some size."""
    tables = crowd(count)
    pages: list[str] = []
    made = best(lambda: pages.append(report_html(tables, title="T", as_of=AS_OF, facts={})))
    pictures = best(lambda: (png(tables["timeline"], as_of=AS_OF), svg(tables["timeline"], as_of=AS_OF)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(pages[-1], encoding="utf-8")
        opening = best(lambda: opened(browser, path).close(), time.perf_counter)
        page = opened(browser, path)
        page.wait_for_timeout(3000)  # the page prepares its search while nobody waits
        rounds = [[page.evaluate(FILTER, view) for view in VIEWS] for _ in range(ROUNDS)]
        times = sorted(min(of_view) for of_view in zip(*rounds, strict=True))
        nodes = page.evaluate("document.querySelectorAll('*').length")
        page.close()
    size = len(pages[-1].encode("utf-8")) / 1e6
    return (
        f"{count:>6} events: {size:5.2f} MB, made in {made:5.2f} s (pictures {pictures:4.2f} s), "
        f"opens in {opening:4.2f} s, filters in {times[len(times) // 2]:4.0f} ms (slowest {times[-1]:4.0f}), "
        f"{nodes} nodes"
    )


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for number in map(int, sys.argv[1:] or SIZES):
            sys.stdout.write(measure(chromium, number) + "\n")
