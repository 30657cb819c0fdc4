"""The charts of the page: Altair charts without events, into which the page puts those that its reader filters for."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, Literal

import altair as alt

from timeline.render import layers
from timeline.render.axes import OVERHANG, PageAxes, inline
from timeline.render.drawing import FONT
from timeline.render.embedding import data_json
from timeline.render.palette import PAGE

__all__ = ["page_charts"]

_ACCENT = "#2b7cc0"  # at least 3:1 to the light and the dark page
_OVERVIEW = 64  # pixels
_LABEL_LIMIT = 150
_FEW_TICKS = 5
_LARGEST_CIRCLE = 380  # square pixels


@functools.cache
def page_charts() -> Mapping[str, str]:
    """The Vega-Lite specifications by name, as JSON: the same for every timeline, since the page brings the data."""
    charts = {"overview": _overview(), "lanes": _lanes(), "density": _density(), "actors": _actors()}
    # They hold nothing of a table, so a test validates them, and not every run.
    return {name: data_json(_finished(chart).to_dict(validate=False)) for name, chart in charts.items()}


def _finished(drawn: alt.LayerChart) -> alt.LayerChart:
    finished: alt.LayerChart = (
        drawn.properties(width=600, background="transparent")
        .configure(
            font=FONT,
            padding={"left": 2, "right": OVERHANG, "top": 4, "bottom": 4},
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        )
        .configure_view(stroke=None)
    )
    return finished


def _overview() -> alt.LayerChart:
    """All events as small columns over all their time, and those that are filtered for in colour; a brush picks."""
    axes = PageAxes(PAGE)
    ground = _columns("all", axes).encode(color=alt.value(PAGE.line), opacity=alt.value(0.16))
    shown = _columns("found", axes).encode(color=alt.value(_ACCENT), opacity=alt.value(0.85))
    look = alt.BrushConfig(fill=_ACCENT, fillOpacity=0.14, stroke=_ACCENT, strokeOpacity=0.9)
    brush = alt.selection_interval(name="brush", encodings=["x"], mark=look, zoom=False)
    layered = alt.LayerChart(layer=[axes.frame(most=_FEW_TICKS), ground.add_params(brush), shown])
    return layered.properties(height=_OVERVIEW).add_params(*axes.stretch())


def _columns(name: str, axes: PageAxes) -> alt.Chart:
    columns = inline(name, []).mark_rect(aria=False)
    y = alt.Y("count:Q", axis=None, scale=alt.Scale(nice=False, domainMin=0))
    drawn: alt.Chart = columns.encode(x=axes.x(), x2="x2:T", y=y, y2="base:Q")
    return drawn


def _lanes() -> alt.LayerChart:
    """The timeline itself: marks in the lanes of their category, or fields of counts where marks would be a smear."""
    axes = PageAxes(PAGE)
    drawn = [
        axes.frame(),
        layers.bands([], axes),
        *_as_of(axes),
        *layers.headings([], axes),
        _cells(axes),
        layers.strikes([], axes),
        *layers.spans([], axes),
        *layers.days([], axes),
        _words("labels_left", "right", axes),
        _words("labels_right", "left", axes),
    ]
    return alt.LayerChart(layer=drawn).properties(height=300).add_params(*axes.parameters())


def _as_of(axes: PageAxes) -> list[alt.Chart]:
    ground = inline("to_come", []).mark_rect(color=axes.ink.line, opacity=0.05, clip=True, aria=False)
    rule = inline("as_of", []).mark_rule(color=axes.ink.line, opacity=0.75, strokeDash=[2, 3], clip=True, aria=False)
    return [
        ground.encode(x=axes.x(), x2="x2:T", y=axes.y(), y2="y2:Q"),
        rule.encode(x=axes.x(), y=axes.y(), y2="y2:Q"),
        _words("as_of_text", "center", axes),
    ]


def _cells(axes: PageAxes) -> alt.Chart:
    cells = inline("cells", []).mark_rect(clip=True, cursor="pointer", cornerRadius=2)
    drawn: alt.Chart = cells.encode(x=axes.x(), x2="x2:T", y=axes.y("y1"), y2="y2:Q", **_field_look())
    return drawn


def _words(name: str, align: Literal["left", "right", "center"], axes: PageAxes) -> alt.Chart:
    words = inline(name, []).mark_text(
        align=align,
        baseline="middle",
        fontSize=11,
        fontStyle="italic" if align == "center" else "normal",
        color=axes.ink.line,
        clip=True,
        aria=False,
    )
    drawn: alt.Chart = words.encode(x=axes.x(), y=axes.y(), text="text:N")
    return drawn


def _field_look() -> dict[str, Any]:
    return {
        "color": alt.Color("colour:N", scale=None),
        "opacity": alt.Opacity("share:Q", scale=None),
        "tooltip": alt.Tooltip("label:N"),
        "description": alt.Description("label:N"),
    }


def _names() -> alt.Axis:
    return alt.Axis(
        title=None,
        labelColor=PAGE.line,
        domain=False,
        ticks=False,
        labelLimit=_LABEL_LIMIT,
        labelPadding=6,
        labelFontSize=11,
        minExtent=_LABEL_LIMIT,
        maxExtent=_LABEL_LIMIT,
        grid=True,
        gridColor=PAGE.line,
        gridOpacity=0.08,
    )


def _density() -> alt.LayerChart:
    """A field for each month and category, the darker the more events begin in it."""
    axes = PageAxes(PAGE)
    fields = inline("fields", []).mark_rect(clip=True, cursor="pointer", cornerRadius=2)
    y = alt.Y("category:N", axis=_names(), scale=alt.Scale(paddingInner=0.16))
    drawn = fields.encode(x=axes.x(), x2="x2:T", y=y, **_field_look())
    return _trend([axes.frame(most=_FEW_TICKS), drawn])


def _actors() -> alt.LayerChart:
    """A circle for each month and actor, the larger the more events they have a part in."""
    axes = PageAxes(PAGE)
    circles = inline("circles", []).mark_point(filled=True, color=_ACCENT, opacity=0.72, clip=True, cursor="pointer")
    order = alt.EncodingSortField("total", op="max", order="descending")
    drawn = circles.encode(
        x=axes.x(),
        y=alt.Y("actor:N", axis=_names(), sort=order, scale=alt.Scale(type="band")),
        size=alt.Size("count:Q", legend=None, scale=alt.Scale(range=[24, _LARGEST_CIRCLE], type="sqrt", zero=True)),
        tooltip=alt.Tooltip("label:N"),
        description=alt.Description("label:N"),
    )
    return _trend([axes.frame(most=_FEW_TICKS), drawn])


def _trend(drawn: list[alt.Chart]) -> alt.LayerChart:
    # The page sets the height, a row for each name.
    return alt.LayerChart(layer=drawn).properties(height=100).add_params(*PageAxes.stretch())
