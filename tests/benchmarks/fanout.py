# SPDX-License-Identifier: Apache-2.0
"""Command → durable → on the wire of all agents, and memory per idle agent.

Against a bare `websockets.broadcast()` server, which stores nothing, checks nobody and forgets who
was slow; plain against plain and TLS against TLS. Server and driver are pinned to a core each. The
desk has settled before anything is measured: for some 20 s after 1,000 agents have come at once it
also tells all of them who is reachable.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.contract import codec
from sync_server.contract.commands import (
    Command,
    CreateAgent,
    CreateTeam,
    OpenTicket,
    SetMembership,
)
from sync_server.contract.frames import DeviceToken, Hello
from sync_server.contract.ids import (
    AgentId,
    DeviceId,
    MembershipId,
    MessageId,
    TeamId,
    TicketId,
)
from sync_server.contract.version import PROTOCOL
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.environment import RealEnvironment
from sync_server.security.tokens import hash_token
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from tests.benchmarks.measure import Line, interleaved

OPERATOR = Actor(kind="operator", id="bench", via="bench", device="bench")
TEAMS: Final = 20
SCOPES: Final = 6
"""What each agent holds: two teams, triage, desk, directory, and what is their own."""
RATE: Final = 50
SECONDS: Final = 6
PUBLISHERS: Final = 5
CPUS: Final = sorted(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Rig:
    """What a run needs: the built driver and a prepared desk."""

    driver: Path
    desk: Path
    scratch: Path


def measure(rounds: int, *, agents: tuple[int, ...] = (200, 1000)) -> list[Line]:
    """Latency at 50 commands a second, and memory of an idle agent, plain and over TLS."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        driver = build_driver(scratch)
        for count in agents:
            desk = scratch / f"desk-{count}"
            desk.mkdir()
            asyncio.run(prepare(desk, agents=count))
            rig = Rig(driver, desk, scratch)
            lines += [_latency(rig, count, tls=tls, rounds=rounds) for tls in (False, True)]
        rig = Rig(driver, scratch / f"desk-{agents[-1]}", scratch)
        lines += [_memory(rig, agents[-1], tls=tls, rounds=rounds) for tls in (False, True)]
    return lines


def build_driver(folder: Path) -> Path:
    """The load driver, compiled."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise SystemExit("The fan-out benchmark needs a C compiler and OpenSSL's headers")
    driver = folder / "driver"
    source = Path(__file__).with_name("driver.c")
    subprocess.run(
        [compiler, "-O2", "-o", driver, source, "-lssl", "-lcrypto"], check=True, timeout=120
    )
    return driver


async def prepare(folder: Path, *, agents: int) -> None:
    """A desk with 20 teams, agents in two of them each, and 100 tickets that everybody sees."""
    database = Database.open(folder / "desk.sqlite")
    migrate(database)
    environment = RealEnvironment()
    desk = Desk(database, environment)
    await desk.start()
    commands: list[Command] = [
        CreateTeam(team=TeamId(f"team-{n}"), name=f"Team {n}") for n in range(TEAMS)
    ]
    for n in range(agents):
        agent = AgentId(f"agent-{n}")
        commands.append(
            CreateAgent(agent=agent, name=f"Agent {n}", email=f"agent-{n}@desk.example")
        )
        commands += [
            SetMembership(
                membership=MembershipId(f"{n}-{k}"), agent=agent, team=TeamId(f"team-{k % TEAMS}")
            )
            for k in (n, n + 7)
        ]
    for n in range(100):
        ticket, message = TicketId(f"bench-{n}"), MessageId(f"bench-{n}-1")
        commands.append(OpenTicket(ticket=ticket, message=message, subject="Bench", text="Bench"))
    for answer in await asyncio.gather(*(desk.send(c, OPERATOR) for c in commands)):
        assert answer.ok, answer
    now = environment.now_us()
    devices = [
        (f"device-{n}", f"agent-{n}", "bench", hash_token(token_of(n)), None, "[]", now, now, None)
        for n in range(agents)
    ]
    await desk.transact(
        lambda writer: [
            writer.run("INSERT INTO device VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", device)
            for device in devices
        ]
    )
    await desk.close()
    environment.close()
    database.close()


def token_of(number: int) -> str:
    """The first device token of an agent of the prepared desk."""
    return f"bench-token-of-agent-{number}"


def greetings(agents: int) -> str:
    """A hello frame per agent, one a line."""
    return "".join(
        codec.encode(
            Hello(
                protocol=PROTOCOL,
                device=DeviceId(f"device-{n}"),
                credential=DeviceToken(token=token_of(n)),
            )
        ).decode()
        + "\n"
        for n in range(agents)
    )


@contextmanager
def served(*words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server process pinned to the first core, and the port it listens on."""
    with subprocess.Popen(
        [sys.executable, "-m", *words], stdout=subprocess.PIPE, text=True
    ) as process:
        os.sched_setaffinity(process.pid, {CPUS[0]})
        try:
            assert process.stdout is not None
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


