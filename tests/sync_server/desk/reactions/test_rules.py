# SPDX-License-Identifier: Apache-2.0
"""Automation rules at work: what they do with a command, and what they leave."""

import msgspec
import pytest

from sync_server.contract.automation import FAILED, RULES, Automated, Failure
from sync_server.contract.clocks import RUNNING
from sync_server.contract.entities import Alert, Message
from sync_server.contract.ids import TicketId
from sync_server.desk.reactions import rules as reaction
from sync_server.operations.importer import IMPORTER
from sync_server.store.changelog import causes_of
from sync_server.store.dossier import history_of
from sync_server.store.rows import AllRows
from tests.support.plain import c
from tests.support.rule_documents import SHORT
from tests.support.standard_desk import CHANNEL_ACTOR

HOUR = 3_600_000_000


def rule(id, *, actions, position=0, **more):
    document = {"rule": id.title(), "actions": actions, **more}
    save = c.SaveRule(rule=id, document=document, position=position)
    return save, c.PublishRule(rule=id)


def opened(name, **fields):
    given = {"subject": "About it", "text": "Help", "requester": "kim", **fields}
    return c.OpenTicket(ticket=name, message=f"{name}-1", **given)


def causes(standard, ticket):
    """What rules did with a ticket, by the log, the newest first."""
    with standard.database.read() as reader:
        entries = history_of(reader, ticket, before=None, children=False, limit=50)
    found = [causes_of(entry).get(RULES) for entry in entries]
    return [msgspec.convert(cause, Automated) for cause in found if cause is not None]


def alerts(standard):
    with standard.database.read() as reader:
        rows = AllRows(standard.database)[Alert.kind].every(reader)
    return {(row.agent, row.ticket, row.rule) for row in rows if row.rule != "loud"}


async def test_the_shorthand_routes_notifies_and_promises(standard):
    await standard.do(
        "ada",
        c.CreateTeam(team="urgent", name="Urgent response"),
        c.SetMembership(membership="lea-urgent", agent="lea", team="urgent"),
        c.CreateCategory(category="critical", name="System critical"),
        c.SaveRule(rule="first", document=SHORT),
        c.PublishRule(rule="first"),
        opened("one", priority="high", category="critical"),
        opened("two", priority="low", category="critical"),
    )
    ticket = await standard.ticket("one")
    assert ticket.team == "urgent"
    (clock,) = ticket.clocks
    assert (clock.metric, clock.state, clock.target) == ("first_reply", RUNNING, 2 * HOUR)
    assert alerts(standard) == {("lea", "one", "first"), ("ada", "one", "first")}
    assert (await standard.ticket("two")).team is None
    ((run,),) = [each.runs for each in causes(standard, "one")]
    assert [(done.action, done.value) for done in run.done] == [
        ("team", "urgent"),
        ("sla", "2h"),
        ("notify", {"role": "supervisor"}),
        ("notify", {"role": "administrator"}),
    ]
    assert [(each.field, each.value, each.holds) for each in run.found] == [
        ("priority", "high", True),
        ("category", "critical", True),
    ]
    assert causes(standard, "two") == []


async def test_it_runs_when_its_conditions_become_true_and_once_while_they_hold(standard):
    await standard.do(
        "ada",
        *rule("vip", conditions={"tags": "vip"}, actions={"priority": "urgent"}),
        c.ChangeTags(ticket="opened", add=("vip",)),
    )
    assert (await standard.ticket("opened")).priority == "urgent"
    standard.environment.advance(minutes=1)
    await standard.do(
        "ada",
        c.SetPriority(ticket="opened", priority="low"),
        c.ChangeTags(ticket="opened", remove=("vip",)),
        c.ChangeTags(ticket="opened", add=("vip",)),
    )
    ticket = await standard.ticket("opened")
    assert ticket.priority == "low"
    (left,) = causes(standard, "opened")[0].runs[0].left
    assert (left.action, left.why) == ("priority", "by_hand")


