"""The picture for slides: always 16:9, with as much said as there is room for."""

from __future__ import annotations

import json
from datetime import date

import altair as alt
import pytest
import vl_convert

from tests.render.crowds import AS_OF, crowd
from tests.render.frames import event, sample, timeline
from timeline.model import When
from timeline.render import png, svg
from timeline.render.views import page_charts

pytestmark = pytest.mark.slow

SCRIPTS = ("世界人工智能大会", "東京で半導体会議", "مؤتمر الذكاء", "Саммит по ИИ")


def size(picture: bytes) -> tuple[int, int]:
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")


@pytest.mark.parametrize("count", [0, 1, 12, 120, 2500])
def test_the_picture_is_a_slide(count: int) -> None:
    assert size(png(crowd(count)["timeline"], title="T", as_of=AS_OF, scale=1)) == (1280, 720)


def test_the_same_table_gives_the_same_picture_however_many_came_before() -> None:
    first = svg(timeline(sample()), title="T")
    svg(crowd(12)["timeline"])
    assert svg(timeline(sample()), title="T") == first


def test_words_of_every_script_are_in_the_picture() -> None:
    rows = [
        event(title, "conference", "planned", When.day(date(2025, 7, 9 * n + 1))) for n, title in enumerate(SCRIPTS)
    ]
    drawn = svg(timeline(rows), title="Δ")
    assert all(title in drawn for title in (*SCRIPTS, "Δ"))


def test_the_picture_says_what_it_leaves_out() -> None:
    frame = crowd(2500)["timeline"]
    text = svg(frame, title="T")
    dated = frame[frame["date_start"].notna()]
    longer = (dated["extent"] == "within") & (
        dated["date_start"].dt.to_period("M") != dated["date_end"].dt.to_period("M")
    )
    assert f"{len(dated) - int(longer.sum()):,} events, counted by month" in text
    assert f"{int(longer.sum())} events known only to a longer time not counted" in text
    assert f"{len(frame) - len(dated)} undated events not shown" in text


def test_few_events_all_have_words() -> None:
    text = svg(timeline(sample()), title="T")
    assert all(str(row["title"])[:40] in text for row in sample() if "date_start" in row)


@pytest.mark.parametrize("name", ["overview", "lanes", "density", "actors"])
def test_the_charts_of_the_page_are_valid_and_render(name: str) -> None:
    spec = json.loads(page_charts()[name])
    assert alt.Chart.from_dict(spec).to_dict()
    assert "<svg" in vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
