# SPDX-License-Identifier: Apache-2.0
"""The navigation of the agent's window: views with their counts, oneself, the connection."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.client import Client
from app.sync.connection import ConnectionState
from app.views.definitions import AT_RISK, DELETED, OUR_TURN, WAITING, ViewInfo
from app.views.views import FRONT
from sync_server.contract.conditions import Condition, Group, read
from sync_server.contract.entities import WORKSPACE, Agent, Availability, Held, Team, Ticket
from sync_server.contract.entities import Workspace as Desk
from ui.models.admin_rights import may_see_admin
from ui.models.held_mail import may_see_held, waiting_held
from ui.models.moments import time_of_day
from ui.models.setup_steps import may_set_up, progress_words, setup_state
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.navigation import NavigationPanel
from ui.widgets.navigation_value import (
    AgentValue,
    ConnectionValue,
    NavigationRow,
    NavigationSection,
    availability_of,
)
from ui.windows.agent.navigation_pressing import with_bubble, with_team
from ui.windows.agent.views_hidden import HiddenViews, TeamOrder

HELD: Final = "held"
"""The row of mail that waits for a decision."""

SETUP: Final = "setup"
"""The row of the page on which the desk is set up."""

ADMIN: Final = "admin"
"""The row of the pages on which the desk is administered."""

DRAFTS: Final = "drafts"
"""The row of everything unsent: drafts, and commands that need the person."""

BEHIND_S: Final = 3
"""A command that waits for so many seconds on a live link is worth a word."""

_SECOND_US: Final = 1_000_000
_WAITING: Final = frozenset(WAITING)
_ICONS: Final = {
    "my_queue": "inbox",
    AT_RISK: "triangle-alert",
    "mentions": "at-sign",
    "snoozed": "clock-arrow-right",
    "promised": "rotate-cw",
    "unassigned": "user",
    "all_open": "list",
    "recently_solved": "history",
    DELETED: "trash-2",
}


class NavigationPane(NavigationPanel):
    """Shows what the client says when it is asked to `refresh`."""

    def __init__(self, theme: Theme, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._client = client
        self._drafts = 0
        self._held_known: tuple[object, int] = (None, 0)
        self._is_live, self._live_since = False, 0
        self._catches_up = False
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.setInterval(1000)
        self._waits.timeout.connect(self.refresh_connection)
        self.hidden = HiddenViews(client.settings)
        self.order = TeamOrder(client.settings)
        self.setObjectName("nav.pane")
        self.set_workspace("Deskbell")

    @property
    def teams(self) -> tuple[str, ...]:
        """The keys of the team queues, in their order."""
        keys = (info.key for info in self._client.views.all if info.section == "teams")
        return tuple(self.order.arrange(keys))

    @property
    def drafts(self) -> int:
        """How many tickets have something unsent."""
        return self._drafts

    def set_drafts(self, count: int) -> None:
        """How many tickets have something unsent."""
        self._drafts = count
        self.refresh_views()

    def refresh_views(self) -> None:
        """The rows and their counts."""
        sections: dict[str, list[NavigationRow]] = {}
        for info in self._client.views.all:
            if info.key in self.hidden.keys:
                continue
            sections.setdefault(info.section, []).append(self._row(info))
        mine = sections.get("mine", [])
        drafts = translate("navigation", "Drafts")
        mine.append(NavigationRow(DRAFTS, drafts, icon="pencil", count=self._drafts or None))
        views = (*sections.get("saved", ()), *sections.get("desk", ()))
        rows = {row.id: row for row in sections.get("teams", ())}
        teams = tuple(rows[key] for key in self.order.arrange(rows))
        workspace = self._workspace_rows()
        self.set_sections(
            [
                NavigationSection("", tuple(mine)),
                NavigationSection(team_title(), teams, translate("navigation", "Choose teams")),
                NavigationSection(view_title(), views, translate("navigation", "New view")),
                *([NavigationSection(workspace_title(), workspace)] if workspace else []),
            ]
        )

    def _workspace_rows(self) -> tuple[NavigationRow, ...]:
        """What is the desk's and no list of tickets, as far as it is the person's to see."""
        workspace = self._client.workspace
        rows = []
        if may_set_up(workspace) and not workspace.loading:
            state = setup_state(workspace)
            if not state.is_whole:
                title = translate("navigation", "Set up")
                rows.append(NavigationRow(SETUP, title, icon="check", told=progress_words(state)))
        if may_see_held(workspace):
            held = translate("navigation", "Held mail")
            count = self._held_count() or None
            rows.append(NavigationRow(HELD, held, icon="mail-warning", count=count))
        if may_see_admin(workspace):
            rows.append(NavigationRow(ADMIN, translate("navigation", "Admin"), icon="settings-2"))
        return tuple(rows)

    def _held_count(self) -> int:
        """Counted again only after a change of held mail."""
        workspace = self._client.workspace
        revision = (workspace.revision(Held), workspace.predicted(Held))
        if revision != self._held_known[0]:
            self._held_known = (revision, sum(1 for _ in waiting_held(workspace)))
        return self._held_known[1]

    def refresh_agent(self) -> None:
        """The person who is signed in, and where."""
        self.set_workspace(self._client.desk or "Deskbell")
        workspace = self._client.workspace
        me = workspace.me
        agent = workspace.get(Agent, me)
        if agent is None or me is None:
            return
        availability = workspace.get(Availability, me)
        told = "available" if availability is None else availability.state
        self.set_agent(
            AgentValue(
                name=agent.name,
                initials=initials_of(agent.name),
                pair=avatar_index(me),
                state=availability_of(told),
                load=self._our_turn(),
                limit=0 if self._weighs() else agent.capacity,
                until=_until(availability),
            )
        )

    def refresh_connection(self) -> None:
        """How the link stands. While something waits on a live one, it is looked at each second."""
        state = self._client.state
        if state.kind == "live":
            self._catches_up = bool(state.to_send) and (self._catches_up or not self._is_live)
            behind = self._behind_s()
        else:
            behind, self._is_live = 0, False
        self.set_connection(
            connection_value(
                state,
                self._client.latency_ms,
                behind_s=behind,
                again=self._live_since > 0,
                catches_up=self._catches_up,
            )
        )

    def _weighs(self) -> bool:
        """Whether tickets count otherwise than as one: their number is no load then."""
        desk = self._client.workspace.get(Desk, WORKSPACE)
        return desk is not None and bool(desk.channel_weights or desk.priority_weights)

    def _our_turn(self) -> int:
        """How many of one's own tickets wait for oneself."""
        workspace = self._client.workspace
        if workspace.loading:
            return 0
        queue = (workspace.get(Ticket, id) for id in self._client.views.open("my_queue"))
        return sum(1 for ticket in queue if ticket is not None and ticket.status in OUR_TURN)

    def _behind_s(self) -> int:
        """For how long the oldest command has waited since the link is live."""
        workspace = self._client.workspace
        now = workspace.now_us()
        if not self._is_live:
            self._is_live, self._live_since = True, now
        waiting = [each.queued_at for each in workspace.pending if not each.needs_decision]
        if not waiting:
            self._waits.stop()
            return 0
        self._waits.start()
        return (now - max(min(waiting), self._live_since)) // _SECOND_US

    def _row(self, info: ViewInfo) -> NavigationRow:
        if info.key == DELETED:  # it counts in no figure
            name = translate("views", info.name)
            return NavigationRow(info.key, name, icon=_ICONS[DELETED])
        count = self._client.views.count(info.key)
        if info.section == "teams":
            row = NavigationRow(info.key, info.name, series=self._series(info), count=count)
            return with_bubble(row, self._client.views.pressing(info.key))
        icon = _ICONS.get(info.key) or self._saved_icon(info)
        name = translate("views", info.name) if info.section in ("mine", "desk") else info.name
        if info.section != "mine":
            return NavigationRow(info.key, name, icon=icon, count=count)
        if info.key not in (FRONT, AT_RISK):
            return NavigationRow(info.key, name, icon=icon, count=count or None)
        row = NavigationRow(info.key, name, icon=icon, count=count)
        row = with_bubble(row, self._client.views.pressing(info.key))
        return row if info.key == FRONT else with_team(row, self._client)

    def _saved_icon(self, info: ViewInfo) -> str:
        if info.section != "saved":
            return "star"
        if self._waits_there(info):
            return "clock"
        return "flag" if info.readable and _is_about("priority", read(info.conditions)) else "star"

    def _waits_there(self, info: ViewInfo) -> bool:
        """Whether a view shows only what waits for somebody else."""
        statuses = self._client.views.open(info.key).statuses
        return statuses is not None and statuses <= _WAITING

    def _series(self, info: ViewInfo) -> int:
        team = self._client.workspace.get(Team, info.key.partition(":")[2])
        colour = "" if team is None else team.colour.removeprefix("s")
        return int(colour) - 1 if colour.isdecimal() else 0


