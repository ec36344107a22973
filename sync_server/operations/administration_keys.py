# SPDX-License-Identifier: Apache-2.0
"""What is asked at the console about keys of programs: made, listed, revoked."""

from collections.abc import Callable
from typing import Final

from sync_server.channels.api.rest.keys import new_key
from sync_server.contract.commands import CreateApiKey, RevokeApiKey
from sync_server.contract.entities import ApiKey, Team
from sync_server.contract.ids import ApiKeyId
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.operations.failed import Failed
from sync_server.operations.mailboxes import Execute
from sync_server.operations.requests import AddApiKey, ApiKeyInfo, EndApiKey, ListApiKeys, Result
from sync_server.security.tokens import hash_token
from sync_server.store.api_keys import every_key

DAY: Final = 86_400_000_000
MOST_DAYS: Final = 731

KeyRequest = AddApiKey | ListApiKeys | EndApiKey


class KeyAdministration:
    """Does these requests for `Administration`, which finds teams and executes commands."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        find_team: Callable[[str], Team],
        execute: Execute,
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._lane = environment.lane("administration")
        self._find_team = find_team
        self._execute = execute

    async def perform(self, request: KeyRequest) -> Result:
        """Do what a request says. Raises `Failed` and `Refused`."""
        match request:
            case AddApiKey():
                return await self._add(request)
            case ListApiKeys():
                return tuple(self._info(key) for key in await self._every())
            case EndApiKey():
                return await self._end(request.key)

    async def _add(self, request: AddApiKey) -> ApiKeyInfo:
        """Make a key. Its text leaves by the answer and is kept nowhere."""
        if not 1 <= request.days <= MOST_DAYS:
            raise Failed(f"A key is good for 1 to {MOST_DAYS} days: set --days")
        if any(self._is_good(key) and key.name == request.name for key in await self._every()):
            raise Failed(
                f"There is a key {request.name!r} already. Give this one another name, "
                "or revoke that one first"
            )
        team = None if request.team is None else self._find_team(request.team).id
        text = new_key(self._environment.random_bytes)
        id_ = ApiKeyId(self._environment.new_id())
        await self._execute(
            CreateApiKey(
                key=id_,
                name=request.name,
                rights=request.rights,
                digest=hash_token(text),
                expires_at=self._environment.now_us() + request.days * DAY,
                team=team,
            )
        )
        made = next(key for key in await self._every() if key.id == id_)
        return self._info(made, text=text)

    async def _end(self, name: str) -> ApiKeyInfo:
        every = await self._every()
        found = [key for key in every if name in (key.id, key.name)]
        good = [key for key in found if self._is_good(key)]
        if not found:
            raise Failed("There is no such key. `deskbell-server api-key list` shows all")
        ended = (good or found)[0]
        await self._execute(RevokeApiKey(key=ended.id))
        return self._info(next(key for key in await self._every() if key.id == ended.id))

    async def _every(self) -> tuple[ApiKey, ...]:
        def read() -> tuple[ApiKey, ...]:
            with self._desk.database.read() as reader:
                return every_key(reader)

        return await self._lane.run(read)

    def _is_good(self, key: ApiKey) -> bool:
        return key.revoked_at is None and key.expires_at > self._environment.now_us()

    def _info(self, key: ApiKey, *, text: str | None = None) -> ApiKeyInfo:
        team = None if key.team is None else self._desk.roster.teams.get(key.team)
        state = "revoked" if key.revoked_at is not None else "expired"
        return ApiKeyInfo(
            id=key.id,
            name=key.name,
            rights=key.rights,
            team="" if team is None else team.name,
            state="good" if self._is_good(key) else state,
            expires_at=key.expires_at,
            key=text,
        )
