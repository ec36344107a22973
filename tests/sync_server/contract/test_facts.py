# SPDX-License-Identifier: Apache-2.0
"""A ticket as the predicate language sees it."""

import pytest

from sync_server.contract.conditions import compile_condition, read
from sync_server.contract.facts import TicketFacts
from tests.support.plain import e

TICKET = e.Ticket(id="t", subject="Printer", priority="high", tags=("vip",))


def test_every_field_of_a_ticket_is_there_by_its_name():
    facts = TicketFacts(TICKET)
    assert dict(facts) == {name: getattr(TICKET, name) for name in TICKET.__struct_fields__}
    assert len(facts) == len(TICKET.__struct_fields__)
    assert facts.get("colour", "none") == "none"
    with pytest.raises(KeyError, match="colour"):
        facts["colour"]


@pytest.mark.parametrize(
    ("document", "fits"), [({"priority": "high"}, True), ({"priority": "low"}, False)]
)
def test_a_condition_is_tested_on_it(document, fits):
    assert compile_condition(read(document))(TicketFacts(TICKET), 0) is fits
