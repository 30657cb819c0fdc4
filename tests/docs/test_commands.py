"""Every command that the documents show is run here, or named with the place where it is."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.flows.commands import FORUM, article, timeline

ROOT = Path(__file__).parents[2]
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "docs/configuration.md",
    "docs/dates.md",
    "docs/events.md",
    "docs/ledger.md",
    "docs/sources.md",
    "docs/review.md",
    "docs/outputs.md",
    "docs/benchmarks.md",
    "docs/scale.md",
    "docs/scheduling.md",
    "docs/tutorial.md",
    "docs/domains/central_banks.md",
    "docs/domains/product_recalls.md",
    "seeds/README.md",
)
SHOWN = re.compile(
    r"`((?:timeline|make|uv|pipx) [^`]+)`|^ {4}((?:\.venv/bin/\w+|timeline|make|uv|pipx) [^#\n]+)", re.MULTILINE
)

ELSEWHERE = {
    "timeline mentions -": "tests/flows/test_pipes.py",
    "timeline dates -": "tests/flows/test_pipes.py",
    "timeline explain -": "tests/flows/test_pipes.py reads the same pipe",
    "timeline run https://www.example.org/feed.xml": "tests/flows/test_fetched_runs.py, with a server of its own",
    "timeline run https://www.example.org/news/nine-sign https://www.example.org/report.pdf": "tests/reading",
    "timeline run feeds.opml": "tests/reading/test_gathering.py",
    'timeline run https://www.example.org/news --follow "https://www.example.org/news/*"': "tests/reading",
    "timeline run https://www.example.org/feed.xml --offline": "tests/flows/test_fetched_runs.py",
    "timeline ledger forget ADDRESS": "tests/flows/test_fetched_runs.py",
    "timeline run": "tests/flows/test_configuration.py",
    "timeline --help": "tests/flows/test_help.py",
    "timeline doctor": "tests/flows/test_doctor.py",
    "timeline --install-completion": "it would write into the shell's settings; tests/flows/test_doctor.py completes",
    "make run": "the first thing anyone does; tests/flows runs the same flow",
    "make test": "runs this",
    "make check": "its parts are the first steps of `make test`",
    "make diff": "tests/diff",
    "make example": "tests/flows/test_example.py",
    "make bench KEEP=--keep": "it would write into the project",
    ".venv/bin/python -m tests.benchmarks.everything 1000 10000 200000 --keep": "the same, in an hour",
    "make bench": "its parts are tests/benchmarks and `timeline bench`",
    ".venv/bin/python -m tests.benchmarks.calibrate --keep": "tests/bench/test_confidence.py counts the same",
    "timeline bench --keep": "it would write into the project",
    "timeline ledger copy timeline.db postgresql+psycopg://me@server/timeline": "tests/ledger, on a server",
    "timeline run ~/articles --ledger postgresql+psycopg://me@server/timeline": "tests/ledger, on a server",
    "timeline report": "with its options below",
    "timeline export": "with its formats below",
    "timeline export FORMAT": "tests/flows/test_slices.py",
    "timeline serve": "tests/flows/test_serve.py",
    "uv tool install .": "test_the_wheel_holds_all_that_is_no_code",
    "pipx install .": "test_the_wheel_holds_all_that_is_no_code",
    'timeline serve ~/articles --cron "30 7 * * 1-5" --timezone Europe/Berlin': "tests/flows/test_serve.py",
    ".venv/bin/pytest tests/events -k recall": "pytest itself",
    ".venv/bin/pytest tests/merge/test_copies.py -k share -s": "pytest itself",
    ".venv/bin/pytest tests/dates -k weekday_week_on": "pytest itself",
}
QUICK = {
    "timeline mentions export.csv --columns text=Body",
    "timeline manifest ~/articles",
    "timeline manifest ~/articles --fetched 2026-03-31 --force",
    "timeline explain article.txt",
    "timeline dates article.txt",
    "timeline dates article.txt --kind narrative",
    "timeline dates article.txt --date-order DMY",
    "timeline mentions ~/articles -o mentions.csv",
    "timeline bench",
    "timeline types",
    "timeline init",
    "timeline types check path/to/recall.toml",
    "timeline types check docs/domains/central_banks.toml",
    "timeline types check docs/domains/product_recalls.toml",
    "timeline explain docs/domains/articles/rate_cut.txt --types docs/domains/",
}
FLOWS = {
    "timeline run seeds",
    "timeline run ~/articles",
    "timeline run ~/articles --types my-types/",
    "timeline run docs/domains/articles --types docs/domains/",
    "timeline run ~/articles --ledger field.db",
    "timeline report --category conference --from 2025-01-01",
    "timeline report --since-report",
    "timeline export ics -o events.ics",
    "timeline export markdown --since 2026-03-01",
    'timeline export csv --about "export controls" --top 20',
    "timeline export xlsx --status planned --status proposed -o ahead.xlsx",
}
AFTER_A_RUN = {
    "timeline ledger",
    "timeline history 91494de3",
    "timeline ledger copy timeline.db backup.db",
    "timeline ledger forget seeds",
}


def shown() -> set[str]:
    """The commands in the documents."""
    found = {command for name in DOCUMENTS for command in commands_of(name)}
    return found - set(commands_of("docs/review.md", start="timeline review"))


def commands_of(name: str, *, start: str = "") -> list[str]:
    """The commands of one document that begin so, in its order; tests/docs/test_review.py runs those of the review."""
    found = SHOWN.findall((ROOT / name).read_text(encoding="utf-8"))
    return [command for inline, block in found if (command := (inline or block).strip()).startswith(start)]


def test_every_command_is_run_somewhere() -> None:
    known = {*ELSEWHERE, *QUICK, *FLOWS, *AFTER_A_RUN}
    assert shown() <= known, f"no test runs {sorted(shown() - known)}"
    assert known <= shown(), f"no document shows {sorted(known - shown())}"


def recall_type() -> str:
    """The type of CONTRIBUTING.md, with as many examples as a type must have."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(r"```toml\n(name = \"recall\".*?)```", text, re.DOTALL)
    assert found is not None
    more = [
        ("The maker recalled the device on Tuesday.", "recalled", "occurred", "2025-03-04"),
        ("The regulator withdrew the charger last week.", "withdrew", "occurred", "[2025-02-24..2025-03-02]"),
        ("The recall of the vehicles began on Monday.", "recall", "occurred", "2025-03-03"),
        ("The maker will recall 200 cars on Friday.", "will recall", "planned", "2025-03-07"),
        ("The device was recalled yesterday.", "was recalled", "occurred", "2025-03-04"),
    ]
    examples = "".join(
        f'\n[[example]]\ntext = "{sentence}"\npublished = 2025-03-05\n'
        f'yields = [{{ trigger = "{trigger}", status = "{status}", date = "{day}" }}]\n'
        for sentence, trigger, status, day in more
    )
    none = "".join(
        f'\n[[counterexample]]\ntext = "{sentence}"\nwhy = "nothing is called back"\n'
        for sentence in ("The car is fast.", "He sold the device.", "They withdrew their troops.")
    )
    return found.group(1) + examples + none


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with what the commands speak of."""
    article(tmp_path / "articles")
    article(tmp_path, "article.txt")
    (tmp_path / "export.csv").write_text(f'Body,Date\n"{FORUM.strip()}",2025-07-28\n', encoding="utf-8")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "docs" / "domains", tmp_path / "docs" / "domains")
    for folder in ("my-types", "path/to"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "recall.toml").write_text(recall_type(), encoding="utf-8")
    return tmp_path


def run(home: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    arguments = shlex.split(command.replace("~", str(home)))[1:]
    return timeline(home, *arguments, **environment)


@pytest.mark.slow
@pytest.mark.parametrize("command", sorted(QUICK))
def test_quick_command(home: Path, command: str) -> None:
    done = run(home, command)
    assert done.returncode == 0, done.stdout + done.stderr
    if command.endswith("-o mentions.csv"):
        assert (home / "mentions.csv").read_bytes().count(b"\r\n") > 1
    else:
        assert done.stdout


@pytest.mark.slow
def test_commands_that_run_the_flow(home: Path, prefect_server: str) -> None:
    # What is handed out is of the newest state of the ledger: that of the seeds, which has conferences.
    for command in sorted(FLOWS, key=lambda command: (" run " not in command, "seeds" in command)):
        done = run(home, command, PREFECT_API_URL=prefect_server)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert (home / "outputs" / "latest" / "report.html").exists()
    for command in sorted(AFTER_A_RUN, key=lambda command: ("forget" in command, command)):
        done = run(home, command)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        assert done.stdout


@pytest.mark.slow
def test_the_wheel_holds_all_that_is_no_code(tmp_path: Path) -> None:
    """What `uv tool install .` and `pipx install .` install: the rules, the page and the marker of types as well."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in ("timeline", "flows")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= held
    assert "timeline/rules/events/conference.toml" in held
