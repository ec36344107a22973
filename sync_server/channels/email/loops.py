# SPDX-License-Identifier: Apache-2.0
"""Stops machines that answer each other: too much mail of one sender, or the same again and again.

Instants are those at which the mail server got a mail, so a mailbox with old mail in it is read at
any speed. What is counted lives in memory: after a restart a robot has to begin again as well.
"""

from collections import OrderedDict, deque
from hashlib import blake2b
from typing import Final, Literal

from msgspec import Struct

from sync_server.contract.addresses import address_key
from sync_server.contract.ids import Instant

MINUTE: Final = 60_000_000
HOUR: Final = 60 * MINUTE

SAME_AN_HOUR: Final = 2
"""How often one sender's same text is taken in within an hour. The same subject says less: people
write several times about one thing, and a form on a web site gives all its mail one subject.
"""

PER_SENDER: Final = ((10 * MINUTE, 30), (HOUR, 60), (6 * HOUR, 240))
"""Within how long, how many mails of one sender are taken in."""

_REMEMBERED: Final = 4096
"""Senders; the one not heard of for longest is forgotten."""


class Stop(Struct, frozen=True):
    """Why a mail is not taken in for now."""

    reason: Literal["loop", "flood"]
    detail: str


class _Sender:
    __slots__ = ("arrivals", "said")

    def __init__(self) -> None:
        self.arrivals: deque[tuple[Instant, str]] = deque(maxlen=PER_SENDER[-1][1] + 1)
        self.said: deque[tuple[Instant, bytes, str]] = deque(maxlen=PER_SENDER[1][1] + 1)


class Loops:
    """Counts arrivals by sender."""

    def __init__(self) -> None:
        self._senders: OrderedDict[str, _Sender] = OrderedDict()

    def arrived(self, sender: str, text: str, *, at: Instant, id: str) -> Stop | None:
        """Count a mail; why it must be held, if it must. An empty text tells nothing.

        A mail that comes again under its `id`, after a failure, is counted once.
        """
        known = self._of(address_key(sender))
        stop = self._too_many(known, at, id) or self._the_same(known, text, at=at, id=id)
        if all(each[1] != id for each in known.arrivals):
            known.arrivals.append((at, id))
        return stop

    def _of(self, sender: str) -> _Sender:
        known = self._senders.setdefault(sender, _Sender())
        self._senders.move_to_end(sender)
        if len(self._senders) > _REMEMBERED:
            self._senders.popitem(last=False)
        return known

    def _too_many(self, known: _Sender, at: Instant, id_: str) -> Stop | None:
        others = [each[0] for each in known.arrivals if each[1] != id_]
        for window, most in PER_SENDER:
            if sum(1 for each in others if abs(at - each) < window) >= most:
                minutes = window // MINUTE
                return Stop("flood", f"More than {most} mails of this sender in {minutes} minutes")
        return None

    def _the_same(self, known: _Sender, text: str, *, at: Instant, id: str) -> Stop | None:
        words = _digest(text)
        others = [each for each in known.said if each[2] != id]
        before = sum(1 for each in others if abs(at - each[0]) < HOUR and each[1] == words)
        if len(others) == len(known.said):
            known.said.append((at, words, id))
        if words and before >= SAME_AN_HOUR:
            return Stop("loop", "The same text for the third time within an hour")
        return None


def _digest(text: str) -> bytes:
    """What a text says, whatever its blanks and case; empty for one that says nothing."""
    plain = "".join(text.split()).casefold()
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest() if plain else b""