async def test_a_reopened_ticket_begins_a_new_episode(standard):
    await standard.do(
        "ada",
        *rule("vip", conditions={"tags": "vip"}, actions={"priority": "urgent"}),
        c.ChangeTags(ticket="opened", add=("vip",)),
    )
    standard.environment.advance(minutes=1)
    await standard.do(
        "ada",
        c.SetPriority(ticket="opened", priority="low"),
        c.SetStatus(ticket="opened", status="solved"),
        c.ChangeTags(ticket="opened", remove=("vip",)),
        c.SetStatus(ticket="opened", status="open"),
        c.ChangeTags(ticket="opened", add=("vip",)),
    )
    assert (await standard.ticket("opened")).priority == "urgent"


async def test_what_a_rule_does_is_an_event_for_others_and_each_runs_once(standard):
    change = {"on": "changed", "fields": "priority"}
    await standard.do(
        "ada",
        *rule("a", triggers=change, conditions={"priority": "high"}, actions={"tags": "seen"}),
        *rule("b", triggers={"on": "created"}, actions={"priority": "high"}),
        *rule("c", triggers=change, conditions={"tags": "seen"}, actions={"priority": "urgent"}),
        *rule(
            "d",
            triggers=change,
            conditions={"priority": "urgent"},
            actions={"priority": "high"},
            repeats=True,
        ),
        opened("one"),
    )
    (cause,) = causes(standard, "one")
    assert [(run.rule, run.depth) for run in cause.runs] == [("b", 0), ("a", 1)]
    ticket = await standard.ticket("one")
    assert (ticket.priority, ticket.tags) == ("high", ("seen",))


async def test_two_that_undo_each_other_come_to_rest(standard):
    await standard.do(
        "ada",
        *rule("up", conditions={"priority": "low"}, actions={"priority": "high"}, repeats=True),
        *rule("down", conditions={"priority": "high"}, actions={"priority": "low"}, repeats=True),
        c.SetPriority(ticket="opened", priority="low"),
    )
    (cause,) = causes(standard, "opened")
    assert [run.rule for run in cause.runs] == ["up", "down"]
    assert ("up", "cascade") in [(each.rule, each.why) for each in cause.passed]
    assert (await standard.ticket("opened")).priority == "low"


async def test_the_first_to_want_a_field_has_it_and_stop_is_the_last(standard):
    await standard.do(
        "ada",
        *rule("a", position=1, actions={"priority": "high", "stop": True}),
        *rule("b", position=0, actions={"priority": "urgent"}),
        *rule("c", position=2, actions={"tags": "late"}),
        opened("one"),
    )
    (cause,) = causes(standard, "one")
    (taken,) = cause.runs[1].left
    assert (taken.action, taken.why, taken.other) == ("priority", "taken", "b")
    assert [(each.rule, each.why, each.other) for each in cause.passed] == [("c", "stopped", "a")]
    ticket = await standard.ticket("one")
    assert (ticket.priority, ticket.tags) == ("urgent", ())


async def test_everything_that_a_rule_can_do(standard):
    actions = {
        "team": "support",
        "agent": "ann",
        "skills": "French",
        "status": "pending",
        "category": "Returns",
        "tags": {"add": ["new"], "remove": ["first"]},
        "fields": {"order": "A 1"},
        "reply": "Hello {{customer.first_name}}, this is {{ticket.subject}}.",
        "note": "Looked at by {{agent.name}}",
    }
    await standard.do("ada", *rule("all", triggers={"on": "created"}, actions=actions))
    await standard.do("ann", opened("one", tags=("first",)))
    ticket = await standard.ticket("one")
    assert (ticket.team, ticket.assignee, ticket.category) == ("support", "ann", "returns")
    assert [need.skill for need in ticket.needs] == ["french"]
    assert (ticket.tags, ticket.custom) == (("new",), {"order": "A 1"})
    assert (ticket.status, ticket.wake_at is not None) == ("pending", True)
    with standard.database.read() as reader:
        messages = [
            row
            for row in AllRows(standard.database)[Message.kind].every(reader)
            if row.ticket == "one" and row.automatic
        ]
    assert {(row.type, row.text, row.delivery, row.agent) for row in messages} == {
        ("reply", "Hello Kim, this is About it.", "waiting", None),
        ("note", "Looked at by Ann", None, None),
    }


