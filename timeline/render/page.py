"""The report: one HTML page that works from a disk, without a network, for years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from timeline.cells import encodable
from timeline.export import csv_bytes
from timeline.model import When
from timeline.render.drawing import NARROWEST, draw
from timeline.render.embedding import base64_text, chart_program, data_json, part, script_source
from timeline.render.evidence import Entry, entries
from timeline.render.palette import PAGE, STATUS_NAMES, category_name
from timeline.table.columns import TABLES
from timeline.theme import page_style

__all__ = ["report_html"]


def report_html(tables: Mapping[str, pd.DataFrame], *, title: str, as_of: date | None, facts: Mapping[str, str]) -> str:
    """The report as a page: the chart, what is coming up, every event with its evidence, and the CSV files inside.

    ``tables`` has ``timeline``, ``mentions`` and ``problems``; ``facts`` are short labels and values about the run;
    without ``as_of`` nothing is called past or to come. The page loads nothing from anywhere, and no text of a document
    can become markup, a script or a link that is not http(s). The same arguments give the same page.
    """
    events = entries(tables["timeline"], tables["mentions"])
    program = part("report.js")
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=title,
            as_of=When.day(as_of).shown if as_of else "",
            facts=facts,
            dated=[event for event in events if event.start is not None],
            undated=[event for event in events if event.start is None],
            coming=[
                (event, _distance(event, as_of)) for event in _planned(events) if as_of and _is_coming(event, as_of)
            ],
            passed=[event for event in _planned(events) if as_of and not _is_coming(event, as_of)],
            problems=tables["problems"].to_dict("records"),
            categories=sorted({(category_name(event.category), event.category) for event in events}),
            statuses=[
                (name, status) for status, name in STATUS_NAMES.items() if any(e.status == status for e in events)
            ],
            dictionary=TABLES,
            spec=_spec(tables["timeline"], as_of),
            csv={name: base64_text(csv_bytes(tables[name])) for name in ("timeline", "mentions")},
            chart_width=NARROWEST,
            style=Markup(page_style("timeline.render", "report.css")),  # noqa: S704 - our own files, no text of a document
            chart_program=Markup(chart_program()),  # noqa: S704
            program=Markup(program),  # noqa: S704
            policy=_policy(chart_program(), program),
        )
    )
    return encodable(page)


def _environment() -> Environment:
    loader = PackageLoader("timeline.render", package_path="")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _policy(*programs: str) -> str:
    """Only our own scripts run, by their hash; Vega styles its marks and its tooltip inline."""
    scripts = " ".join(map(script_source, programs))
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _spec(timeline: pd.DataFrame, as_of: date | None) -> Markup:
    spec = draw(timeline, title="", as_of=as_of, ink=PAGE, width="container").to_dict()
    return Markup(data_json(spec))  # noqa: S704 - escaped for this very place


def _planned(events: list[Entry]) -> list[Entry]:
    return [event for event in events if event.status == "planned" and event.end is not None]


def _is_coming(event: Entry, as_of: date) -> bool:
    return event.end is not None and event.end >= as_of


def _distance(event: Entry, as_of: date | None) -> str:
    """How far ahead a day lies; nothing is said of a day that is not exact."""
    if as_of is None or event.start is None or not event.is_exact:
        return ""
    days = (event.start - as_of).days
    if days <= 0:
        return "today" if days == 0 else "under way"
    return "tomorrow" if days == 1 else f"in {days} days"
