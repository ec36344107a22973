# SPDX-License-Identifier: Apache-2.0
"""Every gesture that a client knows, in an order in which each of them makes sense.

A gesture is made in one workspace and gives what must then hold in another one.
"""

from collections.abc import Callable
from typing import Any, Final

from app import intents
from sync_server.contract.clocks import Clock
from sync_server.contract.commands import Call, File
from sync_server.contract.entities import (
    WORKSPACE,
    Absence,
    Agent,
    AutomationRule,
    Availability,
    Block,
    Calendar,
    Canned,
    Category,
    Contact,
    Gate,
    Link,
    Membership,
    Organisation,
    Preferences,
    SavedView,
    Skill,
    SlaPolicy,
    Team,
    Ticket,
    Workspace,
)
from sync_server.contract.gates import gate_of_category
from sync_server.contract.needs import Need

Holds = Callable[[Any], Any]
"""Whether a workspace shows what a gesture did."""


class Scene:
    """The writer's workspace, and the ids of what the gestures have made so far."""

    def __init__(self, workspace: Any, *, me: str, file: File) -> None:
        self.workspace = workspace
        self.me = me
        self.file = file
        self.made: dict[str, Any] = {}
        self.conversation: Any = None
        """The other client's conversation of the ticket "main", once it is open."""

    def entries(self) -> dict[str, Any]:
        return {entry.message.id: entry for entry in self.conversation.entries}

    def keep(self, name: str, id: Any) -> Any:
        self.made[name] = id
        return id

    def is_unread(self, workspace: Any) -> bool:
        return workspace.is_unread(self.made["main"])


# -- customers ---------------------------------------------------------------------------------


def create_organisation(scene: Scene) -> Holds:
    made = intents.create_organisation(scene.workspace, name="Quay & Co", domains=("quay.example",))
    scene.keep("organisation", made)
    return lambda other: other.get(Organisation, made)


def change_organisation(scene: Scene) -> Holds:
    id = scene.made["organisation"]
    intents.change_organisation(scene.workspace, organisation=id, notes="Pays late")
    return lambda other: other.get(Organisation, id).notes == "Pays late"


def merge_organisations(scene: Scene) -> Holds:
    target = scene.made["organisation"]
    source = intents.create_organisation(scene.workspace, name="Quay")
    intents.merge_organisations(scene.workspace, source=source, target=target)
    return lambda other: getattr(other.get(Organisation, source), "merged_into", None) == target


def create_contact(scene: Scene) -> Holds:
    made = intents.create_contact(scene.workspace, name="Kim", emails=("kim@quay.example",))
    scene.keep("contact", made)
    return lambda other: other.get(Contact, made)


def change_contact(scene: Scene) -> Holds:
    id = scene.made["contact"]
    intents.change_contact(scene.workspace, contact=id, vip=True)
    return lambda other: other.get(Contact, id).vip


def merge_contacts(scene: Scene) -> Holds:
    target = scene.made["contact"]
    source = intents.create_contact(scene.workspace, name="Kim too")
    intents.merge_contacts(scene.workspace, source=source, target=target)
    return lambda other: getattr(other.get(Contact, source), "merged_into", None) == target


# -- staff -------------------------------------------------------------------------------------


def create_team(scene: Scene) -> Holds:
    made = scene.keep("team", intents.create_team(scene.workspace, name="Returns"))
    return lambda other: other.get(Team, made)


def change_team(scene: Scene) -> Holds:
    id = scene.made["team"]
    intents.change_team(scene.workspace, team=id, colour="s4")
    return lambda other: other.get(Team, id).colour == "s4"


def create_agent(scene: Scene) -> Holds:
    made = intents.create_agent(scene.workspace, name="Nils", email="nils@desk.example")
    scene.keep("agent", made)
    return lambda other: other.get(Agent, made)


def change_agent(scene: Scene) -> Holds:
    id = scene.made["agent"]
    intents.change_agent(scene.workspace, agent=id, role="light")
    return lambda other: other.get(Agent, id).role == "light"


def set_membership(scene: Scene) -> Holds:
    agent = scene.made["agent"]
    intents.set_membership(scene.workspace, agent=agent, team=scene.made["team"], level="read")
    return lambda other: [each for each in other.all(Membership) if each.agent == agent]


def end_membership(scene: Scene) -> Holds:
    agent = scene.made["agent"]
    intents.end_membership(scene.workspace, agent=agent, team=scene.made["team"])
    return lambda other: not [each for each in other.all(Membership) if each.agent == agent]


