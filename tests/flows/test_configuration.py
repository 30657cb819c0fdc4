"""timeline.toml and the environment: what they say holds, what they cannot mean is told with its place and a cure."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from flows.configuration import Configuration, configured, defaults_of
from flows.fetching import FetchOptions
from flows.init_cli import TEMPLATE
from tests.flows.commands import article, command_of, commands, timeline
from timeline.errors import ConfigurationError

pytestmark = pytest.mark.slow

WHOLE = """
sources = ["articles", "https://w.example/feed.xml"]
types = "my-types"
outputs = "results"
ledger = "field.db"
review = "mine.csv"
workers = 2

[schedule]
cron = "30 7 * * 1-5"
timezone = "Europe/Berlin"

[columns]
text = "Body"

[publishers]
"w.example" = "The Wire"

[fetch]
follow = ["https://w.example/news/*"]
pause = 2.5
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wrong(text: str) -> str:
    Path("timeline.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        configured()
    assert caught.value.cure
    return str(caught.value).partition("\n")[0]


def test_without_a_file_everything_has_its_default() -> None:
    settings = configured()

    assert (settings.sources, settings.outputs, settings.ledger) == ((), "outputs", "timeline.db")
    assert settings.fetch == FetchOptions()


def test_every_setting_reaches_the_commands(folder: Path) -> None:
    (folder / "timeline.toml").write_text(WHOLE, encoding="utf-8")

    settings = configured()
    defaults = defaults_of(settings)

    assert defaults["run"] == {
        "sources": ["articles", "https://w.example/feed.xml"],
        "types": "my-types",
        "out": "results",
        "ledger": "field.db",
        "review": "mine.csv",
        "columns": ["text=Body"],
        "workers": 2,
        "follow": ["https://w.example/news/*"],
        "offline": False,
        "allow_private": False,
    }
    assert (defaults["serve"]["cron"], defaults["serve"]["timezone"]) == ("30 7 * * 1-5", "Europe/Berlin")
    assert settings.publishers == {"w.example": "The Wire"}
    assert settings.fetch.pause == 2.5


OPTIONS = {
    "--types": "my-types",
    "--out": "results",
    "--ledger": "field.db",
    "--review": "mine.csv",
    "--workers": 2,
    "--columns": ["text=Body"],
    "--follow": ["https://w.example/news/*"],
    "--cron": "30 7 * * 1-5",
    "--timezone": "Europe/Berlin",
}


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_option_that_is_a_setting_takes_it(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "timeline.toml").write_text(WHOLE, encoding="utf-8")
    given: Any = defaults_of(configured())
    for word in words:
        given = given.get(word, {})

    for parameter in command_of(words).params:
        for option in OPTIONS.keys() & set(parameter.opts):
            assert given.get(parameter.name) == OPTIONS[option], option


def test_the_environment_goes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "timeline.toml").write_text(WHOLE, encoding="utf-8")
    monkeypatch.setenv("TIMELINE_LEDGER", "other.db")
    monkeypatch.setenv("TIMELINE_FETCH__PAUSE", "4")
    monkeypatch.setenv("TIMELINE_SOURCES", '["elsewhere"]')

    settings = configured()

    assert (settings.ledger, settings.fetch.pause, settings.sources) == ("other.db", 4.0, ("elsewhere",))
    assert settings.fetch.follow == ("https://w.example/news/*",)


