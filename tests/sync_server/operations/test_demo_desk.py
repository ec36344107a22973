# SPDX-License-Identifier: Apache-2.0
"""The demo's desk lets everybody in who is to come, and takes nobody else's desk for its own."""

import pytest

from resources.sample.desk import generate
from sync_server.config import Configuration
from sync_server.contract.joincode import decode_join_code
from sync_server.contract.placeholders import FIELDS, fill
from sync_server.operations.demo_desk import prepare_desk
from sync_server.operations.failed import Failed
from sync_server.operations.first_content import CANNED
from sync_server.operations.founding import found_desk
from sync_server.operations.opening import open_desk
from sync_server.store.rows import AllRows
from tests.support.still_environment import START

SHOWN = "Maya Okafor"


@pytest.fixture
def sample():
    return generate(1, as_of=START, tickets=60)


@pytest.fixture
def configuration(tmp_path):
    return Configuration(data=tmp_path / "desk", port=8443, file_port=8444)


async def test_everybody_has_a_way_in_of_their_own(configuration, environment, sample):
    prepared = await prepare_desk(configuration, environment, sample, shown=SHOWN, robots=4)
    seats = (prepared.window, *prepared.robots, prepared.visitor)
    assert prepared.window.email == "maya.okafor@brightwater.example"
    assert len(prepared.robots) == 4
    assert prepared.window.email not in {seat.email for seat in prepared.robots}
    assert len({decode_join_code(seat.join_code).token for seat in seats}) == 6
    assert {decode_join_code(seat.join_code).port for seat in seats} == {8443}


async def test_replies_are_kept_ready_for_everybody_and_for_whoever_is_shown(
    configuration, environment, sample
):
    await prepare_desk(configuration, environment, sample, shown=SHOWN, robots=0)
    async with open_desk(configuration, environment) as opened:
        agents = opened.desk.roster.agents.values()
        shown = next(agent.id for agent in agents if agent.name == SHOWN)
        with opened.desk.database.read() as reader:
            replies = tuple(AllRows(opened.desk.database)["canned"].every(reader))
    assert {reply.name for reply in replies if reply.owner is None} == set(CANNED)
    own = [reply for reply in replies if reply.owner is not None]
    assert len(own) >= 2
    assert {reply.owner for reply in own} == {shown}
    known = dict.fromkeys(FIELDS, "known")
    assert not any(set("{}") & set(fill(reply.text, known)) for reply in own)


async def test_a_desk_that_is_there_is_used_again_under_a_new_password(
    configuration, environment, sample
):
    first = await prepare_desk(configuration, environment, sample, shown=SHOWN, robots=1)
    again = await prepare_desk(configuration, environment, sample, shown=SHOWN, robots=1)
    assert again.window.email == first.window.email
    assert again.password != first.password


async def test_a_desk_of_somebody_else_is_left_alone(configuration, environment, sample):
    await found_desk(configuration, environment, name="Ada", email="ada@lanternworks.example")
    with pytest.raises(Failed, match="holds another desk"):
        await prepare_desk(configuration, environment, sample, shown=SHOWN, robots=1)
