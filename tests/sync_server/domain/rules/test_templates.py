# SPDX-License-Identifier: Apache-2.0
"""Templates of rules: fields that there are, and nothing that is evaluated."""

import pytest

from sync_server.contract.placeholders import FIELDS
from sync_server.domain.rules.shapes import RuleError
from sync_server.domain.rules.templates import LONGEST, template


@pytest.mark.parametrize("text", ["Hi", "{ single }", "}} closed only", "50 % {of} it"])
def test_what_is_in_no_double_braces_is_text(text):
    assert template().read(text, "") == text


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_can_be_named(name):
    text = f"{{{{{name}}}}} and {{{{ {name} }}}}"
    assert template().write(template().read(text, "")) == text


@pytest.mark.parametrize(
    ("text", "braced", "nearest"),
    [
        ("{{ secrets }}", "{{ secrets }}", "ticket.subject"),
        ("Hi {{ticket.subjct}}", "{{ticket.subjct}}", "ticket.subject"),
        ("{{ config.secret }}", "{{ config.secret }}", "customer.first_name"),
        ("{{ ''.__class__ }}", "__class__", "customer.first_name"),
        ("{{ticket.subject|upper}}", "{{ticket.subject|upper}}", "ticket.subject"),
        ("{{message}}", "{{message}}", "customer.name"),
    ],
)
def test_another_name_is_refused_with_the_path_and_the_nearest(text, braced, nearest):
    with pytest.raises(RuleError, match="cannot be filled in") as told:
        template().read(text, "actions.reply")
    assert (told.value.path, told.value.nearest) == ("actions.reply", nearest)
    assert braced in str(told.value)


@pytest.mark.parametrize(
    "text",
    ["{{ticket.subject", "{{{{ticket.subject}}}}", "{{" + "x" * 300 + "}}"],
)
def test_braces_that_hold_no_field_are_refused(text):
    with pytest.raises(RuleError, match=r"double braces|cannot be filled in"):
        template().read(text, "")


def test_it_has_an_end():
    with pytest.raises(RuleError, match="is longer than 8,000 letters"):
        template().read("a" * (LONGEST + 1), "")
