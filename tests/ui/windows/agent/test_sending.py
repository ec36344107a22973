# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from sync_server.contract import commands
from tests.support.window_client import T1, pending
from ui.windows.agent.drafts import Written
from ui.windows.agent.sending import Sending

OWN: Any = ("hana@kestrel.example",)


@pytest.fixture
def sending(client):
    client.settings.set("signature", "Regards\nMaya")
    return Sending(client)


def reply(sending, written):
    return sending.reply(T1, written, to=OWN, quotes=True, anyway=False)


async def test_a_signature_is_of_what_leaves_and_never_of_what_is_written(sending):
    written = Written("reply", "On it")
    text = sending.signed(T1, written.text)
    assert text != written.text
    assert sending.unsigned(T1, Written("reply", text)) == written
    assert sending.unsigned(T1, Written("note", text)).text == text


async def test_a_forward_without_words_is_not_signed(client, sending):
    sending.forward(T1, Written("forward", " ", to=("lea@packwell.example",)))
    assert pending(client)[0].text == ""


async def test_what_the_text_leaves_open_is_as_usual(client, sending):
    reply(sending, Written("reply", "On it"))
    reply(sending, Written("reply", "On it", to=("ops@kestrel.example",), quote=False))
    usual, own = pending(client)
    assert (usual.to, usual.quote) == (OWN, True)
    assert (own.to, own.quote) == (("ops@kestrel.example",), False)


async def test_a_status_that_waits_comes_back_by_itself(client, sending):
    reply(sending, Written("reply", "On it", status="pending:3"))
    [_, waking] = pending(client)
    assert isinstance(waking, commands.SetStatus)
    assert waking.wake_at > client.workspace.now_us()


async def test_a_note_tells_whom_it_mentions(client, sending):
    sending.add_note(T1, Written("note", "@Tomas please purge"))
    assert pending(client)[0].mentions == ("tomas",)
