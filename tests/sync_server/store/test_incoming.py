# SPDX-License-Identifier: Apache-2.0
"""What is remembered of mail that comes in, on both databases."""

import msgspec
import pytest

from sync_server.contract.ids import HeldId, MailboxId, MessageId
from sync_server.store.incoming import AutomaticMail, Given, Incoming, RawMail, ReadingState
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, HUB_ACTOR

BOX = MailboxId("post")
MAIL = RawMail(id="r1", mailbox=BOX, message_id="1@x.example", fingerprint="f", size=3, at=5)


@pytest.fixture
def incoming(standard):
    return Incoming(standard.database)


async def write(standard, work):
    await standard.desk.transact(work)


def read(standard, question):
    with standard.database.read() as reader:
        return question(reader)


async def test_how_far_a_mailbox_was_read_is_remembered(standard, incoming):
    assert read(standard, lambda r: incoming.state(r, BOX)) is None
    first = ReadingState(mailbox=BOX, uid_validity=1, last_uid=3, fetched_at=9)
    later = msgspec.structs.replace(first, last_uid=7)
    await write(standard, lambda w: incoming.put_state(w, first))
    await write(standard, lambda w: incoming.put_state(w, later))
    assert read(standard, lambda r: incoming.state(r, BOX)) == later


async def test_mail_is_found_by_its_id_once_it_became_something(standard, incoming):
    await write(standard, lambda w: incoming.put_raw(w, [MAIL]))
    assert read(standard, lambda r: incoming.raw(r, "r1")) == MAIL
    assert read(standard, lambda r: incoming.raws(r, ["r1", "r2"])) == {"r1": MAIL}
    assert read(standard, lambda r: incoming.same(r, "1@x.example")) == []
    done = msgspec.structs.replace(MAIL, message="m1")
    await write(standard, lambda w: incoming.put_raw(w, [done]))
    assert read(standard, lambda r: incoming.same(r, "1@x.example")) == [done]
    assert (MAIL.is_done, done.is_done) == (False, True)


async def test_held_mail_is_found_released_and_as_what_it_became(standard, incoming):
    raw = msgspec.structs.replace(MAIL, held="h1")
    await write(standard, lambda w: incoming.put_raw(w, [raw]))
    await standard.do(CHANNEL_ACTOR, c.HoldMail(held="h1", reason="blocked", sender="x@y.example"))
    assert read(standard, incoming.released) == []
    await standard.do("ann", c.ReleaseHeld(held="h1"))
    assert read(standard, incoming.released) == ["h1"]
    assert read(standard, lambda r: incoming.of_held(r, HeldId("h1"))) == raw
    await write(standard, lambda w: incoming.became(w, HeldId("h1"), "m1"))
    assert read(standard, lambda r: incoming.of_held(r, HeldId("h1"))).message == "m1"


async def test_a_ticket_is_found_by_its_number(standard, incoming):
    number = (await standard.ticket("opened")).number
    assert read(standard, lambda r: incoming.ticket_numbered(r, number)) == "opened"
    assert read(standard, lambda r: incoming.ticket_numbered(r, 10**9)) is None


async def test_automatic_answers_are_counted(standard, incoming):
    def mail(number, **changes):
        values = {
            "id": MessageId(f"a{number}"),
            "address": "x@y.example",
            "ticket": "t",
            "mailbox": "post",
            "subject": "one",
            "at": 100 + number,
        }
        return AutomaticMail(**{**values, **changes})

    for each in (mail(1), mail(2, subject="two"), mail(3, address="z@y.example"), mail(4, at=10)):
        await write(standard, lambda w, each=each: incoming.put_automatic(w, each))
    given = read(standard, lambda r: incoming.given(r, mail(5), day=5, hour=50))
    assert given == Given(day=3, hour=2, subject=1, mailbox=3, domain=3)


async def test_who_answers_us_is_known(standard, incoming):
    address = "kim@acme.test"
    assert read(standard, lambda r: incoming.messages_from(r, address, since=0)) >= 0
    asked = c.ReceiveMessage(
        ticket="t9", message="m9", contact="kim", sender=address, text="Hello", mailbox="post"
    )
    await standard.do(CHANNEL_ACTOR, asked)
    await standard.do("ann", c.Reply(ticket="t9", message="r9", text="Yes?"))
    await standard.do(HUB_ACTOR, c.RecordDelivery(message="r9", delivery="accepted", note="mx"))
    assert not read(standard, lambda r: incoming.answers_us(r, address))
    before = read(standard, lambda r: incoming.messages_from(r, address, since=0))
    standard.environment.advance(seconds=1)
    again = c.ReceiveMessage(
        ticket="t8", message="m8", contact="kim", sender=address, text="No", thread="t9"
    )
    await standard.do(CHANNEL_ACTOR, again)
    assert read(standard, lambda r: incoming.answers_us(r, address))
    assert read(standard, lambda r: incoming.messages_from(r, address, since=0)) == before + 1
