# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from sync_server.contract.entities import Skill
from sync_server.contract.routes import (
    ABSENT,
    DISABLED,
    OFF_SHIFT,
    REDISTRIBUTED,
    Passed,
    Ranked,
    Route,
)
from sync_server.domain.routing.decision import CRITERIA
from sync_server.domain.routing.eligibility import FILTERS
from tests.support.client_workspace import Bench
from tests.support.window_client import MAYA
from ui.models.routing_words import (
    channel_words,
    lost_words,
    mode_words,
    nobody_words,
    order_words,
    passed_words,
    skill_name,
    state_words,
    taken_words,
    won_words,
)

TEAM: Any = "platform"
GERMAN: Any = "de"


@pytest.fixture
async def workspace():
    bench = Bench()
    bench.hold("directory", (1, Skill(id=GERMAN, name="German")))
    yield bench.workspace
    await bench.close()


@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_criterion_of_the_router_has_words(criterion):
    assert won_words(criterion).endswith(".")
    assert lost_words(Ranked(MAYA, by=criterion)) not in ("", criterion)


@pytest.mark.parametrize("reason", FILTERS)
async def test_every_filter_of_the_router_has_words(workspace, reason):
    told = passed_words(workspace, Passed(MAYA, reason))
    assert told != reason
    assert told[0].isupper()


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (Passed(MAYA, "not_available", "break"), "Break"),
        (Passed(MAYA, "not_available", "asleep"), "asleep"),
        (Passed(MAYA, "not_available", "absent"), "Absent by plan"),
        (Passed(MAYA, "lacks_skill", "de"), "Lacks German"),
        (Passed(MAYA, "lacks_skill", "gone"), "Lacks gone"),
        (Passed(MAYA, "channel_full", "email"), "At the limit for mail"),
        (Passed(MAYA, "moon_is_full"), "moon_is_full"),
    ],
)
async def test_a_reason_says_what_it_is_about(workspace, passed, words):
    assert passed_words(workspace, passed) == words


async def test_what_a_newer_server_says_is_shown_as_it_is(workspace):
    assert won_words("luck") == "luck"
    assert lost_words(Ranked(MAYA, by="luck")) == "luck"
    assert mode_words("auction") == "auction"
    assert state_words("on_the_moon") == "on_the_moon"
    assert channel_words("pigeon") == "pigeon"
    assert skill_name(workspace, "gone") == "gone"
    assert order_words("auction") == ""


def test_the_order_is_that_of_the_mode():
    assert mode_words("round_robin") == "Round robin"
    assert "load" in order_words("balanced")
    assert "load" not in order_words("round_robin")


def test_where_nobody_came_close_the_team_is_the_reason():
    by_hand = Route(team=TEAM, version=1, router=1, mode="manual", reason="manual_pull")
    empty = Route(team=TEAM, version=1, router=1, mode="balanced", reason="no_agents")
    assert nobody_words(by_hand) == "The team shares out by hand: somebody has to take it."
    assert nobody_words(empty) == "Nobody in the team takes tickets."
    held = Route(team=TEAM, version=1, router=1, mode="balanced", reason="kept_back")
    assert nobody_words(held) == "It is kept back, so nobody gets it of itself."


def test_who_lost_a_ticket_lost_it_for_a_reason():
    for reason in (OFF_SHIFT, ABSENT, DISABLED, REDISTRIBUTED):
        assert taken_words(reason, "Maya").startswith("Taken from Maya, ")
    assert taken_words("moved_to_mars", "Maya") == "Taken from Maya: moved_to_mars"
