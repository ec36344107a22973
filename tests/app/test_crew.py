# SPDX-License-Identifier: Apache-2.0
"""The demo's robots speak as the agents whom they play, and keep no secret of theirs."""

from datetime import UTC, datetime

import msgspec
import pytest

from app.crew import Orders, ProcessKeyring, SampleVoice
from resources.sample.chatter import Chatter
from sync_server.contract.ids import AgentId
from tests.support.client_frames import a_contact, a_ticket, an_agent
from tests.support.client_workspace import Bench


def test_orders_are_read_whole_or_not_at_all():
    orders = {"folder": "/x", "password": "secret", "people": [{"email": "a@b", "join_code": "c"}]}
    assert msgspec.convert(orders, Orders).people[0].email == "a@b"
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**orders, "pace": 3}, Orders)


def test_a_keyring_of_the_process_forgets_what_it_is_told_to():
    keyring = ProcessKeyring()
    keyring.set_password("desk", "token", "secret")
    assert keyring.get_password("desk", "token") == "secret"
    keyring.delete_password("desk", "token")
    assert keyring.get_password("desk", "token") is None


@pytest.fixture
async def voice():
    bench = Bench()
    bench.workspace.sign_in(AgentId("a1"))
    bench.hold("desk", (1, an_agent("a1", name="Maya Okafor")))
    bench.hold("directory", (1, a_contact("c1", name="Sam Rivera")))
    chatter = Chatter.seeded("3", at=datetime(2026, 3, 2, tzinfo=UTC))
    yield SampleVoice(bench.workspace, chatter)
    await bench.close()


async def test_a_robot_answers_the_customer_by_name_and_signs_with_its_own(voice):
    ticket = a_ticket("t1", subject="Invoice shows the wrong street", requester="c1")
    texts = [voice.reply(ticket) for _ in range(20)]
    assert all("Sam" in text or "Rivera" in text for text in texts)
    assert any("Maya" in text for text in texts)


async def test_a_robot_speaks_about_a_ticket_whose_customer_it_does_not_hold(voice):
    assert voice.reply(a_ticket("t1", subject="Refund", requester="unknown")).strip()
    assert voice.note(a_ticket("t1", subject="Refund")).strip()


async def test_a_call_is_from_one_of_the_customers(voice):
    subject, text = voice.call()
    assert subject
    assert text.strip()
