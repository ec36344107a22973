# SPDX-License-Identifier: Apache-2.0
"""The audience: which live sessions get a change, and whose sight it alters.

Every session has a slot, and a set of sessions is an integer with their bits set, so that one
batch's audience is found by a few operations on integers however many sessions there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from sync_server.contract.frames import FULL, Projection
from sync_server.contract.ids import AgentId, TicketId
from sync_server.contract.scopes import guest_scope, is_ticket_scope
from sync_server.feed.tail import LoggedChange

K = TypeVar("K")

Mask = int
"""A set of slots."""

NOBODY: Final = 0


def slots_of(mask: Mask) -> Iterator[int]:
    """The slots of a mask, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Audience:
    """Index from scope to the sessions that hold it, ready or still loading.

    A held scope is ready: its holders are sent its changes. A session may hold a ticket's guest
    scope beside its home. `join` gives the slot that all else takes.
    """

    def __init__(self) -> None:
        self._full: dict[str, Mask] = {}
        self._overview: dict[str, Mask] = {}
        self._loading: dict[str, Mask] = {}
        self._agents: dict[AgentId, Mask] = {}
        self._used: Mask = 0
        self._held: dict[int, tuple[AgentId, Mapping[str, Projection], tuple[str, ...]]] = {}

    @property
    def everybody(self) -> Mask:
        """All sessions."""
        return self._used

    def join(self, agent: AgentId) -> int:
        """A slot for a new session of an agent."""
        free = ~self._used & (self._used + 1)
        slot = free.bit_length() - 1
        self._used |= free
        self._agents[agent] = self._agents.get(agent, 0) | free
        self._held[slot] = (agent, {}, ())
        return slot

    def leave(self, slot: int) -> None:
        """Give a slot back, with everything that it held."""
        self.place(slot, held={})
        agent, _, _ = self._held.pop(slot)
        self._used &= ~(1 << slot)
        _clear(self._agents, agent, 1 << slot)

    def place(
        self, slot: int, *, held: Mapping[str, Projection], loading: Iterable[str] = ()
    ) -> None:
        """Say what a session holds from now on, and what it is loading.

        `held` is kept as it is and must not change any more.
        """
        bit = 1 << slot
        agent, old_held, old_loading = self._held[slot]
        for scope, projection in old_held.items():
            if held.get(scope) != projection:
                _clear(self._index(projection), scope, bit)
        for scope, projection in held.items():
            if old_held.get(scope) != projection:
                index = self._index(projection)
                index[scope] = index.get(scope, 0) | bit
        for scope in old_loading:
            _clear(self._loading, scope, bit)
        loading = tuple(loading)
        for scope in loading:
            self._loading[scope] = self._loading.get(scope, 0) | bit
        self._held[slot] = (agent, held, loading)

    def of_agent(self, agent: AgentId) -> Mask:
        """The sessions of an agent."""
        return self._agents.get(agent, 0)

    def seeing(self, ticket: TicketId, home: str) -> Mask:
        """The sessions that hold at least the row of a ticket."""
        return self._holders(home) | self._full.get(guest_scope(ticket), 0)

    def reach(self, change: LoggedChange) -> Mask:
        """The sessions that get a change as it is, when it alters nobody's sight."""
        scope = change.scope_after or change.scope_before or ""
        mask = self._full.get(scope, 0)
        if change.kind == "ticket":
            mask |= self._overview.get(scope, 0)
        if change.ticket is not None:
            mask |= self._full.get(guest_scope(change.ticket), 0)
        return mask

    def disturbed(self, change: LoggedChange) -> Mask:
        """The sessions whose sight a change alters, or may alter: they must look for themselves."""
        mask = NOBODY
        if change.roster is not None:
            mask |= self._subjects(change.roster.agents)
        if change.moved:
            mask |= self._crossed(change)
        if change.sight is not None and change.ticket is not None:
            mask |= self._renamed(change, change.ticket)
        return mask

    def unsettled(self, change: LoggedChange) -> Mask:
        """The sessions whose sight of a ticket a change may alter, whatever they hold.

        `disturbed` answers for sessions that are at the head. What others hold is older than what
        is read for them, and by that a change may seem to leave them as they are.
        """
        if change.ticket is None:
            return NOBODY
        if change.moved:
            return self._used
        if change.sight is None:
            return NOBODY
        if change.sight.returned or change.op == "delete":
            return self._used
        return self._subjects(change.sight.gained | change.sight.lost)

    def _subjects(self, agents: frozenset[AgentId] | None) -> Mask:
        if agents is None:
            return self._used
        mask = NOBODY
        for agent in agents:
            mask |= self._agents.get(agent, 0)
        return mask

    def _crossed(self, change: LoggedChange) -> Mask:
        """Sessions for which a row that changed its home came, went, or is shown otherwise."""
        before, after = change.scope_before or "", change.scope_after or ""
        full_before, full_after = self._full.get(before, 0), self._full.get(after, 0)
        touched = self._holders(before) | self._holders(after)
        touched |= self._loading.get(before, 0) | self._loading.get(after, 0)
        steady = full_before & full_after
        if is_ticket_scope(after):
            steady |= self._overview.get(before, 0) & self._overview.get(after, 0)
        if change.ticket is not None:
            guests = self._full.get(guest_scope(change.ticket), 0)
            touched |= guests
            steady = (steady & ~guests) | (guests & ~full_after)
        return touched & ~steady

    def _renamed(self, change: LoggedChange, ticket: TicketId) -> Mask:
        """Sessions of agents whom the ticket began or ceased to name, and those it returns to."""
        assert change.sight is not None
        guests = self._full.get(guest_scope(ticket), 0)
        home = change.scope_after or change.scope_before or ""
        mask = NOBODY
        elsewhere = ~self._full.get(home, 0)
        for agent in change.sight.gained:
            mask |= self._agents.get(agent, 0) & elsewhere & ~guests
        for agent in change.sight.lost:
            # Who is not a guest yet may be becoming one: by what was read before this change.
            mask |= self._agents.get(agent, 0) & (elsewhere | guests)
        if change.sight.returned:
            mask |= self._holders(home) | guests
        if change.op == "delete":
            mask |= guests
        return mask

    def _holders(self, scope: str) -> Mask:
        return self._full.get(scope, 0) | self._overview.get(scope, 0)

    def _index(self, projection: Projection) -> dict[str, Mask]:
        return self._full if projection == FULL else self._overview


def _clear(index: dict[K, Mask], key: K, bit: Mask) -> None:
    left = index.get(key, 0) & ~bit
    if left:
        index[key] = left
    else:
        index.pop(key, None)
