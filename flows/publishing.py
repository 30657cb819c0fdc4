"""Publishes a run: the ledger remembers it, and its files appear, both or in an order that heals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.files import csv_files, tables_of, view_files
from flows.now import stamp
from flows.outputs import holds, place, prepare
from flows.records import Gathered
from flows.summary import Summary, summarise
from timeline.ledger import Ledger, Run, Settled, settle
from timeline.reading import Survey

__all__ = ["publish"]


def publish(gathered: Gathered, survey: Survey, *, out: Path, ledger: Ledger, as_of: date) -> Summary:
    """Settle the events with the ledger and publish them, unless the newest run already says the same.

    The order is: files to a waiting folder, then the ledger, then the folder in its place and ``latest`` to it. A run
    killed before the ledger's commit leaves everything as before. One killed after it leaves ``latest`` behind the
    ledger; the next run sees that the newest files are not those it would write, and publishes, with the changes of
    the killed run on record. The other order could show ids that the ledger never heard of, and so cannot keep.
    """
    settled = settle(
        gathered.events, ledger.known(), as_of=as_of, documents=[record.document.id for record in gathered.records]
    )
    summary = _summary(gathered, survey, settled)
    tables = tables_of(settled.events, gathered.leads, gathered.problems)
    data = csv_files(tables)
    started = stamp()
    run = Run(started, as_of, summary.documents, summary.events)
    if holds(out, data):
        ledger.commit(settled, run)
        return summary
    files = data | view_files(tables, as_of=as_of, facts=summary.facts)
    with prepare(out, started, files) as waiting:
        ledger.commit(settled, run)
        folder = place(out, started, waiting)
    return _summary(gathered, survey, settled, folder=str(folder))


def _summary(gathered: Gathered, survey: Survey, settled: Settled, *, folder: str = "") -> Summary:
    return summarise(
        gathered,
        files=len(survey.entries),
        left_out=survey.left_out,
        events=settled.events,
        changes=settled.changes,
        folder=folder,
    )
