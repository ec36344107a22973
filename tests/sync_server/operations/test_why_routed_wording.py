# SPDX-License-Identifier: Apache-2.0
"""Whatever the router can say has words of its own on the console."""

from sync_server.contract.routes import ABSENT, DISABLED, OFF_SHIFT, REDISTRIBUTED
from sync_server.domain.routing.decision import CRITERIA, KEPT_BACK, MANUAL_PULL, NO_AGENTS
from sync_server.domain.routing.eligibility import FILTERS
from sync_server.operations import why_routed_wording as words


def test_every_reason_to_take_a_ticket_from_somebody_has_words():
    assert set(words.ABSENCES) == {OFF_SHIFT, ABSENT, DISABLED, REDISTRIBUTED}


def test_every_criterion_has_words():
    assert set(words.CRITERIA) == set(CRITERIA)


def test_every_reason_has_words_for_an_agent_and_for_a_ticket():
    assert set(words.REASONS) == set(FILTERS)
    assert set(words.NOBODY) == {*FILTERS, NO_AGENTS, MANUAL_PULL, KEPT_BACK}
