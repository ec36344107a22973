# SPDX-License-Identifier: Apache-2.0
"""For every type of command one that changes something at the standard desk, and who may send it.

The laws of the desk and the authorisation matrix are generated from here: a command without a maker
fails both.
"""

from collections.abc import Callable
from typing import Final

from sync_server.contract.commands import COMMANDS, Command
from sync_server.desk.actor import Actor
from tests.support.plain import Absence, Need, c
from tests.support.standard_desk import CHANNEL_ACTOR, HUB_ACTOR, OFFICE_HOURS, in_a_year

Maker = Callable[[str, str], Command]
"""Makes a command from the name of a ticket and the name of its sender."""


def _file(sender: str) -> tuple[object, ...]:
    return (c.File(id=f"{sender}.file7", name="a.txt", media_type="text/plain"),)


MAKERS: Final[dict[type[Command], Maker]] = {
    c.OpenTicket: lambda _, sender: c.OpenTicket(
        ticket="made",
        message="made-1",
        subject="Made",
        text="Made up",
        requester="sam",
        team="support",
        tags=("made",),
        mentions=("eve",),
    ),
    c.ReceiveMessage: lambda ticket, _: c.ReceiveMessage(
        ticket="made",
        message="made-1",
        contact="made-contact",
        thread=ticket,
        sender="new@globex.test",
        text="Any news?",
    ),
    c.ImportTicket: lambda _, sender: c.ImportTicket(
        ticket="made",
        contact="made-contact",
        requester="new@globex.test",
        subject="Long ago",
        status="solved",
        team="support",
        assignee="ann",
        tags=("made",),
        messages=(
            c.PastMessage(id="made-1", type="customer", at=1, text="Please help"),
            c.PastMessage(id="made-2", type="reply", at=2, text="Done", agent="ann"),
        ),
    ),
    c.ImportMessage: lambda ticket, _: c.ImportMessage(
        ticket=ticket, message=c.PastMessage(id="made-1", type="customer", at=1, text="Old news")
    ),
    c.Reply: lambda ticket, sender: c.Reply(
        ticket=ticket, message="made-1", text="Hello", status="pending", hold_s=10
    ),
    c.RetractReply: lambda ticket, _: c.RetractReply(message=f"{ticket}-reply"),
    c.AddNote: lambda ticket, _: c.AddNote(
        ticket=ticket, message="made-1", text="A remark", mentions=("eve",)
    ),
    c.Attach: lambda ticket, sender: c.Attach(message=f"{ticket}-note", files=_file(sender)),
    c.Forward: lambda ticket, _: c.Forward(
        ticket=ticket, message="made-1", text="Please look", to=("third@party.test",)
    ),
    c.SendAgain: lambda ticket, _: c.SendAgain(message=f"{ticket}-reply"),
    c.RecordDelivery: lambda ticket, _: c.RecordDelivery(
        message=f"{ticket}-reply", delivery="accepted", note="mail.acme.test"
    ),
    c.SendAutomatic: lambda ticket, _: c.SendAutomatic(
        ticket=ticket, message="made-1", text="We have it", to=("kim@acme.test",)
    ),
    c.HoldMail: lambda _, sender: c.HoldMail(held="made", reason="blocked", sender="a@evil.test"),
    c.ReleaseHeld: lambda _, sender: c.ReleaseHeld(held="parked"),
    c.DiscardHeld: lambda _, sender: c.DiscardHeld(held="parked"),
    c.BlockSender: lambda _, sender: c.BlockSender(block="@evil.test"),
    c.UnblockSender: lambda _, sender: c.UnblockSender(block="bad@evil.test"),
    c.MarkSpam: lambda ticket, _: c.MarkSpam(ticket=ticket),
    c.DeleteTicket: lambda ticket, _: c.DeleteTicket(ticket=ticket),
    c.RestoreTicket: lambda ticket, _: c.RestoreTicket(ticket=ticket),
    c.MergeTicket: lambda ticket, _: c.MergeTicket(ticket=ticket, into="twin", confirmed=True),
    c.UnmergeTicket: lambda ticket, _: c.UnmergeTicket(ticket=ticket),
    c.SplitTicket: lambda ticket, _: c.SplitTicket(
        ticket=ticket, into="made", subject="Another question", messages=(f"{ticket}-1",)
    ),
    c.LinkTickets: lambda ticket, _: c.LinkTickets(ticket=ticket, to="twin", kind="parent"),
    c.UnlinkTickets: lambda ticket, _: c.UnlinkTickets(ticket=ticket, to="twin", kind="related"),
    c.PurgeTicket: lambda ticket, _: c.PurgeTicket(ticket=ticket),
    c.ChangeParticipants: lambda ticket, _: c.ChangeParticipants(
        ticket=ticket, add=("boss@acme.test",)
    ),
    c.LogCall: lambda ticket, _: c.LogCall(
        ticket=ticket, message="made-1", call=c.Call(minutes=4), text="Spoke about it"
    ),
    c.SetSubject: lambda ticket, _: c.SetSubject(ticket=ticket, subject="Other words"),
    c.SetStatus: lambda ticket, _: c.SetStatus(ticket=ticket, status="spam"),
    c.SetPriority: lambda ticket, _: c.SetPriority(ticket=ticket, priority="urgent"),
    c.SetCategory: lambda ticket, _: c.SetCategory(ticket=ticket, category="refunds"),
    c.SetSolution: lambda ticket, _: c.SetSolution(ticket=ticket, solution="Plugged it in"),
    c.TickItem: lambda ticket, _: c.TickItem(ticket=ticket, item="Ask for the invoice"),
    c.SetNeeds: lambda ticket, _: c.SetNeeds(ticket=ticket, needs=(Need("french", 2),)),
    c.SetTeam: lambda ticket, _: c.SetTeam(
        ticket=ticket, team="support" if ticket in ("billed", "guested", "triaged") else "billing"
    ),
    c.SetAssignee: lambda ticket, _: c.SetAssignee(ticket=ticket, assignee="ben"),
    c.SetCustomField: lambda ticket, _: c.SetCustomField(ticket=ticket, name="order", value=1),
    c.ChangeTags: lambda ticket, _: c.ChangeTags(ticket=ticket, add=("made",), remove=("first",)),
    c.ChangeRequester: lambda ticket, _: c.ChangeRequester(ticket=ticket, requester="sam"),
    c.TakeTicket: lambda ticket, _: c.TakeTicket(ticket=ticket),
    c.ReleaseTicket: lambda ticket, _: c.ReleaseTicket(ticket=ticket),
    c.DeclineTicket: lambda ticket, _: c.DeclineTicket(ticket=ticket),
    c.AcceptTicket: lambda ticket, _: c.AcceptTicket(ticket=ticket),
    c.TakeNext: lambda _, sender: c.TakeNext(team="night"),
    c.FollowTicket: lambda ticket, _: c.FollowTicket(ticket=ticket, agent="lea"),
    c.UnfollowTicket: lambda ticket, _: c.UnfollowTicket(ticket=ticket, agent="eve"),
    c.MarkRead: lambda ticket, _: c.MarkRead(ticket=ticket, read_at=5),
    c.MarkUnread: lambda ticket, _: c.MarkUnread(ticket=ticket),
    c.KeepDraft: lambda ticket, _: c.KeepDraft(ticket=ticket, mode="reply", text="Dear Kim"),
    c.ArchiveTicket: lambda ticket, _: c.ArchiveTicket(ticket=ticket),
    c.SaveView: lambda _, sender: c.SaveView(
        view="made", name="Made", conditions={"priority": "high"}
    ),
    c.DeleteView: lambda _, sender: c.DeleteView(view="everyones"),
    c.SetAvailability: lambda _, sender: c.SetAvailability(state="busy"),
    c.SetReachable: lambda _, sender: c.SetReachable(agent="ann", reachable=True),
    c.CreateContact: lambda _, sender: c.CreateContact(
        contact="made", name="Made", emails=("made@globex.test",), organisation="globex"
    ),
    c.ChangeContact: lambda _, sender: c.ChangeContact(contact="kim", vip=True),
    c.MergeContacts: lambda _, sender: c.MergeContacts(source="kim", target="sam"),
    c.CreateOrganisation: lambda _, sender: c.CreateOrganisation(
        organisation="made", name="Made", domains=("made.test",)
    ),
    c.ChangeOrganisation: lambda _, sender: c.ChangeOrganisation(organisation="acme", notes="x"),
    c.MergeOrganisations: lambda _, sender: c.MergeOrganisations(source="acme", target="globex"),
    c.CreateAgent: lambda _, sender: c.CreateAgent(agent="made", name="Made", email="made@d.test"),
    c.ChangeAgent: lambda _, sender: c.ChangeAgent(agent="ann", role="light"),
    c.DisableAgent: lambda _, sender: c.DisableAgent(agent="rob"),
    c.EnableAgent: lambda _, sender: c.EnableAgent(agent="gon"),
    c.SetSkill: lambda _, sender: c.SetSkill(agent="ann", skill="french", level=3),
    c.CreateTeam: lambda _, sender: c.CreateTeam(team="made", name="Made"),
    c.ChangeTeam: lambda _, sender: c.ChangeTeam(team="support", name="Made"),
    c.SetMembership: lambda _, sender: c.SetMembership(
        membership="made", agent="eve", team="support"
    ),
    c.EndMembership: lambda _, sender: c.EndMembership(agent="ann", team="support"),
    c.CreateCategory: lambda _, sender: c.CreateCategory(category="made", name="Made"),
    c.ChangeCategory: lambda _, sender: c.ChangeCategory(category="refunds", name="Made"),
    c.SaveSkill: lambda _, sender: c.SaveSkill(skill="made", name="Made"),
    c.ConnectMailbox: lambda _, sender: c.ConnectMailbox(
        mailbox="made",
        address="made@desk.test",
        imap_host="mail.desk.test",
        smtp_host="mail.desk.test",
        user="made",
        secret="spare",
    ),
    c.ChangeMailbox: lambda _, sender: c.ChangeMailbox(mailbox="post", signature="Made"),
    c.ReportMailbox: lambda _, sender: c.ReportMailbox(
        mailbox="post", state="failing", problem="The password is wrong."
    ),
    c.SaveCanned: lambda _, sender: c.SaveCanned(canned="made", name="Made", text="Made up"),
    c.DeleteCanned: lambda _, sender: c.DeleteCanned(canned="everyones"),
    c.SetPreferences: lambda _, sender: c.SetPreferences(mail_assigned=False),
    c.ChangeWorkspace: lambda _, sender: c.ChangeWorkspace(timezone="Europe/Berlin"),
    c.SaveCalendar: lambda _, sender: c.SaveCalendar(
        calendar="made", name="Made", document=OFFICE_HOURS
    ),
    c.PublishCalendar: lambda _, sender: c.PublishCalendar(calendar="office"),
    c.MoveCalendar: lambda _, sender: c.MoveCalendar(calendar="office"),
    c.SavePolicy: lambda _, sender: c.SavePolicy(
        policy="made", name="Made", document={"targets": {"first_reply": "4h"}}
    ),
    c.PublishPolicy: lambda _, sender: c.PublishPolicy(policy="gold"),
    c.SaveRule: lambda _, sender: c.SaveRule(
        rule="made", document={"rule": "Made", "actions": {"priority": "high"}}
    ),
    c.PublishRule: lambda _, sender: c.PublishRule(rule="refunding"),
    c.SaveGate: lambda _, sender: c.SaveGate(
        gate="team.billing", document={"require": ["solution"]}
    ),
    c.PublishGate: lambda _, sender: c.PublishGate(gate="category.refunds"),
    c.DeleteRule: lambda _, sender: c.DeleteRule(rule="refunding"),
    c.RunMacro: lambda ticket, _: c.RunMacro(rule="by-hand", tickets=(ticket,)),
    c.UndoRule: lambda ticket, _: c.UndoRule(ticket=ticket, rule="loud"),
    c.UndoChange: lambda ticket, _: c.UndoChange(ticket=ticket, of=2**40),
    c.RunRules: lambda ticket, _: c.RunRules(tickets=(ticket,)),
    c.DismissAlerts: lambda _, sender: c.DismissAlerts(alerts=(f"{sender}.queued.loud",)),
    c.ExtendClock: lambda ticket, _: c.ExtendClock(
        ticket=ticket, metric="resolution", by_s=3600, reason="A part is on its way"
    ),
    c.AcknowledgeClock: lambda ticket, _: c.AcknowledgeClock(
        ticket=ticket, metric="agent_work", instance=1, point=100
    ),
    c.TellClocks: lambda ticket, _: c.TellClocks(tickets=(ticket,)),
    c.WakeTickets: lambda ticket, _: c.WakeTickets(tickets=(ticket,)),
    c.CloseTickets: lambda ticket, _: c.CloseTickets(tickets=(ticket,)),
    c.RouteTickets: lambda ticket, _: c.RouteTickets(tickets=(ticket,)),
    c.SetAbsences: lambda _, sender: c.SetAbsences(
        absences=(Absence(in_a_year(), in_a_year() + 1, "lea"),)
    ),
    c.PlaceTicket: lambda ticket, _: c.PlaceTicket(ticket=ticket, pinned=True),
    c.KeepQueueBack: lambda _, sender: c.KeepQueueBack(team="support", kept_back=True),
    c.MoveQueue: lambda _, sender: c.MoveQueue(team="support", to="billing"),
    c.Redistribute: lambda ticket, _: c.Redistribute(agent="ann", tickets=(ticket,)),
    c.ReturnTickets: lambda ticket, _: c.ReturnTickets(agent="ann", tickets=(ticket,), base=2**40),
    c.RouteAgents: lambda _, sender: c.RouteAgents(agents=("eve",)),
    c.CreateApiKey: lambda _, sender: c.CreateApiKey(
        key="made",
        name="Made",
        rights=("tickets:write",),
        digest="cd" * 32,
        expires_at=in_a_year(),
    ),
    c.RevokeApiKey: lambda _, sender: c.RevokeApiKey(key="key"),
}

