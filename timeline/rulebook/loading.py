"""Reads a TOML rule file into a typed value, or says which key of which file is wrong and how to mend it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from timeline.errors import RuleError

__all__ = ["RuleModel", "load"]


class RuleModel(BaseModel):
    """Base of all that is read from rule files: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Rule = TypeVar("Rule", bound=RuleModel)

_CURES = {
    "extra_forbidden": "remove the key, or correct its spelling; CONTRIBUTING.md lists the keys",
    "missing": "add the key",
}


def load(path: Path, model: type[Rule]) -> Rule:
    """The content of one rule file.

    Raises RuleError with the file, the key and a cure when the file is no TOML or does not fit ``model``.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleError(
            f"cannot be read: {error.strerror}", file=str(path), cure="check the path and its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise RuleError(
            "is not UTF-8 text", file=str(path), place=f"byte {error.start}", cure="save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"is not valid TOML: {error}", file=str(path), cure="correct the line that is named") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        cure = _CURES.get(first["type"], "write a value of the kind that is asked for")
        raise RuleError(first["msg"].removeprefix("Value error, "), file=str(path), place=place, cure=cure) from error
