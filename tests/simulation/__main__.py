# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.simulation --seeds N [--first K] [-v]`: plays seeds, says which fail and how."""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.run import Result, simulate


def main() -> int:
    """Play the seeds; 1 if any failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="how many")
    parser.add_argument("--first", type=int, default=1, help="the first one")
    parser.add_argument("--processes", type=int, default=2, help="how many at a time")
    parser.add_argument("-v", "--verbose", action="store_true", help="say everything that happens")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.seeds)
    began = time.monotonic()
    failed = entries = 0
    for result in _results(seeds, options):
        failed += bool(result.failures)
        entries += result.entries
        _print(result, verbose=options.verbose)
    seconds = time.monotonic() - began
    print(f"{len(seeds)} seeds, {failed} failed, {entries} log entries, {seconds:.1f} s")
    return 1 if failed else 0


def _results(seeds: range, options: argparse.Namespace):
    if options.verbose or len(seeds) == 1 or options.processes == 1:
        yield from (simulate(seed, tell=print if options.verbose else None) for seed in seeds)
        return
    with ProcessPoolExecutor(options.processes) as pool:
        yield from pool.map(simulate, seeds)


def _print(result: Result, *, verbose: bool) -> None:
    if not result.failures:
        if verbose:
            print(f"seed {result.seed} is well, trace {result.trace}")
        return
    print(f"seed {result.seed} FAILED: {result.replay}")
    for failure in result.failures[:5]:
        print(f"    {failure[:2000]}")


if __name__ == "__main__":
    sys.exit(main())
