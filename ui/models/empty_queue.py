# SPDX-License-Identifier: Apache-2.0
"""What waits for somebody when one's own queue is clear."""

from collections.abc import Collection
from dataclasses import dataclass

from app.views.views import Views
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Membership, Team, Ticket
from sync_server.contract.ids import TeamId, TicketId
from ui.models.words import long_age_words, translate
from ui.widgets import plural


@dataclass(frozen=True, slots=True)
class Waiting:
    """Tickets that nobody has in one's teams: how many, where, and the oldest."""

    count: int = 0
    where: str = ""
    oldest: TicketId | None = None
    age: str = ""

    open: int = 0
    busiest: str = ""
    """While none is unassigned: in which team most tickets are our turn, and how many."""

    @property
    def words(self) -> str:
        """One sentence for an empty queue."""
        if self.count:
            return self._unassigned().format(team=self.where, age=self.age)
        told = translate("list", "Next ticket arrives by itself.")
        if self.open and self.busiest:
            more = plural.tr("%n are open in {team}.", "1 is open in {team}.", self.open)
            told = f"{told} {more.format(team=self.busiest)}"
        return told

    def _unassigned(self) -> str:
        if self.where:
            return plural.tr(
                "%n are unassigned in {team}, oldest {age}.",
                "1 is unassigned in {team}, came {age}.",
                self.count,
            )
        return plural.tr(
            "%n are unassigned, oldest {age}.", "1 is unassigned, came {age}.", self.count
        )


def waiting(workspace: Workspace, views: Views) -> Waiting:
    """Look at the unassigned tickets of one's teams; without a team, at all of them."""
    mine = {each.team for each in workspace.all(Membership) if each.agent == workspace.me}
    tickets = [
        ticket
        for id in views.open("unassigned")
        if (ticket := workspace.get(Ticket, id)) is not None and (not mine or ticket.team in mine)
    ]
    if not tickets:
        return _busiest(workspace, views, mine)
    oldest = min(tickets, key=_since)
    teams = {ticket.team for ticket in tickets}
    team = workspace.get(Team, next(iter(teams))) if len(teams) == 1 else None
    return Waiting(
        count=len(tickets),
        where="" if team is None else team.name,
        oldest=oldest.id,
        age=long_age_words(_since(oldest), workspace.now_us()),
    )


def _busiest(workspace: Workspace, views: Views, mine: Collection[TeamId]) -> Waiting:
    counts = {team: views.count(f"team:{team}") for team in mine}
    most = max(counts, key=lambda team: (counts[team], team), default=None)
    team = workspace.get(Team, most)
    return Waiting() if team is None else Waiting(open=counts[team.id], busiest=team.name)


def _since(ticket: Ticket) -> int:
    return ticket.waiting_since or ticket.last_message_at or ticket.opened_at
