"""``timeline init``: a commented ``timeline.toml`` to begin with."""

from __future__ import annotations

from flows.terminal import errors_told, say

__all__ = ["TEMPLATE", "init"]

TEMPLATE = """\
# Settings of `timeline` in this folder. What stands behind a # is the default; take the # away to change it.
# Options of the command line go before what stands here, and so do variables such as TIMELINE_LEDGER=field.db.

# What `timeline run` and `timeline serve` read: files, folders, manifests, feeds, pages, lists of feeds (OPML).
# sources = ["articles", "https://www.example.org/feed.xml", "feeds.opml"]

# A folder of your own event types (see CONTRIBUTING.md), beside the built-in ones.
# types = "my-types"

# Where the tables and the report of each run go.
# outputs = "outputs"

# What the runs remember: a file, or a database such as "postgresql+psycopg://me@server/timeline".
# ledger = "timeline.db"

# Your decisions (see `timeline review`).
# review = "review.csv"

# Worker processes; without it, one a processor.
# workers = 4

# When `timeline serve` runs.
[schedule]
# cron = "0 6 * * *"
# timezone = "UTC"

# Under which name a site or a publisher is counted. Documents of one name are one publisher.
[publishers]
# "example.org" = "Example News"
# "Example News World Desk" = "Example News"

# Which column of a table (CSV, Parquet, JSON lines) holds what, where its name does not say so.
[columns]
# text = "Body"
# published = "Date"

# How addresses are fetched.
[fetch]
# Links that are read in place of the page they stand on; * stands for anything.
# follow = ["https://www.example.org/news/*"]
# Take what earlier runs fetched, and do without the network.
# offline = false
# Also fetch from this machine and from private networks.
# allow_private = false
# Seconds without a byte after which a server is given up, and seconds that one answer may take in all.
# timeout = 20
# longest = 120
# Bytes of one answer, unpacked.
# largest = 20000000
# How often an address is asked for where its server stumbles.
# attempts = 3
# Seconds between two requests to one host.
# pause = 1
# An address for the owners of sites, shown to them in the user agent.
# contact = "https://www.example.org/about-our-timeline"
"""


def init() -> None:
    """Write a commented timeline.toml into this folder.

    Every setting stands in it with its default, behind a #. A file that is there stays as it is.
    """
    with errors_told():
        _write()


def _write() -> None:
    from flows.configuration import CONFIGURATION  # noqa: PLC0415 - the quick commands start without it
    from timeline.errors import ConfigurationError  # noqa: PLC0415 - the same

    try:
        with CONFIGURATION.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except FileExistsError as error:
        cure = "edit it, or move it away first"
        raise ConfigurationError("is there already", file=str(CONFIGURATION), cure=cure) from error
    except OSError as error:
        cure = "choose a folder that you may write to"
        raise ConfigurationError(f"cannot be written: {error.strerror}", file=str(CONFIGURATION), cure=cure) from error
    say(f"{CONFIGURATION}: every setting with its default. Then: timeline run")
