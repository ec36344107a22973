# SPDX-License-Identifier: Apache-2.0
"""What exists of an account while its files are open: `await Opened.open(…)`, in the end `close`.

It shows what the cache holds before any connection, keeps the parts together, and mends or gives up
what is held when the file or the server says so.
"""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self

from msgspec import Struct

from app.alerts.inbox import Inbox
from app.cache import apply as cache
from app.cache.engine import Damaged
from app.cache.front import Front
from app.clocks.desk_clocks import DeskClocks
from app.credentials import Vault
from app.environment import Environment
from app.errors import ClientError, NoRoom, NotConnected
from app.link.server import Server, load_server, save_server
from app.outbox.kept import KEPT_US
from app.signals import Signal
from app.sync.connection import NO_CONTACT, Connection, ConnectionState, Dial
from app.sync.draft_courier import DraftCourier
from app.sync.identity import Identity
from app.sync.notices import (
    Notice,
    about_expulsion,
    about_file,
    about_keyring,
    about_misbehaviour,
    about_restored,
    about_trouble,
)
from app.sync.pump import Misbehaviour, Sync
from app.sync.stores import DAY_US, Stores, open_stores
from app.sync.transfers import Transfers
from app.tasks import Tasks
from app.views.views import Views
from sync_server.contract import frames
from sync_server.contract.entities import Agent, Ticket
from sync_server.contract.ids import AgentId, DeviceId, Instant
from sync_server.contract.refusals import Code, Refusal

TICK_S: Final = 30.0
CLOCK_STEP_US: Final = 5_000_000
"""A clock that is off by less is only inexact."""


class Held(Struct, frozen=True, kw_only=True):
    """What this computer holds of the desk: how many tickets, heard of when, and whose address.

    Both times are by this computer's clock.
    """

    tickets: int
    contact_at: Instant
    now: Instant
    email: str


