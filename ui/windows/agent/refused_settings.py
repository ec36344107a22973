# SPDX-License-Identifier: Apache-2.0
"""Changes to agents, skills and teams that were not accepted: told, and kept until decided."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import PendingCommand, RefusedCommand, Workspace
from sync_server.contract import commands as c
from sync_server.contract.commands import Command, given
from sync_server.contract.entities import Agent, Skill, Team
from sync_server.contract.refusals import Refusal
from ui.models.admin_rights import may_see_admin
from ui.models.told_below import refusal_sentence
from ui.models.words import translate
from ui.widgets.plain_text import harmless

SETTINGS: Final = (
    c.SetSkill,
    c.SaveSkill,
    c.ChangeAgent,
    c.DisableAgent,
    c.EnableAgent,
    c.ChangeTeam,
    c.SetMembership,
    c.EndMembership,
)
"""The commands on who works here, and on how teams share out."""

_UNNAMED: Final = frozenset({"agent", "team", "skill", "membership", "base"})
_CHANGES: Final[Mapping[str, str]] = {
    "name": str(QT_TRANSLATE_NOOP("refusal", "name {value}")),
    "role": str(QT_TRANSLATE_NOOP("refusal", "role {value}")),
    "capacity": str(QT_TRANSLATE_NOOP("refusal", "at most {value} tickets")),
    "routing": str(QT_TRANSLATE_NOOP("refusal", "sharing out {value}")),
    "order": str(QT_TRANSLATE_NOOP("refusal", "order {value}")),
    "accept_s": str(QT_TRANSLATE_NOOP("refusal", "{value} s to accept")),
    "per_minute": str(QT_TRANSLATE_NOOP("refusal", "{value} new tickets a minute")),
    "relax_minutes": str(QT_TRANSLATE_NOOP("refusal", "extra skills for {value} min")),
    "reroute": str(QT_TRANSLATE_NOOP("refusal", "going on to others {value}")),
}


def refused_settings(workspace: Workspace) -> tuple[PendingCommand, ...]:
    """What was not accepted and is not decided, the oldest first."""
    return tuple(
        each
        for each in workspace.pending
        if each.needs_decision and isinstance(each.command, SETTINGS)
    )


def tell_refused_setting(
    workspace: Workspace,
    refused: RefusedCommand,
    *,
    tell: Callable[..., object],
    show: Callable[[Command], object],
) -> None:
    """Say what was not accepted, and lead to where it waits to be decided.

    Whoever does not see those pages is only told.
    """
    command, why = refused.command, refusal_sentence(refused.refusal, refused.command)
    if not may_see_admin(workspace):
        tell(why)
        workspace.dismiss(refused.id)
        return
    told = translate("refusal", "Your change to {name} was not accepted")
    words = told.format(name=subject_name(workspace, command))
    tell(words, why, action=translate("refusal", "Show"), does=lambda: show(command))


def do_again(workspace: Workspace, refused: PendingCommand) -> None:
    """Set it once more, over what is there now. Raises what the intents raise."""
    command = refused.command
    if isinstance(command, c.ChangeAgent):
        command = replace(command, base=workspace.base(Agent, command.agent))
    elif isinstance(command, c.ChangeTeam):
        command = replace(command, base=workspace.base(Team, command.team))
    elif isinstance(command, c.SaveSkill):
        command = replace(command, base=workspace.base(Skill, command.skill))
    workspace.submit(command)
    workspace.dismiss(refused.id)


def refused_words(workspace: Workspace, refused: PendingCommand) -> tuple[str, str]:
    """That it was not accepted; and what it was, and why not."""
    told = translate("refusal", "Your change to {name} was not accepted")
    why = refusal_sentence(refused.refusal or Refusal(code="held"), refused.command)
    change = change_words(workspace, refused.command)
    rest = f"{change}. {why}" if change else why
    return told.format(name=subject_name(workspace, refused.command)), rest


def subject_name(workspace: Workspace, command: Command) -> str:
    """Whom or what a command is about."""
    row = (
        workspace.get(Agent, getattr(command, "agent", None))
        or workspace.get(Team, getattr(command, "team", None))
        or workspace.get(Skill, getattr(command, "skill", None))
    )
    return translate("refusal", "the desk") if row is None else harmless(row.name)


def change_words(workspace: Workspace, command: Command) -> str:
    """What was set, so that it can be set again."""
    if isinstance(command, c.SetSkill):
        skill = workspace.get(Skill, command.skill)
        told = translate("refusal", "{skill} at level {level}")
        name = command.skill if skill is None else skill.name
        return harmless(told.format(skill=name, level=command.level))
    if isinstance(command, c.SetMembership | c.EndMembership):
        team = workspace.get(Team, command.team)
        told = (
            translate("refusal", "into {team}")
            if isinstance(command, c.SetMembership)
            else translate("refusal", "out of {team}")
        )
        return harmless(told.format(team=command.team if team is None else team.name))
    names = [name for name in command.__struct_fields__ if name not in _UNNAMED]
    changes = given(command, names)
    return harmless(", ".join(_change(name, value) for name, value in changes.items()))


def _change(name: str, value: object) -> str:
    words = _CHANGES.get(name)
    if words is not None:
        return translate("refusal", words).format(value=value)
    if name == "disabled":
        return translate("refusal", "closed") if value else translate("refusal", "open")
    return f"{name.replace('_', ' ')} {value}"
