# SPDX-License-Identifier: Apache-2.0
"""The client as a whole, without a window: `async with Client(profile, environment) as client`.

It opens from the cache before any connection and works offline. While the files are open, the parts
are in `Opened`; leaving the block stops them and closes the files.
"""

import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import msgspec
from msgspec import Struct

from app import credentials
from app.alerts.inbox import Inbox
from app.cache.search import Hit
from app.clocks.desk_clocks import DeskClocks
from app.credentials import Keyring, MemoryVault, PassphraseVault, Vault, open_vault
from app.environment import Environment
from app.errors import Locked, NotConnected, SignInRefused
from app.link.check import Check, check_connection
from app.link.driver import open_wire
from app.link.server import Server, accept_join_code, drop_server, load_server, read_join_code
from app.opened import Held, Opened
from app.settings import Settings, managed_path
from app.signals import Signal, Subscription
from app.sync.connection import ConnectionState, Dial
from app.sync.notices import Notice
from app.sync.stores import erase_stores
from app.sync.transfers import Progress
from app.views.views import Views
from app.workspace.replays import ReplayedCommand, replayed_commands
from app.workspace.workspace import Workspace
from sync_server.contract import codec, commands, frames, queries
from sync_server.contract.ids import AgentId, AttachmentId, TicketId
from sync_server.contract.queries import Query
from sync_server.contract.refusals import Code

__all__ = ["Client", "Held", "Notice", "Profile"]

SEARCH_HITS: Final = 50
MOST_UNHEARD: Final = 20

RESULTS: Final[dict[type[Query], type[Any]]] = {
    queries.SearchTickets: queries.SearchResult,
    queries.TicketHistory: queries.History,
    queries.FetchTicket: queries.WholeTicket,
    queries.FileTicket: queries.FilePass,
    queries.ReadDraft: queries.DraftText,
    queries.ReadHeld: queries.HeldContent,
    queries.TestMailbox: queries.TestReport,
    queries.InviteAgent: queries.AgentInvited,
    queries.CheckPolicy: queries.DocumentCheck,
    queries.CheckCalendar: queries.DocumentCheck,
    queries.RuleSchema: queries.DocumentSchema,
    queries.CheckRule: queries.RuleCheck,
    queries.PreviewMacro: queries.TriedTicket,
    queries.TryRule: queries.RuleTrial,
    queries.HolidayPlaces: queries.KnownPlaces,
    queries.AddPublicHolidays: queries.HolidaysAdded,
    queries.AddCalendarFile: queries.HolidaysAdded,
    queries.ExplainRouting: queries.RoutingNow,
    queries.TeamMatrix: queries.Matrix,
    queries.PreviewRedistribution: queries.Redistribution,
    queries.TraceDelivery: queries.DeliveryTrace,
}
"""The type of each query's answer."""


