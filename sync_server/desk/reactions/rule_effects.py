# SPDX-License-Identifier: Apache-2.0
"""What rules want of a ticket, done: as a person would do it, with the rights of the rule's author.

What cannot be done is refused, and left.
"""

from collections.abc import Callable
from datetime import timedelta
from hashlib import blake2b
from typing import Any, Final

from sync_server.contract.clocks import ALWAYS
from sync_server.contract.durations import write_duration
from sync_server.contract.entities import (
    Agent,
    Contact,
    Done,
    Draft,
    Message,
    Organisation,
    Promised,
    Ticket,
)
from sync_server.contract.gates import MOST_ITEMS
from sync_server.contract.ids import (
    AgentId,
    CategoryId,
    MessageId,
    RuleId,
    SkillId,
    TagId,
    TeamId,
    TicketId,
)
from sync_server.contract.needs import Need
from sync_server.contract.placeholders import field_values, fill_out
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.alerting import recipients, tell_by_rule
from sync_server.desk.commands.conversation import append_message, next_instant
from sync_server.desk.commands.edits import (
    change_ticket,
    check_editable,
    handed_over,
    merged_tags,
    with_field,
)
from sync_server.desk.commands.gates import check_solving, gates_of
from sync_server.desk.commands.references import (
    assignable_agent,
    usable_category,
    usable_skill,
    usable_team,
)
from sync_server.desk.commands.sending import address_of_requester, by_mail
from sync_server.desk.commands.waiting import moved
from sync_server.desk.rule_names import reaches
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import WAITING, after_assignment, after_public_reply, may_move
from sync_server.domain.rules.rule import BUSINESS, Reply, Snooze, Wish
from sync_server.domain.sight import Viewer

MOST_NEEDS: Final = 20
_MICROSECOND: Final = timedelta(microseconds=1)
_NO_CHANGE: Final = "notify"
_SNOOZED: Final = "on_hold"
"""Where a ticket goes that waits for nobody and is to come back later."""


