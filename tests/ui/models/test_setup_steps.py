# SPDX-License-Identifier: Apache-2.0
"""A step is done when it is true of the desk, whoever did it."""

from dataclasses import replace
from typing import Any

import pytest

from sync_server.contract.entities import WORKSPACE, Availability, Mailbox, Workspace
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, a_ticket, an_agent, changes, insert
from tests.support.client_workspace import Bench
from ui.models.setup_steps import (
    SetupState,
    is_fresh,
    may_set_up,
    progress_words,
    setup_state,
    usual_team,
)

MAYA: Any = "maya"


@pytest.fixture
async def bench():
    bench = Bench()
    bench.workspace.sign_in(MAYA)
    await settle()
    yield bench
    await bench.close()


def mailbox(id: Any = "m", **fields: Any) -> Mailbox:
    return Mailbox(id=id, **fields)


def availability(id: Any) -> Availability:
    return Availability(id=id)


async def test_a_desk_without_rows_has_nothing_done(bench):
    assert setup_state(bench.workspace) == SetupState()
    assert progress_words(setup_state(bench.workspace)) == "0 of 4"


async def test_each_row_does_its_step(bench):
    state = SetupState()
    steps = {
        "team": a_team("platform", name="Platform"),
        "hours": Workspace(id=WORKSPACE),
        "mailbox": mailbox(state="connected"),
    }
    bench.hold("desk")
    for place, (name, row) in enumerate(steps.items(), 1):
        bench.apply(changes(insert(place, row, scope="desk")))
        state = replace(state, **{name: True})
        assert setup_state(bench.workspace) == state


@pytest.mark.parametrize("fields", [{"state": "new"}, {"state": "failing"}, {"disabled": True}])
async def test_a_mailbox_counts_when_it_works(bench, fields):
    bench.hold("desk", (1, mailbox(**{"state": "connected", **fields})))
    assert not setup_state(bench.workspace).mailbox


async def test_people_are_done_when_another_one_has_come(bench):
    bench.hold(
        "desk",
        (1, an_agent("maya", name="Maya", role="administrator")),
        (2, availability("maya")),
        (3, an_agent("tomas", name="Tomas")),
    )
    assert not setup_state(bench.workspace).people
    bench.apply(changes(insert(4, availability("tomas"), scope="desk")))
    assert setup_state(bench.workspace).people


@pytest.mark.parametrize(
    ("role", "may"), [("administrator", True), ("supervisor", False), ("agent", False)]
)
async def test_administrators_set_up(bench, role, may):
    bench.hold("desk", (1, an_agent("maya", name="Maya", role=role)))
    assert may_set_up(bench.workspace) is may


async def test_new_tickets_go_to_the_first_team(bench):
    assert usual_team(bench.workspace) == ""
    bench.hold("desk", (1, a_team("b", name="A")), (1, a_team("a", name="B")))
    assert usual_team(bench.workspace) == "a"


@pytest.mark.parametrize("row", [mailbox(disabled=True), a_ticket("t1", team="platform")])
async def test_a_desk_is_fresh_until_something_was_connected_or_has_come(bench, row):
    bench.hold("desk", (1, a_team("platform", name="Platform")))
    assert is_fresh(bench.workspace)
    bench.apply(changes(insert(2, row, scope="desk")))
    assert not is_fresh(bench.workspace)
