"""Reads a TOML rule file into a typed value, or says which key of which file is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import tomli
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
    "too_short": "add more of them",
    "string_too_short": "say it in a few words more",
}
_SHOWN = 40
"""Characters of an example by which it is found again in its file."""


def load(path: Path, model: type[Rule]) -> Rule:
    """The content of one rule file.

    Raises RuleError with the file, the key and a cure when the file is no TOML or does not fit ``model``.
    """
    try:
        raw = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleError(
            f"cannot be read: {error.strerror}", file=str(path), cure="check the path and its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise RuleError(
            "is not UTF-8 text", file=str(path), place=f"byte {error.start}", cure="save it as UTF-8"
        ) from error
    except tomli.TOMLDecodeError as error:
        raise RuleError(f"is not valid TOML: {error}", file=str(path), cure="correct the line that is named") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = _place(first["loc"], raw) or "the file"
        cure = _CURES.get(first["type"], "write a value of the kind that is asked for")
        raise RuleError(first["msg"].removeprefix("Value error, "), file=str(path), place=place, cure=cure) from error


def _place(location: tuple[int | str, ...], content: object) -> str:
    """Where in a rule file something stands, in words: its number counted from one, with its name or its text.

    >>> _place(("act", 0, "verbs"), {"act": [{"name": "call_back"}]})
    'act 1 (call_back), verbs'
    >>> _place(("about",), {})
    'about'
    """
    words: list[str] = []
    for part in location:
        content = _inside(content, part)
        if isinstance(part, str) or not words:
            words.append(str(part))
            continue
        words[-1] += f" {part + 1}"
        if isinstance(content, dict) and (label := content.get("name") or content.get("text")):
            words[-1] += f" ({str(label)[:_SHOWN]})"
    return ", ".join(words)


def _inside(content: object, part: int | str) -> object:
    if isinstance(content, dict):
        return content.get(part)
    return content[part] if isinstance(content, list) and isinstance(part, int) and part < len(content) else None
