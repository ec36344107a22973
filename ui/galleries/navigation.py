# SPDX-License-Identifier: Apache-2.0
"""The navigation: its rows, the foot with person and connection, and all of it, also as a rail."""

from dataclasses import replace
from typing import Final, get_args

from PySide6.QtWidgets import QWidget

from ui.galleries.acts import hover_row, inside, reach_row
from ui.galleries.component import Act, Build, Component, Group, State, Words, focus, hover, leave
from ui.theme.theme import Theme
from ui.theme.tokens import NAV_RAIL_WIDTH, NAV_WIDTH
from ui.widgets.button import Button
from ui.widgets.navigation import NavigationList, NavigationPanel
from ui.widgets.navigation_foot import NavigationFoot
from ui.widgets.navigation_value import (
    AgentValue,
    AvailabilityState,
    ConnectionValue,
    NavigationRow,
    NavigationSection,
)
from ui.widgets.workspace_button import WorkspaceButton

_SECTIONS: Final = (
    NavigationSection(
        "",
        (
            NavigationRow("mine", "My queue", "inbox", count=9, bubble=1),
            NavigationRow("mentions", "Mentions", "at-sign", count=2),
            NavigationRow("drafts", "Drafts", "pencil"),
        ),
    ),
    NavigationSection(
        "Teams",
        rows=(
            NavigationRow(
                "platform", "Platform", series=0, count=34, bubble=3, bubble_tone="amber"
            ),
            NavigationRow("billing", "Billing", series=1, count=21),
        ),
        adds="Choose teams",
    ),
)
_MAYA: Final = AgentValue("Maya Okafor", "MO", 0, "available", 9, 12)
_LINKS: Final = (
    ConnectionValue("live", "Live", "18 ms"),
    ConnectionValue("offline", "Offline, 3 to send"),
    ConnectionValue("syncing", "Syncing", "40 of 212"),
    ConnectionValue("connecting", "Reconnecting, 2 to send"),
    ConnectionValue("busy", "Server busy"),
)


def _sections(words: Words) -> list[NavigationSection]:
    return [
        NavigationSection(
            words(section.title) if section.title else "",
            tuple(replace(row, title=words(row.title)) for row in section.rows),
            section.adds,
        )
        for section in _SECTIONS
    ]


def _list(current: str = "mine", *, folded: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        rows = NavigationList(theme, parent)
        rows.set_sections(_sections(words))
        rows.set_current(current)
        rows.set_folded(folded)
        return rows

    return build


def _workspace(*, folded: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        button = WorkspaceButton(theme, parent)
        button.set_name(words("Brightwater Support"))
        button.set_folded(folded)
        return button

    return build


def _foot(link: ConnectionValue, agent: AgentValue = _MAYA, *, folded: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        foot = NavigationFoot(theme, parent)
        foot.set_agent(replace(agent, name=words(agent.name)))
        foot.set_connection(link)
        foot.set_folded(folded)
        return foot

    return build


def _panel(*, folded: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        panel = NavigationPanel(theme, parent)
        panel.set_workspace(words("Brightwater Support"))
        panel.set_sections(_sections(words))
        panel.set_current("mine")
        panel.set_agent(_MAYA)
        panel.set_connection(_LINKS[0])
        panel.set_folded(folded)
        return panel

    return build


def _rows(label: str, build: Build, act: Act = leave, *, width: int = NAV_WIDTH) -> State:
    return State(label, build, act, width=width, height=190)


def _agents() -> tuple[State, ...]:
    states: tuple[AvailabilityState, ...] = get_args(AvailabilityState)
    return tuple(
        State(each.replace("_", " "), _foot(_LINKS[0], replace(_MAYA, state=each)), width=NAV_WIDTH)
        for each in states
    )


_FULL: Final = replace(_MAYA, load=12)
_FOOT_BUTTON: Final = "nav.agent.button"

GROUP = Group(
    "Navigation",
    (
        Component(
            "navigation_list",
            NavigationList,
            (
                _rows("my queue chosen", _list()),
                _rows("hover", _list(), hover_row(1)),
                _rows("focus", _list(""), reach_row(1)),
                _rows("rail", _list(folded=True), width=NAV_RAIL_WIDTH),
                _rows("rail, hover", _list(folded=True), hover_row(1), width=NAV_RAIL_WIDTH),
            ),
        ),
        Component(
            "workspace_button",
            WorkspaceButton,
            (
                State("rest", _workspace(), width=NAV_WIDTH),
                State("hover", _workspace(), hover, width=NAV_WIDTH),
                State("focus", _workspace(), focus, width=NAV_WIDTH),
                State("rail", _workspace(folded=True), width=NAV_RAIL_WIDTH),
            ),
        ),
        Component(
            "navigation_foot",
            NavigationFoot,
            (
                *_agents(),
                *(State(link.text, _foot(link), width=NAV_WIDTH) for link in _LINKS[1:]),
                State("at the limit", _foot(_LINKS[0], _FULL), width=NAV_WIDTH),
                State("no limit known", _foot(_LINKS[0], replace(_MAYA, limit=0)), width=NAV_WIDTH),
                State(
                    "focus",
                    _foot(_LINKS[0]),
                    inside(QWidget, focus, _FOOT_BUTTON),
                    width=NAV_WIDTH,
                ),
                State("rail", _foot(_LINKS[0], folded=True), width=NAV_RAIL_WIDTH),
                State("rail, offline", _foot(_LINKS[1], folded=True), width=NAV_RAIL_WIDTH),
            ),
        ),
        Component(
            "navigation_panel",
            NavigationPanel,
            (
                State("unfolded", _panel(), width=NAV_WIDTH, height=420),
                State("rail", _panel(folded=True), height=420),
                State(
                    "rail, search hover",
                    _panel(folded=True),
                    inside(Button, hover, "nav.search.button"),
                    height=420,
                ),
            ),
        ),
    ),
)
