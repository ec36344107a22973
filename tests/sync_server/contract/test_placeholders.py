# SPDX-License-Identifier: Apache-2.0
import pytest

from sync_server.contract.placeholders import FIELDS, fill, gaps_in

TEXT = "Hello {{customer.first_name}},\n#{{ ticket.number }} is done.\n{{agent.name}}"


def test_what_is_known_is_filled_in_and_the_rest_is_a_gap():
    filled = fill(TEXT, {"customer.first_name": "Hana", "agent.name": ""})
    assert filled == "Hello Hana,\n#{{ ticket.number }} is done.\n{{agent.name}}"
    assert gaps_in(filled) == ("{{ ticket.number }}", "{{agent.name}}")


def test_what_is_filled_in_is_not_read_again():
    assert fill("{{customer.name}}", {"customer.name": "{{agent.name}}", "agent.name": "Maya"}) == (
        "{{agent.name}}"
    )


@pytest.mark.parametrize("text", ["{{}}", "{{ Not a field }}", "{customer.name}", "{{x" * 1000])
def test_other_braces_are_left_alone(text):
    assert fill(text, dict.fromkeys(FIELDS, "x")) == text
    assert gaps_in(text) == ()


def test_every_field_is_one():
    assert all(gaps_in(f"{{{{{field}}}}}") for field in FIELDS)
