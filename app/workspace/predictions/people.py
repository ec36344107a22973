# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on customers, companies, staff, skills, teams and categories."""

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from app.workspace.predictions.registry import Edit, Gone, Scene, predicts
from sync_server.contract import commands as c
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import given
from sync_server.contract.entities import (
    Agent,
    Category,
    Contact,
    Entity,
    Membership,
    Organisation,
    Skill,
    Team,
)
from sync_server.contract.ids import AgentId, TeamId

E = TypeVar("E", bound=Entity)


def _created(type_: type[E], command: Struct, id: str) -> Iterator[E]:
    """A row whose fields are those of the command that creates it."""
    names = set(type_.__struct_fields__) - {"id"}
    fields = {name: getattr(command, name) for name in command.__struct_fields__ if name in names}
    yield type_(id=id, **fields)


def _changed(type_: type[E], command: c.Command, id: str, scene: Scene) -> Iterator[E]:
    """The row with what the command names; fields left out stay."""
    known = scene.get(type_, id)
    if known is None:
        return
    names = set(type_.__struct_fields__).intersection(command.__struct_fields__)
    yield replace(known, **given(command, names))


@predicts(c.CreateContact)
def predict_create_contact(command: c.CreateContact, _scene: Scene) -> Iterator[Edit]:
    return _created(Contact, command, command.contact)


@predicts(c.ChangeContact)
def predict_change_contact(command: c.ChangeContact, scene: Scene) -> Iterator[Edit]:
    return _changed(Contact, command, command.contact, scene)


@predicts(c.MergeContacts)
def predict_merge_contacts(command: c.MergeContacts, scene: Scene) -> Iterator[Edit]:
    source, target = scene.get(Contact, command.source), scene.get(Contact, command.target)
    if source is not None and target is not None:
        yield replace(source, emails=(), phones=(), merged_into=command.target)
        yield replace(
            target,
            emails=_joined(target.emails, source.emails),
            phones=_joined(target.phones, source.phones),
            organisation=target.organisation or source.organisation,
            vip=target.vip or source.vip,
            language=target.language or source.language,
            timezone=target.timezone or source.timezone,
            notes="\n\n".join(filter(None, (target.notes, source.notes))),
        )


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Both, each value once, whatever the case of its letters."""
    known = {address_key(value) for value in first}
    return (*first, *(value for value in second if address_key(value) not in known))


@predicts(c.CreateOrganisation)
def predict_create_organisation(command: c.CreateOrganisation, _scene: Scene) -> Iterator[Edit]:
    return _created(Organisation, command, command.organisation)


@predicts(c.ChangeOrganisation)
def predict_change_organisation(command: c.ChangeOrganisation, scene: Scene) -> Iterator[Edit]:
    return _changed(Organisation, command, command.organisation, scene)


@predicts(c.MergeOrganisations)
def predict_merge_organisations(command: c.MergeOrganisations, scene: Scene) -> Iterator[Edit]:
    source = scene.get(Organisation, command.source)
    if source is not None:
        yield replace(source, domains=(), merged_into=command.target)


@predicts(c.CreateAgent)
def predict_create_agent(command: c.CreateAgent, _scene: Scene) -> Iterator[Edit]:
    return _created(Agent, command, command.agent)


@predicts(c.ChangeAgent)
def predict_change_agent(command: c.ChangeAgent, scene: Scene) -> Iterator[Edit]:
    return _changed(Agent, command, command.agent, scene)


@predicts(c.DisableAgent)
def predict_disable_agent(command: c.DisableAgent, scene: Scene) -> Iterator[Edit]:
    return _switched(scene, command.agent, disabled=True)


@predicts(c.EnableAgent)
def predict_enable_agent(command: c.EnableAgent, scene: Scene) -> Iterator[Edit]:
    return _switched(scene, command.agent, disabled=False)


def _switched(scene: Scene, id: str, *, disabled: bool) -> Iterator[Edit]:
    agent = scene.get(Agent, id)
    if agent is not None:
        yield replace(agent, disabled=disabled)


@predicts(c.CreateTeam)
def predict_create_team(command: c.CreateTeam, _scene: Scene) -> Iterator[Edit]:
    return _created(Team, command, command.team)


@predicts(c.ChangeTeam)
def predict_change_team(command: c.ChangeTeam, scene: Scene) -> Iterator[Edit]:
    return _changed(Team, command, command.team, scene)


@predicts(c.KeepQueueBack)
def predict_keep_queue_back(command: c.KeepQueueBack, scene: Scene) -> Iterator[Edit]:
    team = scene.get(Team, command.team)
    if team is not None:
        yield replace(team, kept_back=command.kept_back)


@predicts(c.SetMembership)
def predict_set_membership(command: c.SetMembership, scene: Scene) -> Iterator[Edit]:
    known = _membership(scene, command.agent, command.team)
    if known is not None:
        yield replace(known, level=command.level)
    else:
        yield from _created(Membership, command, command.membership)


@predicts(c.EndMembership)
def predict_end_membership(command: c.EndMembership, scene: Scene) -> Iterator[Edit]:
    known = _membership(scene, command.agent, command.team)
    if known is not None:
        yield Gone(Membership.kind, known.id)


def _membership(scene: Scene, agent: AgentId, team: TeamId) -> Membership | None:
    return scene.first(Membership, lambda each: (each.agent, each.team) == (agent, team))


@predicts(c.CreateCategory)
def predict_create_category(command: c.CreateCategory, _scene: Scene) -> Iterator[Edit]:
    return _created(Category, command, command.category)


@predicts(c.ChangeCategory)
def predict_change_category(command: c.ChangeCategory, scene: Scene) -> Iterator[Edit]:
    return _changed(Category, command, command.category, scene)


@predicts(c.SaveSkill)
def predict_save_skill(command: c.SaveSkill, scene: Scene) -> Iterator[Edit]:
    known = scene.get(Skill, command.skill) or Skill(id=command.skill)
    yield replace(known, **given(command, ("name", "disabled")))


@predicts(c.SetSkill)
def predict_set_skill(command: c.SetSkill, scene: Scene) -> Iterator[Edit]:
    agent = scene.get(Agent, command.agent)
    if agent is not None:
        levels = {**agent.skills, command.skill: command.level}
        yield replace(agent, skills={key: level for key, level in levels.items() if level})
