# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on one's own: read marks, drafts, views, availability, alerts."""

from collections.abc import Iterator

from msgspec.structs import replace

from app.workspace.predictions.registry import Edit, Gone, Scene, predicts
from sync_server.contract import commands as c
from sync_server.contract.entities import Alert, Availability, Draft, ReadMark, SavedView
from sync_server.contract.ids import AgentId, TicketId


def read_mark_id(agent: AgentId, ticket: TicketId) -> str:
    """The id of an agent's read mark on a ticket."""
    return f"{agent}.{ticket}"


@predicts(c.DismissAlerts)
def predict_dismiss_alerts(command: c.DismissAlerts, _scene: Scene) -> Iterator[Edit]:
    yield from (Gone(Alert.kind, id) for id in command.alerts)


@predicts(c.MarkRead)
def predict_mark_read(command: c.MarkRead, scene: Scene) -> Iterator[Edit]:
    if scene.me is None:
        return
    id = read_mark_id(scene.me, command.ticket)
    known = scene.get(ReadMark, id)
    if known is None or known.read_at < command.read_at:
        yield ReadMark(id=id, agent=scene.me, ticket=command.ticket, read_at=command.read_at)


@predicts(c.MarkUnread)
def predict_mark_unread(command: c.MarkUnread, scene: Scene) -> Iterator[Edit]:
    if scene.me is not None:
        yield Gone(ReadMark.kind, read_mark_id(scene.me, command.ticket))


def draft_id(agent: AgentId, ticket: TicketId, mode: str) -> str:
    """The id of an agent's draft on a ticket."""
    return f"{agent}.{ticket}.{mode}"


@predicts(c.KeepDraft)
def predict_keep_draft(command: c.KeepDraft, scene: Scene) -> Iterator[Edit]:
    if scene.me is None:
        return
    id = draft_id(scene.me, command.ticket, command.mode)
    if not command.text:
        yield Gone(Draft.kind, id)
        return
    yield Draft(
        id=id,
        agent=scene.me,
        ticket=command.ticket,
        mode=command.mode,
        text=command.text,
        to=command.to,
        cc=command.cc,
        status=command.status,
        at=scene.at,
        files=command.files,
    )


@predicts(c.SaveView)
def predict_save_view(command: c.SaveView, scene: Scene) -> Iterator[Edit]:
    yield SavedView(
        id=command.view,
        name=command.name,
        owner=None if command.shared else scene.me,
        conditions=command.conditions,
        order=command.order,
        group=command.group,
        position=command.position,
    )


@predicts(c.DeleteView)
def predict_delete_view(command: c.DeleteView, _scene: Scene) -> Iterator[Edit]:
    yield Gone(SavedView.kind, command.view)


@predicts(c.SetAvailability)
def predict_set_availability(command: c.SetAvailability, scene: Scene) -> Iterator[Edit]:
    if scene.me is None:
        return
    known = scene.get(Availability, scene.me) or Availability(id=scene.me)
    since = known.since_at if known.state == command.state else scene.at
    yield replace(known, state=command.state, since_at=since, until_at=command.until_at)


@predicts(c.SetAbsences)
def predict_set_absences(command: c.SetAbsences, scene: Scene) -> Iterator[Edit]:
    agent = command.agent or scene.me
    if agent is None:
        return
    known = scene.get(Availability, agent) or Availability(id=agent)
    planned = sorted(command.absences, key=lambda each: each.from_at)
    yield replace(known, absences=tuple(each for each in planned if each.until_at > scene.at))
