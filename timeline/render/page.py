"""The report: one HTML page that works from a disk, without a network, for years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from timeline.cells import encodable
from timeline.model import When
from timeline.render.agenda import agenda_of
from timeline.render.changes import news_of, shown_values
from timeline.render.coverage import coverage
from timeline.render.embedding import chart_program, data_json, page_program, script_source
from timeline.render.evidence import BASES, Entry, entries
from timeline.render.palette import STATUS_NAMES, category_colour, category_name
from timeline.render.payload import packed
from timeline.render.readable import day_of
from timeline.render.views import page_charts
from timeline.render.window import DAY, milliseconds, window_of
from timeline.table.columns import TABLES
from timeline.theme import page_style

__all__ = ["report_html"]

_MOST_PLAIN = 500  # events; as many are readable without JavaScript, and more would make the page heavy for all others
_MOST_LISTED = 100  # rows of leads and problems that stand in the page; the rest is added when asked for
_STYLES = ("page", "explore", "events", "print")


def report_html(  # noqa: PLR0913 - all that a page tells
    tables: Mapping[str, pd.DataFrame],
    *,
    title: str,
    as_of: date | None,
    facts: Mapping[str, str],
    since: date | None = None,
    left_out: Mapping[str, int] = MappingProxyType({}),
    program: str = "",
) -> str:
    """The report as a page: what changed, what is coming, the charts, every event with its evidence, and the data.

    ``tables`` has all tables of ``timeline.table.TABLES`` by name (``changes`` and ``leads`` may be missing); ``facts``
    are short labels and values about the run; without ``as_of`` nothing is called past or to come; ``since`` is the day
    with which ``changes`` compare, where it is known; ``left_out`` says how many rows of a table the page does not get,
    being too many. ``program`` is the ``chart_program``, where that was made beforehand: it takes a second.

    The page loads nothing from anywhere, and no text of a document can become markup, a script or a link that is not
    http(s). The same arguments give the same page.
    """
    full = {name: tables.get(name, _empty(name)) for name in TABLES}
    timeline, count = full["timeline"], len(full["timeline"])
    payload = packed(full)
    news = news_of(full["changes"], timeline, is_compared=since is not None)
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=title,
            as_of=_shown(as_of),
            as_of_iso=as_of.isoformat() if as_of else "",
            eve_iso=(as_of - timedelta(days=1)).isoformat() if as_of else "",
            since=_shown(since),
            facts=facts,
            coverage=coverage(timeline, full["mentions"], as_of),
            left_out=_left_out(left_out),
            has_changes="changes" in tables and max(count, len(full["changes"])) > 0,
            news=news,
            agenda=agenda_of(_planned(timeline), as_of),
            undated=int(timeline["date_start"].isna().sum()),
            count=count,
            plain=_plain(full) if count <= _MOST_PLAIN else None,
            leads=_rows(full["leads"]),
            leads_total=len(full["leads"]) + left_out.get("leads", 0),
            problems=_rows(full["problems"]),
            problems_total=len(full["problems"]) + left_out.get("problems", 0),
            table_names=list(TABLES),
            dictionary=TABLES,
            **_scripts(_meta(full, as_of) | {"is_first": news.is_first}, program or chart_program()),
            data=Markup(payload.text),  # noqa: S704 - escaped, or base64
            packing=payload.packing,
            style=Markup(page_style("timeline.render", *(f"report/css/{name}.css" for name in _STYLES))),  # noqa: S704 - our own files, no text of a document
        )
    )
    return encodable(page)


def _environment() -> Environment:
    loader = PackageLoader("timeline.render", package_path="report")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _scripts(meta: Mapping[str, object], charts: str) -> dict[str, object]:
    """The programs, what they need to know, and the policy that lets only them run."""
    program = page_program()
    return {
        "meta": Markup(data_json(meta)),  # noqa: S704 - escaped for this very place
        "specs": {name: Markup(spec) for name, spec in page_charts().items()},  # noqa: S704
        "chart_program": Markup(charts),  # noqa: S704 - our own files, no text of a document
        "program": Markup(program),  # noqa: S704
        "policy": _policy(charts, program),
    }


def _policy(*programs: str) -> str:
    """Only our own scripts run, by their hash; Vega styles its marks inline."""
    scripts = " ".join(map(script_source, programs))
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _meta(tables: Mapping[str, pd.DataFrame], as_of: date | None) -> dict[str, object]:
    timeline = tables["timeline"]
    categories = sorted(set(timeline["category"]), key=lambda category: (category_name(category), category))
    full, home = _stretches(timeline[timeline["date_start"].notna()].reset_index(drop=True), as_of)
    return {
        "as_of": as_of.isoformat() if as_of else "",
        "as_of_shown": _shown(as_of),
        "categories": {
            encodable(category): {"name": encodable(category_name(category)), "colour": category_colour(category)}
            for category in categories
        },
        "statuses": STATUS_NAMES,
        "bases": BASES,
        "dates": shown_values(tables["changes"]),
        "full": full,
        "home": home,
    }


def _stretches(dated: pd.DataFrame, as_of: date | None) -> tuple[list[int], list[int]]:
    """All the time there is, and the time that the chart opens with, in milliseconds."""
    if dated.empty:
        return [0, DAY], [0, DAY]
    window = window_of(dated, as_of)
    first, last = dated["date_start"].min(), dated["date_end"].max()
    full = [min(window.start, milliseconds(first)), max(window.end, milliseconds(last) + DAY)]
    return full, [window.start, window.end]


def _left_out(rows: Mapping[str, int]) -> str:
    """What the page does not hold, and where it stands; empty where it holds everything."""
    missing = [f"{count:,} rows of {name}.csv" for name, count in rows.items() if count]
    if not missing:
        return ""
    return (
        "There is more than a page can hold. Shown are events that changed last or lie ahead, then those of highest "
        f"rank; all figures below count what is shown. Not on this page: {', '.join(missing)}."
    )


def _planned(timeline: pd.DataFrame) -> list[Entry]:
    planned = timeline[(timeline["status"] == "planned") & timeline["date_end"].notna()]
    return entries(planned, _empty("mentions"))


def _plain(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, list[Entry]]]:
    events = entries(tables["timeline"], tables["mentions"])
    groups = (
        ("Events", [event for event in events if event.start is not None]),
        ("Undated, and why", [event for event in events if event.start is None]),
    )
    return [(heading, group) for heading, group in groups if group]


def _rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {str(name): _cell(value) for name, value in row.items()} for row in frame.head(_MOST_LISTED).to_dict("records")
    ]


def _cell(value: object) -> str:
    day = day_of(value)
    return When.day(day).shown if day else "" if pd.isna(value) else encodable(str(value))  # type: ignore[call-overload]


def _shown(day: date | None) -> str:
    return When.day(day).shown if day else ""


def _empty(name: str) -> pd.DataFrame:
    return pd.DataFrame({column.name: pd.Series([], dtype=column.kind.dtype) for column in TABLES[name]})
