# SPDX-License-Identifier: Apache-2.0
"""From a customer's message to its row on an agent's screen, by mail, form and API."""

import json
import os
import subprocess
import sys
from typing import Final

from tests.benchmarks.measure import Line, interleaved

BUDGET: Final = "the design's budget"
GOALS: Final = (
    ("mail_p95_ms", "mail in the store → row painted, p95", 1000.0),
    ("form_p95_ms", "form sent → row painted, p95", 300.0),
    ("api_p95_ms", "API request → row painted, p95", 300.0),
)


def measure(rounds: int) -> list[Line]:
    """The lines; the limit of each is what the design allows, since nothing else does this."""
    (found,) = interleaved(max(1, rounds // 3), _run)
    return [Line(name, "ms", found[key], goal, BUDGET, 1.0) for key, name, goal in GOALS]


def _run() -> dict[str, float]:
    done = subprocess.run(
        (sys.executable, "-m", "tests.benchmarks.arrival_driver"),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, float] = json.loads(done.stdout)
    return found
