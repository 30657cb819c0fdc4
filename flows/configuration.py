"""What ``timeline.toml`` says, with what the environment says over it; the command line goes before both."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from flows.fetching import FetchOptions
from timeline.errors import ConfigurationError

__all__ = ["CONFIGURATION", "Configuration", "ScheduleOptions", "configured", "defaults_of"]

CONFIGURATION = Path("timeline.toml")
"""The file, in the folder in which the command is called."""

PREFIX = "TIMELINE_"
_NESTED = "__"
_OF_SERVICE = re.compile(r"TIMELINE_(SERVICE|PORT)(_|$)")
"""Variables that Kubernetes sets where a service of a cluster is called "timeline"."""
_LIST_CURE = "see docs/configuration.md, or `timeline init` for a file with every key"


class ScheduleOptions(BaseModel):
    """When `timeline serve` runs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cron: str = "0 6 * * *"
    timezone: str = "UTC"


class Configuration(BaseSettings):
    """All settings of a working folder; paths count from it."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=PREFIX, env_nested_delimiter=_NESTED, toml_file=CONFIGURATION
    )

    sources: tuple[str, ...] = ()
    types: str | None = None
    outputs: str = "outputs"
    ledger: str = "timeline.db"
    review: str = "review.csv"
    workers: int | None = Field(None, ge=1)
    schedule: ScheduleOptions = ScheduleOptions()
    publishers: dict[str, str] = Field(default_factory=dict)
    columns: dict[str, str] = Field(default_factory=dict)
    fetch: FetchOptions = FetchOptions()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then the file; nothing else."""
        del init_settings, dotenv_settings, file_secret_settings
        return env_settings, TomlConfigSettingsSource(settings_cls)


def configured() -> Configuration:
    """Read the settings of the working folder.

    Raises ConfigurationError with file, line or key, and cure, where one cannot be meant.
    """
    if unknown := _unknown_variable():
        raise ConfigurationError("there is no such setting", file=unknown, cure=f"{_known([])}, or unset it")
    try:
        return Configuration()
    except tomllib.TOMLDecodeError as error:
        raise _malformed(str(error)) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError("is not UTF-8", file=str(CONFIGURATION), cure="save it as UTF-8") from error
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise ConfigurationError(problem, file=str(CONFIGURATION), cure="check who may open it") from error
    except SettingsError as error:
        raise ConfigurationError(
            "cannot be read as JSON",
            file=next((name for name in sorted(os.environ) if name.lower() in _named_in(error)), PREFIX),
            cure='write lists and tables as JSON, such as ["articles", "https://w.example/feed.xml"]',
        ) from error
    except ValidationError as error:
        raise _explained(error) from error


def defaults_of(settings: Configuration) -> dict[str, Any]:
    """The settings as defaults of the commands' options, by command and option: what is typed goes before them."""
    ledger: dict[str, Any] = {"ledger": settings.ledger}
    review = {"review": settings.review}
    out = {"out": settings.outputs}
    types = {"types": settings.types} if settings.types else {}
    sources = {"sources": list(settings.sources)} if settings.sources else {}
    columns = {"columns": [f"{field}={name}" for field, name in settings.columns.items()]} if settings.columns else {}
    run = {**sources, **types, **out, **ledger, **review, **columns}
    fetch = settings.fetch
    workers = {"workers": settings.workers} if settings.workers else {}
    fetching = {"follow": list(fetch.follow), "offline": fetch.offline, "allow_private": fetch.allow_private}
    return {
        "run": {**run, **workers, **fetching},
        "serve": {**run, **workers, **fetching, "cron": settings.schedule.cron, "timezone": settings.schedule.timezone},
        "mentions": {**types, **columns},
        "dates": columns,
        "manifest": columns,
        "explain": types,
        "report": {**ledger, **out},
        "export": ledger,
        "history": ledger,
        "ledger": {**ledger, "forget": ledger},
        "review": _of_review(settings),
    }


def _of_review(settings: Configuration) -> dict[str, Any]:
    from flows.review_cli import review_app  # noqa: PLC0415 - its commands are asked for here, and it is loaded anyway

    values = {"ledger": settings.ledger, "file": settings.review}
    names = [one.name or (one.callback.__name__ if one.callback else "") for one in review_app.registered_commands]
    return {**values, **dict.fromkeys(names, values)}


def _malformed(said: str) -> ConfigurationError:
    """Python says where it stumbled: "Expected '=' after a key (at line 3, column 7)"."""
    problem, _, place = said.partition(" (at ")
    cure = "write key = value; texts stand in quotation marks"
    return ConfigurationError(problem, file=str(CONFIGURATION), place=place.rstrip(")"), cure=cure)


def _explained(error: ValidationError) -> ConfigurationError:
    first = error.errors()[0]
    keys = [str(part) for part in first["loc"]]
    variable = _variable(keys)
    file = variable or str(CONFIGURATION)
    place = "" if variable else _place(keys)
    if first["type"] == "extra_forbidden":
        return ConfigurationError("there is no such setting", file=file, place=place, cure=_known(keys[:-1]))
    if isinstance(first["input"], Mapping | list | tuple):
        return ConfigurationError(first["msg"], file=file, place=place, cure=_LIST_CURE)
    return ConfigurationError(f"{first['msg']}: {first['input']!r}", file=file, place=place, cure=_LIST_CURE)


def _known(table: list[str]) -> str:
    fields: Mapping[str, Any] = Configuration.model_fields
    for key in table:
        model = fields[key].annotation
        fields = model.model_fields
    return f"use one of {', '.join(fields)}"


def _unknown_variable() -> str:
    """A variable that is called like a setting and is none: mistyped, it would be passed over in silence."""
    names = sorted(name for name in os.environ if name.upper().startswith(PREFIX) and not _OF_SERVICE.match(name))
    settings = Configuration.model_fields
    return next((name for name in names if name[len(PREFIX) :].lower().partition(_NESTED)[0] not in settings), "")


def _variable(keys: list[str]) -> str:
    """The environment variable that a value comes from; empty where it comes from the file."""
    for length in range(len(keys), 0, -1):
        name = PREFIX + _NESTED.join(keys[:length])
        found = next((one for one in os.environ if one.upper() == name.upper()), "")
        if found:
            return found
    return ""


def _named_in(error: SettingsError) -> set[str]:
    """The variables that a message could mean, which names the field: "error parsing value for field "sources" …"."""
    said = str(error)
    return {f"{PREFIX}{name}".lower() for name in Configuration.model_fields if f'"{name}"' in said}


def _place(keys: list[str]) -> str:
    """Line and key, as far as the key can be found in the file."""
    line = next(_lines_with(keys), 0)
    name = ".".join(keys)
    return f"line {line}, {name}" if line else name


def _lines_with(keys: list[str]) -> Iterator[int]:
    table, (key, *_) = keys[:-1], keys[-1:]
    if key.isdigit():
        yield from _lines_with(table)
        return
    inside = not table
    for number, line in enumerate(CONFIGURATION.read_text(encoding="utf-8").splitlines(), start=1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.strip("[] ") == ".".join(table)
            if bare.strip("[] ") == ".".join(keys):
                yield number
        elif inside and bare.partition("=")[0].strip().strip("\"'") == key:
            yield number
