"""Putting data and programs into a page so that data can never become a program."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from importlib import resources

import vl_convert

__all__ = ["base64_text", "chart_program", "data_json", "page_program", "script_source"]

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_MODULES = (
    *("data", "page", "state", "filter", "facets", "layout", "buckets", "charts", "lanes", "moving", "trends"),
    *("evidence", "rows", "downloads", "extras", "main"),
)
_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def data_json(value: object) -> str:
    r"""The value as JSON for a ``<script type="application/json">``: no text in it can end the element.

    >>> data_json({"title": "</script>"})
    '{"title":"\\u003c/script\\u003e"}'
    """
    return json.dumps(value, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def base64_text(data: bytes) -> str:
    """Bytes as letters and digits that no browser reads as anything else."""
    return base64.b64encode(data).decode("ascii")


def script_source(program: str) -> str:
    """The source expression by which a Content-Security-Policy allows exactly this inline script."""
    digest = hashlib.sha256(program.encode("utf-8")).digest()
    return f"'sha256-{base64_text(digest)}'"


@functools.cache
def chart_program() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, with no address outside the page."""
    return str(vl_convert.javascript_bundle(_SNIPPET)).replace("</script", "<\\/script").replace("<!--", "<\\!--")


@functools.cache
def page_program() -> str:
    """The page's own program: its modules, each a file, in one scope that nothing else sees."""
    folder = resources.files(__package__).joinpath("report", "js")
    modules = "".join(folder.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in _MODULES)
    return f'"use strict";\n(() => {{\n{modules}}})();\n'
