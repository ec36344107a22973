# SPDX-License-Identifier: Apache-2.0
"""Inviting agents: enters them, gets each a join code, and shows who has come.

A code is shown as long as the page is there. It is kept nowhere: a new one replaces it.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QGuiApplication

from app import intents
from app.client import Client
from app.errors import AskRefused, ClientError, NotConnected
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import Role
from sync_server.contract.entities import Agent, Availability
from sync_server.contract.ids import AgentId, TeamId
from sync_server.contract.queries import AgentInvited, InviteAgent
from ui.models.people import working_teams
from ui.models.setup_steps import agents, has_joined, usual_team
from ui.models.told_below import refusal_sentence
from ui.models.words import time_words, translate
from ui.slots import Spawn
from ui.widgets.choice import Choice
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.invite_form import InviteForm
from ui.widgets.navigation_value import AVAILABILITY_WORDS, AvailabilityState
from ui.widgets.setup_value import InvitedValue
from ui.windows.agent.recipients import is_address
from ui.windows.agent.setup.step import AskingStep

ROLES: Final[dict[Role, str]] = {
    "agent": str(QT_TRANSLATE_NOOP("setup", "Agent: works on tickets")),
    "supervisor": str(QT_TRANSLATE_NOOP("setup", "Supervisor: leads teams")),
    "administrator": str(QT_TRANSLATE_NOOP("setup", "Administrator: sets everything up")),
    "light": str(QT_TRANSLATE_NOOP("setup", "Light: reads and writes notes")),
    "auditor": str(QT_TRANSLATE_NOOP("setup", "Auditor: reads the audit log")),
}


class InviteSetup(AskingStep):
    """Behind the form of who is invited."""

    def __init__(
        self, client: Client, form: InviteForm, *, spawn: Spawn, say: Callable[[str], object]
    ) -> None:
        super().__init__(client, form, spawn=spawn, say=say)
        self._form = form
        self._codes: dict[AgentId, AgentInvited] = {}
        self._entered: set[AgentId] = set()
        form.invite_requested.connect(self.invite)
        form.link_requested.connect(self._on_link)
        choices = [Choice(role, translate("setup", words)) for role, words in ROLES.items()]
        form.set_choices("role", choices, "agent")

    def refresh(self) -> None:
        """Who is there, how far each has come, and which teams there are."""
        self._offer_teams()
        self._ask_for_entered()
        me = self._workspace.me
        others = [agent for agent in agents(self._workspace) if agent.id != me]
        others.sort(key=lambda agent: agent.name.casefold())
        self._form.show_people([self._value(agent) for agent in others])

    def invite(self) -> None:
        """Enter the person who is typed; their code is asked for once the server knows them."""
        name = self._form.fields["name"].text().strip()
        email = self._form.fields["email"].text().strip()
        problems = self._problems(name, email)
        self._form.show_problems(problems)
        if problems:
            self._form.fields[next(iter(problems))].input.setFocus()
            return
        role = next(each for each in ROLES if each == self._form.choices["role"].key)
        team = self._form.choices["team"].key
        try:
            agent = intents.create_agent(self._workspace, name=name, email=email, role=role)
            if team:
                intents.set_membership(self._workspace, agent=agent, team=TeamId(team))
        except ClientError as error:
            self.troubled.emit(error)
            return
        self._entered.add(agent)
        self._form.clear()
        self.refresh()

    def _problems(self, name: str, email: str) -> dict[str, str]:
        problems = {}
        if not name:
            problems["name"] = translate("setup", "Type the person's name")
        if not is_address(email):
            problems["email"] = translate("setup", "Type an address like kim@example.com")
        elif any(agent.email == address_key(email) for agent in self._workspace.all(Agent)):
            problems["email"] = translate("setup", "Somebody has this address already")
        return problems

    # -- codes ---------------------------------------------------------------------------------

    def _ask_for_entered(self) -> None:
        """A code for each who was entered here, as soon as the server has them."""
        for agent in tuple(self._entered):
            if self._workspace.confirmed(Agent, agent) is not None:
                self._entered.discard(agent)
                self._ask(agent)
            elif self._workspace.get(Agent, agent) is None:  # it was refused
                self._entered.discard(agent)

    def _ask(self, agent: AgentId) -> None:
        self._spawn(self._invite(agent), name="invite an agent")

    async def _invite(self, agent: AgentId) -> None:
        try:
            invited: AgentInvited = await self._client.ask(InviteAgent(agent=agent))
        except NotConnected as error:
            self.troubled.emit(error)
        except AskRefused as refused:
            self._say(refusal_sentence(refused.refusal))
        else:
            self._codes[agent] = invited
            known = self._workspace.get(Agent, agent)
            if known is not None:
                told = translate("setup", "{name} is invited")
                self.happened.emit("mail", told.format(name=known.name))
        self.refresh()

    def _on_link(self, id: str) -> None:
        agent = AgentId(id)
        code = self._codes.get(agent)
        if code is None:
            self._ask(agent)
            return
        QGuiApplication.clipboard().setText(code.join_code)
        self._say(translate("setup", "Join code copied. Give it to nobody else"))

    # -- showing -------------------------------------------------------------------------------

    def _value(self, agent: Agent) -> InvitedValue:
        joined = has_joined(self._workspace, agent)
        code = None if joined else self._codes.get(agent.id)
        action = until = ""
        told = translate("setup", "Joined") if joined else translate("setup", "not signed in yet")
        if code is not None:
            action = translate("setup", "Copy code")
            moment = time_words(code.expires_at, self._workspace.now_us())
            until = translate("setup", "works until {time}").format(time=moment)
        elif not joined and self._workspace.confirmed(Agent, agent.id) is not None:
            action = translate("setup", "New code")
        return InvitedValue(
            id=agent.id,
            name=agent.name,
            address=agent.email,
            initials=initials_of(agent.name),
            pair=avatar_index(agent.id),
            told=told,
            joined=joined,
            state=self._state(agent),
            code="" if code is None else code.join_code,
            until=until,
            action=action,
        )

    def _state(self, agent: Agent) -> AvailabilityState | None:
        known = self._workspace.get(Availability, agent.id)
        if known is None:
            return None
        told = known.state if known.reachable else "off_shift"
        return next((state for state in AVAILABILITY_WORDS if state == told), "busy")

    def _offer_teams(self) -> None:
        teams = working_teams(self._workspace)
        chosen = self._form.choices["team"]
        known = [team.id for team in teams]
        before = chosen.key if chosen.keys else usual_team(self._workspace)
        nobody = Choice("", translate("setup", "No team"))
        choices = (*(Choice(team.id, team.name) for team in teams), nobody)
        self._form.set_choices("team", choices, before if before in known else "")
