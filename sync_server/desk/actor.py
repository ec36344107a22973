# SPDX-License-Identifier: Apache-2.0
"""Who executes a command: the identity that rights, the change log and the audit trail name."""

from typing import Final

from msgspec import Struct

AGENT: Final = "agent"
CHANNEL: Final = "channel"
PROGRAM: Final = "program"
SYSTEM: Final = "system"
OPERATOR: Final = "operator"

MACHINES: Final = frozenset({SYSTEM, OPERATOR})
"""Kinds of actors that may do everything: the desk's own parts, and whoever holds its console."""


class Actor(Struct, frozen=True, kw_only=True):
    """The author of a command.

    `kind` is "agent" (rights by the roster, as of the moment of execution), "channel" (takes in
    what customers write, nothing else), "program" (the same, as far as its key reaches at the
    moment of execution), "system" (the desk's own parts: hub, rules, timekeeper) or "operator"
    (somebody at the server's console). `id` is the agent's or the key's id, or the name of the
    machine. `via` names the way in ("socket", "rest", "mail", "console", ...). `device` scopes the
    ids of commands: the same id from two devices is two commands. `source` is the peer's network
    address, for security events only.
    """

    kind: str
    id: str
    via: str
    device: str
    source: str = ""

    @property
    def is_machine(self) -> bool:
        """Whether no roster decides this actor's rights."""
        return self.kind in MACHINES
