# SPDX-License-Identifier: Apache-2.0
"""The file port: sending a file from where the server has it, and fetching one by its pass."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec
from msgspec import Struct

from app.errors import TransferFailed
from sync_server.contract.refusals import Refusal

if TYPE_CHECKING:
    import httpx

TIMEOUT_S: Final = 30.0
MOST_ATTEMPTS: Final = 1_000
"""Requests for one file: at 256 KiB each far more than the largest file needs."""


class FilePort(Struct, frozen=True, kw_only=True):
    """Where the files of a desk are. `secret` is that of the live session."""

    host: str
    port: int
    tls: ssl.SSLContext | None
    secret: str

    @asynccontextmanager
    async def client(self) -> AsyncIterator["httpx.AsyncClient"]:
        """A connection to it. What goes wrong with it is raised as `TransferFailed`."""
        import httpx  # noqa: PLC0415 - a third of the client's start-up, and only files need it

        host = f"[{self.host}]" if ":" in self.host else self.host
        client = httpx.AsyncClient(
            base_url=f"{'http' if self.tls is None else 'https'}://{host}:{self.port}",
            verify=False if self.tls is None else self.tls,
            headers={"Authorization": f"Bearer {self.secret}"},
            timeout=TIMEOUT_S,
            trust_env=False,
            follow_redirects=False,
        )
        try:
            async with client:
                yield client
        except httpx.HTTPError as error:
            raise TransferFailed(type(error).__name__) from error


class Sending(Struct, frozen=True, kw_only=True):
    """A file to send. `read` gives some bytes from an offset on, none at the end."""

    id: str
    size: int
    sha256: str
    media_type: str
    read: Callable[[int], Awaitable[bytes]]


async def send_file(port: FilePort, sending: Sending) -> None:
    """Send what the server does not have yet. Raises `TransferFailed`."""
    path = f"/uploads/{quote(sending.id, safe='')}"
    async with port.client() as client:
        offset = await _offset(client, path)
        for _ in range(MOST_ATTEMPTS):
            data = await sending.read(offset) if offset < sending.size else b""
            answer = await _put(client, path, sending, offset=offset, data=data)
            offset = _next_offset(answer, offset + len(data))
            if answer.is_success and offset >= sending.size:
                return
    raise TransferFailed("the server takes no bytes")


async def _offset(client: "httpx.AsyncClient", path: str) -> int:
    answer = await client.head(path)
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return 0
    if not answer.is_success:
        raise _failure(answer)
    return _number(answer, 0)


async def _put(
    client: "httpx.AsyncClient", path: str, sending: Sending, *, offset: int, data: bytes
) -> "httpx.Response":
    return await client.put(
        path,
        content=data,
        headers={
            "Upload-Offset": str(offset),
            "Upload-Length": str(sending.size),
            "Upload-Sha256": sending.sha256,
            "Content-Type": sending.media_type,
        },
    )


def _next_offset(answer: "httpx.Response", expected: int) -> int:
    if answer.status_code in (HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY):
        return _number(answer, 0)
    if not answer.is_success:
        raise _failure(answer)
    return _number(answer, expected)


def _number(answer: "httpx.Response", otherwise: int) -> int:
    text = answer.headers.get("Upload-Offset", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else otherwise


async def fetch_file(port: FilePort, id: str, *, token: str) -> AsyncIterator[tuple[bytes, int]]:
    """The bytes of a file, piece by piece, each with the size of the whole (0: not told).

    Raises `TransferFailed`.
    """
    path = f"/files/{quote(id, safe='')}"
    async with (
        port.client() as client,
        client.stream("GET", path, params={"pass": token}) as answer,
    ):
        if not answer.is_success:
            await answer.aread()
            raise _failure(answer)
        length = answer.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdigit() else 0
        async for piece in answer.aiter_bytes():
            yield piece, size


class _Body(Struct):
    code: str


def _failure(answer: "httpx.Response") -> TransferFailed:
    try:
        refusal = Refusal(code=msgspec.json.decode(answer.content, type=_Body).code)
    except msgspec.MsgspecError:
        refusal = None
    return TransferFailed(f"status {answer.status_code}", refusal)
