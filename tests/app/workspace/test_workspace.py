# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from app import intents
from app.errors import BadText
from app.outbox.drafts import Draft
from app.outbox.drain import Outcome
from sync_server.contract.entities import Agent, Message, ReadMark, Ticket
from sync_server.contract.frames import Forget, Presence, Somebody
from sync_server.contract.ids import AgentId, TagId, TicketId
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, a_ticket, changes, insert, update

T1 = TicketId("t1")
T2 = TicketId("t2")
BILLING = "team:billing"


def ticket(bench, id="t1") -> Any:
    return bench.workspace.get(Ticket, id)


async def texts(bench, id="t1"):
    with await bench.workspace.open_conversation(id) as conversation:
        return [entry.message.text for entry in conversation.entries]


async def test_a_gesture_paints_at_once(bench):
    intents.set_priority(bench.workspace, ticket=T1, priority="urgent")
    assert ticket(bench).priority == "urgent"
    assert bench.workspace.marks(Ticket, "t1").kind == "saving"
    await settle()
    assert bench.workspace.marks(Ticket, "t1").kind == "waiting"


async def test_changes_come_once_a_turn(bench):
    intents.set_priority(bench.workspace, ticket=T1, priority="urgent")
    intents.take(bench.workspace, ticket=T1)
    assert bench.changes == []
    await settle()
    assert bench.changes[0].rows == {"ticket": {"t1"}}
    assert sum("ticket" in each.rows for each in bench.changes) == 1


async def test_a_pending_command_is_dropped_when_its_change_comes(bench):
    id = intents.set_priority(bench.workspace, ticket=T1, priority="urgent")
    changed = update(8, a_ticket("t1"), scope=BILLING, command=id, priority="urgent")
    bench.apply(changes(changed))
    assert bench.workspace.marks(Ticket, "t1").kind == "none"
    assert ticket(bench).priority == "urgent"


async def test_somebody_elses_change_shows_under_a_pending_command(bench):
    intents.set_priority(bench.workspace, ticket=T1, priority="urgent")
    bench.apply(changes(update(8, a_ticket("t1"), scope=BILLING, subject="New", priority="low")))
    assert (ticket(bench).subject, ticket(bench).priority) == ("New", "urgent")


async def test_an_answer_waits_for_the_cursor(bench):
    id = intents.set_priority(bench.workspace, ticket=T1, priority="urgent")
    bench.workspace.settle([Outcome(id=id, seq=9)], cursor=7)
    assert ticket(bench).priority == "urgent"
    bench.cursor(9)
    assert ticket(bench).priority == "normal"


async def test_a_no_op_is_dropped_at_once(bench):
    id = intents.set_priority(bench.workspace, ticket=T1, priority="urgent")
    bench.workspace.settle([Outcome(id=id)], cursor=7)
    assert ticket(bench).priority == "normal"


async def test_a_refused_reply_is_taken_back_with_words_and_its_text_is_kept(bench):
    written = intents.reply(bench.workspace, ticket=T1, text="Dear Hana")
    assert await texts(bench) == ["Text of m1", "Dear Hana"]
    await bench.refuse(written.command, Refusal(code="stale"))
    await settle()
    assert await texts(bench) == ["Text of m1"]
    draft = await bench.drafts.get(T1, "reply")
    assert draft.text == "Dear Hana"
    assert "newer message" in bench.refused[0].words
    assert bench.workspace.pending[0].state == "refused"


async def test_a_text_that_comes_back_never_replaces_a_newer_draft(bench):
    written = intents.add_note(bench.workspace, ticket=T1, text="old")
    bench.drafts.put(T1, "note", Draft(text="newer"))
    await bench.refuse(written.command, Refusal(code="forbidden"))
    await settle()
    assert (await bench.drafts.get(T1, "note")).text == "newer"


async def test_a_refusal_takes_back_what_builds_on_it_and_leaves_the_rest(bench):
    first = intents.set_status(bench.workspace, ticket=T1, status="pending")
    intents.set_priority(bench.workspace, ticket=T1, priority="high")
    intents.change_tags(bench.workspace, ticket=T1, add=(TagId("vip"),))
    await settle()
    await bench.refuse(first, Refusal(code="conflict", field="status"))
    assert (ticket(bench).status, ticket(bench).priority) == ("new", "normal")
    assert ticket(bench).tags == ("vip",)
    states = [pending.state for pending in bench.workspace.pending]
    assert states == ["refused", "held", "queued"]


async def test_a_held_command_can_be_sent_all_the_same_or_given_up(bench):
    first = intents.set_status(bench.workspace, ticket=T1, status="pending")
    second = intents.set_priority(bench.workspace, ticket=T1, priority="high")
    await settle()
    await bench.refuse(first, Refusal(code="conflict", field="status"))
    bench.workspace.retry(second)
    bench.workspace.dismiss(first)
    assert ticket(bench).priority == "high"
    assert [pending.state for pending in bench.workspace.pending] == ["queued"]


async def test_the_base_of_an_edit_is_what_its_author_sees(bench):
    assert bench.workspace.base(Ticket, "t1") == 5
    first = intents.set_status(bench.workspace, ticket=T1, status="pending")
    assert bench.workspace.base(Ticket, "t1") == first


