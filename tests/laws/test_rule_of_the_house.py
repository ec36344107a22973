# SPDX-License-Identifier: Apache-2.0
"""The rule of the first example, as it is written, from the trial to the undo."""

from sync_server.contract.entities import Alert
from sync_server.operations.why import read_why
from sync_server.operations.why_wording import describe_why
from sync_server.store.rows import AllRows
from tests.support.asking import ask
from tests.support.plain import c, q
from tests.support.rule_documents import SHORT


def opened(name):
    return c.OpenTicket(
        ticket=name,
        message=f"{name}-1",
        subject="Nothing works",
        text="Help",
        requester="kim",
        priority="high",
        category="critical",
    )


async def test_it_is_tried_out_runs_is_explained_and_taken_back(standard):
    await standard.do(
        "ada",
        c.CreateTeam(team="urgent", name="Urgent response"),
        c.SetMembership(membership="lea-urgent", agent="lea", team="urgent"),
        c.CreateCategory(category="critical", name="System critical"),
        opened("before"),
    )
    assert ask(standard, "ada", q.CheckRule(document=SHORT)).problems == ()
    trial = ask(standard, "ada", q.TryRule(document=SHORT))
    (listed,) = trial.tickets
    await standard.do(
        "ada", c.SaveRule(rule="first", document=SHORT), c.PublishRule(rule="first"), opened("one")
    )
    preview = [(done.action, done.value) for done in listed.done]
    assert ("team", "urgent") in preview
    ticket = await standard.ticket("one")
    (clock,) = ticket.clocks
    assert (ticket.team, clock.target) == ("urgent", 2 * 3_600_000_000)
    assert alerted(standard) == {"ada", "lea"}
    number, now = ticket.number, standard.environment.now_us()
    text = describe_why(read_why(standard.database, number, now=now))
    for action, _ in preview:
        assert f"  did {action}" in text
    assert "2h, promised by the rule High Priority Assignment" in text
    await standard.do("ada", c.UndoRule(ticket="one", rule="first"))
    ticket = await standard.ticket("one")
    assert (ticket.team, ticket.promised, alerted(standard)) == (None, (), set())
    assert [clock.state for clock in ticket.clocks] == ["stopped"]


def alerted(standard):
    with standard.database.read() as reader:
        rows = AllRows(standard.database)[Alert.kind].every(reader)
    return {row.agent for row in rows if row.rule == "first"}
