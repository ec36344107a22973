# SPDX-License-Identifier: Apache-2.0
"""What a viewer holds, at the level of data: a model of snapshot and delta, without frames.

A snapshot is every row that sight gives a viewer, with the fields that its projection shows. A
delta is decided per ticket by sight now, from the log entries alone, as the feed does.
"""

from typing import Any

import msgspec

from sync_server.contract.entities import CHILDREN, KINDS, Ticket
from sync_server.contract.frames import FULL
from sync_server.contract.ids import TeamId
from sync_server.contract.scopes import home_of
from sync_server.domain.sight import Viewer, scopes_of, sight_of
from sync_server.store.changelog import Logged
from sync_server.store.engines import Connection, Database
from sync_server.store.rows import AllRows

Held = dict[tuple[str, str], tuple[int, dict[str, Any]]]
"""Kind and id to version and fields."""


class Rows:
    """Every row of a database at one moment."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self.entities: dict[tuple[str, str], Any] = {}
        self.versions: dict[tuple[str, str], int] = {}
        for kind in KINDS:
            rows = AllRows(database)[kind]
            columns = ", ".join(f'"{name}"' for name in (*rows.fields, "version"))
            for row in connection.run(f'SELECT {columns} FROM "{kind}"'):
                entity = rows.read(row)
                self.entities[(kind, entity.id)] = entity
                self.versions[(kind, entity.id)] = row[-1]
        self.teams = [TeamId(id_) for kind, id_ in self.entities if kind == "team"]

    def viewer(self, agent: str) -> Viewer | None:
        """How an agent looks at these rows."""
        entity = self.entities[("agent", agent)]
        places = [row for (kind, _), row in self.entities.items() if kind == "membership"]
        levels = {place.team: place.level for place in places if place.agent == agent}
        return None if entity.disabled else Viewer(entity.id, entity.role, levels)


def snapshot(rows: Rows, viewer: Viewer | None) -> Held:
    """Everything that the viewer may hold: archived tickets are outside every cache."""
    return {
        key: (rows.versions[key], _fields(entity))
        for key, entity in rows.entities.items()
        if _is_held(rows, viewer, key)
    }


def _fields(entity: Any) -> dict[str, Any]:
    """The entity as it travels."""
    fields: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(entity))
    return fields


def _is_held(rows: Rows, viewer: Viewer | None, key: tuple[str, str]) -> bool:
    if viewer is None:
        return False
    entity = rows.entities[key]
    if key[0] in ("ticket", *CHILDREN):
        ticket = entity if key[0] == "ticket" else rows.entities[("ticket", entity.ticket)]
        return _shows(viewer, ticket, child=key[0] in CHILDREN)
    return home_of(entity) in scopes_of(viewer, rows.teams)


def _shows(viewer: Viewer, ticket: Ticket, *, child: bool) -> bool:
    projection = None if ticket.archived else sight_of(viewer, ticket)
    return projection is not None and (projection == FULL or not child)


def deliver(held: Held, before: Rows, after: Rows, *, agent: str, log: list[Logged]) -> Held:
    """What is held once the entries of `log` have been delivered to an agent who held `held`.

    Fields come out of the entries, never out of the new rows, except for what enters sight.
    """
    result = dict(held)
    was, now = before.viewer(agent), after.viewer(agent)
    if was != now:
        return _change_scopes(result, after, now)
    if now is None:
        return result
    for ticket in dict.fromkeys(logged.ticket for logged in log if logged.ticket is not None):
        entries = [logged for logged in log if logged.ticket == ticket]
        _deliver_ticket(result, before, after, now, ticket=ticket, entries=entries)
    scopes = scopes_of(now, after.teams)
    for logged in log:
        if logged.ticket is None and logged.scope_after in scopes:
            _apply(result, logged)
        elif logged.ticket is None and logged.scope_before in scopes:
            result.pop((logged.kind, logged.id), None)
    if before.teams != after.teams:
        return _change_scopes(result, after, now)
    return result


def _deliver_ticket(
    result: Held,
    before: Rows,
    after: Rows,
    viewer: Viewer,
    *,
    ticket: str,
    entries: list[Logged],
) -> None:
    """One ticket: forgotten, sent whole, or brought up to date by its entries."""
    key = ("ticket", ticket)
    old, new = before.entities.get(key), after.entities[key]
    projection = sight_of(viewer, new)
    same = old is not None and sight_of(viewer, old) == projection and not new.archived
    if same and projection is not None:
        for logged in entries:
            if logged.kind == "ticket" or projection == FULL:
                _apply(result, logged)
        return
    for held in [key for key in result if _belongs(result, key, ticket)]:
        del result[held]
    fresh = snapshot(after, viewer)
    result.update({key: value for key, value in fresh.items() if _belongs(fresh, key, ticket)})


def _belongs(held: Held, key: tuple[str, str], ticket: str) -> bool:
    return key == ("ticket", ticket) or (
        key[0] in CHILDREN and held[key][1].get("ticket") == ticket
    )


def _apply(result: Held, logged: Logged) -> None:
    """One entry, as a change frame says it: the new values of the changed fields."""
    key = (logged.kind, logged.id)
    assert logged.payload is not None
    after = msgspec.json.decode(logged.payload).get("after")
    if logged.op == "delete":
        if key in result and result[key][0] < logged.seq:  # else it came with another ticket
            del result[key]
    elif logged.op == "insert":
        result[key] = (logged.seq, after)
    else:
        result[key] = (logged.seq, {**result[key][1], **after})


def _change_scopes(result: Held, after: Rows, viewer: Viewer | None) -> Held:
    """Rights changed: what is not held any more goes, what is newly held comes as a snapshot."""
    return snapshot(after, viewer)
