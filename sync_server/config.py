# SPDX-License-Identifier: Apache-2.0
"""How a server is configured: `deskbell.toml` in its data folder, and variables over it.

Every key can be given as `DESKBELL_<KEY>` in upper case. Unknown keys are refused with the nearest
valid name, so that a typo never silently leaves a default in force.
"""

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

CONFIG_FILE: Final = "deskbell.toml"
PREFIX: Final = "DESKBELL_"
MIB: Final = 1024 * 1024


class BadConfiguration(ValueError):
    """A configuration that cannot be used; the text says which key and what to do."""


class Limits(Struct, frozen=True, kw_only=True):
    """The server's limits. Sizes are bytes, times seconds; a simulation makes them tiny."""

    handshake_s: float = 10.0
    hello_s: float = 5.0
    hello_bytes: int = 8 * 1024
    pending_per_address: int = 200
    pending_total: int = 2_000
    frame_bytes: int = 256 * 1024
    buffer_bytes: int = 256 * 1024
    drain_s: float = 15.0
    heartbeat_s: float = 20.0
    write_bytes: int = 512 * 1024
    snapshot_rows: int = 1_000
    sessions_per_agent: int = 5
    devices_per_agent: int = 20
    bad_frames_a_minute: int = 3
    commands_a_second: float = 20.0
    command_burst: int = 100
    replay_a_second: float = 500.0
    heavy_a_minute: int = 10
    presence_lease_s: float = 30.0
    reachable_debounce_s: float = 10.0
    attachment_bytes: int = 25 * MIB
    attachments_per_message: int = 50
    outcomes_days: int = 30
    join_code_s: float = 600.0
    invitation_s: float = 7 * 86_400.0
    access_token_s: float = 900.0
    file_pass_s: float = 60.0
    device_idle_days: int = 90
    device_days: int = 365


class Configuration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A server's configuration.

    `names` are the host names and addresses that clients use; the certificate is made for them.
    `database` is empty for an SQLite file in the data folder, else a `postgresql://` address.
    `plain` serves without TLS, on loopback only. Port 0 takes a free one. `certificate` and `key`
    are paths of PEM files from a public authority, instead of the desk's own.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = 8443
    file_port: int = 8444
    names: tuple[str, ...] = ("localhost", "127.0.0.1")
    database: str = ""
    plain: bool = False
    certificate: str = ""
    key: str = ""
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        if self.plain and not is_loopback(self.host):
            raise BadConfiguration(
                f"plain: connections without TLS are allowed on loopback only, not on {self.host}. "
                "Remove `plain`, or set `host` to 127.0.0.1"
            )
        for name, port in (("port", self.port), ("file_port", self.file_port)):
            if not 0 <= port <= 65_535:
                raise BadConfiguration(f"{name}: must be a port number from 0 to 65535")
        if bool(self.certificate) != bool(self.key):
            raise BadConfiguration("certificate and key: give both, or neither")

    @property
    def database_address(self) -> str:
        """What `Database.open` takes."""
        return self.database or str(self.data / "desk.sqlite")

    @property
    def blobs(self) -> Path:
        """The folder of uploaded files."""
        return self.data / "files"


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_configuration(
    data: Path, *, variables: Mapping[str, str] | None = None, **overrides: Any
) -> Configuration:
    """The configuration of a data folder: file, then variables, then overrides that are not None.

    Raises `BadConfiguration`.
    """
    values = _from_file(data / CONFIG_FILE)
    values.update(_from_variables(os.environ if variables is None else variables))
    values.update({key: value for key, value in overrides.items() if value is not None})
    known = {field.name for field in msgspec.structs.fields(Configuration)}
    for key in values:
        if key not in known or key == "data":
            nearest = get_close_matches(key, known, n=1)
            hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
            raise BadConfiguration(f"{key}: no such setting{hint}")
    try:
        return msgspec.convert({**values, "data": data}, Configuration, strict=False)
    except msgspec.ValidationError as error:
        raise BadConfiguration(f"{CONFIG_FILE}: {error}") from None


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfiguration(f"{path}: cannot be read: {error}") from error


def _from_variables(variables: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in variables.items():
        if name.startswith(PREFIX):
            key = name.removeprefix(PREFIX).lower()
            found[key] = [part.strip() for part in value.split(",")] if key == "names" else value
    return found
