"""The layers of the timeline chart, each one kind of mark.

Layers have names, so that the same timeline gives the same chart, and a page can find its marks.
"""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt

from timeline.cells import encodable
from timeline.render.axes import Axes, PageAxes, inline
from timeline.render.glyphs import Record
from timeline.render.lanes import Band
from timeline.render.palette import Ink, category_colour, category_name
from timeline.render.window import DAY

__all__ = [
    "CIRCLE",
    "DASH",
    "MARK_SIZE",
    "STROKE",
    "STRUCK_CIRCLE",
    "as_of_rule",
    "bands",
    "days",
    "headings",
    "labels",
    "sentence",
    "spans",
    "strikes",
]

MARK_SIZE = 120  # square pixels
STROKE = 1.6
DASH = [3.0, 2.5]
CIRCLE = "circle"
STRUCK_CIRCLE = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0M-0.7,-0.7L0.7,0.7M-0.7,0.7L0.7,-0.7"
_HEADING_SIZE, _LABEL_SIZE = 12, 11
_ROOM_FOR_DAY = 0.25  # of the width: what "as of 20 September 2025" needs at least


def sentence(text: str, ink: Ink) -> alt.Chart:
    """A chart that has nothing to show says so in words."""
    words = inline("sentence", [{"text": text}]).mark_text(fontSize=15, color=ink.line)
    drawn: alt.Chart = words.encode(text="text:N", x=alt.value("width"), y=alt.value("height"))
    return drawn


def bands(categories: Iterable[Band], axes: Axes | PageAxes) -> alt.Chart:
    """A faint ground for each category."""
    records: list[Record] = [{"y": band.top, "y2": band.bottom} for band in categories]
    ground = inline("bands", records).mark_rect(color=axes.ink.line, opacity=0.05, cornerRadius=5, aria=False)
    drawn: alt.Chart = ground.encode(x=alt.value(0), x2=alt.value("width"), y=axes.y(), y2="y2:Q")
    return drawn


def headings(categories: Iterable[Band], axes: Axes | PageAxes) -> list[alt.Chart]:
    """The name of each category over its lanes, with a square in its colour."""
    records: list[Record] = [
        {"text": category_name(encodable(b.category)), "y": b.top + 0.55, "colour": category_colour(b.category)}
        for b in categories
    ]
    words = inline("headings", records).mark_text(
        align="left", baseline="middle", fontSize=_HEADING_SIZE, fontWeight=600, color=axes.ink.line
    )
    square = inline("heading_signs", records).mark_point(shape="square", size=70, filled=True, opacity=1, aria=False)
    return [
        square.encode(x=alt.value(12), y=axes.y(), color=alt.Color("colour:N", scale=None)),
        words.encode(x=alt.value(22), y=axes.y(), text="text:N"),
    ]


def as_of_rule(moment: int, text: str, bottom: float, axes: Axes) -> list[alt.Chart]:
    """A line at the as-of day: what lies right of it, on a faint ground, is still to come."""
    is_early = (moment - axes.start) / (axes.end - axes.start) < _ROOM_FOR_DAY
    day: list[Record] = [{"x": moment + DAY, "x2": axes.end, "y": 0.75, "y2": bottom, "text": text}]
    ground = inline("to_come", day).mark_rect(color=axes.ink.line, opacity=0.035, clip=True, aria=False)
    rule = inline("as_of", day).mark_rule(color=axes.ink.line, opacity=0.7, strokeDash=[2, 3], clip=True, aria=False)
    words = inline("as_of_text", day).mark_text(
        color=axes.ink.line,
        fontSize=_LABEL_SIZE,
        fontStyle="italic",
        align="left" if is_early else "right",
        baseline="top",
        dx=4 if is_early else -4,
        dy=-12,
        clip=True,
    )
    return [
        ground.encode(x=axes.x(), x2="x2:T", y=axes.y(), y2="y2:Q"),
        rule.encode(x=axes.x(), y=axes.y(), y2="y2:Q"),
        words.encode(x=axes.x(), y=axes.y(), text="text:N"),
    ]