async def test_a_whole_offline_life_of_a_ticket_paints(bench):
    opened = intents.open_ticket(bench.workspace, subject="Call", text="It rings")
    intents.reply(bench.workspace, ticket=opened.ticket, text="Answered", status="solved")
    row = ticket(bench, opened.ticket)
    assert (row.status, row.number, row.messages, row.assignee) == ("solved", 0, 2, "me")
    assert await texts(bench, opened.ticket) == ["It rings", "Answered"]


async def test_promise_4_a_bad_text_changes_nothing(bench):
    with pytest.raises(BadText):
        intents.add_note(bench.workspace, ticket=T1, text="a\0b")
    assert bench.workspace.pending == ()
    assert await texts(bench) == ["Text of m1"]


async def test_an_open_conversation_is_current(bench):
    conversation = await bench.workspace.open_conversation(T1)
    bench.apply(changes(insert(8, a_message("m2", at=70), scope=BILLING)))
    assert [entry.message.id for entry in conversation.entries] == ["m1", "m2"]
    assert conversation.complete
    await settle()
    assert bench.changes[-1].conversations == {"t1"}
    conversation.close()


async def test_a_forgotten_ticket_empties_its_conversation(bench):
    conversation = await bench.workspace.open_conversation(T1)
    bench.apply(Forget(tickets=(T1,)))
    assert conversation.entries == ()
    assert ticket(bench) is None
    conversation.close()


async def test_a_confirmed_message_replaces_its_prediction(bench):
    conversation = await bench.workspace.open_conversation(T1)
    written = intents.reply(bench.workspace, ticket=T1, text="Dear")
    assert conversation.entries[-1].mark.kind == "saving"
    confirmed = a_message(written.message, type="reply", text="Dear", at=80)
    bench.apply(changes(insert(8, confirmed, scope=BILLING, command=written.command)))
    assert [entry.message.text for entry in conversation.entries] == ["Text of m1", "Dear"]
    assert conversation.entries[-1].mark.kind == "none"
    conversation.close()


async def test_reading_and_unreading(bench):
    assert bench.workspace.is_unread(T1)
    intents.mark_read(bench.workspace, ticket=T1)
    assert not bench.workspace.is_unread(T1)
    assert intents.mark_read(bench.workspace, ticket=T1) is None
    intents.mark_unread(bench.workspace, ticket=T1)
    assert bench.workspace.is_unread(T1)
    assert list(bench.workspace.all(ReadMark)) == []


async def test_a_reply_on_its_way_makes_nothing_unread_and_nothing_read(bench):
    intents.mark_read(bench.workspace, ticket=T1)
    bench.environment.advance(seconds=60)
    intents.reply(bench.workspace, ticket=T1, text="Dear")
    assert not bench.workspace.is_unread(T1)
    confirmed = bench.workspace.confirmed(Ticket, T1)
    assert confirmed is not None
    intents.mark_unread(bench.workspace, ticket=T1)
    intents.mark_read(bench.workspace, ticket=T1)
    (mark,) = bench.workspace.all(ReadMark)
    assert mark.read_at == confirmed.last_message_at


async def test_presence_is_by_ticket_and_ends_with_the_connection(bench):
    somebody = Somebody(agent=AgentId("a2"), session="s1", ticket=T1, typing=True)
    bench.workspace.apply_presence(Presence(people=(somebody,)))
    assert bench.workspace.people_on(T1) == (somebody,)
    bench.workspace.apply_presence(Presence(people=(Somebody(agent=AgentId("a2"), session="s1"),)))
    assert bench.workspace.people_on(T1) == ()
    bench.workspace.apply_presence(Presence(people=(somebody,), full=True))
    bench.workspace.lose_presence()
    assert bench.workspace.people_on(T1) == ()


async def test_a_restart_paints_what_is_still_pending(bench):
    intents.set_priority(bench.workspace, ticket=T1, priority="urgent")
    await settle()
    bench.workspace.loaded()
    assert ticket(bench).priority == "urgent"


async def test_a_cleared_cache_keeps_what_is_pending(bench):
    opened = intents.open_ticket(bench.workspace, subject="Call", text="It rings")
    bench.workspace.clear()
    assert [row.id for row in bench.workspace.all(Ticket)] == [opened.ticket]
    assert list(bench.workspace.all(Agent)) == []


async def test_a_retracted_reply_loses_its_text_at_once(bench):
    written = intents.reply(bench.workspace, ticket=T1, text="Oops", hold_s=60)
    intents.retract_reply(bench.workspace, message=written.message)
    message: Any = bench.workspace.get(Message, written.message)
    assert (message.text, message.retracted) == ("", True)


async def test_a_closed_conversation_leaves_nothing_behind(bench):
    for _ in range(3):
        (await bench.workspace.open_conversation(T1)).close()
    assert bench.workspace._opened == {}
    assert bench.workspace._confirmed.thread(T1) == {}


async def test_a_revision_is_another_after_each_change_of_its_kind_only(bench):
    seen = [bench.workspace.revision(Ticket)]
    agents = bench.workspace.revision(Agent)
    intents.set_priority(bench.workspace, ticket=T1, priority="urgent")
    seen.append(bench.workspace.revision(Ticket))
    bench.apply(changes(update(9, a_ticket("t1"), scope="team:billing", subject="Other")))
    seen.append(bench.workspace.revision(Ticket))
    assert bench.workspace.revision(Agent) == agents
    bench.workspace.clear()
    seen.append(bench.workspace.revision(Ticket))
    assert len(set(seen)) == 4
    assert bench.workspace.revision(Agent) != agents
