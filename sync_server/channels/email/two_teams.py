# SPDX-License-Identifier: Apache-2.0
"""One mail to the mailboxes of two teams: one ticket, and the other team learns of it.

The mail is theirs as well, but what the first team writes in its ticket is not: so they see the
mail under Held mail, as any that was sent to them, and may make it a ticket of their own.
"""

from sync_server.channels.email.decision import Hold
from sync_server.channels.email.facts import Facts
from sync_server.contract.ids import MailboxId
from sync_server.desk.roster import Roster
from sync_server.store.incoming import RawMail


def for_other_team(raw: RawMail, repeated: str, facts: Facts, roster: Roster) -> Hold | None:
    """The hold of a mail whose first copy, the message `repeated`, opened a ticket of another team;
    `None` where there is none, or that team has it already.
    """
    message = facts.message(repeated)
    ticket = None if message is None else facts.ticket(message.ticket)
    if message is None or ticket is None or message.at > ticket.opened_at:
        return None
    mine = roster.mailboxes.get(raw.mailbox)
    first = roster.mailboxes.get(message.mailbox or MailboxId(""))
    if mine is None or first is None or mine.team is None or mine.team in (first.team, ticket.team):
        return None
    before = (each for each in facts.same(raw.message_id) if each.id != raw.id)
    if any(each.mailbox == raw.mailbox for each in before):
        return None
    team = roster.teams[mine.team].name
    return Hold(
        reason="elsewhere",
        detail=f"It came to {first.address} as well, and is a ticket there",
        ticket=ticket.id,
        note=f"This mail came to {mine.address} as well. {team} has it under Held mail, and may "
        "make it a ticket of its own.",
    )
