# SPDX-License-Identifier: Apache-2.0
"""How a server is configured: `deskbell.toml` in its data folder, and variables over it.

Every key can be given as `DESKBELL_<KEY>` in upper case, a limit as `DESKBELL_LIMITS_<KEY>`.
Unknown keys are refused with the nearest valid name, so that a typo never silently leaves a default
in force.
"""

import ipaddress
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

CONFIG_FILE: Final = "deskbell.toml"
PREFIX: Final = "DESKBELL_"
DATA_VARIABLE: Final = "DESKBELL_DATA"
"""Names the data folder itself, so it is no setting of one."""

MAILBOX_VARIABLE: Final = "DESKBELL_MAILBOX_PASSWORD"
"""May hold the password of a mailbox for a command at the console; no setting either."""

OWN_FOLDER: Final = "deskbell-data"
"""The data folder that is found without naming it, in the folder where one works."""

_LIMITS_PREFIX: Final = f"{PREFIX}LIMITS_"
_PROBLEM: Final = re.compile(r"(?P<problem>.*?)(?: - at `\$\.(?P<key>[a-z_.]+)[^`]*`)?$", re.DOTALL)

_LISTS: Final = ("names", "trusted_proxies")
"""What a variable holds several of, with commas."""

_WEB_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+")

KIB: Final = 1024
MIB: Final = 1024 * KIB

Count = Annotated[int, Meta(ge=1)]
Seconds = Annotated[float, Meta(gt=0)]
PerSecond = Annotated[float, Meta(gt=0)]
Port = Annotated[int, Meta(ge=0, le=65_535)]


class BadConfiguration(ValueError):
    """A configuration that cannot be used; the text says which key and what to do."""


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The server's limits. Sizes are bytes, times seconds; a simulation makes them tiny.

    Limits of one frame's nesting and members are part of the language (`contract.codec`).
    """

    handshake_s: Seconds = 10.0
    hello_s: Seconds = 5.0
    hello_bytes: Count = 8 * KIB
    pending_per_address: Count = 200
    pending_total: Count = 2_000
    frame_bytes: Count = 256 * KIB
    message_s: Seconds = 30.0
    buffer_bytes: Count = 256 * KIB
    drain_s: Seconds = 15.0
    heartbeat_s: Seconds = 20.0
    write_bytes: Count = 512 * KIB
    snapshot_rows: Count = 1_000
    sessions_per_agent: Count = 5
    devices_per_agent: Count = 20
    bad_frames_a_minute: Count = 3
    commands_a_second: PerSecond = 20.0
    command_burst: Count = 100
    replay_a_second: PerSecond = 500.0
    heavy_a_minute: Count = 10
    presence_lease_s: Seconds = 30.0
    reachable_debounce_s: Seconds = 10.0
    attachment_bytes: Count = 25 * MIB
    attachments_per_message: Count = 50
    outcomes_days: Count = 30
    join_code_s: Seconds = 600.0
    invitation_s: Seconds = 7 * 86_400.0
    access_token_s: Seconds = 900.0
    file_pass_s: Seconds = 60.0
    device_idle_days: Count = 90
    device_days: Count = 365
    forms_burst: Count = 20
    forms_an_hour: PerSecond = 60.0
    forms_by_sender_burst: Count = 5
    forms_by_sender_a_day: PerSecond = 20.0


Language = Literal["en", "de"]
"""In which the desk can speak to people."""


class Configuration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A server's configuration.

    `desk` is what the desk's people call it: windows and the sign-in page show it. `language` is
    that of its mail, and of its pages for browsers that ask for none that there is.
    `names` are the host names and addresses that clients use; the certificate is made for them.
    `database` is empty for an SQLite file in the data folder, else a `postgresql://` address.
    `plain` serves without TLS, on loopback only. Port 0 takes a free one. `certificate` and `key`
    are paths of PEM files from a public authority, instead of the desk's own. `web_port` is where
    customers and programs come, `web_address` how they write it (`https://help.example.com`).
    `trusted_proxies` are addresses and networks of reverse proxies before the web port: whom they
    name in `X-Forwarded-For` is who sent a request.
    `master_key` is the file of the key that seals passwords, `backups` the folder of backups; both
    lie in the data folder when left out. `backup_key` is the file of a key that seals backups; they
    are not sealed when it is left out.
    """

    data: Path
    desk: Annotated[str, Meta(min_length=1, max_length=60)] = "Deskbell"
    language: Language = "en"
    host: str = "127.0.0.1"
    port: Port = 8443
    file_port: Port = 8444
    web_port: Port = 8445
    web_address: str = ""
    trusted_proxies: tuple[str, ...] = ()
    names: Annotated[tuple[str, ...], Meta(min_length=1)] = ("localhost", "127.0.0.1")
    database: str = ""
    plain: bool = False
    certificate: str = ""
    key: str = ""
    master_key: str = ""
    backups: str = ""
    backup_key: str = ""
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        if self.plain and not is_loopback(self.host):
            raise BadConfiguration(
                f"plain: connections without TLS are allowed on loopback only, not on {self.host}. "
                "Remove `plain`, or set `host` to 127.0.0.1"
            )
        if self.port and self.port == self.file_port:
            raise BadConfiguration("file_port: must be another port than `port`")
        if self.web_port and self.web_port in (self.port, self.file_port):
            raise BadConfiguration("web_port: must be another port than `port` and `file_port`")
        if self.web_address and not _WEB_ADDRESS.fullmatch(self.web_address):
            raise BadConfiguration(
                "web_address: must be like https://help.example.com, without a path"
            )
        _check_proxies(self.trusted_proxies)
        if self.database and not self.database.startswith("postgresql://"):
            raise BadConfiguration(
                "database: must be a postgresql:// address; leave it out for an SQLite file in "
                "the data folder"
            )
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

    @property
    def tls(self) -> Path:
        """The folder of the desk's authority and of the certificates that it made."""
        return self.data / "tls"

    def web_at(self, port: int) -> str:
        """How customers write the address of the web port, which is served at `port`."""
        if self.web_address:
            return self.web_address
        host = f"[{self.names[0]}]" if ":" in self.names[0] else self.names[0]
        return f"{'http' if self.plain else 'https'}://{host}:{port}"

    @property
    def master_key_file(self) -> Path:
        """The file of the key under which passwords are sealed."""
        return Path(self.master_key) if self.master_key else self.data / "master.key"

    @property
    def backup_folder(self) -> Path:
        """The folder of backups."""
        return Path(self.backups) if self.backups else self.data / "backups"

    @property
    def control(self) -> Path:
        """The socket by which commands at the console reach a running server."""
        return self.data / "control.sock"


