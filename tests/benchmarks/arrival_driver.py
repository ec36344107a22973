# SPDX-License-Identifier: Apache-2.0
"""How long it takes until a customer's message is painted in an agent's window.

`python -m tests.benchmarks.arrival_driver`. A real server over TLS, real inboxes, a real window. It
prints one JSON object of milliseconds. The clock starts when the mail store has the mail, or before
the request of a form or a program is sent; it stops when the ticket's row has been painted.
"""

import asyncio
import gc
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from email import policy
from pathlib import Path
from typing import Final

import httpx
import qasync
from PySide6.QtWidgets import QApplication

from app.client import Client, Profile
from app.environment import RealEnvironment
from sync_server.contract.entities import Team
from tests.benchmarks.frames import Painted, quantile
from tests.end_to_end.computers import settled
from tests.support.live_client import TestKeyring
from tests.support.post_office import HELP, PostOffice, letter, post_office
from tests.support.server_process import ADA, DeskTemplates, ServerProcess
from tests.support.web_site import TYPED, post_form
from tests.support.wire_probe import PASSWORD, trust
from ui.faults import Faults
from ui.theme.theme import Theme
from ui.widgets.ticket_row import TicketListRole
from ui.windows.agent.controller import AgentController

MESSAGES: Final = 60
LIMITS: Final = {
    "forms_burst": 10_000,
    "forms_an_hour": 10_000,
    "forms_by_sender_burst": 10_000,
    "forms_by_sender_a_day": 10_000,
}
"""Nobody is told that they write too often."""
PATIENCE_S: Final = 30.0

Sending = Callable[[str], Awaitable[float]]
"""Sends a message with a subject; the moment from which it counts."""


class Arrivals:
    """A window that shows every open ticket, and who watches its list."""

    def __init__(self, controller: AgentController) -> None:
        self._view = controller.window.list.view
        self._painted = Painted(self._view.viewport())

    async def measure(self, name: str, send: Sending) -> dict[str, float]:
        """The spread of times from sending to the painted row."""
        times = []
        for number in range(MESSAGES):
            subject = f"{name} {number}"
            began = await send(subject)
            times.append(await self._shown(subject) - began)
        return {f"{name}_p{part}_ms": quantile(times, part / 100) for part in (50, 95)}

    async def _shown(self, subject: str) -> float:
        """The moment when a row with this subject has been painted."""
        if self._has(subject):  # since the clock started: paint it once more, which is later
            self._view.viewport().update()
        while True:
            painted = await self._painted.next()
            if self._has(subject):
                return painted

    def _has(self, subject: str) -> bool:
        model = self._view.model()
        rows = (model.index(row, 0).data(TicketListRole.ROW) for row in range(model.rowCount()))
        return any(getattr(row, "subject", None) == subject for row in rows)


async def measure(folder: Path) -> dict[str, float]:
    """All figures."""
    async with AsyncExitStack() as stack:
        office = await stack.enter_async_context(post_office(folder))
        console = await DeskTemplates(folder).copy(folder / "served")
        server = ServerProcess(console, limits=LIMITS, variables=office.variables)
        await stack.enter_async_context(server)
        await office.connect(server, "--team", "Support")
        key = (await console.run("api-key", "add", "Shop", "--right", "tickets:write"))["key"]
        arrivals, client = await _window(stack, server, folder)
        web = await stack.enter_async_context(_web(server))
        team = next(team.id for team in client.workspace.all(Team) if team.form)
        found: dict[str, float] = {}
        for name, send in (
            ("mail", _by_mail(office)),
            ("form", _by_form(web, f"/t/{team}")),
            ("api", _by_api(web, key)),
        ):
            found |= await arrivals.measure(name, send)
        return found


async def _window(
    stack: AsyncExitStack, server: ServerProcess, folder: Path
) -> tuple[Arrivals, Client]:
    environment = RealEnvironment()
    stack.callback(environment.close)
    client = Client(Profile(folder=folder / "computer"), environment, keyring=TestKeyring())
    await stack.enter_async_context(client)
    await client.sign_in(join_code=await server.invite(), email=ADA, password=PASSWORD)
    await settled(client)
    theme = Theme("light")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application)
    controller = AgentController(client, theme, environment=environment, faults=Faults())
    stack.callback(controller.close)
    controller.window.resize(1440, 900)
    controller.window.show()
    controller.lists.show("all_open")
    return Arrivals(controller), client


def _web(server: ServerProcess) -> httpx.AsyncClient:
    base = f"https://localhost:{server.web_port}"
    return httpx.AsyncClient(base_url=base, verify=trust(server), timeout=PATIENCE_S)


def _by_mail(office: PostOffice) -> Sending:
    async def send(subject: str) -> float:
        who = f"{subject.replace(' ', '.')}@kestrel.example"  # nobody writes so much
        mail = letter(f"Please help with {subject}", sender=who, subject=subject)
        raw = mail.as_bytes(policy=policy.SMTP)
        await asyncio.to_thread(office.store.append, HELP, raw)
        return time.perf_counter()

    return send


def _by_form(web: httpx.AsyncClient, path: str) -> Sending:
    async def send(subject: str) -> float:
        began = time.perf_counter()
        answer = await post_form(web, path, {**TYPED, "subject": subject})
        assert answer.status_code < 400, answer.text
        return began

    return send


def _by_api(web: httpx.AsyncClient, key: str) -> Sending:
    async def send(subject: str) -> float:
        began = time.perf_counter()
        ticket = {
            "subject": subject,
            "text": "Please help",
            "requester": {"email": "kim@kestrel.example", "name": "Kim"},
        }
        headers = {"Authorization": f"Bearer {key}"}
        answer = await web.post("/api/v1/tickets", json=ticket, headers=headers)
        assert answer.status_code == 201, answer.text
        return began

    return send


def main() -> None:
    """Run and print."""
    gc.disable()  # as `ui.launch` does
    application = QApplication(sys.argv[:1])
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    # Closed, the loop waits for the threads that handed over mail: Qt aborts for one that runs.
    with loop, tempfile.TemporaryDirectory(prefix="deskbell-arrival-") as folder:
        print(json.dumps(loop.run_until_complete(measure(Path(folder)))))


if __name__ == "__main__":
    main()
