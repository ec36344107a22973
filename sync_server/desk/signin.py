# SPDX-License-Identifier: Apache-2.0
"""Who is there: admits devices, and sets passwords by one-time tokens.

The first frame of a connection carries a device's token or a password. A token is replaced at
every use. A password enrols the device; with a one-time token beside it, it becomes the account's
password. Whoever guesses learns nothing: an unknown address costs and answers the same as a wrong
password.
"""

from typing import Final

from msgspec import Struct

from sync_server.config import Limits
from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Agent
from sync_server.contract.frames import DeviceToken, Hello, Password
from sync_server.contract.ids import AgentId, DeviceId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.desk import Desk
from sync_server.desk.devices import Devices
from sync_server.environment import Environment
from sync_server.security import tokens
from sync_server.security.passwords import (
    BadPassword,
    check_password,
    hash_password,
    needs_rehash,
    verify_password,
)
from sync_server.security.throttle import Throttle
from sync_server.security.tokens import Accepted, Reused, hash_token
from sync_server.store.accounts import INVITE, JOIN, RESET, Accounts, Device, Invitation
from sync_server.store.engines import Writer

SECOND: Final = 1_000_000
HASHES_AT_ONCE: Final = 4
"""Each takes 64 MiB."""

CONSOLE: Final = "console"
"""The source in security events of what was done at the server's console."""

NOBODY: Final = "unknown"
"""The account in security events about an address that no agent has."""


class Admitted(Struct, frozen=True, kw_only=True):
    """Somebody who may come in.

    `token` replaces the device's token; `next_counter` is the send counter that the desk expects.
    """

    agent: AgentId
    role: str
    device: DeviceId
    token: str
    next_counter: int


class _Proof(Struct, frozen=True, kw_only=True):
    """What shows that an agent may enrol a device, and what is stored together with the device.

    `verified` is the password hash that was checked, `password` the one to store, `used` the
    one-time token that is used up, as it is stored.
    """

    agent: AgentId
    verified: str | None = None
    password: str | None = None
    used: str | None = None
    ends_others: bool = False