_TICKETS: Final = {
    "TakeTicket": "fresh",
    "UnfollowTicket": "guested",
    "MarkUnread": "opened",
    "ArchiveTicket": "closed",
    "SendAgain": "pended",
    "RestoreTicket": "spammed",
    "UnmergeTicket": "merged",
    "UnlinkTickets": "settled",
    "PurgeTicket": "ancient",
    "ExtendClock": "triaged",
    "AcknowledgeClock": "triaged",
    "TellClocks": "triaged",
    "WakeTickets": "held",
    "RunRules": "held",
    "UndoRule": "queued",
    "UndoChange": "held",
    "CloseTickets": "settled",
    "RouteTickets": "queued",
    "DeclineTicket": "offered",
    "AcceptTicket": "offered",
    "ReturnTickets": "fresh",
}
_SENDERS: Final[dict[str, Actor | str]] = {
    "ReceiveMessage": CHANNEL_ACTOR,
    "ImportTicket": HUB_ACTOR,
    "ImportMessage": HUB_ACTOR,
    "SetReachable": HUB_ACTOR,
    "RecordDelivery": HUB_ACTOR,
    "SendAutomatic": HUB_ACTOR,
    "HoldMail": CHANNEL_ACTOR,
    "PurgeTicket": HUB_ACTOR,
    "ReportMailbox": HUB_ACTOR,
    "MoveCalendar": HUB_ACTOR,
    "TellClocks": HUB_ACTOR,
    "WakeTickets": HUB_ACTOR,
    "RunRules": HUB_ACTOR,
    "CloseTickets": HUB_ACTOR,
    "RouteTickets": HUB_ACTOR,
    "RouteAgents": HUB_ACTOR,
    "RetractReply": "ann",
    "Attach": "ann",
    "ReleaseTicket": "ann",
    "MarkUnread": "ann",
}


def sender_of(command: type[Command]) -> Actor | str:
    """Somebody who may send the command that `make` makes."""
    return _SENDERS.get(command.__name__, "ada")


def make(command: type[Command], *, ticket: str | None = None, sender: str = "") -> Command:
    """A command of that type, on `ticket` or on one where it changes something."""
    actor = sender_of(command)
    name = sender or (actor if isinstance(actor, str) else actor.id)
    return MAKERS[command](ticket or _TICKETS.get(command.__name__, "opened"), name)


COMMAND_TYPES: Final = tuple(COMMANDS.values())
