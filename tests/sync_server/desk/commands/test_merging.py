# SPDX-License-Identifier: Apache-2.0
"""Tickets that go into others, come out again as they were, and are split."""

import asyncio
from random import Random

import pytest
from msgspec.structs import asdict

from sync_server.contract.clocks import MET, MISSED, RUNNING, STOPPED, spent_at
from sync_server.contract.entities import Attachment, Message, Ticket
from sync_server.contract.refusals import Code
from sync_server.operations.verification import verify
from sync_server.store.rows import AllRows
from tests.support.plain import c, e
from tests.support.standard_desk import CHANNEL_ACTOR, GOLD, HUB_ACTOR


def merging(ticket="pended", into="opened", **more):
    return c.MergeTicket(ticket=ticket, into=into, **more)


def unmerging(ticket="pended", *messages):
    return c.UnmergeTicket(ticket=ticket, messages=messages)


def mail(message, *, thread=None, sender="kim@acme.test", **more):
    return c.ReceiveMessage(
        ticket=f"{message}-ticket",
        message=message,
        contact=f"{message}-contact",
        thread=thread,
        sender=sender,
        text="And one more thing",
        team="support",
        message_id=f"<{message}@acme.test>",
        **more,
    )


async def refusal(standard, command, agent="ann"):
    answer = await standard.ask(agent, command)
    return None if answer.ok else (answer.refusal.code, answer.refusal.field)


def rows(standard, kind):
    with standard.database.read() as reader:
        return {row.id: row for row in AllRows(standard.database)[kind.kind].every(reader)}


def state(standard):
    """Every field of every ticket, message and file, but the instants of the last change."""
    return {
        (kind.kind, id, field): value
        for kind in (Ticket, Message, Attachment)
        for id, row in rows(standard, kind).items()
        for field, value in asdict(row).items()
        if field != "updated_at"
    }


def differences(standard, before):
    """What is not as it was."""
    after = state(standard)
    assert after.keys() == before.keys()
    return {key: (before[key], after[key]) for key in before if before[key] != after[key]}


def clock_of(ticket, metric):
    """The newest clock of a metric."""
    return [clock for clock in ticket.clocks if clock.metric == metric][-1]


def conversation(standard, ticket):
    return {id for id, row in rows(standard, Message).items() if row.ticket == ticket}


# -- merging -----------------------------------------------------------------------------------


async def test_messages_and_files_go_to_the_other_ticket(standard):
    await standard.do("ann", merging("opened", "pended"))
    source, into = await standard.ticket("opened"), await standard.ticket("pended")
    moved = {"opened-1", "opened-note", "opened-reply"}
    assert conversation(standard, "pended") == {*moved, "pended-1", "pended-reply"}
    assert (await standard.row(Attachment, "ann.file0")).ticket == "pended"
    assert (source.status, source.merged_into, source.messages) == ("merged", "pended", 0)
    assert (source.removed_by, source.removed_from) == ("ann", "open")
    assert (into.status, into.messages) == ("pending", 5)
    assert into.links == (e.Link(kind="merged", ticket="opened"),)
    assert {*source.merge.messages} == moved


async def test_the_conversation_stands_as_both_together(standard):
    await standard.do(CHANNEL_ACTOR, mail("asked", thread="fresh"))
    asked = await standard.row(Message, "asked")
    await standard.do("ann", merging("fresh", "opened"))
    into = await standard.ticket("opened")
    assert (into.last_message_at, into.last_message_by) == (asked.at, "customer")
    assert into.waiting_since == (await standard.row(Message, "fresh-1")).at


async def test_who_had_a_part_in_one_has_it_in_the_other(standard):
    await standard.do("ada", c.ChangeRequester(ticket="pended", requester="sam"))
    await standard.do("ann", c.ChangeParticipants(ticket="pended", add=("boss@acme.test",)))
    await standard.do(
        "ann",
        c.FollowTicket(ticket="pended", agent="lea"),
        c.AddNote(ticket="pended", message="note", text="See", mentions=("eve",)),
    )
    await standard.do("ann", merging(confirmed=True))
    into = await standard.ticket("opened")
    assert into.requester == "kim"
    assert into.cc == ("sam@globex.test", "boss@acme.test")
    assert (into.followers, into.mentioned) == (("lea",), ("eve",))


