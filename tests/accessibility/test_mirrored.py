# SPDX-License-Identifier: Apache-2.0
"""Where people read from the right, every window is the mirror image of what it is elsewhere."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.settings import PAGES
from tests.accessibility.mirrored import places, unlike
from tests.support.client_environment import settle
from tests.support.window_client import T1, T3, Hit
from tests.ui.windows.agent.held.conftest import waiting
from ui.windows.agent.controller import AgentController

__all__ = ["waiting"]

# A window asks for the keyboard, which drawing in memory has none of.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SIZE = (1440, 900)
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


@pytest.fixture
def direction(qapp):
    """Sets the way in which people read; at the end it is the one from before."""
    yield QApplication.setLayoutDirection
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
async def placed(client, theme, faults, direction):
    """Where everything is in a window that reads in a direction, once something was done in it,
    and how wide the window is.
    """

    async def place(way, act):
        direction(way)
        environment = client.bench.environment
        controller = AgentController(client, theme, environment=environment, faults=faults)
        controller.window.resize(*SIZE)
        controller.window.show()
        controller.tickets.open(T1)
        await settle()
        await act(controller)
        await settle()
        found = places(controller.window), controller.window.width()
        controller.close()
        controller.deleteLater()
        await settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return found

    return place


def do(*actions: str) -> Callable[[Any], Awaitable[None]]:
    async def act(controller):
        for action in actions:
            controller.do(action)
            await settle()

    return act


async def offline(controller):
    controller._client.stand("offline", to_send=3)


async def available(controller):
    controller.window.navigation.open_availabilities()


async def history(controller):
    panel = controller.window.properties
    panel.show_tab(panel.tabs.titles[2])


async def customer(controller):
    panel = controller.window.properties
    panel.show_tab(panel.tabs.titles[1])


def page(name: str) -> Callable[[Any], Awaitable[None]]:
    async def act(controller):
        controller.do("settings")
        controller.preferences.panel.show_page(name)

    return act


async def found(controller):
    controller._client.hits = (Hit("ticket", "t1", T1), Hit("ticket", "t3", T3))
    controller.finder.show_search("rotation")


async def searched(controller):
    controller.finder.show_search("rotation")


async def small(controller):
    """Panes take turns, and the navigation is a rail that unfolds."""
    controller.window.resize(900, 600)
    await settle()
    controller.window.show_conversation()
    await settle()
    controller._actions.peek.open()


SCENES = {
    "ticket": do(),
    "note": do("note"),
    "picked": do("pick", "extend_next"),
    "palette": do("palette"),
    "status": do("menu:status"),
    "availability": available,
    **{f"settings, {name}": page(name) for name in PAGES},
    "snooze": do("snooze"),
    "keys": do("keys"),
    "found": found,
    "customer": customer,
    "new ticket": do("new_ticket"),
    "why": do("why"),
    "offline": offline,
    "history": history,
    "searched": searched,
    "small": small,
}


@pytest.mark.parametrize("scene", SCENES)
async def test_the_window_is_its_own_mirror_image(placed, scene):
    act = SCENES[scene]
    left, width = await placed(Qt.LayoutDirection.LeftToRight, act)
    right, _ = await placed(RIGHT_TO_LEFT, act)
    assert "\n".join(unlike(left, right, width)) == ""


async def test_held_mail_is_its_own_mirror_image(placed, waiting):
    left, width = await placed(Qt.LayoutDirection.LeftToRight, do("go:held"))
    right, _ = await placed(RIGHT_TO_LEFT, do("go:held"))
    assert "held.list 1" in left
    assert "\n".join(unlike(left, right, width)) == ""


async def test_the_navigation_is_at_the_right_and_the_properties_at_the_left(placed):
    found, _ = await placed(RIGHT_TO_LEFT, do())
    parts = (
        "nav.views.list",
        "list.tickets.view",
        "conversation.timeline.view",
        "properties.fold.button",
    )
    lefts = [found[f"{part} 1"][0] for part in parts]
    assert lefts == sorted(lefts, reverse=True)