async def test_a_snoozed_ticket_comes_back_and_a_drafted_reply_waits_for_its_owner(standard):
    actions = {
        "snooze": {"time": "2h", "hours": "calendar"},
        "reply": {"text": "Yes", "draft": True},
    }
    await standard.do(
        "ada",
        *rule("later", conditions={"tags": "later"}, actions=actions),
        c.ChangeTags(ticket="opened", add=("later",)),
    )
    ticket = await standard.ticket("opened")
    now = standard.environment.now_us()
    assert (ticket.status, ticket.wake_at) == ("on_hold", now + 2 * HOUR)
    with standard.database.read() as reader:
        drafts = AllRows(standard.database)["draft"].every(reader)
    assert [(row.agent, row.text) for row in drafts if row.ticket == "opened"] == [("ann", "Yes")]


async def test_what_cannot_be_done_is_left_and_the_rest_is_done(standard):
    actions = {"team": "billing", "agent": "ben", "status": "solved", "priority": "high"}
    await standard.do("ada", *rule("some", triggers={"on": "created"}, actions=actions))
    await standard.do(
        "ada",
        c.ChangeTeam(team="billing", disabled=True),
        c.DisableAgent(agent="ben"),
        opened("one"),
    )
    (run,) = causes(standard, "one")[0].runs
    assert [(left.action, left.why) for left in run.left] == [
        ("team", "bad_value"),
        ("agent", "bad_value"),
        ("status", "bad_move"),
    ]
    assert (await standard.ticket("one")).priority == "high"


async def test_a_rule_has_no_more_rights_than_its_author(standard):
    await standard.do(
        "ada",
        c.CreateAgent(agent="sue", name="Sue", email="sue@desk.test", role="administrator"),
    )
    await standard.do("sue", *rule("mine", actions={"tags": "mine", "stop": True}))
    await standard.do(
        "ada",
        *rule("after", position=1, actions={"tags": "after"}),
        c.ChangeAgent(agent="sue", role="agent"),
        opened("one", team="support"),
        opened("two"),
    )
    (cause,) = causes(standard, "one")
    assert [(each.rule, each.why) for each in cause.passed] == [("mine", "rights")]
    assert (await standard.ticket("one")).tags == ("after",)
    assert (await standard.ticket("two")).tags == ("mine",)
    await standard.do("ada", c.DisableAgent(agent="sue"), opened("three"))
    assert (await standard.ticket("three")).tags == ("after",)


async def test_a_rule_hands_over_to_no_team_that_its_author_does_not_reach(standard):
    await standard.do(
        "ada",
        c.CreateAgent(agent="sue", name="Sue", email="sue@desk.test", role="administrator"),
    )
    await standard.do("sue", *rule("mine", actions={"team": "billing"}))
    await standard.do("ada", c.ChangeAgent(agent="sue", role="agent"), opened("one"))
    (run,) = causes(standard, "one")[0].runs
    assert [(left.action, left.why) for left in run.left] == [("team", "forbidden")]


async def test_a_message_and_its_channel_are_events_and_a_machine_is_not_answered(standard):
    triggers = {"on": "message", "types": "customer", "by": "customer", "channel": "email"}
    await standard.do(
        "ada",
        *rule("answer", triggers=triggers, actions={"reply": "Thanks"}, repeats=True),
    )

    def received(name, **more):
        return c.ReceiveMessage(
            ticket="none",
            message=name,
            contact="x",
            sender="kim@acme.test",
            subject="x",
            text="Hi",
            channel="email",
            thread="pended",
            **more,
        )

    await standard.do(CHANNEL_ACTOR, received("m1"), received("m2", automatic=True))
    newest, first = causes(standard, "pended")
    assert [done.action for done in first.runs[0].done] == ["reply"]
    assert [(left.action, left.why) for left in newest.runs[0].left] == [("reply", "forbidden")]


async def test_rules_know_what_stands_around_a_ticket(standard):
    conditions = {
        "all": [
            {"field": "customer.name", "is": "Kim"},
            {"field": "organisation.name", "is": "Acme"},
            {"field": "message.text", "matches": "help( me)?$"},
            {"field": "counts.customer_open", "at_least": 2},
            {"field": "counts.customer_tickets", "at_least": 2},
            {"field": "calendar.hour", "at_least": 0},
        ]
    }
    await standard.do(
        "ada",
        c.SaveCalendar(calendar="desk-hours", document={"timezone": "UTC", "24x7": True}),
        c.PublishCalendar(calendar="desk-hours"),
        *rule("known", conditions=conditions, actions={"tags": "known"}),
        opened("one"),
        opened("two", requester="sam"),
    )
    assert (await standard.ticket("one")).tags == ("known",)
    assert (await standard.ticket("two")).tags == ()


