"""One address at a time: what a server may do to us, and what we do to it."""

from __future__ import annotations

import gzip
import logging
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import httpcore
import pytest

from tests.reading.sites import Page, Site, dripping, serving
from timeline.reading.addresses import canonical, plain, refusal, refusal_of_ip
from timeline.reading.fetching import Fetcher, GuardedBackend, GuardedTransport, Limits, Pace
from timeline.reading.fetching.answers import FetchError

PUBLIC = "93.184.215.14"
LIMITS = Limits(timeout=60, largest=100_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Clock:
    """Time that passes only where a test or a waiting says so."""

    def __init__(self, step: float = 0.0) -> None:
        self.time = 0.0
        self.step = step
        self.waits: list[float] = []

    def now(self) -> float:
        self.time += self.step
        return self.time

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


def fetcher(
    clock: Clock | None = None, *, limits: Limits = LIMITS, backend: httpcore.NetworkBackend | None = None
) -> Fetcher:
    clock = clock or Clock()
    transport = GuardedTransport(backend or GuardedBackend(allow_private=True))
    return Fetcher(transport, agent="timeline-tests/1", pace=Pace(clock.now, clock.wait), limits=limits)


def problem(get: Callable[[], object]) -> str:
    with pytest.raises(FetchError) as caught:
        get()
    assert caught.value.cure
    return caught.value.problem


def test_a_page_comes_with_what_its_server_says_of_it(site: Site) -> None:
    headers = {"Content-Type": "text/html; charset=iso-8859-1", "ETag": '"7"', "Last-Modified": "Sat, 26 Jul 2025"}
    address = site.says("/a", Page(b"caf\xe9", headers=headers).packed())

    with fetcher() as fetch:
        answer = fetch.get(address)
        again = fetch.get(address, etag=answer.etag)

    assert (answer.data, answer.media_type, answer.charset) == (b"caf\xe9", "text/html", "iso-8859-1")
    assert (answer.etag, answer.modified) == ('"7"', "Sat, 26 Jul 2025")
    assert again.data is None
    assert site.headers[-1]["if-none-match"] == '"7"'
    assert site.headers[-1]["user-agent"] == "timeline-tests/1"
    assert site.asked["/robots.txt"] == 1


REFUSED = {
    "404": (Page(status=404), "the server answers 404 (Not Found)", 1),
    "403": (Page(status=403), "the server answers 403 (Forbidden)", 1),
    "500": (Page(status=500), "the server answers 500 (Internal Server Error)", 3),
    "a status of its own": (Page(status=599), "the server answers 599", 1),
    "304 that nobody asked for": (Page(status=304), "the server answers 304 (Not Modified)", 1),
    "too large": (Page(b"x" * 100_001), "the answer is larger than 100,000 bytes", 1),
    "endless": (Page(b"x" * 1_000, endless=True), "the answer is larger than 100,000 bytes", 1),
    "a bomb": (Page(b"\0" * 50_000_000).packed(), "the answer is larger than 100,000 bytes", 1),
    "cut off": (Page(b"half", cut=True), "the server cannot be reached, or breaks off", 3),
    "a packing that is cut off": (
        Page(gzip.compress(b"half" * 99)[:-9], headers={"Content-Encoding": "gzip"}),
        "the answer breaks off",
        1,
    ),
    "a packing that is none": (
        Page(b"no gzip", headers={"Content-Encoding": "gzip"}),
        "the answer is damaged: it cannot be unpacked",
        1,
    ),
    "another packing": (
        Page(b"\x0b\x02\x80abc\x03", headers={"Content-Encoding": "br"}),
        "the server packs its answer in a way that was not asked for",
        1,
    ),
    "a loop": (Page(status=302, headers={"Location": "/a"}), "it leads on more than 5 times", 6),
    "to a file": (Page(status=302, headers={"Location": "file:///etc/passwd"}), "only http and https are fetched", 1),
    "to nowhere": (Page(status=302, headers={"Location": "http://[::1"}), "it leads on to what is no address", 1),
}


@pytest.mark.parametrize(("page", "said", "attempts"), REFUSED.values(), ids=REFUSED)
def test_what_no_document_comes_of_is_told(site: Site, page: Page, said: str, attempts: int) -> None:
    address = site.says("/a", page)

    with fetcher() as fetch:
        assert problem(lambda: fetch.get(address)) == said

    assert site.asked["/a"] == attempts


def test_a_server_that_stumbles_is_asked_again_after_growing_pauses(site: Site) -> None:
    address = site.says("/a", Page(status=503), Page(status=429, headers={"Retry-After": "7"}), "here")
    clock = Clock()

    with fetcher(clock, limits=Limits(pause=0)) as fetch:
        assert fetch.get(address).data == b"here"

    assert clock.waits == [1.0, 7.0]


def test_requests_to_one_host_are_apart_by_a_pause_or_what_robots_asks_for(site: Site) -> None:
    addresses = [site.says(path, "here") for path in ("/a", "/b")]
    clock = Clock()
    with fetcher(clock, limits=Limits(pause=2)) as fetch:
        [fetch.get(address) for address in addresses]
    site.says("/robots.txt", Page(b"User-agent: *\nCrawl-delay: 9\n"))
    slow = Clock()
    with fetcher(slow, limits=Limits(pause=2)) as fetch:
        [fetch.get(address) for address in addresses]

    assert clock.waits == [2.0, 2.0]
    assert slow.waits == [2.0, 9.0]


def test_a_server_that_drips_is_given_up(site: Site) -> None:
    address = site.says("/a", Page(b"drip", endless=True))

    with fetcher(Clock(step=30), limits=Limits(longest=120, largest=10_000_000)) as fetch:
        assert problem(lambda: fetch.get(address)) == "the answer takes too long"


class ByteByByte(httpcore.SyncBackend):
    """A network on which each byte comes alone."""

    def connect_tcp(self, *place: Any, **options: Any) -> httpcore.NetworkStream:  # noqa: ANN401 - as httpcore has it
        stream = super().connect_tcp(*place, **options)
        read = stream.read
        stream.read = lambda _most, timeout=None: read(1, timeout)  # type: ignore[method-assign]
        return stream


ENDLESS = {
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a head": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "the size of a piece": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "what follows the last piece": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
}


@pytest.mark.parametrize(("first", "then"), ENDLESS.values(), ids=ENDLESS)
def test_a_server_that_never_comes_to_the_point_is_given_up(first: bytes, then: bytes) -> None:
    slow = fetcher(
        Clock(step=30), limits=Limits(longest=6_000), backend=GuardedBackend(allow_private=True, inner=ByteByByte())
    )
    with dripping(first, then) as address, slow as fetch:
        assert problem(lambda: fetch.get(address)) == "the answer takes too long"


def test_a_server_that_says_nothing_is_given_up() -> None:
    import socket  # noqa: PLC0415 - a server that takes connections and no more

    with socket.create_server(("127.0.0.1", 0)) as silent, fetcher(limits=Limits(timeout=0.05, attempts=1)) as fetch:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/a"
        assert problem(lambda: fetch.get(address)) == "the server does not answer in time"


def test_robots_are_heeded_also_where_an_address_leads_on(site: Site) -> None:
    site.says("/robots.txt", Page(b"User-agent: timeline-tests\nDisallow: /private\n"))
    site.says("/private/a", "secret")
    address = site.says("/a", Page(status=301, headers={"Location": "/private/a"}))

    with fetcher() as fetch:
        assert "robots.txt" in problem(lambda: fetch.get(address))

    assert site.asked["/private/a"] == 0


@pytest.mark.parametrize(("status", "fetched"), [(404, True), (403, True), (503, False)])
def test_a_host_without_robots_allows_all_and_one_that_cannot_say_allows_nothing(
    site: Site, status: int, *, fetched: bool
) -> None:
    site.says("/robots.txt", Page(status=status))
    address = site.says("/a", "here")

    with fetcher() as fetch:
        if fetched:
            assert fetch.get(address).data == b"here"
        else:
            assert problem(lambda: fetch.get(address)) == "the server answers 503 (Service Unavailable)"

    assert site.asked["/a"] == fetched


class PublicNet(httpcore.SyncBackend):
    """A network in which the public address is that of the test's server, and no other can be reached."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connected: list[str] = []

    def connect_tcp(self, host: str, port: int, *_rest: object, **_more: object) -> httpcore.NetworkStream:
        self.connected.append(host)
        assert (host, port) == (PUBLIC, 80)
        return super().connect_tcp("127.0.0.1", self.port)


def names(**hosts: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    def resolve(host: str, _port: int) -> Sequence[str]:
        found = hosts.get(host.partition(".")[0])
        if found is None:
            raise OSError("no such host")
        return found

    return resolve


INWARD = {
    "a redirect to this machine": "http://127.0.0.1:{port}/secret",
    "a redirect to a name of this machine": "http://inner.example/secret",
    "a name that leads to both": "http://both.example/secret",
    "an address in one number": "http://2130706433/secret",
    "the address of a cloud's own data": "http://169.254.169.254/latest/meta-data",
    "an IPv6 address of this machine": "http://[::1]:{port}/secret",
}


@pytest.mark.parametrize("target", INWARD.values(), ids=INWARD)
def test_nothing_of_a_private_network_is_fetched_wherever_an_address_leads(site: Site, target: str) -> None:
    site.says("/secret", "secret")
    site.says("/a", Page(status=302, headers={"Location": target.format(port=site.port)}))
    net = PublicNet(site.port)
    known = names(news=[PUBLIC], inner=["10.0.0.7"], both=[PUBLIC, "127.0.0.1"], **{"127": ["127.0.0.1"]})

    def resolve(host: str, port: int) -> Sequence[str]:
        literal = {"2130706433": "127.0.0.1", "169.254.169.254": "169.254.169.254", "::1": "::1"}
        return [literal[host]] if host in literal else known(host, port)

    with fetcher(backend=GuardedBackend(allow_private=False, resolve=resolve, inner=net)) as fetch:
        said = problem(lambda: fetch.get("http://news.example/a"))

    assert said.startswith("not fetched: ")
    assert site.asked["/secret"] == 0
    assert set(net.connected) == {PUBLIC}


def test_a_name_is_looked_up_once_for_the_check_and_the_connection(site: Site) -> None:
    """A name that leads to a public address when it is checked (for robots.txt, for the page), and then inward."""
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"]])
    site.says("/a", "public")
    net = PublicNet(site.port)

    with fetcher(backend=GuardedBackend(allow_private=False, resolve=lambda *_: next(answers), inner=net)) as fetch:
        assert fetch.get("http://news.example/a").data == b"public"

    assert net.connected == [PUBLIC, PUBLIC]
    assert next(answers) == ["127.0.0.1"]


def test_a_name_that_nobody_knows_is_told() -> None:
    with fetcher(backend=GuardedBackend(allow_private=False, resolve=names())) as fetch:
        assert problem(lambda: fetch.get("http://gone.example/a")) == "the server cannot be reached, or breaks off"


def test_credentials_reach_the_server_and_nothing_else(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.says("/a", Page(status=302, headers={"Location": "/b"}))
    site.says("/b", "here")
    caplog.set_level(logging.DEBUG)
    address = f"http://me:secret@127.0.0.1:{site.port}/a"

    with fetcher() as fetch:
        answer = fetch.get(address)

    assert site.headers[-1]["authorization"] == f"Basic {b64encode(b'me:secret').decode()}"
    assert "/b" in caplog.text
    assert "secret" not in f"{answer!r} {caplog.text}"


NOT_PUBLIC = """
127.0.0.1 127.9.9.9 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1
255.255.255.255 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:192.168.0.1
64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1
""".split()


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_addresses_that_are_not_of_the_public_internet(ip: str) -> None:
    assert refusal_of_ip(ip)


@pytest.mark.parametrize("ip", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_addresses_of_the_public_internet(ip: str) -> None:
    assert refusal_of_ip(ip) == ""


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "gopher://w.example/",
        "http:///a",
        "http://w.example:99999/",
        "http://w.example/\r\na",
        "x",
    ],
)
def test_addresses_that_are_never_asked_for(address: str) -> None:
    assert refusal(address)


def test_one_document_has_one_name() -> None:
    assert canonical("HTTPS://me:pw@W.example:443/a?utm_source=x&id=1#top") == "https://w.example/a?id=1"
    assert plain("http://w.example") == "http://w.example/"
    assert plain("http://w.example:8080/a") == "http://w.example:8080/a"
