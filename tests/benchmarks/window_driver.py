# SPDX-License-Identifier: Apache-2.0
"""The agent's window on a large cache, measured from the inside.

`python -m tests.benchmarks.window_driver PROFILE KEYS`. KEYS is a file with the profile's keyring.
The window is the real one with the real client; frames come from a scripted server. It prints one
JSON object: milliseconds, parts of a core, MiB.
"""

import asyncio
import gc
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import qasync
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.client import Client, Profile
from app.credentials import Keyring
from app.environment import Environment, RealEnvironment
from app.link.server import Server, save_server
from sync_server.contract import codec, frames
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from tests.benchmarks.frames import (
    PATIENCE_S,
    REST_S,
    SETTLE_S,
    Painted,
    Work,
    beating,
    quantile,
    shown,
    stored,
)
from tests.benchmarks.window_cache import LONG_TICKET, SCOPE
from tests.benchmarks.window_finding import Finding
from tests.benchmarks.window_keys import Keys
from tests.benchmarks.window_reading import Reading
from tests.support.client_frames import changes, update
from tests.support.file_keyring import FileKeyring
from tests.support.live_client import live, until
from tests.support.scripted_server import ScriptedServer
from ui.faults import Faults
from ui.garbage import collect_garbage
from ui.theme.theme import Theme
from ui.widgets.ticket_row import TicketListRole, TicketRowValue
from ui.windows.agent.controller import AgentController

ACTIONS: Final = 200
BURST: Final = 500
BURSTS: Final = 20
BATCH: Final = 256
"""So many commands the desk executes together at most."""
FRAMES: Final = 300
LOADING_S: Final = 120.0
"""For 100,000 tickets on a computer that does other things too."""
TICKS: Final = 120
SECOND_US: Final = 1_000_000
IDLE_S: Final = 5.0


class Opened(NamedTuple):
    """A client with its window."""

    client: Client
    controller: AgentController
    theme: Theme
    environment: Environment


class Bench:
    """One window, and what is measured on it."""

    def __init__(
        self, client: Client, controller: AgentController, server: ScriptedServer, folder: Path
    ) -> None:
        self.folder = folder
        self.client = client
        self.controller = controller
        self.server = server
        self.window = controller.window
        self.view = self.window.list.view
        self.list = Painted(self.view.viewport())
        self.seq = 100

    def visible(self) -> list[TicketId]:
        """The tickets whose rows can be seen, at the top of the list."""
        self.view.verticalScrollBar().setValue(0)
        model = self.view.model()
        rows = (model.index(row, 0).data(TicketListRole.ROW) for row in range(12))
        return [TicketId(row.id) for row in rows if isinstance(row, TicketRowValue)]

    async def settle(self) -> None:
        """Let everything that is under way happen."""
        await asyncio.sleep(SETTLE_S)

    async def own_action(self) -> dict[str, float]:
        """From a gesture to its row on the screen."""
        times = []
        for n in range(ACTIONS):
            ticket = self.visible()[n % 8]
            known = self.client.workspace.get(Ticket, ticket)
            assert known is not None
            priority = "low" if known.priority == "high" else "high"
            act = partial(self.controller.gestures.set_field, ticket, "priority", priority)
            times.append(await shown(self.list, act))
        return _spread("action", times)

    async def kept(self) -> dict[str, float]:
        """From a gesture to the outbox on the disk: only then a row may say that it waits."""
        times = []
        for n in range(ACTIONS):
            ticket = self.visible()[n % 8]
            known = self.client.workspace.get(Ticket, ticket)
            assert known is not None
            priority = "low" if known.priority == "high" else "high"
            act = partial(self.controller.gestures.set_field, ticket, "priority", priority)
            times.append(await stored(self.client, partial(self.is_kept, ticket), act))
            await asyncio.sleep(REST_S)
        return _spread("kept", times) | {"fsync_p50_ms": _fsync_ms(self.folder)}

    def is_kept(self, ticket: TicketId) -> bool:
        """Whether the newest change of a ticket is past being written down."""
        return self.client.workspace.marks(Ticket, ticket).kind != "saving"

    async def remote_change(self) -> dict[str, float]:
        """From the arrival of a frame to its row on the screen."""
        times = []
        for n in range(ACTIONS):
            ticket = self.client.workspace.get(Ticket, self.visible()[n % 8])
            assert ticket is not None
            await asyncio.sleep(REST_S)
            painted = self.list.next()
            began = time.perf_counter()
            await self.server.push(changes(self.change(ticket, f"Remote {n}")))
            async with asyncio.timeout(PATIENCE_S):
                times.append((await painted) - began)
        return _spread("remote", times)

    async def burst(self) -> dict[str, float]:
        """500 changes at once: the turns of the loop that took some in or drew, and the longest."""
        tickets = [
            ticket for ticket in self.client.workspace.all(Ticket) if ticket.status == "open"
        ][:BURST]
        last, work = tickets[-1].id, Work(self.client, self.window)
        found, longest = [], []
        for n in range(BURSTS):
            subject = f"Burst {n}"
            sent = self.batches(tickets, subject)
            async with beating(work.take) as turns:
                for batch in sent:
                    await self.server.push_raw(batch)
                await until(self.client, lambda told=subject: self.subject(last) == told)
                await self.settle()
            found += turns.work
            longest.append(max(turns.every))
        work.close()
        return {
            "burst_p95_ms": quantile(found, 0.95),
            "burst_max_ms": statistics.median(longest) * 1e3,
        }

    def scroll(self, name: str, area: Any) -> dict[str, float]:
        """Frames of a scrolled area, each painted at once."""
        bar, viewport = area.verticalScrollBar(), area.viewport()
        bar.setValue(0)
        times = []
        for _ in range(FRAMES):
            bar.setValue(min(bar.maximum(), bar.value() + 67))
            began = time.perf_counter()
            viewport.repaint()
            times.append(time.perf_counter() - began)
        return _spread(f"scroll_{name}", times)

    def theme(self, theme: Theme) -> dict[str, float]:
        """From the wish to the whole window in the other colours."""
        times = []
        for scheme in ("dark", "light") * 4:
            began = time.perf_counter()
            theme.set_scheme(scheme)
            self.window.repaint()
            times.append(time.perf_counter() - began)
        return {"theme_ms": statistics.median(times) * 1e3}

    async def idle(self) -> dict[str, float]:
        """The part of a core that an untouched window takes, and the turn in which time passes."""
        await self.settle()
        before = resource.getrusage(resource.RUSAGE_SELF)
        await asyncio.sleep(IDLE_S)
        after = resource.getrusage(resource.RUSAGE_SELF)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        began = time.perf_counter()
        self.client.views.tick()
        passed = time.perf_counter() - began
        return {
            "idle_core": used / IDLE_S,
            "passing_ms": passed * 1e3,
            "memory_mib": _resident_mib(),
        }

    async def ticks(self) -> dict[str, float]:
        """What a second takes of the window's thread, in which every clock in sight counts."""
        self.controller.lists.arrange(order="time_left")
        await self.settle()
        times, now = [], self.controller.ticks.now
        for n in range(TICKS):
            began = time.thread_time()
            self.controller.ticks.ticked.emit(now + n * SECOND_US)
            QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
            times.append(time.thread_time() - began)
            await asyncio.sleep(0)
        self.controller.lists.arrange(order="newest")
        await self.settle()
        return _spread("tick", times)

    def subject(self, ticket: TicketId) -> str:
        """What the window knows a ticket by."""
        known = self.client.workspace.get(Ticket, ticket)
        return "" if known is None else known.subject

    def change(self, ticket: Ticket, subject: str) -> frames.Change:
        """Another subject of a ticket."""
        self.seq += 1
        return update(self.seq, ticket, scope=SCOPE, subject=subject)

    def batches(self, tickets: list[Ticket], subject: str) -> list[str]:
        """Another subject of each, as a server sends what it committed together."""
        changed = [self.change(ticket, subject) for ticket in tickets]
        return [
            codec.encode(changes(*changed[begin : begin + BATCH])).decode()
            for begin in range(0, len(changed), BATCH)
        ]


