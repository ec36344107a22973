# SPDX-License-Identifier: Apache-2.0
"""The devices of agents: enrolled, recognised by a token that is replaced at every use, ended."""

from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

import msgspec

from sync_server.config import Limits
from sync_server.contract.ids import AgentId, DeviceId, Instant
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.security import stamps, tokens
from sync_server.security.tokens import Accepted, DeviceTokens, Reused, Unknown
from sync_server.store.accounts import Accounts, Device
from sync_server.store.engines import Writer
from sync_server.store.ledger import Ledger
from sync_server.store.origin import read_origin
from sync_server.store.settings import Settings

DAY: Final = 86_400_000_000
"""In microseconds, as instants are."""

_KEY: Final = "device_stamps"
"""The setting with the key of stamps, in hex: a backup has it, so that it knows what came later."""

Listener = Callable[[DeviceId], Awaitable[None]]


class Rotation(NamedTuple):
    """What came of a token: the device, the verdict, whether it ended by this, its next counter."""

    device: Device | None
    verdict: Accepted | Reused | Unknown
    ended: bool = False
    counter: int = 0


class Devices:
    """Devices of one desk. Public methods are for the event loop; `store` is for the writer's."""

    def __init__(self, desk: Desk, environment: Environment, limits: Limits) -> None:
        self._desk = desk
        self._environment = environment
        self._limits = limits
        self._reading = environment.lane("accounts")
        self._accounts = Accounts(desk.database)
        self._ledger = Ledger(desk.database)
        self._listeners: list[Listener] = []
        self._key: bytes | None = None

    async def find(self, device: DeviceId) -> Device | None:
        """The device under an id, ended or not."""

        def read() -> Device | None:
            with self._desk.database.read() as reader:
                return self._accounts.device(reader, device)

        return await self._reading.run(read)

    async def every(self, agent: AgentId | None = None) -> list[Device]:
        """All devices, or an agent's; ended ones too."""

        def read() -> list[Device]:
            with self._desk.database.read() as reader:
                return self._accounts.devices(reader, agent)

        return await self._reading.run(read)

    async def rotate(self, device: DeviceId, token: str) -> Rotation:
        """Judge a token and store what follows: its replacement, or the end of the device.

        An ended device keeps its verdict, so that it can be told apart from a stranger.
        """
        return await self._desk.transact(lambda writer: self._rotate(writer, device, token))

    async def revoke(self, device: DeviceId, *, source: str = "console") -> None:
        """End a device and close its sessions. Refused: not_found."""
        await self._end(device, what="device_revoked", source=source)

    async def sign_out(self, device: DeviceId, *, source: str = "") -> None:
        """End a device as its own agent wished. Refused: not_found."""
        await self._end(device, what="signed_out", source=source)

    async def stamper(self, device: DeviceId) -> tokens.Finish:
        """What makes of a new token of a device one that a restored server would recognise."""
        return await self._desk.transact(lambda writer: self._stamper(writer, device))

    def on_ended(self, listener: Listener) -> Callable[[], None]:
        """Await `listener` for each device that ends, to close its sessions. Call to undo."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def announce(
        self, ended: list[Device], *, source: str, what: str = "device_revoked"
    ) -> None:
        """Log that devices have ended, and have their sessions closed."""
        for device in ended:
            await self._desk.record_security(
                what=what, account=device.agent, source=source, detail=device.id
            )
            for listener in tuple(self._listeners):
                await listener(device.id)

    async def prune(self) -> None:
        """Forget ended devices and used one-time tokens after the longest life of a device."""
        before = self._environment.now_us() - self._limits.device_days * DAY
        await self._desk.transact(lambda writer: self._accounts.prune(writer, before=before))

    async def _end(self, id_: DeviceId, *, what: str, source: str) -> None:
        def end(writer: Writer) -> list[Device]:
            device = self._accounts.lock_device(writer, id_)
            if device is None:
                raise Refused(Code.NOT_FOUND, "device")
            return [] if device.revoked_at is not None else [self._revoke(writer, device)]

        await self.announce(await self._desk.transact(end), source=source, what=what)

    # -- on the writer's thread ----------------------------------------------------------------

    def store(
        self, writer: Writer, device: Device, *, ends_others: bool
    ) -> tuple[int, list[Device]]:
        """Store a device that was just enrolled.

        Gives its next send counter, and the agent's devices that end by it: all others, or those
        over the limit that were not seen for longest. Refused: sign_in, for somebody else's device.
        """
        known = self._accounts.lock_device(writer, device.id)
        if known is not None:
            if known.agent != device.agent:
                raise Refused(Code.SIGN_IN, "device")
            device = msgspec.structs.replace(
                device, name=device.name or known.name, retired_tokens=_worn_tokens(known)
            )
        self._accounts.put_device(writer, device)
        others = [
            other
            for other in self._accounts.devices(writer, device.agent)
            if other.id != device.id and other.revoked_at is None
        ]
        if not ends_others:
            others.sort(key=lambda other: other.seen_at)
            others = others[: max(0, len(others) + 1 - self._limits.devices_per_agent)]
        ended = [self._revoke(writer, other) for other in others]
        return self._ledger.sender(writer, device.id).next_counter, ended

    def _rotate(self, writer: Writer, id_: DeviceId, token: str) -> Rotation:
        device = self._accounts.lock_device(writer, id_)
        if device is None:
            return Rotation(None, Unknown())
        known = DeviceTokens(device.token, device.previous_token, device.retired_tokens)
        finish = self._stamper(writer, id_)
        verdict = tokens.rotate(known, token, self._environment.random_bytes, finish=finish)
        if isinstance(verdict, Unknown):
            verdict = self._judge_after_restore(writer, device, token)
        if device.revoked_at is not None:
            return Rotation(device, verdict)
        if isinstance(verdict, Reused):
            return Rotation(self._revoke(writer, device), verdict, ended=True)
        now = self._environment.now_us()
        if not isinstance(verdict, Accepted) or self._is_over(device, now):
            return Rotation(device, Unknown())
        device = msgspec.structs.replace(
            device,
            token=verdict.tokens.current,
            previous_token=verdict.tokens.previous,
            retired_tokens=verdict.tokens.retired,
            seen_at=now,
        )
        self._accounts.put_device(writer, device)
        counter = self._ledger.sender(writer, id_).next_counter
        return Rotation(device, verdict, counter=counter)

    def _stamper(self, writer: Writer, id_: DeviceId) -> tokens.Finish:
        """What makes of a token one that a restored server would recognise."""
        if self._key is None:
            settings = Settings(self._desk.database)
            text = settings.get(writer, _KEY)
            if text is None:
                text = self._environment.random_bytes(stamps.KEY_BYTES).hex()
                settings.put(writer, _KEY, text)
            self._key = bytes.fromhex(text)
        key, now = self._key, self._environment.now_us()
        return lambda token: stamps.stamp(key, token, device=id_, at=now)

    def _judge_after_restore(
        self, writer: Writer, device: Device, token: str
    ) -> Accepted | Reused | Unknown:
        """What a token means that is not known here: a restored server may have given it out.

        The first such token of a device is good. With a second one two have come: one is a copy.
        """
        origin = read_origin(self._desk.database, writer)
        assert self._key is not None
        at = stamps.stamped_at(self._key, token, device=device.id)
        if origin is None or at is None or not origin.made_at <= at <= origin.at:
            return Unknown()
        if device.seen_at >= origin.at:
            return Reused()
        known = DeviceTokens(device.token, device.previous_token, device.retired_tokens)
        fresh = tokens.new_token(self._environment.random_bytes)
        return tokens.adopt(known, token, token=self._stamper(writer, device.id)(fresh))

    def _revoke(self, writer: Writer, device: Device) -> Device:
        """Store that a device has ended; its tokens are worn out."""
        ended = msgspec.structs.replace(
            device,
            token=None,
            previous_token=None,
            retired_tokens=_worn_tokens(device),
            revoked_at=self._environment.now_us(),
        )
        self._accounts.put_device(writer, ended)
        return ended

    def _is_over(self, device: Device, now: Instant) -> bool:
        """Whether a device was away for too long, or was enrolled too long ago."""
        return (
            now - device.seen_at > self._limits.device_idle_days * DAY
            or now - device.enrolled_at > self._limits.device_days * DAY
        )


def _worn_tokens(device: Device) -> tuple[str, ...]:
    """The newest of all tokens that a device had: none may come back."""
    worn = (*device.retired_tokens, device.previous_token, device.token)
    return tuple(token for token in worn if token is not None)[-tokens.KEPT_RETIRED :]
