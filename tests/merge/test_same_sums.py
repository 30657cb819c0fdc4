"""What two reports share weighs the same in every process, to the last digit: ties between members hang on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_REPOSITORY = Path(__file__).parents[2]
_AMOUNTS = """
from itertools import combinations, islice
from tests.benchmarks.merging import accounts
from timeline.merge.evidence import evidence_for
from timeline.merge.keys import rarity_of
told = sorted(accounts(120), key=lambda one: (one.document_id, one.coreference))
rarity = rarity_of(told)
print([evidence_for(one, other, rarity).amount for one, other in islice(combinations(told, 2), 1500)])
"""


def test_the_order_in_which_a_process_keeps_words_changes_no_weight() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", _AMOUNTS],
            cwd=_REPOSITORY,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(told) == 1