def team_title() -> str:
    """The heading over the team queues."""
    return translate("navigation", "Team queues")


def workspace_title() -> str:
    """The heading over what is the whole desk's."""
    return translate("navigation", "Workspace")


def view_title() -> str:
    """The heading over the views."""
    return translate("navigation", "Views")


def _is_about(field: str, condition: Condition) -> bool:
    """Whether a condition always asks for a field."""
    if isinstance(condition, Group):
        return condition.mode == "all" and any(_is_about(field, part) for part in condition.parts)
    return condition.field == field


def _until(availability: Availability | None) -> str:
    """When a break ends, where that was said."""
    if availability is None or availability.state != "break" or availability.until_at is None:
        return ""
    return time_of_day(availability.until_at)


def connection_value(
    state: ConnectionState,
    latency_ms: float | None,
    *,
    behind_s: int = 0,
    again: bool = False,
    catches_up: bool = False,
) -> ConnectionValue:
    """The foot's line: "Live 18 ms", "Offline, 3 to send", "Syncing 40 of 212".

    `behind_s` is how long a command has waited on a live link; `again` says that it was live once.
    While it `catches_up`, what waited for the link is being sent.
    """
    if behind_s >= BEHIND_S:
        told = translate("connection", "Behind by {seconds} s")
        return ConnectionValue("busy", told.format(seconds=behind_s))
    if state.kind == "live" and catches_up and state.to_send:
        told = translate("connection", "Syncing {count}")
        return ConnectionValue("syncing", told.format(count=state.to_send))
    if state.kind == "live":
        figure = "" if latency_ms is None else f"{latency_ms:.0f} ms"
        return ConnectionValue("live", translate("connection", "Live"), figure)
    if state.kind == "syncing":
        told = translate("connection", "Syncing {step} of {of}") if state.of else ""
        text = told.format(step=state.step, of=state.of)
        return ConnectionValue("syncing", text or translate("connection", "Syncing"))
    if state.kind == "connecting":
        text = translate("connection", "Connecting")
        if again:
            text = translate("connection", "Reconnecting")
        return ConnectionValue("connecting", _with_queue(text, state.to_send))
    return ConnectionValue(
        "offline", _with_queue(translate("connection", "Offline"), state.to_send)
    )


def _with_queue(text: str, to_send: int) -> str:
    if not to_send:
        return text
    told = translate("connection", "{state}, {count} to send")
    return told.format(state=text, count=to_send)
