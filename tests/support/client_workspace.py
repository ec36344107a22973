# SPDX-License-Identifier: Apache-2.0
"""A workspace on real files, without a connection: frames are applied by hand."""

from app.cache import apply as cache
from app.cache.engine import open_file
from app.cache.tables import CACHE
from app.cache.worker import Worker
from app.outbox.drafts import Drafts
from app.outbox.drain import Outcome
from app.outbox.queue import Queue
from app.outbox.tables import OUTBOX
from app.workspace.reader import CacheReader
from app.workspace.workspace import Workspace
from sync_server.contract import frames
from tests.support.client_environment import ClientEnvironment, settle
from tests.support.client_frames import ready, snapshot

KEY = bytes(32)


class Bench:
    """Everything below the connection. `apply` does what the pump does with a frame."""

    def __init__(self, folder=None):
        self.environment = ClientEnvironment()
        self.worker = Worker(self.environment.lane("cache"))
        self.cache = open_file(folder and folder / "cache.db", KEY, shape=CACHE)
        self.outbox = open_file(folder and folder / "outbox.db", KEY, shape=OUTBOX)
        self.queue = Queue(self.outbox, self.worker)
        self.drafts = Drafts(self.outbox, self.worker, self.environment.now_us)
        self.workspace = Workspace(
            self.queue,
            self.drafts,
            reader=CacheReader(self.cache, self.worker),
            environment=self.environment,
        )
        self.changes: list = []
        self.refused: list = []
        self.workspace.changed.connect(self.changes.append)
        self.workspace.refused.connect(self.refused.append)

    def apply(self, frame):
        self.workspace.confirm(cache.apply(self.cache, frame))

    def hold(self, scope, *rows):
        self.apply(snapshot(scope, *rows))
        self.apply(ready(scope))

    def cursor(self, seq):
        self.apply(frames.Changes(through=seq))

    async def refuse(self, id, refusal):
        held = await self.queue.refuse(id, refusal)
        self.workspace.settle([Outcome(id=id, refusal=refusal, held=held)], cursor=0)

    async def close(self):
        await settle()
        await self.workspace.close()
        await self.worker.close()
        self.cache.close()
        self.outbox.close()
