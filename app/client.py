# SPDX-License-Identifier: Apache-2.0
"""The client as a whole, without a window: `async with Client(profile, environment) as client`.

It opens from the cache before any connection, works offline, and puts the parts together. What it
owns runs in its tasks; leaving the block stops them and closes the files.
"""

import asyncio
import contextlib
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import msgspec
from msgspec import Struct

from app import credentials
from app.cache import apply as cache
from app.cache.engine import Damaged
from app.cache.front import Front
from app.cache.search import Hit
from app.credentials import Keyring, MemoryVault, PassphraseVault, Vault, open_vault
from app.environment import Environment
from app.errors import (
    ClientError,
    Locked,
    NoRoom,
    NotConnected,
    SignInRefused,
)
from app.link.check import Check, check_connection
from app.link.driver import open_wire
from app.link.server import (
    Server,
    accept_join_code,
    drop_server,
    load_server,
    read_join_code,
    save_server,
)
from app.settings import Settings, managed_path
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
    about_trouble,
)
from app.sync.pump import Misbehaviour, Sync
from app.sync.stores import DAY_US, Stores, erase_stores, open_stores
from app.sync.transfers import Progress, Transfers
from app.tasks import Tasks
from app.views.views import Views
from app.workspace.workspace import Workspace
from sync_server.contract import codec, commands, frames, queries
from sync_server.contract.entities import Agent, Ticket
from sync_server.contract.ids import AgentId, AttachmentId, Instant, TicketId
from sync_server.contract.queries import Query
from sync_server.contract.refusals import Code, Refusal

__all__ = ["Client", "Held", "Notice", "Profile"]

TICK_S: Final = 30.0
SEARCH_HITS: Final = 50
MOST_UNHEARD: Final = 20

RESULTS: Final[dict[type[Query], type[Any]]] = {
    queries.SearchTickets: queries.SearchResult,
    queries.TicketHistory: queries.History,
    queries.FetchTicket: queries.WholeTicket,
    queries.FileTicket: queries.FilePass,
}
"""The type of each query's answer."""


class Profile(Struct, frozen=True, kw_only=True):
    """One account on this computer. `name` tells it apart in the keyring."""

    folder: Path

    @property
    def name(self) -> str:
        return str(self.folder.resolve())


class Held(Struct, frozen=True, kw_only=True):
    """What this computer holds of the desk: how many tickets, heard of when, and whose address.

    Both times are by this computer's clock.
    """

    tickets: int
    contact_at: Instant
    now: Instant
    email: str


