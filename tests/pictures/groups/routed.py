# SPDX-License-Identifier: Apache-2.0
"""A ticket is routed by skill and load, and the window tells why."""

from typing import Any, Final

from app import intents
from sync_server.contract.commands import State
from sync_server.contract.entities import Agent, Availability, Team, Ticket
from sync_server.contract.needs import Need
from tests.pictures.groups.main import SUBJECT, ticket_of
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

DANA: Final = "Dana Whitfield"
EMAIL: Final = "dana.whitfield@brightwater.example"
MAYA: Final = "Maya Okafor"
LEVELS: Final = {
    "API": {MAYA: 3, "Tomas Reuter": 3, "Priya Nair": 2, "Jonas Lindqvist": 2, "Aiko Tanaka": 1},
    "Webhooks": {MAYA: 3, "Tomas Reuter": 3, "Jonas Lindqvist": 2},
    "Billing": {MAYA: 1, "Diego Marin": 3, "Ines Falk": 3, "Priya Nair": 2, "Nora Lund": 3},
    "Hardware": {"Priya Nair": 3, "Sam Whitlock": 3, "Omar Aziz": 3, "Tomas Reuter": 2, MAYA: 1},
    "German": {"Tomas Reuter": 3, "Ruth Senn": 3, "Nora Lund": 3, "Jonas Lindqvist": 2},
    "Japanese": {"Aiko Tanaka": 3},
}
"""Who knows what, and how well."""

CAPACITIES: Final = {
    **dict.fromkeys(("Tomas Reuter", "Jonas Lindqvist", "Diego Marin", "Ruth Senn"), 10),
    "Aiko Tanaka": 8,
    "Leila Haddad": 6,
}
"""Of those who get another share than the usual 12."""

_AWAY: Final[dict[str, State]] = {"Aiko Tanaka": "busy", "Sam Whitlock": "break"}


def _named(rows: Any, name: str) -> Any:
    return next(each for each in rows if each.name == name)


async def skilled(stage: Stage, dana: Any) -> dict[str, Any]:
    """The desk has skills, and Platform shares out by load. Gives the skills by name."""
    workspace = dana.workspace
    skills = {name: intents.create_skill(workspace, name=name) for name in LEVELS}
    await stage.until(lambda: not workspace.pending)
    for name, levels in LEVELS.items():
        for person, level in levels.items():
            agent = _named(workspace.all(Agent), person).id
            intents.set_skill(workspace, agent=agent, skill=skills[name], level=level)
    for person, capacity in CAPACITIES.items():
        agent = _named(workspace.all(Agent), person).id
        intents.change_agent(workspace, agent=agent, capacity=capacity)
    await stage.until(lambda: not workspace.pending)
    return skills


async def at_work(stage: Stage) -> Any:
    """Some of Platform are there; Aiko is busy, Sam on a break."""
    for name in ("Tomas Reuter", "Priya Nair", "Jonas Lindqvist", "Aiko Tanaka", "Sam Whitlock"):
        await _available(stage, name)
    maya = await _available(stage, MAYA)
    here = [client.me for client in stage.colleagues.values()]
    await stage.until(lambda: all(_is_reachable(maya, agent) for agent in here))
    return maya


async def _available(stage: Stage, name: str) -> Any:
    client = await stage.signed_in(name)
    intents.set_availability(client.workspace, state=_AWAY.get(name, "available"))
    await stage.until(lambda: not client.workspace.pending)
    return client


def _is_reachable(client: Any, agent: Any) -> bool:
    known = client.workspace.get(Availability, agent)
    return known is not None and known.reachable


async def _given_back(stage: Stage, dana: Any, **sharing: Any) -> Any:
    """The ticket of most pictures asks for skills, and Platform shares it out again."""
    skills = await skilled(stage, dana)
    workspace, ticket = dana.workspace, ticket_of(dana)
    needs = (Need(skills["API"], 2), Need(skills["Webhooks"], 2, optional=True))
    intents.set_needs(workspace, ticket=ticket, needs=needs)
    intents.assign(workspace, ticket=ticket, assignee=None)
    platform = _named(workspace.all(Team), "Platform").id
    intents.change_team(workspace, team=platform, routing="balanced", per_minute=0, **sharing)
    await stage.until(lambda: not workspace.pending)
    return ticket


async def _routed(stage: Stage, **settings: Any) -> None:
    """The ticket of most pictures was given back, and came to Maya again."""
    dana = await stage.invited(DANA, email=EMAIL)
    maya = await at_work(stage)
    ticket = await _given_back(stage, dana)
    await stage.until(lambda: maya.workspace.get(Ticket, ticket).assignee == maya.me)
    await stage.open_window(client=maya, **settings)
    await stage.open_ticket(SUBJECT)
    stage.agent.do("why")
    why = stage.agent.tickets.why
    assert why is not None
    await stage.until(lambda: why.history.state == "here")
    await stage.calm()


@picture("skills-asked")
async def skills_asked(stage: Stage) -> None:
    """What the ticket asks for, and what else it may."""
    await _routed(stage)
    assert stage.agent.tickets.why is not None
    stage.agent.tickets.why.close()
    stage.agent.do("menu:needs")
    await stage.calm()


@picture("why-routed")
async def why_routed(stage: Stage) -> None:
    """The panel of decisions over the ticket."""
    await _routed(stage)


@picture("why-routed-dark")
async def why_routed_dark(stage: Stage) -> None:
    """The same in dark."""
    await _routed(stage, appearance="dark")


async def _table(stage: Stage, **settings: Any) -> None:
    """The page of agents, with the cursor on a level of Priya's."""
    dana = await stage.invited(DANA, email=EMAIL)
    await at_work(stage)
    await skilled(stage, dana)
    workspace = dana.workspace
    platform = _named(workspace.all(Team), "Platform").id
    intents.change_team(workspace, team=platform, routing="balanced", accept_s=60, relax_minutes=5)
    await stage.until(lambda: not workspace.pending)
    await stage.open_window(client=dana, **settings)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.show_entry("agents")
    admin.agents.sharing.choose(platform)
    stage.window.setFocus()
    await stage.calm()


@picture("agents-skills")
async def agents_skills(stage: Stage) -> None:
    """Who knows what, and who gets a ticket."""
    await _table(stage, appearance="dark")


@picture("agents-skills-light")
async def agents_skills_light(stage: Stage) -> None:
    """The same in light."""
    await _table(stage)


@picture("offered")
async def offered(stage: Stage) -> None:
    """A ticket is offered, and there is most of a minute to accept it."""
    dana = await stage.invited(DANA, email=EMAIL)
    maya = await at_work(stage)
    await stage.open_window(client=maya)
    await _given_back(stage, dana, accept_s=60)
    await stage.until(lambda: stage.shows("list.offer.card"))
    await stage.calm()
