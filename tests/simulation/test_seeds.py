# SPDX-License-Identifier: Apache-2.0
"""Some simulated histories, on every run of the suite; `make simulate` tries more."""

import gc
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tests.simulation.run import simulate

ONCE_WRONG = (135, 206, 209, 214, 346, 409)
"""Histories in which a fault of the product, or of the simulation itself, was found."""

SEEDS = (*range(1, 16), *ONCE_WRONG)


@pytest.fixture(scope="module")
def results():
    """How the seeds ended. Processes of their own: nothing of one seed can reach another."""
    context = get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context, initializer=_know_modules) as pool:
        return list(pool.map(simulate, SEEDS, chunksize=5))


def _know_modules():
    """Modules are no garbage: no look for it, one for each seed, goes through all of them."""
    gc.freeze()


def test_whatever_happens_everybody_ends_with_everything_and_nothing_is_lost_or_doubled(results):
    failed = [f"{result.replay}\n    {result.failures[0]}" for result in results if result.failures]
    assert failed == []


def test_the_seeds_do_a_fair_amount_of_work(results):
    assert sum(result.entries for result in results) > 100 * len(results)


def test_the_same_seed_is_the_same_history_in_every_process():
    def trace(hash_seed):
        script = "from tests.simulation.run import simulate; print(simulate(4711).trace)"
        variables = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            env=variables,
            capture_output=True,
            check=True,
            text=True,
        ).stdout

    assert trace("1") == trace("2")