class Opened:
    """The parts of one account. `notify` hears what a person should know, from the first moment on.

    Signals: `changed`, of how things stand with the server; `uploaded`, a file's id and how much of
    it the server has. `server` is where the desk is. `stale` after too long without contact: then
    nothing is shown before the server has answered.
    """

    def __init__(
        self,
        stores: Stores,
        identity: Identity,
        *,
        folder: Path,
        device: DeviceId,
        environment: Environment,
        device_name: str,
        dial: Dial,
        notify: Callable[[Notice], None],
    ) -> None:
        self.changed: Signal[ConnectionState] = Signal()
        self.uploaded: Signal[tuple[str, float]] = Signal()
        self.stores = stores
        self.identity = identity
        self.sync = Sync(stores, environment, device=device, on_welcome=self._on_welcome)
        self.connection = Connection(
            self.sync,
            environment,
            queue=stores.queue,
            token=identity.token,
            mend=self._mend,
            device_name=device_name,
            dial=dial,
        )
        self.transfers = Transfers(stores, environment, on_sent=self.sync.wake)
        self.clocks = DeskClocks(stores.workspace)
        self.views = Views(stores.workspace, self.clocks)
        self.inbox = Inbox(stores.workspace, self.clocks)
        self.server: Server | None = None
        self.stale = False
        self.role = ""
        self.desk = ""
        self.web = ""
        self._folder = folder
        self._environment = environment
        self._notify = notify
        self._courier = DraftCourier(stores.workspace, environment)
        self._tasks = Tasks()
        self._repairs = Tasks()
        self._leaving: asyncio.Task[object] | None = None
        """They end after the connection, which may still ask for one."""
        self._filling: asyncio.Task[object] | None = None
        self._front: Front | None = None
        self._clock_us: int | None = None
        self._mending = False
        self._listen()

    def _listen(self) -> None:
        self.connection.changed.connect(self._on_connection_changed)
        self.connection.troubled.connect(self._on_troubled)
        self.connection.expelled.connect(self._on_expelled)
        self.stores.queue.troubled.connect(self._on_troubled)
        self.stores.reader.damaged.connect(self._on_damaged)
        self.sync.misbehaved.connect(self._on_misbehaved)
        self.sync.restored.connect(self._on_restored)
        self.sync.requeued.connect(lambda _: self.transfers.wake())
        self.transfers.progressed.connect(self.uploaded.emit)

    # -- life ----------------------------------------------------------------------------------

    @classmethod
    async def open(
        cls,
        folder: Path,
        vault: Vault,
        *,
        environment: Environment,
        lock_after_days: float,
        device_name: str,
        dial: Dial,
        notify: Callable[[Notice], None],
    ) -> Self:
        """Open the files, show what they hold, and connect if the device is signed in."""
        stores = await open_stores(folder, vault, environment)
        identity = Identity(
            vault, environment, on_loss=lambda detail: notify(about_keyring(detail))
        )
        opened = cls(
            stores,
            identity,
            folder=folder,
            device=await identity.device(),
            environment=environment,
            device_name=device_name,
            dial=dial,
            notify=notify,
        )
        for aside in stores.aside:
            notify(about_file(aside, unsent=stores.queue.changes))
        await opened._begin(lock_after_days * DAY_US)
        return opened

    async def _begin(self, lock_after_us: float) -> None:
        token = await self.identity.token()
        stores = self.stores
        if token is None:
            # A cut of the power can bring back what was given up: the cache does not sync.
            await stores.worker.run(cache.reset, stores.cache, "")
        contact = await stores.contact_at()
        self.stale = contact is not None and self._environment.now_us() - contact > lock_after_us
        whole = self.stale or await self._show_first()
        self.server = load_server(self._folder) if token is not None else None
        if not whole:
            if self.server is not None:
                self.connection.expect()
            self._filling = self._tasks.spawn(self._fill(), name="read the cache")
        elif self.server is not None:
            self.connection.start(self.server.address())
        self._tasks.spawn(self._tick(), name="clock")
        self._tasks.spawn(self.clocks.keep(self._environment), name="clocks of tickets")
        self._tasks.spawn(self.inbox.keep(self._environment), name="alerts")

    async def _show_first(self) -> bool:
        """Let the workspace hold what is shown first; whether that was all there is."""
        await self._look()
        front = await self.stores.load_front()
        if front is None:
            await self.stores.load()
            return True
        self.views.remember(front.counts)
        return False

    async def _fill(self) -> None:
        """Read the rest. Only then may the server say anything: the cache is older than it."""
        try:
            await self.stores.load()
        except Damaged as damage:
            await self._mend(damage)
        if self.server is not None:
            self.connection.start(self.server.address())

    async def filled(self) -> None:
        """Wait until everything is read."""
        if self._filling is not None:
            await asyncio.wait((self._filling,))

    async def _look(self) -> None:
        """Find out who looks, at which desk."""
        stores = self.stores
        agent = await stores.worker.run(cache.get_meta, stores.cache, "agent")
        # A cache that was replaced does not know; the device does, and works on without a server.
        agent = agent or await self.identity.agent()
        role = await stores.worker.run(cache.get_meta, stores.cache, "role")
        desk = await stores.worker.run(cache.get_meta, stores.cache, "desk")
        web = await stores.worker.run(cache.get_meta, stores.cache, "web")
        self.role, self.desk, self.web = role or "", desk or "", web or ""
        # A clock that was wrong is wrong still, until the server says otherwise.
        ahead = await stores.worker.run(cache.get_meta, stores.cache, "clock_ahead")
        stores.workspace.offset_us = int(ahead or 0)
        stores.workspace.sign_in(None if agent is None else AgentId(agent))

    async def close(self) -> None:
        """Stop what runs, and close the files."""
        await self._tasks.close()
        await self.connection.close()
        if self._leaving is not None:
            await asyncio.wait((self._leaving,))  # what is to go is gone when the program is
        await self._repairs.close()
        await self._keep_front()
        await self._courier.close()
        await self.transfers.close()
        self.inbox.close()
        self.views.close()
        self.clocks.close()
        await self.stores.close()

    # -- looking -------------------------------------------------------------------------------

    @property
    def state(self) -> ConnectionState:
        """How things stand with the server."""
        state = self.connection.state
        if self.stale and state.kind in ("offline", "connecting"):
            return ConnectionState(kind="locked", reason=NO_CONTACT, to_send=state.to_send)
        return state

    async def held(self) -> Held | None:
        """What a person can work with while the server cannot be reached; none: nothing.

        A device that was given up, or that has been too long without contact, has nothing.
        """
        workspace = self.stores.workspace
        given_up = self.state.reason in (Code.DEVICE_REVOKED, Code.DISABLED)
        if workspace.me is None or self.stale or given_up:
            return None
        contact = await self.stores.contact_at()
        if contact is None or await self.identity.token() is None:
            return None
        agent = workspace.get(Agent, workspace.me)
        return Held(
            tickets=sum(1 for _ in workspace.all(Ticket)),
            contact_at=contact,
            now=self._environment.now_us(),
            email=(agent.email if agent is not None else None) or "",
        )

    def show_presence(self, here: frames.Here) -> None:
        """Tell colleagues where this person is; nobody hears it while offline."""
        self._tasks.spawn(_quietly(self.sync, here), name="presence")

    # -- what happens --------------------------------------------------------------------------

    async def _on_welcome(self, welcome: frames.Welcome) -> None:
        """Keep the token before anything else; then make sure whose cache this is."""
        await self.identity.take(welcome)
        stores = self.stores
        if self.server is not None:
            # Not where somebody waits to be signed in: they may be gone once the window changes.
            save_server(self._folder, self.server)
        for key, value in (
            ("agent", welcome.agent),
            ("role", welcome.role),
            ("desk", welcome.desk),
            ("web", welcome.web),
            ("contact_at", str(self._environment.now_us())),
            ("clock_ahead", str(welcome.now - self._environment.now_us())),
        ):
            await stores.worker.run(cache.set_meta, stores.cache, key, value)
        self.role, self.desk, self.web = welcome.role, welcome.desk, welcome.web
        if self.stale or stores.workspace.me != welcome.agent:
            self.stale = False
            await self._look()
            await stores.load()
        self.connection.welcomed()
        if self.server is not None:
            self.transfers.begin(self.server.address(), welcome)

    async def _tick(self) -> None:
        """What time alone makes necessary."""
        while True:
            await self._environment.sleep(TICK_S)
            self.views.tick()
            self.stores.queue.retry_unsaved()
            await self._keep_front()
            if self._clock_was_set():
                await self.sync.restart()  # the next welcome says how far it is from the server's
            with contextlib.suppress(NoRoom, Damaged):  # the next frame says it
                await self._note_and_tidy()

    async def _note_and_tidy(self) -> None:
        run, file = self.stores.worker.run, self.stores.cache
        if self.sync.wire is not None:
            await run(cache.set_meta, file, "contact_at", str(self._environment.now_us()))
        await run(cache.tidy, file)
        self.stores.queue.forget_old(self._environment.now_us() - KEPT_US)

    def _clock_was_set(self) -> bool:
        """Whether this computer's clock has moved more or less than time, since the last look."""
        ahead_us = self._environment.now_us() - round(self._environment.monotonic() * 1_000_000)
        before, self._clock_us = self._clock_us, ahead_us
        return before is not None and abs(ahead_us - before) > CLOCK_STEP_US

    async def _keep_front(self) -> None:
        """Remember what the next start shows first."""
        workspace = self.stores.workspace
        if workspace.loading or not workspace.has_any(Ticket):
            return
        front = self.views.front()
        if front != self._front:
            with contextlib.suppress(NoRoom, Damaged):  # it is only a hint
                await self.stores.keep_front(front)
                self._front = front

    async def _mend(self, damage: Damaged) -> None:
        if self._mending:
            return  # several readers may stumble over the same damage
        self._mending = True
        try:
            aside = await self.stores.mend(damage, self._environment.now_us())
        finally:
            self._mending = False
        self._notify(about_file(aside, unsent=self.stores.queue.changes))

    async def _mend_and_reconnect(self, damage: Damaged) -> None:
        await self._mend(damage)
        await self.sync.restart()

    async def _give_up(self) -> None:
        """The device may no longer hold anything of the desk. Unsent texts stay, encrypted.

        The token goes last: if the program dies before that, the server says it all again.
        """
        stores = self.stores
        await stores.worker.run(cache.wipe, stores.cache)
        stores.workspace.clear()
        await self.identity.give_up()

    def _on_connection_changed(self, _: ConnectionState) -> None:
        state = self.state
        self._courier.set_live(live=state.kind == "live")
        self.changed.emit(state)

    def _on_troubled(self, trouble: ClientError) -> None:
        self._notify(about_trouble(trouble, needed=self.stores.workspace.room_needed))

    def _on_damaged(self, damage: Damaged) -> None:
        self._repairs.spawn(self._mend_and_reconnect(damage), name="replace the cache")

    def _on_restored(self, again: int) -> None:
        self._notify(about_restored(again))

    def _on_misbehaved(self, what: Misbehaviour) -> None:
        self._notify(about_misbehaviour(what))

    def _on_expelled(self, refusal: Refusal) -> None:
        self._notify(about_expulsion(refusal))
        if refusal.code in (Code.DEVICE_REVOKED, Code.DISABLED):
            self._leaving = self._repairs.spawn(self._give_up(), name="give up what is held")


async def _quietly(sync: Sync, here: frames.Here) -> None:
    with contextlib.suppress(NotConnected):
        await sync.show(here)