class Doer:
    """Does what one rule wants of one ticket. `author`: whose rights it has; `None`: the desk's.

    What it writes is by whom it was asked for; else by nobody, and answers nothing.
    """

    def __init__(
        self,
        unit: Unit,
        ticket: TicketId,
        *,
        rule: RuleId,
        name: str,
        author: Viewer | None,
        asked_by: AgentId | None = None,
    ) -> None:
        self._unit = unit
        self._id = ticket
        self._rule = rule
        self._name = name
        self._author = author
        self._asked_by = asked_by
        self._deeds: dict[str, Callable[[Ticket, Wish], object]] = {
            "team": self._hand_over,
            "agent": self._assign,
            "skills": self._need,
            "priority": self._set,
            "status": self._move,
            "category": self._categorise,
            "tags": self._tag,
            "fields": self._fill_in,
            "sla": self._promise,
            "notify": self._notify,
            "reply": self._reply,
            "note": self._note,
            "checklist": self._list,
            "snooze": self._snooze,
        }

    def do(self, wish: Wish) -> Done:
        """Do one thing. Refused: as the command by which a person does it."""
        ticket = self._unit.get(Ticket, self._id)
        if wish.action != _NO_CHANGE:
            check_editable(ticket, wish.action)
        was = self._deeds[wish.action](ticket, wish)
        without = None
        if wish.action == "team" and self._unit.get(Ticket, self._id).assignee is None:
            without = ticket.assignee
        return Done(
            action=wish.action,
            name=wish.name,
            value=plain(wish.value),
            was=plain(was),
            without=without,
        )

    def _set(self, ticket: Ticket, wish: Wish) -> object:
        change_ticket(self._unit, ticket, {wish.action: wish.value})
        return getattr(ticket, wish.action)

    def _hand_over(self, ticket: Ticket, wish: Wish) -> object:
        team = TeamId(str(wish.value))
        usable_team(self._unit, team)
        if not reaches(self._author, team):
            raise Refused(Code.FORBIDDEN, "team")
        change_ticket(self._unit, ticket, handed_over(self._unit, ticket, team))
        return ticket.team

    def _assign(self, ticket: Ticket, wish: Wish) -> object:
        agent = assignable_agent(self._unit, AgentId(str(wish.value)))
        status = after_assignment(ticket.status)
        change_ticket(self._unit, ticket, {"assignee": agent.id, "status": status})
        return ticket.assignee

    def _need(self, ticket: Ticket, wish: Wish) -> object:
        skill = usable_skill(self._unit, SkillId(wish.name))
        if all(need.skill != skill.id for need in ticket.needs):
            if len(ticket.needs) >= MOST_NEEDS:
                raise Refused(Code.LIMIT, "needs")
            change_ticket(self._unit, ticket, {"needs": (*ticket.needs, Need(skill.id))})
            return False
        return True

    def _move(self, ticket: Ticket, wish: Wish) -> object:
        status = str(wish.value)
        if not may_move(ticket.status, status):
            raise Refused(Code.BAD_MOVE, "status")
        if status == "solved" and ticket.assignee is None:
            raise Refused(Code.BAD_MOVE, "assignee")
        if status == "solved":
            check_solving(self._unit, ticket)
        change_ticket(self._unit, ticket, moved(self._unit, ticket, status))
        return ticket.status

    def _categorise(self, ticket: Ticket, wish: Wish) -> object:
        category = usable_category(self._unit, CategoryId(str(wish.value)))
        change_ticket(self._unit, ticket, {"category": category.id})
        return ticket.category

    def _tag(self, ticket: Ticket, wish: Wish) -> object:
        tag = (TagId(wish.name),)
        add, remove = (tag, ()) if wish.value else ((), tag)
        tags = merged_tags(self._unit, ticket.tags, add=add, remove=remove)
        change_ticket(self._unit, ticket, {"tags": tags})
        return wish.name in ticket.tags

    def _fill_in(self, ticket: Ticket, wish: Wish) -> object:
        value: Any = wish.value
        change_ticket(self._unit, ticket, {"custom": with_field(ticket, wish.name, value)})
        return ticket.custom.get(wish.name)

    def _promise(self, ticket: Ticket, wish: Wish) -> object:
        target: Any = wish.value
        others = tuple(each for each in ticket.promised if each.metric != wish.name)
        time = write_duration(target.duration)
        new = Promised(metric=wish.name, time=time, always=target.always, rule=self._rule)
        self._unit.update(ticket, promised=(*others, new))
        return next((each.time for each in ticket.promised if each.metric == wish.name), None)

    def _notify(self, ticket: Ticket, wish: Wish) -> object:
        who: Any = wish.value
        told = recipients(self._unit, ticket, who)
        if not told:
            raise Refused(Code.NOT_FOUND, "notify")
        tell_by_rule(self._unit, told, ticket, rule=self._rule, name=self._name)
        return None

    def _note(self, ticket: Ticket, wish: Wish) -> object:
        self._append(ticket, "note", self._filled(ticket, str(wish.value)))
        return None

    def _list(self, ticket: Ticket, wish: Wish) -> object:
        if any(item.text == wish.name for item in gates_of(self._unit).items(ticket)):
            return True
        if len(ticket.checklist) >= MOST_ITEMS:
            raise Refused(Code.LIMIT, "checklist")
        change_ticket(self._unit, ticket, {"checklist": (*ticket.checklist, wish.name)})
        return False

    def _reply(self, ticket: Ticket, wish: Wish) -> object:
        reply: Any = wish.value
        text = self._filled(ticket, reply.text)
        if reply.draft:
            self._draft(ticket, text)
            return None
        to = address_of_requester(self._unit, ticket)
        mailbox = self._unit.roster.mailbox_for(ticket)
        if mailbox is None or not to:
            raise Refused(Code.NOT_FOUND, "reply")
        if self._answers_a_machine(ticket):
            raise Refused(Code.FORBIDDEN, "automatic")
        self._append(ticket, "reply", text, channel="email", to=to, **by_mail(mailbox, to))
        return None

    def _draft(self, ticket: Ticket, text: str) -> None:
        """Lay it before whoever has the ticket, unless they are writing already."""
        agent = self._asked_by or ticket.assignee
        if agent is None:
            raise Refused(Code.BAD_MOVE, "assignee")
        id_ = f"{agent}.{ticket.id}.reply"
        if self._unit.find(Draft, id_) is not None:
            raise Refused(Code.EXISTS, "draft")
        draft = Draft(id=id_, agent=agent, ticket=ticket.id, text=text, at=self._unit.now)
        self._unit.insert(draft)

    def _answers_a_machine(self, ticket: Ticket) -> bool:
        """Whether what just came was written by nobody: two machines would answer for ever."""
        rows = (row for row in self._unit.touched.values() if isinstance(row, Message))
        return any(
            row.ticket == ticket.id and row.type == "customer" and row.automatic for row in rows
        )

    def _append(self, ticket: Ticket, kind: str, text: str, **fields: Any) -> None:
        if not text.strip():
            raise Refused(Code.BAD_VALUE, kind)
        message = Message(
            id=self._message_id(ticket, kind),
            ticket=ticket.id,
            type=kind,
            at=next_instant(self._unit, ticket),
            agent=self._asked_by,
            text=text,
            automatic=self._asked_by is None,
            quote=False,
            **fields,
        )
        changes: dict[str, Any] = {}
        if kind == "reply" and self._asked_by is not None:
            changes["status"] = after_public_reply(ticket.status)
        append_message(self._unit, ticket, message, files=(), changes=changes)

    def _message_id(self, ticket: Ticket, kind: str) -> MessageId:
        """The same, whenever the same command is executed."""
        name = f"{self._unit.command_id}\0{ticket.id}\0{self._rule}\0{kind}"
        return MessageId(blake2b(name.encode(), digest_size=16).hexdigest())

    def _filled(self, ticket: Ticket, text: str) -> str:
        unit = self._unit
        organisation = unit.find(Organisation, ticket.organisation) if ticket.organisation else None
        team = None if ticket.team is None else unit.roster.teams.get(ticket.team)
        values = field_values(
            agent=unit.find(Agent, ticket.assignee) if ticket.assignee else None,
            contact=unit.find(Contact, ticket.requester) if ticket.requester else None,
            ticket=ticket,
            company="" if organisation is None else organisation.name,
            team="" if team is None else team.name,
        )
        return fill_out(text, values)

    def _snooze(self, ticket: Ticket, wish: Wish) -> object:
        snooze: Any = wish.value
        wake_at = self._wakes(ticket, snooze)
        status = ticket.status if ticket.status in WAITING else _SNOOZED
        if wake_at is None or (status != ticket.status and not may_move(ticket.status, status)):
            raise Refused(Code.BAD_MOVE, "status")
        change_ticket(self._unit, ticket, moved(self._unit, ticket, status, wake_at=wake_at))
        return ticket.wake_at

    def _wakes(self, ticket: Ticket, snooze: Snooze) -> int | None:
        promises, now = self._unit.promises, self._unit.now
        calendar = promises.calendar_of(ticket, now) if snooze.hours == BUSINESS else None
        hours = promises.hours_of(calendar) if promises.knows(calendar) else ALWAYS
        day = promises.business_day(calendar if promises.knows(calendar) else None)
        return hours.due(now, snooze.time.length(day) // _MICROSECOND)


def plain(value: Any) -> object:
    """A wish's value as it is logged."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Reply():
            return {"text": value.text, "draft": value.draft}
        case Snooze():
            return write_duration(value.time)
    if hasattr(value, "duration"):
        return write_duration(value.duration)
    return {value.kind: value.name} if value.kind else value.name
