# SPDX-License-Identifier: Apache-2.0
"""Commands by which agents write."""

import pytest

from sync_server.contract.entities import Attachment, Message
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, OPERATOR_ACTOR

SECOND = 1_000_000
BENS = c.File(id="ben.file1", name="x")


def _customer(message, ticket="opened", **more):
    return c.ReceiveMessage(
        ticket=f"{message}-new",
        message=message,
        contact=f"{message}-contact",
        thread=ticket,
        sender="kim@acme.test",
        text="Any news?",
        team="support",
        **more,
    )


async def test_an_opened_ticket_waits_for_its_first_answer(standard):
    answer = await standard.do(
        "ann",
        c.OpenTicket(
            ticket="phoned",
            message="phoned-1",
            subject="Broken",
            text="It broke",
            requester="kim",
            team="support",
            tags=("New",),
            custom={"order": 1, "empty": None},
            category="refunds",
            channel="phone",
        ),
    )
    ticket = await standard.ticket("phoned")
    message = await standard.row(Message, "phoned-1")
    now = standard.environment.now_us()
    assert answer.number == ticket.number > 0
    assert (ticket.status, ticket.organisation, ticket.tags) == ("new", "acme", ("new",))
    assert (ticket.waiting_since, ticket.last_message_at, ticket.messages) == (now, now, 1)
    assert (ticket.custom, ticket.last_message_by) == ({"order": 1}, "customer")
    assert (message.type, message.agent, message.contact) == ("customer", "ann", "kim")


async def test_a_ticket_opened_for_somebody_is_open(standard):
    await standard.do(
        "ann", c.OpenTicket(ticket="mine", message="m", subject="x", text="x", assignee="ann")
    )
    assert (await standard.ticket("mine")).status == "open"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"ticket": "opened"}, Code.EXISTS, "id"),
        ({"message": "opened-1"}, Code.EXISTS, "id"),
        ({"requester": "nobody"}, Code.NOT_FOUND, "contact"),
        ({"team": "shut"}, Code.BAD_VALUE, "team"),
        ({"assignee": "aud"}, Code.BAD_VALUE, "assignee"),
        ({"category": "retired"}, Code.BAD_VALUE, "category"),
        ({"files": (c.File(id="lea.file0", name="x"),)}, Code.NO_FILE, "files"),
    ],
)
async def test_a_ticket_that_does_not_fit_is_not_half_made(standard, more, code, field):
    """Bad input 28."""
    values = {"ticket": "half", "message": "half-1", "subject": "x", "text": "x", **more}
    answer = await standard.ask("ann", c.OpenTicket(**values))
    assert (answer.refusal.code, answer.refusal.field) == (code, field)
    with pytest.raises(AssertionError, match="no ticket half"):
        await standard.ticket("half")


async def test_a_refused_ticket_leaves_no_gap_in_the_numbers(standard):
    values = {"subject": "x", "text": "x"}
    first = await standard.do("ann", c.OpenTicket(ticket="t1", message="m1", **values))
    await standard.ask("ann", c.OpenTicket(ticket="t2", message="m1", **values))
    second = await standard.do("ann", c.OpenTicket(ticket="t3", message="m3", **values))
    assert second.number == first.number + 1


async def test_a_reply_answers_the_customer(standard):
    await standard.do("ann", c.Reply(ticket="fresh", message="r", text="Hello", cc=("a@b.test",)))
    ticket = await standard.ticket("fresh")
    message = await standard.row(Message, "r")
    assert (ticket.status, ticket.waiting_since) == ("open", None)
    assert (ticket.last_message_by, ticket.last_message_at) == ("reply", message.at)
    assert (ticket.assignee, ticket.messages) == (None, 2)
    assert (message.to, message.cc) == (("kim@acme.test",), ("a@b.test",))
    assert (message.agent, message.release_at) == ("ann", None)


async def test_a_reply_to_nobody_known_has_no_address(standard):
    opened = c.OpenTicket(ticket="anonymous", message="a1", subject="x", text="x")
    await standard.do("ann", opened, c.Reply(ticket="anonymous", message="a2", text="Hello"))
    assert (await standard.row(Message, "a2")).to == ()