def default_data(variables: Mapping[str, str] = os.environ) -> Path:
    """The data folder when none is named: the variable's, the one here, or the user's own."""
    if named := variables.get(DATA_VARIABLE):
        return Path(named)
    here = Path(OWN_FOLDER)
    if here.is_dir():
        return here
    home = variables.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "deskbell"


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_proxies(proxies: Iterable[str]) -> None:
    """Refuse what names no proxy, or everybody. Raises `BadConfiguration`."""
    for proxy in proxies:
        try:
            network = ipaddress.ip_network(proxy, strict=False)
        except ValueError:
            raise BadConfiguration(
                f"trusted_proxies: {proxy!r} is no address and no network, such as 10.0.0.7 or "
                "10.0.0.0/24"
            ) from None
        if not network.prefixlen:
            raise BadConfiguration(
                f"trusted_proxies: {proxy} is everybody, who could then send as anybody. Name your "
                "proxies alone"
            )


def read_configuration(
    data: Path, *, variables: Mapping[str, str] | None = None, **overrides: Any
) -> Configuration:
    """The configuration of a data folder: file, then variables, then overrides that are not None.

    Raises `BadConfiguration`.
    """
    values = _from_file(data / CONFIG_FILE)
    _check_names(values, source=CONFIG_FILE)
    given = _from_variables(os.environ if variables is None else variables)
    limits = {**values.get("limits", {}), **given.pop("limits", {})}
    values |= given | {key: value for key, value in overrides.items() if value is not None}
    if limits:
        values["limits"] = limits
    try:
        return msgspec.convert({**values, "data": data}, Configuration, strict=False)
    except msgspec.ValidationError as error:
        raise BadConfiguration(_explain(str(error))) from None


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfiguration(f"{path}: cannot be read: {error}") from error


def _from_variables(variables: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    limits: dict[str, str] = {}
    for name, value in variables.items():
        if not name.startswith(PREFIX) or name in (DATA_VARIABLE, MAILBOX_VARIABLE):
            continue
        if name.startswith(_LIMITS_PREFIX):
            limits[name.removeprefix(_LIMITS_PREFIX).lower()] = value
            continue
        key = name.removeprefix(PREFIX).lower()
        found[key] = [part.strip() for part in value.split(",")] if key in _LISTS else value
    if "limits" in found:
        raise BadConfiguration(f"{PREFIX}LIMITS: name one limit, as in {_LIMITS_PREFIX}HELLO_S")
    _check_names({**found, "limits": limits}, source="the variables")
    return {**found, "limits": limits}


def _check_names(values: Mapping[str, Any], *, source: str) -> None:
    """Refuse keys that mean nothing. Raises `BadConfiguration`."""
    limits = values.get("limits", {})
    if not isinstance(limits, Mapping):
        raise BadConfiguration(f"{source}: limits: must be a table of its own, [limits]")
    _check_known(values, _names_of(Configuration) - {"data"}, source=source)
    _check_known(limits, _names_of(Limits), source=f"{source}: limits")


def _check_known(keys: Iterable[str], known: set[str], *, source: str) -> None:
    for key in keys:
        if key not in known:
            nearest = get_close_matches(key, known, n=1)
            hint = f"did you mean {nearest[0]!r}?" if nearest else "remove it"
            raise BadConfiguration(f"{source}: {key}: no such setting; {hint}")


def _names_of(struct: type[Struct]) -> set[str]:
    return {field.name for field in msgspec.structs.fields(struct)}


def _explain(error: str) -> str:
    """What is wrong with which key. An error of a rule names its key itself."""
    match = _PROBLEM.fullmatch(error)
    if match is None or match["key"] is None:
        return error
    return f"{match['key']}: {match['problem'].replace('`', '')}"
