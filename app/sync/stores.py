# SPDX-License-Identifier: Apache-2.0
"""The two files of a profile and what stands on them: opened together, closed together."""

from pathlib import Path
from typing import Final

from msgspec import Struct

from app.cache import apply as cache
from app.cache import front as fronts
from app.cache import reads
from app.cache.engine import Damaged, File, erase, open_file, set_aside
from app.cache.opening import open_or_replace
from app.cache.tables import CACHE
from app.cache.worker import Worker
from app.credentials import MemoryVault, Vault, keep_key
from app.environment import Environment
from app.outbox.drafts import Drafts
from app.outbox.queue import Queue
from app.outbox.tables import OUTBOX
from app.workspace.reader import CacheReader
from app.workspace.workspace import Workspace
from sync_server.contract.ids import Instant, TicketId

CACHE_FILE: Final = "cache.db"
OUTBOX_FILE: Final = "outbox.db"
PAGE_ROWS: Final = 500
"""A page is taken in within one turn of the loop, also by the views."""

DAY_US: Final = 24 * 3600 * 1_000_000


class SetAside(Struct, frozen=True, kw_only=True):
    """A file that could not be used any more: it has another name now, and a new one its place."""

    what: str
    path: str
    reason: str


class Stores(Struct, kw_only=True):
    """What a session writes to. `aside` are the files that were given up at opening."""

    cache: File
    outbox: File
    cache_key: bytes
    folder: Path | None
    worker: Worker
    queue: Queue
    reader: CacheReader
    workspace: Workspace
    aside: tuple[SetAside, ...] = ()

    async def load_front(self) -> fronts.Front | None:
        """Fill the workspace with what is shown first; `load` must follow. None: only that helps.

        Until then no row may be confirmed: an older one would come out of the cache after it.
        """
        pending = tuple(TicketId(item.ticket) for item in self.queue if item.ticket is not None)
        found = await self.worker.run(
            lambda: fronts.read_front(self.cache, self.workspace.me, also=pending)
        )
        if found is None:
            return None
        front, rows = found
        self.workspace.load(rows)
        self.workspace.begin_loading()
        return front

    async def keep_front(self, front: fronts.Front) -> None:
        """Remember what is to be shown first the next time."""
        await self.worker.run(fronts.keep_front, self.cache, front)

    async def load(self) -> None:
        """Fill the workspace from the cache, page by page, so that nothing has to wait for it."""
        after: int | None = 0
        while after is not None:
            page = await self.worker.run(
                lambda start=after: reads.read_page(self.cache, after=start, limit=PAGE_ROWS)
            )
            self.workspace.load(page.rows)
            after = page.next
        self.workspace.loaded()

    async def contact_at(self) -> Instant | None:
        """When the server was last heard, by the clock of this computer."""
        text = await self.worker.run(cache.get_meta, self.cache, "contact_at")
        return None if text is None else int(text)

    async def mend(self, damage: Damaged, at: Instant) -> SetAside:
        """Set a damaged cache aside and go on with an empty one."""
        found = await self.worker.run(self._replace_cache, at)
        self.workspace.clear()
        return SetAside(what="cache", path=str(found), reason=damage.reason)

    def _replace_cache(self, at: Instant) -> Path | None:
        path = _place(self.folder, CACHE_FILE)
        self.cache.close()
        aside = None if path is None else set_aside(path, at=at)
        self.cache.become(open_file(path, self.cache_key, shape=CACHE))
        return aside

    async def close(self) -> None:
        """Finish what was submitted and close the files."""
        await self.workspace.close()
        await self.worker.run(self.cache.close)
        await self.worker.run(self.outbox.close)
        await self.worker.close()


async def open_stores(folder: Path, vault: Vault, environment: Environment) -> Stores:
    """Open or create the files of a profile. With a memory vault they are in memory.

    Damaged files are set aside and named in `aside`; so are files whose key is gone. Raises
    `KeyringUnavailable` and `NoRoom`.
    """
    place = None if isinstance(vault, MemoryVault) else folder
    worker = Worker(environment.lane("cache"))
    cache_key, _ = await keep_key(vault, "cache_key", environment)
    outbox_key, _ = await keep_key(vault, "outbox_key", environment)
    at = environment.now_us()
    opened_cache = await worker.run(
        open_or_replace, _place(place, CACHE_FILE), cache_key, CACHE, at
    )
    opened_outbox = await worker.run(
        open_or_replace, _place(place, OUTBOX_FILE), outbox_key, OUTBOX, at
    )
    queue = Queue(opened_outbox.file, worker)
    await queue.load()
    reader = CacheReader(opened_cache.file, worker)
    workspace = Workspace(
        queue,
        Drafts(opened_outbox.file, worker, environment.now_us),
        reader=reader,
        environment=environment,
    )
    named = (("cache", opened_cache), ("outbox", opened_outbox))
    return Stores(
        cache=opened_cache.file,
        outbox=opened_outbox.file,
        cache_key=cache_key,
        folder=place,
        worker=worker,
        queue=queue,
        reader=reader,
        workspace=workspace,
        aside=tuple(
            SetAside(what=what, path=str(opened.aside), reason=opened.reason)
            for what, opened in named
            if opened.aside is not None
        ),
    )


def erase_stores(folder: Path) -> None:
    """Delete the files of a profile: they are closed, and their keys are gone already."""
    for name in (CACHE_FILE, OUTBOX_FILE):
        erase(folder / name)


def _place(folder: Path | None, name: str) -> Path | None:
    return None if folder is None else folder / name
