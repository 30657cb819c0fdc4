"""What the benchmark measures of quality: events with their dates, events at all, dates, and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.bench.gold import Article
from timeline.bench.matching import Matching, dates_of, match
from timeline.events import extract_document
from timeline.model import Mention

__all__ = ["Quality", "Score", "Share", "quality"]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found and right, found and wrong, and missed.

    >>> score = Score(right=6, wrong=2, missed=4)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.75, 0.6, 0.667)
    """

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return _rate(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return _rate(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return _rate(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def rate(self) -> float:
        """The share as a number from 0 to 1; 0 of none is 0."""
        return _rate(self.count, self.of)


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality over some articles.

    ``dated`` counts an event as right with its category and its exact interval; ``detection`` asks for the category
    only. ``exact`` is of the matched events that have a date on both sides, ``status`` of all matched ones. The two
    ``invented`` shares are errors: undated events given a date, and negative articles with a false dated event.
    """

    articles: int
    events: int
    dated: Score
    detection: Score
    exact: Share
    status: Share
    invented: Share
    invented_negative: Share

    def headline(self) -> dict[str, float]:
        """The figures by which two states of the rules are compared, in percent."""
        return {
            "dated_f1": 100 * self.dated.f1,
            "dated_precision": 100 * self.dated.precision,
            "dated_recall": 100 * self.dated.recall,
            "detection_f1": 100 * self.detection.f1,
            "detection_precision": 100 * self.detection.precision,
            "detection_recall": 100 * self.detection.recall,
            "exact_dates": 100 * self.exact.rate,
            "status_right": 100 * self.status.rate,
            "no_invented_date": 100 * (1 - self.invented.rate),
            "negative_articles_clean": 100 * (1 - self.invented_negative.rate),
        }


def quality(articles: Sequence[Article]) -> Quality:
    """Extract the events of some articles and measure them."""
    found = [_in_order(extract_document(article.document).mentions) for article in articles]
    strict = [match(article, mentions, by_category=True) for article, mentions in zip(articles, found, strict=True)]
    loose = [match(article, mentions, by_category=False) for article, mentions in zip(articles, found, strict=True)]
    pairs = [pair for matching in strict for pair in matching.pairs]
    events = [event for article in articles for event in article.events if event.scored]
    both = [(mention, event) for mention, event in pairs if mention.when is not None and event.dates is not None]
    undated = [(mention, event) for matching in loose for mention, event in matching.pairs if event.dates is None]
    return Quality(
        articles=len(articles),
        events=len(events),
        dated=_dated(strict, sum(event.dates is not None for event in events)),
        detection=Score(len(pairs), sum(len(matching.wrong) for matching in strict), len(events) - len(pairs)),
        exact=Share(sum(event.has_date(dates_of(mention)) for mention, event in both), len(both)),
        status=Share(sum(mention.status.value == event.status for mention, event in pairs), len(pairs)),
        invented=Share(sum(event.makes_false(dates_of(mention)) for mention, event in undated), len(undated)),
        invented_negative=_negative(articles, loose),
    )


def _in_order(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: (mention.trigger_span, mention.category))


def _dated(matchings: Sequence[Matching], dated_events: int) -> Score:
    pairs = [pair for matching in matchings for pair in matching.pairs]
    right = sum(event.has_date(dates_of(mention)) for mention, event in pairs)
    wrong = sum(mention.when is not None for matching in matchings for mention in matching.wrong)
    for mention, event in pairs:
        got = dates_of(mention)
        misdated = got is not None and event.dates is not None and not event.has_date(got)
        wrong += misdated or event.makes_false(got)
    return Score(right, wrong, dated_events - right)


def _negative(articles: Sequence[Article], matchings: Sequence[Matching]) -> Share:
    """The negative articles in which a dated event is told that is none, or has no date."""
    negative = [matching for article, matching in zip(articles, matchings, strict=True) if article.negative]
    bad = sum(
        any(mention.when is not None for mention in matching.wrong)
        or any(event.makes_false(dates_of(mention)) for mention, event in matching.pairs)
        for matching in negative
    )
    return Share(bad, len(negative))
