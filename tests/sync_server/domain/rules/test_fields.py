# SPDX-License-Identifier: Apache-2.0
"""What rules may ask about, and the facts about it."""

import pytest

from sync_server.contract.conditions import compile_condition, read
from sync_server.contract.entities import Contact, Message, Organisation, Ticket
from sync_server.contract.ids import ContactId, MessageId, OrganisationId, TicketId
from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.rules.fields import (
    CHANGING,
    COUNTS,
    FIELDS,
    INSTANTS,
    RULE_OPERATORS,
    calendar_facts,
    facts_of,
)

HOUR = 3_600_000_000
TICKET_ID = TicketId("t")
TICKET = Ticket(id=TICKET_ID, subject="Lamp", priority="high", custom={"size": 3}, waiting_since=5)
FACTS = facts_of(
    TICKET,
    message=Message(
        id=MessageId("m"), ticket=TICKET_ID, type="customer", text="It broke", to=("help@desk",)
    ),
    customer=Contact(id=ContactId("c"), name="Ann", emails=("ann@lumen.example",), vip=True),
    organisation=Organisation(id=OrganisationId("o"), name="Lumen", domains=("lumen.example",)),
    calendar={"open": True, "weekday": "mon", "hour": 9},
    counts=dict.fromkeys(COUNTS, 2),
)


def test_every_field_has_its_fact():
    assert FIELDS.keys() - FACTS.keys() == set()


@pytest.mark.parametrize(
    "conditions",
    [
        {"priority": "high", "custom.size": 3},
        {"message.type": "customer", "message.to": "help@desk"},
        {"customer.vip": True, "customer.emails": ["ann@lumen.example", "x"]},
        {"organisation.domains": "lumen.example"},
        {"calendar.open": True, "calendar.weekday": ["mon", "tue"]},
        {"field": "counts.customer_open", "at_least": 2},
    ],
)
def test_a_condition_may_ask_about_everything_around_a_ticket(conditions):
    condition = read(conditions, fields=FIELDS, operators=RULE_OPERATORS)
    assert compile_condition(condition)(FACTS, 0)


def test_what_there_is_not_is_not_set():
    condition = read({"field": "customer.name", "is_set": False}, fields=FIELDS)
    assert compile_condition(condition)(facts_of(TICKET), 0)


def test_a_rule_is_triggered_by_fields_of_the_ticket_alone():
    assert {"priority", "tags", "cc"} <= {*CHANGING}
    assert {"waiting_since", "wake_at"} <= {*INSTANTS}
    assert [name for name in (*CHANGING, *INSTANTS) if "." in name] == []


def test_a_calendar_says_whether_people_work_and_what_its_clock_shows():
    calendar = BusinessCalendar.from_dict(
        {"timezone": "Europe/Berlin", "hours": {"thu": [["09:00", "17:00"]]}}
    )
    assert calendar_facts(calendar, 8 * HOUR) == {"open": True, "weekday": "thu", "hour": 9}
    assert calendar_facts(calendar, 23 * HOUR) == {"open": False, "weekday": "fri", "hour": 0}
