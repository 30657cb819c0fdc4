"""The benchmark that ships with the project: articles with their events, and how well and how fast ours are found.

Nothing but the command and the tests imports this room: extraction never reads the gold.
"""

from timeline.bench.figures import Quality, Score, Share, quality
from timeline.bench.gold import Article, GoldEvent, Part, articles
from timeline.bench.kept import KEPT, TOLERANCE, fallen, kept_figures, kept_text
from timeline.bench.matching import Judged, judged
from timeline.bench.speed import Speed, measure

__all__ = [
    "KEPT",
    "TOLERANCE",
    "Article",
    "GoldEvent",
    "Judged",
    "Part",
    "Quality",
    "Score",
    "Share",
    "Speed",
    "articles",
    "fallen",
    "judged",
    "kept_figures",
    "kept_text",
    "measure",
    "quality",
]
