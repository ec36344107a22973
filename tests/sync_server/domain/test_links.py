# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.entities import LINKS
from sync_server.contract.ids import TicketId
from sync_server.domain import links
from sync_server.domain.links import FOLLOWED, UP, above, back
from tests.support.plain import e

is_above: Any = links.is_above

A, B = TicketId("a"), TicketId("b")


def chain(*ids):
    """Tickets of which each has the next one as its parent."""
    ends = zip(ids, (*ids[1:], None), strict=True)
    return {
        id: e.Ticket(id=id, links=(e.Link(kind="parent", ticket=up),) if up else ())
        for id, up in ends
    }


@pytest.mark.parametrize("kind", LINKS)
def test_the_link_back_of_a_link_back_is_the_link(kind):
    link = e.Link(kind=kind, ticket=B)
    assert back(back(link, of=A), of=B) == link


def test_of_a_link_up_and_its_link_back_one_alone_leads_up():
    assert {LINKS[kind] for kind in UP} == LINKS.keys() - UP - {"related"}


def test_a_link_of_another_kind_does_not_lead_up():
    tickets = chain("a", "b")
    assert above(tickets["a"], "parent") == "b"
    assert above(tickets["a"], "problem") is None
    assert above(tickets["b"], "parent") is None


@given(st.integers(1, FOLLOWED), st.data())
def test_whatever_links_lead_to_is_above(length, data):
    ids = [f"t{number}" for number in range(length)]
    tickets = chain(*ids)
    low, high = (data.draw(st.integers(0, length - 1)) for _ in range(2))
    found = is_above(tickets.get, ids[high], tickets[ids[low]], kind="parent")
    assert found is (high >= low)


def test_links_that_lead_nowhere_end_there():
    tickets = chain("a", "b")
    assert not is_above({}.get, "z", tickets["a"], kind="parent")


def test_links_without_an_end_are_above_everything():
    ids = [f"t{number}" for number in range(FOLLOWED + 1)]
    tickets = chain(*ids)
    assert is_above(tickets.get, "z", tickets["t0"], kind="parent")
