# SPDX-License-Identifier: Apache-2.0
"""What a ticket asks for changes with time, and nothing is rounded."""

import pytest

from sync_server.domain.routing.values import Need, rank
from tests.support.routing import a_ticket, an_agent

LANGUAGE = Need("japanese", level=2, relaxes=100)
PRODUCT = Need("billing")
LOCAL = Need("munich", relaxes=50)
ticket = a_ticket(required=(LANGUAGE, PRODUCT), optional=(LOCAL,))


@pytest.mark.parametrize(
    ("now", "required", "optional"),
    [
        (49, [LANGUAGE, PRODUCT], [LOCAL]),
        (50, [LANGUAGE, PRODUCT], []),
        (99, [LANGUAGE, PRODUCT], []),
        (100, [PRODUCT], [LANGUAGE]),
    ],
)
def test_a_required_skill_becomes_optional_and_an_optional_one_no_longer_counts(
    now, required, optional
):
    assert ticket.must_have(now) == required
    assert ticket.wishes(now) == optional


@pytest.mark.parametrize(("level", "enough"), [(None, False), (1, False), (2, True), (3, True)])
def test_a_skill_counts_from_its_level_on(level, enough):
    skills = {} if level is None else {"japanese": level}
    assert an_agent("a", skills=skills).has(LANGUAGE) is enough


def test_loads_are_compared_as_shares_of_the_cap():
    assert an_agent("a", cap=6, load=2).fullness == an_agent("b", cap=3, load=1).fullness


def test_a_priority_that_is_not_known_counts_as_normal():
    assert rank("low") < rank("unheard of") == rank("normal") < rank("high") < rank("urgent")
