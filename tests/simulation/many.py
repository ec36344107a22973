# SPDX-License-Identifier: Apache-2.0
"""Plays histories of one kind, as many as somebody wants, and says which of them failed."""

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from tests.support.postgres import postgres_server


def play_many(
    program: str,
    what: str,
    *,
    usual: int,
    one: Callable[[int, str], Any],
    furnish: Callable[[str], None],
    told: Callable[[Sequence[Any], float], str],
) -> int:
    """Play histories by the options of the command line, `usual` many; 1 if any failed.

    `one` plays a seed; what it gets beside it is the address of a PostgreSQL database that
    `furnish` has filled, to be copied. `told` says of the results, and of the seconds that they
    took, what there is to say.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {program}")
    parser.add_argument(f"--{what}", dest="many", type=int, default=usual, help="how many")
    parser.add_argument("--first", type=int, default=1, help="the first one")
    parser.add_argument("--processes", type=int, default=2, help="how many at a time")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.many)
    began = time.monotonic()
    with postgres_server() as server, ProcessPoolExecutor(options.processes) as pool:
        template = server.create()
        furnish(template)
        results = [*pool.map(one, seeds, [template] * len(seeds), chunksize=5)]
    failed = [result for result in results if result.failures]
    for result in failed:
        print(f"seed {result.seed} FAILED: {result.replay}", *result.failures[:5], sep="\n    ")
    print(f"{len(seeds)} {what}, {len(failed)} failed, {told(results, time.monotonic() - began)}")
    return 1 if failed else 0
