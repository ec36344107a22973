# SPDX-License-Identifier: Apache-2.0
"""Where this computer keeps its secrets: the keyring of the operating system, or a spoken fallback.

Three ways, and never plaintext: the keyring; a file that a passphrase opens (Argon2id); or memory
only, which means that nothing is kept on disk and a restart needs the server. The keyring is asked
in a thread with a time limit, because it can hang for minutes and fail in any way it likes.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal, Protocol, TypeVar

import msgspec
from msgspec import Struct

from app.environment import Environment, Lane
from app.errors import KeyringUnavailable, WrongPassphrase

T = TypeVar("T")

SERVICE: Final = "Deskbell"
SEALED: Final = "secrets.sealed"
KEYRING_S: Final = 5.0
"""How long the keyring may take to answer."""

Kind = Literal["keyring", "passphrase", "locked", "memory"]


class Vault(Protocol):
    """Named secrets of one profile. `kind` is what a window says about them."""

    @property
    def kind(self) -> Kind: ...

    async def get(self, name: str) -> str | None:
        """The secret, if there is one. Raises `KeyringUnavailable`."""
        ...

    async def set(self, name: str, value: str) -> None:
        """Keep a secret. Raises `KeyringUnavailable`; then it is not kept."""
        ...

    async def delete(self, name: str) -> None:
        """Forget a secret, if there is one."""
        ...


class Keyring(Protocol):
    """What is used of the `keyring` package, or of one of its backends."""

    def get_password(self, service: str, username: str, /) -> str | None: ...

    def set_password(self, service: str, username: str, password: str, /) -> None: ...

    def delete_password(self, service: str, username: str, /) -> None: ...


def system_keyring() -> Keyring:
    """The keyring of this operating system. Raises `KeyringUnavailable` when there is none.

    It can take as long to answer as a question. What it needs is imported here: nothing else does.
    """
    try:
        return _secret_service() or _any_keyring()
    except Exception as error:
        raise KeyringUnavailable(str(error)) from error


def _secret_service() -> Keyring | None:
    """What nearly every Linux desktop has; found without a look at everything that there is."""
    if not sys.platform.startswith("linux") or _is_chosen():
        return None
    from app.secret_service import SecretService, is_available  # noqa: PLC0415

    return SecretService() if is_available() else None


def _is_chosen() -> bool:
    """Whether the `keyring` package knows better: KDE has one of its own, or a person chose one."""
    config = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    return (
        "PYTHON_KEYRING_BACKEND" in os.environ
        or "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
        or (config / "python_keyring" / "keyringrc.cfg").exists()
    )


def _any_keyring() -> Keyring:
    import keyring  # noqa: PLC0415
    from keyring.backends.fail import Keyring as NoKeyring  # noqa: PLC0415

    found = keyring.get_keyring()
    if isinstance(found, NoKeyring):
        raise KeyringUnavailable("no keyring")
    return found


class KeyringVault:
    """Secrets in the operating system's keyring, under the profile's name."""

    kind: Kind = "keyring"

    def __init__(self, keyring: Keyring, profile: str, *, lane: Lane) -> None:
        self._keyring = keyring
        self._profile = profile
        self._lane = lane

    async def get(self, name: str) -> str | None:
        return await self._ask(self._keyring.get_password, SERVICE, self._place(name))

    async def set(self, name: str, value: str) -> None:
        await self._ask(self._keyring.set_password, SERVICE, self._place(name), value)

    async def delete(self, name: str) -> None:
        if await self.get(name) is not None:
            await self._ask(self._keyring.delete_password, SERVICE, self._place(name))

    def _place(self, name: str) -> str:
        return f"{self._profile} {name}"

    async def _ask(self, question: Callable[..., T], *arguments: str) -> T:
        return await _in_time(self._lane, question, *arguments)


async def _in_time(lane: Lane, question: Callable[..., T], *arguments: str) -> T:
    """The answer of a keyring. Raises `KeyringUnavailable` when it takes too long, or fails."""
    try:
        async with asyncio.timeout(KEYRING_S):
            return await lane.run(question, *arguments)
    except Exception as error:
        raise KeyringUnavailable(type(error).__name__) from error


class MemoryVault:
    """Secrets until the program ends."""

    kind: Kind = "memory"

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self._secrets.get(name)

    async def set(self, name: str, value: str) -> None:
        self._secrets[name] = value

    async def delete(self, name: str) -> None:
        self._secrets.pop(name, None)

    def secrets(self) -> dict[str, str]:
        """All of them, to be kept elsewhere."""
        return dict(self._secrets)


class _Sealed(Struct):
    """The file of a `PassphraseVault`. Times, memory (KiB) and lanes are those of Argon2id."""

    salt: bytes
    nonce: bytes
    box: bytes
    time: int = 3
    memory: int = 65536
    lanes: int = 4


class PassphraseVault:
    """Secrets in a file that only a passphrase opens. Locked until `unlock` or `create`."""

    def __init__(self, path: Path, environment: Environment) -> None:
        self._path = path
        self._environment = environment
        self._lane = environment.lane("passphrase")
        self._sealed: _Sealed | None = None
        self._key: bytes | None = None
        self._secrets: dict[str, str] = {}

    @property
    def kind(self) -> Kind:
        return "locked" if self._key is None else "passphrase"

    async def create(self, passphrase: str, secrets: dict[str, str]) -> None:
        """Start a file with these secrets."""
        sealed = _Sealed(salt=self._environment.random_bytes(16), nonce=b"", box=b"")
        self._key = await self._lane.run(_derive, passphrase, sealed)
        self._sealed = sealed
        self._secrets = dict(secrets)
        await self._lane.run(self._save)

    async def unlock(self, passphrase: str) -> None:
        """Open the file. Raises `WrongPassphrase`."""
        sealed, key, secrets = await self._lane.run(_open, self._path, passphrase)
        self._sealed, self._key, self._secrets = sealed, key, secrets

    async def get(self, name: str) -> str | None:
        self._check()
        return self._secrets.get(name)

    async def set(self, name: str, value: str) -> None:
        self._check()
        self._secrets[name] = value
        await self._lane.run(self._save)

    async def delete(self, name: str) -> None:
        self._check()
        if self._secrets.pop(name, None) is not None:
            await self._lane.run(self._save)

    def _check(self) -> None:
        if self._key is None:
            raise KeyringUnavailable("locked")

    def _save(self) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        assert self._sealed is not None
        assert self._key is not None
        nonce = self._environment.random_bytes(12)
        box = AESGCM(self._key).encrypt(nonce, msgspec.json.encode(self._secrets), None)
        self._sealed = msgspec.structs.replace(self._sealed, nonce=nonce, box=box)
        fresh = self._path.with_name(self._path.name + ".new")
        fresh.write_bytes(msgspec.json.encode(self._sealed))
        fresh.replace(self._path)


def _derive(passphrase: str, sealed: _Sealed) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - only without a keyring

    return hash_secret_raw(
        passphrase.encode("utf-8", "surrogatepass"),
        sealed.salt,
        time_cost=sealed.time,
        memory_cost=sealed.memory,
        parallelism=sealed.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _open(path: Path, passphrase: str) -> tuple[_Sealed, bytes, dict[str, str]]:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    try:
        sealed = msgspec.json.decode(path.read_bytes(), type=_Sealed)
        if not (sealed.time <= 100 and sealed.memory <= 2**21 and sealed.lanes <= 64):
            raise WrongPassphrase("the file asks for too much")
        key = _derive(passphrase, sealed)
        text = AESGCM(key).decrypt(sealed.nonce, sealed.box, None)
        return sealed, key, msgspec.json.decode(text, type=dict[str, str])
    except (InvalidTag, msgspec.MsgspecError, OSError, ValueError) as error:
        raise WrongPassphrase from error


async def open_vault(
    profile: str, folder: Path, environment: Environment, *, keyring: Keyring | None = None
) -> Vault:
    """The vault of a profile: its passphrase file if it has one, else the keyring, else memory.

    The keyring is tried with a real question, so that one that hangs is found out now.
    """
    sealed = folder / SEALED
    if sealed.exists():
        return PassphraseVault(sealed, environment)
    lane = environment.lane("keyring", workers=2)
    try:
        found = await _in_time(lane, system_keyring) if keyring is None else keyring
        vault = KeyringVault(found, profile, lane=lane)
        await vault.get("token")
    except KeyringUnavailable:
        return MemoryVault()
    return vault


async def keep_key(vault: Vault, name: str, environment: Environment) -> tuple[bytes, bool]:
    """The 32-byte key of that name, made at the first call; and whether it was made now.

    Raises `KeyringUnavailable`.
    """
    known = await vault.get(name)
    if known is not None and len(known) == 64:
        try:
            return bytes.fromhex(known), False
        except ValueError:
            pass
    key = environment.random_bytes(32)
    await vault.set(name, key.hex())
    return key, True