async def test_whom_an_agent_took_out_stays_out(standard):
    await standard.do("ann", c.ChangeParticipants(ticket="opened", add=("boss@acme.test",)))
    await standard.do("ann", c.ChangeParticipants(ticket="opened", remove=("boss@acme.test",)))
    await standard.do("ann", c.ChangeParticipants(ticket="pended", add=("boss@acme.test",)))
    await standard.do("ann", merging())
    assert (await standard.ticket("opened")).cc == ()


async def test_nothing_is_sent_to_anybody(standard):
    before = rows(standard, Message)
    await standard.do("ann", merging())
    after = rows(standard, Message)
    assert before.keys() == after.keys()
    assert {row.delivery for row in before.values()} == {row.delivery for row in after.values()}


async def test_another_customer_has_to_be_confirmed(standard):
    await standard.do("ada", c.ChangeRequester(ticket="pended", requester="sam"))
    assert await refusal(standard, merging()) == (Code.BAD_VALUE, "confirmed")
    assert (await standard.ticket("pended")).status == "pending"
    await standard.do("ann", merging(confirmed=True))


async def test_a_ticket_does_not_go_into_itself(standard):
    assert await refusal(standard, merging("opened", "opened")) == (Code.BAD_VALUE, "into")


@pytest.mark.parametrize(
    ("into", "expected"),
    [
        ("closed", (Code.BAD_MOVE, "into")),
        ("archived", (Code.BAD_MOVE, "into")),
        ("deleted", (Code.BAD_MOVE, "into")),
        ("spammed", (Code.BAD_MOVE, "into")),
        ("merged", (Code.BAD_MOVE, "into")),
        ("billed", (Code.NOT_FOUND, "ticket")),
        ("nowhere", (Code.NOT_FOUND, "ticket")),
    ],
)
async def test_what_takes_no_message_takes_no_ticket(standard, into, expected):
    before = state(standard)
    assert await refusal(standard, merging("opened", into)) == expected
    assert differences(standard, before) == {}


@pytest.mark.parametrize(
    ("ticket", "expected"),
    [
        ("closed", (Code.BAD_MOVE, "status")),
        ("deleted", (Code.BAD_MOVE, "status")),
        ("merged", (Code.BAD_MOVE, "merged_into")),
        ("archived", (Code.BAD_MOVE, "archived")),
        ("billed", (Code.NOT_FOUND, "ticket")),
    ],
)
async def test_what_is_over_goes_nowhere(standard, ticket, expected):
    assert await refusal(standard, merging(ticket, "opened")) == expected


async def test_whoever_may_only_read_merges_nothing(standard):
    assert await refusal(standard, merging("triaged", "opened"), "rob") == (Code.FORBIDDEN, None)


async def test_of_two_merges_that_cross_one_is_done(standard):
    answers = await asyncio.gather(
        standard.ask("ann", merging("opened", "pended")),
        standard.ask("lea", merging("pended", "opened")),
    )
    assert sorted(answer.ok for answer in answers) == [False, True]
    [no] = [answer.refusal for answer in answers if not answer.ok]
    assert (no.code, no.field) in [(Code.BAD_MOVE, "into"), (Code.BAD_MOVE, "merged_into")]
    tickets = [await standard.ticket("opened"), await standard.ticket("pended")]
    assert sorted(ticket.messages for ticket in tickets) == [0, 5]


async def test_merged_again_into_the_same_changes_nothing(standard):
    await standard.do("ann", merging())
    assert (await standard.do("lea", merging())).seq is None
    assert await refusal(standard, merging(into="fresh")) == (Code.BAD_MOVE, "merged_into")


