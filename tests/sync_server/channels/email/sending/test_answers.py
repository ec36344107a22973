# SPDX-License-Identifier: Apache-2.0
"""An agent's answer to a notice: a reply, or a note; sent twice it is entered once."""

from typing import Any

import pytest

from sync_server.channels.email.sending.answers import ANSWER_DEVICE, Source, answer_to_notice
from sync_server.contract.entities import Message
from sync_server.store.notices import Notice, NoticeRows
from sync_server.store.origin import Origin, put_origin
from sync_server.store.reads import Reads
from tests.support.plain import c
from tests.support.standard_desk import StandardDesk

MAIL = Source("<mail-1@home.test>", arrived_at=1)


async def answer(standard: StandardDesk, text: str, agent: Any = "ann", **fields: Any) -> Any:
    given = {"ticket": "opened", "source": MAIL, **fields}
    return await answer_to_notice(
        standard.desk, standard.environment, agent=agent, text=text, **given
    )


def newest(standard: StandardDesk, ticket: str = "opened") -> Message:
    with standard.database.read() as reader:
        [(id_,)] = reader.run(
            f"SELECT id FROM message WHERE ticket = '{ticket}' ORDER BY at DESC, id DESC LIMIT 1"
        )
    return id_


async def told(standard: StandardDesk) -> None:
    """Ann was mailed about the ticket as it is now."""
    with Reads(standard.database).glimpse() as glimpse:
        seq = glimpse.head.seq
    notice: Any = Notice(
        id="n",
        agent="ann",  # type: ignore[arg-type]
        ticket="opened",  # type: ignore[arg-type]
        reason="assigned",
        seq=seq,
        attempts=0,
        next_at=0,
        sent_at=1,
    )
    await standard.desk.transact(lambda writer: NoticeRows(standard.database).put(writer, notice))


async def test_an_answer_is_a_reply_to_the_customer_and_those_copied(sqlite_standard):
    await sqlite_standard.do("ann", c.ChangeParticipants(ticket="opened", add=("ken@acme.test",)))
    given = await answer(sqlite_standard, "  We are on it.\n\nAnn\n")
    assert given.ok
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert (message.type, message.agent, message.text) == ("reply", "ann", "We are on it.\n\nAnn")
    assert (message.to, message.cc) == (("kim@acme.test",), ("ken@acme.test",))
    assert message.delivery == "waiting"


@pytest.mark.parametrize(("before", "delivery"), [(0, "failed"), (-1, "waiting")])
async def test_what_came_before_a_restore_may_have_left_and_is_held(
    sqlite_standard, before, delivery
):
    """The mailbox is read again from where it was at the backup."""
    at = sqlite_standard.environment.now_us()
    database = sqlite_standard.database
    origin = Origin(at=at, made_at=at - 1, seq=1)
    await sqlite_standard.desk.transact(lambda writer: put_origin(database, writer, origin))
    assert (
        await answer(
            sqlite_standard, "We are on it.", source=Source("<mail-2@home.test>", at - before)
        )
    ).ok
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert message.delivery == delivery


@pytest.mark.parametrize(
    "text",
    [
        *("#note Ask Ben", "#NOTE: Ask Ben", "\n #note\nAsk Ben", "#note.  Ask Ben"),
        *("\u200b#note Ask Ben", "\ufeff\n#note Ask Ben", "\u00a0\u2060 #note Ask Ben"),
        *("#\u200bnote Ask Ben", "\u202a#note Ask Ben", "\u3164\u2800#note Ask Ben"),
    ],
)
async def test_a_note_is_for_colleagues(sqlite_standard, text):
    assert (await answer(sqlite_standard, text)).ok
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert (message.type, message.text, message.delivery) == ("note", "Ask Ben", None)


async def test_a_word_that_only_begins_like_it_is_no_note(sqlite_standard):
    await answer(sqlite_standard, "#notes are fine")
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert message.type == "reply"


async def test_the_same_mail_again_has_no_effect(sqlite_standard):
    await answer(sqlite_standard, "Once")
    before = (await sqlite_standard.ticket("opened")).messages
    assert await answer(sqlite_standard, "Once") is None
    assert (await sqlite_standard.ticket("opened")).messages == before


async def test_what_does_not_know_the_customers_newest_words_becomes_a_note(sqlite_standard):
    await told(sqlite_standard)
    await sqlite_standard.do(
        "ann", c.Reply(ticket="opened", message="meanwhile", text="Newer", anyway=True)
    )
    sqlite_standard.environment.advance(seconds=1)
    assert (await answer(sqlite_standard, "Older")).ok
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert message.type == "note"
    assert message.text.startswith("Answered by mail, and not sent to the customer")
    assert message.text.endswith("\n\nOlder")


async def test_who_knows_the_newest_words_replies(sqlite_standard):
    await told(sqlite_standard)
    await answer(sqlite_standard, "Newest")
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert (message.type, message.text) == ("reply", "Newest")


async def test_who_may_only_write_notes_writes_one(sqlite_standard):
    """A light agent cannot write to customers, from the window or by mail."""
    assert (await answer(sqlite_standard, "Dear Kim", agent="lux")).ok
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert message.type == "note"
    assert message.text.endswith("takes no reply from its author:\n\nDear Kim")


async def test_who_lost_sight_of_the_ticket_changes_nothing(sqlite_standard):
    before = (await sqlite_standard.ticket("billed")).messages
    given = await answer(sqlite_standard, "Hello", agent="rob", ticket="billed")
    assert not given.ok
    assert (await sqlite_standard.ticket("billed")).messages == before


async def test_an_empty_answer_says_nothing(sqlite_standard):
    assert await answer(sqlite_standard, "  \n") is None
    assert await answer(sqlite_standard, "#note") is None


async def test_files_come_along(sqlite_standard):
    await sqlite_standard.upload(ANSWER_DEVICE, "brought")
    file = c.File(id="brought", name="a.txt", media_type="text/plain")
    assert (await answer(sqlite_standard, "", files=(file,))).ok
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert message.text == "See the files"


async def test_who_answered_in_vain_is_told_by_mail(sqlite_standard):
    assert (await answer(sqlite_standard, "Who knows whose words", is_certain=False)).ok
    message = await sqlite_standard.row(Message, newest(sqlite_standard))
    assert message.type == "note"
    assert message.text.endswith("repeats nothing of a note:\n\nWho knows whose words")
    with sqlite_standard.database.read() as reader:
        due = NoticeRows(sqlite_standard.database).due(reader, now=2**60, limit=9)
    assert [(each.agent, each.ticket, each.reason) for each in due] == [("ann", "opened", "unsent")]
