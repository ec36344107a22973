# SPDX-License-Identifier: Apache-2.0
"""Commands on drafts: what an agent has written and not sent, for their other devices."""

import msgspec

from sync_server.contract.commands import KeepDraft
from sync_server.contract.entities import Draft
from sync_server.contract.ids import AgentId, TicketId
from sync_server.desk.access import anybody, author
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(KeepDraft, policy=anybody, audit="own")
def handle_keep_draft(unit: Unit, command: KeepDraft) -> None:
    """The newest text stands, from whichever device it comes; an empty one drops the draft.

    A draft may always be dropped, also after its ticket has left the author's sight.
    """
    agent = author(unit)
    id_ = draft_id(agent, command.ticket, command.mode)
    known = unit.find(Draft, id_)
    if not command.text:
        if known is not None:
            unit.delete(known)
        return
    unit.ticket(command.ticket)
    fields = {
        "text": command.text,
        "to": command.to,
        "cc": command.cc,
        "status": command.status,
        "files": command.files,
    }
    if known is None:
        new = Draft(id=id_, agent=agent, ticket=command.ticket, mode=command.mode, at=unit.now)
        unit.insert(msgspec.structs.replace(new, **fields))
    elif any(getattr(known, name) != value for name, value in fields.items()):
        unit.update(known, **fields, at=unit.now)


def draft_id(agent: AgentId, ticket: TicketId, mode: str) -> str:
    """The id of an agent's draft on a ticket: there is one in each mode."""
    return f"{agent}.{ticket}.{mode}"
