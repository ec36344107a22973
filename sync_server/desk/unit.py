# SPDX-License-Identifier: Apache-2.0
"""The unit of work: all that a command handler can see and do.

Writes stay in the unit until the handler returns; then the batch adopts them, row and change
together. There is no other way to write, so nothing can be changed and not announced.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar, cast

import msgspec
from msgspec import Raw, Struct

from sync_server.contract.entities import Entity, Message, Ticket, Workspace
from sync_server.contract.ids import (
    AgentId,
    Base,
    Instant,
    MessageId,
    RuleId,
    Seq,
    TeamId,
    TicketId,
)
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.actor import Actor
from sync_server.desk.automation import Automation
from sync_server.desk.batch import Batch, differs
from sync_server.desk.lookups import Lookup
from sync_server.desk.memory import Change, Memory
from sync_server.desk.promises import Promises
from sync_server.desk.recent import Key
from sync_server.desk.roster import Roster
from sync_server.domain.rules.event import Due
from sync_server.domain.sight import (
    ADMINISTRATOR,
    LIGHT,
    SUPERVISOR,
    Viewer,
    is_guest,
    sight_of,
)
from sync_server.store.lookups import Lookups

E = TypeVar("E", bound=Entity)


class Wanted(Struct, frozen=True):
    """Moments of rules that have come for a ticket, or the rule that a person asks for."""

    due: tuple[Due, ...] = ()
    asked: RuleId | None = None


class Checkpoint(NamedTuple):
    """What a unit held at a time."""

    touched: dict[Key, Entity | None]
    causes: dict[Key, dict[str, object]]


class Unit:
    """One command's work on a batch. Lives on the desk's thread until the command has ended.

    `again`: it may have been done already, between the backup and the restore of it.
    """

    def __init__(
        self,
        batch: Batch,
        lookups: Lookups,
        *,
        actor: Actor,
        command_id: str,
        again: bool = False,
    ) -> None:
        self.actor = actor
        self.command_id = command_id
        self.again = again
        self.touched: dict[Key, Entity | None] = {}
        self.causes: dict[Key, dict[str, object]] = {}
        self.wanted: dict[TicketId, Wanted] = {}
        """What rules are asked for beside what happened."""
        self.opened_number: int | None = None
        self.lookup = Lookup(lookups, batch)
        self._batch = batch
        self._outcome: Memory | None = None
        """As of the last look at it, until something more is written."""

    @property
    def now(self) -> Instant:
        """The instant of the transaction: the same for every command of a batch."""
        return self._batch.now

    @property
    def roster(self) -> Roster:
        """Agents, teams and memberships, as the batch has them so far."""
        return self._batch.memory.roster

    @property
    def promises(self) -> Promises:
        """Calendars and policies, as the batch has them so far."""
        return self._batch.memory.promises

    @property
    def automation(self) -> Automation:
        """The rules in force, as the batch has them so far."""
        return self._batch.memory.automation

    @property
    def workspace(self) -> Workspace:
        """How the desk is set up, as the batch has it so far."""
        return self._batch.memory.workspace

    @property
    def outcome(self) -> Memory:
        """What the desk will hold in memory with what this command has written so far."""
        if self._outcome is None:
            self._outcome = self._batch.memory.with_changes(self.changes())
        return self._outcome

    @property
    def viewer(self) -> Viewer | None:
        """How the acting agent looks at the desk; `None` for machines and operators."""
        return self.roster.viewer(AgentId(self.actor.id)) if self.actor.kind == "agent" else None

    @property
    def agent(self) -> AgentId | None:
        """The acting agent; `None` for machines and operators."""
        viewer = self.viewer
        return None if viewer is None else viewer.agent

    # -- reading -------------------------------------------------------------------------------

    def find(self, kind: type[E], id_: str) -> E | None:
        """The row under an id, whoever may see it, or `None`."""
        key = (kind.kind, id_)
        if key in self.touched:
            return cast(E | None, self.touched[key])
        stored = self._batch.load(*key)
        return cast(E, stored.entity) if stored is not None else None

    def before(self, kind: type[E], id_: str) -> E | None:
        """The row under an id as it was before this command, or `None`."""
        stored = self._batch.load(kind.kind, id_)
        return None if stored is None else cast(E | None, stored.entity)

    def changes(self) -> Iterator[Change]:
        """What this command has written so far, beside what was there before it."""
        return self._batch.changes(self.touched)

    def get(self, kind: type[E], id_: str) -> E:
        """The row under an id, whoever may see it. Refused: not_found."""
        found = self.find(kind, id_)
        if found is None:
            raise Refused(Code.NOT_FOUND, kind.kind)
        return found

    def ticket(self, id_: TicketId) -> Ticket:
        """A ticket that the actor may read in full. Refused: not_found, also when it is hidden."""
        ticket = self.get(Ticket, id_)
        if self.actor.kind != "agent":
            return ticket
        viewer = self.viewer
        if viewer is None or sight_of(viewer, ticket) != "full":
            raise Refused(Code.NOT_FOUND, Ticket.kind)
        return ticket

    def message(self, id_: MessageId) -> Message:
        """A message of a ticket that the actor may read in full. Refused: not_found, and in the
        same words when it is hidden.
        """
        message = self.get(Message, id_)
        try:
            self.ticket(message.ticket)
        except Refused:
            raise Refused(Code.NOT_FOUND, Message.kind) from None
        return message

    def work(self, id_: TicketId) -> Ticket:
        """A ticket that the actor may change. Refused: forbidden, or not_found when hidden."""
        ticket = self.ticket(id_)
        viewer = self.viewer
        if viewer is not None and not may_work(viewer, ticket):
            raise Refused(Code.FORBIDDEN)
        return ticket

    def version(self, entity: Entity) -> Seq:
        """The seq of a row's last change; 0 for one that this command inserts."""
        stored = self._batch.load(entity.kind, entity.id)
        return 0 if stored is None else stored.version

    def changed_since(self, entity: Entity, field: str, base: Base | None) -> bool:
        """Whether `field` changed after what the author saw. Without a base: no."""
        seen = self._seen(base)
        stored = self._batch.load(entity.kind, entity.id)
        return seen is not None and stored is not None and stored.field_seq.get(field, 0) > seen

    def check_base(self, entity: Entity, field: str, base: Base | None, value: object) -> None:
        """Refuse an edit of a field that somebody changed meanwhile to another value.

        `field` is a field's name, or `custom.<name>`. Refused: conflict, with both values.
        """
        if not self.changed_since(entity, field, base):
            return
        if field.startswith("custom."):
            theirs = getattr(entity, "custom").get(field[len("custom.") :])  # noqa: B009
        else:
            theirs = getattr(entity, field)
        if differs(theirs, value):
            raise self.conflict(entity, field, theirs=theirs, yours=value)

    def conflict(self, entity: Entity, field: str, *, theirs: object, yours: object) -> Refused:
        """The refusal of what is not done because a field has another value, with both."""
        return Refused(
            Code.CONFLICT,
            field,
            theirs=Raw(msgspec.json.encode(theirs)),
            yours=Raw(msgspec.json.encode(yours)),
            seq=self.version(entity),
        )

    def _seen(self, base: Base | None) -> Seq | None:
        """The seq that a base stands for. An unknown command of the sender counts as seq 0."""
        if base is None or isinstance(base, int):
            return base
        return self.lookup.seq_of_command(self.actor.device, base)

    # -- writing -------------------------------------------------------------------------------

    def insert(self, entity: E) -> E:
        """Add a row. Refused: exists, when the id is taken."""
        if self.find(type(entity), entity.id) is not None:
            raise Refused(Code.EXISTS, "id")
        self._write(entity.kind, entity.id, entity)
        return entity

    def update(self, entity: E, **changes: Any) -> E:
        """Change fields of a row; the batch writes nothing when nothing differs."""
        changed = msgspec.structs.replace(entity, **changes)
        self._write(entity.kind, entity.id, changed)
        return changed

    def explain(self, entity: Entity, name: str, cause: object) -> None:
        """Log with the change of a row why the desk made it of itself."""
        self.causes.setdefault((entity.kind, entity.id), {})[name] = cause

    def checkpoint(self) -> Checkpoint:
        """What is written so far, to come back to."""
        causes = {key: dict(named) for key, named in self.causes.items()}
        return Checkpoint(dict(self.touched), causes)

    def restore(self, point: Checkpoint) -> None:
        """Forget what was written since."""
        self.touched, self.causes = dict(point.touched), dict(point.causes)
        self._outcome = None

    def delete(self, entity: Entity) -> None:
        """Remove a row."""
        self._write(entity.kind, entity.id, None)

    def _write(self, kind: str, id_: str, row: Entity | None) -> None:
        self.touched[(kind, id_)] = row
        self._outcome = None

    def next_number(self) -> int:
        """The next ticket number. A refused command leaves no gap behind it."""
        if self.opened_number is None:
            self.opened_number = self._batch.next_number
        else:
            raise LookupError("a command opens at most one ticket")
        return self.opened_number


def may_work(viewer: Viewer, ticket: Ticket) -> bool:
    """Whether a viewer who sees a ticket may also change it.

    Whoever is in the team has the rights of their level: following a ticket, which is free to every
    reader, gives no right to change it. Only those from outside the team work as guests.
    """
    if viewer.role in (LIGHT, "auditor", "display"):
        return False
    if viewer.role == ADMINISTRATOR or ticket.team is None or ticket.assignee == viewer.agent:
        return True
    level = viewer.levels.get(TeamId(ticket.team))
    if level is None:
        return is_guest(viewer.agent, ticket)
    return level == "work" or viewer.role == SUPERVISOR
