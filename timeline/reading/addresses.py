"""Addresses of the web: which may be asked for, how they are shown, and which two are one."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

__all__ = [
    "canonical",
    "credentials",
    "host_name",
    "host_of",
    "is_address",
    "joined",
    "plain",
    "refusal",
    "refusal_of_ip",
    "site_of",
]

LONGEST = 2000
"""Characters of an address: what browsers and servers agree on, and what a database can index."""

_ADDRESS = re.compile(r"[a-z][a-z\d+.-]+:/", re.IGNORECASE)
_BAD = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")
_VERSIONS = re.compile(r"^(?:www|amp|m|mobile)\.(?=[^.]+\.)")
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"(?:utm_.*|fbclid|gclid|mc_[ce]id|cmpid)", re.IGNORECASE)
_NAT64 = IPv6Network("64:ff9b::/96")
_LOW_BITS = 0xFFFF_FFFF


def is_address(source: str) -> bool:
    """Whether a source is an address and no path.

    >>> is_address("https://w.example/feed.xml"), is_address("articles/nine.txt")
    (True, False)
    """
    return bool(_ADDRESS.match(source))


def refusal(address: str) -> str:
    """Why an address is not asked for; empty where it may be.

    >>> refusal("file:///etc/passwd"), refusal("https://w.example/")
    ('only http and https are fetched', '')
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return "it is no address"
    if parts.scheme.lower() not in _PORTS:
        return "only http and https are fetched"
    if not host:
        return "the address names no host"
    if _BAD.search(address):
        return "the address holds blanks or control characters"
    return "the address is too long" if len(address) > LONGEST else ""


def plain(address: str) -> str:
    """The address as it is shown and kept: without credentials and fragment, scheme and host in lower case.

    >>> plain("HTTPS://me:secret@W.example:443/Nine?a=1#top")
    'https://w.example/Nine?a=1'
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "an address that cannot be read"
    scheme = parts.scheme.lower()
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in {None, _PORTS.get(scheme)} else f"{shown}:{port}"
    return urlunsplit((scheme, place, parts.path or "/", parts.query, ""))


def credentials(address: str) -> tuple[str, str] | None:
    """The name and the password that an address holds, which nothing but its own server may see.

    >>> credentials("https://me:se%20cret@w.example/"), credentials("https://w.example/")
    (('me', 'se cret'), None)
    """
    parts = urlsplit(address)
    if parts.username is None and parts.password is None:
        return None
    return unquote(parts.username or ""), unquote(parts.password or "")


def canonical(address: str) -> str:
    """The address by which a document is named: also without what only tells where a reader came from.

    >>> canonical("https://w.example/nine?id=4&utm_source=rss")
    'https://w.example/nine?id=4'
    """
    bare = plain(address)
    parts = urlsplit(bare)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
    return bare if len(kept) == len(pairs) else urlunsplit(parts._replace(query=urlencode(kept)))


def joined(base: str, link: str) -> str:
    """Where a link leads from a page; one that cannot be read stays as it is, and is refused as it is.

    >>> joined("https://w.example/news/", "../nine"), joined("https://w.example/", "http://[::1")
    ('https://w.example/nine', 'http://[::1')
    """
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def host_name(address: str) -> str:
    """The host without its port, in lower case; empty where an address has none or cannot be read.

    >>> host_name("https://me@W.example:8080/nine"), host_name("http://[::1")
    ('w.example', '')
    """
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """The host with its port, as requests are counted for politeness."""
    return urlsplit(plain(address)).netloc


def refusal_of_ip(text: str) -> str:
    """Why no connection is made to an IP address; empty for one of the public internet.

    >>> refusal_of_ip("127.0.0.1"), refusal_of_ip("::ffff:10.0.0.1"), refusal_of_ip("1.1.1.1")
    ('a loopback address', 'a private address', '')
    """
    address = ip_address(text.partition("%")[0])
    inner = _inner(address)
    if inner is not None:
        return refusal_of_ip(str(inner))
    if address.is_loopback:
        return "a loopback address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    if address.is_unspecified or address.is_reserved:
        return "a reserved address"
    return "" if address.is_global else "a private address"


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to by mapping or translation."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & _LOW_BITS)
    tunnel = address.teredo
    return address.ipv4_mapped or address.sixtofour or (tunnel[1] if tunnel else None)


def site_of(address: str) -> str:
    """The host of an address without what only tells versions of a site apart.

    >>> site_of("https://www.w.example/nine"), site_of("https://m.w.example:8080/"), site_of("https://mobile.example/")
    ('w.example', 'w.example', 'mobile.example')
    """
    return _VERSIONS.sub("", host_name(address))
