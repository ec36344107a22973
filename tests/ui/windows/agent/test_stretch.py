# SPDX-License-Identifier: Apache-2.0
"""A long conversation is drawn around where it opens, then bit by bit, and nothing moves."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync_server.contract.entities import ReadMark, Ticket
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert, snapshot
from tests.support.window_client import MAYA, T1, T2
from ui.windows.agent.stretch import ABOVE, AT_FIRST, STEP, Stretch

MANY = 900


def turn(stretch):
    """One more turn of the loop."""
    assert stretch._turn.isActive()
    stretch._turn.stop()
    stretch._turn.timeout.emit()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 6000), st.data())
def test_every_turn_draws_some_more_until_it_is_all(qapp, count, data):
    at = data.draw(st.integers(0, count - 1))
    stretch = Stretch()
    stretch.begin(count, at)
    numbers = range(count)
    drawn = [numbers[stretch.of(count)]]
    assert at in drawn[0]
    while not stretch.is_whole:
        turn(stretch)
        drawn.append(numbers[stretch.of(count)])
        assert len(drawn[-2]) < len(drawn[-1]) <= len(drawn[-2]) + STEP
        assert set(drawn[-2]) <= set(drawn[-1])
    assert drawn[-1] == numbers
    assert not stretch._turn.isActive()


def test_a_shorter_conversation_is_drawn_whole(qapp):
    stretch = Stretch()
    stretch.begin(2 * AT_FIRST, 7)
    assert stretch.is_whole


def test_it_begins_once_for_each_conversation(qapp):
    stretch = Stretch()
    stretch.begin(10, 9)
    stretch.begin(MANY, 9)
    assert stretch.is_whole
    stretch.reset()
    stretch.begin(MANY, 9)
    assert stretch.of(MANY) == slice(0, AT_FIRST)


def test_who_wants_all_of_it_need_not_wait(qapp, qtbot):
    stretch = Stretch()
    stretch.begin(MANY, MANY - 1)
    with qtbot.waitSignal(stretch.grown):
        stretch.finish()
    assert stretch.of(MANY) == slice(0, MANY)
    stretch.finish()


def moved(seq, at):
    return HistoryEntry(
        seq=seq,
        at=at,
        actor="tomas",
        via="socket",
        kind=Ticket.kind,
        id="t1",
        op="update",
        values={"status": ("pending", "open")},
    )


# -- in the window -------------------------------------------------------------------------------


@pytest.fixture
async def long(client, controller):
    """Hana's ticket with so many messages more, not open yet."""
    more = [
        insert(
            50 + n,
            a_message(f"n{n:03}", ticket="t1", at=n + 1, contact="hana", text=f"Line {n}\n" * 3),
            scope="team:platform",
        )
        for n in range(MANY)
    ]
    client.bench.apply(changes(*more))
    await settle()
    return controller


@pytest.fixture
def timeline(long):
    return long.window.conversation.timeline


@pytest.fixture
async def read(client, long):
    """Maya has read all of it."""
    now = client.workspace.now_us()
    mark = ReadMark(id="maya.t1", agent=MAYA, ticket=T1, read_at=now)
    client.bench.apply(snapshot("agent:maya", (8000, mark)))


@pytest.fixture
async def begun(long):
    """It is open, and its turns come when the test says so."""
    stretch = long.tickets.reading._stretch
    stretch._turn.setInterval(1_000_000)
    long.tickets.open(T1)
    await settle()
    assert not stretch.is_whole
    return stretch


@pytest.fixture
async def opened_long(read, begun):
    return begun


async def test_what_was_never_read_begins_with_its_first_message(begun, timeline):
    assert timeline.messages[0].id == "n000"
    assert timeline.verticalScrollBar().value() == 0
    turn(begun)
    assert len(timeline.messages) == AT_FIRST + STEP
    assert timeline.verticalScrollBar().value() == 0


async def test_the_newest_page_is_there_first_and_stays_where_it_is(opened_long, timeline, qapp):
    newest = timeline.messages[-1].id
    assert len(timeline.messages) == AT_FIRST
    assert timeline.verticalScrollBar().value() == timeline.verticalScrollBar().maximum()
    seen = []
    while not opened_long.is_whole:
        turn(opened_long)
        timeline.viewport().repaint()
        seen.append(timeline.message_top(newest))
    assert len(set(seen)) == 1
    assert len(timeline.messages) == MANY + 4


async def test_what_is_read_meanwhile_stays_where_it_is(opened_long, timeline):
    timeline.verticalScrollBar().setValue(700)
    timeline.viewport().repaint()
    message = timeline.shown[timeline._scroll.visible(timeline)[1]].id
    top = timeline.message_top(message)
    while not opened_long.is_whole:
        turn(opened_long)
        timeline.viewport().repaint()
        assert timeline.message_top(message) == pytest.approx(top, abs=1)


async def test_a_message_that_comes_meanwhile_is_there(client, opened_long, timeline):
    late = a_message("late", ticket="t1", at=client.workspace.now_us(), contact="hana")
    client.bench.apply(changes(insert(9000, late, scope="team:platform")))
    await settle()
    assert timeline.messages[-1].id == "late"


async def test_the_list_to_jump_in_has_all_of_it(long, opened_long, timeline):
    long.tickets.reading.open_jump_list()
    assert len(long.tickets.reading.jumps.labels()) == MANY + 4
    long.tickets.reading.jumps.chosen.emit("n000")
    assert 0 <= timeline.message_top("n000") < 60
    long.tickets.reading.jumps.hide()


async def test_another_ticket_ends_it(long, opened_long, timeline):
    long.tickets.open(T2)
    await settle()
    assert not opened_long._turn.isActive()
    assert timeline.messages == ()


async def test_a_ticket_left_in_the_middle_opens_there(long, opened_long, timeline):
    opened_long.finish()
    timeline.go_to("n300")
    timeline.viewport().repaint()
    top = timeline.message_top("n300")
    long.tickets.open(T2)
    await settle()
    long.tickets.open(T1)
    await settle()
    assert len(timeline.messages) == AT_FIRST
    assert timeline.messages[ABOVE].id == "n300"
    assert timeline.message_top("n300") == pytest.approx(top, abs=1)


async def test_changes_stand_between_the_messages_that_are_drawn(client, long, opened_long):
    reading, timeline = long.tickets.reading, long.window.conversation.timeline
    drawn = long.tickets.open_ticket.entries[opened_long.of(MANY + 4)]
    at = {"between": drawn[5].message.at, "before": drawn[0].message.at - 1}
    client.answers[TicketHistory] = History(
        entries=tuple(moved(n, moment) for n, moment in enumerate(at.values(), 1)), more=False
    )
    reading.history.read()
    await settle()
    assert [each.id for each in timeline.messages if each.kind == "event"] == ["change 1"]
    opened_long.finish()
    events = [each.id for each in timeline.messages if each.kind == "event"]
    assert events == ["change 2", "change 1"]
