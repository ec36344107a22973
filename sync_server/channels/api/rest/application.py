# SPDX-License-Identifier: Apache-2.0
"""The REST API as routes: each request is let in, done, and answered; nothing else gets out."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sync_server.channels.api.rest.changes import Changes
from sync_server.channels.api.rest.idempotency import Idempotency
from sync_server.channels.api.rest.inputs import BODY_BYTES
from sync_server.channels.api.rest.keys import Gate
from sync_server.channels.api.rest.openapi import describe_api
from sync_server.channels.api.rest.operations import OPERATIONS, PREFIX, Operation
from sync_server.channels.api.rest.problems import (
    Problem,
    answer_problem,
    of_status,
    refusal_of_guard,
)
from sync_server.channels.api.rest.tickets import Tickets
from sync_server.channels.api.rest.waiting import News
from sync_server.channels.setting_aside import SettingAside
from sync_server.channels.web.site import Part
from sync_server.config import Limits
from sync_server.contract import codec
from sync_server.contract.entities import ApiKey
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.blobs import BlobFolder

_log = logging.getLogger(__name__)

SITE_PREFIX: Final = "/api/"
DESCRIPTION: Final = f"{PREFIX}/openapi.json"

Handler = Callable[[Request, ApiKey], Awaitable[Response]]


class Rest:
    """The API of a running desk. Belongs to the event loop.

    `part` is for the site of the web port; `address` is how programs write that site.
    """

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        folder: BlobFolder,
        limits: Limits,
        address: str = "",
    ) -> None:
        self._environment = environment
        self._gate = Gate(desk, environment, limits)
        self._news = News(desk)
        self._description = codec.encode(describe_api(address))
        tickets = Tickets(
            desk,
            environment,
            self._gate,
            idempotency=Idempotency(desk, environment),
            aside=SettingAside(desk, environment, folder),
        )
        changes = Changes(desk, environment, self._gate, self._news)
        handlers: dict[str, Handler] = {
            "open_ticket": tickets.open,
            "read_ticket": tickets.read,
            "add_message": tickets.add,
            "read_changes": changes.read,
        }
        routes: list[BaseRoute] = [
            Route(
                PREFIX + operation.path,
                self._endpoint(operation, handlers[operation.name]),
                methods=[operation.method],
            )
            for operation in OPERATIONS
        ]
        routes.append(Route(DESCRIPTION, self._describe, methods=["GET"]))
        self.part = Part(
            SITE_PREFIX,
            routes,
            self._problem,
            body_bytes=BODY_BYTES,
            refusal=refusal_of_guard,
        )

    def close(self) -> None:
        """Follow the desk no longer, and answer who waits."""
        self._news.close()

    async def _problem(self, request: Request, error: HTTPException) -> Response:
        """The answer to what no route takes, and to a fault that no route has answered."""
        try:
            await self._gate.check_address(request)
        except Problem as problem:
            return answer_problem(problem)
        return answer_problem(of_status(error.status_code, error.headers))

    def _endpoint(
        self, operation: Operation, handler: Handler
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                key = await self._gate.admit(request, operation.right)
                return await handler(request, key)
            except Problem as problem:
                return answer_problem(problem)
            except Exception as error:  # noqa: BLE001 - the peer gets a name for it, nothing else
                incident = self._environment.new_id()
                _log.error("Incident %s", incident, exc_info=error, extra={"action": "incident"})
                return answer_problem(Problem("failed", incident=incident))

        return endpoint

    async def _describe(self, request: Request) -> Response:
        """The description, which holds nothing of the desk and so needs no key."""
        try:
            await self._gate.check_address(request)
        except Problem as problem:
            return answer_problem(problem)
        return Response(self._description, media_type="application/json")
