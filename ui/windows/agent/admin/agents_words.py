# SPDX-License-Identifier: Apache-2.0
"""Agents, their skills, and how a team shares out, in words."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Availability, Skill, Team
from ui.models.routing_words import BALANCED, MANUAL, ROUND_ROBIN, state_words
from ui.models.words import translate
from ui.theme.tokens import ColorName
from ui.widgets.choice import Choice
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.navigation_value import AVAILABILITY_COLORS, availability_of
from ui.widgets.numbered_lines import NumberedLine
from ui.widgets.sharing_form import SharingValue
from ui.widgets.sign import Sign
from ui.widgets.skill_value import SkillRow

_ROLES: Final = {
    "agent": str(QT_TRANSLATE_NOOP("agents", "Agent")),
    "supervisor": str(QT_TRANSLATE_NOOP("agents", "Supervisor")),
    "administrator": str(QT_TRANSLATE_NOOP("agents", "Admin")),
}
_STATE_INKS: Final[dict[str, ColorName]] = {"available": "green_text", "busy": "amber_text"}


def agent_row(
    workspace: Workspace,
    agent: Agent,
    *,
    teams: Iterable[Team],
    skills: Sequence[Skill],
    load: int,
) -> SkillRow:
    """A row of the table."""
    known = workspace.get(Availability, agent.id)
    state = "off_shift" if known is None else known.state
    away = known is None or not known.reachable
    words = translate("agents", "{load} of {limit}")
    return SkillRow(
        id=agent.id,
        name=agent.name,
        sign=Sign(
            "avatar",
            initials_of(agent.name),
            avatar_index(agent.id),
            "ctl" if away else AVAILABILITY_COLORS[availability_of(state)],
        ),
        teams=", ".join(sorted((team.name for team in teams), key=str.casefold)),
        role=translate("agents", _ROLES.get(agent.role, agent.role)),
        state=_state(state, away=away),
        state_ink="text2" if away else _STATE_INKS.get(state, "text2"),
        load=load,
        limit=agent.capacity,
        load_words=words.format(load=load, limit=agent.capacity),
        levels=tuple(agent.skills.get(skill.id, 0) for skill in skills),
    )


def _state(state: str, *, away: bool) -> str:
    """Who says that they are there and is not connected gets nothing."""
    if away and state == "available":
        return translate("agents", "Offline")
    return state_words(state)


def sharing_value(team: Team) -> SharingValue:
    """How a team shares out, as the form has it."""
    return SharingValue(
        routing=team.routing,
        order=team.order,
        sticky=team.sticky,
        accept_s=team.accept_s,
        per_minute=team.per_minute,
        relax_minutes=team.relax_minutes,
        reroute=team.reroute,
    )


def orders() -> tuple[Choice, ...]:
    """Who is served first."""
    return (
        Choice("deadline", translate("agents", "Nearest deadline first")),
        Choice("priority", translate("agents", "Highest priority first, then the oldest")),
    )


def reroutings() -> tuple[Choice, ...]:
    """Which open tickets of somebody who goes off shift go to others."""
    return (
        Choice("none", translate("agents", "None")),
        Choice("urgent", translate("agents", "Those of high and urgent priority")),
        Choice("all", translate("agents", "All")),
    )


def criteria(mode: str) -> tuple[NumberedLine, ...]:
    """By what agents are compared, one after the other."""
    extra = NumberedLine(translate("agents", "More of the extra skills asked for"))
    load = NumberedLine(translate("agents", "Lower load against the limit"))
    longest = NumberedLine(translate("agents", "Longest without a new ticket"))
    by_hand = translate("agents", "Somebody of the team takes a ticket, or is given it")
    known = {
        BALANCED: (extra, load, longest),
        ROUND_ROBIN: (extra, longest),
        MANUAL: (NumberedLine(by_hand),),
    }
    return known.get(mode, ())


def nobody_lines(team: Team) -> tuple[NumberedLine, ...]:
    """What happens to a ticket that nobody can have."""
    stays = NumberedLine(
        translate("agents", "The ticket stays in the queue and says why"),
        translate("agents", "W on the ticket tells who was asked and what kept them"),
    )
    again = NumberedLine(
        translate("agents", "It is tried again at once"),
        translate("agents", "when someone comes online, has room or gains the skill"),
    )
    relaxed = translate("agents", "After {minutes} min one extra skill less is asked for")
    kept = translate("agents", "Extra skills count for as long as it waits")
    relaxes = NumberedLine(
        relaxed.format(minutes=team.relax_minutes) if team.relax_minutes else kept,
        translate("agents", "required skills stay required"),
    )
    asked = NumberedLine(
        translate("agents", "Nobody is asked twice in one round"),
        translate("agents", "after a full round it says that everybody has been asked"),
    )
    if team.routing == MANUAL:
        return (stays,)
    return (stays, again, relaxes, *((asked,) if team.accept_s else ()))