class Profile(Struct, frozen=True, kw_only=True):
    """One account on this computer. `name` tells it apart in the keyring."""

    folder: Path

    @property
    def name(self) -> str:
        return str(self.folder.resolve())


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
        self.replay_changed: Signal[tuple[ReplayedCommand, ...]] = Signal()
        """What was sent again to a restored server, whenever that changes."""
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
        self._opened: Opened | None = None
        self._subscription: Subscription | None = None

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

    async def _open(self) -> None:
        self._opened = opened = await Opened.open(
            self._profile.folder,
            self._vault,
            environment=self._environment,
            lock_after_days=self.settings.number("lock_after_days"),
            device_name=self._device_name,
            dial=self._dial,
            notify=self._notify,
        )
        self._subscription = opened.changed.connect(self.state_changed.emit)
        opened.uploaded.connect(self.uploaded.emit)
        opened.stores.queue.replay.changed.connect(
            lambda entries: self.replay_changed.emit(replayed_commands(entries))
        )
        self.state_changed.emit(self.state)

    async def _shut(self) -> None:
        opened, self._opened = self._opened, None
        if self._subscription is not None:
            self._subscription.close()
        if opened is not None:
            await opened.close()

    @property
    def opened(self) -> Opened:
        """The parts, while the files are open. Raises `Locked`."""
        if self._opened is None:
            raise Locked
        return self._opened

    # -- looking -------------------------------------------------------------------------------

    @property
    def vault(self) -> Vault:
        """Where the secrets are; its `kind` is "keyring", "passphrase", "locked" or "memory"."""
        return self._vault

    @property
    def workspace(self) -> Workspace:
        """What windows look at. Raises `Locked`."""
        return self.opened.stores.workspace

    @property
    def views(self) -> Views:
        """The sorted views. Raises `Locked`."""
        return self.opened.views

    @property
    def clocks(self) -> DeskClocks:
        """The clocks of all tickets. Raises `Locked`."""
        return self.opened.clocks

    @property
    def inbox(self) -> Inbox:
        """The alerts that nobody has seen to yet. Raises `Locked`."""
        return self.opened.inbox

    @property
    def me(self) -> AgentId | None:
        """Who is signed in."""
        return None if self._opened is None else self._opened.stores.workspace.me

    @property
    def role(self) -> str:
        """What this person may do; empty before the first sign-in."""
        return "" if self._opened is None else self._opened.role

    @property
    def desk(self) -> str:
        """What its people call the desk; kept, so that it is known offline."""
        return "" if self._opened is None else self._opened.desk

    @property
    def web(self) -> str:
        """The address of the desk's pages in a browser; kept. Empty as long as nobody said it."""
        return "" if self._opened is None else self._opened.web

    @property
    def state(self) -> ConnectionState:
        """How things stand with the server."""
        if self._opened is not None:
            return self._opened.state
        return ConnectionState(kind="locked" if self._vault.kind == "locked" else "signed_out")

    @property
    def server_name(self) -> str:
        """Where the desk of this profile is, "host:port"; empty before the first sign-in."""
        server = load_server(self._profile.folder)
        return "" if server is None else f"{server.host}:{server.port}"

    @property
    def latency_ms(self) -> float | None:
        """How long the last ping took there and back."""
        wire = None if self._opened is None else self._opened.sync.wire
        return None if wire is None else wire.latency_ms

    @property
    def next_try_s(self) -> float | None:
        """In how many seconds it tries again to connect; none while it does not wait."""
        return None if self._opened is None else self._opened.connection.next_try_s

    @property
    def replayed(self) -> tuple[ReplayedCommand, ...]:
        """What was sent again to a server that came back from a backup, until it is dismissed."""
        if self._opened is None:
            return ()
        return replayed_commands(self._opened.stores.queue.replay.entries)

    def dismiss_replayed(self) -> None:
        """The person has seen what was sent again; what still waits stays."""
        self.opened.stores.queue.dismiss_replay()

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
        stays: bool = True,
    ) -> None:
        """Sign this device in, with a join code the first time or at a known server.

        `code` is a one-time code. `invitation` is the token of a join code, where there is none.
        Without `stays` the device is signed in for as long as the program runs.

        Raises `SignInRefused`, `Unreachable`, `BadJoinCode` and `AnotherAccount`.
        """
        opened = self.opened
        await opened.filled()
        if join_code is not None:
            accepted = await accept_join_code(join_code)
            server, invitation = accepted.server, accepted.token
        server = server or load_server(self._profile.folder)
        if server is None:
            raise ValueError("a join code or a server is needed")
        opened.server = server
        opened.identity.stays = stays
        credential = frames.Password(
            email=email, password=password, code=code, invitation=invitation
        )
        try:
            await opened.connection.enter(server.address(), credential)
        except SignInRefused as refused:
            if invitation is None or refused.refusal.code != Code.SIGN_IN:
                raise
            # It may have been used up by an attempt whose answer was lost: the password is set.
            again = msgspec.structs.replace(credential, invitation=None)
            await opened.connection.enter(server.address(), again)

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

            return await self._check(code.host, code.port, find)
        known = server or load_server(self._profile.folder)
        if known is None:
            raise ValueError("a join code or a server is needed")

        async def same() -> Server:
            return known

        return await self._check(known.host, known.port, same)

    async def _check(
        self, host: str, port: int, find: Callable[[], Awaitable[Server]]
    ) -> tuple[Check, ...]:
        environment = self._environment
        return await check_connection(
            host, port, find, now_us=environment.now_us, monotonic=environment.monotonic
        )

    async def held(self) -> Held | None:
        """What a person can work with while the server cannot be reached; none: nothing.

        A device that was given up, or that has been too long without contact, has nothing.
        """
        return None if self._opened is None else await self._opened.held()

    def work_offline(self) -> None:
        """Go on with what is held, and try the device's own token once the server answers."""
        opened, server = self.opened, load_server(self._profile.folder)
        if server is not None and self.state.kind == "signed_out":
            opened.server = server
            opened.connection.start(server.address())

    async def sign_out(self) -> None:
        """End this device's access, and leave nothing of the account on this computer."""
        opened = self.opened
        with contextlib.suppress(NotConnected):
            await opened.sync.leave(forget=True)
        await self._shut()
        await opened.identity.forget()
        erase_stores(self._profile.folder)
        drop_server(self._profile.folder)
        await self._open()

    # -- using the server ----------------------------------------------------------------------

    def retry_now(self) -> None:
        """Connect now instead of waiting."""
        self.opened.connection.hurry()

    def here(self, *, ticket: TicketId | None, mode: str = "viewing", typing: bool = False) -> None:
        """Tell colleagues where this person is; nobody hears it while offline."""
        self.opened.show_presence(frames.Here(ticket=ticket, mode=mode, typing=typing))

    async def ask(self, query: Query) -> Any:
        """The answer to a query, of the type that belongs to it.

        Raises `NotConnected` and `AskRefused`.
        """
        raw = await self.opened.sync.ask(query)
        return codec.decode_as(RESULTS[type(query)], raw)

    async def search(self, text: str, *, limit: int = SEARCH_HITS) -> tuple[Hit, ...]:
        """What this computer holds that has all the words of a text, the newest first."""
        return await self.opened.stores.reader.search(text, limit=limit)

    async def last_texts(self, tickets: Iterable[TicketId], *, letters: int) -> dict[TicketId, str]:
        """How the newest message between customer and us begins, as far as this computer knows."""
        return await self.opened.stores.reader.last_texts(tickets, letters=letters)

    async def tickets_with_files(self) -> frozenset[TicketId]:
        """The tickets on this computer that hold attachments."""
        return await self.opened.stores.reader.tickets_with_files()

    async def attach_file(self, path: Path) -> commands.File:
        """Take a file into the outbox's care: it is sent before the command that names it.

        Raises `TooLarge`, `NoRoom` and `OSError`.
        """
        return await self.opened.transfers.attach(path, name=path.name)

    async def attach_data(self, data: bytes, *, name: str) -> commands.File:
        """The same for what is in no file, a picture out of the clipboard: it never becomes one.

        Raises `TooLarge` and `NoRoom`.
        """
        return await self.opened.transfers.attach(data, name=name)

    async def download(
        self, attachment: AttachmentId, *, to: Path, progress: Progress | None = None
    ) -> Path:
        """Fetch a file; `progress` hears bytes so far and in all.

        Raises `NotConnected`, `AskRefused`, `TransferFailed` and `OSError`.
        """
        found: queries.FilePass = await self.ask(queries.FileTicket(attachment=attachment))
        transfers = self.opened.transfers
        return await transfers.fetch(attachment, found.token, to=to, progress=progress)

    def _notify(self, notice: Notice) -> None:
        if self.notices.subscribers:
            self.notices.emit(notice)
        else:
            self._unheard.append(notice)
