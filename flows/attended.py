"""``python -m flows.attended MODULE ARGUMENT...``: runs a program that ends when the one that started it has ended.

The other one holds the writing end of its standard input, which the system closes even for a program that was killed.
"""

from __future__ import annotations

import os
import runpy
import sys
from threading import Thread

__all__ = ["attended"]

NAME = "flows.attended"


def attended(module: str, *arguments: str) -> list[str]:
    """Give the command that runs a module so; start it with a pipe as its standard input."""
    return [sys.executable, "-m", NAME, module, *arguments]


def _end_with_the_other() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _main() -> None:
    Thread(target=_end_with_the_other, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _main()
