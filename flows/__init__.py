"""Opens the world to the library: the command line, the clock, the output folder, Prefect flows and their schedule.

Importing it sets our defaults for Prefect, which reads its settings when it is imported.
"""

from __future__ import annotations

from flows.settings import apply

__all__: list[str] = []

apply()
