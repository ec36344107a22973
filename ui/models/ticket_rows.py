# SPDX-License-Identifier: Apache-2.0
"""What a list shows of a ticket: made when a row is drawn, kept until something of it changes."""

from collections.abc import Callable
from dataclasses import dataclass

from app.clocks.hours import DeskHours
from app.outbox.drafts import NEW_TICKET
from app.workspace.changes import Changes
from app.workspace.workspace import Workspace
from sync_server.contract.entities import (
    Agent,
    Contact,
    Membership,
    Organisation,
    ReadMark,
    Team,
    Ticket,
)
from sync_server.contract.ids import Instant, TicketId
from ui.models.access import Reach
from ui.models.own_commands import OwnCommands
from ui.models.people import anybody_typing, company_name, contact_name, people_on
from ui.models.removed import removed_words
from ui.models.ticket_clocks import clocks_of
from ui.models.wake_times import wake_words
from ui.models.woken_words import woken_words
from ui.models.words import age_words, number_words, status_words, translate
from ui.widgets.ticket_row import TicketRowValue


@dataclass(frozen=True, slots=True)
class _Kept:
    value: TicketRowValue
    sources: frozenset[str | None]


class TicketRows:
    """Row values by ticket id. Costs nothing for tickets that nobody has scrolled to.

    `left_words` says why a ticket is only still shown, `last_words` how its last message begins;
    `picked` are those of a bulk selection.
    """

    def __init__(self, workspace: Workspace, own: OwnCommands, hours: DeskHours) -> None:
        self._workspace = workspace
        self._own = own
        self._hours = hours
        self._kept: dict[TicketId, _Kept] = {}
        self._reach = Reach(workspace)
        self.left_words: Callable[[TicketId], str] = lambda _: ""
        self.picked: frozenset[TicketId] = frozenset()
        self.last_words: Callable[[Ticket], str] = lambda _: ""

    @property
    def now(self) -> Instant:
        """The server's time."""
        return self._workspace.now_us()

    def value(self, id: TicketId) -> TicketRowValue:
        """The row of a ticket; an empty one for a ticket that is on its way out."""
        kept = self._kept.get(id)
        if kept is None:
            kept = self._kept[id] = self._make(id)
        return kept.value

    def forget(self, id: TicketId) -> None:
        """A row changed: make its value anew when it is drawn."""
        self._kept.pop(id, None)

    def pick(self, picked: frozenset[TicketId]) -> frozenset[TicketId]:
        """Other tickets are picked: those whose rows differ by it."""
        differing, self.picked = self.picked ^ picked, picked
        for id in differing:
            self.forget(id)
        return differing

    def forget_all(self) -> None:
        """Time has passed, or everything is different."""
        self._kept.clear()

    def take(self, changes: Changes) -> frozenset[TicketId]:
        """Forget what these changes concern; the kept rows that have to be drawn again."""
        if changes.reloaded or Membership.kind in changes.rows or Agent.kind in changes.rows:
            self._reach.forget()
        if changes.reloaded or Membership.kind in changes.rows:
            stale = frozenset(self._kept)
        else:
            stale = self._named(changes) | self._depending(changes)
        for id in stale:
            self.forget(id)
        return stale

    def _named(self, changes: Changes) -> frozenset[TicketId]:
        """Tickets that the changes name themselves."""
        tickets = set(map(TicketId, changes.rows.get(Ticket.kind, ())))
        tickets |= changes.conversations | changes.presence
        for id in changes.rows.get(ReadMark.kind, ()):
            mark = self._workspace.get(ReadMark, id)
            tickets.add(mark.ticket if mark else TicketId(id.partition(".")[2]))
        return frozenset(tickets & self._kept.keys())

    def _depending(self, changes: Changes) -> frozenset[TicketId]:
        """Tickets that show a name which may have changed."""
        kinds = (Contact.kind, Organisation.kind, Agent.kind, Team.kind)
        named = frozenset(id for kind in kinds for id in changes.rows.get(kind, ()))
        if not named:
            return frozenset()
        return frozenset(id for id, kept in self._kept.items() if kept.sources & named)

    def _make(self, id: TicketId) -> _Kept:
        ticket = self._workspace.get(Ticket, id)
        if id == NEW_TICKET:
            words = translate("rows", "New ticket, not created yet")
            return _Kept(TicketRowValue(id=id, number="", subject=words, customer=""), frozenset())
        if ticket is None:
            gone = TicketRowValue(
                id=id,
                number="",
                subject=translate("rows", "No longer available to you"),
                customer="",
                left=self.left_words(id),
            )
            return _Kept(gone, frozenset())
        workspace, marks = self._workspace, self._own.on(id)
        contact = workspace.get(Contact, ticket.requester)
        people = workspace.people_on(id)
        left = self.left_words(id) or _removed(workspace, ticket)
        value = TicketRowValue(
            id=id,
            number=number_words(ticket.number),
            subject=ticket.subject or translate("rows", "No subject"),
            customer=contact_name(workspace, ticket.requester),
            company=company_name(workspace, ticket),
            channel=ticket.channel,
            priority=ticket.priority,
            unread=workspace.is_unread(id) and not self._own.has_answered(id),
            age=age_words(ticket.last_message_at or ticket.opened_at, workspace.now_us()),
            wakes=_wakes(ticket, workspace.now_us()),
            woken=woken_words(ticket),
            preview=self.last_words(ticket) or _third_line(ticket),
            presence=people_on(workspace, id),
            vip=contact is not None and contact.vip,
            typing=anybody_typing(workspace, people),
            pending=bool(marks.waiting) and not self._own.is_offline,
            rejected=bool(marks.needing),
            locked=self._reach.is_locked(ticket),
            unassigned=ticket.assignee is None and ticket.status in ("new", "open"),
            picked=id in self.picked,
            left=left,
            status=status_words(ticket.status),
            clock=None if left else clocks_of(ticket, self._hours),
        )
        sources = {ticket.requester, ticket.organisation, *(each.agent for each in people)}
        sources.add(ticket.removed_by)
        return _Kept(value, frozenset(sources))


def _removed(workspace: Workspace, ticket: Ticket) -> str:
    """Whose ticket it was, and who took it away."""
    words = removed_words(workspace, ticket)
    return f"{contact_name(workspace, ticket.requester)} \u00b7 {words}" if words else ""


def _third_line(ticket: Ticket) -> str:
    """What a tall row says besides where no message is at hand."""
    tags = ", ".join(ticket.tags)
    return f"{number_words(ticket.number)}  ·  {tags}" if tags else number_words(ticket.number)


def _wakes(ticket: Ticket, now: Instant) -> str:
    """When a ticket on hold comes back, while that is to come."""
    if ticket.status != "on_hold" or ticket.wake_at is None or ticket.wake_at <= now:
        return ""
    return wake_words(ticket.wake_at, now)
