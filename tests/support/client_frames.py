# SPDX-License-Identifier: Apache-2.0
"""Frames of a server for tests of the client, and the rows that they tell of."""

from typing import Any

from msgspec import Raw, to_builtins

from sync_server.contract import codec, frames
from sync_server.contract.entities import Agent, Contact, Entity, Membership, Message, Team, Ticket


def insert(seq, entity: Entity, *, scope: str, command=None) -> frames.Change:
    return _change(seq, entity, scope, op="insert", data=to_builtins(entity), command=command)


def update(seq, entity: Entity, *, scope: str, command=None, **changed) -> frames.Change:
    return _change(seq, entity, scope, op="update", data=changed, command=command)


def delete(seq, entity: Entity, *, scope: str) -> frames.Change:
    return frames.Change(seq=seq, scope=scope, kind=entity.kind, id=entity.id, op="delete")


def _change(seq, entity, scope, *, op, data, command=None):
    return frames.Change(
        seq=seq,
        scope=scope,
        kind=entity.kind,
        id=entity.id,
        op=op,
        command=command,
        ticket=getattr(entity, "ticket", None),
        data=Raw(codec.encode(data)),
    )


def changes(*items: frames.Change, through=None) -> frames.Changes:
    return frames.Changes(through=through or items[-1].seq, changes=items)


def tables(*rows: tuple[int, Entity]) -> tuple[frames.Rows, ...]:
    found: dict[str, list[tuple[int, Entity]]] = {}
    for version, entity in rows:
        found.setdefault(entity.kind, []).append((version, entity))
    return tuple(_table(kind, held) for kind, held in found.items())


def _table(kind, rows):
    columns = rows[0][1].__struct_fields__
    return frames.Rows(
        kind=kind,
        columns=columns,
        rows=tuple(
            Raw(codec.encode([version, *(getattr(entity, name) for name in columns)]))
            for version, entity in rows
        ),
    )


def snapshot(scope, *rows, seq=0, projection=frames.FULL, first=True) -> frames.Snapshot:
    return frames.Snapshot(
        scope=scope, projection=projection, seq=seq, tables=tables(*rows), first=first
    )


def ready(scope, through=0, projection=frames.FULL) -> frames.ScopeReady:
    return frames.ScopeReady(scope=scope, projection=projection, through=through)


def ticket_snapshot(
    ticket: Ticket, *rows, scope, seq, projection=frames.FULL, first=True, last=True
):
    return frames.TicketSnapshot(
        ticket=ticket.id,
        scope=scope,
        projection=projection,
        seq=seq,
        tables=tables(*rows),
        first=first,
        last=last,
    )


def a_ticket(id="t1", *, team: Any = "billing", **fields: Any) -> Any:
    return Ticket(**{"id": id, "team": team, "subject": f"Subject of {id}", **fields})


def a_message(id="m1", *, ticket: Any = "t1", **fields: Any) -> Any:
    told = {"type": "customer", "text": f"Text of {id}", **fields}
    return Message(id=id, ticket=ticket, **told)


def a_contact(id: Any = "c1", **fields: Any) -> Any:
    return Contact(id=id, **fields)


def an_agent(id: Any = "a1", **fields: Any) -> Any:
    return Agent(id=id, **fields)


def a_team(id: Any = "billing", **fields: Any) -> Any:
    return Team(id=id, **fields)


def a_membership(id: Any, *, agent: Any, team: Any, level="work") -> Any:
    return Membership(id=id, agent=agent, team=team, level=level)
