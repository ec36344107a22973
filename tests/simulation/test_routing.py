# SPDX-License-Identifier: Apache-2.0
"""The first of the histories that `make routing` plays, on every run of the suite."""

from itertools import count

import pytest
from msgspec.structs import replace

from sync_server.desk.reactions import routing as reaction
from sync_server.domain.routing import decision, eligibility
from tests.simulation.routing import furnish, play_on_postgresql, play_on_sqlite

SHARED = (10, 20)


@pytest.mark.parametrize("first", range(1, 31, 10))
def test_on_two_nodes_the_router_gives_what_it_may_and_the_same_again(first):
    failed = {seed: play_on_sqlite(seed).failures for seed in range(first, first + 10)}
    assert {seed: failures for seed, failures in failed.items() if failures} == {}


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres):
    template = postgres.create()
    furnish(template)
    failed = {seed: play_on_postgresql(seed, template).failures for seed in SHARED}
    assert {seed: failures for seed, failures in failed.items() if failures} == {}


def test_the_histories_have_tickets_that_the_router_gives():
    assert sum(play_on_sqlite(seed).given for seed in range(1, 6)) > 50


def failures(seeds=range(1, 4)):
    return [failure for seed in seeds for failure in play_on_sqlite(seed).failures]


def test_an_agent_over_the_limit_is_found(monkeypatch):
    full = eligibility.Removal("full")
    monkeypatch.setattr(eligibility, "_lack_of_room", lambda agent, _: None if agent.cap else full)
    assert any("no room" in failure for failure in failures())


def test_an_agent_without_the_skill_is_found(monkeypatch):
    monkeypatch.setattr(eligibility, "_missing_skill", lambda agent, needs: None)
    assert any("lacks a skill" in failure for failure in failures(range(1, 12)))


def test_what_waits_though_somebody_fits_is_found(monkeypatch):
    monkeypatch.setattr(reaction, "in_turn", lambda lines, ended: iter(()))
    assert any("fits" in failure for failure in failures())


def test_a_decision_that_does_not_follow_from_the_log_is_found(monkeypatch):
    number, score = count(), decision._score

    def by_chance(agent, *rest, **more):
        return replace(score(agent, *rest, **more), assigned_at=next(number) % 7, load=0.0)

    monkeypatch.setattr(decision, "_score", by_chance)
    assert any("another" in failure for failure in failures())
