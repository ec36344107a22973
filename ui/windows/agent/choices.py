# SPDX-License-Identifier: Apache-2.0
"""What may be chosen for the fields of a ticket."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.entities import (
    PRIORITIES,
    Agent,
    Category,
    Membership,
    Skill,
    Tag,
    Ticket,
)
from sync_server.contract.ids import SkillId, TagId, TeamId
from sync_server.contract.needs import Need
from ui.models.people import working_teams
from ui.models.words import PRIORITY_WORDS, status_words, translate
from ui.widgets.choice import Choice
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign
from ui.windows.agent.fields import category_path

NOBODY: Final = "-"
"""The key of the choice that sets nothing."""

WISH: Final = "?"
"""Behind the key of a skill that is wished for, and not required."""

STATUS_DOTS: Final = {"new": "accent", "open": "accent", "solved": "green"}
_OFFERED: Final = ("open", "pending", "on_hold", "solved", "closed")


def face_of(agent: Agent) -> Sign:
    """The avatar of a colleague."""
    return Sign("avatar", initials_of(agent.name), avatar_index(agent.id))


def statuses(ticket: Ticket) -> tuple[Choice, ...]:
    """Where a ticket may go from here."""
    return tuple(
        Choice(status, status_words(status), Sign("dot", STATUS_DOTS.get(status, "ctl")))
        for status in _OFFERED
        if status != "closed" or ticket.status == "solved"
    )


def priorities() -> tuple[Choice, ...]:
    """The most urgent first."""
    ranked = reversed(PRIORITIES)
    return tuple(
        Choice(each, translate("words", PRIORITY_WORDS[each]), Sign("priority", each))
        for each in ranked
    )


def assignees(workspace: Workspace, team: TeamId | None) -> Iterator[Choice]:
    """Oneself, then the team, then everybody else who works."""
    members = {each.agent for each in workspace.all(Membership) if each.team == team}
    agents = [
        agent
        for agent in workspace.all(Agent)
        if not agent.disabled and agent.role in ("agent", "supervisor", "administrator")
    ]
    agents.sort(
        key=lambda agent: (agent.id != workspace.me, agent.id not in members, agent.name.casefold())
    )
    you = translate("properties", "you")
    for agent in agents:
        yield Choice(agent.id, agent.name, face_of(agent), you if agent.id == workspace.me else "")
    yield Choice(NOBODY, translate("properties", "Nobody"), Sign("icon", "user"))


def teams(workspace: Workspace) -> Iterator[Choice]:
    """Every team that works, and none."""
    for team in working_teams(workspace):
        yield Choice(team.id, team.name, Sign("icon", "users"))
    yield Choice(NOBODY, translate("properties", "No team"))


def categories(workspace: Workspace) -> Iterator[Choice]:
    """Every category by its path, and none."""
    found = [
        (category_path(workspace, category.id), category.id)
        for category in workspace.all(Category)
        if not category.disabled
    ]
    for path, id in sorted(found, key=lambda each: each[0].casefold()):
        yield Choice(id, path)
    yield Choice(NOBODY, translate("properties", "No category"))


def skills(workspace: Workspace) -> Iterator[Choice]:
    """What a ticket may ask for, as required and as wished for."""
    every = (each for each in workspace.all(Skill) if not each.disabled)
    wished = translate("properties", "if possible")
    for skill in sorted(every, key=lambda each: each.name.casefold()):
        yield Choice(skill.id, skill.name, Sign("icon", "star"))
        yield Choice(f"{skill.id}{WISH}", skill.name, Sign("icon", "star"), wished)


def chosen_skills(needs: Iterable[Need]) -> frozenset[str]:
    """The keys of what a ticket asks for."""
    return frozenset(f"{need.skill}{WISH if need.optional else ''}" for need in needs)


def with_skill(needs: Iterable[Need], key: str) -> tuple[Need, ...]:
    """What a ticket asks for once a skill is chosen: more, otherwise, or no longer."""
    optional = key.endswith(WISH)
    skill = SkillId(key.removesuffix(WISH))
    before = next((need for need in needs if need.skill == skill), None)
    rest = tuple(need for need in needs if need.skill != skill)
    if before is not None and before.optional == optional:
        return rest
    level = 1 if before is None else before.level
    return (*rest, Need(skill, level=level, optional=optional))


def tags(workspace: Workspace, besides: Iterable[TagId] = ()) -> Iterator[Choice]:
    """Every tag in use, and those `besides`."""
    known = {tag.id for tag in workspace.all(Tag)} | set(besides)
    for tag in sorted(known):
        yield Choice(tag, tag, Sign("icon", "tag"))
