# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract.entities import Category, Skill, Tag, Ticket
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, insert, update
from tests.support.window_client import T1


def category(id, name, parent=None) -> Any:
    return Category(id=id, name=name, parent=parent)


@pytest.fixture
def pane(opened):
    return opened.window.properties


def labels(pane, field):
    pane.open_menu(field)
    shown = pane.menu.labels()
    pane.menu.hide()
    return shown


async def test_a_menu_offers_oneself_first_and_nobody_last(pane):
    assert labels(pane, "assignee") == ("Maya Okafor", "Priya Nair", "Tomas Reuter", "Nobody")


async def test_categories_are_offered_with_what_they_are_under(client, pane):
    client.bench.apply(
        changes(
            insert(30, category("c1", "Integrations"), scope="desk"),
            insert(31, category("c2", "Webhooks", "c1"), scope="desk"),
        )
    )
    await settle()
    assert "Integrations \u203a Webhooks" in labels(pane, "category")
    pane.chosen.emit("category", "c2")
    ticket: Any = client.workspace.get(Ticket, T1)
    assert ticket.category == "c2"
    pane.chosen.emit("category", "-")
    ticket = client.workspace.get(Ticket, T1)
    assert ticket.category is None
    await settle()


async def test_what_a_ticket_asks_for_is_required_or_wished_for(client, pane):
    german: Any = "de"
    assert not pane.open_menu("needs")
    client.bench.apply(changes(insert(30, Skill(id=german, name="German"), scope="desk")))
    await settle()
    assert labels(pane, "needs") == ("German", "German")
    asked = []
    for key in ("de", "de?", "de?"):
        pane.chosen.emit("needs", key)
        ticket: Any = client.workspace.get(Ticket, T1)
        asked.append([(need.skill, need.optional) for need in ticket.needs])
    await settle()
    assert asked == [[("de", False)], [("de", True)], []]


async def test_a_new_tag_is_made_of_what_was_typed(client, pane):
    tag: Any = "api-key"
    client.bench.apply(changes(insert(30, Tag(id=tag), scope="desk")))
    pane.created.emit("tags", "Two  Words, here")
    pane.chosen.emit("tags", "api-key")
    await settle()
    ticket: Any = client.workspace.get(Ticket, T1)
    assert ticket.tags == ("two-words-here", "api-key")
    assert labels(pane, "tags") == ("api-key", "two-words-here")


async def test_only_a_solved_ticket_can_be_closed_and_a_closed_one_is_locked(client, pane):
    assert "Closed" not in labels(pane, "status")
    solved = update(30, a_ticket("t1", team="platform"), scope="team:platform", status="solved")
    client.bench.apply(changes(solved))
    await settle()
    assert "Closed" in labels(pane, "status")
    closed = update(31, a_ticket("t1", team="platform"), scope="team:platform", status="closed")
    client.bench.apply(changes(closed))
    await settle()
    assert not pane.open_menu("status")


async def test_the_subject_is_edited_in_the_head(client, opened):
    opened.window.conversation.header.subject_committed.emit("Another subject")
    ticket: Any = client.workspace.get(Ticket, T1)
    assert ticket.subject == "Another subject"
    await settle()


async def test_what_waits_for_long_has_a_clock_in_its_row(client, opened, pane):
    client.stand("offline")
    opened.tickets.set_field("priority", "low")
    await settle()
    row: Any = pane.findChild(object, "properties.priority.row")
    assert row.value.pending


async def test_the_customer_has_a_page_with_their_other_tickets(client, opened, pane):
    more = [
        insert(
            50 + n,
            a_ticket(
                f"h{n:02}",
                team="platform",
                number=100 + n,
                subject=f"Earlier {n}",
                requester="hana",
                status="solved",
                opened_at=n,
            ),
            scope="team:platform",
        )
        for n in range(14)
    ]
    client.bench.apply(changes(*more))
    await settle()
    pane.show_page("customer")
    lines = pane.profile.lines()
    assert len(lines) == 10
    assert (lines[0].subject, lines[0].status) == ("Earlier 13", "Solved")
    pane.profile.ticket_chosen.emit("h13")
    await settle()
    assert opened.tickets.id == "h13"


async def test_a_ticket_without_a_customer_says_so(client, opened, pane):
    none = update(30, a_ticket("t1", team="platform"), scope="team:platform", requester=None)
    client.bench.apply(changes(none))
    pane.show_page("customer")
    await settle()
    assert pane.profile._none.text() == "This ticket has no customer."


async def test_the_history_needs_the_connection_and_says_so(opened, pane):
    pane.show_page("history")
    opened.tickets.reading.history.read()
    await settle()
    assert pane.history._state.text() == "The history needs the connection."


async def test_the_history_lists_every_field(client, opened, pane):
    entry = HistoryEntry(
        seq=9,
        at=client.workspace.now_us(),
        actor="tomas",
        via="socket",
        kind="ticket",
        id="t1",
        op="update",
        values={"status": ("new", "open"), "team": (None, "platform")},
    )
    client.answers[TicketHistory] = History(entries=(entry,), more=False)
    pane.show_page("history")
    opened.tickets.reading.history.read()
    await settle()
    told = [(row.actor, row.words) for row in pane.history.shown]
    assert told == [
        ("Tomas Reuter", "Status: New \u2192 Open"),
        ("Tomas Reuter", "Team: Not set \u2192 Platform"),
    ]


async def test_a_key_of_a_field_goes_to_the_ticket_tab(pane):
    pane.show_page("history")
    pane.open_menu("status")
    assert pane.page == "ticket"
    pane.menu.hide()


async def test_arrows_go_through_the_rows_and_stop_at_the_ends(opened, pane, qtbot):
    rows = [row for row in pane._rows if not row.isHidden()]
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Up)
    assert rows[0].hasFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert pane.menu.isVisible()
    pane.menu.hide()
