# SPDX-License-Identifier: Apache-2.0
"""How fast somebody may try passwords. Pure: time comes in as seconds of a monotonic clock.

After five failures per account and network, each further one doubles a delay from 1 s to 15 min. A
device that the account already uses is exempt from that delay, so outsiders cannot lock a person
out. Each address has 20 attempts a minute, whatever the account.
"""

import ipaddress
from collections import OrderedDict
from typing import Final, TypeVar

FREE_FAILURES: Final = 5
FIRST_DELAY_S: Final = 1.0
LONGEST_DELAY_S: Final = 900.0
FORGOTTEN_AFTER_S: Final = 86_400.0
"""A person who mistypes now and then never meets a delay; a guesser gains nothing by waiting."""

ATTEMPTS_A_MINUTE: Final = 20
REMEMBERED: Final = 100_000
"""Accounts and addresses kept at most; the ones not seen for longest are forgotten first."""

_MINUTE_S: Final = 60.0

K = TypeVar("K")
V = TypeVar("V")


class Throttle:
    """Failures and attempts so far, at most `remembered` of each."""

    def __init__(self, *, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        # (account, network) -> how often, and when last
        self._failures: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()
        # origin -> since when, and how many
        self._attempts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def delay(self, *, account: str, address: str, known_device: bool, now: float) -> float:
        """Seconds until this attempt would be allowed: 0 for now. Counts the attempt when it is.

        `known_device` is for a device that the account has signed in on, as the server's own
        records say, not the client.
        """
        origin = origin_of(address)
        since, count = self._attempts.get(origin, (now, 0))
        if now - since >= _MINUTE_S:
            since, count = now, 0
        if count >= ATTEMPTS_A_MINUTE:
            return since + _MINUTE_S - now
        if not known_device:
            wait = self._allowed_at((account, network_of(address)), now) - now
            if wait > 0:
                return wait
        self._remember(self._attempts, origin, (since, count + 1))
        return 0.0

    def failed(self, *, account: str, address: str, now: float) -> None:
        """Count a wrong password."""
        key = (account, network_of(address))
        self._remember(self._failures, key, (self._count(key, now) + 1, now))

    def succeeded(self, *, account: str, address: str) -> None:
        """Forget the failures of an account from this network."""
        self._failures.pop((account, network_of(address)), None)

    def _allowed_at(self, key: tuple[str, str], now: float) -> float:
        doublings = self._count(key, now) - FREE_FAILURES
        if doublings < 0:
            return now
        last = self._failures[key][1]
        return last + min(FIRST_DELAY_S * 2.0 ** min(doublings, 30), LONGEST_DELAY_S)

    def _count(self, key: tuple[str, str], now: float) -> int:
        count, last = self._failures.get(key, (0, now))
        return 0 if now - last >= FORGOTTEN_AFTER_S else count

    def _remember(self, memory: OrderedDict[K, V], key: K, value: V) -> None:
        memory[key] = value
        memory.move_to_end(key)
        while len(memory) > self._remembered:
            memory.popitem(last=False)


def origin_of(address: str) -> str:
    """Whose attempts count together: an IPv4 address, a /64 of IPv6; other text as it is.

    A single machine commonly has all 2^64 addresses of an IPv6 network.
    """
    return _network(address, v4_prefix=32)


def network_of(address: str) -> str:
    """The network whose failures count together: /24 of IPv4, /64 of IPv6; other text as it is."""
    return _network(address, v4_prefix=24)


def ip_of(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address of a network; nothing for other text."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return ip.ipv4_mapped  # how a socket for both kinds shows its IPv4 peers
    return ip


def _network(address: str, *, v4_prefix: int) -> str:
    ip = ip_of(address)
    if ip is None:
        return address
    prefix = v4_prefix if ip.version == 4 else 64
    return str(ipaddress.ip_network(f"{ip}/{prefix}", strict=False))