def days(records: Iterable[Record], axes: Axes | PageAxes) -> list[alt.Chart]:
    """Events of a single day, as points."""
    shape = alt.condition("datum.state === 'cancelled'", alt.value(STRUCK_CIRCLE), alt.value(CIRCLE))
    return [
        _event_look(_points(f"days{suffix}", group, dash), axes).encode(x=axes.x(), y=axes.y(), shape=shape)
        for suffix, group, dash in _by_dash(records)
    ]


def spans(records: Iterable[Record], axes: Axes | PageAxes) -> list[alt.Chart]:
    """Events of more than a day, as bars from the first day's beginning to the last day's end."""
    return [
        _event_look(_bars(f"spans{suffix}", group, dash), axes).encode(x=axes.x(), x2="x2:T", y=axes.y("y1"), y2="y2:Q")
        for suffix, group, dash in _by_dash(records)
    ]


def strikes(records: Iterable[Record], axes: Axes | PageAxes) -> alt.Chart:
    """A line through the bars of what was cancelled; it lies under them, so that pointing finds the bar."""
    struck = [record for record in records if record["state"] == "cancelled"]
    line = inline("strikes", struck).mark_rule(strokeWidth=STROKE, clip=True, aria=False)
    drawn: alt.Chart = line.encode(x=axes.x(), x2="x2:T", y=axes.y(), color=alt.Color("colour:N", scale=None))
    return drawn


def _by_dash(records: Iterable[Record]) -> list[tuple[str, list[Record], list[float]]]:
    """What is proposed has a dashed outline, and bars cannot be dashed one by one: two layers."""
    dashed: list[Record] = []
    plain: list[Record] = []
    for record in records:
        (dashed if record["state"] == "proposed" else plain).append(record)
    return [("", plain, [1.0, 0.0]), ("_proposed", dashed, DASH)]


def _points(name: str, records: list[Record], dash: list[float]) -> alt.Chart:
    layer = inline(name, records)
    points: alt.Chart = layer.mark_point(size=MARK_SIZE, opacity=1, strokeDash=dash, clip=True, cursor="pointer")
    return points


def _bars(name: str, records: list[Record], dash: list[float]) -> alt.Chart:
    layer = inline(name, records)
    bars: alt.Chart = layer.mark_rect(cornerRadius=3, opacity=1, strokeDash=dash, clip=True, cursor="pointer")
    return bars


def labels(records: Iterable[Record], axes: Axes) -> list[alt.Chart]:
    """The words beside marks, one layer for each side and distance, since a layer has one offset."""
    groups: dict[tuple[str, float], list[Record]] = {}
    for record in records:
        groups.setdefault((str(record["side"]), float(str(record["gap"]))), []).append(record)
    return [_side_labels(side, gap, group, axes) for (side, gap), group in sorted(groups.items())]


def _side_labels(side: str, gap: float, records: list[Record], axes: Axes) -> alt.Chart:
    left = side == "left"
    words = inline(f"labels_{side}_{gap:.0f}", records).mark_text(
        align="right" if left else "left",
        baseline="middle",
        dx=-gap if left else gap,
        fontSize=_LABEL_SIZE,
        color=axes.ink.line,
        clip=True,
        aria=False,
    )
    drawn: alt.Chart = words.encode(x=axes.x(), y=axes.y(), text="text:N")
    return drawn


def _event_look(marks: alt.Chart, axes: Axes | PageAxes) -> alt.Chart:
    drawn: alt.Chart = marks.encode(
        fill=alt.Fill("colour:N", scale=None),
        stroke=alt.Stroke("colour:N", scale=None),
        fillOpacity=alt.FillOpacity("fill:Q", scale=None),
        strokeOpacity=alt.StrokeOpacity("stroke:Q", scale=None),
        strokeWidth=alt.value(STROKE),
        tooltip=axes.tooltip,
        description=alt.Description("label:N"),
    )
    return drawn
