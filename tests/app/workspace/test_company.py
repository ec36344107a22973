# SPDX-License-Identifier: Apache-2.0
"""What went through beside a refused command."""

import pytest

from app import intents
from app.outbox.drain import Outcome
from app.workspace.company import MOST, Company
from sync_server.contract import commands as c
from sync_server.contract.ids import CommandId, TagId, TicketId
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle

T1, T2 = TicketId("t1"), TicketId("t2")
STATUS = c.SetStatus(ticket=T1, status="solved", base=1)
TAGS = c.ChangeTags(ticket=T1, add=(TagId("depot"),))
PRIORITY = c.SetPriority(ticket=T1, priority="low", base=1)
A, B, D = CommandId("a"), CommandId("b"), CommandId("d")


@pytest.fixture
def company():
    company = Company()
    company.join(A, STATUS)
    company.join(B, TAGS)
    return company


def test_what_waited_beside_it_and_went_through_is_told_in_whatever_order(company):
    company.accept(B)
    company.refuse(A)
    assert company.of(A) == (TAGS,)
    other = Company()
    other.join(A, STATUS)
    other.join(B, TAGS)
    other.refuse(A)
    other.accept(B)
    other.accept(B)
    assert other.of(A) == (TAGS,)


def test_what_was_done_later_or_elsewhere_was_not_beside_it(company):
    company.join(CommandId("e"), c.ChangeTags(ticket=T2, add=(TagId("depot"),)))
    company.accept(CommandId("e"))
    company.refuse(A)
    company.join(D, PRIORITY)
    company.accept(D)
    assert company.of(A) == ()


def test_reading_is_nothing_to_tell(company):
    company.join(D, c.MarkRead(ticket=T1, read_at=1))
    company.accept(D)
    company.refuse(A)
    assert company.of(A) == ()


def test_what_is_given_up_is_forgotten(company):
    company.leave(B)
    company.refuse(A)
    company.leave(A)
    assert (company.of(A), company._tickets, company._places) == ((), {}, {})


def test_a_flood_on_one_ticket_is_not_remembered(company):
    for number in range(MOST * 2):
        company.join(CommandId(f"x{number}"), TAGS)
    assert len(company._tickets[T1]) == MOST


async def test_a_workspace_tells_what_was_saved_beside_a_refused_change(bench):
    workspace = bench.workspace
    status = intents.set_status(workspace, ticket=T1, status="solved")
    tags = intents.change_tags(workspace, ticket=T1, add=(TagId("depot"),))
    await settle()
    await bench.refuse(status, Refusal(code="conflict", field="status"))
    bench.queue.accept((tags,))
    workspace.settle([Outcome(id=tags, seq=9)], cursor=9)
    assert [type(each) for each in workspace.saved_beside(status)] == [c.ChangeTags]
    workspace.dismiss(status)
    assert workspace.saved_beside(status) == ()