@pytest.mark.parametrize(
    ("ticket", "wanted", "status"),
    [
        ("fresh", None, "open"),
        ("fresh", "open", "open"),
        ("fresh", "pending", "pending"),
        ("pended", None, "pending"),
        ("pended", "pending", "pending"),
        ("opened", "on_hold", "on_hold"),
        ("solved", None, "solved"),
        ("solved", "open", "open"),
    ],
)
async def test_a_reply_moves_the_ticket_where_its_author_wants(standard, ticket, wanted, status):
    await standard.do("ann", c.Reply(ticket=ticket, message="r", text="Hello", status=wanted))
    assert (await standard.ticket(ticket)).status == status


async def test_a_reply_that_solves_assigns_the_solver(standard):
    await standard.do("lea", c.Reply(ticket="fresh", message="r", text="Done", status="solved"))
    ticket = await standard.ticket("fresh")
    assert (ticket.status, ticket.assignee) == ("solved", "lea")


@pytest.mark.parametrize("status", ["new", "closed"])
async def test_a_reply_cannot_move_a_ticket_against_its_life_cycle(standard, status):
    reply = c.Reply(ticket="opened", message="r", text="Hello", status=status)
    answer = await standard.ask("ann", reply)
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "status")


@pytest.mark.parametrize(
    "newer",
    [
        ("mail", _customer("newer")),
        ("lea", c.Reply(ticket="opened", message="newer", text="I was faster")),
    ],
)
async def test_a_reply_that_missed_something_is_stale_unless_sent_anyway(standard, newer):
    seen = await standard.version("opened")
    author, command = newer
    await standard.do({"mail": CHANNEL_ACTOR}.get(author, author), command)
    reply = {"ticket": "opened", "message": "r", "text": "Hello", "seen": seen}
    answer = await standard.ask("ann", c.Reply(**reply))
    assert answer.refusal.code == Code.STALE
    assert answer.refusal.seq == await standard.version("opened")
    await standard.do("ann", c.Reply(**reply, anyway=True))


async def test_two_messages_at_the_same_instant_are_still_one_after_the_other(standard):
    await standard.do(CHANNEL_ACTOR, _customer("first"))
    seen = await standard.version("opened")
    await standard.do(CHANNEL_ACTOR, _customer("second"))
    reply = c.Reply(ticket="opened", message="r", text="Hello", seen=seen)
    assert (await standard.ask("ann", reply)).refusal.code == Code.STALE


@pytest.mark.parametrize(
    "unseen",
    [
        c.AddNote(ticket="opened", message="n", text="Careful"),
        c.SetPriority(ticket="opened", priority="high"),
        c.ChangeTags(ticket="opened", add=("gold",)),
    ],
)
async def test_notes_and_fields_make_no_reply_stale(standard, unseen):
    seen = await standard.version("opened")
    await standard.do("lea", unseen)
    await standard.do("ann", c.Reply(ticket="opened", message="r", text="Hello", seen=seen))


async def test_a_second_reply_may_build_on_ones_own_first(standard):
    seen = await standard.version("opened")
    first = c.Reply(ticket="opened", message="r1", text="One", seen=seen)
    assert (await standard.ask("ann", first, id="reply-1")).ok
    second = c.Reply(ticket="opened", message="r2", text="Two", seen="reply-1")
    assert (await standard.ask("ann", second)).ok


async def test_a_held_reply_can_be_taken_back_and_the_customer_waits_as_before(standard):
    before = await standard.ticket("opened")
    reply = c.Reply(
        ticket="opened",
        message="r",
        text="Hello",
        hold_s=10,
        files=(c.File(id="ann.file1", name="x"),),
    )
    await standard.do(CHANNEL_ACTOR, _customer("asked"))
    waiting = (await standard.ticket("opened")).waiting_since
    await standard.do("ann", reply)
    held = await standard.row(Message, "r")
    assert held.release_at == standard.environment.now_us() + 10 * SECOND
    standard.environment.advance(seconds=9)
    await standard.do("ann", c.RetractReply(message="r"))
    message = await standard.row(Message, "r")
    ticket = await standard.ticket("opened")
    assert (message.text, message.retracted) == ("", True)
    assert (ticket.waiting_since, ticket.last_message_by) == (waiting, "customer")
    assert ticket.last_message_at == waiting
    assert before.waiting_since is None
    with pytest.raises(AssertionError, match="no attachment"):
        await standard.row(Attachment, "ann.file1")
    assert (await standard.do("ann", c.RetractReply(message="r"))).seq is None


