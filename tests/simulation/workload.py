# SPDX-License-Identifier: Apache-2.0
"""What people do in a run: gestures at the clients, customers' messages, work at the console."""

from collections.abc import Callable
from random import Random
from typing import Any

from app import intents
from app.client import Client
from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.entities import Canned, Contact, Held, SavedView, Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.needs import Need
from sync_server.desk.actor import CHANNEL, Actor
from tests.simulation.template import LEVELS, OPERATOR_ACTOR, ROLES, TEAMS

MAIL = Actor(kind=CHANNEL, id="mail", via="email", device="mail")
TAGS = ("vip", "refund", "late", "angry")

Gesture = Callable[[Workspace, Any], Any]


class People:
    """Draws gestures. What is drawn depends on the run's chance and on what the screen shows."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._count = 0
        self._weighted: list[tuple[int, Gesture]] = [
            (4, self._open_ticket),
            (9, self._reply),
            (9, self._note),
            (5, self._priority),
            (4, self._subject),
            (5, self._status),
            (4, self._tags),
            (3, self._custom),
            (4, self._take),
            (2, self._release),
            (4, self._assign),
            (4, self._team),
            (3, self._follow),
            (3, self._unfollow),
            (4, self._read),
            (2, self._unread),
            (2, self._view),
            (1, self._drop_view),
            (2, self._available),
            (2, self._contact),
            (2, self._category),
            (2, self._needs),
            (2, self._solution),
            (1, self._offer),
            (1, self._next),
            (1, self._place),
            (2, self._unwanted),
            (2, self._participants),
            (2, self._call),
            (2, self._canned),
            (1, self._wishes),
            (1, self._block),
            (2, self._held),
            (2, self._merge),
            (2, self._unmerge),
            (2, self._link),
            (1, self._split),
        ]

    def act(self, client: Client) -> str:
        """Do one thing at a client; what it was."""
        workspace = client.workspace
        self._tidy(workspace)
        tickets = sorted(workspace.all(Ticket), key=lambda ticket: ticket.id)
        gesture = self._random.choices(*reversed(list(zip(*self._weighted, strict=True))))[0]
        if not tickets and gesture != self._open_ticket:
            return "nothing"
        gesture(workspace, self._random.choice(tickets) if tickets else None)
        return gesture.__name__.removeprefix("_")

    def look(self, client: Client) -> None:
        """Be somewhere, so that colleagues see it."""
        tickets = sorted(ticket.id for ticket in client.workspace.all(Ticket))
        if tickets:
            client.here(ticket=self._random.choice(tickets), typing=self._random.random() < 0.5)

    def _tidy(self, workspace: Workspace) -> None:
        """Give up what was refused, now and then; try again what was held."""
        for pending in workspace.pending:
            if pending.state == "held" and self._random.random() < 0.2:
                workspace.retry(pending.id)
            elif pending.state in ("refused", "held") and self._random.random() < 0.2:
                workspace.dismiss(pending.id)

    def _name(self) -> str:
        self._count += 1
        return f"Name {self._count}"

    def _words(self) -> str:
        return f"{self._name()} " + "x" * self._random.choice((0, 20, 900))

    def _open_ticket(self, workspace: Workspace, _: Any) -> None:
        intents.open_ticket(
            workspace,
            subject=self._name(),
            text=self._words(),
            requester=self._random.choice(("kim", "sam", None)),  # type: ignore[arg-type]
            team=self._random.choice((*TEAMS, None)),  # type: ignore[arg-type]
        )

    def _reply(self, workspace: Workspace, ticket: Ticket) -> None:
        written = intents.reply(
            workspace,
            ticket=ticket.id,
            text=self._words(),
            to=("kim@home.test",),
            hold_s=self._random.choice((0, 0, 60)),
            anyway=self._random.random() < 0.3,
            status=self._random.choice((None, None, "pending", "solved")),
        )
        if self._random.random() < 0.1:
            intents.retract_reply(workspace, message=written.message)

    def _note(self, workspace: Workspace, ticket: Ticket) -> None:
        mentions = self._random.choice(((), (), ("ben",), ("ann",), ("lux",)))
        intents.add_note(
            workspace,
            ticket=ticket.id,
            text=self._words(),
            mentions=mentions,  # type: ignore[arg-type]
        )

    def _priority(self, workspace: Workspace, ticket: Ticket) -> None:
        priority = self._random.choice(("low", "normal", "high", "urgent"))
        intents.set_priority(workspace, ticket=ticket.id, priority=priority)  # type: ignore[arg-type]

    def _subject(self, workspace: Workspace, ticket: Ticket) -> None:
        intents.set_subject(workspace, ticket=ticket.id, subject=self._name())

    def _status(self, workspace: Workspace, ticket: Ticket) -> None:
        status = self._random.choice(("open", "pending", "on_hold", "solved", "closed"))
        intents.set_status(workspace, ticket=ticket.id, status=status)  # type: ignore[arg-type]

    def _tags(self, workspace: Workspace, ticket: Ticket) -> None:
        add, remove = self._random.sample(TAGS, 2)
        intents.change_tags(workspace, ticket=ticket.id, add=(add,), remove=(remove,))  # type: ignore[arg-type]

    def _custom(self, workspace: Workspace, ticket: Ticket) -> None:
        value = self._random.choice((1, 2.5, "late", None, True))
        intents.set_custom_field(workspace, ticket=ticket.id, name="order", value=value)

    def _take(self, workspace: Workspace, ticket: Ticket) -> None:
        intents.take(workspace, ticket=ticket.id)

    def _release(self, workspace: Workspace, ticket: Ticket) -> None:
        intents.release(workspace, ticket=ticket.id)

    def _assign(self, workspace: Workspace, ticket: Ticket) -> None:
        assignee = self._random.choice((*ROLES, None))
        intents.assign(workspace, ticket=ticket.id, assignee=assignee)  # type: ignore[arg-type]

    def _team(self, workspace: Workspace, ticket: Ticket) -> None:
        intents.set_team(workspace, ticket=ticket.id, team=self._random.choice((*TEAMS, None)))  # type: ignore[arg-type]

    def _follow(self, workspace: Workspace, ticket: Ticket) -> None:
        agent = self._random.choice((*ROLES, None))
        intents.follow(workspace, ticket=ticket.id, agent=agent)  # type: ignore[arg-type]

    def _unfollow(self, workspace: Workspace, ticket: Ticket) -> None:
        agent = self._random.choice((*ticket.followers, None))
        intents.unfollow(workspace, ticket=ticket.id, agent=agent)

    def _read(self, workspace: Workspace, ticket: Ticket) -> None:
        intents.mark_read(workspace, ticket=ticket.id)

    def _unread(self, workspace: Workspace, ticket: Ticket) -> None:
        intents.mark_unread(workspace, ticket=ticket.id)

    def _view(self, workspace: Workspace, _: Ticket) -> None:
        views = sorted(view.id for view in workspace.all(SavedView))
        intents.save_view(
            workspace,
            name=self._name(),
            conditions={"priority": "urgent"},
            view=self._random.choice((*views, None)),
            shared=self._random.random() < 0.5,
        )

    def _drop_view(self, workspace: Workspace, _: Ticket) -> None:
        for view in sorted(view.id for view in workspace.all(SavedView))[:1]:
            intents.delete_view(workspace, view=view)

    def _available(self, workspace: Workspace, _: Ticket) -> None:
        state = self._random.choice(("available", "busy", "break", "off_shift"))
        intents.set_availability(workspace, state=state)  # type: ignore[arg-type]

    def _contact(self, workspace: Workspace, _: Ticket) -> None:
        contacts = sorted(contact.id for contact in workspace.all(Contact))
        if contacts and self._random.random() < 0.5:
            contact = self._random.choice(contacts)
            intents.change_contact(workspace, contact=contact, name=self._name())
        else:
            intents.create_contact(workspace, name=self._name())

    def _unwanted(self, workspace: Workspace, ticket: Ticket) -> None:
        intent = self._random.choice((intents.mark_spam, intents.delete_ticket))
        intent(workspace, ticket=ticket.id)
        if self._random.random() < 0.8:
            intents.restore_ticket(workspace, ticket=ticket.id)

    def _participants(self, workspace: Workspace, ticket: Ticket) -> None:
        add, remove = self._random.sample(("a@home.test", "b@home.test", "c@home.test"), 2)
        intents.change_participants(workspace, ticket=ticket.id, add=(add,), remove=(remove,))

    def _call(self, workspace: Workspace, ticket: Ticket) -> None:
        call = c.Call(direction="out", outcome="spoke", minutes=3)
        intents.log_call(workspace, ticket=ticket.id, call=call, text=self._words())

    def _canned(self, workspace: Workspace, _: Ticket) -> None:
        kept = sorted(canned.id for canned in workspace.all(Canned))
        if kept and self._random.random() < 0.3:
            intents.delete_canned(workspace, canned=self._random.choice(kept))
        else:
            shared = self._random.random() < 0.3
            intents.save_canned(
                workspace,
                name=self._name(),
                text=self._words(),
                canned=self._random.choice((*kept, None)),
                shared=shared,
            )

    def _wishes(self, workspace: Workspace, _: Ticket) -> None:
        intents.set_preferences(workspace, mail_assigned=self._random.random() < 0.5)

    def _block(self, workspace: Workspace, _: Ticket) -> None:
        intent = self._random.choice((intents.block_sender, intents.unblock_sender))
        intent(workspace, sender=self._random.choice(("@evil.test", "x@evil.test")))

    def _held(self, workspace: Workspace, _: Ticket) -> None:
        for held in sorted(held.id for held in workspace.all(Held))[:1]:
            intent = self._random.choice((intents.release_held, intents.discard_held))
            intent(workspace, held=held)

    def _merge(self, workspace: Workspace, ticket: Ticket) -> None:
        intents.merge_ticket(
            workspace, ticket=ticket.id, into=self._other(workspace), confirmed=True
        )

    def _unmerge(self, workspace: Workspace, _: Ticket) -> None:
        for merged in sorted(each.id for each in workspace.all(Ticket) if each.merged_into)[:1]:
            intents.unmerge_ticket(workspace, ticket=merged)

    def _link(self, workspace: Workspace, ticket: Ticket) -> None:
        kind = self._random.choice(("related", "parent", "problem"))
        intent = self._random.choice((intents.link_tickets, intents.unlink_tickets))
        intent(workspace, ticket=ticket.id, to=self._other(workspace), kind=kind)  # type: ignore[arg-type]

    def _split(self, workspace: Workspace, ticket: Ticket) -> None:
        written = intents.add_note(workspace, ticket=ticket.id, text=self._words())
        intents.split_ticket(
            workspace, ticket=ticket.id, subject=self._name(), messages=(written.message,)
        )

    def _other(self, workspace: Workspace) -> TicketId:
        return self._random.choice(sorted(ticket.id for ticket in workspace.all(Ticket)))

    def _category(self, workspace: Workspace, ticket: Ticket) -> None:
        category = self._random.choice(("refunds", None))
        intents.set_category(workspace, ticket=ticket.id, category=category)  # type: ignore[arg-type]

    def _solution(self, workspace: Workspace, ticket: Ticket) -> None:
        """What solved it, and an item that a rule could have added."""
        intents.set_solution(workspace, ticket=ticket.id, solution=self._name())
        intents.tick_item(workspace, ticket=ticket.id, item="Ask", done=self._random.random() < 0.5)

    def _needs(self, workspace: Workspace, ticket: Ticket) -> None:
        need = Need("french", self._random.choice((1, 2, 3)))  # type: ignore[arg-type]
        needs = self._random.choice(((), (need,)))
        intents.set_needs(workspace, ticket=ticket.id, needs=needs)

    def _offer(self, workspace: Workspace, ticket: Ticket) -> None:
        intents.accept(workspace, ticket=ticket.id)

    def _place(self, workspace: Workspace, ticket: Ticket) -> None:
        places = {self._random.choice(("pinned", "kept_back")): self._random.random() < 0.5}
        intents.place_ticket(workspace, ticket=ticket.id, **places)

    def _next(self, workspace: Workspace, ticket: Ticket) -> None:
        if ticket.team is not None:
            intents.take_next(workspace, team=ticket.team)


class Console:
    """Draws what customers send and what administrators do at the server."""

    def __init__(self, random: Random, new_id: Callable[[], str]) -> None:
        self._random = random
        self._new_id = new_id

    def draw(self, tickets: list[str]) -> tuple[c.Command, Actor]:
        """A command and who gives it. `tickets` are those that there are."""
        pick: Callable[[Any], Any] = self._random.choice
        ticket, agent, team = pick(tickets), pick(tuple(ROLES)), pick(TEAMS)
        kind = self._random.randrange(12)
        if kind <= 3:
            return self._mail(pick((ticket, None)), pick((team, None))), MAIL
        if kind <= 5:
            command: Any = c.SetTeam(ticket=ticket, team=pick((team, None)))
        elif kind == 6:
            command = c.SetAssignee(ticket=ticket, assignee=pick((agent, None)))
        elif kind == 7:
            command = c.EndMembership(agent=agent, team=team)
        elif kind <= 9:
            agent, team = pick(tuple(LEVELS))
            level = pick(("overview", "read", "work"))
            command = c.SetMembership(
                membership=self._new_id(),  # type: ignore[arg-type]
                agent=agent,
                team=team,
                level=level,
            )
        elif kind == 10:
            command = c.ArchiveTicket(ticket=ticket)
        else:
            command = c.UnfollowTicket(ticket=ticket, agent=agent)
        return command, OPERATOR_ACTOR

    def _mail(self, thread: str | None, team: str | None) -> c.Command:
        if self._random.random() < 0.1:
            return c.HoldMail(
                held=self._new_id(),  # type: ignore[arg-type]
                reason="unverified",
                ticket=thread,  # type: ignore[arg-type]
                sender="who@evil.test",
                subject="Hello",
            )
        return c.ReceiveMessage(
            ticket=self._new_id(),  # type: ignore[arg-type]
            message=self._new_id(),  # type: ignore[arg-type]
            contact=self._new_id(),  # type: ignore[arg-type]
            thread=thread,  # type: ignore[arg-type]
            sender=self._random.choice(("kim@home.test", "new@home.test", "sam@globex.test")),
            subject="Where is it?",
            text="Still waiting " + "y" * self._random.choice((0, 700)),
            team=team,  # type: ignore[arg-type]
        )
