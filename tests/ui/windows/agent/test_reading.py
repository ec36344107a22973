# SPDX-License-Identifier: Apache-2.0
"""Messages and changes stand in the order of time; long tickets have a list to jump in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from sync_server.contract.entities import Ticket
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert, update
from tests.support.window_client import T1, T2
from ui.widgets.message_value import MessageValue
from ui.windows.agent.jump_list import jump_choices


def _moved(seq, at):
    return HistoryEntry(
        seq=seq,
        at=at,
        actor="tomas",
        via="socket",
        kind="ticket",
        id="t1",
        op="update",
        values={"status": ("pending", "open")},
    )


@pytest.fixture
def timeline(opened):
    return opened.window.conversation.timeline


async def test_a_change_stands_between_the_messages_of_its_time(client, opened, timeline):
    second = opened.tickets.open_ticket.entries[1].message
    client.answers[TicketHistory] = History(entries=(_moved(9, second.at + 1),), more=False)
    opened.tickets.reading.history.read()
    await settle()
    assert [each.id for each in timeline.messages] == ["m1", "m2", "change 9", "m3", "m4"]


async def test_a_change_of_the_ticket_asks_again(client, opened):
    history = opened.tickets.reading.history
    history._pause.stop()
    client.bench.apply(
        changes(
            update(40, client.workspace.get(Ticket, T1), scope="team:platform", status="pending")
        )
    )
    await settle()
    assert history._pause.isActive()


async def test_the_filter_is_shown_in_the_head_and_ends_with_the_ticket(opened, timeline):
    opened.tickets.reading.set_only("notes")
    assert [each.id for each in timeline.shown] == ["m3"]
    assert opened.window.conversation.header.filter.text() == "Notes"
    opened.tickets.open(T2)
    await settle()
    assert opened.window.conversation.header.filter.text() == "All"


async def test_a_short_ticket_has_no_jump_list(opened):
    opened.tickets.reading.open_jump_list()
    assert opened.tickets.reading.jumps.isHidden()


async def test_a_long_ticket_has_one_line_for_each_message(client, opened, timeline):
    more = [
        insert(
            50 + n,
            a_message(f"n{n:02}", ticket="t1", at=n, contact="hana", text=f"Line {n}"),
            scope="team:platform",
        )
        for n in range(40)
    ]
    client.bench.apply(changes(*more))
    await settle()
    opened.tickets.reading.open_jump_list()
    jumps = opened.tickets.reading.jumps
    assert jumps.labels()[0] == "Hana Ito: Line 0"
    jumps.chosen.emit("n03")
    assert 0 <= timeline.message_top("n03") < 60
    jumps.hide()


def test_events_have_no_line_and_long_texts_are_cut():
    values = (
        MessageValue("e1", "event", "Maya", "12:00", "moved"),
        MessageValue("m1", "note", "Ma\u202eya", "12:00", "word\n" * 5000),
    )
    (line,) = jump_choices(values)
    assert line.label.startswith("Ma\ufffdya: word word")
    assert len(line.label) < 110


async def test_only_the_web_and_mail_are_opened(opened, monkeypatch):
    tried: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: tried.append(url.toString()))
    told: list[str] = []
    opened.tickets.reading.troubled.connect(told.append)
    opened.tickets.reading.open_link("file:///etc/passwd")
    opened.tickets.reading.open_link("https://a.example/x")
    assert tried == ["https://a.example/x"]
    assert told == ["Nothing on this computer opens links."]


async def test_override_characters_in_a_subject_are_seen(client, opened):
    ticket = client.workspace.get(Ticket, T1)
    moved = update(41, ticket, scope="team:platform", subject="invoice\u202efdp.exe")
    client.bench.apply(changes(moved))
    await settle()
    subject = opened.window.findChild(QLineEdit, "conversation.subject.field")
    assert subject.text() == "invoice\ufffdfdp.exe"
    subject.editingFinished.emit()
    assert client.workspace.pending == ()


async def test_enter_lists_what_can_be_pressed_in_a_message(client, opened, timeline, qtbot):
    linked = a_message("m9", at=client.workspace.now_us(), contact="hana", text="https://a.example")
    client.bench.apply(changes(insert(60, linked, scope="team:platform")))
    await settle()
    timeline.scroll_to_end()
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    menu = opened.tickets.reading.links
    assert menu.labels() == ("https://a.example",)
    told: list[str] = []
    timeline.link_opened.disconnect()
    timeline.link_opened.connect(told.append)
    menu.chosen.emit("0")
    assert told == ["https://a.example"]
    menu.hide()


async def test_what_changed_before_the_first_new_message_is_new_too(client, opened, timeline):
    last = opened.tickets.open_ticket.entries[-1].message
    opened.tickets.open_ticket.read_at = last.at - 10
    entries = (_moved(9, last.at - 1), _moved(8, last.at - 11))
    client.answers[TicketHistory] = History(entries=entries, more=False)
    opened.tickets.reading.history.read()
    await settle()
    assert [each.id for each in timeline.messages][-3:] == ["change 8", "change 9", "m4"]
    assert timeline._divider.before == "change 9"
