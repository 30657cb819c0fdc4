"""The output of one small seed, kept: whoever changes it sees in the diff what readers will see.

To take over a change that is meant: ``python -m tests.golden.test_golden``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline.events import extract_document
from timeline.explain import explain
from timeline.export import csv_bytes
from timeline.merge import merge
from timeline.reading import read
from timeline.table import lead_frame, mention_frame, timeline_frame

HERE = Path(__file__).parent
SEED = HERE.parents[1] / "seeds" / "006_entity_list.txt"
PUBLISHED = date(2024, 12, 5)


def outputs() -> dict[str, bytes]:
    """The tables and the explanation of the seed."""
    [document] = read(SEED, published=PUBLISHED)
    extraction = extract_document(document)
    events = merge(extraction.mentions)
    return {
        "mentions.csv": csv_bytes(mention_frame(events)),
        "leads.csv": csv_bytes(lead_frame(extraction.leads)),
        "timeline.csv": csv_bytes(timeline_frame(events)),
        "explain.txt": explain(document).encode("utf-8"),
    }


@pytest.mark.parametrize("name", ["mentions.csv", "leads.csv", "timeline.csv", "explain.txt"])
def test_the_output_is_the_kept_one(name: str) -> None:
    made, kept = outputs()[name].decode("utf-8"), (HERE / name).read_bytes().decode("utf-8")
    assert made.splitlines() == kept.splitlines()
    assert made == kept


if __name__ == "__main__":
    for name, content in outputs().items():
        (HERE / name).write_bytes(content)
