# SPDX-License-Identifier: Apache-2.0
"""What senders of forms are allowed beyond their rate: repeats, and bytes in memory. Pure."""

from collections import OrderedDict


class Presses:
    """Recognises what was let through before: an impatient second press is no second message.

    Each has `free` repeats; the `remembered` newest are known.
    """

    def __init__(self, *, free: int = 10, remembered: int = 1000) -> None:
        self._free = free
        self._remembered = remembered
        self._left: OrderedDict[str, int] = OrderedDict()

    def first(self, identity: str) -> None:
        """Something was let through."""
        self._left[identity] = self._free
        while len(self._left) > self._remembered:
            self._left.popitem(last=False)

    def again(self, identity: str) -> bool:
        """Whether this was let through before, and may be once more."""
        left = self._left.get(identity, 0)
        if left:
            self._left[identity] = left - 1
        return left > 0


class Shares:
    """Bytes that requests hold in memory: `whole` together, `share` for one key."""

    def __init__(self, *, whole: int, share: int) -> None:
        self._whole = whole
        self._share = share
        self._all = 0
        self._held: dict[str, int] = {}

    def take(self, key: str, count: int) -> bool:
        """Hold so many more; false, and nothing held, when they are too many."""
        held = self._held.get(key, 0) + count
        if held > self._share or self._all + count > self._whole:
            return False
        self._held[key] = held
        self._all += count
        return True

    def give_back(self, key: str, count: int) -> None:
        """Hold so many less."""
        self._all -= count
        left = self._held.get(key, 0) - count
        if left > 0:
            self._held[key] = left
        else:
            self._held.pop(key, None)