def _spread(name: str, times: list[float]) -> dict[str, float]:
    return {f"{name}_p{part}_ms": quantile(times, part / 100) for part in (50, 95, 99)}


def _fsync_ms(folder: Path) -> float:
    """What the disk of a profile takes to keep a page of a file, in the middle of many."""
    times = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(ACTIONS):
            file.write(bytes(4096))
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return quantile(times, 0.5)


def _resident_mib() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("no memory figure")


@asynccontextmanager
async def opened(folder: Path, keyring: Keyring) -> AsyncIterator[Opened]:
    """The window of a profile. Nobody listens at its server's address until `serve`."""
    environment = RealEnvironment()
    async with Client(Profile(folder=folder), environment, keyring=keyring) as client:
        theme = Theme("light")
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application)
        controller = AgentController(client, theme, environment=environment, faults=Faults())
        controller.window.resize(1440, 900)
        controller.window.show()
        try:
            yield Opened(client, controller, theme, environment)
        finally:
            controller.close()
    environment.close()


async def measure(folder: Path, keyring: Keyring) -> dict[str, float]:
    """All figures of one window."""
    async with ScriptedServer() as server:
        server.agent, server.now = "me", RealEnvironment().now_us()
        save_server(folder, Server(host="127.0.0.1", port=server.port, plain=True))
        async with opened(folder, keyring) as there:
            bench = Bench(there.client, there.controller, server, folder)
            collecting = asyncio.create_task(collect_garbage(there.client, there.environment))
            try:
                return await _figures(bench, there.theme)
            finally:
                collecting.cancel()


async def _figures(bench: Bench, theme: Theme) -> dict[str, float]:
    await until(bench.client, lambda: not bench.client.workspace.loading, patience_s=LOADING_S)
    await live(bench.client)
    bench.controller.lists.show("all_open")
    await bench.settle()
    found = await bench.idle()
    steps: list[Callable[[], Awaitable[dict[str, float]]]] = [
        bench.ticks,
        bench.own_action,
        bench.kept,
        bench.remote_change,
        Keys(bench.controller, bench.client.settings).measure,
        Reading(bench.controller, bench.visible()[0]).measure,
        Finding(bench.client, bench.controller).measure,
        bench.burst,
    ]
    for step in steps:
        found |= await step()
        await bench.settle()
    found |= bench.scroll("list", bench.view)
    bench.controller.tickets.open(TicketId(LONG_TICKET))
    await bench.settle()
    found |= bench.scroll("timeline", bench.window.conversation.timeline)
    found |= bench.theme(theme)
    return found | {"memory_end_mib": _resident_mib()}


def main() -> None:
    """Run and print."""
    gc.disable()  # as `ui.launch` does
    application = QApplication(sys.argv[:1])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    profile, keys = sys.argv[1:]
    print(json.dumps(loop.run_until_complete(measure(Path(profile), FileKeyring(Path(keys))))))


if __name__ == "__main__":
    main()
