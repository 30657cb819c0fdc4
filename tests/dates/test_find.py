"""What a found expression tells beside its date: its place, anchor, basis, relation, and what lost."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import find_dates, find_in, flaws_of
from timeline.model import DateBasis, Granularity, Sentence, Severity, Timex, TimexType
from timeline.text import Analysis, analyse, split

WEDNESDAY = date(2025, 8, 6)


def only(text: str, published: date | None = WEDNESDAY) -> Timex:
    found = find_dates(text, published=published)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


def test_offsets_count_from_the_start_of_the_document() -> None:
    text = "Ports reopen\n\nThe ban ended on 4 March 2025.\n\nShips sailed on 6 March 2025."
    found = find_dates(text)
    assert [each.span.of(text) for each in found] == ["4 March 2025", "6 March 2025"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Closed since 2018.", "since"),
        ("Closed until July 7.", "until"),
        ("It must be done by 31 March.", "by"),
        ("It followed after 31 March.", "after"),
        ("It was over before 31 March.", "before"),
        ("It runs from 31 March.", "from"),
        ("It failed on 31 March.", "on"),
        ("It failed in 2018.", "on"),
    ],
)
def test_the_preposition_before_a_date_gives_its_relation(text: str, relation: str) -> None:
    assert only(text).relation == relation


def test_a_relative_date_names_its_anchor() -> None:
    timex = only("The deal was signed yesterday.")
    assert (timex.anchor, timex.anchor_basis, timex.basis) == (WEDNESDAY, "published", DateBasis.RELATIVE)


def test_a_full_date_has_no_anchor() -> None:
    timex = only("The deal was signed on 4 March 2025.")
    assert (timex.anchor, timex.anchor_basis, timex.basis) == (None, "none", DateBasis.EXPLICIT)


def test_a_date_counted_from_the_text_names_the_day_told() -> None:
    later = find_dates("The ban ended on 4 March 2025. Two days later ships sailed.", published=WEDNESDAY)[1]
    assert (later.value, later.anchor, later.anchor_basis) == ("2025-03-06", date(2025, 3, 4), "text")
    assert later.basis is DateBasis.EVENT_RELATIVE


def test_a_date_told_two_paragraphs_ago_is_forgotten() -> None:
    text = "The ban ended on 4 March 2025.\n\nShips were idle all along.\n\nTwo days later they sailed."
    later = find_dates(text, published=WEDNESDAY)[-1]
    assert (later.when, later.note) == (None, "no date told before to count from")


def test_days_earlier_counts_from_the_explicit_date_of_its_paragraph() -> None:
    here, there = "On 4 March 2025 ships sailed. Days earlier the ban fell.", "Days earlier the ban fell."
    assert find_dates(here, published=WEDNESDAY)[1].when.edtf == "[2025-02-25..2025-03-03]"  # type: ignore[union-attr]
    assert only(there).when.edtf == "[2025-07-30..2025-08-05]"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The deal was signed yesterday.", "no publication date"),
        ("The deal was signed on Friday.", "no publication date"),
        ("The deal was signed last week.", "no publication date"),
        ("The deal was signed on July 26.", "no publication date"),
        ("The deal was signed in March.", "no publication date"),
        ("The deal was signed two weeks ago.", "no publication date"),
        ("The deal was signed just days earlier.", "no publication date"),
        ("The deal was signed the same day.", "no date told before to count from"),
        ("The deal was recently signed.", "the words name no calendar date"),
        ("The deal was signed on 31 June 2025.", "31 June 2025 does not exist"),
        ("The deal was signed on 29 February 2023.", "29 February 2023 does not exist"),
    ],
)
def test_what_cannot_be_dated_says_why(text: str, note: str) -> None:
    timex = only(text, published=None)
    assert (timex.when, timex.note) == (None, note)


def test_the_loser_of_the_same_words_is_kept_with_the_reason() -> None:
    rivals = only("The talks run from 26 to 28 July 2025.").rivals
    assert ("28 July 2025", "day_written", "shorter") in {(each.text, each.rule, each.reason) for each in rivals}


def test_lengths_are_counted_in_days_where_they_have_days() -> None:
    assert [only(f"The talks took {words}.").days for words in ("three days", "a week", "two years")] == [3, 7, None]


def test_a_length_is_no_date() -> None:
    timex = only("A three-day forum was held.")
    assert (timex.type, timex.value, timex.when) == (TimexType.DURATION, "P3D", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met on Wednesday.", date(2025, 8, 6)),
        ("They met on Thursday.", date(2025, 7, 31)),
        ("They will meet on Wednesday.", date(2025, 8, 6)),
        ("They will meet on Thursday.", date(2025, 8, 7)),
    ],
)
def test_tense_turns_a_bare_weekday_and_the_day_itself_counts(text: str, day: date) -> None:
    when = only(text).when
    assert when is not None
    assert (when.start, when.granularity) == (day, Granularity.DAY)


def test_a_missing_year_is_that_of_the_weekday_beside_it() -> None:
    assert only("They met on Monday, 4 August.").value == "2025-08-04"
    assert only("They met on Sunday, 4 August.").value == "2024-08-04"


def test_a_history_counts_from_what_it_told_last() -> None:
    years = ". ".join(f"In {year} the war went on" for year in range(1861, 1870))
    found = find_dates(f"{years}. In April peace came. The following year he died.", published=WEDNESDAY)
    assert [each.value for each in found[-2:]] == ["1869-04", "1870"]


def test_what_a_text_is_can_be_overridden() -> None:
    years = ". ".join(f"In {year} the war went on" for year in range(1861, 1870))
    history = f"{years}. In April peace came."
    assert find_dates(history, published=WEDNESDAY, narrative=False)[-1].value == "2025-04"
    news = "The war ended in 1869. In April peace came."
    assert find_dates(news, published=WEDNESDAY, narrative=True)[-1].value == "1869-04"
    assert find_dates("In April peace came.", published=WEDNESDAY, narrative=True)[-1].value == "2025-04"


def test_tense_is_asked_only_where_it_decides() -> None:
    asked: list[Sentence] = []

    def counting(sentence: Sentence) -> Analysis:
        asked.append(sentence)
        return analyse(sentence)

    sentences = split("It was signed on 4 March 2025. It was sealed yesterday. They met on Monday.")
    found = find_in(sentences, published=WEDNESDAY, analyses=counting)
    assert [each.value for each in found] == ["2025-03-04", "2025-08-05", "2025-08-04"]
    assert asked == [sentences[2]]


def test_an_expression_may_be_broken_by_a_line_but_not_by_a_paragraph() -> None:
    wrapped = "The ban on ships of every flag ended, after a long and bitter quarrel, on 4\nMarch\u00a02025."
    assert only(wrapped).value == "2025-03-04"
    assert find_dates("The list has 4\n\nMarch 2025 was wet.")[0].value == "2025-03"


@pytest.mark.parametrize(
    "text",
    [
        "They met on Monday, July 26, 2025.",
        "They met on Monday 26 July 2025.",
        "They met at 2 p.m. on Monday, 26 July 2025.",
        "They met on Monday, 26 July.",
    ],
)
def test_a_wrong_weekday_changes_no_date_and_is_told(text: str) -> None:
    timex = only(text)
    said = "the text says Monday, but 26 July 2025 is a Saturday"
    assert timex.when is not None
    assert (timex.when.edtf, timex.note, timex.flawed) == ("2025-07-26", said, True)
    assert (timex.text, "weekday", said) in {(each.text, each.rule, each.reason) for each in timex.rivals}


def test_a_wrong_weekday_at_either_end_of_a_span_is_told() -> None:
    assert only("Open from Friday 1 August to Monday 4 August 2025.").flawed is False
    assert only("Open from Friday 1 August to Sunday 4 August 2025.").note.startswith("the text says Sunday")


def test_flaws_of_a_text_are_problems_with_their_words_and_place() -> None:
    text = "The ban fell on 31  June 2025. Ships sailed on Sunday, 3 August 2025, after Monday, 3 August 2025."
    found = flaws_of("ports", find_dates(text))
    assert [(each.document_id, each.severity, each.place, each.problem) for each in found] == [
        ("ports", Severity.WARNING, "“31 June 2025” at 16", "31 June 2025 does not exist"),
        (
            "ports",
            Severity.WARNING,
            "“Monday, 3 August 2025” at 76",
            "the text says Monday, but 3 August 2025 is a Sunday",
        ),
    ]
    assert all(each.cure for each in found)
