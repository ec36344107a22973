# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.support.window_client import Standing, WindowClient
from ui.widgets.banner import Banner
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
