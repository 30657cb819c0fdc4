"""Publishes a run: the ledger remembers it, and its files appear, both or in an order that heals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from flows.collecting import sparing_collection
from flows.files import CHANGES_FILE, Published, published_or_none
from flows.now import stamp
from flows.outputs import holds, newest_or_none, place, prepare
from flows.summary import Read, Summary, summarise
from flows.takings import scope_of
from flows.telling import Told, makers, shown_of, views_of, write_told
from timeline.export import write_files
from timeline.ledger import Decided, Draft, Ledger, Run
from timeline.reading import Survey
from timeline.table import TABLES

__all__ = ["publish"]

SAME_AGAIN = tuple(f"{name}.csv" for name in TABLES if f"{name}.csv" != CHANGES_FILE)
"""Where these files say what the newest ones say, there is nothing to publish."""


def publish(  # noqa: PLR0913 - what a run publishes from, and how
    survey: Survey,
    *,
    out: Path,
    ledger: Ledger,
    as_of: date,
    decided: Decided | None = None,
    at_once: int | None = None,
) -> Summary:
    """Take what was staged into the ledger and publish it, unless the newest files already say the same.

    The order is: files to a waiting folder, then the ledger, then the folder in its place and ``latest`` to it. A run
    killed before the ledger's commit leaves everything as before. One killed after it leaves ``latest`` behind the
    ledger; the next run sees which state of the ledger the newest files show, and publishes, with the changes of the
    killed run among its own. The other order could show ids that the ledger never heard of, and so cannot keep.

    ``at_once`` is how many processes may work (None: one a processor).
    """
    run = Run(stamp(), as_of)
    with sparing_collection(), ledger.draft(scope_of(survey), run, decided, folder=out) as draft:
        read = Read(len(survey.entries), draft.moved.readings, dict(survey.left_out))
        before = published_or_none(newest_or_none(out))
        if before and before.state == draft.state:
            draft.commit()
            return replace(before.summary, read=read, changes={})
        with draft.telling() as events:
            changes = draft.changes_since(before.state if before else 0)
            told = Told(events, changes, draft.each_lead, draft.problems(), as_of)
            return _publish(draft, told, changes.counted(), read, before, out, at_once)


def _publish(  # noqa: PLR0913, PLR0917 - what a run publishes from
    draft: Draft,
    told: Told,
    changed: Mapping[str, int],
    read: Read,
    before: Published | None,
    out: Path,
    at_once: int | None,
) -> Summary:
    summary = summarise(told.events, told.problems, changed, tally=draft.tally(), read=read)
    with prepare(out, draft.run.started) as waiting, makers(told, at_once=at_once) as made:
        shown = shown_of(told, made)
        summary = replace(summary, beyond=shown.content.beyond)
        written = write_told(told, waiting)
        if holds(out, waiting, SAME_AGAIN):
            draft.commit()
            return replace(summary, changes={})
        about = Published(told.as_of, draft.state, summary)
        write_files(waiting, views_of(told, shown, written, about, made, since=before.as_of if before else None))
        draft.commit()
        folder = place(out, draft.run.started, waiting)
    return replace(summary, folder=str(folder))
