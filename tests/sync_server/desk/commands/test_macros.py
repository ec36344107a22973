# SPDX-License-Identifier: Apache-2.0
"""Rules that people ask for, and what a rule did taken back."""

import pytest

from sync_server.contract.entities import Alert, Message
from sync_server.contract.refusals import Code
from sync_server.store.rows import AllRows
from tests.support.plain import c
from tests.support.rule_documents import SHORT


def macro(id, *, actions, **more):
    document = {"rule": id.title(), "triggers": {"on": "manual"}, "actions": actions, **more}
    return c.SaveRule(rule=id, document=document), c.PublishRule(rule=id)


async def refusal(standard, command, agent="ann"):
    answer = await standard.ask(agent, command)
    return answer.refusal.code, answer.refusal.field


async def test_a_macro_runs_on_the_tickets_that_it_is_asked_for(standard):
    actions = {"reply": "Thanks {{customer.first_name}}", "status": "pending", "tags": "thanked"}
    await standard.do("ada", *macro("thank", actions=actions))
    await standard.do("ann", c.RunMacro(rule="thank", tickets=("fresh", "opened", "fresh")))
    for name in ("fresh", "opened"):
        ticket = await standard.ticket(name)
        assert (ticket.status, ticket.tags) == ("pending", ("first", "thanked"))
    with standard.database.read() as reader:
        rows = AllRows(standard.database)[Message.kind].every(reader)
    (reply,) = [row for row in rows if row.ticket == "fresh" and row.type == "reply"]
    assert (reply.text, reply.agent, reply.automatic) == ("Thanks Kim", "ann", False)
    assert (await standard.ticket("billed")).tags == ("first",)


async def test_a_macro_whose_conditions_do_not_hold_does_nothing(standard):
    await standard.do(
        "ada", *macro("vip", conditions={"tags": "vip"}, actions={"priority": "urgent"})
    )
    await standard.do("ann", c.RunMacro(rule="vip", tickets=("opened",)))
    assert (await standard.ticket("opened")).priority == "normal"


async def test_nobody_runs_what_is_no_macro_or_where_they_may_not_work(standard):
    run = c.RunMacro(rule="loud", tickets=("opened",))
    assert await refusal(standard, run) == (Code.BAD_VALUE, "rule")
    run = c.RunMacro(rule="none", tickets=("opened",))
    assert await refusal(standard, run) == (Code.NOT_FOUND, "rule")
    run = c.RunMacro(rule="by-hand", tickets=("opened", "billed"))
    assert await refusal(standard, run) == (Code.NOT_FOUND, "ticket")
    assert (await standard.ticket("opened")).tags == ("first",)


async def test_what_the_shorthand_did_is_taken_back(standard):
    await standard.do(
        "ada",
        c.CreateTeam(team="urgent", name="Urgent response"),
        c.CreateCategory(category="critical", name="System critical"),
        c.SaveRule(rule="first", document=SHORT),
        c.PublishRule(rule="first"),
        c.OpenTicket(
            ticket="one",
            message="one-1",
            subject="x",
            text="x",
            requester="kim",
            priority="high",
            category="critical",
        ),
    )
    assert (await standard.ticket("one")).team == "urgent"
    await standard.do("ada", c.UndoRule(ticket="one", rule="first"))
    ticket = await standard.ticket("one")
    assert (ticket.team, ticket.promised) == (None, ())
    assert [clock.state for clock in ticket.clocks] == ["stopped"]
    with pytest.raises(AssertionError, match="no alert"):
        await standard.row(Alert, "ada.one.first")


async def test_every_field_comes_back_as_it_was(standard):
    before = await standard.ticket("opened")
    actions = {
        "team": "billing",
        "agent": "ben",
        "skills": "French",
        "priority": "urgent",
        "category": "Returns",
        "tags": {"add": "new", "remove": "first"},
        "fields": {"order": "A 1"},
        "snooze": "2h",
        "sla": "1h",
    }
    await standard.do(
        "ada",
        *macro("all", actions=actions),
        c.RunMacro(rule="all", tickets=("opened",)),
    )
    assert (await standard.ticket("opened")).team == "billing"
    await standard.do("ada", c.UndoRule(ticket="opened", rule="all"))
    after = await standard.ticket("opened")
    for field in ("team", "assignee", "needs", "priority", "category", "custom", "promised"):
        assert getattr(after, field) == getattr(before, field), field
    assert (after.status, after.wake_at, after.tags) == ("open", None, ("first",))


async def test_what_somebody_set_since_is_not_taken_back(standard):
    await standard.do(
        "ada",
        *macro("up", actions={"priority": "urgent", "tags": "up"}),
        c.RunMacro(rule="up", tickets=("opened",)),
        c.SetPriority(ticket="opened", priority="low"),
    )
    code, field = await refusal(standard, c.UndoRule(ticket="opened", rule="up"))
    assert (code, field) == (Code.CONFLICT, "priority")
    assert (await standard.ticket("opened")).tags == ("first", "up")


async def test_there_is_nothing_to_take_back_of_what_a_rule_never_did(standard):
    undo = c.UndoRule(ticket="opened", rule="loud")
    assert await refusal(standard, undo) == (Code.NOT_FOUND, "rule")
    undo = c.UndoRule(ticket="queued", rule="loud", seq=1)
    assert await refusal(standard, undo, "ada") == (Code.NOT_FOUND, "rule")


async def test_a_macro_is_run_by_those_alone_whom_it_is_for(standard):
    for id, audience in (("own", "ada"), ("led", "team-lead"), ("teams", "Support")):
        await standard.do("ada", *macro(id, actions={"tags": id}, **{"for": audience}))
    for id in ("own", "led"):
        run = c.RunMacro(rule=id, tickets=("opened",))
        assert await refusal(standard, run) == (Code.FORBIDDEN, "rule")
    await standard.do("ann", c.RunMacro(rule="teams", tickets=("opened",)))
    assert (await standard.ticket("opened")).tags == ("first", "teams")
