# SPDX-License-Identifier: Apache-2.0
"""What was left comes back: the window, its panes, the open ticket, and how far it was read."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, a_ticket, changes, insert
from tests.support.window_client import MINUTE, T1, T2
from ui.windows.agent.controller import AgentController
from ui.windows.agent.workplace import NAME
from ui.windows.in_sight import can_be_reached


@pytest.fixture
async def start(client, theme, faults):
    """Open the window of the same person once more."""
    started = []

    async def again():
        await end()
        controller = AgentController(
            client, theme, environment=client.bench.environment, faults=faults
        )
        controller.workplace.place_window()
        controller.window.show()
        started.append(controller)
        await settle()
        return controller

    async def end():
        while started:
            controller = started.pop()
            controller.close()
            controller.deleteLater()
            await settle()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    yield again
    await end()


def lengthen(client):
    """So many messages that not all of them are in sight, and all of them read."""
    then = client.bench.environment.now_us() - 20 * MINUTE
    more = [
        insert(
            50 + n,
            a_message(f"n{n:02}", ticket="t1", at=then + n, agent="maya", type="reply", text="So."),
            scope="team:platform",
        )
        for n in range(40)
    ]
    client.bench.apply(changes(*more))


async def test_the_first_time_nothing_is_open_and_the_window_fits_the_screen(start):
    controller = await start()
    room = controller.window.screen().availableGeometry()
    size = controller.window.size()
    assert controller.tickets.id is None
    assert (size.width(), size.height()) == (max(900, room.width()), room.height())


async def test_the_ticket_that_was_open_is_open_and_the_list_is_the_queue(start):
    controller = await start()
    controller.do("go:all_open")
    controller.tickets.open(T2)
    controller = await start()
    assert controller.tickets.id == T2
    assert controller.lists.key == "my_queue"
    assert controller.window.list.view.current_ticket() == T2


async def test_a_ticket_is_at_the_place_to_which_it_was_read(client, start):
    lengthen(client)
    controller = await start()
    controller.tickets.open(T1)
    await settle()
    controller.window.conversation.timeline.go_to("n07")
    controller = await start()
    assert abs(controller.window.conversation.timeline.message_top("n07")) < 30


async def test_going_to_another_ticket_and_back_leads_to_the_same_place(client, start):
    lengthen(client)
    controller = await start()
    controller.tickets.open(T1)
    await settle()
    timeline = controller.window.conversation.timeline
    timeline.go_to("n07")
    before = timeline.message_top("n07")
    controller.tickets.open(T2)
    await settle()
    controller.tickets.open(T1)
    await settle()
    assert timeline.message_top("n07") == before


async def test_the_panes_are_as_wide_and_as_folded_as_they_were_made(start):
    controller = await start()
    controller.tickets.open(T1)
    controller.window.resize(1440, 800)
    controller.window._splitter.moveSplitter(640, 2)
    width = controller.window.list.width()
    controller.do("fold_navigation")
    controller = await start()
    controller.window.resize(1440, 800)
    controller.tickets.open(T1)
    await settle()
    assert controller.window.list.width() == width != 375
    assert controller.window.navigation.width() == 55


async def test_the_window_has_the_size_that_it_had(start):
    controller = await start()
    controller.window.resize(900, 640)
    controller = await start()
    assert (controller.window.width(), controller.window.height()) == (900, 640)


async def test_it_is_kept_also_when_the_program_is_killed(client, start):
    controller = await start()
    controller.tickets.open(T2)
    assert controller.workplace._pause.isActive()
    controller.workplace._pause.timeout.emit()
    assert '"ticket":"t2"' in client.settings.get(NAME)


async def test_a_ticket_that_is_gone_is_not_waited_for(client, start):
    client.settings.set(NAME, '{"ticket": "t99", "row": "t98"}')
    controller = await start()
    assert controller.tickets.id is None
    client.bench.apply(changes(insert(90, client.workspace.get(Ticket, T2), scope="team:platform")))
    await settle()
    assert controller.workplace._ticket == controller.workplace._row == ""


async def test_what_only_the_server_has_is_waited_for(client, start):
    client.settings.set(NAME, '{"ticket": "late"}')
    client.stand("syncing")
    controller = await start()
    assert controller.tickets.id is None
    late = a_ticket("late", number=7, team="platform")
    client.bench.apply(changes(insert(90, late, scope="team:platform")))
    await settle()
    assert controller.tickets.id == "late"


async def test_what_nobody_wrote_there_is_nothing(client, start):
    client.settings.set(NAME, '{"window": 7}')
    controller = await start()
    assert controller.tickets.id is None


@pytest.mark.parametrize("place", [(6000, 4000), (-6000, -4000), (300, -2000)])
async def test_a_window_that_was_on_a_screen_that_is_gone_opens_in_sight(start, place):
    controller = await start()
    controller.window.move(*place)
    controller.workplace.keep()
    controller = await start()
    room = controller.window.screen().availableGeometry()
    assert can_be_reached(controller.window.frameGeometry(), [room])
