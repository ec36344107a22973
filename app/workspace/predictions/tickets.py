# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on a ticket's own fields."""

from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from app.workspace.predictions.registry import Scene, predicts
from app.workspace.wake_dates import usual_days, wake_date
from sync_server.contract import commands as c
from sync_server.contract.entities import Contact, Membership, Tick, Ticket
from sync_server.contract.ids import Instant

WAITING: Final = frozenset({"pending", "on_hold"})
HIDDEN: Final = frozenset({"spam", "deleted"})
NOT_WOKEN: Final[dict[str, Any]] = {"woken_at": None, "woken_from": None, "reminded_at": None}


def changed(scene: Scene, id: str, **changes: Any) -> Iterator[Ticket]:
    """The ticket with other fields, if it is known and anything differs."""
    ticket = scene.get(Ticket, id)
    if ticket is not None:
        new = replace(ticket, **changes)
        if new != ticket:
            yield replace(new, updated_at=max(scene.at, ticket.updated_at))


def removal(ticket: Ticket, status: str, scene: Scene) -> dict[str, Any]:
    """What goes with taking a ticket away: it remembers what it was."""
    was = ticket.removed_from if ticket.status in HIDDEN else ticket.status
    return {
        "status": status,
        "removed_by": scene.me,
        "removed_at": scene.at,
        "removed_from": was,
    }


def restored(status: str) -> dict[str, Any]:
    """A status, of what is not taken away."""
    return {"status": status, "removed_by": None, "removed_at": None, "removed_from": None}


def status_changes(
    ticket: Ticket, status: str, scene: Scene, *, wake_at: Instant | None = None
) -> dict[str, Any]:
    """What goes with a move of the status. What waits comes back, though nobody says when."""
    if status in HIDDEN:
        return removal(ticket, status, scene)
    changes: dict[str, Any] = {**restored(status), **NOT_WOKEN, "wake_at": None}
    if status in WAITING:
        changes["wake_at"] = wake_at or _usual_wake(ticket, status, scene)
    if status == "solved":
        changes["solved_at"] = scene.at
        changes["assignee"] = ticket.assignee or scene.me
    elif status == "closed":
        changes["closed_at"] = scene.at
    return changes


def _usual_wake(ticket: Ticket, status: str, scene: Scene) -> Instant:
    """When it comes back from a status that waits, where nobody says else."""
    return wake_date(scene, ticket.team, usual_days(scene, ticket.team, status), scene.at)


@predicts(c.UndoChange)
def predict_undo_change(command: c.UndoChange, scene: Scene) -> Iterator[Ticket]:
    """As far as it is known what the change was; New is never entered again."""
    ticket, change = (
        scene.get(Ticket, command.ticket),
        scene.change(command.of, Ticket, command.ticket),
    )
    if ticket is None or change is None:
        return
    was, became = change
    back = {
        name: getattr(was, name)
        for name in Ticket.__struct_fields__
        if name != "updated_at" and getattr(was, name) != getattr(became, name)
    }
    if back.get("status") == "new":
        back["status"] = "open"
    if "tags" in back:
        kept = (tag for tag in ticket.tags if tag in was.tags or tag not in became.tags)
        lost = (tag for tag in was.tags if tag not in became.tags)
        back["tags"] = tuple(dict.fromkeys((*kept, *lost)))
    yield from changed(scene, command.ticket, **back)


@predicts(c.SetSubject)
def predict_set_subject(command: c.SetSubject, scene: Scene) -> Iterator[Ticket]:
    return changed(scene, command.ticket, subject=command.subject)