async def test_a_long_conversation_is_refused(standard, monkeypatch):
    monkeypatch.setattr("sync_server.desk.commands.merging.MAX_MOVED", 1)
    assert await refusal(standard, merging()) == (Code.LIMIT, "messages")


async def test_mail_to_the_merged_ticket_joins_the_other(standard):
    await standard.do("ann", merging("fresh", "pended"), merging("pended", "opened"))
    await standard.do(CHANNEL_ACTOR, mail("answer", thread="fresh"))
    assert (await standard.row(Message, "answer")).ticket == "opened"
    await standard.do(CHANNEL_ACTOR, mail("answer", thread="fresh"))
    assert (await standard.ticket("opened")).messages == 7


async def test_an_acknowledgement_follows_its_ticket(standard):
    await standard.do("ann", merging())
    text = c.SendAutomatic(ticket="pended", message="ack", text="We have it", to=("kim@acme.test",))
    await standard.do(HUB_ACTOR, text)
    assert (await standard.row(Message, "ack")).ticket == "opened"


async def test_the_clocks_of_the_other_run_on_and_its_own_stop(standard):
    await standard.do(
        "ann",
        c.OpenTicket(
            ticket="again", message="again-1", text="?", subject="About triaged", requester="kim"
        ),
    )
    before = await standard.ticket("triaged")
    await standard.do("ann", merging("again", "triaged"))
    assert (await standard.ticket("triaged")).clocks == before.clocks
    source = await standard.ticket("again")
    assert {(clock.state, clock.why) for clock in source.clocks} == {(STOPPED, "merged")}


async def test_what_waits_is_not_woken_in_another_ticket(standard):
    wake_at = standard.environment.now_us() + 60_000_000
    await standard.do(
        "ann", c.SetStatus(ticket="pended", status="pending", wake_at=wake_at), merging()
    )
    standard.environment.advance(hours=1)
    await standard.do(HUB_ACTOR, c.WakeTickets(tickets=("pended",)))
    assert (await standard.ticket("pended")).status == "merged"
    await standard.do("ann", unmerging())
    ticket = await standard.ticket("pended")
    assert (ticket.status, ticket.wake_at) == ("pending", wake_at)
    await standard.do(HUB_ACTOR, c.WakeTickets(tickets=("pended",)))
    assert (await standard.ticket("pended")).woken_from == "pending"


# -- unmerging ---------------------------------------------------------------------------------


async def test_it_comes_back_as_it_was(standard):
    before = state(standard)
    await standard.do("ann", merging())
    standard.environment.advance(days=2)
    await standard.do("lea", unmerging())
    assert differences(standard, before) == {}


async def test_what_came_later_stays_unless_it_is_chosen(standard):
    await standard.do("ann", merging())
    await standard.do(
        CHANNEL_ACTOR, mail("later", thread="pended"), mail("wanted", thread="pended")
    )
    wanted = await standard.row(Message, "wanted")
    await standard.do("ann", unmerging("pended", "wanted"))
    assert conversation(standard, "pended") == {"pended-1", "pended-reply", "wanted"}
    assert "later" in conversation(standard, "opened")
    source, into = await standard.ticket("pended"), await standard.ticket("opened")
    assert (source.messages, source.last_message_at) == (3, wanted.at)
    assert (into.messages, into.last_message_by) == (4, "customer")
    await standard.do(CHANNEL_ACTOR, mail("after", thread="pended"))
    assert (await standard.row(Message, "after")).ticket == "pended"


async def test_what_others_did_to_the_other_meanwhile_stays(standard):
    await standard.do("ann", merging())
    await standard.do(
        "lea",
        c.SetPriority(ticket="opened", priority="urgent"),
        c.ChangeParticipants(ticket="opened", add=("new@acme.test",)),
        c.FollowTicket(ticket="opened", agent="lux"),
    )
    await standard.do("ann", unmerging())
    into = await standard.ticket("opened")
    assert (into.priority, into.cc, into.followers) == ("urgent", ("new@acme.test",), ("lux",))


