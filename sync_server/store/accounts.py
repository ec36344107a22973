# SPDX-License-Identifier: Apache-2.0
"""The rows by which people sign in: devices, passwords, one-time tokens. Outside the change log."""

from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, delete, insert, or_, select, update

from sync_server.contract.ids import AgentId, DeviceId, Instant
from sync_server.store import tables
from sync_server.store.engines import POSTGRESQL, Connection, Database, Writer
from sync_server.store.ledger import upsert

INVITE: Final = "invite"
RESET: Final = "reset"
JOIN: Final = "join"


class Device(Struct, frozen=True, kw_only=True):
    """A device of an agent. Tokens are SHA-256 in hex, `retired_tokens` the worn-out ones."""

    id: DeviceId
    agent: AgentId
    name: str
    token: str | None
    previous_token: str | None = None
    retired_tokens: tuple[str, ...] = ()
    enrolled_at: Instant
    seen_at: Instant
    revoked_at: Instant | None = None


class Invitation(Struct, frozen=True, kw_only=True):
    """A one-time token, as SHA-256 in hex. `agent` is whose password it sets, for a join nobody."""

    token: str
    agent: AgentId | None
    purpose: str
    expires_at: Instant
    used_at: Instant | None = None


class Accounts:
    """Statements for one database. Stateless; runs inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        device, credential, invitation = tables.device, tables.credential, tables.invitation
        compile_ = database.compile
        every = select(*(device.c[name] for name in _DEVICE))
        one = every.where(device.c.id == bindparam("id_"))
        self._device = compile_(one)
        self._locked_device = compile_(
            one.with_for_update() if database.dialect == POSTGRESQL else one
        )
        self._devices = compile_(every.order_by(device.c.agent, device.c.enrolled_at, device.c.id))
        self._devices_of = compile_(
            every.where(device.c.agent == bindparam("agent_")).order_by(
                device.c.enrolled_at, device.c.id
            )
        )
        self._put_device = upsert(database, device, "id")
        self._password = compile_(
            select(credential.c.password).where(credential.c.agent == bindparam("agent_"))
        )
        self._put_password = upsert(database, credential, "agent")
        self._invitation = compile_(
            select(*(invitation.c[name] for name in _INVITATION)).where(
                invitation.c.token == bindparam("token_")
            )
        )
        self._add_invitation = compile_(
            insert(invitation).values({name: bindparam(name) for name in _INVITATION})
        )
        self._use_invitation = compile_(
            update(invitation)
            .where(
                invitation.c.token == bindparam("token_"),
                invitation.c.used_at.is_(None),
                invitation.c.expires_at > bindparam("now"),
            )
            .values(used_at=bindparam("now"))
        )
        self._withdraw = compile_(
            delete(invitation).where(
                invitation.c.agent == bindparam("agent_"), invitation.c.used_at.is_(None)
            )
        )
        self._drop_devices = compile_(delete(device).where(device.c.revoked_at < bindparam("at")))
        self._drop_invitations = compile_(
            delete(invitation).where(
                or_(
                    invitation.c.used_at < bindparam("at"),
                    invitation.c.expires_at < bindparam("at"),
                )
            )
        )

    # -- devices -------------------------------------------------------------------------------

    def device(self, connection: Connection, id_: str) -> Device | None:
        """The device under an id, revoked or not."""
        found = connection.rows(self._device, id_=id_)
        return _read_device(found[0]) if found else None

    def lock_device(self, writer: Writer, id_: str) -> Device | None:
        """The same, kept from other nodes until the transaction ends."""
        found = writer.rows(self._locked_device, id_=id_)
        return _read_device(found[0]) if found else None

    def devices(self, connection: Connection, agent: AgentId | None = None) -> list[Device]:
        """All devices, or an agent's, the first enrolled first; revoked ones too."""
        if agent is None:
            found = connection.rows(self._devices)
        else:
            found = connection.rows(self._devices_of, agent_=agent)
        return [_read_device(row) for row in found]

    def put_device(self, writer: Writer, device: Device) -> None:
        """Store a device."""
        values = msgspec.structs.asdict(device)
        values["retired_tokens"] = msgspec.json.encode(device.retired_tokens).decode()
        writer.write(self._put_device, self._put_device.bind(values))

    # -- passwords -----------------------------------------------------------------------------

    def password(self, connection: Connection, agent: AgentId) -> str | None:
        """The hash of an agent's password."""
        found = connection.rows(self._password, agent_=agent)
        return str(found[0][0]) if found else None

    def put_password(self, writer: Writer, agent: AgentId, password: str, *, at: Instant) -> None:
        """Store the hash of an agent's password."""
        values = {"agent": agent, "password": password, "changed_at": at}
        writer.write(self._put_password, self._put_password.bind(values))

    # -- one-time tokens -----------------------------------------------------------------------

    def invitation(self, connection: Connection, token: str) -> Invitation | None:
        """The one-time token with this hash, used or not."""
        found = connection.rows(self._invitation, token_=token)
        return Invitation(**dict(zip(_INVITATION, found[0], strict=True))) if found else None

    def add_invitation(self, writer: Writer, invitation: Invitation) -> None:
        """Store a one-time token; an agent's earlier unused ones are no longer good."""
        if invitation.agent is not None:
            writer.write(self._withdraw, (invitation.agent,))
        values = msgspec.structs.asdict(invitation)
        writer.write(self._add_invitation, self._add_invitation.bind(values))

    def use_invitation(self, writer: Writer, token: str, *, now: Instant) -> bool:
        """Use a one-time token up; whether it was still good."""
        values = {"token_": token, "now": now}
        return writer.write(self._use_invitation, self._use_invitation.bind(values)) == 1

    def prune(self, writer: Writer, *, before: Instant) -> None:
        """Forget devices that ended, and tokens that were used or over, before an instant."""
        for statement in (self._drop_devices, self._drop_invitations):
            writer.write(statement, statement.bind({"at": before}))


_DEVICE: Final = tuple(Device.__struct_fields__)
_INVITATION: Final = tuple(Invitation.__struct_fields__)


def _read_device(row: tuple[Any, ...]) -> Device:
    values = dict(zip(_DEVICE, row, strict=True))
    values["retired_tokens"] = msgspec.json.decode(values["retired_tokens"], type=tuple[str, ...])
    return Device(**values)
