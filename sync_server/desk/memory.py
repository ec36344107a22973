# SPDX-License-Identifier: Apache-2.0
"""What of the desk is held in memory, as of one seq: every command asks for it."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec import Struct

from sync_server.contract.entities import WORKSPACE, Entity, Team, Ticket, Workspace
from sync_server.desk.automation import AUTOMATION_KINDS, Automation
from sync_server.desk.lines import Lines
from sync_server.desk.promises import PROMISE_KINDS, Promises
from sync_server.desk.queues import QUEUE_KINDS, Queues
from sync_server.desk.roster import ROSTER_KINDS, Roster
from sync_server.store.engines import Connection
from sync_server.store.rows import AllRows


class Change(NamedTuple):
    """A row before and after: `None` where it is not there."""

    kind: str
    id: str
    before: Entity | None
    after: Entity | None


MEMORY_KINDS: Final = (
    ROSTER_KINDS | PROMISE_KINDS | QUEUE_KINDS | AUTOMATION_KINDS | {Workspace.kind}
)


class Memory(Struct, frozen=True):
    """Immutable: a change makes a new one."""

    roster: Roster
    promises: Promises
    workspace: Workspace = Workspace(id=WORKSPACE)
    queues: Queues = Queues()
    automation: Automation = Automation()
    lines: Lines = Lines()

    @classmethod
    def load(cls, rows: AllRows, connection: Connection) -> "Memory":
        """What the connection's transaction sees."""
        stored = rows["workspace"].load(connection, WORKSPACE)
        roster, promises = Roster.load(rows, connection), Promises.load(rows, connection)
        queues = Queues.load(rows, connection)
        return cls(
            roster,
            promises,
            _workspace(None if stored is None else stored.entity),
            queues,
            Automation.load(rows, connection),
            Lines.load(queues, promises, roster.teams),
        )

    def with_changes(self, changes: Iterable[Change]) -> "Memory":
        """The memory after changes of rows of any kind."""
        known = [change for change in changes if change.kind in MEMORY_KINDS]
        people = [_now(change) for change in known if change.kind in ROSTER_KINDS]
        promised = [_now(change) for change in known if change.kind in PROMISE_KINDS]
        ruled = [_now(change) for change in known if change.kind in AUTOMATION_KINDS]
        queued = [change for change in known if change.kind in QUEUE_KINDS]
        desks = [change.after for change in known if change.kind == Workspace.kind]
        if not known:
            return self
        roster = self.roster.with_changes(people) if people else self.roster
        promises = self.promises.with_changes(promised) if promised else self.promises
        queues = self.queues.with_changes(queued) if queued else self.queues
        tickets = [(each.before, each.after) for each in queued if each.kind == Ticket.kind]
        lines = self.lines.with_changes(tickets, self.promises) if tickets else self.lines
        if promised or any(change.kind == Team.kind for change in known):
            lines = lines.lined_up_anew(queues, promises, roster.teams, all_=bool(promised))
        return Memory(
            roster,
            promises,
            _workspace(desks[-1]) if desks else self.workspace,
            queues,
            self.automation.with_changes(ruled) if ruled else self.automation,
            lines,
        )


def _now(change: Change) -> tuple[str, str, Entity | None]:
    return change.kind, change.id, change.after


def _workspace(entity: Entity | None) -> Workspace:
    """The desk as it is set up; as it usually is, where nobody has said anything."""
    return entity if isinstance(entity, Workspace) else Workspace(id=WORKSPACE)


NOTHING = Memory(Roster({}, {}, {}), Promises())
"""Of a desk that has nobody yet."""
