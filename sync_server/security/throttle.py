# SPDX-License-Identifier: Apache-2.0
"""How fast somebody may try passwords. Pure: time comes in as seconds of a monotonic clock.

After five failures per account and network, each further one doubles a delay from 1 s to 15 min. A
device that the account already uses is exempt from that delay, so outsiders cannot lock a person
out. Each address has 20 attempts a minute, whatever the account.
"""

import ipaddress
from collections import OrderedDict
from typing import Any, Final

FREE_FAILURES: Final = 5
FIRST_DELAY_S: Final = 1.0
LONGEST_DELAY_S: Final = 900.0
ATTEMPTS_A_MINUTE: Final = 20
REMEMBERED: Final = 100_000
"""Accounts and addresses kept at most; the ones not seen for longest are forgotten first."""


class Throttle:
    """Failures and attempts so far."""

    def __init__(self) -> None:
        self._failures: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()
        self._attempts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def delay(self, *, account: str, address: str, known_device: bool, now: float) -> float:
        """Seconds until this attempt would be allowed: 0 for now. Counts the attempt when it is."""
        since, count = self._attempts.get(address, (now, 0))
        if now - since >= 60:
            since, count = now, 0
        if count >= ATTEMPTS_A_MINUTE:
            return since + 60 - now
        if not known_device:
            failures, until = self._failures.get((account, network_of(address)), (0, 0.0))
            if failures >= FREE_FAILURES and now < until:
                return until - now
        self._attempts[address] = (since, count + 1)
        self._attempts.move_to_end(address)
        _forget_oldest(self._attempts)
        return 0.0

    def failed(self, *, account: str, address: str, now: float) -> None:
        """Count a wrong password."""
        key = (account, network_of(address))
        failures = self._failures.get(key, (0, 0.0))[0] + 1
        doublings = min(max(failures - FREE_FAILURES, 0), 20)
        wait = min(FIRST_DELAY_S * 2**doublings, LONGEST_DELAY_S)
        self._failures[key] = (failures, now + (wait if failures >= FREE_FAILURES else 0.0))
        self._failures.move_to_end(key)
        _forget_oldest(self._failures)

    def succeeded(self, *, account: str, address: str) -> None:
        """Forget the failures of an account from this network."""
        self._failures.pop((account, network_of(address)), None)


def network_of(address: str) -> str:
    """The network that shares a fate: /24 of IPv4, /64 of IPv6; other text as it is."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    prefix = 24 if ip.version == 4 else 64
    return str(ipaddress.ip_network(f"{ip}/{prefix}", strict=False))


def _forget_oldest(memory: "OrderedDict[Any, Any]") -> None:
    while len(memory) > REMEMBERED:
        memory.popitem(last=False)
