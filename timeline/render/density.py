"""Thousands of events as counts: how many of each category there were in each month."""

from __future__ import annotations

import altair as alt
import pandas as pd

from timeline.cells import encodable
from timeline.render.axes import inline, moving_view, time_axis
from timeline.render.glyphs import Record, counted
from timeline.render.palette import Ink, category_colour, category_name
from timeline.render.window import milliseconds

__all__ = ["drawing"]

_ROW = 34  # pixels
_FAINTEST = 0.15


def drawing(dated: pd.DataFrame, ink: Ink) -> tuple[list[alt.Chart], int, int]:
    """A field for each month and category, the darker the more events begin in it; and the height in pixels.

    What happened on some day of a time that no month holds belongs to no field: how many those are comes last.
    """
    firsts, lasts = dated["date_start"].dt.to_period("M"), dated["date_end"].dt.to_period("M")
    held = (dated["extent"] != "within") | (firsts == lasts)
    left = int((~held).sum())
    dated, months = dated[held], firsts[held]
    counts = dated.groupby(["category", months]).size().reset_index(name="count")
    most = int(counts["count"].max()) if len(counts) else 1
    records = [
        _field(category, month, int(count), most)
        for category, month, count in zip(counts["category"], counts["date_start"], counts["count"], strict=True)
    ]
    names = alt.Axis(labelColor=ink.line, domain=False, ticks=False, labelLimit=160)
    fields: alt.Chart = inline("months", records).mark_rect(clip=True, cornerRadius=2)
    fields = fields.encode(
        x=alt.X("x:T", axis=time_axis(ink), scale=alt.Scale(type="utc", nice=False)),
        x2="x2:T",
        y=alt.Y("category:N", title=None, axis=names, scale=alt.Scale(paddingInner=0.14)),
        color=alt.Color("colour:N", scale=None),
        opacity=alt.Opacity("share:Q", scale=None),
        tooltip=[alt.Tooltip("label:N", title="Events"), alt.Tooltip("category:N", title="Category")],
        description=alt.Description("label:N"),
    )
    return [fields.add_params(moving_view())], _ROW * max(1, dated["category"].nunique()), left


def _field(category: str, month: pd.Period, count: int, most: int) -> Record:
    name = category_name(encodable(category))
    return {
        "category": name,
        "x": milliseconds(month.start_time),
        "x2": milliseconds((month + 1).start_time),
        "colour": category_colour(category),
        "share": round(_FAINTEST + (1 - _FAINTEST) * count / most, 3),
        "label": f"{counted(count, 'event')} in {month:%B %Y}",
    }
