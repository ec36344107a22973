# SPDX-License-Identifier: Apache-2.0
"""What may be meant by another ticket is offered before anything is typed."""

import pytest

from tests.support.client_frames import a_ticket
from ui.windows.agent.joining.ticket_menu import MOST, alike, plain_subject

HERS = {"requester": "hana", "organisation": "kestrel"}


@pytest.mark.parametrize(
    "subject", ["Webhooks fail", "RE: Webhooks fail", "Aw: re: WEBHOOKS  fail"]
)
def test_an_answer_is_about_the_same(subject):
    assert plain_subject(subject) == "webhooks fail"


def test_those_of_the_same_customer_come_first_then_those_of_the_same_subject():
    ticket = a_ticket("here", subject="Webhooks fail", **HERS)
    others = (
        a_ticket("strange", subject="Another", requester="ruth"),
        a_ticket("same words", subject="Re: webhooks fail", requester="ruth"),
        a_ticket("colleague", subject="webhooks fail", requester="kai", organisation="kestrel"),
        a_ticket("older", subject="Invoice", opened_at=1, **HERS),
        a_ticket("newer", subject="Keys", opened_at=2, **HERS),
        a_ticket("twin", subject="Webhooks fail", opened_at=0, **HERS),
    )
    found = [each.id for each in alike(ticket, others)]
    assert found == ["twin", "newer", "older", "colleague", "same words"]


def test_no_more_are_offered_than_are_seen_at_once():
    others = [a_ticket(f"t{n}", requester="hana") for n in range(30)]
    assert len(alike(a_ticket("here", requester="hana"), others)) == MOST
