# SPDX-License-Identifier: Apache-2.0
"""The site of the web port: parts that know nothing of each other, joined behind one guard."""

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Final, NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from sync_server.channels.web.guard import Guard, Refusal
from sync_server.channels.web.proxies import BehindProxies
from sync_server.config import MIB, Limits

BODY_BYTES: Final = MIB
"""Of a request to a part that says nothing else."""

BODY_S: Final = 900.0
"""How long the whole body of a request may take: 25 MiB at 30 KiB a second."""

Problem = Callable[[Request, HTTPException], Awaitable[Response]]


class Part(NamedTuple):
    """A part of the site: its routes, all below `prefix`.

    `problem` answers what goes wrong below it: an unknown path, a method that a path does not take,
    and with status 500 a fault of ours, whose exception has been logged. Its answers must not say
    more than the status does. `refusal` is the form of what the guard refuses, before any of it.
    """

    prefix: str
    routes: Sequence[BaseRoute]
    problem: Problem | None = None
    body_bytes: int = BODY_BYTES
    refusal: Refusal | None = None


def make_site(
    *parts: Part, limits: Limits, secure: bool, trusted_proxies: Sequence[str] = ()
) -> ASGIApp:
    """The application for `port.WebPort`. The part with prefix "" answers for all other paths.

    `trusted_proxies` are believed when they say whom a request is from.
    """

    def part_of(path: str) -> Part | None:
        """The part below whose prefix a path is; the longest prefix counts."""
        fitting = [part for part in parts if path.startswith(part.prefix)]
        return max(fitting, key=lambda part: len(part.prefix), default=None)

    def body_bytes(path: str) -> int:
        part = part_of(path)
        return BODY_BYTES if part is None else part.body_bytes

    def refusal(path: str) -> Refusal | None:
        part = part_of(path)
        return None if part is None else part.refusal

    async def refuse(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        part = part_of(request.url.path)
        answer = _plain if part is None or part.problem is None else part.problem
        return await answer(request, error)

    async def fail(request: Request, _error: Exception) -> Response:
        return await refuse(request, HTTPException(HTTPStatus.INTERNAL_SERVER_ERROR))

    application = Starlette(
        routes=[route for part in parts for route in part.routes],
        exception_handlers={HTTPException: refuse, Exception: fail},
    )
    application.router.redirect_slashes = False
    return Guard(
        BehindProxies(application, trusted=trusted_proxies),
        body_bytes=body_bytes,
        refusal=refusal,
        piece_s=limits.message_s,
        body_s=BODY_S,
        secure=secure,
    )


async def _plain(_request: Request, error: HTTPException) -> Response:
    words = HTTPStatus(error.status_code).phrase
    return PlainTextResponse(f"{words}\n", error.status_code, headers=error.headers)
