# SPDX-License-Identifier: Apache-2.0
"""Spam, deleted tickets, blocked senders and held mail."""

import pytest

from sync_server.contract.entities import Block, Held, Message
from sync_server.contract.refusals import Code
from sync_server.store.rows import AllRows
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, HUB_ACTOR, TICKETS

GOES = sorted({*TICKETS} - {"archived", "spammed", "deleted"})


@pytest.mark.parametrize("ticket", GOES)
@pytest.mark.parametrize("command", [c.MarkSpam, c.DeleteTicket])
async def test_a_ticket_comes_back_as_it_was(standard, ticket, command):
    before = await standard.ticket(ticket)
    await standard.do("ada", command(ticket=ticket))
    gone = await standard.ticket(ticket)
    assert (gone.removed_by, gone.removed_from) == ("ada", before.status)
    assert gone.removed_at == standard.environment.now_us()
    standard.environment.advance(days=3)
    await standard.do("ada", c.RestoreTicket(ticket=ticket))
    back = await standard.ticket(ticket)
    assert (back.status, back.team, back.assignee) == (before.status, before.team, before.assignee)
    assert (back.solved_at, back.closed_at) == (before.solved_at, before.closed_at)
    assert (back.removed_by, back.removed_at, back.removed_from) == (None, None, None)


async def test_spam_that_is_deleted_comes_back_as_what_it_was_before_both(standard):
    await standard.do("ann", c.MarkSpam(ticket="pended"), c.DeleteTicket(ticket="pended"))
    await standard.do("ann", c.RestoreTicket(ticket="pended"))
    assert (await standard.ticket("pended")).status == "pending"


async def test_what_is_deleted_is_no_spam_any_more(standard):
    answer = await standard.ask("ann", c.MarkSpam(ticket="deleted"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "status")


async def test_restoring_what_is_there_changes_nothing(standard):
    assert (await standard.do("ann", c.RestoreTicket(ticket="opened"))).seq is None


async def test_nothing_is_dropped_before_thirty_days(standard):
    answer = await standard.ask(HUB_ACTOR, c.PurgeTicket(ticket="deleted"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "removed_at")


async def test_what_was_deleted_long_ago_says_nothing_any_more(standard):
    before = await standard.ticket("ancient")
    await standard.do(HUB_ACTOR, c.PurgeTicket(ticket="ancient"))
    ticket = await standard.ticket("ancient")
    assert (ticket.archived, ticket.subject, ticket.number) == (True, "", before.number)
    with pytest.raises(AssertionError, match="no message ancient-1"):
        await standard.row(Message, "ancient-1")


async def test_a_living_ticket_is_never_purged(standard):
    assert (await standard.do(HUB_ACTOR, c.PurgeTicket(ticket="opened"))).seq is None


async def test_held_mail_is_held_once(standard):
    again = c.HoldMail(held="parked", reason="loop", sender="other@evil.test")
    await standard.do(CHANNEL_ACTOR, again)
    assert (await standard.row(Held, "parked")).reason == "unverified"


async def test_released_mail_waits_for_the_channel(standard):
    await standard.do("ann", c.ReleaseHeld(held="parked"))
    held = await standard.row(Held, "parked")
    assert (held.released_by, held.joins) == ("ann", False)
    answer = await standard.ask("ben", c.DiscardHeld(held="parked"))
    assert answer.refusal.code == Code.TOO_LATE
    await standard.do(HUB_ACTOR, c.DiscardHeld(held="parked"))
    with pytest.raises(AssertionError, match="no held parked"):
        await standard.row(Held, "parked")


@pytest.mark.parametrize(
    ("agent", "code"), [("ann", None), ("rob", Code.FORBIDDEN), ("ben", Code.NOT_FOUND)]
)
async def test_mail_joins_a_ticket_only_by_who_may_work_on_it(standard, agent, code):
    """Bad input 31: a stranger's mail does not get into a ticket by itself."""
    claims = c.HoldMail(held="claims", reason="unverified", sender="a@evil.test", ticket="opened")
    await standard.do(CHANNEL_ACTOR, claims)
    answer = await standard.ask(agent, c.ReleaseHeld(held="claims", joins=True))
    assert (answer.refusal and answer.refusal.code) == code


async def test_mail_that_names_no_ticket_joins_none(standard):
    answer = await standard.ask("ann", c.ReleaseHeld(held="parked", joins=True))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "joins")


async def test_discarded_twice_is_discarded_once(standard):
    await standard.do("ann", c.DiscardHeld(held="parked"), c.DiscardHeld(held="parked"))


async def test_a_block_is_one_in_any_spelling(standard):
    await standard.do("ann", c.BlockSender(block="@Spam.Test"))
    assert (await standard.row(Block, "@spam.test")).agent == "ann"
    await standard.do("ben", c.UnblockSender(block="@SPAM.test"))
    with pytest.raises(AssertionError, match="no block"):
        await standard.row(Block, "@spam.test")


@pytest.mark.parametrize(
    "block", ["help@desk.test", "ann@desk.test", "@desk.test", "nobody", "a@b@c", "a@"]
)
async def test_the_desk_does_not_block_itself_or_what_is_no_address(standard, block):
    answer = await standard.ask("ann", c.BlockSender(block=block))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "block")


@pytest.mark.parametrize(
    ("agent", "release", "discard"),
    [
        ("ann", None, None),
        ("lea", None, None),
        ("ada", None, None),
        ("rob", Code.FORBIDDEN, Code.FORBIDDEN),
        ("ben", Code.NOT_FOUND, None),
        ("ola", Code.NOT_FOUND, None),
    ],
)
async def test_mail_to_a_team_is_decided_on_by_those_who_work_there(
    standard, agent, release, discard
):
    """What one does not see is not there: discarding what is gone already is no error."""
    for held in ("first", "second"):
        mail = c.HoldMail(held=held, reason="unverified", sender="a@evil.test", team="support")
        await standard.do(CHANNEL_ACTOR, mail)
    answer = await standard.ask(agent, c.ReleaseHeld(held="first"))
    assert (answer.refusal and answer.refusal.code) == release
    answer = await standard.ask(agent, c.DiscardHeld(held="second"))
    assert (answer.refusal and answer.refusal.code) == discard
    decided = (release, discard) == (None, None)
    assert ((await standard.row(Held, "first")).released_by == agent) is decided
    rows = AllRows(standard.database)["held"]
    with standard.database.read() as reader:
        assert ("second" not in {row.id for row in rows.every(reader)}) is decided