async def test_a_reply_that_was_taken_back_meanwhile_stands_for_nothing(standard):
    await standard.do("ann", merging("opened", "pended"))
    await standard.do("ann", c.RetractReply(message="opened-reply"))
    await standard.do("ann", unmerging("opened"))
    ticket = await standard.ticket("opened")
    assert ticket.last_message_by == "customer"
    assert ticket.waiting_since == (await standard.row(Message, "opened-1")).at


async def test_its_clocks_go_on_as_if_they_had_never_stopped(standard):
    before = (await standard.ticket("triaged")).clocks
    await standard.do("ann", merging("triaged", "opened"))
    standard.environment.advance(hours=1)
    await standard.do("ann", unmerging("triaged"))
    after = (await standard.ticket("triaged")).clocks
    assert after == before
    assert RUNNING in {clock.state for clock in after}


async def test_an_answer_that_is_chosen_has_ended_its_clocks(standard):
    await standard.do("ann", merging("triaged", "opened"))
    standard.environment.advance(hours=1)
    await standard.do("ann", c.Reply(ticket="opened", message="answer", text="Yes", hold_s=0))
    answered = await standard.row(Message, "answer")
    standard.environment.advance(hours=1)
    await standard.do("ann", unmerging("triaged", "answer"))
    ticket = await standard.ticket("triaged")
    first = clock_of(ticket, "first_reply")
    assert (first.state in (MET, MISSED), first.since) == (True, answered.at)
    assert clock_of(ticket, "resolution").state == RUNNING
    assert ticket.waiting_since is None


async def test_a_question_that_is_chosen_has_its_clock(standard):
    targets = {"first_reply": "4h", "next_reply": "4h", "resolution": "3 business days"}
    await standard.do(
        "ada",
        c.SavePolicy(policy="gold", document={**GOLD, "targets": targets}),
        c.PublishPolicy(policy="gold"),
        c.Reply(ticket="triaged", message="answer", text="Yes", hold_s=0),
        merging("triaged", "opened"),
    )
    standard.environment.advance(hours=1)
    await standard.do(CHANNEL_ACTOR, mail("later", thread="triaged"))
    asked = await standard.row(Message, "later")
    standard.environment.advance(hours=1)
    await standard.do("ann", unmerging("triaged", "later"))
    assert clock_of(await standard.ticket("triaged"), "next_reply").since == asked.at


async def test_an_answer_that_was_taken_back_meanwhile_has_ended_nothing(standard):
    before = clock_of(await standard.ticket("triaged"), "first_reply")
    reply = c.Reply(ticket="triaged", message="answer", text="Yes", hold_s=120)
    await standard.do("ann", reply, merging("triaged", "opened"))
    await standard.do("ann", c.RetractReply(message="answer"), unmerging("triaged"))
    after = clock_of(await standard.ticket("triaged"), "first_reply")
    assert (before.state, after.state) == (RUNNING, RUNNING)


async def test_it_goes_on_waiting_in_its_queue_since_it_came_there(standard):
    before = await standard.ticket("queued")
    standard.environment.advance(seconds=5)
    await standard.do("ada", merging("queued", "opened"))
    assert (await standard.ticket("queued")).queued_at is None
    standard.environment.advance(seconds=5)
    await standard.do("ada", unmerging("queued"))
    assert before.queued_at is not None
    assert (await standard.ticket("queued")).queued_at == before.queued_at


async def test_a_chain_comes_apart_from_its_end(standard):
    before = state(standard)
    await standard.do("ann", merging("fresh", "pended"), merging("pended", "opened"))
    assert await refusal(standard, unmerging("fresh")) == (Code.BAD_MOVE, "into")
    await standard.do("ann", unmerging("pended"), unmerging("fresh"))
    assert differences(standard, before) == {}


