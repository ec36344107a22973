# SPDX-License-Identifier: Apache-2.0
"""What every request to the web port must keep to, and what every answer carries.

A body has to say its length (RFC 9112, 6.2): with chunks, or with two lengths, a peer in between
and we could differ on where a request ends. So no body is read that is longer than its part of the
site takes.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS: Final = ("GET", "HEAD", "POST")
LINE_BYTES: Final = 8 * 1024
HEADERS: Final = 128
MAX_DIGITS: Final = 12

CONTENT_POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""No script at all, and nothing inline; nobody may put a page of ours into a frame."""

_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cache-control", b"no-store"),
)
_STRICT_TRANSPORT: Final = (b"strict-transport-security", b"max-age=31536000")


Refusal = Callable[[int, str], tuple[str, bytes]]
"""From a status and words to the media type and the body of the answer."""


class Guard:
    """An application behind these rules. `body_bytes` says how long a body at a path may be.

    `refusal` says in which form a path is refused, where that is not plain text.

    `piece_s` is the longest pause between pieces of a body, `body_s` the most time for all of it.
    With `secure` browsers are told to come by TLS alone.
    """

    def __init__(
        self,
        application: ASGIApp,
        *,
        body_bytes: Callable[[str], int],
        refusal: Callable[[str], Refusal | None] = lambda _path: None,
        piece_s: float,
        body_s: float,
        secure: bool,
    ) -> None:
        self._application = application
        self._body_bytes = body_bytes
        self._refusal_at = refusal
        self._piece_s = piece_s
        self._body_s = body_s
        self._headers = (*_ALWAYS, _STRICT_TRANSPORT) if secure else _ALWAYS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it before any of its body is read."""
        scope["state"]["connection"].admit()
        answer = self._with_headers(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            words = self._refusal_at(scope["path"]) or _plain_refusal
            await _refuse(answer, refusal[0], *words(*refusal))
            return
        await self._application(scope, self._in_time(receive), answer)

    def _in_time(self, receive: Receive) -> Receive:
        """The pieces of a body; a peer that is too slow with them counts as gone."""
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + self._body_s
        complete = False

        async def receiving() -> Message:
            nonlocal complete
            if complete:  # what comes now is the end of the connection, whenever that is
                return await receive()
            try:
                async with asyncio.timeout_at(min(loop.time() + self._piece_s, ends_at)):
                    message = await receive()
            except TimeoutError:
                return {"type": "http.disconnect"}
            complete = not message.get("more_body", False)
            return message

        return receiving

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and words for a request that is not served."""
        headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
        target = len(scope["raw_path"]) + len(scope["query_string"])
        if scope["method"] not in METHODS:
            return 405, "Only GET, HEAD and POST are known here."
        if target > LINE_BYTES:
            return 414, "The address is too long."
        lines = (len(name) + len(value) for name, value in headers)
        if len(headers) > HEADERS or max(lines, default=0) > LINE_BYTES:
            return 431, "The request has too many headers, or one that is too long."
        if any(name == b"transfer-encoding" for name, _ in headers):
            return 400, "Send the length of the body (Content-Length), not chunks."
        lengths = [value for name, value in headers if name == b"content-length"]
        if len(lengths) > 1 or not all(each.isdigit() for each in lengths):
            return 400, "Send one Content-Length."
        if lengths and (
            len(lengths[0]) > MAX_DIGITS or int(lengths[0]) > self._body_bytes(scope["path"])
        ):
            return 413, "This is longer than what is taken here."
        return None

    def _with_headers(self, send: Send) -> Send:
        """Add the headers that an answer does not set itself."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                there = {name.lower() for name, _ in own}
                more = [(name, value) for name, value in self._headers if name not in there]
                message = {**message, "headers": [*own, *more]}
            await send(message)

        return sending


def _plain_refusal(_status: int, words: str) -> tuple[str, bytes]:
    return "text/plain; charset=utf-8", f"{words}\n".encode()


async def _refuse(send: Send, status: int, media_type: str, body: bytes) -> None:
    headers = [
        (b"content-type", media_type.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    if status == 405:
        headers.append((b"allow", ", ".join(METHODS).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
