# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from app.robots import Robot
from sync_server.contract import frames
from tests.support.client_environment import ClientEnvironment
from tests.support.client_frames import a_membership, a_ticket, an_agent
from tests.support.live_client import Desk, live, sign_in, until
from tests.support.scripted_server import ScriptedServer


class Chatter:
    def reply(self, ticket):
        return f"About {ticket.subject}"

    def note(self, ticket):
        return "Seen before"

    def call(self):
        return "A call", "It rings"


@pytest.fixture
async def server():
    async with ScriptedServer() as server:
        server.scopes = {
            "desk": ((1, an_agent("me")), (1, a_membership("x", agent="me", team="billing"))),
            "agent:me": (),
            "team:billing": tuple(
                (n, a_ticket(f"t{n}", last_message_at=n, waiting_since=n, status="open"))
                for n in range(2, 9)
            ),
        }
        yield server


async def test_a_robot_works_through_the_protocol_like_a_person(server, tmp_path):
    async with Desk(tmp_path / "robot").client() as client:
        await sign_in(client, server)
        await live(client)
        environment = ClientEnvironment()
        robot = Robot(client, Chatter(), random.Random(7), environment=environment)
        done = [await robot.act() for _ in range(40)]
        assert {"take", "reply"} <= set(done)
        await until(client, lambda: client.state.to_send == 0)
        await server.wait_for(frames.Here, 20)


async def test_the_same_seed_does_the_same(server, tmp_path):
    days = []
    for name in ("a", "b"):
        async with Desk(tmp_path / name).client() as client:
            await sign_in(client, server)
            await live(client)
            robot = Robot(client, Chatter(), random.Random(3), environment=ClientEnvironment())
            days.append([await robot.act() for _ in range(3)])
            server.next_counter = 1
    assert days[0] == days[1]
