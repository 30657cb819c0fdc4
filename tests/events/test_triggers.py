"""What the index leaves out could not have fitted: with and without it the same candidates are found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from timeline.bench import Part, articles
from timeline.events import extract
from timeline.events.detect import candidates
from timeline.events.pronouns import nothing_before
from timeline.events.surroundings import around, sentence_before
from timeline.events.triggers import lexicon_for, pattern_index
from timeline.rulebook import load_rulebook
from timeline.text import analyse, split

RULEBOOK = load_rulebook()
ALL_PATTERNS = [(kind, pattern) for kind in RULEBOOK.types for pattern in kind.patterns]


def texts(name: str) -> Iterator[str]:
    if name == "articles":
        yield from (article.document.text for article in articles(Part.OPEN))
        return
    kind = RULEBOOK.of(name)
    for example in (*kind.example, *kind.counterexample, *kind.unsupported):
        yield example.text


@pytest.mark.parametrize("name", ["articles", *(kind.name for kind in RULEBOOK.types)])
def test_the_index_loses_no_candidate(name: str) -> None:
    patterns, lexicon = pattern_index(RULEBOOK), lexicon_for(RULEBOOK)
    for text in texts(name):
        sentences = split(text)
        for sentence in sentences:
            analysis, near = analyse(sentence, lexicon), partial(around, sentence, sentences)
            told = sentence_before(sentence, sentences)
            before = partial(analyse, told, lexicon) if told is not None else nothing_before
            every = list(candidates(analysis, ALL_PATTERNS, near, before))
            fitting = patterns.narrowed(sentence, near, told)
            assert list(candidates(analysis, fitting, near, before)) == every, sentence.text


def test_a_lone_surrogate_is_read_over() -> None:
    [mention] = extract("The ministry of \ud800 published a white paper.")
    assert mention.trigger == "published"
