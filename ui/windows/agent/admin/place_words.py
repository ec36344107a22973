# SPDX-License-Identifier: Apache-2.0
"""How somebody stands in a team, in words: what keeps tickets from them, and how full they are."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent
from sync_server.contract.ids import Instant
from sync_server.contract.queries import AgentPlace
from sync_server.contract.routes import Passed
from ui.models.people import agent_name
from ui.models.routing_words import channel_words, passed_words, skill_name
from ui.models.words import listed_words, time_words, translate
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign
from ui.widgets.trace_value import TraceRow, TraceTableValue

_LACKS: Final = {
    "access": str(QT_TRANSLATE_NOOP("teams", "Has no access")),
    "role": str(QT_TRANSLATE_NOOP("teams", "Their role takes none")),
    "level": str(QT_TRANSLATE_NOOP("teams", "Reads here only")),
}


def kept_from(workspace: Workspace, place: AgentPlace, now: Instant) -> str:
    """What keeps every ticket of the team from somebody; nothing for who may get some."""
    if place.lacks:
        return translate("teams", _LACKS.get(place.lacks, place.lacks))
    found, until = _hindrance(place)
    if found is None:
        return ""
    told = passed_words(workspace, found)
    if until is None:
        return told
    words = translate("why", "{reason} until {moment}")
    return words.format(reason=told, moment=time_words(until, now))


def _hindrance(place: AgentPlace) -> tuple[Passed | None, Instant | None]:
    """In the order in which the router looks."""
    if place.state != "available":
        return Passed(place.agent, "not_available", place.state), place.back_at
    if not place.reachable:
        return Passed(place.agent, "not_reachable"), None
    if not place.working:
        return Passed(place.agent, "outside_hours"), place.works_at
    if place.load >= place.capacity:
        return Passed(place.agent, "full"), None
    return None, None


def matrix_table(
    workspace: Workspace, places: tuple[AgentPlace, ...], now: Instant
) -> TraceTableValue:
    """Everybody in a team, a row each."""
    heads = (
        translate("agents", "Agent"),
        translate("teams", "State"),
        translate("agents", "Load"),
        translate("teams", "Gets any"),
    )
    return TraceTableValue(heads, tuple(_row(workspace, each, now) for each in places))


def _row(workspace: Workspace, place: AgentPlace, now: Instant) -> TraceRow:
    agent = workspace.get(Agent, place.agent)
    name = agent_name(workspace, place.agent)
    kept = kept_from(workspace, place, now)
    load = translate("agents", "{load} of {limit}")
    state = Passed(place.agent, "not_available", place.state)
    return TraceRow(
        cells=(
            name,
            passed_words(workspace, state),
            load.format(load=place.load, limit=place.capacity),
            kept or translate("teams", "Yes"),
        ),
        sign=Sign("avatar", initials_of("" if agent is None else name), avatar_index(place.agent)),
        tone="muted" if kept else "plain",
    )


def place_lines(workspace: Workspace, place: AgentPlace) -> tuple[str, ...]:
    """What else decides: skills, and how full each channel with a limit is."""
    skills = [
        translate("teams", "{skill} {level} of 3").format(
            skill=skill_name(workspace, id), level=level
        )
        for id, level in place.skills.items()
        if level
    ]
    told = translate("teams", "Skills: {skills}").format(skills=listed_words(sorted(skills)))
    lines = [told if skills else translate("teams", "No skill is entered.")]
    of = translate("teams", "{channel} {load} of {limit}")
    works = translate("teams", "It is within the hours of the team.")
    rests = translate("teams", "It is outside the hours of the team.")
    lines.append(works if place.working else rests)
    full = [
        of.format(channel=channel_words(each), load=place.loads.get(each, 0), limit=limit)
        for each, limit in sorted(place.capacities.items())
    ]
    if full:
        told = translate("teams", "In hand by channel: {loads}")
        lines.append(told.format(loads=listed_words(full)))
    return tuple(lines)
