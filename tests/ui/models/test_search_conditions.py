# SPDX-License-Identifier: Apache-2.0
import pytest

from sync_server.contract.conditions import compile_condition, read
from sync_server.contract.entities import Ticket
from sync_server.contract.facts import TicketFacts
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, T3, a_small_desk
from ui.models.search_conditions import (
    UnknownValue,
    conditions,
    day_start,
    day_words,
    values_for,
    view_conditions,
)
from ui.models.search_people import People
from ui.models.search_query import FIELDS, parse


@pytest.fixture
async def workspace(qapp):
    client = a_small_desk()
    await settle()
    yield client.workspace
    await client.close()


@pytest.fixture
def people(workspace):
    return People(workspace)


@pytest.fixture
def found(workspace, people):
    """The tickets for which the tokens of a text hold."""

    def found(text):
        holds = compile_condition(read(conditions(parse(text), workspace, people)), me=workspace.me)
        now = workspace.now_us()
        return {each.id for each in workspace.all(Ticket) if holds(TicketFacts(each), now)}

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("customer:Hana", {T1}),
        ('customer:"ruth ADEYEMI"', {T2, T3}),
        ("is:open", {T1, T2, T3}),
        ("is:new is:pending", {T2, T3}),
        ('is:"on hold"', set()),
        ("is:unassigned", {T3}),
        ("is:mine", {T1, T2}),
        ("team:billing", {T3}),
        ("team:billing team:platform", {T1, T2, T3}),
        ("assignee:me priority:urgent", {T1}),
        ("assignee:nobody", {T3}),
        ("assignee:maya", {T1, T2}),
        ("has:assignee", {T1, T2}),
        ("has:tags", set()),
        ("before:2001-01-01", set()),
        ("tag:vip", set()),
    ],
)
async def test_tokens_say_which_tickets(found, text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("team:nowhere", "No team is called \u201cnowhere\u201d."),
        ("customer:nobody", "No customer is called \u201cnobody\u201d."),
        ("before:yesterday", "Write the day like 2026-11-23."),
        ("is:lost", "\u201cis:lost\u201d means nothing here."),
    ],
)
async def test_a_token_that_means_nothing_is_said(workspace, people, text, words):
    with pytest.raises(UnknownValue) as caught:
        conditions(parse(text), workspace, people)
    assert caught.value.words == words


async def test_a_view_knows_words_by_the_subject(workspace, people):
    document = view_conditions(parse("is:mine vat twice"), workspace, people)
    holds = compile_condition(read(document), me=None)
    ticket = Ticket(id=T3, subject="Invoice shows VAT twice")
    assert document["all"][1:] == [
        {"field": "subject", "contains": "vat"},
        {"field": "subject", "contains": "twice"},
    ]
    assert holds(TicketFacts(ticket), 0)


async def test_every_field_has_values_to_offer(workspace, people):
    offered = {field: tuple(values_for(field, workspace, people, "ha")) for field in FIELDS}
    assert offered["customer"] == ("Hana Ito",)
    assert offered["team"] == ("Billing", "Platform")
    assert offered["assignee"][:2] == ("me", "nobody")
    assert all(day_start(day) for day in offered["before"])
    for field in ("is", "priority", "has", "team", "assignee"):
        for value in offered[field]:
            assert conditions(parse(f'{field}:"{value}"'), workspace, people)


def test_a_day_begins_where_this_computer_is():
    start = day_start("2026-11-23")
    assert start is not None
    assert day_words(start) == "2026-11-23"
    assert day_start("23.11.") is None
