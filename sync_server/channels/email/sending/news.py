# SPDX-License-Identifier: Apache-2.0
"""What in the log is news for whom: a ticket that became theirs, or one that names them; pure."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.contract.ids import AgentId, Seq, TicketId
from sync_server.store.changelog import Logged

ASSIGNED: Final = "assigned"
MENTIONED: Final = "mentioned"
UNSENT: Final = "unsent"
"""What they answered by mail was not sent. No log entry says so; whoever enters the answer does."""

_SILENT: Final = "import"
"""The way in by which old tickets come: they are news for nobody."""


class News(Struct, frozen=True, kw_only=True):
    """Something that one agent should know, by the log entry that brought it."""

    agent: AgentId
    ticket: TicketId
    reason: str
    seq: Seq


class _Names(Struct, frozen=True):
    assignee: AgentId | None = None
    mentioned: tuple[AgentId, ...] = ()


class _Payload(Struct, frozen=True):
    before: _Names = _Names()
    after: _Names = _Names()


_payload: Final = msgspec.json.Decoder(_Payload)


def news_of(entries: Iterable[Logged]) -> Iterator[News]:
    """The news in some log entries. Nobody is told of what they did themselves."""
    for entry in entries:
        if entry.kind != "ticket" or entry.op == "delete" or entry.payload is None:
            continue
        if entry.via == _SILENT:
            continue
        payload = _payload.decode(entry.payload)
        gained = set(payload.after.mentioned) - set(payload.before.mentioned)
        told = {agent: MENTIONED for agent in payload.after.mentioned if agent in gained}
        if payload.after.assignee is not None:
            told[payload.after.assignee] = ASSIGNED
        for agent, reason in told.items():
            if agent != entry.actor:
                yield News(agent=agent, ticket=TicketId(entry.id), reason=reason, seq=entry.seq)