WRONG = {
    "a key that is none": ('sources = ["a"]\nleger = "x"', "timeline.toml, line 2, leger: there is no such setting"),
    "a key in a table that is none": (
        "[fetch]\npauze = 2",
        "timeline.toml, line 2, fetch.pauze: there is no such setting",
    ),
    "a table that is none": ("[fetching]\npause = 2", "timeline.toml, line 1, fetching: there is no such setting"),
    "a value of another kind": (
        'workers = 2\n[fetch]\npause = "quick"',
        "timeline.toml, line 3, fetch.pause: Input should be a valid number",
    ),
    "a value that is too small": ("workers = 0", "timeline.toml, line 1, workers: Input should be greater than"),
    "an item of another kind": ('sources = ["a", 1]', "timeline.toml, line 1, sources.1: Input should be a valid"),
    "a line that is no setting": ("sources = \n", "timeline.toml, line 1, column 11: Invalid value"),
    "a key twice": ('ledger = "a"\nledger = "b"\n', "timeline.toml, line 2, column 13: Cannot overwrite a value"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_told_with_its_place(text: str, said: str) -> None:
    assert wrong(text).startswith(said)


def test_what_is_no_utf8_is_told(folder: Path) -> None:
    (folder / "timeline.toml").write_bytes(b'ledger = "\xff"')

    with pytest.raises(ConfigurationError, match=r"timeline\.toml: is not UTF-8"):
        configured()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TIMELINE_WORKERS", "many", "TIMELINE_WORKERS: Input should be a valid integer"),
        ("TIMELINE_FETCH__PAUSE", "quick", "TIMELINE_FETCH__PAUSE: Input should be a valid number"),
        ("TIMELINE_SOURCES", "a, b", "TIMELINE_SOURCES: cannot be read as JSON"),
        ("TIMELINE_LEGDER", "a.db", "TIMELINE_LEGDER: there is no such setting"),
        ("timeline_fetching__pause", "4", "timeline_fetching__pause: there is no such setting"),
    ],
)
def test_a_variable_that_cannot_be_meant_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)

    assert wrong("").startswith(said)


@pytest.mark.usefixtures("folder")
def test_a_service_called_timeline_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TIMELINE_SERVICE_HOST", "TIMELINE_SERVICE_PORT", "TIMELINE_PORT", "TIMELINE_PORT_80_TCP_ADDR"):
        monkeypatch.setenv(name, "tcp://10.0.0.1:80")
    assert configured() == Configuration()


def test_init_writes_every_setting_with_its_default_and_overwrites_nothing(folder: Path) -> None:
    first = timeline(folder, "init")
    again = timeline(folder, "init")

    assert (first.returncode, again.returncode) == (0, 2)
    assert "timeline.toml: is there already" in again.stderr
    assert (folder / "timeline.toml").read_text(encoding="utf-8") == TEMPLATE
    assert configured() == Configuration()


def test_the_template_shows_the_defaults_and_names_every_key() -> None:
    lines = [line.removeprefix("# ") for line in TEMPLATE.splitlines()]
    shown = tomllib.loads("\n".join(line for line in lines if line.startswith("[") or " = " in line))

    defaults = Configuration().model_dump(mode="json")
    examples = {"sources", "types", "workers", "publishers", "columns"}
    assert shown.keys() == defaults.keys()
    assert {key: shown[key] for key in shown.keys() - examples - {"fetch"}} == {
        key: defaults[key] for key in defaults.keys() - examples - {"fetch"}
    }
    assert shown["fetch"].keys() == defaults["fetch"].keys()
    assert {key: value for key, value in shown["fetch"].items() if key not in {"follow", "contact"}} == {
        key: value for key, value in defaults["fetch"].items() if key not in {"follow", "contact"}
    }


def test_a_wrong_file_stops_every_command_that_would_use_it_but_not_init(folder: Path) -> None:
    article(folder)
    (folder / "timeline.toml").write_text("leger = 1\n", encoding="utf-8")

    stopped = [timeline(folder, *command) for command in (["run"], ["ledger"], ["mentions", "forum.txt"])]

    assert {done.returncode for done in stopped} == {2}
    assert all("timeline.toml, line 1, leger: there is no such setting" in done.stderr for done in stopped)


def test_options_go_before_settings(folder: Path) -> None:
    (folder / "timeline.toml").write_text('ledger = "no/where.db"\n', encoding="utf-8")

    by_settings = timeline(folder, "ledger")
    by_option = timeline(folder, "ledger", "--ledger", "else/where.db")

    assert "no/where.db: its folder does not exist" in by_settings.stderr
    assert "else/where.db: its folder does not exist" in by_option.stderr


def test_the_sources_of_the_file_are_those_of_a_run_without_any(folder: Path) -> None:
    (folder / "timeline.toml").write_text('sources = ["nowhere"]\n', encoding="utf-8")

    done = timeline(folder, "run")

    assert done.returncode == 2
    assert "nowhere: there is no such file or folder" in done.stderr
