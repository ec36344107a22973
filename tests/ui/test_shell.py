# SPDX-License-Identifier: Apache-2.0
import asyncio
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, a_small_desk
from ui.faults import Faults
from ui.shell import Shell
from ui.slots import Spawner
from ui.windows.agent.window import AgentWindow
from ui.windows.first_run.window import FirstRunWindow
from ui.windows.signin.window import SignInWindow


def visible():
    return [type(each) for each in QApplication.topLevelWidgets() if each.isVisible()]


def drain():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
async def client(qapp):
    client = a_small_desk()
    await settle()
    yield client
    await client.close()


@pytest.fixture
async def shell(client: Any, theme):
    faults = Faults()
    spawn = Spawner(faults)
    environment = client.bench.environment
    shell = Shell(
        client, theme, environment=environment, spawn=spawn, faults=faults, size=(1366, 768)
    )
    yield shell
    await spawn.close()
    shell.close()
    drain()


async def test_a_known_person_sees_the_desk_at_once_without_a_connection(client, shell):
    client.stand("connecting")
    shell.show()
    assert visible() == [AgentWindow]
    assert shell.agent.window.width() == 1366
    await settle()


async def test_who_is_signed_out_sees_the_way_in(client, shell):
    client.stand("signed_out")
    assert visible() == [SignInWindow]
    client.stand("live")
    assert visible() == [AgentWindow]
    await settle()


async def test_who_works_offline_sees_the_desk_again(client, shell):
    client.stand("signed_out", reason="sign_in")
    shell._sign_in.window.offline.click()
    assert visible() == [AgentWindow]
    await settle()


async def test_a_link_is_opened_once_there_is_a_window_to_work_in(client, shell):
    client.stand("signed_out")
    shell.open_link("deskbell://ticket/t1")
    client.stand("live")
    await settle()
    assert shell.agent.tickets.id == T1
    shell.open_link("deskbell://ticket/t2")
    await settle()
    assert shell.agent.tickets.id == T2


async def test_signing_out_closes_the_desk_and_shows_the_way_in(client, shell):
    shell.show()
    shell.agent.tickets.open(T1)
    await settle()
    shell.agent.window.composer.append("half a thought")
    shell.agent.window.navigation.sign_out_requested.emit()
    assert visible() == []
    await settle()
    assert (client.signed_out, visible()) == (True, [SignInWindow])
    assert client.places[-1][0] is None


async def test_closing_the_window_ends_the_program(client, shell):
    shell.show()
    shell.agent.window.close()
    assert shell.ended.is_set()
    await settle()


async def test_closing_the_way_in_ends_the_program(client, shell):
    client.stand("locked")
    (window,) = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    window.close()
    assert shell.ended.is_set()
    await settle()


async def test_the_way_in_stays_until_signing_in_is_over(client, shell):
    client.stand("signed_out")
    (way_in,) = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert isinstance(way_in, SignInWindow)
    letting_in = asyncio.Event()
    client.sign_in = lambda **how: letting_in.wait()
    way_in.join_code.set_text("deskbell://code")
    way_in.email.set_text("maya@desk.example")
    way_in.password.set_text("correct horse")
    way_in.primary.click()
    await settle()
    client.stand("connecting")
    assert visible() == [SignInWindow]
    client.stand("live")
    letting_in.set()
    await settle()
    assert sorted(visible(), key=str) == [AgentWindow, FirstRunWindow]


async def test_the_window_is_built_anew_with_its_size_and_the_draft(client, shell):
    shell.show()
    shell.agent.tickets.open(T1)
    await settle()
    shell.agent.window.composer.append("half a thought")
    shell.agent.window.resize(1500, 950)
    shell.reopen()
    assert visible() == [AgentWindow]
    assert (shell.agent.window.width(), shell.agent.window.height()) == (1500, 950)
    shell.agent.tickets.open(T1)
    await settle()
    assert "half a thought" in shell.agent.window.composer.composer.editor.toPlainText()
    shell.raise_window()
    assert shell.agent.window.isVisible()
