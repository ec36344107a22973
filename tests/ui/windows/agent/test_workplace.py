# SPDX-License-Identifier: Apache-2.0
"""What was left comes back: the window, its panes, the open ticket, and how far it was read."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, a_ticket, changes, insert
from tests.support.screens import screens, set_screens
from tests.support.window_client import MINUTE, T1, T2
from ui.windows.agent.controller import AgentController
from ui.windows.agent.workplace import NAME
from ui.windows.in_sight import InSight


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
    assert room.contains(controller.window.frameGeometry().topLeft())


# -- a screen is unplugged ----------------------------------------------------------------------

SMALL, LARGE = QRect(0, 0, 1366, 768), QRect(1366, 0, 2560, 1440)


@pytest.fixture
def unplug(qapp):
    """Two screens, and what takes the second one away."""
    before = screens()
    (main, *_) = before
    looking = InSight(qapp)
    set_screens({main: SMALL, "second": LARGE})
    yield lambda: set_screens({main: SMALL})
    set_screens(before)
    looking.deleteLater()


def is_wholly_seen(window):
    return any(
        screen.availableGeometry().contains(window.frameGeometry())
        for screen in QApplication.screens()
    )


def editor_of(controller):
    return controller.window.composer.composer.editor


async def test_both_windows_come_back_with_focus_and_drafts(unplug, client, controller, qtbot):
    main = controller.window
    main.setGeometry(LARGE.adjusted(200, 100, -100, -200))
    controller.tickets.open(T2)
    await settle()
    QTest.keyClicks(editor_of(controller), "Half a thought")
    controller.companions.open_window(T1)
    await settle()
    own = controller.companions.windows[T1]
    own.window.move(LARGE.bottomRight() - QPoint(900, 700))
    own.window.activateWindow()
    editor_of(own).setFocus()
    QTest.keyClicks(editor_of(own), "Half of another")
    await settle()
    assert {window.screen().name() for window in (main, own.window)} == {"second"}
    unplug()
    qtbot.waitUntil(lambda: is_wholly_seen(main) and is_wholly_seen(own.window))
    assert [screen.geometry() for screen in QApplication.screens()] == [SMALL]
    assert QApplication.focusWidget() is editor_of(own)
    texts = [editor_of(each).toPlainText() for each in (controller, own)]
    assert texts == ["Half a thought", "Half of another"]
    QTest.keyClicks(editor_of(own), " thought")
    assert editor_of(own).toPlainText() == "Half of another thought"
    for each in (controller, own):
        each.tickets.writing.drafts.flush()
    await settle()
    kept = {draft.text for _, _, draft in await client.workspace.drafts.list()}
    assert kept == {"Half a thought", "Half of another thought"}


async def test_a_window_that_was_on_both_is_wholly_on_the_one_that_is_left(
    unplug, controller, qtbot
):
    controller.window.resize(900, 640)
    controller.window.move(SMALL.width() - 300, 60)
    assert not is_wholly_seen(controller.window)
    unplug()
    qtbot.waitUntil(lambda: is_wholly_seen(controller.window))
    assert controller.window.size().toTuple() == (900, 640)


async def test_a_window_that_was_left_on_it_opens_on_the_one_that_is_there(
    unplug, client, controller, theme, faults
):
    controller.window.setGeometry(LARGE.adjusted(200, 100, -100, -200))
    controller.workplace.keep()
    controller.window.hide()
    unplug()
    again = AgentController(client, theme, environment=client.bench.environment, faults=faults)
    again.workplace.place_window()
    again.window.show()
    await settle()
    assert is_wholly_seen(again.window)
    again.close()
    again.deleteLater()
    await settle()
