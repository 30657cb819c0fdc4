"""``python -m tests.hostile.full [NAME...]``: every hostile document at its full size, each in a process of its own.

Prints time, memory and outcome of each, and ends with 1 where one did not end as it must.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.attacks import ATTACKS, Attack

__all__ = ["LONGEST", "outcome"]

LONGEST = 900
"""Seconds after which a document is said to hang: four times what the worst within the bounds took."""


def outcome(attack: Attack, size: int) -> str:
    """What came of one document: its line of the table; begins with "FELL" where it did not end as it must."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        (folder / "articles" / attack.name).write_bytes(attack.content(size))
        command = [sys.executable, "-m", "tests.hostile.bounded", name]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            return f"FELL {attack.name}: not at an end after {LONGEST} seconds"
    if done.returncode:
        return f"FELL {attack.name}: {done.stderr.strip().splitlines()[-1:]}"
    told = json.loads(done.stdout)
    errors = [row["problem"] for row in told["problems"] if row["severity"] == "error"]
    as_it_must = any(attack.says in error for error in errors) if attack.says else not errors
    end = errors[0][:90] if errors else f"{told['documents']} read, {told['events']} events"
    return f"{'ok  ' if as_it_must else 'FELL'} {attack.name}: {told['seconds']} s, {told['megabytes']} MB, {end}"


def main(names: list[str]) -> int:
    """Try all attacks, or those of some names."""
    fell = 0
    for attack in ATTACKS:
        if not names or attack.name in names:
            line = outcome(attack, attack.full)
            fell += line.startswith("FELL")
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return min(fell, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
