# SPDX-License-Identifier: Apache-2.0
"""The REST API of the standard desk behind the site's guard, asked without a socket."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import httpx
import msgspec
from starlette.types import ASGIApp, Receive, Scope, Send

from sync_server.channels.api.rest.application import Rest
from sync_server.channels.api.rest.keys import new_key
from sync_server.channels.api.rest.operations import PREFIX
from sync_server.channels.web.site import make_site
from sync_server.config import Limits
from sync_server.contract.entities import RIGHTS
from sync_server.contract.ids import HeldId
from sync_server.security.tokens import hash_token
from sync_server.store.blobs import BlobFolder
from sync_server.store.engines import Database
from sync_server.store.incoming import Incoming
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR, StandardDesk
from tests.support.still_environment import StillEnvironment

ADDRESS: Final = "http://desk.example"
DAY_US: Final = 86_400_000_000
BURST: Final = 200
"""Requests of a key at once."""


class Peer:
    """What the port knows of a connection, for an application that is asked without one."""

    def admit(self) -> None:
        """There is no entrance."""


def with_peer(application: ASGIApp) -> ASGIApp:
    """The application as the port calls it."""

    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        await application({**scope, "state": {"connection": Peer()}}, receive, send)

    return called


class Api:
    """The API, and ways to ask it. `key` is sent unless a request says otherwise."""

    def __init__(
        self,
        standard: StandardDesk,
        rest: Rest,
        client: httpx.AsyncClient,
        *,
        application: ASGIApp,
        folder: BlobFolder,
    ) -> None:
        self.standard = standard
        self.rest = rest
        self.client = client
        self.application = application
        self.folder = folder
        self.key = ""
        self.ids: dict[str, str] = {}
        """The id of each key that was made."""

    async def make_key(
        self, rights: Iterable[str] = RIGHTS, *, team: str | None = None, days: float = 180
    ) -> str:
        """A key with these rights, as a program would have it."""
        environment = self.standard.environment
        text = new_key(environment.random_bytes)
        id_ = environment.new_id()
        await self.standard.do(
            OPERATOR_ACTOR,
            c.CreateApiKey(
                key=id_,
                name="A program",
                rights=tuple(rights),
                digest=hash_token(text),
                expires_at=environment.now_us() + int(days * DAY_US),
                team=team,
            ),
        )
        self.ids[text] = id_
        return text

    async def revoke(self, key: str) -> None:
        """End a key."""
        await self.standard.do(OPERATOR_ACTOR, c.RevokeApiKey(key=self.ids[key]))

    async def get(self, path: str, key: str | None = None, **parameters: Any) -> httpx.Response:
        """Read something."""
        return await self.client.get(
            PREFIX + path, params=parameters or None, headers=self._headers(key)
        )

    async def post(
        self, path: str, body: Any, key: str | None = None, *, once: str | None = None
    ) -> httpx.Response:
        """Send something: bytes as they are, all else as JSON."""
        content = body if isinstance(body, bytes) else msgspec.json.encode(body)
        headers = {"Content-Type": "application/json", **self._headers(key)}
        if once is not None:
            headers["Idempotency-Key"] = once
        return await self.client.post(PREFIX + path, content=content, headers=headers)

    async def every_change(self, key: str | None = None, after: int = 0) -> list[Any]:
        """All changes after a position, page by page."""
        found: list[Any] = []
        more = True
        while more:
            page = (await self.get("/changes", key, after=after, limit=200)).json()
            found += page["changes"]
            after, more = page["through"], page["more"]
        return found

    def kept(self, held: HeldId) -> bytes:
        """Held mail as it came."""
        database = self.standard.database
        with database.read() as reader:
            raw = Incoming(database).of_held(reader, held)
        assert raw is not None
        return b"".join(self.folder.read(raw.id))

    def _headers(self, key: str | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key if key is None else key}"}


@asynccontextmanager
async def rest_api(database: Database, **limits: Any) -> AsyncIterator[Api]:
    """The API of a furnished desk, with a key of every right as long as the block lasts."""
    environment = StillEnvironment(seed=9)
    environment.advance(days=31, minutes=6)
    async with AsyncExitStack() as stack:
        kept = stack.enter_context(TemporaryDirectory())
        desk = await stack.enter_async_context(running_desk(database, environment))
        bounds = Limits(**{"command_burst": BURST, **limits})
        folder = BlobFolder(Path(kept), random_bytes=environment.random_bytes)
        rest = Rest(desk, environment, folder=folder, limits=bounds)
        application = with_peer(make_site(rest.part, limits=bounds, secure=False))
        transport = httpx.ASGITransport(app=application, client=("127.0.0.1", 5000))
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            api = Api(
                StandardDesk(desk, environment),
                rest,
                client,
                application=application,
                folder=folder,
            )
            api.key = await api.make_key()
            yield api
        rest.close()


def new_ticket(**fields: Any) -> dict[str, Any]:
    """The body of a request to open a ticket, with other or further fields."""
    requester = {"email": "kim@acme.test", "name": "Kim"}
    return {"subject": "No light", "text": "The lamp is dark", "requester": requester} | fields