def disable_agent(scene: Scene) -> Holds:
    id = scene.made["agent"]
    intents.disable_agent(scene.workspace, agent=id)
    return lambda other: other.get(Agent, id).disabled


def enable_agent(scene: Scene) -> Holds:
    id = scene.made["agent"]
    intents.enable_agent(scene.workspace, agent=id)
    return lambda other: not other.get(Agent, id).disabled


def create_category(scene: Scene) -> Holds:
    made = scene.keep("category", intents.create_category(scene.workspace, name="Damage"))
    return lambda other: other.get(Category, made)


def change_category(scene: Scene) -> Holds:
    id = scene.made["category"]
    intents.change_category(scene.workspace, category=id, name="Breakage")
    return lambda other: other.get(Category, id).name == "Breakage"


def create_skill(scene: Scene) -> Holds:
    made = scene.keep("skill", intents.create_skill(scene.workspace, name="French"))
    return lambda other: other.get(Skill, made)


def save_skill(scene: Scene) -> Holds:
    id = scene.made["skill"]
    intents.save_skill(scene.workspace, skill=id, name="Fran\u00e7ais")
    return lambda other: other.get(Skill, id).name == "Fran\u00e7ais"


def set_skill(scene: Scene) -> Holds:
    agent, skill = scene.made["agent"], scene.made["skill"]
    intents.set_skill(scene.workspace, agent=agent, skill=skill, level=2)
    return lambda other: other.get(Agent, agent).skills == {skill: 2}


def set_needs(scene: Scene) -> Holds:
    ticket, needs = scene.made["main"], (Need(scene.made["skill"], 2),)
    intents.set_needs(scene.workspace, ticket=ticket, needs=needs)
    return lambda other: other.get(Ticket, ticket).needs == needs


def save_gate(scene: Scene) -> Holds:
    gate, document = gate_of_category(scene.made["category"]), {"checklist": [{"text": "Ask"}]}
    intents.save_gate(scene.workspace, gate=gate, document=document)
    return lambda other: [each.draft for each in other.all(Gate)] == [document]


def publish_gate(scene: Scene) -> Holds:
    gate = gate_of_category(scene.made["category"])
    intents.publish_gate(scene.workspace, gate=gate)
    return lambda other: [each.number for each in other.all(Gate)] == [1]


