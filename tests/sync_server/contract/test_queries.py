# SPDX-License-Identifier: Apache-2.0
"""Queries: strict about their fields, and bounded in what they may ask for."""

import re

import msgspec
import pytest

from sync_server.contract import codec
from sync_server.contract.queries import QUERIES, Query
from sync_server.contract.refusals import Code, Refused
from tests.support.plain import q

ASKED = [
    q.SearchTickets(text="printer", limit=5, before=7),
    q.TicketHistory(ticket="t", before=3),
    q.FetchTicket(ticket="t"),
    q.FileTicket(attachment="a"),
    q.ReadDraft(ticket="t", agent="maya"),
    q.ReadHeld(held="h"),
    q.TestMailbox(
        address="help@desk.test", imap_host="a.test", smtp_host="b.test", user="help", password="x"
    ),
    q.InviteAgent(agent="maya"),
    q.CheckPolicy(document={"targets": {}}),
    q.CheckCalendar(document={"timezone": "UTC"}, start=5, span_s=7200),
    q.RuleSchema(),
    q.CheckRule(document={"rule": "R"}, rule="r", position=2),
    q.PreviewMacro(rule="r", ticket="t"),
    q.TryRule(document={"rule": "R"}, days=30, most=10, before=7),
    q.HolidayPlaces(),
    q.AddPublicHolidays(document={}, country="DE", part="BY", first_year=2026, years=2),
    q.AddCalendarFile(document={}, data=b"packed", first_year=2026),
    q.ExplainRouting(ticket="t"),
    q.TeamMatrix(team="support"),
    q.PreviewRedistribution(agent="maya"),
    q.TraceDelivery(ticket="t"),
]
every_query = pytest.mark.parametrize("query", ASKED, ids=lambda query: type(query).__name__)


def refusal_of(fields):
    with pytest.raises(Refused) as refused:
        codec.decode_query(codec.encode(fields))
    return refused.value.refusal


def test_every_query_is_listed_and_tried_here():
    made = {
        thing
        for thing in vars(q).values()
        if isinstance(thing, type) and issubclass(thing, Query) and thing is not Query
    }
    assert made == set(QUERIES.values()) == {type(query) for query in ASKED}


@every_query
def test_a_querys_tag_is_its_name_in_snake_case(query):
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", type(query).__name__).lower()
    assert QUERIES[snake] is type(query)


@every_query
def test_a_misspelt_field_is_refused(query):
    fields = {**msgspec.to_builtins(query), "misspelt": 1}
    assert refusal_of(fields).code == Code.BAD_FRAME


@pytest.mark.parametrize("limit", [0, -1, 201])
@pytest.mark.parametrize("query", [query for query in ASKED if hasattr(query, "limit")])
def test_no_page_is_empty_or_endless(query, limit):
    refusal = refusal_of({**msgspec.to_builtins(query), "limit": limit})
    assert (refusal.code, refusal.field) == (Code.BAD_FRAME, "limit")


@pytest.mark.parametrize("text", ["", "x" * 201])
def test_a_search_has_some_words_and_not_too_many(text):
    refusal = refusal_of({"type": "search_tickets", "text": text})
    assert (refusal.code, refusal.field) == (Code.BAD_FRAME, "text")


@pytest.mark.parametrize(
    "carries",
    [
        q.TestMailbox(
            address="a@b.test", imap_host="a.test", smtp_host="b.test", user="a", password="hush"
        ),
        q.AgentInvited(join_code="hush", expires_at=7),
    ],
    ids=lambda carries: type(carries).__name__,
)
def test_what_must_not_be_in_a_log_is_not_in_the_repr(carries):
    assert "hush" not in repr(carries)


def test_an_answer_takes_what_a_newer_server_adds():
    data = b'{"token":"abc","expires_at":5,"new":true}'
    assert codec.decode_as(q.FilePass, data) == q.FilePass(token="abc", expires_at=5)
