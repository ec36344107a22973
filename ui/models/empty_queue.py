# SPDX-License-Identifier: Apache-2.0
"""What waits for somebody when one's own queue is clear."""

from dataclasses import dataclass

from app.views.views import Views
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Membership, Team, Ticket
from sync_server.contract.ids import TicketId
from ui.models.words import age_words, translate


@dataclass(frozen=True, slots=True)
class Waiting:
    """Tickets that nobody has in one's teams: how many, where, and the oldest."""

    count: int = 0
    where: str = ""
    oldest: TicketId | None = None
    age: str = ""

    @property
    def words(self) -> str:
        """One sentence for an empty queue."""
        if not self.count:
            return translate("list", "Next ticket arrives by itself.")
        if self.where:
            told = translate("list", "{count} unassigned in {team}, oldest {age}.")
        else:
            told = translate("list", "{count} unassigned, oldest {age}.")
        return told.format(count=self.count, team=self.where, age=self.age)


def waiting(workspace: Workspace, views: Views) -> Waiting:
    """Look at the unassigned tickets of one's teams; without a team, at all of them."""
    mine = {each.team for each in workspace.all(Membership) if each.agent == workspace.me}
    tickets = [
        ticket
        for id in views.open("unassigned")
        if (ticket := workspace.get(Ticket, id)) is not None and (not mine or ticket.team in mine)
    ]
    if not tickets:
        return Waiting()
    oldest = min(tickets, key=_since)
    teams = {ticket.team for ticket in tickets}
    team = workspace.get(Team, next(iter(teams))) if len(teams) == 1 else None
    return Waiting(
        count=len(tickets),
        where="" if team is None else team.name,
        oldest=oldest.id,
        age=age_words(_since(oldest), workspace.now_us()),
    )


def _since(ticket: Ticket) -> int:
    return ticket.waiting_since or ticket.last_message_at or ticket.opened_at
