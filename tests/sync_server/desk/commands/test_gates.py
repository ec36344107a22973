# SPDX-License-Identifier: Apache-2.0
"""What is to be done before a ticket is solved, at the desk: drafts, ticks, and who is stopped."""

import msgspec
import pytest

from sync_server.contract.entities import Gate, Ticket
from sync_server.contract.gates import Missing
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import INVOICE

ASKED = {"checklist": [{"text": INVOICE, "required": True}], "require": ["solution"]}
SOLVE = c.SetStatus(ticket="opened", status="solved", forced=True)


@pytest.fixture
async def gated(standard):
    """Support asks for a solution and for one item."""
    await standard.do("ada", c.SaveGate(gate="team.support", document=ASKED))
    await standard.do("ada", c.PublishGate(gate="team.support"))
    return standard


def missing(answer):
    assert answer.refusal.code == Code.BAD_MOVE
    return answer.refusal.field, msgspec.json.decode(answer.refusal.theirs, type=Missing)


async def test_a_draft_asks_for_nothing_before_it_is_published(standard):
    await standard.do("ada", c.SaveGate(gate="team.support", document=ASKED))
    assert (await standard.row(Gate, "team.support")).number == 1
    await standard.do("ann", SOLVE)


@pytest.mark.parametrize("gate", ["team.nobody", "category.nothing", "desk.x"])
async def test_only_teams_and_categories_ask_for_something(standard, gate):
    refused = await standard.ask("ada", c.SaveGate(gate=gate, document={}))
    assert refused.refusal.code == Code.NOT_FOUND


async def test_what_means_nothing_is_refused_with_its_place(standard):
    refused = await standard.ask("ada", c.SaveGate(gate="team.support", document={"require": [1]}))
    assert refused.refusal.code == Code.BAD_VALUE
    assert refused.refusal.field.startswith("document.require")


@pytest.mark.parametrize(
    "solving",
    [
        SOLVE,
        c.Reply(ticket="opened", message="r", text="Done", status="solved", anyway=True),
    ],
)
async def test_who_solves_too_early_is_told_all_that_is_missing(gated, solving):
    expected = Missing(solution=True, items=(INVOICE,))
    assert missing(await gated.ask("ann", solving)) == ("solving.solution", expected)
    await gated.do("ann", c.SetSolution(ticket="opened", solution="Paid it back"))
    await gated.do("ann", c.TickItem(ticket="opened", item=INVOICE))
    await gated.do("ann", solving)
    assert (await gated.row(Ticket, "opened")).status == "solved"


async def test_a_tick_says_who_and_when_and_the_first_stays(gated):
    await gated.do("ann", c.TickItem(ticket="opened", item=INVOICE))
    (tick,) = (await gated.row(Ticket, "opened")).ticks
    assert (tick.item, tick.by) == (INVOICE, "ann")
    await gated.do("lea", c.TickItem(ticket="opened", item=INVOICE))
    assert (await gated.row(Ticket, "opened")).ticks == (tick,)
    await gated.do("lea", c.TickItem(ticket="opened", item=INVOICE, done=False))
    assert (await gated.row(Ticket, "opened")).ticks == ()


async def test_only_what_is_on_the_list_is_ticked(gated):
    refused = await gated.ask("ann", c.TickItem(ticket="opened", item="Dance"))
    assert (refused.refusal.code, refused.refusal.field) == (Code.NOT_FOUND, "item")


def test_an_article_is_an_address():
    said = {"type": "set_solution", "ticket": "t1", "article": "javascript:alert(1)"}
    with pytest.raises(msgspec.ValidationError, match="article"):
        msgspec.convert(said, c.SetSolution)


async def test_a_macro_leaves_a_ticket_that_is_not_ready(gated):
    document = {"rule": "Finish", "triggers": {"on": "manual"}, "actions": {"status": "solved"}}
    await gated.do("ada", c.SaveRule(rule="finish", document=document))
    await gated.do("ada", c.PublishRule(rule="finish"))
    await gated.do("ann", c.RunMacro(rule="finish", tickets=("opened",)))
    assert (await gated.row(Ticket, "opened")).status == "open"


async def test_a_rule_adds_to_the_list_and_undo_takes_it_off(standard):
    document = {
        "rule": "Look twice",
        "triggers": {"on": "manual"},
        "actions": {"checklist": ["Look twice", INVOICE]},
    }
    await standard.do("ada", c.SaveRule(rule="twice", document=document))
    await standard.do("ada", c.PublishRule(rule="twice"))
    await standard.do("ann", c.RunMacro(rule="twice", tickets=("opened",)))
    assert (await standard.row(Ticket, "opened")).checklist == ("Look twice",)
    await standard.do("ann", c.TickItem(ticket="opened", item="Look twice"))
    await standard.do("ann", c.UndoRule(ticket="opened", rule="twice"))
    assert (await standard.row(Ticket, "opened")).checklist == ()


async def test_undo_does_not_solve_what_is_not_ready(standard):
    await standard.do("ann", SOLVE)
    await standard.ask("ann", c.SetStatus(ticket="opened", status="open"), id="reopened")
    await standard.do("ada", c.SaveGate(gate="team.support", document=ASKED))
    await standard.do("ada", c.PublishGate(gate="team.support"))
    refused = await standard.ask("ann", c.UndoChange(ticket="opened", of="reopened"))
    assert missing(refused)[0] == "solving.solution"
