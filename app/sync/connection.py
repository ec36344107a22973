# SPDX-License-Identifier: Apache-2.0
"""The connection as a person sees it: connecting, syncing, live, offline, signed out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Final, Literal

from msgspec import Struct

from app.cache.engine import Damaged
from app.environment import Environment
from app.errors import ClientError, NoRoom, SignInRefused, Unreachable
from app.link.driver import After, Redialler, open_wire, prepare
from app.link.session import gives_up_for_good
from app.link.wire import Address, Wire, WireClosed
from app.outbox.queue import Queue
from app.signals import Signal
from app.sync.pump import Credential, Progress, Sync
from app.tasks import Tasks
from sync_server.contract.frames import DeviceToken
from sync_server.contract.refusals import Refusal

logger = logging.getLogger(__name__)

Kind = Literal["signed_out", "locked", "connecting", "syncing", "live", "offline"]

NO_CONTACT: Final = "no_contact"

Dial = Callable[[Address], AbstractAsyncContextManager[Wire]]
"""Opens a wire to a desk. Raises `Unreachable`."""


class ConnectionState(Struct, frozen=True, kw_only=True):
    """How things stand. `to_send` changes wait for the server.

    `step` of `of` is how far syncing is, in positions of the change log. `reason` is a refusal's
    code, or "name", "port", "certificate", "network", "no_room" or "no_contact".
    """

    kind: Kind
    to_send: int = 0
    step: int = 0
    of: int = 0
    reason: str | None = None
    latency_ms: float | None = None


class Connection:
    """Keeps a session while it is wanted. Signals: `changed`; `troubled`; `expelled`.

    `expelled` has the refusal by which the server ended it for good. `token` gives the device's
    token; `mend` replaces a damaged cache; `dial` opens wires.
    """

    def __init__(
        self,
        sync: Sync,
        environment: Environment,
        *,
        queue: Queue,
        token: Callable[[], Awaitable[str | None]],
        mend: Callable[[Damaged], Awaitable[None]],
        device_name: str = "",
        dial: Dial = open_wire,
    ) -> None:
        self.changed: Signal[ConnectionState] = Signal()
        self.troubled: Signal[ClientError] = Signal()
        self.expelled: Signal[Refusal] = Signal()
        self._sync = sync
        self._environment = environment
        self._queue = queue
        self._token = token
        self._mend = mend
        self._device_name = device_name
        self._open_wire = dial
        self._state = ConnectionState(kind="signed_out")
        self._tasks = Tasks()
        self._redialler: Redialler | None = None
        self._running: asyncio.Task[object] | None = None
        self._credential: Credential | None = None
        self._entering: asyncio.Future[None] | None = None
        self._subscriptions = (
            sync.progressed.connect(self._on_progressed),
            sync.ended.connect(self._on_ended),
            queue.changed.connect(lambda _: self._set(self._state.kind)),
        )

    @property
    def state(self) -> ConnectionState:
        return self._state

    @property
    def next_try_s(self) -> float | None:
        """In how many seconds it tries again; none while it does not wait."""
        return None if self._redialler is None else self._redialler.next_try_s

    def start(self, address: Address) -> None:
        """Connect with the device's token, and stay connected."""
        self._dial(address)

    def expect(self) -> None:
        """`start` follows as soon as what is held has been read."""
        self._set("connecting")

    async def enter(self, address: Address, credential: Credential) -> None:
        """Sign in with a password, and stay connected.

        Raises `SignInRefused`, `Unreachable`, or what keeping the token raises. Whoever stops
        waiting gives up, unless the server has let the device in already.
        """
        await self.stop()
        self._credential = credential
        self._entering = entering = asyncio.get_running_loop().create_future()
        self._dial(address)
        try:
            await entering
        except BaseException:
            if not _succeeded(entering):
                await self.stop()
            raise
        finally:
            self._credential = self._entering = None

    def welcomed(self) -> None:
        """The server let the device in."""
        self._settle_entering(None)
        self._set("syncing")

    def hurry(self) -> None:
        """Try again now."""
        if self._redialler is not None:
            self._redialler.hurry()

    async def stop(self, kind: Kind = "signed_out", reason: str | None = None) -> None:
        """Be disconnected."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        self._running = self._redialler = None
        self._set(kind, reason=reason)

    async def close(self) -> None:
        """Give everything back."""
        await self.stop(self._state.kind)
        for subscription in self._subscriptions:
            subscription.close()
        await self._tasks.close()

    def _dial(self, address: Address) -> None:
        self._redialler = Redialler(
            self._environment,
            dial=lambda: self._open(address),
            talk=self._talk,
            on_trouble=self._on_trouble,
        )
        self._set("connecting", reason=self._state.reason)
        self._running = self._tasks.spawn(self._stay(self._redialler), name="connection")

    async def _stay(self, redialler: Redialler) -> None:
        # On a busy machine the import alone would be a turn of an eighth of a second.
        await self._environment.lane("imports").run(prepare)
        await redialler.run()

    def _open(self, address: Address) -> AbstractAsyncContextManager[Wire]:
        self._set("connecting", reason=self._state.reason)
        return self._open_wire(address)

    async def _talk(self, wire: Wire) -> After:
        credential = self._credential
        if credential is None:
            token = await self._token()
            if token is None:
                self._set("signed_out")
                return After.STOP
            credential = DeviceToken(token=token)
        try:
            after = await self._sync.talk(wire, credential, device_name=self._device_name)
        except NoRoom as error:
            self.troubled.emit(error)
            self._lose(error, "no_room")
            return After.LATER
        except Damaged as damage:
            await self._mend(damage)
            return After.AT_ONCE
        except ClientError as error:
            self._lose(error, type(error).__name__)
            return After.STOP
        except WireClosed:
            raise
        except Exception:  # one session failed, for whatever reason: there will be another
            logger.exception("The session failed")
            self._lose(Unreachable("network"), "internal")
            return After.LATER
        if after is not After.STOP:
            self._lose(Unreachable("network"), self._state.reason or "network")
        return after

    def _lose(self, error: ClientError, reason: str) -> None:
        self._settle_entering(error)
        self._set("offline", reason=reason)

    def _on_trouble(self, trouble: Unreachable) -> None:
        self._lose(trouble, trouble.reason)

    def _on_progressed(self, progress: Progress) -> None:
        kind: Kind = "live" if progress.live else "syncing"
        self._set(kind, progress=progress)

    def _on_ended(self, refusal: Refusal) -> None:
        self._settle_entering(SignInRefused(refusal))
        for_good = gives_up_for_good(refusal)
        self._set("signed_out" if for_good else "offline", reason=refusal.code)
        if for_good:
            self.expelled.emit(refusal)

    def _settle_entering(self, error: ClientError | None) -> None:
        entering = self._entering
        if entering is None or entering.done():
            return
        if error is None:
            entering.set_result(None)
        else:
            entering.set_exception(error)

    def _set(
        self, kind: Kind, *, reason: str | None = None, progress: Progress | None = None
    ) -> None:
        wire = self._sync.wire
        if progress is None and kind == self._state.kind:
            step, of, reason = self._state.step, self._state.of, reason or self._state.reason
        else:
            step, of = (0, 0) if progress is None else (progress.step, progress.of)
        state = ConnectionState(
            kind=kind,
            to_send=self._queue.changes,
            step=step if kind == "syncing" else 0,
            of=of if kind == "syncing" else 0,
            reason=reason if kind != "live" else None,
            latency_ms=None if wire is None else wire.latency_ms,
        )
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _succeeded(future: "asyncio.Future[None]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
