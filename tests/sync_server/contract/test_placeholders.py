# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from sync_server.contract.entities import Agent, Contact, Ticket
from sync_server.contract.placeholders import (
    FIELDS,
    around_message,
    field_values,
    fill,
    fill_out,
    gap_places,
    gaps_in,
    is_template,
    unknown_in,
)

TEXT = "Hello {{customer.first_name}},\n#{{ ticket.number }} is done.\n{{agent.name}}"


def test_what_is_known_is_filled_in_and_the_rest_is_a_gap():
    filled = fill(TEXT, {"customer.first_name": "Hana", "agent.name": ""})
    assert filled == "Hello Hana,\n#{{ ticket.number }} is done.\n{{agent.name}}"
    assert gaps_in(filled) == ("{{ ticket.number }}", "{{agent.name}}")


def test_each_gap_is_found_where_it_stands():
    places = gap_places(TEXT)
    assert [TEXT[start:end] for start, end in places] == list(gaps_in(TEXT))
    assert gap_places("{{agent.name}} {{agent.name}}") == ((0, 14), (15, 29))


def test_what_is_filled_in_is_not_read_again():
    assert fill("{{customer.name}}", {"customer.name": "{{agent.name}}", "agent.name": "Maya"}) == (
        "{{agent.name}}"
    )


def test_what_is_not_known_is_left_out_where_nobody_would_see_a_gap():
    text = "{{agent.name}}, {{ticket.team}}\n\n{{customer.company}}\nLantern Works"
    assert fill_out(text, {"agent.name": "Maya"}) == "Maya, \n\nLantern Works"


def test_every_field_has_a_value_where_everything_is_known():
    agent: Any = Agent(id="maya", name="Maya Okafor", email="maya@desk.example")  # type: ignore[arg-type]
    contact: Any = Contact(id="hana", name="Hana Ito", emails=("hana@kestrel.example",))  # type: ignore[arg-type]
    ticket: Any = Ticket(id="t1", number=7, subject="Lamp", team="t", requester="hana")  # type: ignore[arg-type]
    values = field_values(
        agent=agent, contact=contact, ticket=ticket, company="Kestrel", team="Support"
    )
    assert set(values) == set(FIELDS)
    assert all(values.values())
    assert values["agent.first_name"] == "Maya"
    assert values["ticket.number"] == "7"
    assert not any(field_values().values())


@pytest.mark.parametrize("text", ["{{}}", "{{ Not a field }}", "{customer.name}", "{{x" * 1000])
def test_other_braces_are_left_alone(text):
    assert fill(text, dict.fromkeys(FIELDS, "x")) == text
    assert gaps_in(text) == ()


def test_every_field_is_one():
    assert all(gaps_in(f"{{{{{field}}}}}") for field in FIELDS)


def test_a_template_has_one_place_for_the_message():
    template = "Dear {{customer.name}},\n\n{{ message }}\n\nLantern Works"
    before, after = around_message(template) or ("", "")
    assert (before, after) == ("Dear {{customer.name}},\n\n", "\n\nLantern Works")
    assert is_template(template)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lantern Works",
        "{message}",
        "{{messages}}",
        "{{message}} and {{message}}",
        "{{message}} {{agent.phone}}",
        "{{message}} {{agent.message}}",
    ],
)
def test_what_has_none_or_two_or_a_field_that_there_is_not_is_no_template(text):
    assert not is_template(text)


def test_fields_that_there_are_not_are_named_as_they_stand():
    text = "{{agent.name}} {{ agent.phone }} {{message}}"
    assert unknown_in(text) == ("{{ agent.phone }}", "{{message}}")


@pytest.mark.parametrize("text", ["{{''.__class__}}", "{{}}", "{{ Agent.Name }}", "{{agent.1}}"])
def test_whatever_else_stands_in_double_braces_is_no_field(text):
    assert unknown_in(f"Regards, {text} {{{{agent.name}}}}") == (text,)
    assert not is_template(f"{text} {{{{message}}}}")


@pytest.mark.parametrize("text", ["{ {agent.phone} }", "{{agent.name", "{{x" * 100_000])
def test_other_braces_are_none(text):
    assert unknown_in(text) == ()
