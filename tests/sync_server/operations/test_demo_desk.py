# SPDX-License-Identifier: Apache-2.0
"""The demo's desk lets everybody in who is to come, and takes nobody else's desk for its own."""

import pytest

from resources.sample.desk import generate
from sync_server.config import Configuration
from sync_server.contract.joincode import decode_join_code
from sync_server.operations.demo_desk import prepare_desk
from sync_server.operations.failed import Failed
from sync_server.operations.founding import found_desk
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
