# SPDX-License-Identifier: Apache-2.0
"""Agents and contacts as they are drawn: names, initials, and who else is on a ticket."""

from collections.abc import Iterable
from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Contact, Organisation, Team, Ticket
from sync_server.contract.frames import Somebody
from sync_server.contract.ids import AgentId, ContactId, TicketId
from ui.models.words import translate
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.ticket_row import PresenceLevel, PresenceValue

_LEVELS: Final[tuple[PresenceLevel, ...]] = ("elsewhere", "viewing", "editing", "replying")
_MODES: Final[dict[str, PresenceLevel]] = {"open": "elsewhere"}


def agent_name(workspace: Workspace, id: AgentId | None) -> str:
    """The name of an agent, or that nobody knows who it was."""
    agent = workspace.get(Agent, id)
    return agent.name if agent is not None else translate("words", "Somebody")


def first_name(workspace: Workspace, id: AgentId | None) -> str:
    """How colleagues call an agent where room is short."""
    name = agent_name(workspace, id)
    return name.split()[0] if name.split() else name


def contact_name(workspace: Workspace, id: ContactId | None) -> str:
    """A customer's name, else the address, else that it is not known."""
    contact = workspace.get(Contact, id)
    if contact is None:
        return translate("words", "Unknown customer")
    return contact.name or next(iter(contact.emails), translate("words", "Unknown customer"))


def company_name(workspace: Workspace, ticket: Ticket) -> str:
    """The customer's company, if there is one."""
    organisation = workspace.get(Organisation, ticket.organisation)
    return organisation.name if organisation is not None else ""


def working_teams(workspace: Workspace) -> list[Team]:
    """Every team that is not disabled, by name."""
    working = (team for team in workspace.all(Team) if not team.disabled)
    return sorted(working, key=lambda team: team.name.casefold())


def people_on(workspace: Workspace, ticket: TicketId) -> tuple[PresenceValue, ...]:
    """Colleagues on a ticket, each once with what they do most; who replies comes last."""
    levels: dict[AgentId, PresenceLevel] = {}
    for somebody in workspace.people_on(ticket):
        if somebody.agent != workspace.me:
            level = _level(somebody)
            levels[somebody.agent] = _stronger(levels.get(somebody.agent, level), level)
    people = [_presence(workspace, agent, level) for agent, level in levels.items()]
    return tuple(sorted(people, key=lambda person: (_LEVELS.index(person.level), person.name)))


def writer_on(workspace: Workspace, ticket: TicketId) -> AgentId | None:
    """Which colleague replies to a ticket; of several, the one who is drawn on top."""
    replying = writers_on(workspace, ticket)
    return max(replying, key=lambda agent: first_name(workspace, agent), default=None)


def writers_on(workspace: Workspace, ticket: TicketId) -> frozenset[AgentId]:
    """Which colleagues reply to a ticket."""
    return frozenset(
        somebody.agent
        for somebody in workspace.people_on(ticket)
        if somebody.agent != workspace.me and _level(somebody) == "replying"
    )


def anybody_typing(workspace: Workspace, people: Iterable[Somebody]) -> bool:
    """Whether a colleague types at this moment."""
    return any(somebody.typing and somebody.agent != workspace.me for somebody in people)


def _presence(workspace: Workspace, agent: AgentId, level: PresenceLevel) -> PresenceValue:
    return PresenceValue(
        name=first_name(workspace, agent),
        initials=initials_of(agent_name(workspace, agent)),
        pair=avatar_index(agent),
        level=level,
    )


def _level(somebody: Somebody) -> PresenceLevel:
    mode = _MODES.get(somebody.mode, somebody.mode)
    return next((level for level in _LEVELS if level == mode), "viewing")


def _stronger(one: PresenceLevel, other: PresenceLevel) -> PresenceLevel:
    return max(one, other, key=_LEVELS.index)