class Client:
    """One account, with everything that works without a window.

    Signals: `state_changed`; `notices`. What nobody heard, because no window was there yet, is kept
    for `take_notices`. While the vault is locked there is no `workspace`.
    `device_name` is how people tell this computer from their others.
    """

    def __init__(
        self,
        profile: Profile,
        environment: Environment,
        *,
        keyring: Keyring | None = None,
        managed: Path | None = None,
        device_name: str = "",
        dial: Dial = open_wire,
    ) -> None:
        self.state_changed: Signal[ConnectionState] = Signal()
        self.notices: Signal[Notice] = Signal()
        self.uploaded: Signal[tuple[str, float]] = Signal()
        """A file's id, and how much of it the server has, from 0 to 1."""
        self._profile = profile
        self._environment = environment
        self._keyring = keyring
        self._device_name = device_name
        self._dial = dial
        profile.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.settings = Settings(
            profile.folder / "settings.json", managed=managed or managed_path()
        )
        self._unheard: deque[Notice] = deque(maxlen=MOST_UNHEARD)
        self._vault: Vault = MemoryVault()
        self._parts: _Parts | None = None
        self._tasks = Tasks()
        self._stale = False
        self._mending = False
        self.role = ""
        self.desk = ""
        """What its people call the desk; kept, so that it is known offline."""

    # -- life ----------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        self._vault = await open_vault(
            self._profile.name, self._profile.folder, self._environment, keyring=self._keyring
        )
        if self._vault.kind != "locked":
            await self._open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._shut()
        await self._tasks.close()

    async def _open(self) -> None:
        """Open the files, show what they hold, and connect if the device is signed in."""
        stores = await open_stores(self._profile.folder, self._vault, self._environment)
        self._parts = parts = await self._assemble(stores)
        for aside in stores.aside:
            self._notify(about_file(aside))
        token = await parts.identity.token()
        if token is None:
            # A cut of the power can bring back what was given up: the cache does not sync.
            await stores.worker.run(cache.reset, stores.cache, "")
        contact = await stores.contact_at()
        days = self.settings.number("lock_after_days")
        self._stale = contact is not None and self._environment.now_us() - contact > days * DAY_US
        whole = self._stale or await self._show_first()
        server = load_server(self._profile.folder) if token is not None else None
        parts.server = server
        if not whole:
            if server is not None:
                parts.connection.expect()
            parts.filling = parts.tasks.spawn(self._fill(parts), name="read the cache")
        elif server is not None:
            parts.connection.start(server.address())
        parts.tasks.spawn(self._tick(parts), name="clock")
        self.state_changed.emit(self.state)

    async def _assemble(self, stores: Stores) -> "_Parts":
        identity = Identity(self._vault, self._environment, on_loss=self._on_secret_lost)
        sync = Sync(
            stores,
            self._environment,
            device=await identity.device(),
            on_welcome=self._on_welcome,
        )
        connection = Connection(
            sync,
            self._environment,
            queue=stores.queue,
            token=identity.token,
            mend=self._mend,
            device_name=self._device_name,
            dial=self._dial,
        )
        connection.changed.connect(self._on_connection_changed)
        connection.troubled.connect(self._on_troubled)
        connection.expelled.connect(self._on_expelled)
        stores.queue.troubled.connect(self._on_troubled)
        stores.reader.damaged.connect(self._on_damaged)
        sync.misbehaved.connect(self._on_misbehaved)
        transfers = Transfers(stores, self._environment, on_sent=sync.wake)
        transfers.progressed.connect(self.uploaded.emit)
        return _Parts(
            stores=stores,
            sync=sync,
            connection=connection,
            identity=identity,
            transfers=transfers,
            views=Views(stores.workspace),
            courier=DraftCourier(stores.workspace, self._environment),
            tasks=Tasks(),
        )

    async def _show_first(self) -> bool:
        """Let the workspace hold what is shown first; whether that was all there is."""
        await self._look()
        parts = self._there
        front = await parts.stores.load_front()
        if front is None:
            await parts.stores.load()
            return True
        parts.views.remember(front.counts)
        return False

    async def _fill(self, parts: "_Parts") -> None:
        """Read the rest. Only then may the server say anything: the cache is older than it."""
        try:
            await parts.stores.load()
        except Damaged as damage:
            await self._mend(damage)
        if parts.server is not None:
            parts.connection.start(parts.server.address())

    async def _filled(self) -> None:
        """Wait until everything is read."""
        filling = self._there.filling
        if filling is not None:
            await asyncio.wait((filling,))

    async def _show(self) -> None:
        """Let the workspace hold what the cache holds."""
        await self._look()
        await self._there.stores.load()

    async def _look(self) -> None:
        """Find out who looks, at which desk."""
        stores = self._there.stores
        agent = await stores.worker.run(cache.get_meta, stores.cache, "agent")
        # A cache that was replaced does not know; the device does, and works on without a server.
        agent = agent or await self._there.identity.agent()
        role = await stores.worker.run(cache.get_meta, stores.cache, "role")
        desk = await stores.worker.run(cache.get_meta, stores.cache, "desk")
        self.role, self.desk = role or "", desk or ""
        stores.workspace.sign_in(None if agent is None else AgentId(agent))

    async def _shut(self) -> None:
        parts, self._parts = self._parts, None
        if parts is None:
            return
        await parts.tasks.close()
        await parts.connection.close()
        await self._keep_front(parts)
        await parts.courier.close()
        await parts.transfers.close()
        parts.views.close()
        await parts.stores.close()

    @property
    def _there(self) -> "_Parts":
        if self._parts is None:
            raise Locked
        return self._parts

    # -- looking -------------------------------------------------------------------------------

    @property
    def vault(self) -> Vault:
        """Where the secrets are; its `kind` is "keyring", "passphrase", "locked" or "memory"."""
        return self._vault

    @property
    def workspace(self) -> Workspace:
        """What windows look at. Raises `Locked`."""
        return self._there.stores.workspace

    @property
    def views(self) -> Views:
        """The sorted views. Raises `Locked`."""
        return self._there.views

    @property
    def me(self) -> AgentId | None:
        """Who is signed in."""
        return None if self._parts is None else self._parts.stores.workspace.me

    @property
    def state(self) -> ConnectionState:
        """How things stand with the server."""
        if self._parts is None:
            locked = self._vault.kind == "locked"
            return ConnectionState(kind="locked" if locked else "signed_out")
        state = self._parts.connection.state
        if self._stale and state.kind in ("offline", "connecting"):
            return ConnectionState(kind="locked", reason=NO_CONTACT, to_send=state.to_send)
        return state

    @property
    def server_name(self) -> str:
        """Where the desk of this profile is, "host:port"; empty before the first sign-in."""
        server = load_server(self._profile.folder)
        return "" if server is None else f"{server.host}:{server.port}"

    @property
    def latency_ms(self) -> float | None:
        """How long the last ping took there and back."""
        wire = None if self._parts is None else self._parts.sync.wire
        return None if wire is None else wire.latency_ms

    def take_notices(self) -> tuple[Notice, ...]:
        """What was said while nobody listened to `notices`, once."""
        unheard = tuple(self._unheard)
        self._unheard.clear()
        return unheard

    # -- signing in and out --------------------------------------------------------------------

    async def unlock(self, *, passphrase: str) -> None:
        """Open what a passphrase protects. Raises `WrongPassphrase`."""
        if isinstance(self._vault, PassphraseVault) and self._vault.kind == "locked":
            await self._vault.unlock(passphrase)
            await self._open()

    async def protect(self, *, passphrase: str) -> None:
        """Keep things on this computer under a passphrase, where there is no keyring.

        What is held in memory is fetched again from the server, into files.
        """
        if not isinstance(self._vault, MemoryVault):
            return
        secrets = self._vault.secrets()
        vault = PassphraseVault(self._profile.folder / credentials.SEALED, self._environment)
        await vault.create(passphrase, secrets)
        await self._shut()
        self._vault = vault
        await self._open()

    async def sign_in(
        self,
        *,
        email: str,
        password: str,
        join_code: str | None = None,
        server: Server | None = None,
        code: str | None = None,
        invitation: str | None = None,
    ) -> None:
        """Sign this device in, with a join code the first time or at a known server.

        `code` is a one-time code. `invitation` is the token of a join code, where there is none.

        Raises `SignInRefused`, `Unreachable`, `BadJoinCode` and `AnotherAccount`.
        """
        parts = self._there
        await self._filled()
        if join_code is not None:
            accepted = await accept_join_code(join_code)
            server, invitation = accepted.server, accepted.token
        server = server or load_server(self._profile.folder)
        if server is None:
            raise ValueError("a join code or a server is needed")
        parts.server = server
        credential = frames.Password(
            email=email, password=password, code=code, invitation=invitation
        )
        try:
            await parts.connection.enter(server.address(), credential)
        except SignInRefused as refused:
            if invitation is None or refused.refusal.code != Code.SIGN_IN:
                raise
            # It may have been used up by an attempt whose answer was lost: the password is set.
            again = msgspec.structs.replace(credential, invitation=None)
            await parts.connection.enter(server.address(), again)

    async def check_connection(
        self, *, join_code: str | None = None, server: Server | None = None
    ) -> tuple[Check, ...]:
        """Go step by step to the desk: "name", "port", "certificate", "greeting".

        Raises `BadJoinCode`.
        """
        if join_code is not None:
            code = read_join_code(join_code)

            async def find() -> Server:
                return (await accept_join_code(join_code)).server

            return await check_connection(
                code.host, code.port, find, now_us=self._environment.now_us
            )
        known = server or load_server(self._profile.folder)
        if known is None:
            raise ValueError("a join code or a server is needed")

        async def same() -> Server:
            return known

        return await check_connection(known.host, known.port, same, now_us=self._environment.now_us)

    async def held(self) -> Held | None:
        """What a person can work with while the server cannot be reached; none: nothing.

        A device that was given up, or that has been too long without contact, has nothing.
        """
        parts, me = self._parts, self.me
        given_up = self.state.reason in (Code.DEVICE_REVOKED, Code.DISABLED)
        if parts is None or me is None or self._stale or given_up:
            return None
        contact = await parts.stores.contact_at()
        if contact is None or await parts.identity.token() is None:
            return None
        agent = parts.stores.workspace.get(Agent, me)
        return Held(
            tickets=sum(1 for _ in parts.stores.workspace.all(Ticket)),
            contact_at=contact,
            now=self._environment.now_us(),
            email=(agent.email if agent is not None else None) or "",
        )

    def work_offline(self) -> None:
        """Go on with what is held, and try the device's own token once the server answers."""
        parts, server = self._there, load_server(self._profile.folder)
        if server is not None and self.state.kind == "signed_out":
            parts.server = server
            parts.connection.start(server.address())

    async def sign_out(self) -> None:
        """End this device's access, and leave nothing of the account on this computer."""
        parts = self._there
        with contextlib.suppress(NotConnected):
            await parts.sync.leave(forget=True)
        await self._shut()
        await parts.identity.forget()
        erase_stores(self._profile.folder)
        drop_server(self._profile.folder)
        self.role = ""
        self.desk = ""
        await self._open()

    # -- using the server ----------------------------------------------------------------------

    def retry_now(self) -> None:
        """Connect now instead of waiting."""
        self._there.connection.hurry()

    def here(self, *, ticket: TicketId | None, mode: str = "viewing", typing: bool = False) -> None:
        """Tell colleagues where this person is; nobody hears it while offline."""
        parts = self._there
        here = frames.Here(ticket=ticket, mode=mode, typing=typing)
        parts.tasks.spawn(_quietly(parts.sync, here), name="presence")

    async def ask(self, query: Query) -> Any:
        """The answer to a query, of the type that belongs to it.

        Raises `NotConnected` and `AskRefused`.
        """
        raw = await self._there.sync.ask(query)
        return codec.decode_as(RESULTS[type(query)], raw)

    async def search(self, text: str, *, limit: int = SEARCH_HITS) -> tuple[Hit, ...]:
        """What this computer holds that has all the words of a text, the newest first."""
        return await self._there.stores.reader.search(text, limit=limit)

    async def attach_file(self, path: Path) -> commands.File:
        """Take a file into the outbox's care: it is sent before the command that names it.

        Raises `TooLarge`, `NoRoom` and `OSError`.
        """
        return await self._there.transfers.attach(path, name=path.name)

    async def attach_data(self, data: bytes, *, name: str) -> commands.File:
        """The same for what is in no file, a picture out of the clipboard: it never becomes one.

        Raises `TooLarge` and `NoRoom`.
        """
        return await self._there.transfers.attach(data, name=name)

    async def download(
        self, attachment: AttachmentId, *, to: Path, progress: Progress | None = None
    ) -> Path:
        """Fetch a file; `progress` hears bytes so far and in all.

        Raises `NotConnected`, `AskRefused`, `TransferFailed` and `OSError`.
        """
        found: queries.FilePass = await self.ask(queries.FileTicket(attachment=attachment))
        transfers = self._there.transfers
        return await transfers.fetch(attachment, found.token, to=to, progress=progress)

    # -- what happens --------------------------------------------------------------------------

    async def _on_welcome(self, welcome: frames.Welcome) -> None:
        """Keep the token before anything else; then make sure whose cache this is."""
        parts = self._there
        await parts.identity.take(welcome)
        if parts.server is not None:
            # Here and not in `sign_in`: whoever waits there may be gone once the window changes.
            save_server(self._profile.folder, parts.server)
        stores = parts.stores
        for key, value in (
            ("agent", welcome.agent),
            ("role", welcome.role),
            ("desk", welcome.desk),
            ("contact_at", str(self._environment.now_us())),
        ):
            await stores.worker.run(cache.set_meta, stores.cache, key, value)
        self.role, self.desk = welcome.role, welcome.desk
        if self._stale or stores.workspace.me != welcome.agent:
            self._stale = False
            await self._show()
        parts.connection.welcomed()
        if parts.server is not None:
            parts.transfers.begin(parts.server.address(), welcome)

    async def _mend(self, damage: Damaged) -> None:
        if self._mending:
            return  # several readers may stumble over the same damage
        self._mending = True
        try:
            aside = await self._there.stores.mend(damage, self._environment.now_us())
        finally:
            self._mending = False
        self._notify(about_file(aside))

    async def _tick(self, parts: "_Parts") -> None:
        """What time alone makes necessary."""
        while True:
            await self._environment.sleep(TICK_S)
            parts.views.tick()
            parts.stores.queue.retry_unsaved()
            await self._keep_front(parts)
            if parts.sync.wire is not None:
                with contextlib.suppress(NoRoom, Damaged):  # the next frame says it
                    await self._note_contact(parts.stores)

    async def _keep_front(self, parts: "_Parts") -> None:
        """Remember what the next start shows first."""
        workspace = parts.stores.workspace
        if workspace.loading or not workspace.has_any(Ticket):
            return
        front = parts.views.front()
        if front != parts.front:
            with contextlib.suppress(NoRoom, Damaged):  # it is only a hint
                await parts.stores.keep_front(front)
                parts.front = front

    async def _note_contact(self, stores: Stores) -> None:
        now = str(self._environment.now_us())
        await stores.worker.run(cache.set_meta, stores.cache, "contact_at", now)

    def _notify(self, notice: Notice) -> None:
        if self.notices.subscribers:
            self.notices.emit(notice)
        else:
            self._unheard.append(notice)

    def _on_connection_changed(self, _: ConnectionState) -> None:
        if self._parts is not None:
            self._parts.courier.set_live(live=self.state.kind == "live")
            self.state_changed.emit(self.state)

    def _on_secret_lost(self, detail: str) -> None:
        self._notify(about_keyring(detail))

    def _on_troubled(self, trouble: ClientError) -> None:
        self._notify(about_trouble(trouble))

    def _on_damaged(self, damage: Damaged) -> None:
        self._tasks.spawn(self._mend_and_reconnect(damage), name="replace the cache")

    async def _mend_and_reconnect(self, damage: Damaged) -> None:
        await self._mend(damage)
        await self._there.sync.restart()

    def _on_misbehaved(self, what: Misbehaviour) -> None:
        self._notify(about_misbehaviour(what))

    def _on_expelled(self, refusal: Refusal) -> None:
        self._notify(about_expulsion(refusal))
        if refusal.code in (Code.DEVICE_REVOKED, Code.DISABLED):
            self._tasks.spawn(self._give_up(), name="give up what is held")

    async def _give_up(self) -> None:
        """The device may no longer hold anything of the desk. Unsent texts stay, encrypted.

        The token goes last: if the program dies before that, the server says it all again.
        """
        parts = self._there
        stores = parts.stores
        await stores.worker.run(cache.wipe, stores.cache)
        stores.workspace.clear()
        await parts.identity.give_up()


class _Parts:
    """What exists while the files are open."""

    def __init__(
        self,
        *,
        stores: Stores,
        sync: Sync,
        connection: Connection,
        identity: Identity,
        transfers: Transfers,
        views: Views,
        courier: DraftCourier,
        tasks: Tasks,
    ) -> None:
        self.stores = stores
        self.sync = sync
        self.connection = connection
        self.identity = identity
        self.transfers = transfers
        self.views = views
        self.courier = courier
        self.tasks = tasks
        self.server: Server | None = None
        self.filling: asyncio.Task[object] | None = None
        self.front: Front | None = None


async def _quietly(sync: Sync, here: frames.Here) -> None:
    with contextlib.suppress(NotConnected):
        await sync.show(here)
