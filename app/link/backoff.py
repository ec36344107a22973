# SPDX-License-Identifier: Apache-2.0
"""How long to wait before the next attempt to connect."""

from collections.abc import Callable

FIRST_S = 0.1
LONGEST_S = 20.0


class Backoff:
    """Waits that double from 0.1 s to 20 s, each drawn at random from zero to its bound.

    The full jitter spreads a thousand clients that lost the same server. `chance` gives a number
    from 0 to 1. After a clean close, or on request, the next wait is none.
    """

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0

    def next_wait(self) -> float:
        """Seconds until the next attempt, which counts as failed until `succeeded`."""
        bound = min(LONGEST_S, FIRST_S * 2.0 ** min(self._failures, 32))
        self._failures += 1
        return bound * self._chance()

    def succeeded(self) -> None:
        """A session came about: the next trouble starts from the shortest wait again."""
        self._failures = 0
