# SPDX-License-Identifier: Apache-2.0
"""Who this device is to the server: its id, its rotating token, and whose it is."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from app.credentials import Vault
from app.environment import Environment
from app.errors import AnotherAccount, KeyringUnavailable
from sync_server.contract.frames import Welcome
from sync_server.contract.ids import DeviceId

NAMES: Final = ("token", "device", "agent", "cache_key", "outbox_key")


class Identity:
    """The secrets of one account in its vault.

    What the vault does not take is known as long as the program runs, so that a keyring that goes
    away ends no session; `on_loss` hears that it will be missing next time. Without `stays` the
    token is never in the vault: the device is signed in for as long as the program runs.
    """

    def __init__(
        self, vault: Vault, environment: Environment, *, on_loss: Callable[[str], None]
    ) -> None:
        self._vault = vault
        self._environment = environment
        self._on_loss = on_loss
        self._known: dict[str, str] = {}
        self.stays = True

    async def token(self) -> str | None:
        """The token of the last welcome; none when the device is not signed in."""
        return await self._get("token")

    async def agent(self) -> str | None:
        """Whose device it is; none when it is not signed in."""
        return None if await self.token() is None else await self._get("agent")

    async def device(self) -> DeviceId:
        """The id of this device, made at the first call."""
        known = await self._get("device")
        if known is None:
            known = self._environment.new_id()
            await self._set("device", known)
        return DeviceId(known)

    async def take(self, welcome: Welcome) -> None:
        """Keep the new token, before anything else. Raises `AnotherAccount`; then nothing is kept.

        The cache and the outbox of one agent are never used for another.
        """
        known = await self._get("agent")
        if known is not None and known != welcome.agent:
            raise AnotherAccount
        if self.stays:
            await self._set("token", welcome.token)
        else:
            self._known["token"] = welcome.token
            with suppress(KeyringUnavailable):
                await self._vault.delete("token")
        await self._set("agent", welcome.agent)

    async def give_up(self) -> None:
        """The device is not signed in any more."""
        await self._drop("token")

    async def forget(self) -> None:
        """Nothing of the account is left, the keys of its files included."""
        for name in NAMES:
            await self._drop(name)

    async def _get(self, name: str) -> str | None:
        if name not in self._known:
            value: str | None = None
            with suppress(KeyringUnavailable):
                value = await self._vault.get(name)
            if value is None:
                return None
            self._known[name] = value
        return self._known[name]

    async def _set(self, name: str, value: str) -> None:
        self._known[name] = value
        try:
            await self._vault.set(name, value)
        except KeyringUnavailable as error:
            self._on_loss(str(error))

    async def _drop(self, name: str) -> None:
        self._known.pop(name, None)
        with suppress(KeyringUnavailable):
            await self._vault.delete(name)