async def test_it_comes_out_of_a_closed_ticket_too(standard):
    await standard.do("ann", merging())
    await standard.do("ann", c.SetStatus(ticket="opened", status="solved"))
    await standard.do("ann", c.SetStatus(ticket="opened", status="closed"), unmerging())
    assert (await standard.ticket("pended")).status == "pending"


async def test_what_is_not_merged_stays(standard):
    assert (await standard.do("ann", unmerging("opened"))).seq is None


async def test_after_erasure_it_is_refused_and_says_so(standard):
    await standard.do("ann", merging(), c.DeleteTicket(ticket="opened"))
    assert await refusal(standard, unmerging()) == (Code.BAD_MOVE, "into")
    standard.environment.advance(days=31)
    await standard.do(HUB_ACTOR, c.PurgeTicket(ticket="opened"))
    assert await refusal(standard, unmerging()) == (Code.BAD_MOVE, "merge")


async def test_messages_that_went_on_to_a_third_ticket_are_not_taken_from_there(standard):
    await standard.do("ann", merging())
    split = c.SplitTicket(ticket="opened", into="new", subject="New", messages=("pended-1",))
    await standard.do("ann", split)
    assert await refusal(standard, unmerging()) == (Code.BAD_MOVE, "merge")


async def test_messages_of_elsewhere_are_not_chosen(standard):
    await standard.do("ann", merging())
    chosen = unmerging("pended", "fresh-1")
    assert await refusal(standard, chosen) == (Code.NOT_FOUND, "message")


async def test_whoever_does_not_see_the_other_takes_nothing_out_of_it(standard):
    await standard.do("ada", merging("pended", "billed"))
    assert await refusal(standard, unmerging()) == (Code.NOT_FOUND, "ticket")


STEPS = ("ask", "aside", "automatic", "reply", "held", "retract", "note", "call", "status", "cc")


def _drawn(random, ticket, name):
    """Something or other that may happen to a ticket, and who does it."""
    choose = random.choice
    match choose(STEPS):
        case "ask":
            sender = choose(("kim@acme.test", "kim@home.test", "sam@globex.test"))
            return CHANNEL_ACTOR, mail(name, thread=ticket, sender=sender, joins=True)
        case "aside":
            return CHANNEL_ACTOR, mail(name, thread=ticket, unverified=True)
        case "automatic":
            return CHANNEL_ACTOR, mail(name, thread=ticket, automatic=True)
        case "reply" | "held" as how:
            hold, cc = 120 if how == "held" else 0, (choose(("a@b.test", "c@d.test")),)
            reply = c.Reply(ticket=ticket, message=name, text="Well", hold_s=hold, cc=cc)
            return "ann", reply
        case "retract":
            return "ann", c.RetractReply(message=f"{ticket}-{random.randrange(12)}")
        case "note":
            files = (c.File(id=f"{name}-file", name="a.txt", media_type="text/plain"),)
            mentions = (choose(("eve", "ben")),)
            note = c.AddNote(ticket=ticket, message=name, text="Hm", mentions=mentions, files=files)
            return "ann", note
        case "call":
            call = c.Call(direction=choose(("in", "out")), minutes=2)
            return "ann", c.LogCall(ticket=ticket, message=name, call=call)
        case "status":
            status = choose(("open", "pending", "on_hold", "solved"))
            return "ann", c.SetStatus(ticket=ticket, status=status)
        case _:
            add, remove = random.sample(("x@y.test", "a@b.test", "sam@globex.test"), 2)
            return "ann", c.ChangeParticipants(ticket=ticket, add=(add,), remove=(remove,))


async def _random_pair(standard, random, number):
    pair = (f"one{number}", f"two{number}")
    for ticket in pair:
        subject = random.choice(("About triaged", "Other"))
        await standard.do(
            "ann",
            c.OpenTicket(
                ticket=ticket,
                message=f"{ticket}-first",
                text="?",
                subject=subject,
                requester=random.choice(("kim", "sam")),
            ),
        )
    for step in range(random.randrange(14)):
        ticket = random.choice(pair)
        standard.environment.advance(seconds=random.randrange(40))
        await standard.upload("ann-pc", f"{ticket}-{step}-file")
        await standard.ask(*_drawn(random, ticket, f"{ticket}-{step}"))
    return pair


