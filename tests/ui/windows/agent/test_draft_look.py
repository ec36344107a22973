# SPDX-License-Identifier: Apache-2.0
"""A look at the reply that a colleague is writing."""

import pytest
from PySide6.QtCore import Qt

from app.errors import AskRefused
from sync_server.contract.frames import Presence, Somebody
from sync_server.contract.queries import DraftText, ReadDraft
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.window_client import PRIYA, T1, T2, TOMAS


@pytest.fixture
async def beside(client, opened):
    """Tomas replies to the open ticket, Priya looks on."""
    client.workspace.apply_presence(
        Presence(
            people=(
                Somebody(agent=PRIYA, session="s1", ticket=T1),
                Somebody(agent=TOMAS, session="s2", ticket=T1, mode="replying", typing=True),
            )
        )
    )
    await settle()
    return opened


async def test_the_strip_shows_what_is_written_so_far(client, beside, qtbot):
    client.answers[ReadDraft] = DraftText(text="Hello <b>Hana</b>", at=client.workspace.now_us())
    strip, peek = beside.window.conversation.strip, beside.tickets.looking.peek
    qtbot.mouseClick(strip.see, Qt.MouseButton.LeftButton)
    await settle()
    assert client.asked[-1] == ReadDraft(ticket=T1, agent=TOMAS)
    assert peek.isVisible()
    assert peek.text.toPlainText() == "Hello <b>Hana</b>"
    assert peek.accessibleName() == "Tomas is writing"
    qtbot.keyClick(peek.text, Qt.Key.Key_Escape)
    assert not peek.isVisible()


async def test_the_key_looks_too_and_the_text_is_kept_fresh(client, beside, qtbot):
    client.answers[ReadDraft] = DraftText(text="Hello", at=client.workspace.now_us())
    qtbot.keyClick(beside.window.list.view, Qt.Key.Key_D)
    await settle()
    client.answers[ReadDraft] = DraftText(text="Hello Hana", at=client.workspace.now_us())
    beside.tickets.looking._again.timeout.emit()
    await settle()
    assert beside.tickets.looking.peek.text.toPlainText() == "Hello Hana"
    beside.tickets.looking.peek.hide()
    asked = client.asked.count(ReadDraft(ticket=T1, agent=TOMAS))
    beside.tickets.looking._again.timeout.emit()
    await settle()
    assert client.asked.count(ReadDraft(ticket=T1, agent=TOMAS)) == asked


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (DraftText(), "What is being written is on its way."),
        (None, "A look at a draft needs the connection."),
        (AskRefused(Refusal(code="not_found")), "You cannot see drafts of this ticket."),
    ],
)
async def test_it_says_why_there_is_nothing_to_see(client, beside, answer, told):
    client.answers[ReadDraft] = answer
    beside.do("see_draft")
    await settle()
    assert beside.tickets.looking.peek.text.toPlainText() == told


async def test_what_is_on_its_way_comes_and_who_writes_no_more_has_written_nothing(client, beside):
    client.answers[ReadDraft] = DraftText()
    beside.do("see_draft")
    await settle()
    peek = beside.tickets.looking.peek
    client.answers[ReadDraft] = DraftText(text="Hello", at=client.workspace.now_us())
    beside.tickets.looking._again.timeout.emit()
    await settle()
    assert peek.text.toPlainText() == "Hello"
    client.workspace.apply_presence(Presence(people=(), full=True))
    client.answers[ReadDraft] = DraftText()
    beside.tickets.looking._again.timeout.emit()
    await settle()
    assert peek.text.toPlainText() == "Nothing is written yet."


async def test_nothing_opens_while_nobody_replies(client, opened):
    opened.do("see_draft")
    await settle()
    assert not opened.tickets.looking.peek.isVisible()


async def test_another_ticket_closes_it(client, beside):
    client.answers[ReadDraft] = DraftText(text="Hello", at=1)
    beside.do("see_draft")
    await settle()
    beside.tickets.open(T2)
    assert not beside.tickets.looking.peek.isVisible()
