"""What the settings of the working folder give to a command, beside the defaults of its options."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from flows.fetching import FetchOptions

__all__ = ["fetch_options", "fetch_settings", "publishers_of", "settings_are_given"]


def settings_are_given() -> bool:
    """Whether there is anything to read: without, a quick command starts a quarter of a second earlier."""
    return Path("timeline.toml").exists() or any(name.upper().startswith("TIMELINE_") for name in os.environ)


def publishers_of(context: typer.Context) -> dict[str, str]:
    """The names by which sites and publishers are counted."""
    return dict(_settings(context).publishers) if _settings(context) else {}


def fetch_options(
    context: typer.Context, *, follow: Sequence[str] | None, offline: bool, allow_private: bool
) -> FetchOptions:
    """How addresses are fetched: as the settings say, with what the command's own options say over it."""
    from flows.fetching import FetchOptions  # noqa: PLC0415 - the quick commands start without it

    base = _settings(context).fetch if _settings(context) else FetchOptions()
    update = {"follow": tuple(follow or ()), "offline": offline, "allow_private": allow_private}
    return base.model_copy(update=update)


def fetch_settings(sources: Iterable[str]) -> FetchOptions | None:
    """How the settings of the working folder say that addresses are fetched, where there are any to fetch."""
    from flows.fetching import is_fetched  # noqa: PLC0415 - the quick commands start without it

    if not settings_are_given() or not any(map(is_fetched, sources)):
        return None
    from flows.configuration import configured  # noqa: PLC0415 - the same

    return configured().fetch


def _settings(context: typer.Context) -> Any:  # noqa: ANN401 - the context holds anything
    return context.obj
