# SPDX-License-Identifier: Apache-2.0
"""A device that submits numbered commands without pause and remembers every answer."""

import asyncio
import random
import ssl
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Raw
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from sync_server.contract import codec, frames
from sync_server.contract.commands import Command
from sync_server.contract.frames import FULL
from sync_server.contract.scopes import AUDIT, DESK, DIRECTORY, TRIAGE, agent_scope
from sync_server.contract.version import PROTOCOL
from tests.support.plain import c

WINDOW: Final = 24
"""How many commands may be under way."""

_ANSWERS: Final = '{"type":"answers"'


class Submitter:
    """One device over all its connections.

    Its n-th command has the id `<device>.<n>` and the counter n, and is encoded once. `answers` has
    the first answer to each; `kept` and `gone` count the commands that had no answer when the
    server died and that it did, or did not, remember afterwards. `faults` is empty if all is well.
    """

    def __init__(
        self,
        device: str,
        token: str,
        *,
        port: int,
        tls: ssl.SSLContext,
        tickets: Sequence[str],
        seed: int,
    ) -> None:
        self.device = device
        self.sent: dict[int, frames.Envelope] = {}
        self.answers: dict[int, frames.Answer] = {}
        self.acknowledged: asyncio.Event = asyncio.Event()
        """Set at each new answer; whoever waits clears it."""
        self.faults: Counter[str] = Counter()
        self.kept = 0
        self.gone = 0
        self.repeated = 0
        self._token = token
        self._port = port
        self._tls = tls
        self._tickets = tickets
        self._chance = random.Random(seed)

    async def run(self, serving: asyncio.Event, ending: asyncio.Event) -> None:
        """Submit whenever the server is there, until it is time to end; then wait for answers."""
        while not ending.is_set() or len(self.answers) < len(self.sent):
            await serving.wait()
            try:
                await self.visit(ending)
            except (OSError, WebSocketException, TimeoutError):
                await asyncio.sleep(0)

    async def visit(self, ending: asyncio.Event) -> None:
        """One connection, for as long as it lasts or there is something to wait for."""
        async with connect(
            f"wss://127.0.0.1:{self._port}/",
            ssl=self._tls,
            compression=None,
            proxy=None,
            max_size=None,
            close_timeout=1,
        ) as socket:
            await self._enter(socket)
            await self._send_again(socket)
            while not ending.is_set() or len(self.answers) < len(self.sent):
                if not ending.is_set():
                    await self._send_more(socket)
                await self._hear(socket)

    # -- coming in -----------------------------------------------------------------------------

    async def _enter(self, socket: ClientConnection) -> None:
        credential = frames.DeviceToken(token=self._token)
        hello = frames.Hello(
            protocol=PROTOCOL,
            device=self.device,  # type: ignore[arg-type]
            credential=credential,
        )
        await socket.send(codec.encode(hello), text=True)
        welcome = codec.decode_down(await socket.recv())
        assert isinstance(welcome, frames.Welcome), welcome
        self._token = welcome.token
        self._reckon(welcome.next_counter)
        scopes = dict.fromkeys((agent_scope(welcome.agent), TRIAGE, DESK, DIRECTORY, AUDIT), FULL)
        resume = frames.Resume(epoch=welcome.epoch, cursor=welcome.head, scopes=scopes)
        await socket.send(codec.encode(resume), text=True)

    def _reckon(self, next_counter: int) -> None:
        """Compare what the server remembers with what it has promised."""
        if next_counter <= max(self.answers, default=0) or next_counter > len(self.sent) + 1:
            self.faults["counter"] += 1
        open_ = self.sent.keys() - self.answers.keys()
        kept = sum(counter < next_counter for counter in open_)
        self.kept += kept
        self.gone += len(open_) - kept

    # -- sending -------------------------------------------------------------------------------

    async def _send_again(self, socket: ClientConnection) -> None:
        """All that is unanswered, in order; and the last that was answered, to hear it again."""
        again = sorted(self.sent.keys() - self.answers.keys())
        if self.answers:
            again.insert(0, max(self.answers))
        await self._submit(socket, again)

    async def _send_more(self, socket: ClientConnection) -> None:
        under_way = len(self.sent) - len(self.answers)
        wanted = min(WINDOW - under_way, self._chance.randint(1, 8))
        fresh = range(len(self.sent) + 1, len(self.sent) + 1 + max(wanted, 0))
        for counter in fresh:
            raw = Raw(codec.encode(self._draw(counter)))
            id_ = f"{self.device}.{counter}"
            self.sent[counter] = frames.Envelope(id=id_, counter=counter, command=raw)  # type: ignore[arg-type]
        await self._submit(socket, fresh)

    async def _submit(self, socket: ClientConnection, counters: Iterable[int]) -> None:
        envelopes = tuple(self.sent[counter] for counter in counters)
        if envelopes:
            await socket.send(codec.encode(frames.Submit(commands=envelopes)), text=True)

    def _draw(self, counter: int) -> Command:
        """A command whose effect shows how often it was executed."""
        name = f"{self.device}.{counter}"
        ticket = self._chance.choice(self._tickets)
        kind = self._chance.randrange(10)
        if kind == 0:
            return c.OpenTicket(ticket=f"t-{name}", message=f"m-{name}", subject=name, text=name)
        if kind < 4:
            return c.SetSubject(ticket=ticket, subject=name)
        return c.AddNote(ticket=ticket, message=f"m-{name}", text=f"{name} " + "x" * 200)

    # -- hearing -------------------------------------------------------------------------------

    async def _hear(self, socket: ClientConnection) -> None:
        message = await socket.recv()
        assert isinstance(message, str)
        if not message.startswith(_ANSWERS):
            return
        frame = codec.decode_down(message)
        assert isinstance(frame, frames.Answers)
        for answer in frame.answers:
            self._take(answer)

    def _take(self, answer: frames.Answer) -> None:
        counter = int(answer.id.rpartition(".")[2])
        first = self.answers.setdefault(counter, answer)
        if first is not answer:
            self.repeated += 1
            self.faults["another answer"] += first != answer
        elif not answer.ok:
            code = "" if answer.refusal is None else answer.refusal.code
            self.faults[f"refused: {code}"] += 1
        self.acknowledged.set()
