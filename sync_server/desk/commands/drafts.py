# SPDX-License-Identifier: Apache-2.0
"""Commands on drafts: what an agent has written and not sent, for their other devices."""

import msgspec

from sync_server.contract.commands import LONGEST_TEXT, KeepDraft
from sync_server.contract.entities import Draft
from sync_server.contract.ids import AgentId, TicketId
from sync_server.desk.access import anybody, author
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(KeepDraft, policy=anybody, audit="own")
def handle_keep_draft(unit: Unit, command: KeepDraft) -> None:
    """The newest text stands, from whichever device it comes; an empty one drops the draft.

    What another device has written since is kept with it. A draft may always be dropped, also after
    its ticket has left the author's sight.
    """
    agent = author(unit)
    id_ = draft_id(agent, command.ticket, command.mode)
    known = unit.find(Draft, id_)
    unseen = known is not None and command.seen not in (None, known.text)
    if not command.text:
        if known is not None and not unseen:
            unit.delete(known)
        return
    unit.ticket(command.ticket)
    fields = {
        "text": _both(known.text, command) if known is not None and unseen else command.text,
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


def _both(known: str, command: KeepDraft) -> str:
    """The author's text with what is kept and they had not seen, each word of it once."""
    text, seen = command.text, command.seen
    if known in text:
        return text
    if text in known:
        return known
    both = known.replace(seen, text, 1) if seen and seen in known else f"{known}\n\n{text}"
    return both if len(both) <= LONGEST_TEXT else text


def draft_id(agent: AgentId, ticket: TicketId, mode: str) -> str:
    """The id of an agent's draft on a ticket: there is one in each mode."""
    return f"{agent}.{ticket}.{mode}"