async def test_taking_back_one_of_two_replies_leaves_the_customer_answered(standard):
    for number in range(2):
        reply = c.Reply(ticket="opened", message=f"r{number}", text="Hello", hold_s=60)
        await standard.do("ann", reply)
    first = (await standard.row(Message, "r0")).at
    await standard.do("ann", c.RetractReply(message="r1"))
    ticket = await standard.ticket("opened")
    assert (ticket.waiting_since, ticket.last_message_at) == (None, first)


async def test_an_out_of_office_message_does_not_make_the_customer_wait_again(standard):
    await standard.do(CHANNEL_ACTOR, _customer("asked"), _customer("away", automatic=True))
    asked = (await standard.row(Message, "asked")).at
    reply = c.Reply(ticket="opened", message="r", text="Hello", hold_s=60)
    await standard.do("ann", reply, c.RetractReply(message="r"))
    assert (await standard.ticket("opened")).waiting_since == asked


@pytest.mark.parametrize("hold_s", [0, 10])
async def test_a_released_reply_is_with_the_customer(standard, hold_s):
    await standard.do("ann", c.Reply(ticket="opened", message="r", text="Hello", hold_s=hold_s))
    standard.environment.advance(seconds=hold_s)
    answer = await standard.ask("ann", c.RetractReply(message="r"))
    assert answer.refusal.code == Code.TOO_LATE
    attach = c.Attach(message="r", files=(c.File(id="ann.file1", name="x"),))
    assert (await standard.ask("ann", attach)).refusal.code == Code.TOO_LATE


@pytest.mark.parametrize("message", ["opened-1", "opened-note"])
async def test_only_replies_are_taken_back(standard, message):
    answer = await standard.ask("ann", c.RetractReply(message=message))
    assert answer.refusal.code == Code.FORBIDDEN


async def test_only_ones_own_reply_is_taken_back(standard):
    await standard.do("ann", c.Reply(ticket="opened", message="r", text="Hello", hold_s=60))
    assert (await standard.ask("lea", c.RetractReply(message="r"))).refusal.code == Code.FORBIDDEN


@pytest.mark.parametrize(
    "command", [c.RetractReply, lambda message: c.Attach(message=message, files=(BENS,))]
)
async def test_27_a_hidden_message_is_refused_in_the_words_for_one_that_is_not_there(
    standard, command
):
    refusals = [
        (await standard.ask("ben", command(message=message))).refusal
        for message in ("opened-note", "nowhere")
    ]
    assert refusals[0] == refusals[1]
    assert refusals[0].code == Code.NOT_FOUND


async def test_a_mentioned_colleague_may_see_the_ticket(standard):
    fetch = c.MarkRead(ticket="opened", read_at=1)
    assert (await standard.ask("ben", fetch)).refusal.code == Code.NOT_FOUND
    note = c.AddNote(ticket="opened", message="n", text="Ben?", mentions=("ben", "ben"))
    await standard.do("lux", note)
    assert (await standard.ticket("opened")).mentioned == ("ben",)
    assert (await standard.ask("ben", fetch)).ok


async def test_a_ticket_may_begin_with_what_no_customer_ever_sees(standard):
    opened = c.OpenTicket(
        ticket="ours",
        message="n",
        subject="Keys",
        text="Change the lock",
        requester="kim",
        note=True,
    )
    await standard.do("ann", opened)
    ticket, message = await standard.ticket("ours"), await standard.row(Message, "n")
    assert (message.type, message.agent, message.contact) == ("note", "ann", None)
    assert (ticket.waiting_since, ticket.last_message_at, ticket.messages) == (None, None, 1)