@pytest.mark.parametrize("seed", range(4))
async def test_a_merge_and_its_undoing_leave_every_ticket_as_it_was(standard, seed):
    random = Random(seed)
    for number in range(15):
        one, two = await _random_pair(standard, random, number)
        before = state(standard)
        assert await refusal(standard, merging(one, two, confirmed=True)) is None
        assert conversation(standard, one) == set()
        standard.environment.advance(seconds=random.randrange(3600))
        assert await refusal(standard, unmerging(one)) is None
        assert differences(standard, before) == {}
    assert verify(standard.database, lambda attachment, sha256: True).findings == ()


@pytest.mark.parametrize("seed", range(3))
async def test_after_later_messages_only_these_are_left_over(standard, seed):
    random = Random(f"later {seed}")
    for number in range(10):
        one, two = await _random_pair(standard, random, number)
        before = conversation(standard, one), conversation(standard, two)
        tickets = await standard.ticket(one), await standard.ticket(two)
        await standard.do("ann", merging(one, two, confirmed=True))
        later = {f"{two}-later-{step}" for step in range(random.randrange(1, 4))}
        for message in later:
            await standard.do(CHANNEL_ACTOR, mail(message, thread=random.choice((one, two))))
        await standard.do("ann", unmerging(one))
        assert conversation(standard, one) == before[0]
        assert conversation(standard, two) == before[1] | later
        source, into = await standard.ticket(one), await standard.ticket(two)
        assert {**asdict(source), "updated_at": 0} == {**asdict(tickets[0]), "updated_at": 0}
        assert into.messages == tickets[1].messages + len(later)
        assert (into.cc, into.excluded) == (tickets[1].cc, tickets[1].excluded)


# -- splitting ---------------------------------------------------------------------------------


def splitting(*messages, ticket="opened"):
    return c.SplitTicket(ticket=ticket, into="new", subject="Another thing", messages=messages)


async def test_chosen_messages_become_a_ticket_of_their_own(standard):
    await standard.do(CHANNEL_ACTOR, mail("more", thread="opened"))
    before = await standard.ticket("opened")
    answer = await standard.do("ann", splitting("more", "opened-note"))
    new, left = await standard.ticket("new"), await standard.ticket("opened")
    assert conversation(standard, "new") == {"more", "opened-note"}
    assert conversation(standard, "opened") == {"opened-1", "opened-reply"}
    assert (await standard.row(Attachment, "ann.file0")).ticket == "new"
    assert (new.number, new.subject, new.messages) == (answer.number, "Another thing", 2)
    assert (new.team, new.assignee, new.tags) == (before.team, before.assignee, before.tags)
    assert (new.status, new.requester, new.organisation) == ("open", "kim", "acme")
    asked = await standard.row(Message, "more")
    assert (new.opened_at, new.waiting_since, new.last_message_at) == (asked.at,) * 3
    assert (left.messages, left.last_message_by, left.waiting_since) == (2, "reply", None)


async def test_both_ends_are_linked(standard):
    await standard.do("ann", splitting("opened-1"))
    assert (await standard.ticket("new")).links == (e.Link(kind="related", ticket="opened"),)
    assert (await standard.ticket("opened")).links == (e.Link(kind="related", ticket="new"),)


async def test_it_is_the_ticket_of_whoever_asked(standard):
    await standard.do("ann", c.ChangeParticipants(ticket="opened", add=("sam@globex.test",)))
    await standard.do(CHANNEL_ACTOR, mail("sams", thread="opened", sender="sam@globex.test"))
    await standard.do("ann", splitting("sams"))
    new = await standard.ticket("new")
    assert (new.requester, new.organisation, new.cc) == ("sam", "globex", ())


