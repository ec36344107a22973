# SPDX-License-Identifier: Apache-2.0
"""Who may do what: keys of programs, looked up anew for every request.

A key is `dbk_` and 256 random bits. It travels in the Authorization header alone and the desk has
only its SHA-256. Unknown, expired and revoked keys get the same answer.
"""

import re
from typing import Final
from urllib.parse import unquote

from starlette.requests import Request

from sync_server.channels.api.rest.problems import Problem
from sync_server.config import Limits
from sync_server.contract.commands import RevokeApiKey
from sync_server.contract.entities import ApiKey
from sync_server.desk.actor import PROGRAM, SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.security.rates import Buckets, whole
from sync_server.security.throttle import origin_of
from sync_server.security.tokens import RandomBytes, hash_token, new_token
from sync_server.store.api_keys import key_by_digest
from sync_server.store.engines import Connection

PREFIX: Final = "dbk_"
LONGEST: Final = 200
"""Characters of a key at most."""

MOST_IN_ADDRESS: Final = 3
"""Keys of one address that are looked up."""

MINUTE_US: Final = 60_000_000
NOTED: Final = 10_000
"""Events that are remembered of a minute, so that each is logged once."""

KEEPER: Final = Actor(kind=SYSTEM, id="rest", via="rest", device="rest")
"""Ends keys that were seen in an address."""

_IN_ADDRESS: Final = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{1,{LONGEST}}}")


def new_key(random_bytes: RandomBytes) -> str:
    """A new key, as its program gets it."""
    return PREFIX + new_token(random_bytes)


def source_of(request: Request) -> str:
    """The network address that a request came from."""
    return "" if request.client is None else request.client.host


def actor_of(key: ApiKey, request: Request) -> Actor:
    """A program as the author of commands: it takes in what customers say, and nothing else."""
    return Actor(
        kind=PROGRAM, id=key.id, via="rest", device=f"rest.{key.id}", source=source_of(request)
    )


class Gate:
    """Lets requests in. Belongs to the event loop, but for `check`."""

    def __init__(self, desk: Desk, environment: Environment, limits: Limits) -> None:
        self._desk = desk
        self._environment = environment
        self._lane = environment.lane("rest", workers=4)
        self._rates = Buckets(limits.commands_a_second, limits.command_burst)
        self._minute = 0
        self._noted: set[tuple[str, str, str]] = set()

    async def admit(self, request: Request, right: str) -> ApiKey:
        """The key that a request brings. Raises `Problem` when it may not do what it asks for."""
        await self.check_address(request)
        digest = self._digest(request)
        key = None if digest is None else await self._lane.run(self._find, digest)
        if key is None or not self._is_good(key):
            account = "" if key is None else key.id
            await self.note("api_denied", account, source_of(request), detail="no-key")
            raise Problem("no-key")
        now = self._environment.monotonic()
        if not self._rates.take(key.id, now):
            wait_s = whole(self._rates.wait_s(key.id, now))
            raise Problem("slow-down", headers={"Retry-After": str(wait_s)})
        if right not in key.rights:
            await self.note("api_denied", key.id, source_of(request), detail=right)
            raise Problem("no-right")
        return key

    def check(self, connection: Connection, key: ApiKey) -> ApiKey:
        """The key as it is in the snapshot of a reader. Raises `Problem` when it has ended."""
        now = key_by_digest(connection, key.digest)
        if now is None or not self._is_good(now):
            raise Problem("no-key")
        return now

    async def note(self, what: str, account: str, source: str, *, detail: str = "") -> None:
        """Log a security event, each once a minute: many reads must not fill the log."""
        minute = self._environment.now_us() // MINUTE_US
        if minute != self._minute:
            self._minute = minute
            self._noted.clear()
        event = (what, account, origin_of(source))
        if event in self._noted or len(self._noted) >= NOTED:
            return
        self._noted.add(event)
        await self._desk.record_security(what=what, account=account, source=source, detail=detail)

    async def check_address(self, request: Request) -> None:
        """Refuse a key in the address, and end it: whoever reads logs has it now.

        Raises `Problem`.
        """
        query = request.scope["query_string"].decode("latin-1")
        exposed = _IN_ADDRESS.findall(f"{request.scope['path']}?{unquote(query)}")
        if not exposed:
            return
        account = ""
        for text in exposed[:MOST_IN_ADDRESS]:
            key = await self._lane.run(self._find, hash_token(text))
            if key is not None and key.revoked_at is None:
                account = key.id
                await self._desk.execute(RevokeApiKey(key=key.id), KEEPER)
        await self.note("api_key_in_address", account, source_of(request))
        raise Problem("key-in-address")

    def _digest(self, request: Request) -> str | None:
        given = request.headers.getlist("Authorization")
        scheme, _, text = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        is_key = text.startswith(PREFIX) and len(text) <= LONGEST
        return hash_token(text) if scheme.lower() == "bearer" and is_key else None

    def _find(self, digest: str) -> ApiKey | None:
        with self._desk.database.read() as reader:
            return key_by_digest(reader, digest)

    def _is_good(self, key: ApiKey) -> bool:
        return key.revoked_at is None and key.expires_at > self._environment.now_us()
