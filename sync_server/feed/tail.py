# SPDX-License-Identifier: Apache-2.0
"""The tail of the change log: each entry as the hub may handle it, without what was before.

An entry's `before` values end here. What remains of them is the few facts by which a change moves
rows into or out of somebody's sight, and those have no way onto the wire: the bytes that travel are
made in this module, from `after` alone.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from sync_server.contract import codec
from sync_server.contract.entities import CHILDREN
from sync_server.contract.frames import Change
from sync_server.contract.ids import AgentId, MembershipId, Seq, TicketId
from sync_server.store.changelog import Logged

AgentOfMembership = Callable[[MembershipId], AgentId | None]
"""Whose membership it is: an update of its level alone does not say so."""


class SightFacts(Struct, frozen=True, kw_only=True):
    """What a ticket's change does to who sees it, apart from its home.

    `gained` and `lost` are agents that one of assignee, followers and mentioned began or ceased to
    name; they may still be named by another. `returned`: the ticket is no longer archived.
    `stored`: it was archived from the start, as old tickets of another system are.
    """

    gained: frozenset[AgentId] = frozenset()
    lost: frozenset[AgentId] = frozenset()
    returned: bool = False
    stored: bool = False


class RosterFacts(Struct, frozen=True, kw_only=True):
    """Whose scopes a change of the roster may alter: `None` stands for everybody's."""

    agents: frozenset[AgentId] | None
    disabled: bool = False


class LoggedChange(Struct, frozen=True, kw_only=True):
    """A log entry ready for its audience. `wire` is the encoded `Change`.

    `ticket` is the ticket that the row is or hangs on. The scopes are home scopes, `None` where the
    row was not there. `sight` is set for a ticket row, `roster` for a row that decides on scopes.
    `device` is its author's.
    """

    seq: Seq
    kind: str
    id: str
    op: str
    scope_before: str | None
    scope_after: str | None
    ticket: TicketId | None
    wire: bytes
    device: str = ""
    sight: SightFacts | None = None
    roster: RosterFacts | None = None

    @property
    def moved(self) -> bool:
        """Whether an existing row changed its home."""
        return (
            self.scope_before is not None
            and self.scope_after is not None
            and self.scope_before != self.scope_after
        )

    @property
    def is_child(self) -> bool:
        """Whether the row hangs on a ticket: a viewer with an overview does not get it."""
        return self.kind in CHILDREN


class Batch(Struct, frozen=True):
    """Entries that follow each other without a gap; the last one ends a transaction.

    `changes` leaves out tickets that were archived from the start: no session holds them.
    """

    first: Seq
    last: Seq
    changes: tuple[LoggedChange, ...]


class _TicketNames(Struct, frozen=True):
    assignee: AgentId | None = None
    followers: tuple[AgentId, ...] = ()
    mentioned: tuple[AgentId, ...] = ()
    archived: bool = False

    def named(self) -> dict[str, frozenset[AgentId]]:
        assignee = frozenset() if self.assignee is None else frozenset({self.assignee})
        return {
            "assignee": assignee,
            "followers": frozenset(self.followers),
            "mentioned": frozenset(self.mentioned),
        }


class _RosterFields(Struct, frozen=True):
    agent: AgentId | None = None
    role: str | None = None
    disabled: bool | None = None


_NOTHING = Raw(b"{}")


class _Payload(Struct, frozen=True):
    """Both halves of an entry's payload, undecoded."""

    before: Raw = _NOTHING
    after: Raw | UnsetType = UNSET


_payload = msgspec.json.Decoder(_Payload)
_names = msgspec.json.Decoder(_TicketNames)
_roster = msgspec.json.Decoder(_RosterFields)


