# SPDX-License-Identifier: Apache-2.0
"""The decisions of the router about a ticket, and the hands that moved it, as steps of a trace."""

from typing import Final, TypeVar

import msgspec

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Team, Ticket
from sync_server.contract.ids import AgentId, Instant
from sync_server.contract.queries import HistoryEntry
from sync_server.contract.routes import ROUTING, TAKEN_BACK, Passed, Ranked, Route, TakenBack
from ui.models.people import agent_name
from ui.models.routing_words import (
    ROUND_ROBIN,
    lost_words,
    mode_words,
    nobody_words,
    order_words,
    passed_words,
    taken_words,
    won_words,
)
from ui.models.words import age_words, translate
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign
from ui.widgets.trace_value import RowTone, TraceRow, TraceStep, TraceTableValue
from ui.windows.agent.history_words import actor_words, any_words
from ui.windows.agent.step_moments import step_moment

_PER_MILLE: Final = 10
Cause = TypeVar("Cause")


def route_of(entry: HistoryEntry) -> Route | None:
    """The decision of the router that an entry was made by; none of a newer form."""
    return _cause(entry, ROUTING, Route)


def _cause(entry: HistoryEntry, name: str, form: type[Cause]) -> Cause | None:
    cause = entry.causes.get(name)
    if cause is None:
        return None
    try:
        return msgspec.convert(cause, form)
    except msgspec.ValidationError:
        return None


def taken_step(workspace: Workspace, entry: HistoryEntry) -> TraceStep | None:
    """That the ticket was taken from somebody who will not work on it."""
    taken = _cause(entry, TAKEN_BACK, TakenBack)
    if taken is None:
        return None
    title = taken_words(taken.reason, agent_name(workspace, taken.agent))
    time = step_moment(entry.at, workspace.now_us())
    return TraceStep(icon="undo-2", title=title, time=time, tone="amber")


def routing_step(workspace: Workspace, entry: HistoryEntry) -> TraceStep | None:
    """The decision of the router that an entry was made by, or who moved the ticket by hand."""
    route = route_of(entry)
    if route is not None:
        return _Decision(workspace, route, entry.at).step()
    return _by_hand(workspace, entry)


def trial_step(workspace: Workspace, route: dict[str, object], at: Instant) -> TraceStep | None:
    """What the router would decide; nothing of a newer form."""
    try:
        found = msgspec.convert(route, Route)
    except msgspec.ValidationError:
        return None
    return _Decision(workspace, found, at, is_trial=True).step()


def kept_words(workspace: Workspace, route: dict[str, object]) -> str:
    """As short as a cell: who comes closest to a ticket, and what keeps them from it."""
    try:
        found = msgspec.convert(route, Route)
    except msgspec.ValidationError:
        return ""
    if found.winner is not None or not found.passed or found.reason != found.passed[0].reason:
        return nobody_words(found) if found.winner is None else ""
    closest = found.passed[0]
    return f"{agent_name(workspace, closest.agent)}: {passed_words(workspace, closest)}"