@contextmanager
def desk_copy(rig: Rig) -> Iterator[Path]:
    """The prepared desk again as it was: tokens rotate, so a folder serves one run."""
    with tempfile.TemporaryDirectory(dir=rig.scratch) as folder:
        data = Path(folder) / "data"
        shutil.copytree(rig.desk, data)
        yield data


def drive(rig: Rig, port: int, *, tls: bool, desk: bool, agents: int) -> dict[str, float]:
    """One run of the driver on the other core; its figures."""
    words: list[object] = [rig.driver, "127.0.0.1", port, int(tls), "desk" if desk else "bare"]
    words += [agents, SCOPES, RATE, SECONDS, PUBLISHERS]
    done = subprocess.run(
        [str(word) for word in words],
        input=greetings(agents),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=180,
        preexec_fn=partial(os.sched_setaffinity, 0, {CPUS[-1]}),
    )
    figures: dict[str, float] = json.loads(done.stdout)
    assert figures["complete"] == figures["events"], figures
    return figures


def _ours(rig: Rig, agents: int, *, tls: bool) -> dict[str, float]:
    with desk_copy(rig) as data:
        mode = "tls" if tls else "plain"
        with served("tests.benchmarks.desk_server", str(data), mode) as (_, port):
            return drive(rig, port, tls=tls, desk=True, agents=agents)


def _bare(rig: Rig, agents: int, *, tls: bool) -> dict[str, float]:
    folder = str(rig.scratch / "bare-tls") if tls else "-"
    with served("tests.benchmarks.bare_server", folder) as (_, port):
        return drive(rig, port, tls=tls, desk=False, agents=agents)


def _latency(rig: Rig, agents: int, *, tls: bool, rounds: int) -> Line:
    ours, bare = interleaved(
        rounds, partial(_ours, rig, agents, tls=tls), partial(_bare, rig, agents, tls=tls)
    )
    return Line(
        f"all of {agents} agents have a command, p99 ({'TLS' if tls else 'plain'})",
        "ms",
        ours["all_p99_ms"],
        bare["all_p99_ms"],
        "broadcast(), not durable",
        goal=1.5,
    )


# -- memory ------------------------------------------------------------------------------------


def _memory(rig: Rig, agents: int, *, tls: bool, rounds: int) -> Line:
    ours, bare = interleaved(
        rounds,
        partial(_our_memory, rig, agents, tls=tls),
        partial(_bare_memory, rig, agents, tls=tls),
    )
    return Line(
        f"memory per idle agent ({'TLS' if tls else 'plain'})",
        "KiB",
        ours["kib"],
        bare["kib"],
        "bare websockets connection",
        goal=1.6,
    )


def _our_memory(rig: Rig, agents: int, *, tls: bool) -> dict[str, float]:
    with desk_copy(rig) as data:
        mode = "tls" if tls else "plain"
        with served("tests.benchmarks.desk_server", str(data), mode) as (process, port):
            return {"kib": _idle_growth(rig, process.pid, port, tls=tls, desk=True, agents=agents)}


def _bare_memory(rig: Rig, agents: int, *, tls: bool) -> dict[str, float]:
    folder = str(rig.scratch / "bare-tls") if tls else "-"
    with served("tests.benchmarks.bare_server", folder) as (process, port):
        return {"kib": _idle_growth(rig, process.pid, port, tls=tls, desk=False, agents=agents)}


def _idle_growth(rig: Rig, pid: int, port: int, *, tls: bool, desk: bool, agents: int) -> float:
    """KiB of resident memory per connected, idle client."""
    words: list[object] = [rig.driver, "127.0.0.1", port, int(tls), "desk" if desk else "bare"]
    before = _resident(pid)
    with subprocess.Popen(
        [str(word) for word in (*words, agents, SCOPES, 0, 0, 1)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as driver:
        assert driver.stdin is not None
        assert driver.stdout is not None
        driver.stdin.write(greetings(agents) if desk else "")
        driver.stdin.flush()
        driver.stdout.readline()
        after = _resident(pid)
        driver.kill()
    return (after - before) / agents


def _resident(pid: int) -> int:
    """Resident memory of a process in KiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise LookupError(f"no memory figure for process {pid}")
