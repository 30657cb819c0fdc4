"""How long commands take from a cold start: ``python -m tests.benchmarks.starts [--rounds 7]``.

``timeline mentions`` on one article, and ``timeline run`` on the seeds with the server that Prefect starts for it, the
second time in one home of Prefect. Each is a new process. The fastest of the rounds counts: what disturbs a clock only
adds to it. By the processor the time of a command is what it would take on an idle machine, but for what it waits for.
Compiled modules are kept from start to start, as an installation keeps them, whatever PYTHONDONTWRITEBYTECODE says.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.articles import write
from tests.benchmarks.tables import Table, Target

__all__ = ["Start", "importing_pandas", "measure", "mentions", "table"]

REPOSITORY = Path(__file__).parents[2]
ROUNDS = 7
RUNS = 2
MOST_FOR_MENTIONS = 1.0
MOST_FOR_SEEDS = 15.0
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
_TIMELINE = "from flows.cli import app; app()"


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds of a command: by the clock, and by the processor in its process and those it waited for."""

    clock: float
    processor: float


def mentions(rounds: int) -> Start:
    """``timeline mentions`` on one article of 4 KB."""
    with TemporaryDirectory() as folder:
        write(Path(folder), 1)
        article = next(Path(folder).rglob("*.txt"))
        out = str(Path(folder) / "mentions.csv")
        return _fastest([_timed([_TIMELINE, "mentions", str(article), "-o", out]) for _ in range(rounds)])


def importing_pandas(rounds: int) -> Start:
    """What it takes to start Python and load pandas: a measure of the machine."""
    return _fastest([_timed(["import pandas"]) for _ in range(rounds)])


def seeds() -> Start:
    """``timeline run`` on the seeds; Prefect's home is set up by a run before."""
    with TemporaryDirectory() as folder:
        times = []
        for number in range(RUNS):
            place = Path(folder) / str(number)
            place.mkdir()
            options = [
                "--out",
                str(place),
                "--ledger",
                str(place / "timeline.db"),
                "--review",
                str(place / "review.csv"),
            ]
            run = [_TIMELINE, "run", str(REPOSITORY / "seeds"), *options]
            times.append(_timed(run, PREFECT_HOME=folder, PREFECT_API_URL=""))
        return times[-1]


def _timed(script: Sequence[str], **environment: str) -> Start:
    clock, processor = perf_counter(), _processor()
    subprocess.run(
        [sys.executable, "-c", *script],
        check=True,
        cwd=REPOSITORY,
        env={name: value for name, value in os.environ.items() if name != _UNCOMPILED} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return Start(perf_counter() - clock, _processor() - processor)


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def _fastest(times: Sequence[Start]) -> Start:
    return Start(min(one.clock for one in times), min(one.processor for one in times))


def measure(rounds: int = ROUNDS) -> dict[str, Start]:
    """All of them, by name."""
    return {
        "python, pandas loaded": importing_pandas(rounds),
        "timeline mentions, one article": mentions(rounds),
        "timeline run, the seeds": seeds(),
    }


def table(found: dict[str, Start]) -> Table:
    """A line for each command."""
    _, article, run = found.values()
    return Table(
        title="From a cold start",
        command="python -m tests.benchmarks.starts",
        head=("command", "clock, s", "processor, s"),
        rows=[(name, f"{start.clock:.2f}", f"{start.processor:.2f}") for name, start in found.items()],
        targets=[
            Target("timeline mentions, by the clock", article.clock, MOST_FOR_MENTIONS, " s"),
            Target("timeline mentions, by the processor", article.processor, MOST_FOR_MENTIONS, " s"),
            Target("timeline run on the seeds, by the clock", run.clock, MOST_FOR_SEEDS, " s"),
        ],
    )


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    sys.stdout.write(table(measure(parser.parse_args().rounds)).text)


if __name__ == "__main__":
    main()
