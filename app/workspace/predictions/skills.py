# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on skills, and on what the desk shares out."""

from collections.abc import Iterator

from msgspec import structs

from app.workspace.predictions.registry import Edit, Scene, predicts
from app.workspace.predictions.tickets import changed
from sync_server.contract import commands as c
from sync_server.contract.entities import Agent, Skill, Ticket
from sync_server.contract.given import given


@predicts(c.SaveSkill)
def predict_save_skill(command: c.SaveSkill, scene: Scene) -> Iterator[Edit]:
    known = scene.get(Skill, command.skill) or Skill(id=command.skill)
    yield structs.replace(known, **given(command, ("name", "disabled")))


@predicts(c.SetSkill)
def predict_set_skill(command: c.SetSkill, scene: Scene) -> Iterator[Edit]:
    agent = scene.get(Agent, command.agent)
    if agent is not None:
        levels = {**agent.skills, command.skill: command.level}
        yield structs.replace(agent, skills={key: level for key, level in levels.items() if level})


@predicts(c.DeclineTicket)
def predict_decline_ticket(command: c.DeclineTicket, scene: Scene) -> Iterator[Ticket]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.offered_to is not None and ticket.offered_to == scene.me:
        yield structs.replace(ticket, route_at=None, offered_to=None)


@predicts(c.SetNeeds)
def predict_set_needs(command: c.SetNeeds, scene: Scene) -> Iterator[Ticket]:
    return changed(scene, command.ticket, needs=command.needs)
