# SPDX-License-Identifier: Apache-2.0
"""The first of the schedules that `make deadlines` plays, on every run of the suite."""

import pytest

from sync_server.desk.commands import clocks
from sync_server.domain.sla.moves import told
from tests.simulation.deadlines import furnish, play_on_postgresql, play_on_sqlite

SHARED = (1056,)
"""It publishes a calendar while a node begins to keep time."""


@pytest.fixture(scope="module")
def results():
    return {seed: play_on_sqlite(seed) for seed in range(1, 6)}


def test_every_deadline_is_told_of_once_through_all_trouble(results):
    failed = {seed: result.failures for seed, result in results.items() if result.failures}
    assert failed == {}


@pytest.mark.postgres
def test_the_same_with_several_nodes_on_postgresql(postgres):
    template = postgres.create()
    furnish(template)
    failed = {seed: play_on_postgresql(seed, template).failures for seed in SHARED}
    assert {seed: failures for seed, failures in failed.items() if failures} == {}


def test_the_schedules_have_deadlines_and_troubles(results):
    assert sum(result.told for result in results.values()) > 50
    assert sum(result.woken for result in results.values()) > 5
    assert sum(result.troubles for result in results.values()) > 20


@pytest.mark.long
def test_what_nobody_tells_of_is_found(monkeypatch):
    monkeypatch.setattr(clocks, "told_at", lambda clock, hours, now: clock)
    assert any("not told" in failure for failure in play_on_sqlite(3).failures)


def test_what_is_told_early_is_found(monkeypatch):
    early = 24 * 3_600_000_000
    monkeypatch.setattr(
        clocks, "told_at", lambda clock, hours, now: told(clock, hours, now + early)
    )
    assert any("early" in failure for failure in play_on_sqlite(1).failures)
