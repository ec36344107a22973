# SPDX-License-Identifier: Apache-2.0
"""The agent's window over a small desk, signed in as Maya, and its parts by name."""

import asyncio

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.support.client_environment import settle
from tests.support.window_client import T1, a_small_desk
from ui.faults import Faults
from ui.windows.agent.controller import AgentController


@pytest.fixture
async def client(qapp):
    client = a_small_desk()
    await settle()
    yield client
    await client.close()


@pytest.fixture
def faults(qapp):
    return Faults()


@pytest.fixture
async def controller(client, theme, faults):
    environment = client.bench.environment
    controller = AgentController(client, theme, environment=environment, faults=faults)
    controller.window.resize(1440, 900)
    controller.window.show()
    await settle()
    yield controller
    controller.close()
    controller.deleteLater()
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(controller):
    return controller.window


@pytest.fixture
async def opened(controller):
    """The controller with Hana's ticket open."""
    controller.tickets.open(T1)
    await settle()
    return controller


@pytest.fixture
async def maker(opened):
    """The new ticket that Ctrl N begins, with Hana's open beside it."""
    opened.do("new_ticket")
    await settle()
    return opened.companions.maker


@pytest.fixture
def panel(opened, maker):
    """Its panel."""
    return opened.companions._panel


@pytest.fixture
def slow_files(client, monkeypatch):
    """No file is taken in before this is set."""
    ready, attach = asyncio.Event(), client.attach_file

    async def attach_slowly(path):
        await ready.wait()
        return await attach(path)

    monkeypatch.setattr(client, "attach_file", attach_slowly)
    return ready


@pytest.fixture
def log(tmp_path):
    """A file to attach."""
    path = tmp_path / "webhook.log"
    path.write_text("401 401 401")
    return path
