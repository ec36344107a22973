# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt

from sync_server.contract.commands import UndoChange
from sync_server.contract.entities import Ticket
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket
from tests.support.window_client import T1, T2, T3
from ui.widgets.ticket_row import TicketListRole
from ui.windows.agent import bulk as bulk_module


@pytest.fixture
async def lists(controller):
    controller.lists.show("all_open")
    controller.window.list.step(0)
    await settle()
    return controller


@pytest.fixture
def bulk(lists):
    return lists._actions.bulk


def row(controller, ticket):
    model = controller.window.list.model
    return model.index(model.row_of(ticket)).data(TicketListRole.ROW)


async def test_x_selects_and_the_bar_covers_the_head(lists, bulk, qtbot):
    qtbot.keyClick(lists.window.list.view, Qt.Key.Key_X)
    assert len(bulk.picked) == 1
    assert row(lists, bulk.picked[0]).picked
    assert lists.window.list.bulk_bar.text() == "1 selected"
    qtbot.keyClick(lists.window.list.view, Qt.Key.Key_X)
    assert lists.window.list.bulk_bar.isHidden()


async def test_shift_j_extends_and_escape_selects_nothing(lists, bulk, qtbot):
    view = lists.window.list.view
    qtbot.keyClicks(view, "J")
    assert len(bulk.picked) == 2
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert bulk.picked == ()


async def test_where_the_list_is_out_of_sight_keys_mean_the_ticket_that_is_shown(
    client, lists, bulk
):
    """On a small screen the conversation takes the place of the list, and of what is selected."""
    bulk.toggle(T1)
    lists.window.resize(900, 600)
    lists.tickets.open(T2)
    await settle()
    assert not lists.window.list.isVisible()
    lists.do("solve")
    lists.gestures.settle()
    assert client.workspace.get(Ticket, T2).status == "solved"
    assert client.workspace.get(Ticket, T1).status != "solved"
    assert bulk.picked == (T1,)


async def test_nothing_is_selected_where_nobody_sees_it(lists, bulk, qtbot):
    lists.window.resize(900, 600)
    await settle()
    timeline, first = lists.window.conversation.timeline, lists.tickets.id
    qtbot.keyClicks(timeline, "XxJ")
    lists.do("pick_all")
    assert bulk.picked == ()
    assert lists.tickets.id != first
    qtbot.keyClicks(timeline, "K")
    assert (lists.tickets.id, bulk.picked) == (first, ())


async def test_shift_click_selects_everything_between(lists, bulk):
    bulk.extend_to(lists.window.list.tickets()[-1])
    assert set(bulk.picked) == {T1, T2, T3}


async def test_ctrl_a_selects_the_whole_list(lists, bulk, qtbot):
    qtbot.keyClick(lists.window.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert set(bulk.picked) == {T1, T2, T3}


async def test_many_are_solved_at_once_with_one_way_back(client, lists, bulk):
    said = []
    lists.gestures.said.connect(lambda words, undo: said.append((words, undo)))
    bulk.pick_all()
    lists.do("solve")
    await settle()
    statuses = {client.workspace.get(Ticket, id).status for id in (T1, T2, T3)}
    assert (statuses, said) == ({"solved"}, [("3 tickets solved", True)])
    lists.gestures.undo()
    await settle()
    assert client.workspace.get(Ticket, T1).status == "open"
    assert client.workspace.get(Ticket, T2).status == "pending"


async def test_what_somebody_has_changed_since_is_named_once_for_all(client, lists, bulk):
    told = []
    lists.window.notice.show_message = lambda _tone, *words, **_: told.append(words)
    bulk.pick_all()
    bulk.change("priority", "low")
    await settle()
    lists.gestures.undo()
    undone = [each for each in client.workspace.pending if isinstance(each.command, UndoChange)]
    assert len(undone) == 3
    for each in undone[:2]:
        await client.bench.refuse(each.id, Refusal(code="conflict", field="priority"))
        await settle()
    assert not any(each.state == "refused" for each in client.workspace.pending)
    await client.bench.refuse(undone[2].id, Refusal(code="not_found", field="of"))
    lists._not_undone.say()
    numbers = " and ".join(
        f"#{client.workspace.get(Ticket, each.command.ticket).number}" for each in undone[:2]
    )
    why = "because somebody has changed them since"
    assert told == [
        ("Not everything was taken back.", f"2 tickets stay as they are, {why}: {numbers}.")
    ]


async def test_a_tag_is_added_to_those_without_it(client, lists, bulk):
    bulk.pick_all()
    bulk.change("tags", "Outage")
    await settle()
    assert all("outage" in client.workspace.get(Ticket, id).tags for id in (T1, T2, T3))


async def test_above_a_number_it_asks_once(client, lists, bulk, monkeypatch):
    monkeypatch.setattr(bulk_module, "ASK_ABOVE", 2)
    bulk.pick_all()
    bulk.change("priority", "high")
    bar = lists.window.list.bulk_bar
    assert bar.text() == "Change 3 tickets?"
    assert client.workspace.get(Ticket, T1).priority == "urgent"
    bar.answers["yes"].click()
    await settle()
    assert client.workspace.get(Ticket, T1).priority == "high"
    assert bulk.picked == ()


async def test_refusing_the_question_changes_nothing(client, lists, bulk, monkeypatch):
    monkeypatch.setattr(bulk_module, "ASK_ABOVE", 2)
    bulk.pick_all()
    bulk.change("priority", "high")
    lists.window.list.bulk_bar.answers["no"].click()
    assert client.workspace.get(Ticket, T1).priority == "urgent"
    assert len(bulk.picked) == 3


async def test_many_more_than_a_slice_are_all_changed(client, lists, bulk):
    client.bench.hold(
        "team:platform", *((50 + n, a_ticket(f"n{n}", team="platform")) for n in range(60))
    )
    lists.lists.show("all_open")
    await settle()
    bulk.pick_all()
    bulk.change("priority", "high")
    lists.gestures.finish_many()
    assert {each.priority for each in client.workspace.all(Ticket)} == {"high"}


async def test_the_menus_offer_what_there_is(lists, bulk):
    bulk.toggle()
    bulk.open_menu("more")
    assert "Move to a team" in bulk.menu.labels()
    bulk.menu.chosen.emit("menu:team")
    assert "Billing" in bulk.menu.labels()
    bulk.menu.hide()
