# SPDX-License-Identifier: Apache-2.0
"""A real server in a process of its own: founded, served over TLS, killed, and served again."""

import asyncio
import itertools
import os
import random
import shutil
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final, Self

import msgspec

from sync_server.config import read_configuration
from sync_server.environment import RealEnvironment
from sync_server.operations import requests
from sync_server.operations.control import ask_server
from sync_server.operations.opening import open_desk

COMMAND: Final = (
    sys.executable,
    "-c",
    "import sys; from sync_server.cli import main; sys.exit(main())",
)
PATIENCE_S: Final = 60.0
"""How long a server may take to start or stop before a test gives up."""

ADA: Final = "ada@desk.example"
DESK: Final = "Lantern Works"
"""The administrator with whom every desk is founded."""

# The kernel gives ports from 32768 on to outgoing connections. A client that knocks at one of those
# while its server is dead may be given the same port for its own end, and so connect to itself.
_PORTS: Final = range(20_000, 32_000)
_chance = random.Random(os.getpid())


def free_ports() -> tuple[int, int]:
    """Two ports that nobody listens on, and that no outgoing connection is given."""
    first, second = itertools.islice(_free_ports(), 2)
    return first, second


def _free_ports() -> Iterator[int]:
    """Each port once."""
    for port in _chance.sample(_PORTS, len(_PORTS)):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            yield port


class Console:
    """Runs `deskbell-server` commands on one data folder, each in a process of its own.

    `bytecode` is a folder that keeps compiled modules from one process to the next.
    """

    def __init__(self, data: Path, bytecode: Path) -> None:
        self.data = data
        self._bytecode = bytecode

    @property
    def variables(self) -> dict[str, str]:
        known = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
        known.pop("PYTHONDONTWRITEBYTECODE", None)
        return {**known, "PYTHONPYCACHEPREFIX": str(self._bytecode)}

    async def spawn(
        self, *arguments: str, variables: dict[str, str] | None = None
    ) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *COMMAND,
            *arguments,
            "--data",
            str(self.data),
            env={**self.variables, **(variables or {})},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *arguments: str) -> Any:
        """Run a command to its end; what it answered with --json."""
        process = await self.spawn(*arguments, "--json")
        async with asyncio.timeout(PATIENCE_S):
            out, error = await process.communicate()
        assert process.returncode in (0, 1), error.decode()
        assert out, error.decode()
        return msgspec.json.decode(out)


async def enrol(data: Path, devices: Mapping[str, str]) -> dict[str, str]:
    """Enrol devices, each of the agent with that address or id; their tokens.

    The desk must not be served meanwhile.
    """
    environment = RealEnvironment()
    try:
        async with open_desk(read_configuration(data), environment) as opened:
            agents = opened.desk.roster.agents
            ids = {agent.email: id_ for id_, agent in agents.items()} | {id_: id_ for id_ in agents}
            tokens = {}
            for device, name in devices.items():
                named: Any = device
                admitted = await opened.sign_in.enrol(ids[name], named, name="")
                tokens[device] = admitted.token
            return tokens
    finally:
        environment.close()


class ServerProcess:
    """A desk's server: `async with` serves it; `kill` and `start` as often as one likes.

    `log` has the lines of all its lives. `limits` are those of the configuration, `variables` of
    its environment beside them.
    """

    def __init__(
        self,
        console: Console,
        *,
        limits: Mapping[str, float] | None = None,
        plain: bool = False,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self.console = console
        self.data = console.data
        self.port, self.file_port, self.web_port = itertools.islice(_free_ports(), 3)
        self.log: list[str] = []
        self.starts_s: list[float] = []
        """How long each start took."""
        self._variables = {
            f"DESKBELL_LIMITS_{name.upper()}": str(value) for name, value in (limits or {}).items()
        }
        if plain:
            self._variables["DESKBELL_PLAIN"] = "1"
        self._variables |= variables or {}
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._started = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def is_running(self) -> bool:
        """Whether it was started, and not ended since."""
        return self._process is not None

    async def start(self) -> None:
        """Serve. Raises `AssertionError` with the log when it does not come up."""
        began = time.monotonic()
        await self.launch()
        async with asyncio.timeout(PATIENCE_S):
            await self._started.wait()
        assert self._process is not None
        assert self._process.returncode is None, "\n".join(self.log)
        self.starts_s.append(time.monotonic() - began)

    async def launch(self) -> None:
        """Start the process without waiting until it serves."""
        assert self._process is None
        self._started.clear()
        self._process = await self.console.spawn(
            "serve",
            *("--port", str(self.port), "--file-port", str(self.file_port)),
            *("--web-port", str(self.web_port)),
            variables=self._variables,
        )
        self._reading = asyncio.create_task(self._read_log(self._process))

    async def kill(self) -> None:
        """SIGKILL, at whatever it is doing."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._end()

    async def stop(self) -> None:
        """SIGTERM, unless it is gone already."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            await self._end()

    async def _end(self) -> None:
        assert self._process is not None
        assert self._reading is not None
        async with asyncio.timeout(PATIENCE_S):
            await self._process.wait()
            await self._reading
        self._process = self._reading = None

    async def _read_log(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.log.append(line.decode())
            if b'"action":"start"' in line:
                self._started.set()
        self._started.set()

    # -- at its console ------------------------------------------------------------------------

    async def ask(self, request: Any) -> Any:
        """What the running server answers to a request of its console."""
        async with asyncio.timeout(PATIENCE_S):
            raw = await ask_server(self.data / "control.sock", request)
        assert raw is not None, "no server listens"
        return msgspec.json.decode(raw, type=requests.RESULTS[type(request)])

    async def hire(
        self, name: str, *, role: Any = "agent", teams: Sequence[str] = ()
    ) -> requests.AgentInfo:
        """Enter an agent; with a join code."""
        email = f"{name.lower()}@desk.example"
        return await self.ask(
            requests.AddAgent(name=name, email=email, role=role, teams=tuple(teams))
        )

    async def add_team(self, name: str, *members: str) -> requests.TeamInfo:
        """Found a team."""
        return await self.ask(requests.AddTeam(name=name, members=members))

    async def invite(self, agent: str = ADA) -> str:
        """A join code for an agent."""
        invited = await self.ask(requests.Invite(agent=agent))
        return invited.join_code

    async def join_code(self) -> str:
        """A join code for somebody who has a password already."""
        made = await self.ask(requests.MakeJoinCode())
        return made.join_code

    async def verify(self) -> Any:
        """The report of `verify`, by the console's command."""
        return await self.console.run("verify")


class DeskTemplates:
    """Desks to copy: founding one takes a process and an authority, copying takes nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.bytecode = folder / "bytecode"

    async def copy(self, folder: Path) -> Console:
        """A founded desk of one's own in a folder, with the administrator Ada."""
        template = self._folder / "desk"
        if not template.exists():
            made = Console(self._folder / "making", self.bytecode)
            await made.run("init", "--name", "Ada", "--email", ADA, "--desk", DESK)
            made.data.rename(template)
        shutil.copytree(template, folder)
        return Console(folder, self.bytecode)


@asynccontextmanager
async def serving(
    templates: DeskTemplates, folder: Path, **options: Any
) -> AsyncIterator[ServerProcess]:
    """A founded desk, served until the block ends."""
    console = await templates.copy(folder / "desk")
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(ServerProcess(console, **options))
