# SPDX-License-Identifier: Apache-2.0
"""`make desk-sim DAY=day.json ARRIVALS=arrivals.csv`: a described day, routed in several ways.

The product's routing and calendars run under a virtual clock, beside three plain ways to hand out
the same contacts. Without a day, the three days that are shipped run. Ends with 1 when routing does
not reach what it has to, and with 2 for files that describe no day.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

from tests.benchmarks.desk.day import BadFile, read_arrivals, read_day
from tests.benchmarks.desk.figures import figures, shortfalls, table
from tests.benchmarks.desk.routers import routers
from tests.benchmarks.desk.run import run

DAYS: Final = Path(__file__).parent / "days"
SHIPPED: Final = ("quiet", "ordinary", "overloaded")


def main(arguments: list[str] | None = None) -> int:
    """Run the days that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.desk", description=__doc__)
    parser.add_argument("--day", type=Path, help="who works: a JSON file")
    parser.add_argument("--arrivals", type=Path, help="who comes: a CSV file")
    words = parser.parse_args(arguments)
    if (words.day is None) != (words.arrivals is None):
        parser.error("a day needs its arrivals, and arrivals their day")
    asked = [(words.day, words.arrivals)] if words.day else _shipped()
    try:
        missed = [words for day, arrivals in asked for words in _simulate(day, arrivals)]
    except BadFile as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if missed else 0


def _shipped() -> list[tuple[Path, Path]]:
    return [(DAYS / name / "day.json", DAYS / name / "arrivals.csv") for name in SHIPPED]


def _simulate(day_file: Path, arrivals_file: Path) -> list[str]:
    """Print the table of a day; give what was missed."""
    day = read_day(day_file)
    contacts = read_arrivals(arrivals_file, day)
    runs = [run(day, contacts, router) for router in routers()]
    found = [figures(day, contacts, each) for each in runs]
    missed = shortfalls(found, runs[0])
    print(f"{day_file}: {len(contacts)} contacts, {len(day.people)} agents")
    print(table(found))
    idle = runs[0].longest_idle / 1e6
    print(f"longest wait while somebody who fits was free: {idle:.1f} s")
    print("MISSED: " + "; ".join(missed) if missed else "all goals reached", end="\n\n", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main())
