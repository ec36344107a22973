# SPDX-License-Identifier: Apache-2.0
"""Which commands on a ticket went through while another one of the same ticket was refused."""

from typing import Final

from msgspec import Struct

from sync_server.contract import commands
from sync_server.contract.commands import Command
from sync_server.contract.ids import CommandId

MOST: Final = 50
"""More commands on one ticket at once are no person's: they are not remembered."""

_ASIDE: Final = (commands.MarkRead, commands.MarkUnread, commands.KeepDraft)


class _Member(Struct):
    command: Command
    joined: int
    parted: int | None = None
    saved: list[Command] = []


class Company:
    """Remembers the commands that wait together, ticket by ticket.

    It is soft: after a restart nobody knows what a refused command had beside it.
    """

    def __init__(self) -> None:
        self._tickets: dict[str, dict[CommandId, _Member]] = {}
        self._places: dict[CommandId, str] = {}
        self._clock = 0

    def of(self, id: CommandId) -> tuple[Command, ...]:
        """What was saved of what waited beside a command, in the order of the answers."""
        member = self._tickets.get(self._places.get(id, ""), {}).get(id)
        return () if member is None else tuple(member.saved)

    def join(self, id: CommandId, command: Command) -> None:
        """A command waits from now on."""
        ticket = getattr(command, "ticket", None)
        if ticket is None or isinstance(command, _ASIDE) or id in self._places:
            return
        members = self._tickets.setdefault(ticket, {})
        if len(members) < MOST:
            members[id] = _Member(command, self._tick())
            self._places[id] = ticket

    def accept(self, id: CommandId) -> None:
        """A command went through: those beside it have that in common."""
        ticket, member = self._places.get(id), self._pop(id)
        if ticket is None or member is None:
            return
        for other in self._tickets.get(ticket, {}).values():
            if other.parted is None or member.joined < other.parted:
                other.saved.append(member.command)

    def refuse(self, id: CommandId) -> None:
        """A command was refused: what joins from now on was never beside it."""
        member = self._tickets.get(self._places.get(id, ""), {}).get(id)
        if member is not None:
            member.parted = self._tick()

    def leave(self, id: CommandId) -> None:
        """A command is given up."""
        self._pop(id)

    def _pop(self, id: CommandId) -> _Member | None:
        ticket = self._places.pop(id, None)
        if ticket is None:
            return None
        members = self._tickets[ticket]
        member = members.pop(id)
        if not members:
            del self._tickets[ticket]
        return member

    def _tick(self) -> int:
        self._clock += 1
        return self._clock
