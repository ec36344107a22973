# SPDX-License-Identifier: Apache-2.0
"""The same request twice is done once: by the idempotency key that its program gave it.

Before anything is done, the request is noted together with the ids that its command and rows will
have. Sent again, also after a crash in between, it is the same command under the same id, and the
desk does that once. Without a key each request stands for itself.
"""

import re
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Final

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from sync_server.channels.api.rest.problems import MEDIA_TYPE, Problem, answer_problem
from sync_server.contract.entities import ApiKey
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.engines import Writer
from sync_server.store.idempotency import UNDER_WAY, IdempotencyRows, Kept

HEADER: Final = "Idempotency-Key"
KEPT_US: Final = 86_400_000_000
"""For how long a request is known: a day, in microseconds."""

_FORM: Final = re.compile(r"[\x21-\x7e]{1,200}")


class Ids(Struct, frozen=True, kw_only=True):
    """The ids that a request's command and its rows get."""

    command: str
    ticket: str
    message: str
    contact: str


class _Answer(Struct, frozen=True, kw_only=True):
    """An answer as it is kept."""

    body: bytes
    location: str | None


class Idempotency:
    """Does requests once. Belongs to the event loop."""

    def __init__(self, desk: Desk, environment: Environment) -> None:
        self._desk = desk
        self._environment = environment
        self._rows = IdempotencyRows(desk.database)

    async def once(
        self,
        request: Request,
        key: ApiKey,
        body: bytes,
        *,
        do: Callable[[Ids], Awaitable[Response]],
    ) -> Response:
        """The answer of `do`, or the one that it gave when this request came first.

        `do` raises `Problem` for what is refused. Raises `Problem`: other-request, bad-parameter.
        """
        name = _name_of(request)
        if name is None:
            return await do(self._new_ids())
        kept = await self._begin(
            Kept(
                api_key=key.id,
                id=name,
                body=_fingerprint(request, body),
                answer=msgspec.json.encode(self._new_ids()),
                at=self._environment.now_us(),
            )
        )
        if kept.status != UNDER_WAY:
            return _replayed(kept)
        try:
            answer = await do(msgspec.json.decode(kept.answer, type=Ids))
        except Problem as problem:
            if problem.status >= 500 or problem.status == 429:
                raise  # what may succeed later is not kept
            answer = answer_problem(problem)
        return _replayed(await self._finish(kept, answer))

    async def _begin(self, wanted: Kept) -> Kept:
        """Note a request; the first one under its name. Raises `Problem`: other-request."""

        def begin(writer: Writer) -> Kept:
            self._rows.prune(writer, before=wanted.at - KEPT_US)
            return self._rows.begin(writer, wanted)

        first = await self._desk.transact(begin)
        if first.body != wanted.body:
            raise Problem("other-request", HEADER)
        return first

    async def _finish(self, kept: Kept, answer: Response) -> Kept:
        """Keep an answer, unless another of the same requests was faster."""
        stored = msgspec.json.encode(
            _Answer(body=bytes(answer.body), location=answer.headers.get("Location"))
        )
        status = answer.status_code
        return await self._desk.transact(
            lambda writer: self._rows.finish(writer, kept, status=status, answer=stored)
        )

    def _new_ids(self) -> Ids:
        return Ids(**{name: self._environment.new_id() for name in Ids.__struct_fields__})


def _name_of(request: Request) -> str | None:
    """The idempotency key of a request. Raises `Problem` for one that cannot be used."""
    given = request.headers.getlist(HEADER)
    if not given:
        return None
    if len(given) > 1 or not _FORM.fullmatch(given[0]):
        raise Problem("bad-parameter", HEADER)
    return given[0]


def _fingerprint(request: Request, body: bytes) -> str:
    """SHA-256 of what is asked, in hex: method, path and the bytes of the body."""
    asked = f"{request.method} {request.scope['path']}\0".encode()
    return sha256(asked + body).hexdigest()


def _replayed(kept: Kept) -> Response:
    answer = msgspec.json.decode(kept.answer, type=_Answer)
    headers = {"Cache-Control": "no-store"}
    if answer.location is not None:
        headers["Location"] = answer.location
    media_type = MEDIA_TYPE if kept.status >= 400 else "application/json"
    return Response(answer.body, kept.status, headers, media_type=media_type)