@pytest.mark.parametrize("more", [{"outgoing": True}, {"call": c.Call()}])
async def test_what_no_customer_sees_is_neither_a_mail_nor_a_call(standard, more):
    opened = c.OpenTicket(ticket="ours", message="n", subject="x", text="x", note=True, **more)
    refusal = (await standard.ask("ann", opened)).refusal
    assert (refusal.code, refusal.field) == (Code.BAD_VALUE, "note")


def a_note(**fields):
    return c.AddNote(ticket="opened", message="n", text="x", **fields)


def a_call(**fields):
    return c.LogCall(ticket="opened", message="n", call=c.Call(), text="x", **fields)


def a_ticket(**fields):
    return c.OpenTicket(ticket="new", message="n", subject="x", text="x", **fields)


@pytest.mark.parametrize("write", [a_note, a_call, a_ticket])
async def test_whatever_only_the_team_reads_mentions_colleagues(standard, write):
    command = write(mentions=("ben", "ben"))
    await standard.do("ann", command)
    assert (await standard.ticket(command.ticket)).mentioned == ("ben",)
    assert (await standard.ask("ben", c.MarkRead(ticket=command.ticket, read_at=1))).ok


@pytest.mark.parametrize("write", [a_note, a_call, a_ticket])
@pytest.mark.parametrize(("agent", "code"), [("gon", Code.BAD_VALUE), ("zoe", Code.NOT_FOUND)])
async def test_nobody_without_access_is_mentioned(standard, write, agent, code):
    refusal = (await standard.ask("ann", write(mentions=(agent,)))).refusal
    assert (refusal.code, refusal.field) == (code, "mentions")


async def test_a_note_changes_nothing_that_the_customer_waits_for(standard):
    before = await standard.ticket("pended")
    await standard.do("ann", c.AddNote(ticket="pended", message="n", text="x"))
    after = await standard.ticket("pended")
    same = ("status", "waiting_since", "last_message_at", "last_message_by")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert after.messages == before.messages + 1


async def test_files_are_hung_on_a_message(standard):
    file = c.File(id="ann.file1", name="invoice.pdf", media_type="application/pdf")
    await standard.do("ann", c.Attach(message="opened-note", files=(file,)))
    attachment = await standard.row(Attachment, "ann.file1")
    assert (attachment.ticket, attachment.message) == ("opened", "opened-note")
    assert (attachment.size, attachment.sha256) == (5, "ab" * 32)


async def test_a_half_uploaded_file_is_no_file(standard):
    await standard.upload("ann-pc", "half", complete=False)
    for file in ("half", "never"):
        attach = c.Attach(message="opened-note", files=(c.File(id=file, name="x"),))
        assert (await standard.ask("ann", attach)).refusal.code == Code.NO_FILE


async def test_a_message_carries_at_most_fifty_files(standard):
    for number in range(51):
        await standard.upload("ann-pc", f"many{number}")
    files = [c.File(id=f"many{number}", name="x") for number in range(51)]
    await standard.do("ann", c.AddNote(ticket="opened", message="n", text="x", files=files[:50]))
    answer = await standard.ask("ann", c.Attach(message="n", files=(files[50],)))
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "files")


async def test_a_file_hangs_on_one_message(standard):
    file = c.File(id="ann.file0", name="x")
    answer = await standard.ask("ann", c.Attach(message="opened-note", files=(file,)))
    assert answer.refusal.code == Code.EXISTS


async def test_files_are_added_to_ones_own_messages_only(standard):
    attach = c.Attach(message="opened-note", files=(c.File(id="lea.file1", name="x"),))
    assert (await standard.ask("lea", attach)).refusal.code == Code.FORBIDDEN
    attach = c.Attach(message="opened-note", files=(BENS,))
    assert (await standard.ask("ben", attach)).refusal.code == Code.NOT_FOUND


async def test_a_rule_may_reply(standard):
    await standard.do(OPERATOR_ACTOR, c.Reply(ticket="fresh", message="r", text="Hello"))
    assert (await standard.row(Message, "r")).agent is None
