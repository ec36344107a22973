# SPDX-License-Identifier: Apache-2.0
"""Which desk a profile belongs to: host, port, and the authority that vouches for it."""

from ipaddress import ip_address
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from app.errors import BadJoinCode, Unreachable
from app.link.trust import Untrusted, client_context, fetch_authority
from app.link.wire import Address
from sync_server.contract import joincode


class Server(Struct, frozen=True, kw_only=True):
    """A desk. `authority` is a PEM, or `None` for what the system trusts.

    `plain` is for servers on this computer only.
    """

    host: str
    port: int
    authority: str | None = None
    plain: bool = False

    def address(self) -> Address:
        """Where to connect, with the TLS that trusts nobody else. Raises `ValueError`."""
        if not self.plain:
            return Address(host=self.host, port=self.port, tls=client_context(self.authority))
        if not is_loopback(self.host):
            raise ValueError(f"{self.host} is not this computer: its connection must use TLS")
        return Address(host=self.host, port=self.port)


class Invitation(Struct, frozen=True, kw_only=True):
    """What a join code leads to."""

    server: Server
    token: str | None


_FILE: Final = "server.json"


def is_loopback(host: str) -> bool:
    """Whether a host is this computer, by its number or as "localhost"."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def accept_join_code(text: str) -> Invitation:
    """Find the desk of a join code and make sure that it is the one.

    Raises `BadJoinCode`; `Unreachable` with "certificate" when it is not, with both fingerprints.
    """
    code = read_join_code(text)
    authority = None
    if code.fingerprint:
        try:
            authority = await fetch_authority(code.host, code.port, code.fingerprint)
        except Untrusted as error:
            raise Unreachable("certificate", str(error)) from error
        except TimeoutError as error:
            raise Unreachable("network", "no answer") from error
        except OSError as error:
            raise Unreachable("port", str(error)) from error
    server = Server(host=code.host, port=code.port, authority=authority)
    return Invitation(server=server, token=code.token or None)


def read_join_code(text: str) -> joincode.JoinCode:
    """What a join code says. Raises `BadJoinCode`."""
    try:
        return joincode.decode_join_code(text)
    except joincode.BadJoinCode as error:
        raise BadJoinCode(error.problem) from error


def load_server(folder: Path) -> Server | None:
    """The desk of a profile, if it has one."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=Server)
    except (OSError, msgspec.MsgspecError):
        return None


def save_server(folder: Path, server: Server) -> None:
    """Remember the desk of a profile."""
    fresh = folder / f"{_FILE}.new"
    fresh.write_bytes(msgspec.json.encode(server))
    fresh.replace(folder / _FILE)


def drop_server(folder: Path) -> None:
    """Forget the desk of a profile."""
    (folder / _FILE).unlink(missing_ok=True)
