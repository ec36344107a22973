# SPDX-License-Identifier: Apache-2.0
import pytest

from app.workspace.conversation import Entry
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert
from tests.support.hearing import Hearing
from tests.support.window_client import T1, T2
from ui.windows.agent.message_news import MessageNews


@pytest.fixture
def heard(monkeypatch):
    hearing = Hearing()
    monkeypatch.setattr("ui.widgets.announcement.QAccessible", hearing)
    return hearing


async def comes(client, id, at, **fields):
    message = a_message(id, ticket=T1, at=client.workspace.now_us() + at, **fields)
    client.bench.apply(changes(insert(80 + at, message, scope="team:platform")))
    await settle()


async def test_a_message_that_comes_is_said_once(client, opened, heard):
    await comes(client, "n1", 1, contact="hana", text="Is it\ndone?")
    await comes(client, "n2", 2, type="note", agent="tomas", text="Not yet")
    await comes(client, "n3", 3, type="reply", agent="maya", text="Mine from elsewhere")
    opened.tickets._show_messages()
    assert heard.told == [
        "New message from Hana Ito: Is it done?",
        "New internal note from Tomas Reuter: Not yet",
    ]


async def test_what_was_there_when_the_ticket_was_opened_is_no_news(client, opened, heard):
    opened.tickets.open(T2)
    await settle()
    opened.tickets.open(T1)
    await settle()
    assert heard.told == []


async def test_many_at_once_are_counted(client, opened):
    entries = opened.tickets.open_ticket.entries
    news = MessageNews(client.workspace)
    came = [
        Entry(message=a_message(f"n{n}"), attachments=(), mark=entries[0].mark) for n in range(3)
    ]
    assert news.of(T1, ()) == ""
    assert news.of(T1, came) == ("3 new messages")
