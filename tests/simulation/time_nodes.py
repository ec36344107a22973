# SPDX-License-Identifier: Apache-2.0
"""The nodes of a desk that keep its time, on one database; each can end at any SQL statement."""

import asyncio
from contextlib import suppress
from pathlib import Path

from sync_server.contract.commands import Command
from sync_server.contract.frames import Answer
from sync_server.desk.desk import Desk
from sync_server.store.engines import Database
from sync_server.timekeeper.desk_time import keep_time
from tests.simulation.environment import ProcessEnvironment
from tests.simulation.life import Life
from tests.simulation.template import OPERATOR_ACTOR


class _NodeLife(Life):
    """A life beside others on the same database, which undoes what was not committed."""

    def kill(self) -> None:
        if self.alive:
            self.alive = False
            self._disconnect()
            self._on_death()


class Node:
    """One life of a node: the real desk, and its time."""

    def __init__(self, name: str, address: str, environment: ProcessEnvironment) -> None:
        self.name = name
        self.environment = environment
        self.life = _NodeLife(name, Path(), self._died)
        self.ended = asyncio.Event()
        self.serving = False
        self._database = Database.open(address)
        self._desk = Desk(self._database, environment)
        self._keeping: asyncio.Task[None] | None = None

    @property
    def failed(self) -> BaseException | None:
        """Why it keeps time no more, though nobody ended it."""
        task = self._keeping
        if task is None or not self.life.alive or not task.done() or task.cancelled():
            return None
        return task.exception()

    async def start(self) -> None:
        """Begin to serve; it may be killed on the way."""
        await self._unless_ended(self.life.spawn(self._start(), name=f"{self.name} start"))

    async def ask(self, command: Command, id_: str) -> Answer | None:
        """The answer to a command, if it lives to give one."""
        asked = self.life.spawn(self._desk.execute(command, OPERATOR_ACTOR, id=id_), name=id_)
        await self._unless_ended(asked)
        return asked.result() if asked.done() else None

    async def stop(self) -> None:
        """Stop in order."""
        self.serving = False
        await self._unless_ended(self.life.spawn(self._stop(), name=f"{self.name} stop"))

    def _died(self) -> None:
        self.serving = False
        self.ended.set()

    async def _start(self) -> None:
        await self._desk.start()
        work = keep_time(self._desk, self.environment)
        self._keeping = self.life.spawn(work, name=f"{self.name} time")
        self.serving = True

    async def _stop(self) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping
        await self._desk.close()
        self._database.close()
        self.life.end()
        self.ended.set()

    async def _unless_ended(self, task: "asyncio.Task[object]") -> None:
        end = asyncio.ensure_future(self.ended.wait())
        await asyncio.wait({task, end}, return_when=asyncio.FIRST_COMPLETED)
        end.cancel()
