"""What a chart leaves out or cuts is said, and one long event does not press the others into a corner."""

from __future__ import annotations

import json
import re
from datetime import date

import pandas as pd
import pytest

from tests.render.frames import event, lasts, timeline
from timeline.model import When
from timeline.render import chart
from timeline.render.window import Window, window_of

JULY = [event(f"E{day}", "conference", "occurred", When.day(date(2025, 7, day))) for day in range(1, 21)]
LONG = event("A long pact", "agreement", "occurred", lasts(date(1990, 1, 1), date(2025, 7, 10)))


@pytest.fixture
def frame() -> pd.DataFrame:
    return timeline([*JULY, LONG])


def events_of(spec: dict[str, object]) -> list[dict[str, int | str]]:
    found = re.findall(r'\{[^{}]*"event_id"[^{}]*\}', json.dumps(spec))
    return [json.loads(record) for record in found]


def test_a_bar_that_reaches_beyond_the_chart_is_cut_at_its_edge(frame: pd.DataFrame) -> None:
    window = window_of(frame)
    places = [(record["x"], record["x2"]) for record in events_of(chart(frame).to_dict())]
    assert len(places) == len(frame)
    assert all(window.start <= int(x) <= int(x2) <= window.end for x, x2 in places)


def test_a_cut_bar_still_says_its_whole_time(frame: pd.DataFrame) -> None:
    [long] = [record for record in events_of(chart(frame).to_dict()) if record["title"] == "A long pact"]
    assert long["when"] == "1 January 1990 – 10 July 2025"


def test_a_cut_bar_is_counted(frame: pd.DataFrame) -> None:
    assert window_of(frame).cut == 1
    assert "cut at the edge of this chart: 1" in json.dumps(chart(frame).to_dict())


def test_nothing_is_said_where_nothing_is_left_out_or_cut() -> None:
    window = window_of(timeline(JULY))
    assert window.note == ""
    assert Window(0, 1, earlier=1, later=2, cut=3).note == (
        "not on this chart: 1 earlier, 2 later; cut at the edge of this chart: 3"
    )


@pytest.mark.parametrize(("as_of", "side"), [(date(2025, 7, 2), "left"), (date(2025, 7, 19), "right")])
def test_the_as_of_day_is_written_where_it_has_room(as_of: date, side: str) -> None:
    layers = chart(timeline(JULY), as_of=as_of).to_dict()["layer"]
    [words] = [layer for layer in layers if layer.get("name") == "as_of_text"]
    assert words["mark"]["align"] == side