def set_solution(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.set_solution(scene.workspace, ticket=ticket, solution="Rotated the key")
    return lambda other: other.get(Ticket, ticket).solution == "Rotated the key"


def tick_item(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.tick_item(scene.workspace, ticket=ticket, item="Ask", done=True)
    return lambda other: [tick.item for tick in other.get(Ticket, ticket).ticks] == ["Ask"]


# -- time --------------------------------------------------------------------------------------


def create_calendar(scene: Scene) -> Holds:
    document = {"timezone": "UTC", "24x7": True}
    made = intents.create_calendar(scene.workspace, name="Always", document=document)
    scene.keep("calendar", made)
    return lambda other: other.get(Calendar, made)


def save_calendar(scene: Scene) -> Holds:
    id = scene.made["calendar"]
    intents.save_calendar(scene.workspace, calendar=id, name="Day and night")
    return lambda other: other.get(Calendar, id).name == "Day and night"


def publish_calendar(scene: Scene) -> Holds:
    id = scene.made["calendar"]
    intents.publish_calendar(scene.workspace, calendar=id, note="First")
    return lambda other: other.get(Calendar, id).number == 1 and other.get(Calendar, id).open


def create_policy(scene: Scene) -> Holds:
    """Before all others: solved in a minute, and after a hundredth of it somebody is told."""
    for place, policy in enumerate(scene.workspace.all(SlaPolicy), start=1):
        intents.save_policy(scene.workspace, policy=policy.id, position=place)
    document = {
        "calendar": scene.made["calendar"],
        "targets": {"resolution": "1m"},
        "alerts": [1],
    }
    made = intents.create_policy(scene.workspace, name="Fast", document=document, position=0)
    scene.keep("policy", made)
    return lambda other: other.get(SlaPolicy, made)


def publish_policy(scene: Scene) -> Holds:
    id = scene.made["policy"]
    intents.publish_policy(scene.workspace, policy=id, note="First")
    return lambda other: other.get(SlaPolicy, id).number == 1


def acknowledge_clock(scene: Scene) -> Holds:
    """Once the desk has told of it."""
    ticket = scene.made["main"]

    def holds(other: Any) -> bool:
        clock = _resolution(other, ticket)
        if clock.fired and not clock.acknowledged:
            intents.acknowledge_clock(
                scene.workspace,
                ticket=ticket,
                metric=clock.metric,
                instance=clock.instance,
                point=clock.fired[-1],
            )
        return bool(clock.acknowledged)

    return holds


def extend_clock(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.extend_clock(
        scene.workspace, ticket=ticket, metric="resolution", by_s=7200, reason="The crate is lost"
    )
    return lambda other: _resolution(other, ticket).extension == "The crate is lost"


def save_policy(scene: Scene) -> Holds:
    id = scene.made["policy"]
    intents.save_policy(scene.workspace, policy=id, disabled=True)
    return lambda other: other.get(SlaPolicy, id).disabled


def create_rule(scene: Scene) -> Holds:
    document = {"rule": "Crates", "conditions": {"tags": "crate"}, "actions": {"priority": "low"}}
    made = intents.create_rule(scene.workspace, document=document, position=0)
    scene.keep("rule", made)
    return lambda other: getattr(other.get(AutomationRule, made), "name", "") == "Crates"


def publish_rule(scene: Scene) -> Holds:
    id = scene.made["rule"]
    intents.publish_rule(scene.workspace, rule=id, note="First")
    return lambda other: other.get(AutomationRule, id).number == 1


def save_rule(scene: Scene) -> Holds:
    id = scene.made["rule"]
    intents.save_rule(scene.workspace, rule=id, disabled=True)
    return lambda other: other.get(AutomationRule, id).disabled


def dismiss_alerts(scene: Scene) -> Holds:
    """Nobody told them anything: what is gone already is no fault, and nothing happens."""
    sent = intents.dismiss_alerts(scene.workspace, alerts=("none",))
    return lambda _other: sent not in {each.id for each in scene.workspace.pending}


def run_macro(scene: Scene) -> Holds:
    document = {"rule": "Check", "triggers": {"on": "manual"}, "actions": {"tags": "checked"}}
    made = intents.create_rule(scene.workspace, document=document, position=1)
    intents.publish_rule(scene.workspace, rule=made)
    scene.keep("macro", made)
    ticket = scene.made["main"]
    intents.run_macro(scene.workspace, rule=made, tickets=(ticket,))
    return lambda other: "checked" in other.get(Ticket, ticket).tags


def undo_rule(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.undo_rule(scene.workspace, ticket=ticket, rule=scene.made["macro"])
    return lambda other: "checked" not in other.get(Ticket, ticket).tags


def undo_change(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    was = scene.workspace.get(Ticket, ticket).subject
    sent = intents.set_subject(scene.workspace, ticket=ticket, subject="By mistake")
    intents.undo_change(scene.workspace, ticket=ticket, of=sent)
    return lambda other: (
        other.get(Ticket, ticket).subject == was
        and not {each.id for each in scene.workspace.pending if each.id == sent}
    )


def delete_rule(scene: Scene) -> Holds:
    id = scene.made["rule"]
    intents.delete_rule(scene.workspace, rule=id)
    return lambda other: other.get(AutomationRule, id) is None


def _resolution(workspace: Any, ticket: Any) -> Clock:
    clocks = workspace.get(Ticket, ticket).clocks
    return next(clock for clock in clocks if clock.metric == "resolution")


def _another(scene: Scene, name: str) -> Any:
    """The id of a ticket beside the main one."""
    if name not in scene.made:
        opened = intents.open_ticket(scene.workspace, subject=name, text="The same crate")
        scene.keep(name, opened.ticket)
    return scene.made[name]


def link_tickets(scene: Scene) -> Holds:
    ticket, to = scene.made["main"], _another(scene, "second")
    intents.link_tickets(scene.workspace, ticket=ticket, to=to, kind="parent")
    link = Link(kind="child", ticket=ticket)
    return lambda other: link in getattr(other.get(Ticket, to), "links", ())


def unlink_tickets(scene: Scene) -> Holds:
    ticket, to = scene.made["main"], scene.made["second"]
    intents.unlink_tickets(scene.workspace, ticket=ticket, to=to, kind="parent")
    return lambda other: not other.get(Ticket, ticket).links


def merge_ticket(scene: Scene) -> Holds:
    ticket, into = _another(scene, "third"), scene.made["second"]
    intents.merge_ticket(scene.workspace, ticket=ticket, into=into)
    return lambda other: (
        getattr(other.get(Ticket, ticket), "merged_into", None) == into
        and other.get(Ticket, into).messages == 2
    )


def unmerge_ticket(scene: Scene) -> Holds:
    ticket, into = scene.made["third"], scene.made["second"]
    intents.unmerge_ticket(scene.workspace, ticket=ticket)
    return lambda other: (
        other.get(Ticket, ticket).status == "new" and other.get(Ticket, into).messages == 1
    )


def split_ticket(scene: Scene) -> Holds:
    ticket = scene.made["second"]
    note = intents.add_note(scene.workspace, ticket=ticket, text="Another thing")
    split = intents.split_ticket(
        scene.workspace, ticket=ticket, subject="Another thing", messages=(note.message,)
    )
    return lambda other: getattr(other.get(Ticket, split.ticket), "number", 0) > 0


# -- tickets -----------------------------------------------------------------------------------


def open_ticket(scene: Scene) -> Holds:
    opened = intents.open_ticket(
        scene.workspace,
        subject="The crate came open",
        text="Two of twelve are broken",
        requester=scene.made["contact"],
        tags=("crate",),  # type: ignore[arg-type]
    )
    scene.keep("main", opened.ticket)
    return lambda other: getattr(other.get(Ticket, opened.ticket), "number", 0) > 0


def mark_read(scene: Scene) -> Holds:
    intents.mark_read(scene.workspace, ticket=scene.made["main"])
    return lambda other: not scene.is_unread(other)


def mark_unread(scene: Scene) -> Holds:
    intents.mark_unread(scene.workspace, ticket=scene.made["main"])
    return scene.is_unread


def set_subject(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.set_subject(scene.workspace, ticket=ticket, subject="Broken crate")
    return lambda other: other.get(Ticket, ticket).subject == "Broken crate"


def set_priority(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.set_priority(scene.workspace, ticket=ticket, priority="urgent")
    return lambda other: other.get(Ticket, ticket).priority == "urgent"


def set_category(scene: Scene) -> Holds:
    ticket, category = scene.made["main"], scene.made["category"]
    intents.set_category(scene.workspace, ticket=ticket, category=category)
    return lambda other: other.get(Ticket, ticket).category == category


def set_team(scene: Scene) -> Holds:
    ticket, team = scene.made["main"], scene.made["team"]
    intents.set_team(scene.workspace, ticket=ticket, team=team)
    return lambda other: other.get(Ticket, ticket).team == team


def take(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.take(scene.workspace, ticket=ticket)
    return lambda other: other.get(Ticket, ticket).assignee == scene.me


def release(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.release(scene.workspace, ticket=ticket)
    return lambda other: other.get(Ticket, ticket).assignee is None


def decline(scene: Scene) -> Holds:
    """Nobody offered it: then declining is no fault, and nothing happens."""
    ticket = scene.made["main"]
    asked = scene.workspace.get(Ticket, ticket).asked
    sent = intents.decline(scene.workspace, ticket=ticket)
    return lambda other: (
        sent not in {each.id for each in scene.workspace.pending}
        and other.get(Ticket, ticket).asked == asked
    )


def accept(scene: Scene) -> Holds:
    """The team that offers it has nobody else."""
    workspace, team = scene.workspace, intents.create_team(scene.workspace, name="Offering")
    intents.set_membership(workspace, agent=scene.me, team=team)  # type: ignore[arg-type]
    intents.change_team(workspace, team=team, routing="balanced", accept_s=3600)
    opened = intents.open_ticket(workspace, subject="Offered", text="Please", team=team)
    intents.accept(workspace, ticket=opened.ticket)
    return lambda other: getattr(other.get(Ticket, opened.ticket), "assignee", "") == scene.me


def take_next(scene: Scene) -> Holds:
    workspace, team = scene.workspace, intents.create_team(scene.workspace, name="Pulling")
    intents.set_membership(workspace, agent=scene.me, team=team)  # type: ignore[arg-type]
    opened = intents.open_ticket(workspace, subject="Waiting", text="Please", team=team)
    intents.take_next(workspace, team=team)
    return lambda other: getattr(other.get(Ticket, opened.ticket), "assignee", "") == scene.me


def set_absences(scene: Scene) -> Holds:
    away = (Absence(2**50, 2**51),)
    intents.set_absences(scene.workspace, absences=away)
    return lambda other: getattr(other.get(Availability, scene.me), "absences", ()) == away


def place_ticket(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.place_ticket(scene.workspace, ticket=ticket, pinned=True)
    return lambda other: other.get(Ticket, ticket).pinned


def keep_queue_back(scene: Scene) -> Holds:
    team = scene.made["team"]
    intents.keep_queue_back(scene.workspace, team=team, kept_back=True)
    return lambda other: other.get(Team, team).kept_back


def move_queue(scene: Scene) -> Holds:
    workspace, to = scene.workspace, scene.made["team"]
    team = intents.create_team(workspace, name="Closing")
    opened = intents.open_ticket(workspace, subject="Waiting", text="Please", team=team)
    intents.move_queue(workspace, team=team, to=to)
    return lambda other: getattr(other.get(Ticket, opened.ticket), "team", None) == to


def redistribute(scene: Scene) -> Holds:
    workspace, me, team = scene.workspace, scene.me, scene.made["team"]
    opened = intents.open_ticket(workspace, subject="Mine", text="x", team=team)
    intents.take(workspace, ticket=opened.ticket)
    tickets = (opened.ticket,)
    sent = intents.redistribute(workspace, agent=me, tickets=tickets)  # type: ignore[arg-type]
    scene.keep("redistributed", (opened.ticket, sent))
    return lambda other: getattr(other.get(Ticket, opened.ticket), "assignee", me) is None


def return_tickets(scene: Scene) -> Holds:
    ticket, base = scene.made["redistributed"]
    me: Any = scene.me
    intents.return_tickets(scene.workspace, agent=me, tickets=(ticket,), base=base)
    return lambda other: other.get(Ticket, ticket).assignee == me


def assign(scene: Scene) -> Holds:
    ticket, me = scene.made["main"], scene.me
    intents.assign(scene.workspace, ticket=ticket, assignee=me)  # type: ignore[arg-type]
    return lambda other: other.get(Ticket, ticket).assignee == me


def follow(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.follow(scene.workspace, ticket=ticket)
    return lambda other: scene.me in other.get(Ticket, ticket).followers


def unfollow(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.unfollow(scene.workspace, ticket=ticket)
    return lambda other: scene.me not in other.get(Ticket, ticket).followers


def change_tags(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.change_tags(scene.workspace, ticket=ticket, add=("glass",), remove=("crate",))  # type: ignore[arg-type]
    return lambda other: other.get(Ticket, ticket).tags == ("glass",)


def set_custom_field(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.set_custom_field(scene.workspace, ticket=ticket, name="order", value=4711)
    return lambda other: other.get(Ticket, ticket).custom == {"order": 4711}


def change_requester(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    contact = intents.create_contact(scene.workspace, name="Lou", emails=("lou@quay.example",))
    intents.change_requester(scene.workspace, ticket=ticket, requester=contact)
    return lambda other: other.get(Ticket, ticket).requester == contact


# -- writing -----------------------------------------------------------------------------------


def reply(scene: Scene) -> Holds:
    text = "We send new ones 🙂"
    made = intents.reply(scene.workspace, ticket=scene.made["main"], text=text, hold_s=120)
    scene.keep("reply", made.message)
    return lambda _: (
        made.message in scene.entries() and (scene.entries()[made.message].message.text == text)
    )


def retract_reply(scene: Scene) -> Holds:
    message = scene.made["reply"]
    intents.retract_reply(scene.workspace, message=message)
    return lambda _: scene.entries()[message].message.retracted


def add_note(scene: Scene) -> Holds:
    made = intents.add_note(scene.workspace, ticket=scene.made["main"], text="They were glued")
    scene.keep("note", made.message)
    return lambda _: made.message in scene.entries()


def attach(scene: Scene) -> Holds:
    message = scene.made["note"]
    intents.attach(scene.workspace, message=message, files=(scene.file,))
    return lambda _: [each.name for each in scene.entries()[message].attachments] == ["crate.bin"]


def set_status(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.set_status(scene.workspace, ticket=ticket, status="solved")
    intents.set_status(scene.workspace, ticket=ticket, status="closed")
    return lambda other: other.get(Ticket, ticket).status == "closed"


def archive_ticket(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.archive_ticket(scene.workspace, ticket=ticket)
    return lambda other: other.get(Ticket, ticket) is None


# -- one's own ---------------------------------------------------------------------------------


def save_view(scene: Scene) -> Holds:
    made = intents.save_view(scene.workspace, name="Urgent", conditions={"priority": "urgent"})
    scene.keep("view", made)
    return lambda other: other.get(SavedView, made)


def delete_view(scene: Scene) -> Holds:
    id = scene.made["view"]
    intents.delete_view(scene.workspace, view=id)
    return lambda other: other.get(SavedView, id) is None


def set_availability(scene: Scene) -> Holds:
    intents.set_availability(scene.workspace, state="break")
    return lambda other: getattr(other.get(Availability, scene.me), "state", "") == "break"


def change_participants(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.change_participants(scene.workspace, ticket=ticket, add=("boss@quay.example",))
    return lambda other: other.get(Ticket, ticket).cc == ("boss@quay.example",)


def mark_spam(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.mark_spam(scene.workspace, ticket=ticket)
    return lambda other: other.get(Ticket, ticket).status == "spam"


def delete_ticket(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.delete_ticket(scene.workspace, ticket=ticket)
    return lambda other: other.get(Ticket, ticket).status == "deleted"


def restore_ticket(scene: Scene) -> Holds:
    ticket = scene.made["main"]
    intents.restore_ticket(scene.workspace, ticket=ticket)
    return lambda other: other.get(Ticket, ticket).removed_at is None


def log_call(scene: Scene) -> Holds:
    call = Call(direction="out", minutes=3)
    written = intents.log_call(scene.workspace, ticket=scene.made["main"], call=call, text="Spoke")
    return lambda other: written.message in scene.entries()


def block_sender(scene: Scene) -> Holds:
    intents.block_sender(scene.workspace, sender="@spam.example")
    return lambda other: other.get(Block, "@spam.example")


def unblock_sender(scene: Scene) -> Holds:
    intents.unblock_sender(scene.workspace, sender="@spam.example")
    return lambda other: other.get(Block, "@spam.example") is None


def save_canned(scene: Scene) -> Holds:
    made = intents.save_canned(scene.workspace, name="Sorry", text="We are sorry")
    scene.keep("canned", made)
    return lambda other: other.get(Canned, made)


def delete_canned(scene: Scene) -> Holds:
    id = scene.made["canned"]
    intents.delete_canned(scene.workspace, canned=id)
    return lambda other: other.get(Canned, id) is None


def set_preferences(scene: Scene) -> Holds:
    intents.set_preferences(scene.workspace, mail_mentioned=False)
    return lambda other: not getattr(other.get(Preferences, scene.me), "mail_mentioned", True)


def change_workspace(scene: Scene) -> Holds:
    intents.change_workspace(scene.workspace, work_from=450)
    return lambda other: getattr(other.get(Workspace, WORKSPACE), "work_from", 0) == 450


GESTURES: Final[tuple[Callable[[Scene], Holds], ...]] = (
    create_organisation,
    change_organisation,
    merge_organisations,
    create_contact,
    change_contact,
    merge_contacts,
    create_team,
    change_team,
    create_agent,
    change_agent,
    set_membership,
    end_membership,
    disable_agent,
    enable_agent,
    create_category,
    change_category,
    create_skill,
    save_skill,
    set_skill,
    create_calendar,
    save_calendar,
    publish_calendar,
    create_policy,
    publish_policy,
    create_rule,
    publish_rule,
    save_rule,
    delete_rule,
    dismiss_alerts,
    open_ticket,
    acknowledge_clock,
    extend_clock,
    save_policy,
    mark_read,
    mark_unread,
    set_subject,
    set_priority,
    set_category,
    save_gate,
    publish_gate,
    set_solution,
    tick_item,
    set_needs,
    set_team,
    take,
    release,
    decline,
    accept,
    take_next,
    set_absences,
    place_ticket,
    keep_queue_back,
    move_queue,
    redistribute,
    return_tickets,
    assign,
    follow,
    unfollow,
    run_macro,
    undo_rule,
    undo_change,
    change_tags,
    set_custom_field,
    change_requester,
    change_participants,
    link_tickets,
    unlink_tickets,
    merge_ticket,
    unmerge_ticket,
    split_ticket,
    mark_spam,
    delete_ticket,
    restore_ticket,
    block_sender,
    unblock_sender,
    save_canned,
    delete_canned,
    set_preferences,
    change_workspace,
)
"""What needs no conversation."""

WRITINGS: Final[tuple[Callable[[Scene], Holds], ...]] = (
    reply,
    retract_reply,
    add_note,
    attach,
    log_call,
    set_status,
    archive_ticket,
    save_view,
    delete_view,
    set_availability,
)
"""The rest, in front of an open conversation."""