class Tail:
    """Turns log entries into `LoggedChange`s, and knows how far it has come."""

    def __init__(self, seq: Seq, agent_of: AgentOfMembership) -> None:
        self.seq = seq
        self._agent_of = agent_of

    def follows(self, first: Seq) -> bool:
        """Whether entries from `first` on continue where the tail is."""
        return first == self.seq + 1

    def take(self, logged: Sequence[Logged]) -> Batch:
        """The next entries. They must follow the last ones without a gap."""
        if not logged or not self.follows(logged[0].seq):
            raise LookupError(f"entries after {self.seq} are missing")
        changes = _without_stored(decode_all(logged, self._agent_of))
        batch = Batch(logged[0].seq, logged[-1].seq, changes)
        self.seq = batch.last
        return batch


def decode_all(
    logged: Sequence[Logged], agent_of: AgentOfMembership | None = None
) -> tuple[LoggedChange, ...]:
    """Entries as `LoggedChange`s, in order."""
    return tuple(_decode(entry, agent_of) for entry in logged)


def _without_stored(changes: tuple[LoggedChange, ...]) -> tuple[LoggedChange, ...]:
    stored = {change.ticket for change in changes if change.sight and change.sight.stored}
    if not stored:
        return changes
    return tuple(change for change in changes if change.ticket not in stored)


def changes_frame(changes: Iterable[bytes], through: Seq) -> bytes:
    """The JSON of a `changes` frame of changes that are encoded already."""
    return b'{"type":"changes","through":%d,"changes":[%b]}' % (through, b",".join(changes))


def _decode(logged: Logged, agent_of: AgentOfMembership | None) -> LoggedChange:
    payload = _payload.decode(logged.payload) if logged.payload else _Payload()
    sight = _sight_facts(logged, payload) if logged.kind == "ticket" else None
    return LoggedChange(
        seq=logged.seq,
        kind=logged.kind,
        id=logged.id,
        op=logged.op,
        scope_before=logged.scope_before,
        scope_after=logged.scope_after,
        ticket=logged.ticket,  # type: ignore[arg-type]
        wire=_wire(logged, payload.after),
        device=logged.device,
        sight=sight,
        roster=_roster_facts(logged, payload, agent_of),
    )


def _wire(logged: Logged, after: Raw | UnsetType) -> bytes:
    """The change as its holders get it. A blanked entry has no data any more."""
    return codec.encode(
        Change(
            seq=logged.seq,
            scope=logged.scope_after or logged.scope_before or "",
            kind=logged.kind,
            id=logged.id,
            op=logged.op,
            command=logged.command or None,
            ticket=logged.ticket if logged.kind in CHILDREN else None,
            data=UNSET if logged.op == "delete" else after,
        )
    )


def _sight_facts(logged: Logged, payload: _Payload) -> SightFacts:
    before = _names.decode(payload.before)
    after = _names.decode(payload.after or _NOTHING)
    was, is_ = before.named(), after.named()
    return SightFacts(
        gained=frozenset().union(*(is_[field] - was[field] for field in is_)),
        lost=frozenset().union(*(was[field] - is_[field] for field in is_)),
        returned=before.archived and not after.archived and logged.op == "update",
        stored=after.archived and logged.op == "insert",
    )


def _roster_facts(
    logged: Logged, payload: _Payload, agent_of: AgentOfMembership | None
) -> RosterFacts | None:
    if logged.kind == "team":
        return RosterFacts(agents=None) if logged.op != "update" else None
    if logged.kind not in ("agent", "membership"):
        return None
    before = _roster.decode(payload.before)
    after = _roster.decode(payload.after or _NOTHING)
    if logged.kind == "agent":
        if after.role is None and after.disabled is None and logged.op == "update":
            return None
        agents = frozenset({AgentId(logged.id)})
        return RosterFacts(agents=agents, disabled=after.disabled is True or logged.op == "delete")
    named = {agent for agent in (before.agent, after.agent) if agent is not None}
    if not named and agent_of is not None:
        found = agent_of(MembershipId(logged.id))
        named = set() if found is None else {found}
    return RosterFacts(agents=frozenset(named) or None)
