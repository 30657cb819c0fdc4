"""Runs over addresses: the flow's own steps, on a ledger, with a server of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from flows.chunks import chunked
from flows.deciding import decided_in
from flows.executor import in_process
from flows.fetching import FetchOptions, surveyed
from flows.outputs import locked
from flows.publishing import publish
from flows.summary import Summary
from flows.takings import TAKING, orders
from tests.flows.commands import FORUM, article, timeline
from tests.flows.runs import rows
from tests.reading.sites import Page, Site, serving
from timeline.ledger import open_ledger
from timeline.ledger.connecting import open_database
from timeline.rulebook import load_rulebook

pytestmark = pytest.mark.slow

HERE = FetchOptions(allow_private=True, pause=0, attempts=1)
AS_OF = date(2025, 8, 1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def run(folder: Path, *sources: str, options: FetchOptions = HERE, publishers: dict[str, str] | None = None) -> Summary:
    book = open_ledger(folder / "timeline.db")
    out = folder / "outputs"
    with locked(out), book.claimed():
        book.prepare()
        found = surveyed(sources, book, publishers=publishers, options=options)
        for chunk in chunked(found.entries):
            book.stage([reading for reading in in_process(TAKING, None)(orders(chunk, book)) if reading])
        decided = decided_in(folder / "review.csv", load_rulebook())
        summary = publish(found, out=out, ledger=book, as_of=AS_OF, decided=decided)
    book.close()
    return summary


def feed(site: Site, *texts: str) -> Page:
    items = "".join(
        f"<item><title>Forum</title><link>{site.root}/{number}</link><pubDate>Mon, 28 Jul 2025 10:00:00 GMT</pubDate>"
        f"<content:encoded>{body}</content:encoded></item>"
        for number, body in enumerate(texts)
        if body
    )
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return Page(f"<rss version='2.0' {space}><channel><title>Wire</title>{items}</channel></rss>".encode())


SUMMIT = "The Chip Summit opened in Geneva on 27 July 2025."


def test_what_leaves_a_feed_stays_in_the_timeline(site: Site, tmp_path: Path) -> None:
    address = site.says("/feed", feed(site, FORUM), feed(site, "", SUMMIT))

    first = run(tmp_path, address)
    second = run(tmp_path, address)

    assert (first.documents, second.documents) == (1, 2)
    assert "withdrawn" not in second.changes
    assert {row["published_basis"] for row in rows(tmp_path, "mentions")} == {"feed"}
    assert {row["document_id"] for row in rows(tmp_path, "mentions")} == {f"{site.root}/0", f"{site.root}/1"}


def test_a_run_without_changes_reads_nothing_again_online_and_offline(site: Site, tmp_path: Path) -> None:
    address = site.says("/feed", feed(site, FORUM))
    run(tmp_path, address)

    again = run(tmp_path, address)
    site.asked.clear()
    offline = run(tmp_path, address, options=FetchOptions(offline=True))

    assert (again.read.changed, again.folder) == (0, "")
    assert (offline.read.changed, offline.folder) == (0, "")
    assert not site.asked


def test_a_page_that_was_edited_is_replaced_and_one_that_is_gone_is_kept_and_told(site: Site, tmp_path: Path) -> None:
    pages = [f"<!doctype html><body><article><p>{body * 4}</p></article></body>" for body in (FORUM, SUMMIT)]
    address = site.says("/a", *pages, Page(status=404))

    run(tmp_path, address)
    edited = run(tmp_path, address)
    gone = run(tmp_path, address)

    assert edited.documents == gone.documents == 1
    assert "Chip Summit" in rows(tmp_path)[0]["title"]
    [error] = gone.errors
    assert error.startswith(f"{address}: the server answers 404 (Not Found); what was fetched on ")


def test_a_source_that_failed_withdraws_nothing_and_files_are_read_beside_it(site: Site, tmp_path: Path) -> None:
    article(tmp_path / "articles", text=SUMMIT)
    address = site.says("/feed", feed(site, FORUM), Page(b"<rss><cha"), Page(status=500))

    documents = [run(tmp_path, str(tmp_path / "articles"), address).documents for _ in range(3)]

    assert documents == [2, 2, 2]
    assert {row["severity"] for row in rows(tmp_path, "problems")} == {"error"}


def test_publishers_are_counted_by_the_users_names(site: Site, tmp_path: Path) -> None:
    address = site.says("/feed", feed(site, FORUM))
    run(tmp_path, address)

    run(tmp_path, address, publishers={"127.0.0.1": "The Wire"})

    assert {row["publisher"] for row in rows(tmp_path, "mentions")} == {"The Wire"}


def test_a_source_that_is_forgotten_is_withdrawn(site: Site, tmp_path: Path) -> None:
    address = site.says("/feed", feed(site, FORUM))
    run(tmp_path, address, site.says("/other", feed(site, "", SUMMIT)))

    done = timeline(tmp_path, "ledger", "forget", address.replace("http:", "HTTP:"))

    assert (done.returncode, "1 documents withdrawn" in done.stdout) == (0, True)
    assert run(tmp_path, f"{site.root}/other").documents == 1


LATER_STEPS = (
    "DROP TABLE double",
    "DROP INDEX ix_document_address",
    "DROP INDEX ix_document_text",
    "ALTER TABLE document DROP COLUMN address",
    "ALTER TABLE document DROP COLUMN text",
    "DROP TABLE fetch",
    "UPDATE alembic_version SET version_num = '0001'",
)
"""What takes a ledger back to its first form."""


def test_a_ledger_of_the_first_form_is_brought_up_to_date_by_a_run(site: Site, tmp_path: Path) -> None:
    run(tmp_path, site.says("/feed", feed(site, FORUM)))
    database = open_database(tmp_path / "timeline.db")
    with database.connected() as connection:
        for step in LATER_STEPS:
            connection.execute(text(step))
        connection.commit()
    database.engine.dispose()
    open_ledger(tmp_path / "timeline.db").check()

    assert run(tmp_path, f"{site.root}/feed").documents == 1


def test_the_quick_commands_fetch_as_well_and_leave_nothing_behind(site: Site, tmp_path: Path) -> None:
    address = site.says("/feed", feed(site, FORUM))

    refused = timeline(tmp_path, "mentions", address)
    found = timeline(tmp_path, "mentions", address, TIMELINE_FETCH__ALLOW_PRIVATE="true", TIMELINE_FETCH__PAUSE="0")

    assert refused.returncode == 1
    assert "not fetched: 127.0.0.1 leads to a loopback address" in refused.stderr
    assert (found.returncode, "World AI Forum" in found.stdout) == (0, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_command_runs_over_an_address(site: Site, tmp_path: Path, prefect_server: str) -> None:
    address = site.says("/feed", feed(site, FORUM))
    (tmp_path / "timeline.toml").write_text(
        f'sources = ["{address}"]\n[fetch]\npause = 0\n[publishers]\n"127.0.0.1" = "The Wire"\n', encoding="utf-8"
    )

    refused = timeline(tmp_path, "run", PREFECT_API_URL=prefect_server)
    done = timeline(tmp_path, "run", "--allow-private", PREFECT_API_URL=prefect_server)

    assert refused.returncode == 1
    assert "loopback" in refused.stdout
    assert done.returncode == 0, done.stdout + done.stderr
    assert {row["publisher"] for row in rows(tmp_path, "mentions")} == {"The Wire"}
