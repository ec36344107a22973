# SPDX-License-Identifier: Apache-2.0
"""A server that does what a test says, over a real websocket on loopback.

Left alone it behaves: it welcomes, sends the scopes that the client does not hold, and accepts
commands in the order of their counters, each id once. A test may push frames, cut the connection
at any point, refuse, stay silent, or lie.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from sync_server.contract import codec, frames
from sync_server.contract.refusals import Refusal
from tests.support.client_frames import ready, snapshot


class ScriptedServer:
    """`scopes` are what a client is to hold: rows by scope. `received` is all that came up."""

    def __init__(self) -> None:
        self.epoch = "epoch-1"
        self.agent: Any = "me"
        self.head = 10
        self.scopes: dict[str, tuple[Any, ...]] = {"desk": (), "agent:me": ()}
        self.files = 0
        self.web = ""
        self.now = 0
        self.next_counter = 1
        self.outcomes: dict[str, frames.Answer] = {}
        self.received: list[Any] = []
        self.tokens: list[str] = []
        self.refuse_hello: Refusal | None = None
        self.refuse_invitations = False
        self.answer: Callable[[frames.Envelope], frames.Answer | None] = self.accept
        self.told: Callable[[frames.Ask], frames.Told | None] = lambda ask: None
        self.port = 0
        self._connections: set[ServerConnection] = set()
        self._arrived = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._server = await serve(self._serve, "127.0.0.1", self.port, compression=None)
        self.port = next(iter(self._server.sockets)).getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Go away; `start` comes back on the same port."""
        self.cut()
        self._server.close()
        await self._server.wait_closed()

    async def start(self) -> None:
        """Come back."""
        await self.__aenter__()

    async def push(self, *pushed: Any) -> None:
        """Write frames to every connection."""
        for connection in tuple(self._connections):
            for frame in pushed:
                await connection.send(codec.encode(frame), text=True)

    async def push_raw(self, text: str) -> None:
        """Write anything."""
        for connection in tuple(self._connections):
            await connection.send(text)

    def cut(self) -> None:
        """Lose every connection without a goodbye."""
        for connection in tuple(self._connections):
            connection.transport.abort()

    async def close(self, code: int) -> None:
        """End every connection in good order."""
        for connection in tuple(self._connections):
            await connection.close(code)

    async def wait_for(self, kind: type, count: int = 1) -> Any:
        """The latest frame of a kind, once `count` of them have come."""
        async with asyncio.timeout(10), self._arrived:
            await self._arrived.wait_for(lambda: len(self.all(kind)) >= count)
        return self.all(kind)[-1]

    def all(self, kind: type) -> list[Any]:
        """Everything of a kind that came up."""
        return [frame for frame in self.received if isinstance(frame, kind)]

    def accept(self, envelope: frames.Envelope) -> frames.Answer | None:
        """A no-op that is fine, once per id and in the order of the counters."""
        known = self.outcomes.get(envelope.id)
        if known is not None:
            return known
        if envelope.counter != self.next_counter:
            return frames.Answer(id=envelope.id, ok=False, refusal=Refusal(code="future_command"))
        self.next_counter += 1
        self.outcomes[envelope.id] = frames.Answer(id=envelope.id, ok=True)
        return self.outcomes[envelope.id]

    async def _serve(self, connection: ServerConnection) -> None:
        self._connections.add(connection)
        try:
            async for message in connection:
                await self._take(codec.decode_up(message), connection)
        except ConnectionClosed:
            pass  # the test cut it
        finally:
            self._connections.discard(connection)

    async def _take(self, frame: Any, connection: ServerConnection) -> None:
        async with self._arrived:
            self.received.append(frame)
            self._arrived.notify_all()
        for reply in self._replies(frame):
            await connection.send(codec.encode(reply), text=True)

    def _replies(self, frame: Any) -> list[Any]:
        match frame:
            case frames.Hello():
                return [self._welcome(frame)]
            case frames.Resume():
                return self._bring_up(frame)
            case frames.Submit():
                answers = [self.answer(envelope) for envelope in frame.commands]
                return [frames.Answers(answers=tuple(each for each in answers if each))]
            case frames.Ask():
                return [told] if (told := self.told(frame)) else []
        return []

    def _welcome(self, hello: frames.Hello) -> Any:
        if self.refuse_hello is not None:
            return frames.Closing(refusal=self.refuse_hello)
        if self.refuse_invitations and getattr(hello.credential, "invitation", None):
            return frames.Closing(refusal=Refusal(code="sign_in"))
        self.tokens.append(f"token-{len(self.tokens) + 1}")
        return frames.Welcome(
            protocol=1,
            session=f"session-{len(self.tokens)}",
            agent=self.agent,
            role="agent",
            token=self.tokens[-1],
            epoch=self.epoch,
            head=self.head,
            next_counter=self.next_counter,
            now=self.now,
            files=self.files,
            web=self.web,
        )

    def _bring_up(self, resume: frames.Resume) -> list[Any]:
        if resume.epoch not in ("", self.epoch):
            return [frames.Resync(epoch=self.epoch)]
        sent: list[Any] = [frames.Changes(through=max(self.head, resume.cursor))]
        for scope, rows in self.scopes.items():
            if scope not in resume.scopes:
                sent.append(snapshot(scope, *rows, seq=self.head))
                sent.append(ready(scope, through=max(self.head, resume.cursor)))
        return sent
