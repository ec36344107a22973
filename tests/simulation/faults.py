# SPDX-License-Identifier: Apache-2.0
"""What befalls a run: its steps of work and trouble, and how all trouble ends."""

import asyncio
from typing import Final

from sync_server.contract import commands as c
from tests.simulation.template import OPERATOR_ACTOR
from tests.simulation.world import DOOMED_WITHIN, Computer, World

HEALED_S: Final = 60.0
"""Within so many seconds after the last fault everybody has everything."""


async def play(world: World) -> None:
    """Begin, live through everything, heal. The first failure ends it."""
    await world.start_server()
    for computer in world.computers:
        assert await world.enrol(computer)
        await world.start_client(computer)
    for _ in range(world.knobs.steps):
        await asyncio.sleep(world.random.expovariate(1 / world.knobs.pace_s))
        _step(world)
        world.watch()
        if world.failures:
            return
    await _heal(world)


def _step(world: World) -> None:
    """Some work, and some trouble."""
    knobs, random = world.knobs, world.random
    running = [computer for computer in world.computers if computer.running]
    for _ in range(random.choice((1, 1, 2, 5))):
        draw = random.random()
        if draw < 0.7 and running:
            world.gesture(random.choice(running))
        elif draw < 0.75 and running:
            world.look(random.choice(running))
        else:
            world.console()
    if random.random() < 0.03:
        _switch_agent(world)
    if random.random() < knobs.cut:
        _cut(world, random.choice(world.computers))
    if random.random() < knobs.half_open:
        _swallow(world, random.choice(world.computers))
    if random.random() < knobs.offline:
        _toggle_online(world, random.choice(world.computers))
    if random.random() < knobs.kill_client and running:
        _doom_client(world, random.choice(running))
    if random.random() < knobs.kill_server:
        _doom_server(world)


def _switch_agent(world: World) -> None:
    """Disable somebody, or let everybody back in."""
    disabled = [
        id
        for (kind, id), row in sorted(world.announced.rows.items())
        if kind == "agent" and row.fields["disabled"]
    ]
    if disabled:
        world.command(c.EnableAgent(agent=disabled[0]), OPERATOR_ACTOR)  # type: ignore[arg-type]
    else:
        agent = world.random.choice(world.knobs.agents)
        world.disabled.add(agent)
        world.command(c.DisableAgent(agent=agent), OPERATOR_ACTOR)  # type: ignore[arg-type]


def _cut(world: World, computer: Computer) -> None:
    process = computer.process
    if process is not None and process.link is not None and not process.link.over:
        world.trace.note(f"{computer.name} is cut off")
        process.link.cut(lose=world.random.random() < 0.5)


def _swallow(world: World, computer: Computer) -> None:
    process = computer.process
    if process is not None and process.link is not None and not process.link.over:
        up, down = world.random.choice(((True, True), (True, False), (False, True)))
        world.trace.note(f"{computer.name} hears nothing: up {up}, down {down}")
        process.link.swallow(up=up, down=down)


def _toggle_online(world: World, computer: Computer) -> None:
    computer.online = not computer.online
    world.trace.note(f"{computer.name} online: {computer.online}")
    if not computer.online:
        _cut(world, computer)


def _doom_client(world: World, computer: Computer) -> None:
    assert computer.process is not None
    life = computer.process.life
    if world.random.random() < 0.2:
        life.kill()
    else:
        life.doom(world.random.randint(1, DOOMED_WITHIN), after=world.random.random() < 0.5)


def _doom_server(world: World) -> None:
    server = world.server
    if server is None or not server.serving:
        return
    draw = world.random.random()
    if draw < 0.2:
        server.life.kill()
    elif draw < 0.3:
        world.trace.note("server stops")
        world.restart_server(server)
    else:
        server.life.doom(world.random.randint(1, DOOMED_WITHIN), after=world.random.random() < 0.5)


async def _heal(world: World) -> None:
    """End every trouble, then give everybody the promised time."""
    world.trace.note("everything heals")
    await _run_server(world)
    for computer in world.computers:
        computer.online = True
        process = computer.process
        if process is not None:
            process.life.doom(1 << 60, after=False)
            if process.link is not None and process.link.swallows:
                process.link.cut(lose=True)
    for (kind, id), row in sorted(world.announced.rows.items()):
        if kind == "agent" and row.fields["disabled"] and world.random.random() < 0.7:
            world.command(c.EnableAgent(agent=id), OPERATOR_ACTOR)  # type: ignore[arg-type]
    await asyncio.sleep(1.0)
    for _ in range(2):  # who is expelled only now signs in the second time
        for computer in world.computers:
            await _run_client(world, computer)
        await asyncio.sleep(HEALED_S / 2)
    world.watch()


async def _run_server(world: World) -> None:
    if world.server is not None:
        world.server.life.doom(1 << 60, after=False)
    for _ in range(100):
        if world.server is not None and world.server.serving:
            world.server.life.doom(1 << 60, after=False)
            return
        await asyncio.sleep(0.2)
    world.fail("the server does not come up again")


async def _run_client(world: World, computer: Computer) -> None:
    """See to it that a client runs, is signed in if that is possible, and tries at once."""
    for _ in range(100):
        if computer.running:
            break
        await asyncio.sleep(0.2)
    process = computer.process
    assert process is not None
    process.life.doom(1 << 60, after=False)
    if process.client.state.kind == "signed_out" and world.announced.scopes(computer.agent):
        world.trace.note(f"{computer.name} signs in again")
        await process.stop()
        if await world.enrol(computer):
            await world.start_client(computer)
    elif process.running:
        process.life.context().run(process.client.retry_now)
