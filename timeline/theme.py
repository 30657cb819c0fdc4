"""The look that all pages share: colours for light and dark screens, and the type."""

from __future__ import annotations

from importlib import resources

__all__ = ["page_style"]


def page_style(package: str, *names: str) -> str:
    """The style of a page: what all pages share, and the files ``names`` of its own package, which may overrule it.

    >>> "--paper" in page_style("timeline.explain", "explain.css")
    True
    """
    shared = resources.files("timeline").joinpath("theme.css")
    own = (resources.files(package).joinpath(name) for name in names)
    return "".join(file.read_text(encoding="utf-8") for file in (shared, *own))
