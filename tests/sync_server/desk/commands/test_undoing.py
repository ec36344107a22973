# SPDX-License-Identifier: Apache-2.0
"""One change of a ticket taken back: exactly, or not at all."""

import pytest

from sync_server.contract.refusals import Code
from sync_server.store.changelog import ChangeLog
from tests.support.plain import c
from tests.support.standard_desk import envelope


async def undo(standard, of, *, ticket="opened", agent="ada"):
    answer = await standard.ask(agent, c.UndoChange(ticket=ticket, of=of))
    return None if answer.ok else (answer.refusal.code, answer.refusal.field)


async def test_every_field_comes_back_as_it_was_before_the_command(sqlite_standard):
    standard = sqlite_standard
    before = await standard.ticket("opened")
    acts = (
        c.SetPriority(ticket="opened", priority="urgent"),
        c.SetTeam(ticket="opened", team="billing"),  # which takes it from its assignee
        c.SetStatus(ticket="opened", status="solved"),  # which gives it to another
        c.SetStatus(ticket="opened", status="closed"),
    )
    for number, act in enumerate(acts):
        assert (await standard.ask("ada", act, id=f"act-{number}")).ok
    fields = (
        c.ChangeTags(ticket="solved", add=("new",), remove=("first",)),
        c.SetCustomField(ticket="solved", name="order", value="A 1"),
    )
    for number, act in enumerate(fields):
        assert (await standard.ask("ada", act, id=f"field-{number}")).ok
    for number in reversed(range(len(acts))):
        assert await undo(standard, f"act-{number}") is None
    after = await standard.ticket("opened")
    for name in ("priority", "team", "assignee", "status", "solved_at", "closed_at", "wake_at"):
        assert getattr(after, name) == getattr(before, name), name
    for number in range(len(fields)):
        assert await undo(standard, f"field-{number}", ticket="solved") is None
    solved = await standard.ticket("solved")
    assert (solved.tags, solved.custom, solved.status) == (("first",), {}, "solved")


async def test_what_a_rule_did_with_it_comes_back_along(sqlite_standard):
    document = {
        "rule": "Loud",
        "conditions": {"priority": "urgent"},
        "actions": {"tags": "hot", "sla": "1h"},
    }
    await sqlite_standard.do(
        "ada", c.SaveRule(rule="hot", document=document), c.PublishRule(rule="hot")
    )
    urgent = c.SetPriority(ticket="fresh", priority="urgent")
    assert (await sqlite_standard.ask("ada", urgent, id="act")).ok
    ticket = await sqlite_standard.ticket("fresh")
    assert ("hot" in ticket.tags, len(ticket.promised)) == (True, 1)
    assert await undo(sqlite_standard, "act", ticket="fresh") is None
    ticket = await sqlite_standard.ticket("fresh")
    assert (ticket.priority, ticket.tags, ticket.promised) == ("normal", ("first",), ())


async def test_what_somebody_changed_since_stays_and_other_fields_do_not_matter(sqlite_standard):
    for agent, id, act in (
        ("ada", "mine", c.SetPriority(ticket="opened", priority="high")),
        ("ann", "tag", c.ChangeTags(ticket="opened", add=("theirs",))),
    ):
        assert (await sqlite_standard.ask(agent, act, id=id)).ok
    assert await undo(sqlite_standard, "mine") is None
    assert "theirs" in (await sqlite_standard.ticket("opened")).tags
    assert await undo(sqlite_standard, "mine") == (Code.CONFLICT, "priority")
    seq = await sqlite_standard.version("opened")
    await sqlite_standard.do("ann", c.SetPriority(ticket="opened", priority="low"))
    assert await undo(sqlite_standard, seq) == (Code.CONFLICT, "priority")
    assert (await sqlite_standard.ticket("opened")).priority == "low"


async def test_it_comes_back_also_in_the_transaction_of_the_change_itself(sqlite_standard):
    several = (
        c.SetPriority(ticket="opened", priority="high"),
        c.UndoChange(ticket="opened", of="c1"),
        c.SetPriority(ticket="opened", priority="low"),
        c.UndoChange(ticket="opened", of="c3"),
    )
    sent = [envelope(each, id=f"c{n}", counter=n) for n, each in enumerate(several, start=1)]
    assert [each.ok for each in await sqlite_standard.submit("ada", sent)] == [True] * 4
    assert (await sqlite_standard.ticket("opened")).priority == "normal"
    log = ChangeLog(sqlite_standard.database)
    with sqlite_standard.database.read() as reader:
        log.verify(reader)


@pytest.mark.parametrize(
    ("ticket", "of", "refused"),
    [
        ("fresh", 2**40, (Code.NOT_FOUND, "of")),  # all that was done to it was to open it
        ("opened", "never-sent", (Code.NOT_FOUND, "of")),
        ("guested", 1, (Code.NOT_FOUND, "of")),
        ("merged", 2**40, (Code.BAD_MOVE, "of")),
        ("deleted", 2**40, (Code.BAD_MOVE, "of")),
        ("archived", 2**40, (Code.BAD_MOVE, "archived")),
    ],
)
async def test_what_cannot_be_taken_back_says_so(sqlite_standard, ticket, of, refused):
    assert await undo(sqlite_standard, of, ticket=ticket) == refused
