# SPDX-License-Identifier: Apache-2.0
"""What of the desk is held in memory, as of one seq: every command asks for it."""

from collections.abc import Iterable

from msgspec import Struct

from sync_server.contract.entities import WORKSPACE, Entity, Workspace
from sync_server.desk.promises import PROMISE_KINDS, Promises
from sync_server.desk.roster import ROSTER_KINDS, Roster
from sync_server.store.engines import Connection
from sync_server.store.rows import AllRows

Change = tuple[str, str, Entity | None]
"""Kind, id, and the row, or `None` when it is gone."""


class Memory(Struct, frozen=True):
    """Immutable: a change makes a new one."""

    roster: Roster
    promises: Promises
    workspace: Workspace = Workspace(id=WORKSPACE)

    @classmethod
    def load(cls, rows: AllRows, connection: Connection) -> "Memory":
        """What the connection's transaction sees."""
        stored = rows["workspace"].load(connection, WORKSPACE)
        return cls(
            Roster.load(rows, connection),
            Promises.load(rows, connection),
            _workspace(None if stored is None else stored.entity),
        )

    def with_changes(self, changes: Iterable[Change]) -> "Memory":
        """The memory after changes of rows of any kind."""
        known = list(changes)
        people = [change for change in known if change[0] in ROSTER_KINDS]
        promised = [change for change in known if change[0] in PROMISE_KINDS]
        desks = [entity for kind, _, entity in known if kind == Workspace.kind]
        if not people and not promised and not desks:
            return self
        return Memory(
            self.roster.with_changes(people) if people else self.roster,
            self.promises.with_changes(promised) if promised else self.promises,
            _workspace(desks[-1]) if desks else self.workspace,
        )


def _workspace(entity: Entity | None) -> Workspace:
    """The desk as it is set up; as it usually is, where nobody has said anything."""
    return entity if isinstance(entity, Workspace) else Workspace(id=WORKSPACE)


NOTHING = Memory(Roster({}, {}, {}), Promises())
"""Of a desk that has nobody yet."""
