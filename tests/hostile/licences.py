"""``python -m tests.hostile.licences``: writes docs/licences.md, the licences of all that the lock installs."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

__all__ = ["ALLOWED", "licences", "page"]

ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "Artistic",
    "BSD",
    "ISC",
    "LGPL",
    "MIT",
    "MPL-2.0",
    "PSF-2.0",
    "Public domain",
    "Unlicense",
    "Zlib",
}
"""Permissive licences; MPL and LGPL are taken as libraries that we do not change."""

# From the exact to the vague: the first that the words of a package hold is its licence.
_MEANT = (
    (r"affero|\bagpl", "AGPL"),
    (r"artistic", "Artistic"),
    (r"lesser general|lgpl", "LGPL"),
    (r"\bgpl|general public", "GPL"),
    (r"mozilla|\bmpl", "MPL-2.0"),
    (r"apache", "Apache-2.0"),
    (r"\b0bsd", "0BSD"),
    (r"bsd", "BSD"),
    (r"\bmit\b|mit-cmu", "MIT"),
    (r"\bisc\b", "ISC"),
    (r"python software|\bpsf", "PSF-2.0"),
    (r"unlicense", "Unlicense"),
    (r"zlib", "Zlib"),
    (r"public domain|\bcc0", "Public domain"),
)
_DOCS = Path(__file__).parents[2] / "docs" / "licences.md"
_HEAD = """# Licences of what is installed

For whoever must answer for what is installed: all packages of `requirements.lock`, those for development among them,
with the licence that each states. Written by `python -m tests.hostile.licences`; a test holds it current, and every
licence to a list of allowed ones.

| package | licence |
|---|---|
"""


def licences(lock: str) -> dict[str, str]:
    """The licence of each package of a lock that is installed here, by its name."""
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,]+\])?==", lock, re.MULTILINE)
    found = {name: _installed(name) for name in sorted(set(names), key=str.lower)}
    return {name: _licence(package) for name, package in found.items() if package is not None}


def page(lock: str) -> str:
    """The page of licences."""
    return _HEAD + "".join(f"| {name} | {licence} |\n" for name, licence in licences(lock).items())


def _installed(name: str) -> Distribution | None:
    """The package as it is here; those for other systems are not."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(package: Distribution) -> str:
    about = package.metadata
    classified = " ".join(line for line in about.get_all("Classifier") or () if line.startswith("License"))
    stated = (about.get("License-Expression") or "", classified, (about.get("License") or "")[:200], *_texts(package))
    for words in stated:
        for pattern, licence in _MEANT:
            if re.search(pattern, words, re.IGNORECASE):
                return licence
    return "not stated"


def _texts(package: Distribution) -> tuple[str, ...]:
    """The head of the licence that lies in the package, for those whose metadata are silent."""
    files = [file for file in package.files or () if re.search(r"licen[cs]e|copying", file.name, re.IGNORECASE)]
    return tuple(file.read_text(encoding="utf-8")[:400] for file in files[:1])


if __name__ == "__main__":
    from tests.hostile.test_supply import LOCK

    _DOCS.write_text(page(LOCK), encoding="utf-8")
