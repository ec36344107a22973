# SPDX-License-Identifier: Apache-2.0
"""`make bench`: every figure as a ratio to a limit measured in the same run, as table and JSON."""

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks import (
    arrival,
    automation,
    backup,
    bootstrap,
    bulk,
    calendar,
    commands,
    deadlines,
    fanout,
    intake,
    rule_trial,
    window,
)
from tests.benchmarks.measure import Line, table

AREAS: dict[str, Callable[[int], list[Line]]] = {
    "commands": commands.measure,
    "fanout": fanout.measure,
    "bootstrap": bootstrap.measure,
    "window": window.measure,
    "arrival": arrival.measure,
    "backup": backup.measure,
    "intake": intake.measure,
    "calendar": calendar.measure,
    "time": deadlines.measure,
    "automation": automation.measure,
    "bulk": bulk.measure,
    "trial": rule_trial.measure,
}


def main() -> int:
    """Run the chosen areas, print the table, write the JSON. Fails where a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=AREAS, action="append", help="an area; may be repeated")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each side, taken in turn")
    parser.add_argument("--whole", action="store_true", help="back up all that the design budgets")
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks.json"))
    words = parser.parse_args()
    lines: list[Line] = []
    areas = AREAS | {"backup": partial(backup.measure, whole=words.whole)}
    for name in words.only or areas:
        found = areas[name](words.rounds)
        print(table(found), end="\n\n", flush=True)
        lines += found
    words.json.parent.mkdir(parents=True, exist_ok=True)
    words.json.write_text(json.dumps([line.as_json() for line in lines], indent=2) + "\n")
    reached = sum(line.reached for line in lines)
    print(f"{reached} of {len(lines)} goals reached; {words.json}")
    return 0 if reached == len(lines) else 1


if __name__ == "__main__":
    sys.exit(main())
