# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.support.client_environment import settle
from tests.support.window_client import T1, a_small_desk
from ui.demo_pictures import DemoPictures
from ui.faults import Faults
from ui.windows.agent.controller import AgentController


@pytest.fixture
async def client(qapp):
    client = a_small_desk()
    await settle()
    yield client
    await client.close()


@pytest.fixture
async def controller(client, theme):
    environment = client.bench.environment
    controller = AgentController(client, theme, environment=environment, faults=Faults())
    controller.window.show()
    yield controller
    controller.close()
    controller.deleteLater()
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def test_it_pictures_what_happens_and_what_does_not(
    client, controller, theme, tmp_path, capsys
):
    environment = client.bench.environment
    await DemoPictures(controller, theme, environment, folder=tmp_path / "pictures").take()
    names = {path.name for path in (tmp_path / "pictures").iterdir()}
    assert names == {
        "list-light.png",
        "ticket-light.png",
        "live-light.png",
        "note-light.png",
        "ticket-dark.png",
    }
    assert capsys.readouterr().out.count("screenshot ") == 5
    assert controller.tickets.id == T1


async def test_an_empty_desk_has_pictures_too(client, controller, theme, tmp_path):
    client.workspace.clear()
    environment = client.bench.environment
    await DemoPictures(controller, theme, environment, folder=tmp_path).take()
    assert len(list(tmp_path.iterdir())) == 5