class _Decision:
    """One decision in words: what it was, or of a trial what it would be."""

    def __init__(
        self, workspace: Workspace, route: Route, at: Instant, *, is_trial: bool = False
    ) -> None:
        self._workspace = workspace
        self._route = route
        self._at = at
        self._is_trial = is_trial
        team = workspace.get(Team, route.team)
        self._team = translate("why", "a team") if team is None else team.name

    def step(self) -> TraceStep:
        route = self._route
        return TraceStep(
            icon="user-check" if route.winner is not None else "clock",
            tone="accent" if route.winner is not None else "amber",
            title=self._title(),
            time="" if self._is_trial else step_moment(self._at, self._workspace.now_us()),
            lines=tuple(self._lines()),
            table=self._table(),
            note=self._note(),
        )

    def _title(self) -> str:
        route = self._route
        if route.winner is None:
            then = translate("why", "Nobody in {team} could take it")
            now = translate("why", "Nobody in {team} can take it now")
            return (now if self._is_trial else then).format(team=self._team)
        routed, offered, pulled = (
            translate("why", "Routed to {name} in {team}"),
            translate("why", "Offered to {name} in {team}"),
            translate("why", "Taken by {name}, who asked for the next in {team}"),
        )
        told = routed if route.offered_until is None else offered
        told = pulled if route.pulled else told
        if self._is_trial:
            would_be = translate("why", "{name} in {team} would be asked first")
            told = translate("why", "{name} in {team} would get it")
            told = told if route.offered_until is None else would_be
        return told.format(name=agent_name(self._workspace, route.winner), team=self._team)

    def _lines(self) -> list[str]:
        route = self._route
        told = []
        if route.winner is not None and not route.pulled:
            told.append(won_words(route.ranked[0].by if route.ranked else ""))
        elif route.winner is None and route.passed and route.reason == route.passed[0].reason:
            closest = route.passed[0]
            words = translate("why", "{name} came closest: {reason}.")
            name = agent_name(self._workspace, closest.agent)
            told.append(words.format(name=name, reason=passed_words(self._workspace, closest)))
        elif route.winner is None:
            told.append(nobody_words(route))
        if route.instead_of is not None:
            words = translate("why", "They stand in for {name}, who is absent.")
            told.append(words.format(name=agent_name(self._workspace, route.instead_of)))
        if route.offered_until is not None and not self._is_trial:
            words = translate("why", "They were asked first, and had until {moment} to accept.")
            told.append(words.format(moment=self._moment(route.offered_until)))
        if route.again_at is not None:
            words = translate("why", "Next try at {moment}, or as soon as somebody is free.")
            told.append(words.format(moment=self._moment(route.again_at)))
        if route.alert:
            told.append(translate("why", "Everybody who could be asked has been."))
        return told

    def _table(self) -> TraceTableValue | None:
        route = self._route
        if not route.ranked and not route.passed:
            return None
        skills = any(ranked.missing for ranked in route.ranked)
        loads = route.mode != ROUND_ROBIN
        heads = [translate("why", "Agent")]
        heads += [translate("why", "Extra skills")] if skills else []
        heads += [translate("why", "Load")] if loads else []
        heads += [translate("why", "Last ticket"), translate("why", "Result")]
        rows = [self._ranked(each, skills=skills, loads=loads) for each in route.ranked]
        rows += [self._passed(each, cells=len(heads)) for each in route.passed]
        return TraceTableValue(tuple(heads), tuple(rows))

    def _ranked(self, ranked: Ranked, *, skills: bool, loads: bool) -> TraceRow:
        cells = [agent_name(self._workspace, ranked.agent)]
        if skills:
            missing = translate("why", "{count} missing").format(count=ranked.missing)
            cells.append(missing if ranked.missing else translate("why", "all"))
        if loads:
            percent = round(ranked.load / _PER_MILLE)
            cells.append(translate("why", "{percent} %").format(percent=percent))
        given = ranked.assigned_at
        cells.append(age_words(given, self._at) if given else translate("why", "none"))
        is_chosen = ranked.agent == self._route.winner
        cells.append(translate("why", "Chosen") if is_chosen else lost_words(ranked))
        tone: RowTone = "chosen" if is_chosen else "plain"
        return TraceRow(tuple(cells), self._face(ranked.agent), tone)

    def _passed(self, passed: Passed, *, cells: int) -> TraceRow:
        told = passed_words(self._workspace, passed)
        if passed.until is not None:
            until = translate("why", "{reason} until {moment}")
            told = until.format(reason=told, moment=self._moment(passed.until))
        name = agent_name(self._workspace, passed.agent)
        return TraceRow((name, *[""] * (cells - 2), told), self._face(passed.agent), "muted")

    def _note(self) -> str:
        route = self._route
        if self._is_trial:
            return order_words(route.mode)
        told = translate("why", "{mode}, by version {version} of the team.")
        settings = told.format(mode=mode_words(route.mode), version=route.version)
        return " ".join(filter(None, (order_words(route.mode), settings)))

    def _face(self, id: AgentId) -> Sign:
        agent = self._workspace.get(Agent, id)
        name = "" if agent is None else agent.name
        return Sign("avatar", initials_of(name), avatar_index(id))

    def _moment(self, at: Instant) -> str:
        return step_moment(at, self._at)


def _by_hand(workspace: Workspace, entry: HistoryEntry) -> TraceStep | None:
    """Somebody moved the ticket, or gave it to somebody."""
    moved = {
        field: entry.values[field][1]
        for field in ("team", "assignee")
        if field in entry.values and entry.values[field][0] != entry.values[field][1]
    }
    if entry.kind != Ticket.kind or entry.op == "insert" or not any(moved.values()):
        return None
    both, to_team, to_person = (
        translate("why", "Moved to {team} and given to {name} by {actor}"),
        translate("why", "Moved to {team} by {actor}"),
        translate("why", "Given to {name} by {actor}"),
    )
    one = to_team if moved.get("team") else to_person
    told = both if moved.get("team") and moved.get("assignee") else one
    title = told.format(
        team=any_words(workspace, "team", moved.get("team")),
        name=any_words(workspace, "assignee", moved.get("assignee")),
        actor=actor_words(workspace, entry),
    )
    return TraceStep(icon="user", title=title, time=step_moment(entry.at, workspace.now_us()))
