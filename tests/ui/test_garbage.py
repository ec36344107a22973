# SPDX-License-Identifier: Apache-2.0
"""Nothing is destroyed in a thread to which it does not belong."""

import gc
import threading
import weakref

import pytest

from ui.garbage import LIMITS, collect_due, collect_garbage


@pytest.fixture
def untouched():
    """As the program begins: nothing is looked for, nothing is put aside."""
    gc.disable()
    gc.unfreeze()
    yield
    gc.unfreeze()


class Ended(Exception):
    pass


class Reading:
    """A client and a clock: what the cache holds is read after some waits; it ends after others."""

    def __init__(self, waits, *, rounds, me="me"):
        self.waits = waits
        self.rounds = rounds
        self.me = me
        self.workspace = self
        self.slept = 0

    @property
    def loading(self):
        return self.waits > 0

    async def sleep(self, seconds):
        self.waits -= 1
        self.slept += 1
        for _ in range(self.slept == self.rounds):
            raise Ended


class Knot:
    """Garbage that only a look can find."""

    def __init__(self):
        self.self = self


async def test_nothing_is_looked_for_until_everything_was_read(untouched):
    reading = Reading(3, rounds=3)
    with pytest.raises(Ended):
        await collect_garbage(reading, reading)  # type: ignore[arg-type]
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("me", ["me", None], ids=["signed in", "nobody yet"])
async def test_what_was_read_is_put_aside_and_python_never_looks_by_itself(untouched, me):
    reading = Reading(1, rounds=3, me=me)
    with pytest.raises(Ended):
        await collect_garbage(reading, reading)  # type: ignore[arg-type]
    assert gc.get_freeze_count() > 0
    assert not gc.isenabled()


def test_other_threads_make_garbage_and_destroy_none(untouched):
    knots: list[weakref.ref[Knot]] = []

    def work():
        knots.append(weakref.ref(Knot()))
        kept: list[list[int]] = [[] for _ in range(100 * LIMITS[0])]
        kept.clear()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert knots[0]() is not None
    gc.collect()
    assert knots[0]() is None


def test_a_look_is_as_deep_as_is_due(untouched):
    gc.collect()
    knot = weakref.ref(Knot())
    collect_due()
    assert knot() is not None
    kept: list[list[int]] = [[] for _ in range(2 * LIMITS[0])]
    collect_due()
    assert knot() is None
    assert gc.get_count()[1] == 1
    assert len(kept) == 2 * LIMITS[0]
