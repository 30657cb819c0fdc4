"""The benchmark: its gold holds together, its scorer counts right, and no headline figure falls."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.commands import timeline
from timeline.bench import Part, Quality, articles, fallen, judged, kept_figures, quality
from timeline.bench.gold import DATA
from timeline.events import extract_document
from timeline.export import csv_bytes
from timeline.merge import merge
from timeline.model import Mention
from timeline.table import mention_frame

BESIDE = Path(__file__).parents[3] / "shared" / "dev" / "events" / "score_events.py"
"""Another scorer of the same figures, where it is there at all."""


@pytest.fixture(scope="module", params=list(Part))
def part(request: pytest.FixtureRequest) -> Part:
    return Part(request.param)


@pytest.fixture(scope="module")
def measured(part: Part) -> Quality:
    return quality(articles(part))


def mentions(part: Part) -> list[Mention]:
    return [mention for article in articles(part) for mention in extract_document(article.document).mentions]


def test_each_article_is_in_one_part() -> None:
    ids = [article.document.id for part in Part for article in articles(part)]
    assert len(ids) == len(set(ids)) == len(list((DATA / "articles").iterdir()))


def test_the_gold_stands_in_its_article(part: Part) -> None:
    rows = {row["doc_id"]: row for row in map(json.loads, (DATA / "gold.jsonl").read_text("utf-8").splitlines())}
    for article in articles(part):
        told = [mention for event in rows[article.document.id]["events"] for mention in event["mentions"]]
        astray = [one for one in told if article.document.text[one["start"] : one["end"]] != one["text"]]
        assert not astray, f"{len(astray)} mentions of {article.document.id}"
        assert article.document.published is not None
        assert article.negative == (not any(event.scored and event.dates for event in article.events))


def test_no_headline_figure_falls(part: Part, measured: Quality) -> None:
    worse = fallen(measured.headline(), kept_figures()[part])
    assert not worse, f"{part}: {'; '.join(worse)}; where that is meant: timeline bench --keep"


def test_another_scorer_counts_the_same(part: Part, measured: Quality, tmp_path: Path) -> None:
    if not BESIDE.exists():
        pytest.skip("the other scorer is not here")
    gold = [
        line
        for line in (DATA / "gold.jsonl").read_text("utf-8").splitlines()
        if json.loads(line)["doc_id"] in {article.document.id for article in articles(part)}
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(gold), "utf-8")
    (tmp_path / "mentions.csv").write_bytes(csv_bytes(mention_frame(merge(mentions(part)))))
    assert list(csv.DictReader((tmp_path / "mentions.csv").read_text("utf-8-sig").splitlines()))
    command = [sys.executable, str(BESIDE), "--gold", str(tmp_path / "gold.jsonl"), "--system"]
    command += [str(tmp_path / "mentions.csv"), "--corpus", str(DATA / "articles"), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    dated = theirs["HEADLINE dated-event F1 (category + exact interval)"]
    found = theirs["detection, category must agree"]
    invented = theirs["false dates"]
    for ours, other in (
        (measured.dated.precision, dated["P"]),
        (measured.dated.recall, dated["R"]),
        (measured.dated.f1, dated["F1"]),
        (measured.detection.precision, found["P"]),
        (measured.detection.recall, found["R"]),
        (measured.detection.f1, found["F1"]),
        (measured.exact.rate, theirs["date accuracy on matched events"]["exact interval"]["rate"]),
        (measured.status.rate, theirs["status right on matched events"]["rate"]),
        (measured.invented.rate, invented["undated gold events given a false date"]["rate"]),
        (measured.invented_negative.rate, invented["negative articles with a false dated event"]["rate"]),
    ):
        assert ours == pytest.approx(other, abs=0.0005)
    assert measured.events == theirs["gold events scored"]


def test_a_mention_is_right_by_category_and_date(part: Part) -> None:
    for article in articles(part):
        found = extract_document(article.document).mentions
        right = {one.mention.id for one in judged(article, found) if one.right}
        assert right <= {mention.id for mention in found}


@pytest.mark.slow
def test_the_command_prints_figures_that_a_program_can_read(tmp_path: Path) -> None:
    done = timeline(tmp_path, "bench", "--part", "open", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["open"]["articles"] == len(articles(Part.OPEN))
    assert told["speed"]["documents_a_second"] > 0


def test_figures_are_kept_of_all_parts_together(tmp_path: Path) -> None:
    done = timeline(tmp_path, "bench", "--part", "open", "--keep")
    assert done.returncode == 2
    assert "leave --part out" in done.stderr
