# SPDX-License-Identifier: Apache-2.0
"""The history of a ticket: what was changed, by whom, when."""

from typing import Any, Final

import msgspec

from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from sync_server.desk.access import reads_tickets
from sync_server.desk.queries.tickets import visible_ticket
from sync_server.desk.registry import answers
from sync_server.domain.sight import Viewer
from sync_server.store.changelog import Logged, causes_of
from sync_server.store.dossier import history_of
from sync_server.store.engines import Connection

_BODIES: Final = frozenset({"text", "html"})
"""What a message says is read in the conversation, not here."""


@answers(TicketHistory, policy=reads_tickets, cost="light")
def answer_ticket_history(reader: Connection, viewer: Viewer, query: TicketHistory) -> History:
    """Changes of the ticket; those of its messages and files too, where the viewer reads them."""
    _, ticket, in_full = visible_ticket(reader, viewer, query.ticket)
    found = history_of(
        reader, ticket.id, before=query.before, children=in_full, limit=query.limit + 1
    )
    return History(
        entries=tuple(_entry(logged) for logged in found[: query.limit]),
        more=len(found) > query.limit,
    )


def _entry(logged: Logged) -> HistoryEntry:
    return HistoryEntry(
        seq=logged.seq,
        at=logged.at,
        actor=logged.actor,
        via=logged.via,
        kind=logged.kind,
        id=logged.id,
        op=logged.op,
        values=_values(logged.payload),
        causes=causes_of(logged),
    )


def _values(payload: bytes | None) -> dict[str, tuple[object, object]]:
    """Field to value before and after. A blanked entry still says that something happened."""
    if not payload:
        return {}
    halves: dict[str, dict[str, Any]] = msgspec.json.decode(payload)
    before, after = halves.get("before") or {}, halves.get("after") or {}
    return {
        field: (before.get(field), after.get(field))
        for field in {**before, **after}
        if field not in _BODIES
    }
