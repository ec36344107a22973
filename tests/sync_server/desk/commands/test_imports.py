# SPDX-License-Identifier: Apache-2.0
"""The past is taken over as it was, once, and changes nothing else."""

import pytest

from sync_server.contract.entities import Contact, Message
from sync_server.contract.refusals import Code
from sync_server.store.rows import KindRows
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, OPERATOR_ACTOR


def past(name, kind, at, **fields):
    return c.PastMessage(id=name, type=kind, at=at, text=name, **fields)


def old_ticket(**fields):
    return c.ImportTicket(
        **{
            "ticket": "old",
            "contact": "old-contact",
            "requester": "new@globex.test",
            "messages": (
                past("question", "customer", 10),
                past("answer", "reply", 20, agent="ann"),
                past("remark", "note", 30, agent="ann", mentions=("eve",)),
            ),
            **fields,
        }
    )


def ids(standard, kind):
    with standard.database.read() as reader:
        return {row.id for row in KindRows(standard.database, kind).every(reader)}


async def test_a_ticket_comes_with_its_conversation_and_its_own_instants(standard):
    await standard.do(OPERATOR_ACTOR, old_ticket(status="closed", solved_at=40, closed_at=50))
    ticket = await standard.ticket("old")
    assert (ticket.opened_at, ticket.last_message_at, ticket.updated_at) == (10, 20, 50)
    assert (ticket.solved_at, ticket.closed_at) == (40, 50)
    assert (ticket.messages, ticket.last_message_by, ticket.waiting_since) == (3, "reply", None)
    assert ticket.mentioned == ("eve",)
    question = await standard.row(Message, "question")
    assert (question.at, question.contact) == (10, ticket.requester)


async def test_a_requester_is_found_by_address_before_one_is_made(standard):
    kim = await standard.row(Contact, "kim")
    await standard.do(OPERATOR_ACTOR, old_ticket(requester=kim.emails[0].upper()))
    assert (await standard.ticket("old")).requester == "kim"
    assert "old-contact" not in ids(standard, "contact")


async def test_what_still_waits_waits_since_then(standard):
    await standard.do(
        OPERATOR_ACTOR, old_ticket(status="open", messages=(past("only", "customer", 10),))
    )
    assert (await standard.ticket("old")).waiting_since == 10


async def test_a_finished_ticket_without_an_end_ended_with_its_last_message(standard):
    await standard.do(OPERATOR_ACTOR, old_ticket(status="closed"))
    ticket = await standard.ticket("old")
    assert (ticket.solved_at, ticket.closed_at) == (30, 30)


async def test_an_instant_in_the_future_is_now(standard):
    await standard.do(OPERATOR_ACTOR, old_ticket(messages=(past("only", "customer", 2**53),)))
    assert (await standard.ticket("old")).opened_at == standard.environment.now_us()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"ticket": "opened"}, Code.EXISTS),
        ({"team": "nowhere"}, Code.NOT_FOUND),
        ({"assignee": "nobody"}, Code.NOT_FOUND),
        ({"category": "nothing"}, Code.NOT_FOUND),
        ({"archived": True, "status": "open"}, Code.BAD_MOVE),
    ],
)
async def test_what_does_not_fit_is_refused_and_leaves_nothing(standard, fields, code):
    answer = await standard.ask(OPERATOR_ACTOR, old_ticket(**fields))
    assert answer.refusal.code == code
    assert "question" not in ids(standard, "message")


async def test_an_old_message_reopens_nothing_and_is_added_once(standard):
    def message(name):
        return c.ImportMessage(
            ticket="closed", message=past(name, "customer", 10, message_id="a@x")
        )

    before = await standard.ticket("closed")
    await standard.do(OPERATOR_ACTOR, message("first"), message("second"))
    after = await standard.ticket("closed")
    assert (after.status, after.messages) == ("closed", before.messages + 1)
    assert after.last_message_at == before.last_message_at


async def test_an_old_reply_ends_new(standard):
    await standard.do(
        OPERATOR_ACTOR, c.ImportMessage(ticket="fresh", message=past("answer", "reply", 10))
    )
    assert (await standard.ticket("fresh")).status == "open"


async def test_no_old_message_comes_into_an_archived_ticket(standard):
    command = c.ImportMessage(ticket="archived", message=past("late", "customer", 10))
    answer = await standard.ask(OPERATOR_ACTOR, command)
    assert answer.refusal.code == Code.BAD_MOVE


@pytest.mark.parametrize("actor", ["ada", "ann", CHANNEL_ACTOR])
async def test_nobody_but_the_server_writes_the_past(standard, actor):
    answer = await standard.ask(actor, old_ticket())
    assert answer.refusal.code == Code.FORBIDDEN


async def test_a_file_that_was_not_kept_is_refused(standard):
    file = c.File(id="missing", name="a.txt")
    answer = await standard.ask(
        OPERATOR_ACTOR, old_ticket(messages=(past("only", "customer", 10, files=(file,)),))
    )
    assert answer.refusal.code == Code.NO_FILE
    assert "only" not in ids(standard, "message")