class SignIn:
    """The desk's door. Every public method is for the event loop's thread."""

    def __init__(
        self, desk: Desk, environment: Environment, limits: Limits, throttle: Throttle
    ) -> None:
        self.devices = Devices(desk, environment, limits)
        self._desk = desk
        self._environment = environment
        self._limits = limits
        self._throttle = throttle
        self._hashing = environment.lane("passwords", workers=HASHES_AT_ONCE)
        self._reading = environment.lane("accounts")
        self._accounts = Accounts(desk.database)

    # -- coming in -----------------------------------------------------------------------------

    async def hello(self, hello: Hello, *, source: str) -> Admitted:
        """Admit the author of a `hello` from the network address `source`.

        Refused: sign_in, device_revoked, disabled, too_many_attempts, or bad_value for a new
        password that may not be used (the field says why: `password.too_short`).
        """
        match hello.credential:
            case DeviceToken(token=token):
                return await self._by_token(hello.device, token, source)
            case Password() as credential:
                return await self._by_password(hello, credential, source)

    async def enrol(self, agent: AgentId, device: DeviceId, *, name: str) -> Admitted:
        """Enrol a device without a password, for whoever holds the server's console.

        Refused: not_found, disabled, or sign_in when the device is somebody else's.
        """
        self._account(agent)
        return await self._enrol(_Proof(agent=agent), device, name=name, source=CONSOLE)

    async def sign_out(self, device: DeviceId, *, source: str = "") -> None:
        """End a device as its own agent wished. Refused: not_found."""
        await self.devices.sign_out(device, source=source)

    async def _by_token(self, id_: DeviceId, token: str, source: str) -> Admitted:
        device, verdict, ended, counter = await self.devices.rotate(id_, token)
        if device is not None and isinstance(verdict, Reused):
            if ended:
                await self._record("token_reused", device.agent, source, id_)
                await self.devices.announce([device], source=source)
            raise Refused(Code.DEVICE_REVOKED)
        if device is None or not isinstance(verdict, Accepted):
            await self._record("sign_in_failed", NOBODY if device is None else device.agent, source)
            raise Refused(Code.SIGN_IN)
        return self._admitted(device.agent, id_, verdict.token, counter=counter)

    async def _by_password(self, hello: Hello, credential: Password, source: str) -> Admitted:
        address = address_key(credential.email)
        agent = self._agent_by_address(address)
        await self._check_pace(agent, hello.device, address, source=source)
        try:
            proof = await self._prove(credential, agent)
            admitted = await self._enrol(proof, hello.device, name=hello.device_name, source=source)
        except Refused as refused:
            if refused.refusal.code == Code.SIGN_IN:
                now = self._environment.monotonic()
                self._throttle.failed(account=address, address=source, now=now)
                await self._record("sign_in_failed", NOBODY if agent is None else agent.id, source)
            raise
        self._throttle.succeeded(account=address, address=source)
        return admitted

    async def _check_pace(
        self, agent: Agent | None, device: DeviceId, address: str, *, source: str
    ) -> None:
        """Refuse who tries too fast. A device that the account uses is not held back by others."""
        known = await self.devices.find(device)
        is_own = (
            known is not None
            and known.revoked_at is None
            and agent is not None
            and known.agent == agent.id
        )
        delay = self._throttle.delay(
            account=address,
            address=source,
            known_device=is_own,
            now=self._environment.monotonic(),
        )
        if delay > 0:
            raise Refused(Code.TOO_MANY_ATTEMPTS, retry_after_ms=int(delay * 1000) + 1)

    async def _prove(self, credential: Password, agent: Agent | None) -> _Proof:
        """Check a password, or make it the account's by a one-time token. Refused as `hello`."""
        invitation = None
        if credential.invitation is not None:
            invitation = await self._invitation(hash_token(credential.invitation))
            whose = None if invitation is None else invitation.agent
            if invitation is None or (whose is not None and (agent is None or agent.id != whose)):
                await self._hashing.run(verify_password, None, credential.password)
                raise Refused(Code.SIGN_IN)
            if agent is not None and whose is not None:
                return await self._new_password(credential.password, agent, invitation)
        stored = await self._stored_password(AgentId("") if agent is None else agent.id)
        is_right = await self._hashing.run(verify_password, stored, credential.password)
        if agent is None or stored is None or not is_right:
            raise Refused(Code.SIGN_IN)
        renewed = None
        if needs_rehash(stored):
            renewed = await self._hashing.run(hash_password, credential.password)
        return _Proof(
            agent=self._account(agent.id).id,
            verified=stored,
            password=renewed,
            used=None if invitation is None else invitation.token,
        )

    async def _new_password(self, password: str, agent: Agent, invitation: Invitation) -> _Proof:
        """Make a password the account's. Refused: disabled, bad_value."""
        self._account(agent.id)
        name, domain = agent.email.split("@", 1)
        try:
            check_password(password, personal=(*agent.name.split(), name, domain))
        except BadPassword as error:
            raise Refused(Code.BAD_VALUE, f"password.{error.problem}") from None
        return _Proof(
            agent=agent.id,
            password=await self._hashing.run(hash_password, password),
            used=invitation.token,
            ends_others=True,
        )

    async def _enrol(self, proof: _Proof, id_: DeviceId, *, name: str, source: str) -> Admitted:
        now = self._environment.now_us()
        finish = await self.devices.stamper(id_)
        fresh = tokens.enrol(self._environment.random_bytes, finish=finish)
        device = Device(
            id=id_,
            agent=proof.agent,
            name=name,
            token=fresh.tokens.current,
            enrolled_at=now,
            seen_at=now,
        )

        def store(writer: Writer) -> tuple[int, list[Device]]:
            self._store_proof(writer, proof)
            return self.devices.store(writer, device, ends_others=proof.ends_others)

        counter, ended = await self._desk.transact(store)
        if proof.ends_others:
            await self._record("password_changed", proof.agent, source)
        await self.devices.announce(ended, source=source)
        await self._record("sign_in", proof.agent, source, id_)
        return self._admitted(proof.agent, id_, fresh.token, counter=counter)

    def _store_proof(self, writer: Writer, proof: _Proof) -> None:
        """Use up what proved an enrolment. Refused: sign_in, when it no longer holds."""
        now = self._environment.now_us()
        used, accounts = proof.used, self._accounts
        if used is not None and not accounts.use_invitation(writer, used, now=now):
            raise Refused(Code.SIGN_IN)
        if proof.verified is not None and proof.verified != accounts.password(writer, proof.agent):
            raise Refused(Code.SIGN_IN)
        if proof.password is not None:
            accounts.put_password(writer, proof.agent, proof.password, at=now)

    # -- one-time tokens -----------------------------------------------------------------------

    async def invite(self, agent: AgentId, *, source: str = CONSOLE) -> str:
        """A one-time token with which an agent sets a password, good for seven days.

        It replaces the agent's earlier ones. `source` is the administrator who wants it, or the
        console. Refused: not_found, disabled.
        """
        self._account(agent)
        return await self._make_token(INVITE, agent, self._limits.invitation_s, source=source)

    async def reset_password(self, agent: AgentId) -> str:
        """A one-time token with which an agent sets a new password, which ends their other devices.

        The old password holds until then. Refused: not_found, disabled.
        """
        self._account(agent)
        return await self._make_token(RESET, agent, self._limits.invitation_s)

    async def join_token(self) -> str:
        """A one-time token for a join code that names no account: a password is needed as well."""
        return await self._make_token(JOIN, None, self._limits.join_code_s)

    async def _make_token(
        self, purpose: str, agent: AgentId | None, seconds: float, *, source: str = CONSOLE
    ) -> str:
        token = tokens.new_token(self._environment.random_bytes)
        invitation = Invitation(
            token=hash_token(token),
            agent=agent,
            purpose=purpose,
            expires_at=self._environment.now_us() + int(seconds * SECOND),
        )
        await self._desk.transact(lambda writer: self._accounts.add_invitation(writer, invitation))
        await self._record("invited", agent or NOBODY, source, purpose)
        return token

    # -- small questions -----------------------------------------------------------------------

    async def _invitation(self, token: str) -> Invitation | None:
        """The one-time token with this hash, while it is good."""

        def read() -> Invitation | None:
            with self._desk.database.read() as reader:
                return self._accounts.invitation(reader, token)

        found = await self._reading.run(read)
        now = self._environment.now_us()
        return found if found and found.used_at is None and now < found.expires_at else None

    async def has_password(self, agent: AgentId) -> bool:
        """Whether an agent has set a password, and so can sign in without an invitation."""
        return await self._stored_password(agent) is not None

    async def _stored_password(self, agent: AgentId) -> str | None:
        def read() -> str | None:
            with self._desk.database.read() as reader:
                return self._accounts.password(reader, agent)

        return await self._reading.run(read)

    def _agent_by_address(self, address: str) -> Agent | None:
        agents = self._desk.roster.agents.values()
        return next((agent for agent in agents if agent.email == address), None)

    def _account(self, agent: AgentId) -> Agent:
        """An agent who may sign in. Refused: not_found, disabled."""
        found = self._desk.roster.agents.get(agent)
        if found is None:
            raise Refused(Code.NOT_FOUND, Agent.kind)
        if found.disabled:
            raise Refused(Code.DISABLED)
        return found

    def _admitted(self, agent: AgentId, device: DeviceId, token: str, *, counter: int) -> Admitted:
        account = self._account(agent)
        return Admitted(
            agent=agent, role=account.role, device=device, token=token, next_counter=counter
        )

    async def _record(self, what: str, account: str, source: str, detail: str = "") -> None:
        await self._desk.record_security(what=what, account=account, source=source, detail=detail)
