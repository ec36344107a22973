# SPDX-License-Identifier: Apache-2.0
"""One person at two computers, and two people at one field: windows that agree in the end."""

from functools import partial

import pytest

from app import intents
from app.sync import draft_courier
from sync_server.contract.entities import Ticket
from tests.end_to_end.computers import (
    MAYA,
    THEO,
    both,
    found_company,
    holds_ticket,
    joined,
    support_of,
)
from tests.end_to_end.windows import open_ticket, out_of_reach, row_of, shown, window_of
from tests.support.live_client import Desk, until

pytestmark = pytest.mark.long


@pytest.fixture
async def codes(server):
    return await found_company(server)


@pytest.fixture
async def maya(codes, tmp_path):
    async with joined(Desk(tmp_path / "maya"), MAYA, codes[MAYA]) as client:
        yield client


@pytest.fixture
async def maya_at_home(server, maya, tmp_path):
    """The same Maya, on another computer."""
    async with joined(Desk(tmp_path / "home"), MAYA, await server.join_code()) as client:
        yield client


@pytest.fixture
async def theo(codes, tmp_path):
    async with joined(Desk(tmp_path / "theo"), THEO, codes[THEO]) as client:
        yield client


@pytest.fixture
async def ticket(maya, theo):
    """A ticket of Theo's, in which Maya has read everything."""
    ticket = await open_ticket(theo, team=support_of(theo), assignee=None)
    await until(maya, lambda: holds_ticket(ticket)(maya.workspace))
    intents.mark_read(maya.workspace, ticket=ticket)
    await until(maya, lambda: not maya.workspace.pending)
    return ticket


async def test_what_was_read_at_one_computer_is_read_at_the_other(
    maya, maya_at_home, theo, ticket, theme
):
    await until(maya_at_home, lambda: holds_ticket(ticket)(maya_at_home.workspace))
    async with window_of(maya, theme) as here, window_of(maya_at_home, theme) as there:
        intents.reply(theo.workspace, ticket=ticket, text="It is worn", to=("kim@quay.example",))
        await shown(maya, lambda: row_of(here, ticket).unread)
        await shown(maya, lambda: row_of(there, ticket).unread)
        here.tickets.open(ticket)
        await shown(maya, lambda: not row_of(here, ticket).unread)
        await shown(maya, lambda: not row_of(there, ticket).unread)


def colleagues_on(client, ticket):
    """The sessions of others."""
    return [each for each in client.workspace.people_on(ticket) if each.agent != client.me]


async def test_a_person_at_two_computers_is_one_person(maya, maya_at_home, theo, ticket, theme):
    await until(maya_at_home, lambda: holds_ticket(ticket)(maya_at_home.workspace))
    async with window_of(maya, theme) as here, window_of(maya_at_home, theme) as there:
        here.tickets.open(ticket)
        there.tickets.open(ticket)
        here.window.composer.composer.editor.insertPlainText("I am on it")
        async with window_of(theo, theme) as theirs:
            theirs.tickets.open(ticket)
            await until(theo, lambda: len(colleagues_on(theo, ticket)) == 2)
            await shown(theo, lambda: row_of(theirs, ticket).presence)
            seen = [(each.name, each.level) for each in row_of(theirs, ticket).presence]
            assert seen == [("Maya", "replying")]
            await until(maya, lambda: maya.workspace.people_on(ticket))
            await shown(maya, lambda: row_of(here, ticket).presence)
            for window in (here, there):
                assert [each.name for each in row_of(window, ticket).presence] == ["Theo"]


async def test_a_text_begun_at_one_computer_is_in_the_composer_of_the_other(
    maya, maya_at_home, ticket, theme, monkeypatch
):
    monkeypatch.setattr(draft_courier, "PAUSE_S", 0.0)
    await until(maya_at_home, lambda: holds_ticket(ticket)(maya_at_home.workspace))
    async with window_of(maya, theme) as here, window_of(maya_at_home, theme) as there:
        for window in (here, there):
            window.tickets.open(ticket)
        editors = [each.window.composer.composer.editor for each in (here, there)]
        editors[0].insertPlainText("Dear Kim")
        await shown(maya, lambda: editors[1].toPlainText() == "Dear Kim")
        async with out_of_reach(maya), out_of_reach(maya_at_home):
            editors[0].insertPlainText(", it is the brake")
            editors[1].insertPlainText(", come by on Friday")
            for window in (here, there):
                window.tickets.writing.drafts.flush()

        def both_texts(editor):
            text = editor.toPlainText()
            return "it is the brake" in text and "come by on Friday" in text

        await shown(maya, lambda: all(map(both_texts, editors)))
        assert editors[0].toPlainText() == editors[1].toPlainText()


def priority_of(workspace, ticket):
    return workspace.get(Ticket, ticket).priority


def has_priority(window, ticket, priority):
    return row_of(window, ticket).priority == priority


async def test_promise_20_of_two_values_at_once_one_wins_and_the_other_is_one_press_away(
    maya, theo, ticket, theme
):
    async with window_of(maya, theme) as mine, window_of(theo, theme) as theirs:
        windows = {"maya": (maya, mine), "theo": (theo, theirs)}
        for _, window in windows.values():
            window.tickets.open(ticket)
        async with out_of_reach(maya), out_of_reach(theo):
            mine.tickets.set_field("priority", "urgent")
            theirs.tickets.set_field("priority", "low")
        cards = {name: window.window.conversation.card for name, (_, window) in windows.items()}
        await shown(maya, lambda: any(card.isVisible() for card in cards.values()))
        (loser,) = [name for name, card in cards.items() if card.isVisible()]
        values = {"maya": "Urgent", "theo": "Low"}
        (winner,) = set(values) - {loser}
        card = cards[loser].card
        assert [box.value for box in card.boxes] == [values[winner], values[loser]]
        cards[loser].decided.emit(card.id, "again")
        wanted = values[loser].lower()
        await both((maya, theo), lambda desk: priority_of(desk, ticket) == wanted)
        for client, window in windows.values():
            await shown(client, partial(has_priority, window, ticket, wanted))
        assert not any(card.isVisible() for card in cards.values())
