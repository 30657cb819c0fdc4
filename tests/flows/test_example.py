"""The example that is shown in the repository is what the code makes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.example import FILES, example_files

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "outputs" / "example"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return example_files(ROOT / "seeds")


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".png")])
def test_the_example_is_current(made: dict[str, bytes], name: str) -> None:
    assert (EXAMPLE / name).read_bytes() == made[name], f"outputs/example/{name} is old: run `make example`"


def test_the_picture_is_current(made: dict[str, bytes]) -> None:
    """Fonts differ between machines, so the picture is held to its kind and size, and its chart by the report."""
    shown = (EXAMPLE / "timeline.png").read_bytes()
    assert shown[:8] == made["timeline.png"][:8] == b"\x89PNG\r\n\x1a\n"
    width = slice(16, 20)
    assert shown[width] == made["timeline.png"][width], "outputs/example/timeline.png is old: run `make example`"


def test_the_example_holds_nothing_else() -> None:
    assert sorted(path.name for path in EXAMPLE.iterdir()) == sorted(FILES)