async def test_counts_tell_before_from_after(standard):
    await standard.do(
        "ada",
        *rule("third", conditions={"counts.replies": 2}, actions={"tags": "long"}),
        *rule("busy", conditions={"counts.assignee_open": 1}, actions={"tags": "busy"}),
        c.Reply(ticket="pended", message="r2", text="And?"),
        c.SetAssignee(ticket="fresh", assignee="ben"),
    )
    assert (await standard.ticket("pended")).tags == ("first", "long")
    assert (await standard.ticket("fresh")).tags == ("first", "busy")


async def test_routing_is_an_event_for_rules(standard):
    await standard.do(
        "ada",
        *rule("given", conditions={"assignee": "ada"}, actions={"tags": "given"}),
        c.ChangeTeam(team="night", accept_s=0),
        c.SetAvailability(state="available"),
        opened("one", team="night"),
    )
    ticket = await standard.ticket("one")
    assert (ticket.assignee, ticket.tags) == ("ada", ("given",))


async def test_what_rules_promise_beats_the_policy_and_clocks_go_on(standard):
    await standard.do(
        "ada",
        *rule("soon", conditions={"tags": "soon"}, actions={"sla": {"first_reply": "30m"}}),
    )
    before = await standard.ticket("triaged")
    await standard.do("ada", c.ChangeTags(ticket="triaged", add=("soon",)))
    after = await standard.ticket("triaged")
    old, new = before.clocks[0], after.clocks[0]
    assert (new.target, new.policy, new.calendar) == (HOUR // 2, "gold", "office")
    assert (new.state, new.spent) == (RUNNING, new.since - old.since)


async def test_the_past_is_none_of_their_business(standard):
    await standard.do("ada", *rule("all", actions={"priority": "urgent"}))
    past = c.ImportTicket(
        ticket="past",
        contact="kim",
        requester="kim@acme.test",
        subject="Long ago",
        status="open",
        opened_at=1,
    )
    await standard.do(IMPORTER, past)
    assert (await standard.ticket("past")).priority == "normal"


async def test_a_reaction_that_raises_loses_no_command_and_is_told(
    standard, monkeypatch, expected_logs
):
    expected_logs.expect("sync_server.desk.transaction", "Incident")

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(reaction.Automatic, "_run", fail)
    await standard.do("ada", *rule("all", actions={"priority": "urgent"}))
    await standard.do("ada", opened("one"))
    ticket = await standard.ticket("one")
    assert (ticket.subject, ticket.priority) == ("About it", "normal")
    with standard.database.read() as reader:
        rows = AllRows(standard.database)[Alert.kind].every(reader)
        (entry,) = history_of(reader, TicketId("one"), before=None, children=False, limit=9)
    (told,) = [row for row in rows if row.reason == "failed"]
    failure = msgspec.convert(causes_of(entry)[FAILED], Failure)
    assert (told.agent, told.name, told.detail) == ("ada", "rules", failure.incident)
    assert failure.what == "rules"


async def test_alerts_go_when_they_were_seen_and_only_ones_own(standard):
    await standard.do("ben", c.DismissAlerts(alerts=("ada.queued.loud",)))
    assert (await standard.row(Alert, "ada.queued.loud")).name == "Loud"
    await standard.do("ada", c.DismissAlerts(alerts=("ada.queued.loud", "gone")))
    with pytest.raises(AssertionError, match="no alert"):
        await standard.row(Alert, "ada.queued.loud")


async def test_a_removed_rule_leaves_no_marks(standard):
    await standard.do("ada", *rule("all", actions={"tags": "all"}), opened("one"))
    assert [mark.rule for mark in (await standard.ticket("one")).marks] == ["all"]
    await standard.do(
        "ada",
        c.DeleteRule(rule="all"),
        *rule("new", conditions={"priority": "high"}, actions={"tags": "new"}),
        c.SetPriority(ticket="one", priority="high"),
    )
    assert [mark.rule for mark in (await standard.ticket("one")).marks] == ["new"]
