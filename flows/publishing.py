"""Publishes a run: the ledger remembers it, and its files appear, both or in an order that heals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from flows.files import CHANGES_FILE, Published, content_of, csv_files, published_or_none, view_files
from flows.now import stamp
from flows.outputs import holds, newest_or_none, place, prepare
from flows.summary import Read, Summary, summarise
from flows.takings import scope_of
from timeline.ledger import Decided, Draft, Ledger, Run
from timeline.reading import Survey

__all__ = ["publish"]


def publish(survey: Survey, *, out: Path, ledger: Ledger, as_of: date, decided: Decided | None = None) -> Summary:
    """Take what was staged into the ledger and publish it, unless the newest files already say the same.

    The order is: files to a waiting folder, then the ledger, then the folder in its place and ``latest`` to it. A run
    killed before the ledger's commit leaves everything as before. One killed after it leaves ``latest`` behind the
    ledger; the next run sees which state of the ledger the newest files show, and publishes, with the changes of the
    killed run among its own. The other order could show ids that the ledger never heard of, and so cannot keep.
    """
    run = Run(stamp(), as_of)
    with ledger.draft(scope_of(survey), run, decided) as draft:
        read = Read(len(survey.entries), draft.moved.readings, dict(survey.left_out))
        before = published_or_none(newest_or_none(out))
        if before and before.state == draft.state:
            draft.commit()
            return replace(before.summary, read=read, changes={})
        return _publish(draft, read, before, out, run)


def _publish(draft: Draft, read: Read, before: Published | None, out: Path, run: Run) -> Summary:
    events, problems = draft.events(), draft.problems()
    changes = draft.changes_since(before.state if before else 0)
    summary = summarise(events, problems, changes, tally=draft.tally(), read=read)
    content = content_of(events, changes, draft.leads(), problems, as_of=run.as_of)
    data = csv_files(content.tables)
    if holds(out, {name: content for name, content in data.items() if name != CHANGES_FILE}):
        draft.commit()
        return replace(summary, changes={})
    since = before.as_of if before else None
    files = data | view_files(content, Published(run.as_of, draft.state, summary), since=since)
    with prepare(out, run.started, files) as waiting:
        draft.commit()
        folder = place(out, run.started, waiting)
    return replace(summary, folder=str(folder))
