# SPDX-License-Identifier: Apache-2.0
"""Why a ticket no longer belongs in the list that still shows it."""

from collections.abc import Iterator

from app.workspace.workspace import Workspace
from sync_server.contract import commands
from sync_server.contract.entities import Team, Ticket
from sync_server.contract.ids import TicketId
from ui.models.people import first_name
from ui.models.removed import is_removed
from ui.models.wake_times import wake_words
from ui.models.words import status_words, translate


class Leaving:
    """Remembers how tickets were when they were last in the list, and words what has changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._before: dict[TicketId, Ticket] = {}
        self._mine: dict[TicketId, str] = {}

    def remember(self, id: TicketId) -> None:
        """A ticket is in the list as it is now."""
        ticket = self._workspace.get(Ticket, id)
        if ticket is not None:
            self._before[id] = ticket
            self._mine.pop(id, None)

    def words(self, id: TicketId) -> str:
        """One sentence: "Moved to Billing"."""
        ticket = self._workspace.get(Ticket, id)
        if ticket is None:
            return translate("list", "No longer available to you")
        before = self._before.get(id, ticket)
        told = self._told(before, ticket)
        if self._is_refused(id):
            self._mine.pop(id, None)
        elif self._is_mine(id) and told != self._told_of_others(id, before):
            self._mine[id] = told
        if self._mine.get(id) == told:  # it stays mine when the server has answered
            return translate("list", "{what} by you").format(what=told)
        return told

    def _told(self, before: Ticket, now: Ticket) -> str:
        told = next(_reasons(self._workspace, before, now), "")
        return told or translate("list", "No longer in this list")

    def _told_of_others(self, id: TicketId, before: Ticket) -> str:
        """What has happened without anything of mine: a colleague may have been first."""
        confirmed = self._workspace.confirmed(Ticket, id)
        return "" if confirmed is None else self._told(before, confirmed)

    def _is_refused(self, id: TicketId) -> bool:
        return any(
            getattr(each.command, "ticket", None) == id and each.state == "refused"
            for each in self._workspace.pending
        )

    def _is_mine(self, id: TicketId) -> bool:
        """Whether an own change of the ticket is on its way; one that was refused is not."""
        quiet = (commands.MarkRead, commands.MarkUnread, commands.KeepDraft)
        return any(
            getattr(each.command, "ticket", None) == id
            and not isinstance(each.command, quiet)
            and not each.needs_decision
            for each in self._workspace.pending
        )


def _reasons(workspace: Workspace, before: Ticket, now: Ticket) -> Iterator[str]:
    if is_removed(now) and now.status != before.status:
        if now.status == "spam":
            yield translate("list", "Marked as spam")
        yield translate("list", "Deleted")
    if is_removed(before) and not is_removed(now):
        yield translate("list", "Restored")
    if now.team != before.team:
        team = workspace.get(Team, now.team)
        if team is None:
            yield translate("list", "Taken out of its team")
        else:
            yield translate("list", "Moved to {team}").format(team=team.name)
    if now.assignee != before.assignee:
        if now.assignee is None:
            yield translate("list", "Given back to the team")
        elif now.assignee == workspace.me:
            yield translate("list", "Taken")
        else:
            name = first_name(workspace, now.assignee)
            yield translate("list", "Assigned to {name}").format(name=name)
    if now.wake_at is not None and now.wake_at != before.wake_at:
        time = wake_words(now.wake_at, workspace.now_us())
        yield translate("list", "Put off until {time}").format(time=time)
    if now.status != before.status:
        if now.status in ("solved", "closed"):
            yield status_words(now.status)
        yield translate("list", "Set to {status}").format(status=status_words(now.status))
