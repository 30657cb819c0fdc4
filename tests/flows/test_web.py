"""The served folder: the files of runs as what they are, and nothing else of this machine."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.outputs import locked, place, prepare
from flows.web import folder_served
from tests.flows.test_build import EXPECTED

pytestmark = pytest.mark.slow

REPORT = b"<!DOCTYPE html><title>Report</title>"
STAMP = "20260101T060000Z"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    out = tmp_path / "outputs"
    with locked(out), prepare(out, STAMP, dict.fromkeys(EXPECTED, b"x") | {"report.html": REPORT}) as waiting:
        place(out, STAMP, waiting)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "outputs-of-mine").mkdir()
    (tmp_path / "outputs-of-mine" / "secret.txt").write_text("secret")
    (out / "runs" / ".half.part").mkdir()
    (out / "runs" / ".half.part" / "report.html").write_text("secret")
    (out / "runs" / "out").symlink_to(tmp_path)
    with folder_served(out, port=0) as served:
        yield served


def asked(
    address: str, path: str, *, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_the_first_page_is_the_newest_report(address: str) -> None:
    status, headers, _ = asked(address, "/")
    assert (status, headers["Location"]) == (302, "/latest/report.html")
    assert asked(address, headers["Location"])[2] == REPORT


def test_a_runs_files_hold_for_ever_and_the_newest_are_asked_for_again(address: str) -> None:
    latest = asked(address, "/latest/report.html")[1]
    assert latest["Cache-Control"] == "no-cache"
    assert asked(address, f"/runs/{STAMP}/report.html")[1]["Cache-Control"].endswith("immutable")
    assert asked(address, "/runs/20250101T060000Z/report.html")[1]["Cache-Control"] == "no-cache", "may yet come"
    again = asked(address, "/latest/report.html", **{"If-Modified-Since": latest["Last-Modified"]})
    assert (again[0], again[2]) == (304, b"")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("report.html", "text/html; charset=utf-8"),
        ("timeline.csv", "text/csv; charset=utf-8"),
        ("timeline.ics", "text/calendar; charset=utf-8"),
        ("timeline.svg", "image/svg+xml"),
        ("feed.xml", "application/atom+xml; charset=utf-8"),
    ],
)
def test_files_are_called_what_they_are(address: str, name: str, kind: str) -> None:
    _, headers, _ = asked(address, f"/latest/{name}")
    assert headers["Content-Type"] == kind
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert ("sandbox" in headers["Content-Security-Policy"]) == (name != "report.html")


def test_every_file_of_a_run_has_a_kind(address: str) -> None:
    kinds = {name: asked(address, f"/latest/{name}")[1]["Content-Type"] for name in EXPECTED}
    assert [name for name, kind in kinds.items() if kind == "application/octet-stream"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/latest/..%2f..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/../outputs-of-mine/secret.txt",
        "//../secret.txt",
        "/runs/out/secret.txt",
        "/runs/.half.part/report.html",
        "/.lock",
        "/runs/",
        "/latest",
        "/latest/",
        "/latest/report.html%00.csv",
        "/nothing",
    ],
)
def test_nothing_else_is_given(address: str, path: str) -> None:
    status, headers, body = asked(address, path)
    assert status == 404
    assert b"secret" not in body.replace(b"secret.txt", b"")
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_files_can_only_be_read(address: str, method: str) -> None:
    assert asked(address, "/latest/report.html", method=method)[0] == 501


def test_a_page_elsewhere_cannot_read_along(address: str) -> None:
    assert asked(address, "/latest/report.html", Host="attacker.example:80")[0] == 421