async def test_its_clocks_start_with_the_oldest_message_of_a_customer(standard):
    await standard.do(CHANNEL_ACTOR, mail("more", thread="triaged"))
    standard.environment.advance(hours=2)
    await standard.do("ann", c.AddNote(ticket="triaged", message="note", text="Two things"))
    standard.environment.advance(hours=1)
    split = c.SplitTicket(
        ticket="triaged", into="new", subject="About triaged", messages=("more", "note")
    )
    await standard.do("ann", split)
    asked = await standard.row(Message, "more")
    clocks = (await standard.ticket("new")).clocks
    assert {clock.metric for clock in clocks} == {"first_reply", "resolution", "agent_work"}
    assert {clock.since for clock in clocks} == {asked.at}


async def split_off_question(standard):
    """The only question of `triaged` becomes a ticket of its own, a note stays."""
    await standard.do(
        "ann",
        c.AddNote(ticket="triaged", message="note", text="Two things"),
        c.SplitTicket(
            ticket="triaged", into="new", subject="About triaged", messages=("triaged-1",)
        ),
    )


async def test_a_question_that_is_split_off_is_waited_for_there_alone(standard):
    before = await standard.ticket("triaged")
    await split_off_question(standard)
    left = await standard.ticket("triaged")
    first = clock_of(left, "first_reply")
    assert (first.state, first.why) == (STOPPED, "moved")
    assert clock_of(left, "resolution") == clock_of(before, "resolution")
    await standard.do("ann", c.AddNote(ticket="triaged", message="more", text="Hm"))
    assert clock_of(await standard.ticket("triaged"), "first_reply") == first


async def test_a_question_that_is_put_back_has_waited_all_the_time(standard):
    before = clock_of(await standard.ticket("triaged"), "first_reply")
    await split_off_question(standard)
    standard.environment.advance(hours=1)
    await standard.do("ann", merging("new", "triaged"))
    ticket = await standard.ticket("triaged")
    after = clock_of(ticket, "first_reply")
    hours = standard.desk.memory.promises.hours_of(after.calendar)
    now = standard.environment.now_us()
    assert after.state == RUNNING
    assert spent_at(after, hours, now) == spent_at(before, hours, now)
    assert ticket.waiting_since == (await standard.row(Message, "triaged-1")).at


async def test_a_question_that_is_put_back_and_taken_out_again_waits_nowhere_else(standard):
    await split_off_question(standard)
    left = clock_of(await standard.ticket("triaged"), "first_reply")
    await standard.do("ann", merging("new", "triaged"))
    standard.environment.advance(hours=1)
    await standard.do("ann", unmerging("new"))
    ticket = await standard.ticket("triaged")
    first = clock_of(ticket, "first_reply")
    assert (ticket.waiting_since, first.state, first.why) == (None, left.state, left.why)
    assert clock_of(ticket, "resolution").state == RUNNING
    assert clock_of(await standard.ticket("new"), "first_reply").state == RUNNING


async def test_one_message_stays(standard):
    assert await refusal(standard, splitting("fresh-1", ticket="fresh")) == (
        Code.BAD_VALUE,
        "messages",
    )


async def test_messages_of_another_ticket_are_not_split_off(standard):
    assert await refusal(standard, splitting("opened-1", "fresh-1")) == (
        Code.NOT_FOUND,
        "message",
    )


@pytest.mark.parametrize("ticket", ["closed", "deleted", "merged"])
async def test_what_is_over_is_not_split(standard, ticket):
    command = splitting(f"{ticket}-1", ticket=ticket)
    assert await refusal(standard, command) == (Code.BAD_MOVE, "status")


async def test_the_id_of_a_ticket_is_not_taken_twice(standard):
    await standard.do(CHANNEL_ACTOR, mail("more", thread="opened"))
    command = c.SplitTicket(ticket="opened", into="fresh", subject="x", messages=("more",))
    assert await refusal(standard, command) == (Code.EXISTS, "id")