@predicts(c.SetStatus)
def predict_set_status(command: c.SetStatus, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    if ticket.status == command.status and ticket.status in WAITING:
        usual = ticket.wake_at or _usual_wake(ticket, ticket.status, scene)
        changes: dict[str, Any] = {"wake_at": command.wake_at or usual}
    else:
        changes = status_changes(ticket, command.status, scene, wake_at=command.wake_at)
    yield from changed(scene, command.ticket, **changes)


@predicts(c.SetPriority)
def predict_set_priority(command: c.SetPriority, scene: Scene) -> Iterator[Ticket]:
    return changed(scene, command.ticket, priority=command.priority)


@predicts(c.SetCategory)
def predict_set_category(command: c.SetCategory, scene: Scene) -> Iterator[Ticket]:
    return changed(scene, command.ticket, category=command.category)


@predicts(c.SetSolution)
def predict_set_solution(command: c.SetSolution, scene: Scene) -> Iterator[Ticket]:
    return changed(scene, command.ticket, **c.given(command, ("solution", "article")))


@predicts(c.TickItem)
def predict_tick_item(command: c.TickItem, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    kept = tuple(tick for tick in ticket.ticks if tick.item != command.item)
    if not command.done:
        yield from changed(scene, command.ticket, ticks=kept)
    elif kept == ticket.ticks:
        new = Tick(command.item, scene.me, scene.at)
        yield from changed(scene, command.ticket, ticks=(*kept, new))


@predicts(c.SetTeam)
def predict_set_team(command: c.SetTeam, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.team != command.team:
        place = (ticket.assignee, command.team)
        member = scene.first(Membership, lambda each: (each.agent, each.team) == place)
        assignee = None if member is None else ticket.assignee
        yield from changed(scene, command.ticket, team=command.team, assignee=assignee)


@predicts(c.SetAssignee)
def predict_set_assignee(command: c.SetAssignee, scene: Scene) -> Iterator[Ticket]:
    return _assigned(scene, command.ticket, command.assignee)


@predicts(c.TakeTicket)
def predict_take_ticket(command: c.TakeTicket, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.assignee is None:
        yield from _assigned(scene, command.ticket, scene.me)


@predicts(c.ReleaseTicket)
def predict_release_ticket(command: c.ReleaseTicket, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.assignee == scene.me:
        yield from _assigned(scene, command.ticket, None)


@predicts(c.DeclineTicket)
def predict_decline_ticket(command: c.DeclineTicket, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.offered_to is not None and ticket.offered_to == scene.me:
        yield replace(ticket, route_at=None, offered_to=None)


@predicts(c.AcceptTicket)
def predict_accept_ticket(command: c.AcceptTicket, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.offered_to is not None and ticket.offered_to == scene.me:
        yield from _assigned(scene, command.ticket, scene.me)


@predicts(c.PlaceTicket)
def predict_place_ticket(command: c.PlaceTicket, scene: Scene) -> Iterator[Ticket]:
    return changed(scene, command.ticket, **c.given(command, ("pinned", "kept_back")))


@predicts(c.SetNeeds)
def predict_set_needs(command: c.SetNeeds, scene: Scene) -> Iterator[Ticket]:
    return changed(scene, command.ticket, needs=command.needs)


def _assigned(scene: Scene, id: str, assignee: str | None) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, id)
    if ticket is not None:
        opened = assignee is not None and ticket.status == "new"
        status = "open" if opened else ticket.status
        yield from changed(scene, id, assignee=assignee, status=status)


@predicts(c.SetCustomField)
def predict_set_custom_field(command: c.SetCustomField, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None:
        custom = {**ticket.custom, command.name: command.value}
        kept = {name: value for name, value in custom.items() if value is not None}
        yield from changed(scene, command.ticket, custom=kept)


@predicts(c.ChangeTags)
def predict_change_tags(command: c.ChangeTags, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None:
        tags = [tag for tag in ticket.tags if tag not in command.remove]
        tags += [tag for tag in command.add if tag not in tags]
        yield from changed(scene, command.ticket, tags=tuple(tags))


@predicts(c.ChangeRequester)
def predict_change_requester(command: c.ChangeRequester, scene: Scene) -> Iterator[Ticket]:
    contact = scene.get(Contact, command.requester)
    organisation = None if contact is None else contact.organisation
    return changed(scene, command.ticket, requester=command.requester, organisation=organisation)


@predicts(c.FollowTicket)
def predict_follow_ticket(command: c.FollowTicket, scene: Scene) -> Iterator[Ticket]:
    ticket, agent = scene.get(Ticket, command.ticket), command.agent or scene.me
    if ticket is not None and agent is not None and agent not in ticket.followers:
        yield from changed(scene, command.ticket, followers=(*ticket.followers, agent))


@predicts(c.UnfollowTicket)
def predict_unfollow_ticket(command: c.UnfollowTicket, scene: Scene) -> Iterator[Ticket]:
    ticket, agent = scene.get(Ticket, command.ticket), command.agent or scene.me
    if ticket is not None:
        followers = tuple(each for each in ticket.followers if each != agent)
        yield from changed(scene, command.ticket, followers=followers)
