# SPDX-License-Identifier: Apache-2.0
"""The standard desk, served for real, with a device for everybody who may sign in."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sync_server.config import read_configuration
from sync_server.environment import RealEnvironment
from sync_server.operations.opening import open_desk
from tests.support.desks import Templates
from tests.support.plain import c
from tests.support.server_process import DeskTemplates, ServerProcess, enrol
from tests.support.standard_desk import OPERATOR_ACTOR, VIEWERS
from tests.support.wire_probe import Probe, stranger


class StandardServer:
    """A running server of the standard desk; `tokens` has those of the enrolled devices."""

    def __init__(self, process: ServerProcess, tokens: Mapping[str, str]) -> None:
        self.process = process
        self.tokens = dict(tokens)

    @asynccontextmanager
    async def join(self, agent: str, *, device: str = "pc") -> AsyncIterator[Probe]:
        """A connection of an agent's device that holds everything that the agent may see."""
        name = f"{agent}-{device}"
        async with stranger(self.process) as probe:
            welcome = await probe.present(name, self.tokens[name])
            self.tokens[name] = welcome.token
            await probe.bootstrap()
            yield probe


@asynccontextmanager
async def standard_server(
    desks: DeskTemplates,
    templates: Templates,
    folder: Path,
    *,
    limits: Mapping[str, float] | None = None,
    devices: Iterable[str] = tuple(f"{viewer}-pc" for viewer in VIEWERS),
) -> AsyncIterator[StandardServer]:
    """The standard desk on free ports, until the block ends. Its log has no warning.

    The devices are enrolled: each is called after its agent, a dash, and anything.
    """
    console = await desks.copy(folder / "desk")
    templates.take("sqlite", folder, furnished=True).close()
    (folder / "desk.db").replace(console.data / "desk.sqlite")
    names = {device: device.partition("-")[0] for device in devices}
    tokens = await enrol(console.data, names)
    await _unplug(console.data)
    async with ServerProcess(console, limits=limits) as process:
        yield StandardServer(process, tokens)
    assert [line for line in process.log if '"level":"info"' not in line] == []


async def _unplug(data: Path) -> None:
    """Nobody answers where the standard desk's mailbox is said to be."""
    environment = RealEnvironment()
    try:
        async with open_desk(read_configuration(data), environment) as opened:
            unplugged = c.ChangeMailbox(mailbox="post", disabled=True)
            await opened.desk.execute(unplugged, OPERATOR_ACTOR)
    finally:
        environment.close()
