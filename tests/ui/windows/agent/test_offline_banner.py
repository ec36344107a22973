# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from tests.support.window_client import Standing, WindowClient
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.windows.agent.offline_banner import OfflineBanner


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "You are offline. Keep working."),
        ({"to_send": 1}, "You are offline. Keep working, 1 change waits here."),
        ({"to_send": 3}, "You are offline. Keep working, 3 changes wait here."),
        (
            {"reason": "certificate", "to_send": 3},
            (
                "This is not the server that you joined. Nothing is sent to it."
                " Ask your admin for a new join code."
            ),
        ),
    ],
)
async def test_what_keeps_one_from_the_server_is_said(qtbot, theme, fields, words):
    client: Any = WindowClient(state=Standing(kind="offline", **fields))
    banner = Banner(theme)
    qtbot.addWidget(banner)
    OfflineBanner(client, banner, banner).show_now()
    assert banner.accessibleName() == words
    await client.close()


@pytest.fixture
async def offline(qtbot, theme):
    """A client that lost its server, its banner, and how often it is asked to try again."""
    client: Any = WindowClient(state=Standing(kind="offline"), next_try_s=7.4)
    banner = Banner(theme)
    qtbot.addWidget(banner)
    shown = OfflineBanner(client, banner, banner)
    shown.retry_requested.connect(client.retry_now)
    yield client, banner, shown
    shown.close()
    await client.close()


def action_of(banner):
    return banner.findChild(Button, "window.banner.action")


async def test_the_banner_counts_down_to_the_next_try(offline):
    client, banner, shown = offline
    shown.show_now()
    action = action_of(banner)
    assert action.text() == "Retry in 8 s"
    client.next_try_s = 0.2
    shown._count_down()
    assert action.text() == "Retry in 1 s"
    client.next_try_s = None
    shown._count_down()
    assert action.text() == "Trying now"


async def test_a_screen_reader_hears_one_name_however_the_seconds_run(offline):
    client, banner, shown = offline
    shown.show_now()
    action = action_of(banner)
    assert (action.accessibleName(), action.accessibleDescription()) == ("Try now", "Retry in 8 s")
    client.next_try_s = 3.0
    shown._count_down()
    assert (action.accessibleName(), action.accessibleDescription()) == ("Try now", "Retry in 3 s")


async def test_pressing_it_tries_at_once(offline):
    client, banner, shown = offline
    shown.show_now()
    action_of(banner).click()
    assert client.retries == 1
    assert action_of(banner).text() == "Trying now"


async def test_a_network_that_is_back_is_tried_at_once(offline):
    client, _, shown = offline
    shown.set_online(False)
    shown._network.returned.emit()
    assert client.retries == 1


async def test_a_network_that_comes_while_all_is_well_changes_nothing(offline):
    client, banner, shown = offline
    shown.set_online(False)
    shown.show_now()
    shown.set_online(True)
    shown._network.returned.emit()
    assert (client.retries, banner.isHidden()) == (0, True)


async def test_only_what_matters_most_has_the_colour_of_the_banner(offline, theme):
    _, banner, shown = offline
    shown.show_now()
    banner.resize(700, 40)
    banner.show()
    image = banner.grab().toImage()
    words = {label.text(): label.geometry() for label in banner.findChildren(QLabel)}
    rect = words["Keep working."]
    seen = {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.left() + 80)
        for y in range(rect.top(), rect.bottom())
    }
    assert theme.color("text2").name() in seen
    assert theme.color("amber_text").name() not in seen
