# SPDX-License-Identifier: Apache-2.0
"""Makes ids for what is created: both sides make them, so both make them alike."""

from collections.abc import Callable
from typing import Final

_AT_ONCE: Final = 64
"""For how many ids random bytes are asked for at once."""


class IdMaker:
    """Makes UUIDv7s (RFC 9562 section 5.7) that increase, also within one millisecond.

    The 12 bits after the version hold a counter (method 1 of section 6.2): it starts at random and
    borrows from the next millisecond when it runs over, or when the clock was set back. One thread
    at a time; an id is canonical lower-case text.
    """

    def __init__(self, now_us: Callable[[], int], random_bytes: Callable[[int], bytes]) -> None:
        self._now_us = now_us
        self._random_bytes = random_bytes
        self._last = 0
        self._chance = b""

    def __call__(self) -> str:
        """The next id."""
        if not self._chance:
            self._chance = self._random_bytes(10 * _AT_ONCE)
        chance, self._chance = self._chance[:10], self._chance[10:]
        # The counter starts in its lower half, so that a busy millisecond has room to count.
        tick = ((self._now_us() // 1000) << 12) | (int.from_bytes(chance[:2]) & 0x7FF)
        self._last = tick = max(tick, self._last + 1)
        value = (tick >> 12 & (1 << 48) - 1) << 80 | 7 << 76 | (tick & 0xFFF) << 64
        value |= 2 << 62 | int.from_bytes(chance[2:]) & (1 << 62) - 1
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
